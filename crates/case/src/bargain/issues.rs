//! Open points as issues.

use onetext_bargain::space::{Issue, Rule, Space, Values};
use onetext_record::ActId;
use onetext_text::choice::Choice;
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::wordings::{Asked, Within};
use onetext_text::words::exact_tokens;

use super::tie::Options;

/// An open point that offers options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenIssue {
    /// Its place among the points of the draft.
    pub point: usize,
    /// The clause in whose own text it starts.
    pub clause: ClauseIndex,
    /// What it can be decided as.
    pub options: Vec<Opt>,
    /// Words that somebody put forward at it beside the draft's own options, the earliest first.
    pub proposed: Vec<Proposed>,
    /// Where it lies in words of another: which issue, by its place, and which of its options has these words.
    pub within: Option<(usize, u32)>,
}

/// Words that somebody put forward at an open point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The words, in the place of all that is open there.
    pub words: String,
    /// The acts that put them forward, oldest first.
    pub acts: Vec<ActId>,
}

/// An open point at which words are still to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unwritten {
    /// Its place among the points of the draft.
    pub point: usize,
    /// Where it lies in words of an issue: which, by its place, and which of its options has these words.
    pub within: Option<(usize, u32)>,
}

/// What an open point can be decided as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opt {
    /// The option with this number, counted from 0.
    Take(usize),
    /// The words that somebody put forward, by their place among those of the point.
    Instead(usize),
    /// Nothing is decided, because the words that it lies in fall.
    Falls,
}

impl OpenIssue {
    /// The choice at the point that an option is; nothing where it falls with what is around it.
    #[must_use]
    pub fn choice(&self, draft: &Draft, place: u32) -> Option<Choice<'_>> {
        match self.options.get(place as usize)? {
            Opt::Take(option) => draft.points().get(self.point)?.offers().get(*option).copied(),
            Opt::Instead(proposed) => Some(Choice::Instead(&self.proposed.get(*proposed)?.words)),
            Opt::Falls => None,
        }
    }

    /// Adds words that an act puts forward, and returns the place of their option.
    pub(super) fn propose(&mut self, words: &str, act: &ActId) -> u32 {
        let tokens = exact_tokens(words);
        if let Some(at) = self.proposed.iter().position(|one| exact_tokens(&one.words) == tokens) {
            self.proposed[at].acts.push(act.clone());
            let same = |option: &Opt| *option == Opt::Instead(at);
            return self.options.iter().position(same).unwrap_or_default() as u32;
        }
        // That the point falls stays the last of its options.
        let place = self.options.iter().filter(|option| **option != Opt::Falls).count();
        self.options.insert(place, Opt::Instead(self.proposed.len()));
        self.proposed.push(Proposed { words: words.to_owned(), acts: vec![act.clone()] });
        place as u32
    }
}

/// The points that offer options, and those at which words are still to be written. A point of which nothing is ever asked is
/// neither.
pub(super) fn of(draft: &Draft) -> (Vec<OpenIssue>, Vec<Unwritten>) {
    let (mut issues, mut unwritten) = (Vec::<OpenIssue>::new(), Vec::new());
    for (at, point) in draft.points().iter().enumerate() {
        let within = match draft.asked(at) {
            Asked::Always => None,
            Asked::With(Within { point, option }) => {
                // What lies in something of which nothing is asked is not asked for itself.
                let Some(outer) = issues.iter().position(|issue| issue.point == point) else { continue };
                Some((outer, option as u32))
            }
            Asked::Never => continue,
        };
        let offers = point.offers().len();
        if offers == 0 {
            unwritten.push(Unwritten { point: at, within });
            continue;
        }
        let falls = within.is_some().then_some(Opt::Falls);
        let options = (0..offers).map(Opt::Take).chain(falls).collect();
        issues.push(OpenIssue { point: at, clause: point.clause, options, proposed: Vec::new(), within });
    }
    (issues, unwritten)
}

/// The issues with the rules of the text: a point falls if and only if the words that it lies in do. Nothing where there is
/// no issue.
pub(super) fn space(name: &str, issues: &[OpenIssue]) -> Option<Space> {
    let issue = |(at, issue): (usize, &OpenIssue)| Issue {
        name: (at + 1).to_string(),
        values: Values::Options((1..=issue.options.len()).map(|option| option.to_string()).collect()),
    };
    let rules = issues.iter().enumerate().filter_map(|(at, issue)| {
        let (outer, option) = issue.within?;
        let falls = issue.options.len() as u32 - 1;
        let others = (0..issues[outer].options.len() as u32).filter(|other| *other != option).collect();
        let stands = Rule::requires((0..falls).map(|place| (at, place)), outer, vec![option]);
        Some([stands, Rule::requires([(at, falls)], outer, others)])
    });
    Space::with_rules(name, issues.iter().enumerate().map(issue).collect(), rules.flatten().collect()).ok()
}

/// Both sides of a comparison, each with the points that only the other decides where they fall with words around them.
pub(super) fn of_the_same(issues: &[OpenIssue], mut one: Options, mut other: Options) -> (Options, Options) {
    for issue in 0..issues.len() {
        let names = |of: &Options| of.iter().any(|option| option.0 == issue);
        match (names(&one), names(&other)) {
            (true, false) => other.extend(falls_with(issues, issue, &other).map(|place| (issue, place))),
            (false, true) => one.extend(falls_with(issues, issue, &one).map(|place| (issue, place))),
            _ => {}
        }
    }
    one.sort_unstable();
    other.sort_unstable();
    (one, other)
}

/// That an issue falls, where these options decide the words around it otherwise.
pub(super) fn falls_with(issues: &[OpenIssue], issue: usize, options: &Options) -> Option<u32> {
    let (outer, within) = issues[issue].within?;
    let otherwise = options.iter().any(|option| option.0 == outer && option.1 != within);
    let falls = issues[issue].options.iter().position(|option| *option == Opt::Falls)?;
    otherwise.then_some(falls as u32)
}
