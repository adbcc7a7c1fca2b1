//! Rounds: when, who came, what for, what came of it, what is to be done next.

use std::cmp::Ordering;
use std::collections::HashSet;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::act::{Act, Deed, Kind, NextStep, Round};
use crate::ids::{ActId, ParticipantId};
use crate::timeline::Timeline;
use crate::when::When;

/// A round with what other acts say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundRecord<'a> {
    /// The act that called it.
    pub act: &'a Act,
    /// What that says.
    pub round: &'a Round,
    /// Where it stands.
    pub phase: Phase,
    /// Everybody who is named: in the order of the call, then in that of other acts.
    pub attendance: Vec<Attendance<'a>>,
    /// The rounds that it extends or resumes, the latest of them first.
    pub resumes: Vec<&'a ActId>,
    /// Rounds that extend or resume it.
    pub resumed_by: Vec<&'a ActId>,
}

/// Where a round stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Its last day has passed.
    Over,
    /// It has begun.
    Running,
    /// It is still to come.
    Planned,
    /// Whoever called it has called it off.
    CalledOff,
}

/// Whether somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Named as an attendee by whoever called the round.
    Named,
    /// Came, by an act of its own.
    Came,
    /// Stayed away.
    Absent,
}

/// One participant's place in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance<'a> {
    /// Who.
    pub participant: &'a ParticipantId,
    /// Whether they came, by the latest word on it.
    pub presence: Presence,
    /// The acts that say so beside the call, in order.
    pub acts: Vec<&'a ActId>,
    /// Whether accounts differ.
    pub disputed: bool,
}

impl RoundRecord<'_> {
    /// Its first moment.
    pub fn starts(&self) -> When {
        self.act.earliest()
    }

    /// Its last day: as recorded, else the day on which it starts.
    pub fn ends(&self) -> When {
        self.round.ends.unwrap_or_else(|| self.act.earliest())
    }

    /// Those who are named as attendees or came.
    pub fn present(&self) -> impl Iterator<Item = &ParticipantId> {
        self.attendance.iter().filter(|one| one.presence != Presence::Absent).map(|one| one.participant)
    }
}

/// Every round known by the moment, oldest first. Takes time in proportion to the number of acts and of people named.
pub fn rounds<'a>(timeline: &Timeline<'a>) -> Vec<RoundRecord<'a>> {
    let all: Vec<&'a Act> = timeline.acts().iter().chain(timeline.planned()).copied().collect();
    let mut rounds: Vec<RoundRecord<'a>> = all
        .iter()
        .filter_map(|act| match &act.deed {
            Deed::Convene(round) => Some(RoundRecord {
                act,
                round,
                phase: phase(timeline, &all, act, round),
                attendance: attendance(timeline, &all, act, round),
                resumes: Vec::new(),
                resumed_by: Vec::new(),
            }),
            _ => None,
        })
        .collect();
    for at in 0..rounds.len() {
        let chain = chain(&rounds, at);
        rounds[at].resumes = chain;
        let id = &rounds[at].act.id;
        rounds[at].resumed_by = rounds
            .iter()
            .filter(|other| other.round.resumes.as_ref() == Some(id))
            .map(|other| &other.act.id)
            .collect();
    }
    rounds
}

/// The round that a reader sees next: the one that is running, else the first that is still to come.
pub fn next_round<'r, 'a>(rounds: &'r [RoundRecord<'a>], zone: &TimeZone) -> Option<&'r RoundRecord<'a>> {
    let by_start = |a: &&RoundRecord<'a>, b: &&RoundRecord<'a>| -> Ordering {
        a.starts().compare(&b.starts(), zone).then_with(|| a.act.id.cmp(&b.act.id))
    };
    let running = rounds.iter().filter(|round| round.phase == Phase::Running).max_by(by_start);
    running.or_else(|| rounds.iter().filter(|round| round.phase == Phase::Planned).min_by(by_start))
}

/// Next steps of all rounds that are not past, the earliest first and those without a date last, each with its round.
pub fn next_steps<'r, 'a>(
    timeline: &Timeline<'a>,
    rounds: &'r [RoundRecord<'a>],
) -> Vec<(&'r RoundRecord<'a>, &'a NextStep)> {
    let mut steps: Vec<(&RoundRecord<'a>, &'a NextStep)> = rounds
        .iter()
        .filter(|round| round.phase != Phase::CalledOff)
        .flat_map(|round| round.round.next.iter().map(move |step| (round, step)))
        .filter(|(_, step)| step.on.is_none_or(|on| !timeline.as_of.is_past(on)))
        .collect();
    let due = |step: &NextStep| -> (bool, Option<DateTime>) {
        (step.on.is_none(), step.on.map(|on| on.ends(&timeline.as_of.zone)))
    };
    steps.sort_by_key(|(_, step)| due(step));
    steps
}

fn phase(timeline: &Timeline<'_>, all: &[&Act], act: &Act, round: &Round) -> Phase {
    let ends_it = |other: &&&Act| {
        let off = match other.kind() {
            Kind::Withdraw => other.by.iter().any(|by| act.by.contains(by)),
            Kind::Lapse => true,
            _ => false,
        };
        off && other.answers.as_ref() == Some(&act.id) && timeline.as_of.is_done(other)
    };
    let still_off = |other: &&Act| timeline.position(&other.id).is_some_and(|at| timeline.is_in_force(at));
    if all.iter().filter(ends_it).any(still_off) {
        return Phase::CalledOff;
    }
    let last = round.ends.unwrap_or_else(|| act.on.last().map_or(act.known, |dated| dated.when));
    if timeline.as_of.is_past(last) {
        Phase::Over
    } else if timeline.as_of.is_done(act) && timeline.as_of.at >= act.earliest().starts(&timeline.as_of.zone)
    {
        Phase::Running
    } else {
        Phase::Planned
    }
}

