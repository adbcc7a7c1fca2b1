//! Files of results that a tournament can be gone on with.

use super::row::{Row, fields, header, utility_column};
use super::summary::{Summary, Tally};
use super::{NoTournament, Tournament};
use crate::negotiate::Protocol;
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Why a tournament is not gone on with, or its results not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotResumed {
    /// A file is there.
    #[error("{} is there already: ask to resume it, or choose another name", .0.display())]
    There(PathBuf),
    /// A file holds something else.
    #[error("{}, line {line}: {found}; it is not gone on with, so choose another name", .file.display())]
    Another {
        /// The file.
        file: PathBuf,
        /// Where.
        line: u64,
        /// What is wrong with it.
        found: String,
    },
    /// A file cannot be read or written.
    #[error("{}: {why}", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        why: std::io::Error,
    },
    /// The tournament itself.
    #[error(transparent)]
    Tournament(#[from] NoTournament),
}

/// The results of a tournament on disk, one line a session in the order of their numbers: CSV, JSON lines, both or neither.
///
/// Lines are only ever added at the end, a moment's work at a time. So whatever a file holds when the program is stopped is the beginning of what
/// it will hold in the end, but for a last line that may be torn; that is cut off when the tournament is gone on with.
pub struct Files<'a, P: Protocol> {
    tournament: &'a Tournament<P>,
    csv: Option<Kept>,
    json: Option<Kept>,
    tally: Tally,
    done: u64,
}

struct Kept {
    path: PathBuf,
    file: File,
}

impl<'a, P: Protocol> Files<'a, P> {
    /// Opens the files of a tournament. Where it is to be gone on with, sessions that are in every file asked for are not held again; a file that is
    /// not there yet is begun.
    ///
    /// Cost: reading the files once.
    ///
    /// # Errors
    ///
    /// Where a file is there and is not to be gone on with, or holds another tournament, or cannot be written.
    pub fn open(
        tournament: &'a Tournament<P>,
        csv: Option<&Path>,
        json: Option<&Path>,
        resume: bool,
    ) -> Result<Self, NotResumed> {
        let digest = tournament.digest();
        let header = header(tournament.most_parties());
        let begins = |number: u64| format!("{{\"tournament\":\"{digest}\",\"session\":{number},");
        let mut csv = csv.map(|path| Kept::open(path, resume, header.clone())).transpose()?;
        let mut json = json.map(|path| Kept::open(path, resume, begins(0))).transpose()?;
        let in_csv = csv.as_mut().map(|kept| kept.lines()).transpose()?.map(|lines| lines.saturating_sub(1));
        let in_json = json.as_mut().map(Kept::lines).transpose()?;
        let done = match (in_csv, in_json) {
            (Some(csv), Some(json)) => csv.min(json),
            // Without the utilities of CSV nothing could be added up.
            (Some(csv), None) => csv,
            (None, _) => 0,
        };
        let mut tally = Tally::new(tournament.entrants());
        if let Some(kept) = &mut csv {
            kept.cut(done + 1, |at, line| match at {
                0 => Ok(()),
                _ => {
                    let (utilities, agreed_at) = csv_line(tournament, at - 1, line)?;
                    tally.add(&tournament.plan.meeting(at - 1), &utilities, agreed_at);
                    Ok(())
                }
            })?;
            if kept.file.stream_position().is_ok_and(|at| at == 0) {
                kept.write(&header)?;
            }
        }
        if let Some(kept) = &mut json {
            kept.cut(
                done,
                |number, line| {
                    if line.starts_with(&begins(number)) { Ok(()) } else { Err(another(number)) }
                },
            )?;
        }
        Ok(Self { tournament, csv, json, tally, done })
    }

    /// How many sessions are done.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Holds the sessions that are left, keeps each result, and tells after each moment's work how many sessions are done; `tell` can break off, and
    /// what is done by then is kept.
    ///
    /// # Errors
    ///
    /// Where a file cannot be written, or threads cannot be started.
    pub fn run(
        &mut self,
        threads: Option<NonZeroUsize>,
        tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<(), NotResumed> {
        let (tournament, from) = (self.tournament, self.done);
        let broken = tournament.run(from, threads, &mut |rows| match self.keep(rows) {
            Err(why) => ControlFlow::Break(Some(why)),
            Ok(()) => tell(self.done).map_break(|()| None),
        })?;
        match broken {
            ControlFlow::Break(Some(why)) => Err(why),
            ControlFlow::Break(None) | ControlFlow::Continue(()) => Ok(()),
        }
    }

    /// How everybody fared so far.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.tally.summary()
    }

