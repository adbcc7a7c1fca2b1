//! What changed, what was handed over, promised and asked, what languages say, and what the plan comes to: the annexes G to M.

use serde::Serialize;

use crate::line::Line;
use crate::novelty::Row;

/// What was put forward, told and promised, in lines. Each listing has a command of its own that tells more.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Told {
    /// G: drafts that different parties hold to be the plan, each with who does; none where all hold the same.
    pub plans: Vec<Line>,
    /// G: each change against each text, with what it is called and by whom.
    pub changes: Vec<Row>,
    /// G: how many texts are left out there, since nobody has consented to them or supported them.
    pub changes_against_others: usize,
    /// H: texts that are meant to be one, handed over in different words.
    pub differing: Vec<Line>,
    /// H: texts handed over, shown or read aloud, the earliest first.
    pub deliveries: Vec<Line>,
    /// I: what two mediators told differently about the same.
    pub said_differently: Vec<Line>,
    /// I: promises still owed, those overdue first.
    pub owed: Vec<Line>,
    /// I: questions that wait for an answer.
    pub unanswered: Vec<Line>,
    /// J: silence procedures, with their rule, end and result.
    pub silence: Vec<Line>,
    /// J: proposals to which each answers alone, and whether there is agreement.
    pub sealed: Vec<Line>,
    /// K: language versions of the text that is negotiated now.
    pub versions: Vec<Line>,
    /// K: what one of them says and another does not, as far as it can be told without understanding them.
    pub versions_differ: Vec<Line>,
    /// K: words that are rendered in more than one way, the variants side by side.
    pub renderings: Vec<Line>,
    /// L and M: the plan of the text; `None`: the view has none, and there are no such annexes.
    pub plan: Option<PlanTold>,
}

/// What the plan of the text comes to, in lines.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PlanTold {
    /// L: what a check finds in it that nobody owns, by clause.
    pub found: Vec<Line>,
    /// L: findings that somebody owns, as far as this reader may know of them.
    pub owned: Vec<Line>,
    /// M: alleged breaches that are open, each with what is said to it.
    pub open: Vec<Line>,
    /// M: alleged breaches that have been closed, and how.
    pub closed: Vec<Line>,
    /// M: what has a date that has passed and is not reported carried out, and what is due within a week.
    pub due: Vec<Line>,
    /// M: what has a date that has passed and was not owed by then.
    pub passed_not_owed: Vec<Line>,
    /// M: how entries stand of which something is reported.
    pub states: Vec<Line>,
}

/// An annex that consists of lists.
pub(crate) struct Listing<'a> {
    pub(crate) letter: &'static str,
    pub(crate) title: &'static str,
    /// Lists, each with its heading.
    pub(crate) lists: Vec<(&'static str, &'a [Line])>,
}

impl Told {
    /// The annexes that follow the table of changes, in order.
    pub(crate) fn listings(&self) -> Vec<Listing<'_>> {
        let mut listings = vec![
            Listing {
                letter: "H",
                title: "Texts handed over, and where they differ",
                lists: vec![
                    ("In different words", &self.differing),
                    ("Handed over, shown, read aloud", &self.deliveries),
                ],
            },
            Listing {
                letter: "I",
                title: "Promises, questions, and what was said differently",
                lists: vec![
                    ("Said differently", &self.said_differently),
                    ("Promises still owed", &self.owed),
                    ("Questions that wait for an answer", &self.unanswered),
                ],
            },
            Listing {
                letter: "J",
                title: "Silence procedures and sealed proposals",
                lists: vec![("Silence procedures", &self.silence), ("Sealed proposals", &self.sealed)],
            },
            Listing {
                letter: "K",
                title: "Languages",
                lists: vec![
                    ("Renderings in dispute", &self.renderings),
                    ("Versions", &self.versions),
                    ("Where they differ in what can be compared", &self.versions_differ),
                ],
            },
        ];
        if let Some(plan) = &self.plan {
            listings.push(Listing {
                letter: "L",
                title: "The plan: what a check finds in it",
                lists: vec![
                    ("Found, by clause", plan.found.as_slice()),
                    ("Meant so: somebody owns these", plan.owned.as_slice()),
                ],
            });
            listings.push(Listing {
                letter: "M",
                title: "The plan: how it is followed",
                lists: vec![
                    ("Alleged and open", plan.open.as_slice()),
                    ("Alleged and closed", plan.closed.as_slice()),
                    ("Its date has passed, or comes within 7 days", plan.due.as_slice()),
                    ("Its date has passed, and it was not owed yet", plan.passed_not_owed.as_slice()),
                    ("What is reported", plan.states.as_slice()),
                ],
            });
        }
        listings
    }
}
