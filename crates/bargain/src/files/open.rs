//! Opening a scenario, or one profile of a domain.

use super::recognise::{Content, Format, recognise};
use super::source::{LARGEST, Refused, Repair, Source};
use super::{genius, geniusweb, negmas, negolog, own};
use crate::scenario::Scenario;
use crate::space::Space;
use crate::utility::Profile;
use serde::Serialize;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Whose rules a file is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Those of its own format.
    #[default]
    OfItsFormat,
    /// Those by which NegMAS 0.16 reads files of GENIUS, which give most outcomes other utilities than GENIUS does and often
    /// another order. Files of other formats are read as ever.
    NegMas,
}

/// A scenario with what there is to know of how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// What was read.
    pub scenario: Scenario,
    /// The format that it was in.
    pub format: Format,
    /// Whose rules it was read by.
    pub reading: Reading,
    /// What was not as the format has it, and how it was read; by file and line.
    pub repairs: Vec<Repair>,
    /// Files of the directory that are no part of the scenario; by name.
    pub ignored: Vec<Ignored>,
}

/// A file that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ignored {
    /// The file.
    pub file: String,
    /// Why it is no part of the scenario.
    pub why: String,
}

/// One profile with the space of its domain.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedProfile {
    /// What can be agreed.
    pub space: Space,
    /// What the party wishes.
    pub profile: Profile,
    /// What was repaired in both files.
    pub repairs: Vec<Repair>,
}

/// A file with what it holds.
struct Held {
    name: String,
    source: Source,
    content: Content,
}

/// A domain as its format has it.
enum Domain {
    Genius(genius::Domain),
    Other(Format, Space),
}

impl Domain {
    fn format(&self) -> Format {
        match self {
            Domain::Genius(_) => Format::Genius,
            Domain::Other(format, _) => *format,
        }
    }

    fn space(&self) -> &Space {
        match self {
            Domain::Genius(domain) => &domain.space,
            Domain::Other(_, space) => space,
        }
    }
}

impl Scenario {
    /// The scenario in a directory of one domain and its profiles, or in one TOML file. Files are recognised by what they hold;
    /// those that hold nothing of a scenario are listed as ignored. The parties of a directory are in byte order of their
    /// files' names, and are called by them (without what follows the last point).
    ///
    /// # Errors
    ///
    /// Where a file of the scenario cannot be read, is missing, or fits the others nowhere.
    pub fn open(path: &Path, reading: Reading) -> Result<Opened, Refused> {
        let shown = path.display().to_string();
        if !path.is_dir() {
            return whole(Held::read(path, &shown)?, reading, Vec::new());
        }
        gathered(&shown, names(path, &shown)?.into_iter().map(read), reading)
    }

    /// As [`Scenario::open`], of these files of a directory alone, as if it held no others.
    ///
    /// # Errors
    ///
    /// As [`Scenario::open`]; and where one of them is not there.
    pub fn open_some(path: &Path, files: &[String], reading: Reading) -> Result<Opened, Refused> {
        let shown = path.display().to_string();
        if !path.is_dir() {
            return Err(Refused::whole(
                &shown,
                "this is no directory, and files of it are named",
                "a directory of one domain and its profiles",
                "name the directory that the files are in",
            ));
        }
        let mut there = names(path, &shown)?;
        there.retain(|(name, _)| files.iter().any(|file| name == file.as_str()));
        if let Some(missing) = files.iter().find(|file| !there.iter().any(|(name, _)| name == file.as_str()))
        {
            return Err(Refused::whole(
                &shown,
                format!("there is no file {missing:?} in the directory"),
                "names of files that are in it",
                "check the name",
            ));
        }
        gathered(&shown, there.into_iter().map(read), reading)
    }

    /// The scenario of these files, each with its name and its bytes, as if they were in a directory of this name.
    ///
    /// # Errors
    ///
    /// As [`Scenario::open`].
    pub fn of_files(
        directory: &str,
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
        reading: Reading,
    ) -> Result<Opened, Refused> {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort();
        gathered(directory, files.into_iter().map(Ok), reading)
    }
}

