//! What each side said of the open points, act by act, oldest first: the last word counts.

use onetext_record::act::{Act, Anchor, Choice, Deed, Extent, Kind};
use onetext_record::ids::ParticipantId;
use onetext_record::standing::{Reason, Standings, State};
use onetext_record::timeline::Timeline;
use onetext_text::clause::ClauseIndex;

use super::tie::{Options, Tie, Tied};
use super::{Apart, Position, RedLine, Whence, WhyApart};
use crate::View;

/// Acts held against the open points of a draft.
pub(super) struct Said<'v> {
    view: &'v View,
    tie: Tie<'v>,
    sides: Vec<&'v ParticipantId>,
    positions: Vec<Vec<Position>>,
    red_lines: Vec<RedLine>,
    apart: Vec<Apart>,
}

/// The words that an act is about.
pub(super) struct About<'a> {
    pub(super) anchor: &'a Anchor,
    choice: &'a [Choice],
    /// Words in the place of the draft's.
    pub(super) words: Option<&'a str>,
}

impl<'v> Said<'v> {
    pub(super) fn new(view: &'v View, tie: Tie<'v>, issues: usize) -> Self {
        let sides: Vec<&ParticipantId> = view.parties().map(|party| &party.id).collect();
        Self {
            tie,
            positions: vec![vec![Position::default(); sides.len()]; issues],
            view,
            sides,
            red_lines: Vec::new(),
            apart: Vec::new(),
        }
    }

    /// Positions by issue and side, red lines, and what rules out nothing.
    pub(super) fn all(
        mut self,
        timeline: &Timeline<'_>,
        standings: &Standings<'_, '_>,
    ) -> (Vec<Vec<Position>>, Vec<RedLine>, Vec<Apart>) {
        for (at, act) in timeline.acts().iter().enumerate() {
            if still_said(timeline, standings, at) {
                self.act(timeline, at, act);
            }
        }
        (self.positions, self.red_lines, self.apart)
    }

    fn act(&mut self, timeline: &Timeline<'_>, at: usize, act: &Act) {
        // Nobody is held to words that they deny.
        let denies =
            |by: &ParticipantId| timeline.answers(at, Kind::Deny).any(|denial| timeline.is_by(denial, by));
        let by: Vec<ParticipantId> = act.by.iter().filter(|by| !denies(by)).cloned().collect();
        if by.is_empty() && !act.by.is_empty() {
            return;
        }
        match act.kind() {
            Kind::Reject => self.refusal(timeline, at, act, &by),
            kind if takes(kind) && !act.red_line => {
                let taken = self.taken(timeline, at);
                if taken.is_empty() && self.chooses_in_another_language(timeline, at) {
                    self.set_apart(act, WhyApart::OtherLanguage);
                }
                self.takes(act, &by, &taken);
            }
            _ if act.red_line => self.set_apart(act, WhyApart::OtherWords),
            _ => {}
        }
    }

    fn set_apart(&mut self, act: &Act, why: WhyApart) {
        let why = if why == WhyApart::OtherWords && !self.concerns(act) { WhyApart::Elsewhere } else { why };
        self.apart.push(Apart { act: act.id.clone(), why });
    }

    /// Whether an act, or what it answers, is about clauses of the draft.
    fn concerns(&self, act: &Act) -> bool {
        let answered = act.answers.as_ref().and_then(|id| self.view.act(id));
        let anchor = act.anchor.as_ref().or_else(|| answered?.anchor.as_ref());
        anchor.is_some_and(|anchor| !self.tie.clauses(anchor).is_empty())
    }

    fn chooses_in_another_language(&self, timeline: &Timeline<'_>, at: usize) -> bool {
        about(timeline, at).is_some_and(|about| {
            !about.choice.is_empty() && self.tie.is_in_another_language(&about.anchor.draft)
        })
    }

    /// The options that an act accepts or puts forward, without those in clauses for which it was taken back.
    fn taken(&self, timeline: &Timeline<'_>, at: usize) -> Options {
        let Some(about) = about(timeline, at) else { return Vec::new() };
        if about.choice.is_empty() && is_of_a_concept(timeline.acts()[at]) {
            return Vec::new();
        }
        let mut options: Options = match about.words {
            Some(words) => self.tie.in_place_of(about.anchor, words).options,
            None => {
                let tied = self.tie.chosen(about.anchor, about.choice).unwrap_or_default();
                tied.into_iter().flat_map(|tied| tied.options).collect()
            }
        };
        let gone = taken_back(&self.tie, timeline, at);
        options.retain(|(issue, _)| !self.tie.is_below(*issue, &gone));
        options
    }

