//! Packages from open points, in words.

mod picture;
mod wishes;

use onetext_bargain::packages::{Package, Wanted, clash, left};
use onetext_case::View;
use onetext_case::bargain::{Apart, Opt, RedLine, Undecided, Whence, WhyApart, Wishes};
use onetext_record::act::{Choice, Deed};
use onetext_record::ledger;
use onetext_record::timeline::Timeline;
use onetext_record::{ActId, DraftId, ParticipantId};
use onetext_text::choice::Choice as InText;
use onetext_text::draft::Draft;

use super::say::Say;
use super::standing::Stand;
use crate::bridge::{
    AnswerSaid, ApartSaid, Bridge, MovesSaid, NoBridge, NoPicture, OptionNamed, OptionSaid, PackagePicture,
    PackageSaid, PointSaid, PositionSaid, RedLineSaid, Taken, TookSaid, UnknownSaid, UnwrittenSaid,
};
use crate::clean::Taking;
use crate::heading::Heading;
use crate::line::{Line, clean, shorten};
use crate::model::Place;
use crate::standing::ActStanding;

/// How many characters of an option are shown.
const WORDS: usize = 120;

impl Bridge {
    /// The first `top` packages of each sort that the open points of a draft make; without a name, of the current one.
    ///
    /// Takes time as [`Undecided::new`] and [`onetext_bargain::packages::Question::first`] do.
    ///
    /// # Errors
    /// The reader is not named for analysis; there is no such draft; nothing is open in it; or its points are too entangled.
    pub fn new(view: &View, draft: Option<&DraftId>, top: usize) -> Result<Self, NoBridge> {
        Ok(Self::made(view, draft, top, false)?.0)
    }

    /// The same, with a picture of what packages can be worth to two parties; or why there is none.
    ///
    /// Takes time as [`Bridge::new`], and two linear programs for each package and party.
    ///
    /// # Errors
    /// As [`Bridge::new`].
    pub fn with_picture(
        view: &View,
        draft: Option<&DraftId>,
        top: usize,
    ) -> Result<(Self, Result<PackagePicture, NoPicture>), NoBridge> {
        let (bridge, undecided, wishes) = Self::made(view, draft, top, false)?;
        let picture = PackagePicture::of(view, &bridge, &undecided, &wishes);
        Ok((bridge, picture))
    }

    /// The same, with what is worth asking of wishes, which takes some hundred linear programs for each party.
    ///
    /// # Errors
    /// As [`Bridge::new`].
    pub fn asking(view: &View, draft: Option<&DraftId>, top: usize) -> Result<Self, NoBridge> {
        Ok(Self::made(view, draft, top, true)?.0)
    }

    fn made(
        view: &View,
        draft: Option<&DraftId>,
        top: usize,
        asks: bool,
    ) -> Result<(Self, Undecided, Wishes), NoBridge> {
        if !view.analyses {
            return Err(NoBridge::NotForReader);
        }
        let undecided = Undecided::new(view, draft)?;
        let text = view.texts().draft(&undecided.draft);
        let version = view.texts().version(&undecided.draft);
        let (Some(text), Some(version)) = (text, version) else {
            return Err(onetext_case::bargain::NotUndecided::NoWords(undecided.draft).into());
        };
        if undecided.issues.is_empty() && undecided.unwritten.is_empty() {
            return Err(NoBridge::NothingOpen(undecided.draft));
        }
        let (say, now) = (Say::new(view), view.now());
        let timeline = Timeline::new(&view.acts, &now);
        let standings = ledger::standings(&timeline, view.texts());
        let stand = Stand { say: &say, timeline: &timeline, standings: &standings };
        let scene = Scene { view, stand: &stand, undecided: &undecided, text };
        let (moves, demands) = (undecided.moves(), undecided.demands());
        let (mut packages, mut crossing, mut clashing) = (Vec::new(), Vec::new(), None);
        if let Some(question) = undecided.question(&moves, &demands) {
            packages = question.first(Wanted::Without, top)?;
            crossing = question.first(Wanted::Crossing, top)?;
            clashing = if packages.is_empty() && top > 0 { clash(question.space, &demands)? } else { None };
        }
        let mut packages = scene.packages(&packages, 0);
        let mut crossing = scene.packages(&crossing, packages.len());
        let wishes = undecided.wishes(view);
        scene.compare(&wishes, &mut packages, &mut crossing);
        let listed = if packages.is_empty() { &crossing } else { &packages };
        let space = undecided.space.as_ref();
        let bridge = Self {
            heading: Heading::of(view),
            draft: say.draft_title(&version.entry),
            points: (0..undecided.issues.len()).filter_map(|issue| scene.point(issue)).collect(),
            unwritten: scene.unwritten(),
            red_lines: undecided.red_lines.iter().enumerate().filter_map(|one| scene.red_line(one)).collect(),
            apart: undecided.apart.iter().filter_map(|apart| scene.apart(apart)).collect(),
            allowed: space.and_then(|space| Some(space.outcomes().ok()?.to_string())),
            left: space.and_then(|space| Some(left(space, &demands).ok()?.to_string())),
            clash_may_be_smaller: clashing.as_ref().is_some_and(|clash| !clash.fewest),
            clash: clashing.into_iter().flat_map(|clash| clash.demands).map(|at| at + 1).collect(),
            answers: scene.answers(listed),
            questions: if asks { scene.questions(&wishes, listed) } else { Vec::new() },
            wishes: scene.wishes(&wishes),
            not_worked_out: scene.not_worked_out(&wishes),
            unused: scene.unused(&wishes),
            packages,
            crossing,
        };
        Ok((bridge, undecided, wishes))
    }
}

