//! What is asked is open, tells something, and comes to an end.

use super::{Written, packages, space};
use crate::partial::statement::{Reading, Says, Statement, Strength};
use crate::partial::{Preferences, Question, Sampling};

const DRAWN: Sampling = Sampling { samples: 400, seed: 7 };

/// What a party with this utility answers.
fn answer(question: &Question, utility: &Written) -> Statement {
    let one_is_better = utility.difference(&question.one, &question.other) > 0;
    let (better, worse) = if one_is_better {
        (question.one.clone(), question.other.clone())
    } else {
        (question.other.clone(), question.one.clone())
    };
    let says = Says::Prefers { better, worse, strength: Strength::Over, reading: question.reading };
    Statement { id: String::new(), says }
}

/// Questions are asked and answered until none is left; how many there were, and what was surely best then.
fn ask(list: &[Vec<u32>], counts: &[u32], utility: &Written) -> (usize, Vec<u32>) {
    let space = space(counts);
    let mut said = Vec::new();
    loop {
        let preferences = Preferences::new(&space, said.clone()).unwrap();
        let Some(question) = preferences.next_question(&space, list, DRAWN).unwrap() else {
            let best = list.iter().find(|package| {
                list.iter().all(|other| preferences.surely_not_worse(package, other).unwrap())
            });
            return (said.len(), best.unwrap().clone());
        };
        assert_eq!(question.reading, Reading::AllElseEqual);
        assert_eq!(preferences.next_question(&space, list, DRAWN).unwrap().as_ref(), Some(&question));
        let standing = preferences.compare_parts(&question.one, &question.other).unwrap();
        assert!(!standing.better.surely() && standing.better.possibly(), "both answers are open");
        if let Some(regret) = question.regret {
            assert!(regret.at_most <= regret.now + 1e-6, "{regret:?}");
        }
        said.push(answer(&question, utility));
    }
}

#[test]
fn answers_lead_to_the_package_that_is_best() {
    // No two packages tie.
    let utility = Written { values: vec![vec![0, 9], vec![0, 5, 2], vec![1, 0]], no_agreement: 0 };
    let counts = [2, 3, 2];
    let long = packages(&counts);
    let short = vec![vec![0, 1, 0], vec![1, 0, 1], vec![1, 2, 1], vec![0, 2, 0]];
    for (list, best) in [(long, vec![1, 1, 0]), (short, vec![1, 2, 1])] {
        let (questions, found) = ask(&list, &counts, &utility);
        assert_eq!(found, best);
        assert!(questions < list.len(), "{questions} questions for {} packages", list.len());
    }
}
