//! Why a state is stable for somebody, or is not, as prose with the actual moves.

use onetext_conflict::questions::Step;
use onetext_conflict::questions::whatever::{Supposed, Whom, supposing};
use onetext_conflict::questions::why::{Answered, Evaded, Reached, Sanction, Unknown, Why, why_where};
use onetext_conflict::relation::{Compared, Relation};
use onetext_conflict::stability::Concept;
use serde::Serialize;

use super::concept;
use super::scene::{Deed, Scene, StateSaid, compared};
use crate::line::Line;
use crate::paper::{Ink, Paper};
use crate::points::count;

/// Why a state is stable for a decision maker by one concept, or is not.
#[derive(Debug, Clone, Serialize)]
pub struct WhySaid {
    /// Whose stability it is.
    pub decision_maker: String,
    /// The state.
    pub state: StateSaid,
    /// By which concept: `nash`, `gmr`, `smr`, `seq` or `sseq`.
    pub concept: &'static str,
    /// Whether it is stable, whatever is not known.
    pub stable: bool,
    /// Whether it is `always` stable, `never`, or it `depends` on what is not known.
    pub holds: HoldsSaid,
    /// Whether everybody's preferences are wholly known.
    pub known: bool,
    /// The improvements that the decision maker has from there, as far as they decide: all, where each is answered; the one
    /// that nothing answers.
    pub improvements: Vec<ImprovementSaid>,
    /// The answer in sentences. Where it depends on what is not known: what may be at the worst.
    pub sentences: Vec<Line>,
    /// Where it depends on what is not known: comparisons with which it is stable, whatever the others are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stable_if: Vec<Line>,
    /// And such with which it is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_stable_if: Vec<Line>,
    /// The concept in words.
    #[serde(skip)]
    concept_words: &'static str,
}

/// Under how much of what is not known something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldsSaid {
    /// Under all of it.
    Always,
    /// Under some.
    Depends,
    /// Under none.
    Never,
}

/// How many partial completions are tried at most for what to suppose.
const MOST_TRIED: usize = 2_000;

/// An improvement and what the others can do about it.
#[derive(Debug, Clone, Serialize)]
pub struct ImprovementSaid {
    /// Where it leads.
    pub to: StateSaid,
    /// What deters from it; absent where nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<SanctionSaid>,
    /// What would deter if there were no escape from it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub escaped: Vec<SanctionSaid>,
}

/// What others can bring about.
#[derive(Debug, Clone, Serialize)]
pub struct SanctionSaid {
    /// Their moves.
    pub moves: Vec<MoveSaid>,
    /// How what they lead to compares, for the decision maker, with the state that it left: `worse`, `same`, …
    pub compared: &'static str,
    /// Where the decision maker would move on to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escape: Option<StateSaid>,
}

/// A move.
#[derive(Debug, Clone, Serialize)]
pub struct MoveSaid {
    /// Who moves.
    pub by: String,
    /// Where that leads.
    pub to: StateSaid,
}