    fn keep(&mut self, rows: &[Row]) -> Result<(), NotResumed> {
        if let Some(kept) = &mut self.csv {
            kept.write(&rows.iter().map(|row| row.csv.as_str()).collect::<String>())?;
        }
        if let Some(kept) = &mut self.json {
            kept.write(&rows.iter().map(|row| row.json.as_str()).collect::<String>())?;
        }
        for row in rows {
            let ending = &row.played.ending;
            let agreed_at = ending.agreement.is_some().then_some(ending.time);
            self.tally.add(&row.played.meeting, &ending.utilities, agreed_at);
            self.done = row.played.number + 1;
        }
        Ok(())
    }
}

/// What a line of CSV says: utilities, and when it was agreed.
fn csv_line<P: Protocol>(
    tournament: &Tournament<P>,
    number: u64,
    line: &str,
) -> Result<(Vec<f64>, Option<f64>), String> {
    let fields = fields(line);
    let field = |at: usize| fields.get(at).map_or("", String::as_str);
    if field(0) != tournament.digest() || field(1) != number.to_string() {
        return Err(another(number));
    }
    let read = |at: usize| {
        field(at).parse::<f64>().map_err(|_| format!("{:?} is no number of session {number}", field(at)))
    };
    let seats = tournament.plan.meeting(number).entrants.len();
    let utilities = (0..seats).map(|seat| read(utility_column(seat))).collect::<Result<_, _>>()?;
    let agreed_at = if field(4) == "agreed" { Some(read(7)?) } else { None };
    Ok((utilities, agreed_at))
}

fn another(number: u64) -> String {
    format!("this is not session {number} of this tournament, with these scenarios, negotiators and settings")
}

impl Kept {
    /// Opens a file that begins as given, or is to.
    fn open(path: &Path, resume: bool, begins: String) -> Result<Self, NotResumed> {
        let wrong = |why| NotResumed::File { file: path.to_owned(), why };
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        let opened =
            if resume { options.create(true).open(path) } else { options.create_new(true).open(path) };
        let file = opened.map_err(|why| match why.kind() {
            std::io::ErrorKind::AlreadyExists => NotResumed::There(path.to_owned()),
            _ => wrong(why),
        })?;
        let mut there = Vec::new();
        (&file).take(begins.len() as u64).read_to_end(&mut there).map_err(wrong)?;
        // A first line that is torn itself is begun anew; something else is left alone.
        if begins.as_bytes().starts_with(&there) {
            return Ok(Self { path: path.to_owned(), file });
        }
        let found = "this does not begin as the results of this tournament do".to_owned();
        Err(NotResumed::Another { file: path.to_owned(), line: 1, found })
    }

    fn wrong(&self, why: std::io::Error) -> NotResumed {
        NotResumed::File { file: self.path.clone(), why }
    }

    /// How many whole lines there are.
    fn lines(&mut self) -> Result<u64, NotResumed> {
        self.each(u64::MAX, |_, _| Ok(())).map(|(lines, _)| lines)
    }

    /// Reads the first `keep` lines and cuts off what follows.
    fn cut(
        &mut self,
        keep: u64,
        read: impl FnMut(u64, &str) -> Result<(), String>,
    ) -> Result<(), NotResumed> {
        let (_, end) = self.each(keep, read)?;
        self.file.set_len(end).map_err(|why| self.wrong(why))?;
        self.file.seek(SeekFrom::Start(end)).map_err(|why| self.wrong(why))?;
        Ok(())
    }

    /// Reads whole lines up to so many; how many they were, and where they end.
    fn each(
        &mut self,
        most: u64,
        mut read: impl FnMut(u64, &str) -> Result<(), String>,
    ) -> Result<(u64, u64), NotResumed> {
        let (mut lines, mut end) = (0u64, 0u64);
        let mut bytes = Vec::new();
        self.file.rewind().map_err(|why| self.wrong(why))?;
        let mut reader = BufReader::new(&self.file);
        while lines < most {
            bytes.clear();
            let many = reader.read_until(b'\n', &mut bytes).map_err(|why| self.wrong(why))?;
            let Some(line) = bytes.strip_suffix(b"\n") else { break };
            std::str::from_utf8(line)
                .map_err(|why| why.to_string())
                .and_then(|line| read(lines, line))
                .map_err(|found| NotResumed::Another { file: self.path.clone(), line: lines + 1, found })?;
            lines += 1;
            end += many as u64;
        }
        Ok((lines, end))
    }

    fn write(&mut self, text: &str) -> Result<(), NotResumed> {
        self.file.write_all(text.as_bytes()).map_err(|why| self.wrong(why))
    }
}