/// The scenario of these files, by name.
fn gathered(
    shown: &str,
    files: impl Iterator<Item = Result<(String, Vec<u8>), Refused>>,
    reading: Reading,
) -> Result<Opened, Refused> {
    let mut ignored = Vec::new();
    let mut domains = Vec::new();
    let mut profiles = Vec::new();
    let mut wholes = Vec::new();
    for file in files {
        let (name, bytes) = file?;
        let source = match Source::new(&name, &bytes) {
            Ok(source) => source,
            Err(refused) => {
                ignored.push(Ignored { file: name, why: refused.message });
                continue;
            }
        };
        let held = Held::of(name, source)?;
        match &held.content {
            Content::GeniusDomain(_) | Content::Domain(..) => domains.push(held),
            Content::GeniusProfile(_) | Content::Profile(..) => profiles.push(held),
            Content::Scenario(_) => wholes.push(held),
            Content::Other(why) => ignored.push(Ignored { file: held.name, why: why.clone() }),
        }
    }
    if let Some(scenario) = the_whole(wholes, domains.len() + profiles.len(), shown)? {
        return whole(scenario, reading, ignored);
    }
    let mut repairs = Vec::new();
    let domain = match the_domain(domains, shown)? {
        Some(domain) => domain.domain(&mut repairs)?,
        None => implied(&profiles, shown)?,
    };
    if profiles.is_empty() {
        return Err(Refused::whole(
            shown,
            "there is no profile beside the domain",
            "a profile for each party",
            "put the parties' profiles into the directory",
        ));
    }
    let mut parties = Vec::with_capacity(profiles.len());
    for profile in profiles {
        parties.push(profile.profile(&domain, reading, &mut repairs)?);
    }
    let scenario = Scenario { space: domain.space().clone(), profiles: parties };
    Ok(Opened { scenario, format: domain.format(), reading, repairs, ignored })
}

/// The scenario of a file that holds a whole one.
fn whole(mut held: Held, reading: Reading, ignored: Vec<Ignored>) -> Result<Opened, Refused> {
    let Content::Scenario(root) = &held.content else {
        return Err(Refused::whole(
            &held.name,
            format!("this is {}, no whole scenario", held.content),
            "a directory of one domain and its profiles, or one TOML file",
            "name the directory that the file is in",
        ));
    };
    let scenario = own::read(&mut held.source, root, stem(&held.name))?;
    let repairs = held.source.into_repairs()?;
    Ok(Opened { scenario, format: Format::Own, reading, repairs, ignored })
}

/// The whole scenario among the files of a directory, if one is there.
fn the_whole(mut wholes: Vec<Held>, others: usize, shown: &str) -> Result<Option<Held>, Refused> {
    if wholes.is_empty() || (wholes.len() == 1 && others == 0) {
        return Ok(wholes.pop());
    }
    let names: Vec<_> = wholes.iter().map(|held| format!("{:?}", held.name)).collect();
    Err(Refused::whole(
        shown,
        format!("the directory holds more than one scenario; {} alone would be one", names.join(" or ")),
        "one scenario",
        "name the file that is meant",
    ))
}

/// The domain that profiles without one beside them carry or imply.
fn implied(profiles: &[Held], shown: &str) -> Result<Domain, Refused> {
    for held in profiles {
        // What is repaired is stated when the profile itself is read.
        let mut source = held.source.clone();
        let title = title(shown);
        match &held.content {
            Content::Profile(Format::NegoLog, root) => {
                return Ok(Domain::Other(Format::NegoLog, negolog::domain_of(&source, root, &title)?));
            }
            Content::Profile(Format::GeniusWeb, root) => {
                if let Some(domain) = geniusweb::domain_of(root) {
                    let space = geniusweb::read_domain(&mut source, domain, &title)?;
                    return Ok(Domain::Other(Format::GeniusWeb, space));
                }
            }
            Content::Profile(Format::NegMas, root) => {
                if let Some(domain) = root.get("outcome_space").filter(|domain| negmas::is_domain(domain)) {
                    let space = negmas::read_domain(&mut source, domain, &title)?;
                    return Ok(Domain::Other(Format::NegMas, space));
                }
            }
            _ => {}
        }
    }
    Err(Refused::whole(
        shown,
        if profiles.is_empty() {
            "there is no scenario in the directory".to_owned()
        } else {
            format!("there is no domain in the directory, and {:?} needs one", profiles[0].name)
        },
        "one domain and its profiles",
        "put the domain beside the profiles, or name another directory",
    ))
}

/// One profile of one domain, each in a file of its own.
///
/// # Errors
///
/// Where one of the two cannot be read, or they do not belong together.
pub fn open_profile(domain: &Path, profile: &Path, reading: Reading) -> Result<OpenedProfile, Refused> {
    pair(domain, &domain.display().to_string(), profile, &profile.display().to_string(), reading)
}

/// [`open_profile`], with the names that messages call the files by.
pub(super) fn pair(
    domain: &Path,
    domain_name: &str,
    profile: &Path,
    profile_name: &str,
    reading: Reading,
) -> Result<OpenedProfile, Refused> {
    let mut repairs = Vec::new();
    let domain = Held::read(domain, domain_name)?.domain(&mut repairs)?;
    let profile = Held::read(profile, profile_name)?.profile(&domain, reading, &mut repairs)?;
    Ok(OpenedProfile { space: domain.space().clone(), profile, repairs })
}

