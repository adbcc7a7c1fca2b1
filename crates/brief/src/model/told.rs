//! What changed, what was handed over, promised and asked, what languages say, what the plan comes to,
//! and what analysis finds: the annexes from G on.

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
    /// N: packages from the open points of the text; `None`: the case does not name the reader for analysis, or nothing is open,
    /// and there is no such annex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packages: Option<PackagesTold>,
    /// O: who would move, by the model of a conflict; `None`: the case does not name the reader for analysis, or the view has no
    /// model, and there is no such annex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<ConflictTold>,
}

/// Who would move, by the model of a conflict that the view has, in lines.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ConflictTold {
    /// Who decides over what.
    pub options: Vec<Line>,
    /// What is known of what each prefers, with whose word it is.
    pub preferences: Vec<Line>,
    /// States that hold: that nobody would leave, by at least one concept, whatever is not known.
    pub holds: Vec<Line>,
    /// States that hold under some of what is not known.
    pub may_hold: Vec<Line>,
    /// Who would leave which state, for the better by what is known.
    pub leaves: Vec<Line>,
    /// Warnings in force, each with the option that it concerns.
    pub warnings: Vec<Line>,
}

/// The packages that the open points of the text make, in lines.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PackagesTold {
    /// How many there are, and the first that nobody in this view has ruled out.
    pub left: Vec<Line>,
    /// The first that cross a red line.
    pub crossing: Vec<Line>,
    /// Where every package crosses one: the fewest red lines that no package keeps all of.
    pub clash: Vec<Line>,
    /// What one more answer would settle.
    pub answers: Vec<Line>,
    /// What packages can be worth to two parties, as a figure for a page; absent where something is known on that of fewer
    /// parties, or of more, or what is known tells none of them from another.
    #[serde(skip)]
    pub picture: Option<String>,
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
    /// Its title where room is short.
    pub(crate) short: &'static str,
    pub(crate) title: &'static str,
    /// Lists, each with its heading.
    pub(crate) lists: Vec<(&'static str, &'a [Line])>,
    /// A figure for a page, behind the lists.
    pub(crate) picture: Option<&'a str>,
}

impl Told {
    /// The annexes that follow the table of changes, in order.
    pub(crate) fn listings(&self) -> Vec<Listing<'_>> {
        let mut listings = vec![
            Listing {
                letter: "H",
                picture: None,
                short: "Texts handed over",
                title: "Texts handed over, and where they differ",
                lists: vec![
                    ("In different words", &self.differing),
                    ("Handed over, shown, read aloud", &self.deliveries),
                ],
            },
            Listing {
                letter: "I",
                picture: None,
                short: "Promises and questions",
                title: "Promises, questions, and what was said differently",
                lists: vec![
                    ("Said differently", &self.said_differently),
                    ("Promises still owed", &self.owed),
                    ("Questions that wait for an answer", &self.unanswered),
                ],
            },
            Listing {
                letter: "J",
                picture: None,
                short: "Silence and sealed answers",
                title: "Silence procedures and sealed proposals",
                lists: vec![("Silence procedures", &self.silence), ("Sealed proposals", &self.sealed)],
            },
            Listing {
                letter: "K",
                picture: None,
                short: "Languages",
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
                picture: None,
                short: "What a check of the plan finds",
                title: "The plan: what a check finds in it",
                lists: vec![
                    ("Found, by clause", plan.found.as_slice()),
                    ("Meant so: somebody owns these", plan.owned.as_slice()),
                ],
            });
            listings.push(Listing {
                letter: "M",
                picture: None,
                short: "How the plan is followed",
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
        if let Some(packages) = &self.packages {
            listings.push(Listing {
                letter: "N",
                picture: packages.picture.as_deref(),
                short: "Packages",
                title: "Packages from the open points",
                lists: vec![
                    ("That nobody in this view has ruled out", packages.left.as_slice()),
                    ("That cross a red line", packages.crossing.as_slice()),
                    (
                        "Every package crosses a red line; no package keeps all of these",
                        packages.clash.as_slice(),
                    ),
                    ("What one more answer would settle", packages.answers.as_slice()),
                ],
            });
        }
        if let Some(conflict) = &self.conflict {
            listings.push(Listing {
                letter: "O",
                picture: None,
                short: "Who would move",
                title: "Who would move, by a model of the conflict (it says what follows from it, and not what is likely)",
                lists: vec![
                    ("Who decides over what", conflict.options.as_slice()),
                    ("What is known of what they prefer; the rest is unknown", conflict.preferences.as_slice()),
                    ("Warnings in force that concern one of these options", conflict.warnings.as_slice()),
                    ("States that nobody would leave, whatever is not known", conflict.holds.as_slice()),
                    (
                        "States that nobody would leave under some of what is not known",
                        conflict.may_hold.as_slice(),
                    ),
                    ("Who would leave which state, by what is known", conflict.leaves.as_slice()),
                ],
            });
        }
        listings
    }
}
