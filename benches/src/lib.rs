//! Benchmarks of onetext live in `benches/benches/`; peers and scripts in `benches/peers/`.
