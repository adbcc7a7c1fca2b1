use fastrand::Rng;

use super::literal::{self, better, can_move, reach_by};
use super::random;
use crate::graph::Graph;
use crate::questions::Step;
use crate::questions::why::{Reached, Unknown, Why, why, why_where};
use crate::relation::{Compared, Relation};
use crate::stability::Concept;

/// Checks an explanation by nothing but the moves and comparisons of the graph.
struct Check<'a> {
    graph: &'a Graph,
    who: usize,
    state: usize,
    concept: Concept,
    unknown: Unknown,
}

impl Check<'_> {
    fn is_unknown(&self, who: usize, one: usize, other: usize) -> bool {
        self.graph.relation(who).unwrap().compare(one, other) == Compared::Unknown
    }

    /// Whether the decision maker prefers a state to the one asked about, for it to go there.
    fn goes(&self, to: usize) -> bool {
        better(self.graph, self.who, to, self.state)
            || self.unknown == Unknown::AgainstStability && self.is_unknown(self.who, to, self.state)
    }

    /// Whether another prefers what it moves to, if its sanctions are to be improvements.
    fn sanctions(&self, who: usize, from: usize, to: usize) -> bool {
        !matches!(self.concept, Concept::Seq | Concept::Sseq)
            || better(self.graph, who, to, from)
            || self.unknown == Unknown::ForStability && self.is_unknown(who, to, from)
    }

    fn compared(&self, reached: Reached) {
        let relation = self.graph.relation(self.who).unwrap();
        assert_eq!(reached.compared, relation.compare(reached.state, self.state));
    }

    fn improvement(&self, improvement: Reached) {
        self.compared(improvement);
        assert!(can_move(self.graph, self.who, self.state, improvement.state));
        assert!(self.goes(improvement.state));
    }

    fn sanction(&self, from: usize, steps: &[Step], reached: Reached) {
        self.compared(reached);
        assert!(!self.goes(reached.state));
        let (mut at, mut last) = (from, self.who);
        for step in steps {
            assert_ne!(step.decision_maker, last, "nobody moves twice in a row");
            assert_ne!(step.decision_maker, self.who);
            assert!(can_move(self.graph, step.decision_maker, at, step.to));
            assert!(self.sanctions(step.decision_maker, at, step.to));
            (at, last) = (step.to, step.decision_maker);
        }
        assert!(!steps.is_empty());
        assert_eq!(at, reached.state);
    }

    fn all_moves(&self, from: usize, told: &[Reached]) {
        let states: Vec<u32> = told.iter().map(|to| u32::try_from(to.state).unwrap()).collect();
        assert_eq!(states, self.graph.moves(self.who, from));
        told.iter().for_each(|&to| self.compared(to));
    }

    fn why(&self, told: &Why) {
        let others: Vec<usize> = (0..self.graph.decision_makers()).filter(|&who| who != self.who).collect();
        let better = |to: usize| self.goes(to);
        match told {
            Why::NoImprovement { moves } => {
                self.all_moves(self.state, moves);
                assert!(!moves.iter().any(|to| better(to.state)));
            }
            Why::Answered(answered) => {
                let improvements: Vec<usize> = answered.iter().map(|one| one.improvement.state).collect();
                let literal: Vec<usize> = (0..self.graph.states())
                    .filter(|&to| can_move(self.graph, self.who, self.state, to) && better(to))
                    .collect();
                assert_eq!(improvements, literal);
                for one in answered {
                    self.improvement(one.improvement);
                    self.sanction(one.improvement.state, &one.sanction.steps, one.sanction.reached);
                    assert_eq!(one.responses.is_some(), matches!(self.concept, Concept::Smr | Concept::Sseq));
                    if let Some(responses) = &one.responses {
                        self.all_moves(one.sanction.reached.state, responses);
                        assert!(!responses.iter().any(|to| better(to.state)));
                    }
                }
            }
            Why::Unanswered { improvement, evaded } => {
                self.improvement(*improvement);
                for one in evaded {
                    self.sanction(improvement.state, &one.sanction.steps, one.sanction.reached);
                    self.compared(one.escape);
                    assert!(can_move(self.graph, self.who, one.sanction.reached.state, one.escape.state));
                    assert!(better(one.escape.state));
                }
                // All that would deter is told, and nothing twice.
                let reached = reach_by(self.graph, &others, improvement.state, |who, from, to| {
                    self.sanctions(who, from, to)
                });
                let mut literal: Vec<usize> =
                    reached.into_iter().map(|(state, _)| state).filter(|&state| !better(state)).collect();
                literal.dedup();
                let mut told: Vec<usize> = evaded.iter().map(|one| one.sanction.reached.state).collect();
                told.sort_unstable();
                assert_eq!(told, if self.concept == Concept::Nash { Vec::new() } else { literal });
            }
        }
    }
}

#[test]
fn every_explanation_is_borne_out_by_moves_and_comparisons_and_agrees_with_the_definition() {
    let mut rng = Rng::with_seed(1);
    let mut kinds = [0; 3];
    let mut longest = 0;
    for round in 0..600 {
        let (states, decision_makers) = (rng.usize(1..9), rng.usize(1..5));
        let graph = random::graph(&mut rng, states, decision_makers, |rng, states| match round % 3 {
            0 => random::levels(rng, states),
            1 => random::partly_known(rng, states, 0.3),
            _ => random::without_order(rng, states),
        });
        for who in 0..decision_makers {
            for state in 0..states {
                for concept in Concept::ALL {
                    let told = why(&graph, who, state, concept);
                    assert_eq!(told.is_stable(), literal::stable(&graph, who, state, concept));
                    for unknown in [Unknown::NotPreferred, Unknown::AgainstStability, Unknown::ForStability] {
                        let told = why_where(&graph, who, state, concept, unknown);
                        Check { graph: &graph, who, state, concept, unknown }.why(&told);
                    }
                    kinds[match &told {
                        Why::NoImprovement { .. } => 0,
                        Why::Answered(answered) => {
                            let steps = answered.iter().map(|one| one.sanction.steps.len()).max();
                            longest = longest.max(steps.unwrap());
                            1
                        }
                        Why::Unanswered { .. } => 2,
                    }] += 1;
                }
            }
        }
    }
    assert!(kinds.iter().all(|&count| count > 1000), "{kinds:?}");
    assert!(longest >= 3, "some answer takes one of the others to move twice");
}

#[test]
fn a_prisoner_who_confesses_alone_is_answered_by_the_other_confessing() {
    // Bit 0: the first confesses; bit 1: the second does.
    let level = |levels: [u32; 4]| Relation::Levels { level: levels.to_vec(), stretch: None };
    let graph = Graph::new(
        4,
        vec![
            (vec![(0, 1), (1, 0), (2, 3), (3, 2)], level([2, 3, 0, 1])),
            (vec![(0, 2), (2, 0), (1, 3), (3, 1)], level([2, 0, 3, 1])),
        ],
    );
    let Why::Unanswered { improvement, evaded } = why(&graph, 0, 0, Concept::Nash) else { panic!() };
    assert_eq!((improvement.state, improvement.compared, evaded.len()), (1, Compared::Better, 0));
    let Why::Answered(answered) = why(&graph, 0, 0, Concept::Sseq) else { panic!() };
    assert_eq!(answered.len(), 1);
    assert_eq!(answered[0].sanction.steps, [Step { decision_maker: 1, to: 3 }]);
    assert_eq!(answered[0].sanction.reached, Reached { state: 3, compared: Compared::Worse });
    assert_eq!(answered[0].responses, Some(vec![Reached { state: 2, compared: Compared::Worse }]));
}
