//! Silence procedures: an agreed rule that what nobody opposes by an hour passes as unopposed. Their result is "no
//! objection by then under that rule", and never consent.

use jiff::tz::TimeZone;

use crate::act::{Act, Deed, Kind};
use crate::ids::ActId;
use crate::standing::{Reason, Standings, State};
use crate::timeline::Timeline;
use crate::when::When;

/// A silence procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure<'a> {
    /// The act that began it: by whom, to whom, on which words.
    pub act: &'a Act,
    /// The agreed rule.
    pub rule: &'a str,
    /// The last moment for an objection, as recorded.
    pub until: When,
    /// What came of it.
    pub result: Silence<'a>,
    /// Objections made after its end, which change nothing.
    pub late: Vec<&'a Act>,
}

impl Procedure<'_> {
    /// Whether an objection was made in time at whatever hour of its day it was made: one that is dated with the last day
    /// alone may have come after the hour.
    pub fn is_surely_in_time(&self, objection: &Act, zone: &TimeZone) -> bool {
        objection.earliest().ends(zone) <= self.until.ends(zone)
    }
}

/// What came of a silence procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silence<'a> {
    /// It runs: there is still time to object.
    Running,
    /// It has ended, and no objection in time is in the view.
    NoObjection,
    /// It was broken by these objections, made in time or on the last day at an hour that is not on record; oldest first.
    Broken(Vec<&'a Act>),
    /// It was called off by this act.
    CalledOff(&'a Act),
    /// It depends on another act, which does not stand, or waits for an answer itself.
    Hangs {
        /// The act on which it depends in the end.
        on: ActId,
        /// Whether that has fallen; else it is open.
        fallen: bool,
    },
}

/// The silence procedures of a record, in the order in which they began.
pub fn procedures<'a>(timeline: &Timeline<'a>, standings: &Standings<'_, 'a>) -> Vec<Procedure<'a>> {
    let acts = timeline.acts();
    let of = |(at, &act): (usize, &&'a Act)| {
        let Deed::OpenSilence(opened) = &act.deed else { return None };
        let until = act.until?;
        let standing = standings.at(at);
        let end = until.ends(&timeline.as_of.zone);
        let objections = timeline.answers(at, Kind::BreakSilence).map(|at| acts[at]);
        let (in_time, late): (Vec<&Act>, Vec<&Act>) =
            objections.partition(|objection| objection.earliest().starts(&timeline.as_of.zone) <= end);
        let through = standing.through.and_then(|id| timeline.get(id));
        let result = match (standing.reason, through) {
            _ if *standing.of != act.id => {
                Silence::Hangs { on: standing.of.clone(), fallen: standing.state == State::Fallen }
            }
            (Reason::Broken, _) => Silence::Broken(in_time),
            (_, Some(through)) if standing.state == State::Fallen => Silence::CalledOff(through),
            _ if standing.state == State::Stands => Silence::NoObjection,
            _ => Silence::Running,
        };
        Some(Procedure { act, rule: &opened.rule, until, result, late })
    };
    acts.iter().enumerate().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    fn told(moment: &str, lines: &str) -> String {
        let (acts, as_of) = (acts(lines), as_of(moment));
        let timeline = Timeline::new(&acts, &as_of);
        let found = procedures(&timeline, &Standings::new(&timeline));
        let ids = |acts: &[&Act]| acts.iter().map(|act| act.id.as_str()).collect::<Vec<_>>().join(" ");
        let result = match &found[0].result {
            Silence::Running => "running".to_owned(),
            Silence::NoObjection => "no objection".to_owned(),
            Silence::Broken(by) => format!("broken by {}", ids(by)),
            Silence::CalledOff(through) => format!("called off by {}", through.id),
            Silence::Hangs { on, fallen } => format!("hangs on {on} {fallen}"),
        };
        format!("{result}; late: {}", ids(&found[0].late))
    }

    const OPENED: &str =
        "s open_silence council 2031-03-03; draft = \"d\"; until = 2031-03-10T18:00:00; rule = \"rule P\"\n";

    #[test]
    fn a_silence_procedure_runs_to_the_last_minute_and_then_has_no_objection_unless_one_was_made_in_time() {
        assert_eq!(told("2031-03-10T17:59", OPENED), "running; late: ");
        assert_eq!(told("2031-03-10T18:00", OPENED), "running; late: ");
        assert_eq!(told("2031-03-10T18:01", OPENED), "no objection; late: ");
        let broken = format!(
            "{OPENED} a break_silence upper 2031-03-10T18:00:00; answers = \"s\"
             b break_silence lower 2031-03-10T18:01:00; answers = \"s\""
        );
        assert_eq!(told("2031-03-10T18:05", &broken), "broken by a; late: b");
        let of_that_day = format!("{OPENED} a break_silence upper 2031-03-10; answers = \"s\"");
        assert_eq!(told("2031-03-12", &of_that_day), "broken by a; late: ");
        let taken_back = format!("{broken}\n w withdraw upper 2031-03-11; answers = \"a\"");
        assert_eq!(told("2031-03-12", &taken_back), "no objection; late: b");
    }

    #[test]
    fn a_silence_procedure_can_be_called_off_or_hang_on_something_else() {
        let called_off = format!("{OPENED} w withdraw council 2031-03-04; answers = \"s\"");
        assert_eq!(told("2031-03-12", &called_off), "called off by w; late: ");
        let hanging = format!(
            "{} t table upper 2031-03-02; words = \"x\"",
            OPENED.replace("rule =", "if = [\"t\"]; rule =")
        );
        assert_eq!(told("2031-03-12", &hanging), "hangs on t false; late: ");
        let fallen = format!("{hanging}\n w withdraw upper 2031-03-04; answers = \"t\"");
        assert_eq!(told("2031-03-12", &fallen), "hangs on t true; late: ");
    }
}
