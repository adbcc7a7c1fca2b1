//! What somebody seems to like, by what they ask for most often.

/// A guess at additive wishes from offers, by their frequencies: a value counts the more the more often it was asked for, an issue
/// the more the more often it was left as it was from one offer to the next (the opponent model of HardHeaded: van Krimpen, Looije &
/// Hajizadeh 2013; compared by Baarslag, Hendrikx, Hindriks & Jonker 2013, "Predicting the performance of opponent models").
///
/// Cost: linear in the issues, for each offer and each question; memory linear in the values.
#[derive(Debug, Clone)]
pub struct Frequencies {
    /// How often each value was asked for, and once more.
    counts: Vec<Vec<f64>>,
    /// The greatest count of each issue.
    most: Vec<f64>,
    /// They sum to one.
    weights: Vec<f64>,
    last: Option<Box<[u32]>>,
}

/// How fast issues gain weight: 0.2 shared among them, as in HardHeaded.
const LEARNING: f64 = 0.2;

impl Frequencies {
    /// Nothing known of issues with so many values each.
    #[must_use]
    pub fn new(values: impl IntoIterator<Item = usize>) -> Self {
        let counts: Vec<Vec<f64>> = values.into_iter().map(|values| vec![1.0; values]).collect();
        let issues = counts.len();
        #[expect(clippy::cast_precision_loss, reason = "issues are few")]
        let even = 1.0 / issues.max(1) as f64;
        Self { most: vec![1.0; issues], weights: vec![even; issues], counts, last: None }
    }

    /// An offer was made, given by the places of its values.
    ///
    /// # Panics
    ///
    /// Where the places are not those of the issues that it was made for.
    pub fn saw(&mut self, places: &[u32]) {
        if let Some(last) = &self.last {
            #[expect(clippy::cast_precision_loss, reason = "issues are few")]
            let gain = LEARNING / self.weights.len().max(1) as f64;
            for ((weight, before), after) in self.weights.iter_mut().zip(last).zip(places) {
                *weight += if before == after { gain } else { 0.0 };
            }
            let sum: f64 = self.weights.iter().sum();
            self.weights.iter_mut().for_each(|weight| *weight /= sum);
        }
        for ((counts, most), &place) in self.counts.iter_mut().zip(&mut self.most).zip(places) {
            counts[place as usize] += 1.0;
            *most = most.max(counts[place as usize]);
        }
        self.last = Some(places.into());
    }

    /// What an outcome seems to be worth to whoever made the offers, between 0 and 1.
    #[must_use]
    pub fn worth(&self, places: &[u32]) -> f64 {
        let of = |(((counts, most), weight), &place): (((&Vec<f64>, &f64), &f64), &u32)| {
            weight * counts.get(place as usize).copied().unwrap_or(0.0) / most
        };
        self.counts.iter().zip(&self.most).zip(&self.weights).zip(places).map(of).sum()
    }
}