    fn takes(&mut self, act: &Act, by: &[ParticipantId], options: &[(usize, u32)]) {
        for (side, _) in self.sides.iter().enumerate().filter(|(_, side)| by.contains(side)) {
            for &(issue, place) in options {
                let declined = std::mem::take(&mut self.positions[issue][side].declined);
                let declined = declined.into_iter().filter(|(declined, _)| *declined != place).collect();
                self.positions[issue][side] = Position { took: Some((place, act.id.clone())), declined };
            }
        }
        // Who takes all of what they could not accept can accept it.
        let has = |line: &RedLine| line.options.iter().all(|option| options.contains(option));
        for line in self.red_lines.iter_mut().filter(|line| has(line)) {
            let before = line.by.len();
            line.by.retain(|one| !by.contains(one));
            if line.by.is_empty() && before > 0 {
                if let Whence::Act(act) = &line.whence {
                    self.apart.push(Apart { act: act.clone(), why: WhyApart::TakenSince });
                }
                line.options.clear();
            }
        }
        self.red_lines.retain(|line| !line.options.is_empty());
    }

    fn refusal(&mut self, timeline: &Timeline<'_>, at: usize, act: &Act, by: &[ParticipantId]) {
        let clauses = about(timeline, at).map(|about| self.tie.clauses(about.anchor)).unwrap_or_default();
        let refused = match about(timeline, at) {
            None => Err(WhyApart::Elsewhere),
            Some(about) => self.refused(&about, act),
        };
        let (red, mut tied_to) = (act.red_line, Vec::new());
        match refused {
            Err(_) if self.chooses_in_another_language(timeline, at) => {
                self.set_apart(act, WhyApart::OtherLanguage);
            }
            Err(why) if red => self.set_apart(act, why),
            Err(_) => {}
            Ok(combinations) => {
                let gone = taken_back(&self.tie, timeline, at);
                for options in combinations {
                    if options.iter().any(|(issue, _)| self.tie.is_below(*issue, &gone)) {
                        tied_to.extend(options);
                        continue;
                    }
                    tied_to.extend(options.iter().copied());
                    if red {
                        let whence = Whence::Act(act.id.clone());
                        let line = RedLine { whence, by: by.to_vec(), options: options.clone() };
                        self.red_lines.push(line);
                    } else if options.len() > 1 {
                        self.set_apart(act, WhyApart::Together);
                    }
                    self.declines(act, by, &options);
                }
            }
        }
        // Refused without a word on which option: nothing that was said of these clauses before stands.
        if tied_to.is_empty() {
            self.forgets(by, &clauses);
        }
    }

    /// The combinations of options that a refusal is of, one for each clause that it names.
    fn refused(&self, about: &About<'_>, act: &Act) -> Result<Vec<Options>, WhyApart> {
        let own = act.words.as_deref().filter(|_| about.choice.is_empty() && about.words.is_none());
        let clauses = self.tie.clauses(about.anchor);
        if clauses.is_empty() {
            return Err(WhyApart::Elsewhere);
        }
        if let Some(words) = about.words {
            let tied = self.tie.in_place_of(about.anchor, words);
            if tied.whole {
                return Ok(vec![tied.options]);
            }
        }
        if let Some(words) = about.words.or(own) {
            match self.tie.option_named(&clauses, words) {
                Ok(option) => return Ok(vec![vec![option]]),
                Err(WhyApart::Several) => return Err(WhyApart::Several),
                Err(_) if about.words.is_some() => return Err(WhyApart::OtherWords),
                Err(_) => {}
            }
        }
        let tied = self.tie.chosen(about.anchor, about.choice)?;
        let whole = |tied: &Tied| tied.whole && !tied.options.is_empty();
        let as_option = |clauses: &[ClauseIndex]| match clauses {
            [clause] => self.tie.is_option(*clause),
            _ => None,
        };
        let mut found = Vec::new();
        for tied in tied {
            match as_option(&tied.clauses).filter(|_| about.choice.is_empty()) {
                Some(option) => found.push(vec![option]),
                None if whole(&tied) => found.push(tied.options),
                // A part of what it refuses may be another text than what is open.
                None => return Err(WhyApart::OtherWords),
            }
        }
        if found.is_empty() { Err(WhyApart::OtherWords) } else { Ok(found) }
    }

