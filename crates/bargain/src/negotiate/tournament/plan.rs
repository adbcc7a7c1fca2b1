//! Which sessions there are, by number.

use super::Settings;

/// The sessions of a tournament, numbered: scenario by scenario; within one by who sits where, then by whose wishes each has, then by
/// repetition. Nothing is listed: a number says it all.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// For each scenario its number of parties and the number of the session after its last.
    scenarios: Vec<(usize, u64)>,
    entrants: usize,
    settings: Settings,
}

/// Who meets whom where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The place of the scenario.
    pub scenario: usize,
    /// For each seat the place of who sits there.
    pub entrants: Vec<usize>,
    /// For each seat the place of the profile whose wishes it has.
    pub profiles: Vec<usize>,
    /// Which repetition it is, from 0.
    pub repetition: u32,
}

impl Plan {
    /// The plan for scenarios with so many parties each; none where there are too many sessions to be numbered.
    pub(super) fn new(parties: &[usize], entrants: usize, settings: &Settings) -> Option<Self> {
        let mut end = 0u64;
        let mut scenarios = Vec::with_capacity(parties.len());
        for &parties in parties {
            let choices = |seat: usize| if settings.self_play { entrants } else { entrants - seat };
            let mut sessions = u64::from(settings.repetitions.get());
            for seat in 0..parties {
                sessions = sessions.checked_mul(u64::try_from(choices(seat)).ok()?)?;
                if settings.permuted {
                    sessions = sessions.checked_mul(seat as u64 + 1)?;
                }
            }
            end = end.checked_add(sessions)?;
            scenarios.push((parties, end));
        }
        Some(Self { scenarios, entrants, settings: *settings })
    }

    pub(super) fn sessions(&self) -> u64 {
        self.scenarios.last().map_or(0, |&(_, end)| end)
    }

    /// The session of this number.
    ///
    /// # Panics
    ///
    /// Where there are not that many.
    pub(super) fn meeting(&self, number: u64) -> Meeting {
        assert!(number < self.sessions(), "session {number} of {}", self.sessions());
        let scenario = self.scenarios.partition_point(|&(_, end)| end <= number);
        let begin = if scenario == 0 { 0 } else { self.scenarios[scenario - 1].1 };
        let parties = self.scenarios[scenario].0;
        let mut left = number - begin;
        let mut digit = |base: u64| {
            let digit = left % base;
            left /= base;
            digit
        };
        #[expect(clippy::cast_possible_truncation, reason = "below the number of repetitions")]
        let repetition = digit(u64::from(self.settings.repetitions.get())) as u32;
        let profiles = if self.settings.permuted {
            distinct(parties, parties, &mut digit)
        } else {
            (0..parties).collect()
        };
        let entrants = if self.settings.self_play {
            let mut entrants: Vec<usize> =
                (0..parties).map(|_| digit(self.entrants as u64) as usize).collect();
            entrants.reverse();
            entrants
        } else {
            distinct(self.entrants, parties, &mut digit)
        };
        Meeting { scenario, entrants, profiles, repetition }
    }
}

/// `many` different ones of `of`, as digits of mixed bases choose them.
fn distinct(of: usize, many: usize, digit: &mut impl FnMut(u64) -> u64) -> Vec<usize> {
    let mut digits: Vec<usize> = (0..many).rev().map(|seat| digit((of - seat) as u64) as usize).collect();
    digits.reverse();
    let mut left: Vec<usize> = (0..of).collect();
    digits.into_iter().map(|at| left.remove(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::num::NonZeroU32;

    fn meetings(parties: &[usize], entrants: usize, permuted: bool, self_play: bool) -> Vec<Meeting> {
        let settings =
            Settings { repetitions: NonZeroU32::new(2).unwrap(), permuted, self_play, ..Settings::default() };
        let plan = Plan::new(parties, entrants, &settings).unwrap();
        (0..plan.sessions()).map(|number| plan.meeting(number)).collect()
    }

    #[test]
    fn everybody_meets_everybody_for_every_party_once_a_repetition() {
        for (permuted, self_play, sessions) in [
            (true, true, 2 * (4 * 4 * 2 + 4 * 4 * 4 * 6)),
            (true, false, 2 * (4 * 3 * 2 + 4 * 3 * 2 * 6)),
            (false, true, 2 * (4 * 4 + 4 * 4 * 4)),
            (false, false, 2 * (4 * 3 + 4 * 3 * 2)),
        ] {
            let all = meetings(&[2, 3], 4, permuted, self_play);
            assert_eq!(all.len(), sessions);
            let told: HashSet<String> = all.iter().map(|meeting| format!("{meeting:?}")).collect();
            assert_eq!(told.len(), sessions, "each is another");
            for meeting in &all {
                let seated: HashSet<usize> = meeting.entrants.iter().copied().collect();
                assert!(self_play || seated.len() == meeting.entrants.len());
                let profiles: HashSet<usize> = meeting.profiles.iter().copied().collect();
                assert_eq!(profiles.len(), meeting.entrants.len(), "every profile is played");
                assert!(seated.iter().all(|&entrant| entrant < 4));
            }
        }
    }

    #[test]
    fn more_sessions_than_can_be_numbered_are_no_plan() {
        assert!(Plan::new(&[40], 9, &Settings::default()).is_none());
    }
}