impl WhySaid {
    /// Asks why a state is stable for a decision maker, or is not.
    #[must_use]
    pub fn new(scene: &Scene<'_>, decision_maker: usize, state: usize, by: Concept) -> Self {
        let known = (0..scene.graph.decision_makers())
            .filter_map(|at| scene.graph.relation(at))
            .all(Relation::is_known);
        let taken = |unknown| why_where(scene.graph, decision_maker, state, by, unknown);
        // The worst that may be tells what holds whatever is not known; the best, what does not even so.
        let worst = taken(Unknown::AgainstStability);
        let (why, holds) = match worst.is_stable() {
            true => (worst, HoldsSaid::Always),
            false if known => (worst, HoldsSaid::Never),
            false => match taken(Unknown::ForStability) {
                best if best.is_stable() => (worst, HoldsSaid::Depends),
                best => (best, HoldsSaid::Never),
            },
        };
        let suppose = |stable: bool| match holds {
            HoldsSaid::Depends => {
                let found = supposing(scene.graph, Whom::One(decision_maker), state, by, stable, MOST_TRIED);
                found.ok().flatten().unwrap_or_default().iter().map(|one| supposed(scene, one)).collect()
            }
            HoldsSaid::Always | HoldsSaid::Never => Vec::new(),
        };
        let (stable_if, not_stable_if) = (suppose(true), suppose(false));
        let telling = Telling { scene, who: scene.who(decision_maker), decision_maker, state };
        let (improvements, sentences) = match &why {
            Why::NoImprovement { moves } => (Vec::new(), vec![telling.no_improvement(moves)]),
            Why::Answered(answered) => (
                answered.iter().map(|one| telling.answered(one)).collect(),
                answered.iter().map(|one| telling.answer(one, by)).collect(),
            ),
            Why::Unanswered { improvement, evaded } => {
                (vec![telling.unanswered(*improvement, evaded)], telling.no_answer(*improvement, evaded, by))
            }
        };
        Self {
            decision_maker: scene.who(decision_maker).to_owned(),
            state: scene.state(state),
            concept: by.key(),
            stable: holds == HoldsSaid::Always,
            holds,
            known,
            improvements,
            sentences,
            stable_if,
            not_stable_if,
            concept_words: concept(by),
        }
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        let line = Line::new().given(&self.decision_maker).text(match (self.holds, self.known) {
            (HoldsSaid::Always, _) => ": stable by ",
            (HoldsSaid::Never, _) => ": not stable by ",
            (HoldsSaid::Depends, _) => ": it depends on what is not known whether it is stable by ",
        });
        let line = line.text(self.concept_words);
        let line = if self.known || self.holds == HoldsSaid::Depends {
            line
        } else {
            line.text(", whatever is not known")
        };
        paper.inked(Ink::Strong, 0, line.text(".").isolated());
        self.sentences.iter().for_each(|sentence| paper.item(2, "-", sentence.isolated()));
        for (words, all) in [("Stable if", &self.stable_if), ("Not stable if", &self.not_stable_if)] {
            if !all.is_empty() {
                let line = all.iter().enumerate().fold(Line::from(words), |line, (at, one)| {
                    line.text(if at == 0 { " " } else { ", and " }).line(one)
                });
                paper.item(2, "-", line.text(".").isolated());
            }
        }
    }
}

/// A comparison in words: `A prefers state 3 to state 1`.
fn supposed(scene: &Scene<'_>, one: &Supposed) -> Line {
    let line = Line::new().given(scene.who(one.decision_maker));
    let line = line.text(if one.preferred { " prefers " } else { " does not prefer " });
    line.line(&scene.state(one.one).line()).text(" to ").line(&scene.state(one.than).line())
}

/// Whose stability is told, and of which state.
struct Telling<'a, 'm> {
    scene: &'a Scene<'m>,
    who: &'m str,
    decision_maker: usize,
    state: usize,
}

impl Telling<'_, '_> {
    fn no_improvement(&self, moves: &[Reached]) -> Line {
        let who = Line::new().given(self.who);
        if moves.is_empty() {
            return who.text(" has no move from here.");
        }
        let unknown = moves.iter().filter(|to| to.compared == Compared::Unknown).count();
        let line = who.text(&format!(" has {} from here, and ", count(moves.len(), "move")));
        match unknown {
            1 if moves.len() == 1 => {
                line.text("it is not known whether it prefers where it leads.")
            }
            0 if moves.len() == 1 => line.text("does not prefer where it leads."),
            0 => line.text("prefers none of what they lead to."),
            some => line.text(&format!(
                "is not known to prefer any of what they lead to; of {some} of them it is not known either way."
            )),
        }
    }

    /// `A would gain by taking “x” (state 3)`.
    fn gain(&self, to: Reached) -> Line {
        let deed = self.scene.deed(self.decision_maker, self.state, to.state, Deed::Ing);
        let gain = match to.compared {
            Compared::MuchBetter => " would gain much by ",
            Compared::Unknown => " may gain by ",
            _ => " would gain by ",
        };
        let line = Line::new().given(self.who).text(gain).line(&deed);
        line.text(" (").line(&self.scene.state(to.state).line()).text(")")
    }

