//! Fewer labels than there are, with a certificate of what that may cost.
//!
//! Labels are put into cells as wide as a power of two in every number but the last, and of each cell the label with most
//! of the last number is kept. For every label that is left out one is kept that has at least as much of the last number
//! and lacks less than the width in the others. What it does lack is measured; what every choice that follows adds is the
//! same for both, so the losses of all layers at most add up (as in Papadimitriou and Yannakakis, *On the approximability
//! of trade-offs*, FOCS 2000, with an absolute instead of a relative error).

use super::key::{Key, Layout};

/// Which of the labels to keep so that they are no more than `most`, ascending; and by party the most that any label left
/// out has more than the one that stands for it.
///
/// Cost: labels × log(labels) for each doubling of the width.
pub(super) fn fewer<K: Key>(keys: &[K], layout: &Layout<K>, most: usize) -> (Vec<u32>, Vec<u64>) {
    let last = layout.last();
    let others = &layout.places[..layout.places.len() - 1];
    let mut cells: Vec<(K, u64, u32)> = Vec::with_capacity(keys.len());
    for width in 1..u64::BITS {
        cells.clear();
        cells.extend((0..).zip(keys).map(|(label, &key)| {
            let cell = others.iter().fold(K::ZERO, |cell, place| {
                cell.with(place, key.number(place).checked_shr(width).unwrap_or(0))
            });
            (cell, u64::MAX - key.number(&last), label)
        }));
        cells.sort_unstable();
        let kept = 1 + cells.windows(2).filter(|pair| pair[0].0 != pair[1].0).count();
        if kept <= most.max(1) || width == u64::BITS - 1 {
            break;
        }
    }
    let mut kept = Vec::new();
    let mut loss = vec![0; layout.places.len()];
    for cell in cells.chunk_by(|one, other| one.0 == other.0) {
        let stays = cell[0].2;
        kept.push(stays);
        for (_, _, left_out) in &cell[1..] {
            for (loss, place) in loss.iter_mut().zip(others) {
                let (had, has) = (keys[*left_out as usize].number(place), keys[stays as usize].number(place));
                *loss = (*loss).max(had.saturating_sub(has));
            }
        }
    }
    kept.sort_unstable();
    (kept, loss)
}