struct Scene<'s, 't, 'a> {
    view: &'s View,
    stand: &'s Stand<'s, 't, 'a>,
    undecided: &'s Undecided,
    text: &'s Draft,
}

impl Scene<'_, '_, '_> {
    fn act(&self, id: &ActId) -> Option<ActStanding> {
        Some(self.stand.of(self.stand.say.act(id)?))
    }

    fn person(&self, id: &ParticipantId) -> crate::model::Person {
        self.stand.say.person(id)
    }

    fn place(&self, point: usize) -> Option<(Place, u32)> {
        let point = self.text.points().get(point)?;
        Some((self.stand.say.place(&self.undecided.draft, point.clause)?, point.line))
    }

    fn named((point, option): (usize, u32)) -> OptionNamed {
        OptionNamed { point: point + 1, option: option as usize + 1 }
    }

    fn point(&self, at: usize) -> Option<PointSaid> {
        let issue = &self.undecided.issues[at];
        let (place, line) = self.place(issue.point)?;
        let sides = self.undecided.sides.iter().zip(&self.undecided.positions[at]);
        let positions = sides.map(|(side, position)| PositionSaid {
            party: self.person(side),
            took: position.took.as_ref().and_then(|took| self.took(took)),
            declined: position.declined.iter().filter_map(|declined| self.took(declined)).collect(),
        });
        Some(PointSaid {
            number: at + 1,
            place,
            line,
            kind: self.text.points().get(issue.point)?.kind,
            options: (0..issue.options.len()).map(|option| self.option(at, option)).collect(),
            within: issue.within.map(Self::named),
            positions: positions.collect(),
        })
    }

    fn option(&self, at: usize, option: usize) -> OptionSaid {
        let issue = &self.undecided.issues[at];
        let point = &self.text.points()[issue.point];
        let words = |option: usize| point.alternatives.get(option).map_or("", |words| words.text.as_str());
        let quoted = |words: &str| Line::new().quoted(&shorten(words, WORDS).0);
        let proposed = match issue.options.get(option) {
            Some(Opt::Instead(at)) => issue.proposed.get(*at),
            _ => None,
        };
        let put_forward: Vec<ActStanding> =
            proposed.iter().flat_map(|proposed| &proposed.acts).filter_map(|act| self.act(act)).collect();
        let (said, words) = match issue.options.get(option) {
            Some(Opt::Instead(_)) => {
                let words = proposed.map_or("", |proposed| proposed.words.as_str());
                (put_forward_by(quoted(words), &put_forward), words)
            }
            Some(Opt::Take(taken)) => match issue.choice(self.text, option as u32) {
                Some(InText::In) => (quoted(words(0)).text(" stands"), words(0)),
                Some(InText::Out) => (quoted(words(0)).text(" falls"), ""),
                _ if words(*taken).is_empty() => (Line::from("no text"), ""),
                _ => (quoted(words(*taken)), words(*taken)),
            },
            _ => (Line::from("falls with the words around it"), ""),
        };
        let choose = issue.choice(self.text, option as u32).and_then(typed);
        OptionSaid { said, words: clean(words), choose, put_forward }
    }

    fn took(&self, (place, act): &(u32, ActId)) -> Option<TookSaid> {
        let found = self.stand.say.act(act)?;
        let acceptance = match &found.deed {
            Deed::Accept(acceptance) => Some(acceptance),
            _ => None,
        };
        Some(TookSaid {
            option: *place as usize + 1,
            act: self.stand.of(found),
            extent: acceptance.and_then(|acceptance| acceptance.extent),
            strength: acceptance.and_then(|acceptance| acceptance.strength),
        })
    }

    fn unwritten(&self) -> Vec<UnwrittenSaid> {
        let one = |unwritten: &onetext_case::bargain::Unwritten| {
            let (place, line) = self.place(unwritten.point)?;
            Some(UnwrittenSaid { place, line, within: unwritten.within.map(Self::named) })
        };
        self.undecided.unwritten.iter().filter_map(one).collect()
    }

    fn red_line(&self, (at, line): (usize, &RedLine)) -> Option<RedLineSaid> {
        Some(RedLineSaid {
            number: at + 1,
            of: self.stand.say.people(&line.by),
            options: line.options.iter().copied().map(Self::named).collect(),
            act: match &line.whence {
                Whence::Act(act) => Some(self.act(act)?),
                Whence::Assessment(_) => None,
            },
            assessment: match &line.whence {
                Whence::Act(_) => None,
                Whence::Assessment(id) => Some(self.assessment(id)?.0),
            },
        })
    }

    fn apart(&self, apart: &Apart) -> Option<ApartSaid> {
        let (reason, reason_words) = match apart.why {
            WhyApart::Elsewhere => {
                ("elsewhere", "it concerns no clause of this draft that it could be followed to")
            }
            WhyApart::OtherWords => ("other_words", "its words are none of the options that are open"),
            WhyApart::NotHere => (
                "not_here",
                "its words, put forward for clauses with open points, differ from the draft's elsewhere, or are no option where they stand",
            ),
            WhyApart::SeveralWays => (
                "several_ways",
                "its words, put forward for clauses with open points, can be taken as other words at these in more than one way, or in more than are compared",
            ),
            WhyApart::LeavesOpen => {
                ("leaves_open", "its words are the draft's own and leave its points open")
            }
            WhyApart::Unwritten => (
                "unwritten",
                "some of its words stand where the draft leaves words to be written; no package says anything of these",
            ),
            WhyApart::Several => ("several", "its words are those of more than one option"),
            WhyApart::TakenSince => ("taken_since", "whoever said it has taken that option since"),
            WhyApart::OtherLanguage => (
                "other_language",
                "it chooses at the open points of a text in another language, which are not followed to those of this one",
            ),
            WhyApart::Together => ("together", "it declines options together, and is no red line"),
        };
        Some(ApartSaid { reason, reason_words, act: self.act(&apart.act)? })
    }

    /// Packages, numbered from behind those before.
    fn packages(&self, packages: &[Package], before: usize) -> Vec<PackageSaid> {
        let numbered = packages.iter().zip(before + 1..);
        numbered.map(|(package, number)| self.package(package, number)).collect()
    }

    fn package(&self, package: &Package, number: usize) -> PackageSaid {
        let undecided = self.undecided;
        let at = || package.places.iter().copied().enumerate();
        let where_true = |is: &dyn Fn(usize, u32) -> bool| -> Vec<usize> {
            at().filter(|(issue, place)| is(*issue, *place)).map(|(issue, _)| issue + 1).collect()
        };
        let sides = || undecided.sides.iter().enumerate();
        let moves = sides().map(|(side, party)| MovesSaid {
            party: self.person(party),
            points: where_true(&|issue, place| undecided.moves_at(issue, place, side)),
        });
        let unknown = sides().map(|(side, party)| UnknownSaid {
            party: self.person(party),
            points: where_true(&|issue, place| undecided.is_unknown(issue, place, side)),
        });
        let taken = self.taken(package);
        let mut choose: Vec<(String, Vec<String>)> = Vec::new();
        for Taken { clause, choice } in &taken {
            let choice = choice.as_ref().and_then(|choice| typed(choice.in_text()));
            let choice = choice.unwrap_or_else(|| "\u{2026}".to_owned());
            match choose.iter_mut().find(|(named, _)| named == clause) {
                Some((_, choices)) => choices.push(choice),
                None => choose.push((clause.clone(), vec![choice])),
            }
        }
        PackageSaid {
            number,
            options: package.places.iter().map(|place| *place as usize + 1).collect(),
            crosses: package.crosses.iter().map(|line| line + 1).collect(),
            moves: moves.collect(),
            unknown: unknown.filter(|unknown| !unknown.points.is_empty()).collect(),
            dominated: None,
            acceptable: Vec::new(),
            choose: choose
                .into_iter()
                .map(|(clause, choices)| format!("{clause}={}", choices.join("; ")))
                .collect(),
            taken,
        }
    }

    /// What a clean text of a package asks for, in the order of the text.
    fn taken(&self, package: &Package) -> Vec<Taken> {
        let undecided = self.undecided;
        let stands = |within: Option<(usize, u32)>| {
            within.is_none_or(|(issue, option)| package.places.get(issue) == Some(&option))
        };
        let chosen = undecided.issues.iter().zip(&package.places).filter_map(|(issue, &place)| {
            let choice = match issue.choice(self.text, place)? {
                InText::In => Choice::In.into(),
                InText::Out => Choice::Out.into(),
                InText::Alternative(number) => Choice::Alternative(number).into(),
                InText::Words(words) => Choice::Words(words.to_owned()).into(),
                InText::Instead(words) => Taking::Instead(words.to_owned()),
            };
            Some((issue.point, Some(choice)))
        });
        let unwritten =
            undecided.unwritten.iter().filter(|one| stands(one.within)).map(|one| (one.point, None));
        let mut all: Vec<(usize, Option<Taking>)> = chosen.chain(unwritten).collect();
        all.sort_by_key(|(point, _)| *point);
        let named = |(point, choice): (usize, Option<Taking>)| {
            let clause = self.text.points().get(point)?.clause;
            Some(Taken { clause: self.text.outline().name_of(clause)?.to_owned(), choice })
        };
        all.into_iter().filter_map(named).collect()
    }

    /// The points at which it is not on record how a party stands, those first that would leave least open.
    fn answers(&self, listed: &[PackageSaid]) -> Vec<AnswerSaid> {
        let mut answers = Vec::new();
        for point in 1..=self.undecided.issues.len() {
            for side in &self.undecided.sides {
                let open = |package: &&PackageSaid| {
                    let is = |unknown: &UnknownSaid| {
                        unknown.party.id == side.as_str() && unknown.points.contains(&point)
                    };
                    package.unknown.iter().any(is)
                };
                let alone = |package: &&PackageSaid| {
                    package.unknown.iter().map(|unknown| unknown.points.len()).sum::<usize>() == 1
                };
                let packages = listed.iter().filter(open).count();
                let last = listed.iter().filter(open).filter(alone).count();
                if packages > 0 {
                    answers.push(AnswerSaid { party: self.person(side), point, packages, last });
                }
            }
        }
        answers.sort_by_key(|answer| std::cmp::Reverse((answer.last, answer.packages)));
        answers
    }
}

/// A choice as it is typed; nothing, where words have what separates choices there.
fn typed(choice: InText<'_>) -> Option<String> {
    Some(match choice {
        InText::In => "in".to_owned(),
        InText::Out => "out".to_owned(),
        InText::Alternative(number) => format!("#{number}"),
        InText::Words(words) => words.to_owned(),
        InText::Instead(words) => (!words.contains(';')).then(|| format!("={words}"))?,
    })
}

/// Words, with who put them forward when.
fn put_forward_by(words: Line, acts: &[ActStanding]) -> Line {
    let one = |line: Line, (at, act): (usize, &ActStanding)| {
        let line = line.text(if at == 0 { " (put forward" } else { ", and" });
        let line = match act.by.as_slice() {
            [] => line,
            by => line.text(" by ").list(by.iter().map(|person| person.name.as_str())),
        };
        line.text(" on ").text(&act.on.words)
    };
    let line = acts.iter().enumerate().fold(words, one);
    if acts.is_empty() { line } else { line.text(")") }
}