fn attendance<'a>(
    timeline: &Timeline<'a>,
    all: &[&'a Act],
    act: &'a Act,
    round: &'a Round,
) -> Vec<Attendance<'a>> {
    let named = round.attendees.iter().map(|who| (who, Presence::Named));
    let absent = round.absent.iter().map(|who| (who, Presence::Absent));
    let mut attendance: Vec<Attendance<'a>> = Vec::new();
    for (participant, presence) in named.chain(absent) {
        match attendance.iter_mut().find(|one| one.participant == participant) {
            Some(one) => one.disputed = true,
            None => attendance.push(Attendance { participant, presence, acts: Vec::new(), disputed: false }),
        }
    }
    let in_force = |other: &Act| timeline.position(&other.id).is_none_or(|at| timeline.is_in_force(at));
    for other in all.iter().filter(|other| other.answers.as_ref() == Some(&act.id) && in_force(other)) {
        let Deed::Attend { present } = other.deed else { continue };
        let presence = if present { Presence::Came } else { Presence::Absent };
        for participant in &other.by {
            match attendance.iter_mut().find(|one| one.participant == participant) {
                Some(one) => {
                    // Whoever is named and then stays away is no dispute; two words on whether they came are one.
                    one.disputed |= one.presence != Presence::Named && one.presence != presence;
                    one.presence = presence;
                    one.acts.push(&other.id);
                }
                None => attendance.push(Attendance {
                    participant,
                    presence,
                    acts: vec![&other.id],
                    disputed: false,
                }),
            }
        }
    }
    attendance
}

fn chain<'a>(rounds: &[RoundRecord<'a>], from: usize) -> Vec<&'a ActId> {
    let mut chain = Vec::new();
    let mut seen: HashSet<&ActId> = HashSet::from([&rounds[from].act.id]);
    let mut at = from;
    while let Some(earlier) = &rounds[at].round.resumes {
        if !seen.insert(earlier) {
            break;
        }
        let Some(found) = rounds.iter().position(|round| round.act.id == *earlier) else { break };
        chain.push(&rounds[found].act.id);
        at = found;
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    const ROUNDS: &str = "
        r1 convene council 2031-03-10; ends = 2031-03-11; attendees = [\"upper\", \"priest\"]; absent = [\"lower\"]; next = [{ what = \"map\", on = 2031-03-25, owner = \"upper\" }, { what = \"old\", on = 2031-03-12 }, { what = \"some day\" }]
        t1 attend upper 2031-03-10; answers = \"r1\"
        t2 attend priest 2031-03-10; answers = \"r1\"; present = false
        t3 attend lower 2031-03-11; answers = \"r1\"
        r2 convene council 2031-03-15; ends = 2031-03-20; resumes = \"r1\"; known = 2031-03-11
        r3 convene council 2031-03-28; resumes = \"r2\"; known = 2031-03-15; attendees = [\"upper\"]
        r4 convene council 2031-03-22; known = 2031-03-15
        w withdraw council 2031-03-16; answers = \"r4\"";

    #[test]
    fn attendance_is_merged_from_the_call_and_from_what_each_did() {
        let (acts, as_of) = (acts(ROUNDS), as_of("2031-03-20"));
        let timeline = Timeline::new(&acts, &as_of);
        let rounds = rounds(&timeline);
        let who: Vec<(&str, Presence, bool)> = rounds[0]
            .attendance
            .iter()
            .map(|one| (one.participant.as_str(), one.presence, one.disputed))
            .collect();
        let expected = [
            ("upper", Presence::Came, false),
            ("priest", Presence::Absent, false),
            ("lower", Presence::Came, true),
        ];
        assert_eq!(who, expected);
        assert_eq!(rounds[0].present().count(), 2);
    }

    #[test]
    fn rounds_are_chained_and_the_next_one_is_the_one_running_or_the_first_to_come() {
        let acts = acts(ROUNDS);
        let on = |date: &str| {
            let as_of = as_of(date);
            let timeline = Timeline::new(&acts, &as_of);
            let rounds = rounds(&timeline);
            let phases: Vec<Phase> = rounds.iter().map(|round| round.phase).collect();
            (phases, next_round(&rounds, &as_of.zone).map(|round| round.act.id.to_string()))
        };
        let (phases, next) = on("2031-03-20");
        assert_eq!(phases, [Phase::Over, Phase::Running, Phase::CalledOff, Phase::Planned]);
        assert_eq!(next.as_deref(), Some("r2"));
        assert_eq!(on("2031-03-21").1.as_deref(), Some("r3"));
        assert_eq!(on("2031-03-29").1, None);
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let rounds = rounds(&timeline);
        let r3 = rounds.iter().find(|round| round.act.id.as_str() == "r3").unwrap();
        assert_eq!(r3.resumes.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["r2", "r1"]);
        assert_eq!(rounds[0].resumed_by.len(), 1);
        let steps: Vec<&str> =
            next_steps(&timeline, &rounds).iter().map(|(_, step)| step.what.as_str()).collect();
        assert_eq!(steps, ["map", "some day"]);
    }

    #[test]
    fn rounds_that_resume_each_other_end_the_chain() {
        let acts = acts(
            "r1 convene council 2031-03-10; resumes = \"r2\"
             r2 convene council 2031-03-11; resumes = \"r1\"",
        );
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        assert_eq!(rounds(&timeline)[0].resumes.len(), 1);
    }
}
