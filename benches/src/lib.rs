//! Benchmarks of onetext live in `benches/benches/`, peers and whole-process measurements in `benches/peers/` and
//! `benches/large_case.py`. Here is what they are run on where no real material is large enough.

pub mod bargaining;
pub mod followed_case;
pub mod large_case;
pub mod large_plan;
