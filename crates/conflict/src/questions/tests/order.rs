use std::convert::Infallible;

use fastrand::Rng;

use super::random;
use crate::questions::order::Order;

#[test]
fn a_state_put_above_or_below_all_that_is_open_is_put_so_one_after_another() {
    let mut rng = Rng::with_seed(31);
    let mut changed = 0;
    for _ in 0..400 {
        let states = rng.usize(2..12);
        let relation = if rng.bool() {
            random::partly_known(&mut rng, states, 0.4)
        } else {
            random::partly_told(&mut rng, states, 0.2)
        };
        let known = Order::of(&relation, states, &mut || Ok::<(), Infallible>(())).unwrap();
        let (state, best) = (rng.usize(0..states), rng.bool());
        let mut one_by_one = known.clone();
        for other in 0..states {
            if one_by_one.prefers(state, other).is_none() && one_by_one.prefers(other, state).is_none() {
                let (one, than) = if best { (state, other) } else { (other, state) };
                one_by_one.put_above(one, than);
            }
        }
        let mut at_once = known.clone();
        at_once.put(state, best);
        assert_eq!(at_once, one_by_one);
        changed += usize::from(at_once != known);
    }
    assert!(changed > 150, "{changed}");
}