    /// `B can drop “y” (state 1), which leaves A worse off than in state 2`.
    fn sanction(&self, improvement: usize, sanction: &Sanction) -> Line {
        let line = self.scene.sequence(improvement, &sanction.steps);
        if sanction.reached.state == self.state {
            return line.text(", which brings things back to where they are");
        }
        let line = line.text(", which leaves ").given(self.who).text(" ");
        line.text(compared(sanction.reached.compared)).text(" than now")
    }

    fn answer(&self, answered: &Answered, by: Concept) -> Line {
        let line = self.gain(answered.improvement).text(", but then ");
        let line = line.line(&self.sanction(answered.improvement.state, &answered.sanction));
        let line = if improvements_alone(by) {
            line.text("; each of these moves is an improvement for whoever makes it")
        } else {
            line
        };
        match answered.responses.as_deref() {
            None => line.text("."),
            Some([]) => line.text("; from there ").given(self.who).text(" has no move."),
            Some(_) => line
                .text("; nothing that ")
                .given(self.who)
                .text(" can move to from there is better than now."),
        }
    }

    fn no_answer(&self, improvement: Reached, evaded: &[Evaded], by: Concept) -> Vec<Line> {
        let line = self.gain(improvement);
        if by == Concept::Nash {
            return vec![line.text(".")];
        }
        if evaded.is_empty() {
            let line = line.text(", and nothing that the others can bring about then");
            let line = if improvements_alone(by) { line.text(" by improvements of their own") } else { line };
            return vec![line.text(" is as bad for it as now, or worse.")];
        }
        let first = line.text(
            ", and from whatever the others can bring about then that is no better for it, it can move on:",
        );
        let escapes = evaded.iter().map(|one| {
            let line = self.sanction(improvement.state, &one.sanction).text("; but then ");
            let deed = self.scene.deed(
                self.decision_maker,
                one.sanction.reached.state,
                one.escape.state,
                Deed::Plain,
            );
            let line = line.given(self.who).text(" can ").line(&deed);
            line.text(" (").line(&self.scene.state(one.escape.state).line()).text(
                if one.escape.compared == Compared::Unknown {
                    "), which it may prefer to now."
                } else {
                    "), which it prefers to now."
                },
            )
        });
        std::iter::once(first).chain(escapes).collect()
    }

    fn answered(&self, answered: &Answered) -> ImprovementSaid {
        ImprovementSaid {
            to: self.scene.state(answered.improvement.state),
            answer: Some(self.said(&answered.sanction, None)),
            escaped: Vec::new(),
        }
    }

    fn unanswered(&self, improvement: Reached, evaded: &[Evaded]) -> ImprovementSaid {
        ImprovementSaid {
            to: self.scene.state(improvement.state),
            answer: None,
            escaped: evaded.iter().map(|one| self.said(&one.sanction, Some(one.escape.state))).collect(),
        }
    }

    fn said(&self, sanction: &Sanction, escape: Option<usize>) -> SanctionSaid {
        let moved = |step: &Step| MoveSaid {
            by: self.scene.who(step.decision_maker).to_owned(),
            to: self.scene.state(step.to),
        };
        SanctionSaid {
            moves: sanction.steps.iter().map(moved).collect(),
            compared: key(sanction.reached.compared),
            escape: escape.map(|state| self.scene.state(state)),
        }
    }
}

/// Whether others sanction by improvements of their own alone.
const fn improvements_alone(concept: Concept) -> bool {
    matches!(concept, Concept::Seq | Concept::Sseq)
}

/// A comparison by its name in results.
pub(super) const fn key(compared: Compared) -> &'static str {
    match compared {
        Compared::MuchBetter => "much_better",
        Compared::Better => "better",
        Compared::Same => "same",
        Compared::Worse => "worse",
        Compared::MuchWorse => "much_worse",
        Compared::Unknown => "unknown",
    }
}