impl Held {
    fn read(path: &Path, name: &str) -> Result<Self, Refused> {
        Self::of(name.to_owned(), Source::new(name, &bytes(path, name)?)?)
    }

    fn of(name: String, mut source: Source) -> Result<Self, Refused> {
        let content = recognise(&mut source)?;
        Ok(Self { name, source, content })
    }

    /// The domain that it holds. A profile that carries or implies its domain can stand for it.
    fn domain(mut self, repairs: &mut Vec<Repair>) -> Result<Domain, Refused> {
        let title = stem(&self.name);
        let source = &mut self.source;
        let domain = match &self.content {
            Content::GeniusDomain(root) => Domain::Genius(genius::read_domain(source, root, title)?),
            Content::Domain(Format::GeniusWeb, root) => {
                Domain::Other(Format::GeniusWeb, geniusweb::read_domain(source, root, title)?)
            }
            Content::Domain(Format::NegMas, root) => {
                Domain::Other(Format::NegMas, negmas::read_domain(source, root, title)?)
            }
            Content::Profile(Format::NegoLog, root) => {
                Domain::Other(Format::NegoLog, negolog::domain_of(source, root, title)?)
            }
            other => {
                return Err(Refused::whole(
                    &self.name,
                    format!("this is {other}, not a domain"),
                    "a domain",
                    "name the file of the domain",
                ));
            }
        };
        repairs.extend(self.source.into_repairs()?);
        Ok(domain)
    }

    fn profile(
        mut self,
        domain: &Domain,
        reading: Reading,
        repairs: &mut Vec<Repair>,
    ) -> Result<Profile, Refused> {
        let name = stem(&self.name);
        let source = &mut self.source;
        let profile = match (&self.content, domain) {
            (Content::GeniusProfile(root), Domain::Genius(domain)) => {
                genius::read_profile(source, root, domain, name, reading)?
            }
            (Content::Profile(Format::GeniusWeb, root), Domain::Other(Format::GeniusWeb, space)) => {
                geniusweb::read_profile(source, root, space, name)?
            }
            (Content::Profile(Format::NegMas, root), Domain::Other(Format::NegMas, space)) => {
                negmas::read_profile(source, root, space, name)?
            }
            (Content::Profile(Format::NegoLog, root), Domain::Other(Format::NegoLog, space)) => {
                negolog::read_profile(source, root, space, name)?
            }
            (content, domain) => {
                return Err(Refused::whole(
                    &self.name,
                    format!("this is {content}, and the domain is one of {}", domain.format()),
                    "a profile in the format of its domain",
                    "keep files of one format together, and others in a directory of their own",
                ));
            }
        };
        repairs.extend(self.source.into_repairs()?);
        Ok(profile)
    }
}

/// The files of a directory with their names, in byte order of these; folders are passed over.
fn names(path: &Path, shown: &str) -> Result<Vec<(std::ffi::OsString, PathBuf)>, Refused> {
    let refuse = |error: std::io::Error| {
        Refused::whole(
            shown,
            format!("the directory cannot be read: {error}"),
            "a directory of one domain and its profiles",
            "check its name and its permissions",
        )
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path).map_err(refuse)? {
        let entry = entry.map_err(refuse)?;
        if entry.path().is_file() {
            names.push((entry.file_name(), entry.path()));
        }
    }
    names.sort();
    Ok(names)
}

/// A file of a directory, by its name and what is in it.
fn read((name, path): (std::ffi::OsString, PathBuf)) -> Result<(String, Vec<u8>), Refused> {
    let name = name.to_string_lossy().into_owned();
    let bytes = bytes(&path, &name)?;
    Ok((name, bytes))
}

/// The one domain of a directory, if one is there.
fn the_domain(mut domains: Vec<Held>, shown: &str) -> Result<Option<Held>, Refused> {
    if domains.len() > 1 {
        let names: Vec<_> = domains.iter().map(|held| format!("{:?}", held.name)).collect();
        return Err(Refused::whole(
            shown,
            format!("there are {} domains in the directory: {}", names.len(), names.join(", ")),
            "one domain and its profiles",
            "put each domain into a directory of its own, with its profiles",
        ));
    }
    Ok(domains.pop())
}

/// The bytes of a file, as far as it is read.
fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, Refused> {
    let refuse = |error: std::io::Error| {
        Refused::whole(
            name,
            format!("the file cannot be read: {error}"),
            "a file that is there and may be read",
            "check its name and its permissions",
        )
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(refuse)?;
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(refuse)?;
    Ok(bytes)
}

/// What a directory is called.
fn title(shown: &str) -> String {
    Path::new(shown).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The last part of a path without what follows its last point.
fn stem(name: &str) -> &str {
    Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or(name)
}