    fn declines(&mut self, act: &Act, by: &[ParticipantId], options: &[(usize, u32)]) {
        for (side, _) in self.sides.iter().enumerate().filter(|(_, side)| by.contains(side)) {
            let had = |(issue, place): &(usize, u32)| {
                self.positions[*issue][side].took.as_ref().is_some_and(|(took, _)| took == place)
            };
            // Of several options together, it is not known which of them is refused.
            if options.iter().all(had) {
                options.iter().for_each(|(issue, _)| self.positions[*issue][side].took = None);
            }
            if let [(issue, place)] = options {
                self.positions[*issue][side].declined.push((*place, act.id.clone()));
            }
        }
    }

    fn forgets(&mut self, by: &[ParticipantId], clauses: &[ClauseIndex]) {
        for (issue, positions) in self.positions.iter_mut().enumerate() {
            let sides = self.sides.iter().zip(positions).filter(|(side, _)| by.contains(side));
            for (_, position) in sides.filter(|_| self.tie.is_below(issue, clauses)) {
                position.took = None;
            }
        }
    }
}

/// The clauses for which an act was taken back, where it was not as a whole.
pub(super) fn taken_back(tie: &Tie<'_>, timeline: &Timeline<'_>, at: usize) -> Vec<ClauseIndex> {
    let parts = timeline.withdrawals(at).filter_map(|withdrawal| timeline.anchor(withdrawal));
    parts.flat_map(|anchor| tie.clauses(anchor)).collect()
}

/// Acts by which somebody says which words they would have.
fn takes(kind: Kind) -> bool {
    let consents = matches!(kind, Kind::Accept | Kind::Reserve | Kind::Initial | Kind::Sign);
    consents || (kind.gives_words_for_words() && kind != Kind::Interpret)
}

/// Whether an act accepts a concept, as far as it says: words are accepted only where it says so.
fn is_of_a_concept(act: &Act) -> bool {
    matches!(&act.deed, Deed::Accept(acceptance) if acceptance.extent != Some(Extent::Words))
}

/// The words that an act is about: those that it names; those of the proposal that it answers, where it names none.
pub(super) fn about<'a>(timeline: &Timeline<'a>, at: usize) -> Option<About<'a>> {
    let act: &'a Act = timeline.acts()[at];
    let answered = act.answers.as_ref().and_then(|id| timeline.get(id));
    let own = act.kind().gives_words_for_words();
    if let Some(proposal) = answered.filter(|answered| !own && answered.has_words_of_its_own()) {
        // What moves or strikes clauses is about no wording.
        let anchor = proposal.anchor.as_ref().filter(|_| proposal.rearranged.is_none())?;
        return Some(About { anchor, choice: &[], words: proposal.words.as_deref() });
    }
    if act.rearranged.is_some() {
        return None;
    }
    let anchor = timeline.anchor(at)?;
    let answers_with = answered.filter(|_| act.anchor.is_none() && act.choice.is_empty());
    let choice = answers_with.map_or(act.choice.as_slice(), |answered| answered.choice.as_slice());
    Some(About { anchor, choice, words: act.words.as_deref().filter(|_| own && act.choice.is_empty()) })
}

/// Whether what an act says is still said. What somebody else refused is; so is consent of which a part has been replaced or
/// taken back, for what is left of it.
pub(super) fn still_said(timeline: &Timeline<'_>, standings: &Standings<'_, '_>, at: usize) -> bool {
    let (act, standing) = (timeline.acts()[at], standings.at(at));
    let consents = matches!(act.kind(), Kind::Accept | Kind::Initial | Kind::Sign);
    match standing.state {
        State::Stands | State::Open => true,
        State::Fallen if *standing.of != act.id => false,
        State::Fallen => match standing.reason {
            Reason::Rejected => true,
            Reason::Superseded => consents,
            Reason::Withdrawn => timeline.is_in_force(at),
            _ => false,
        },
    }
}
