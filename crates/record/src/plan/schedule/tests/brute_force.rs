//! Small random plans, held to trying every day for every moment.

use super::*;

/// What is said of two points, in days: `of` comes between `least` and `most` days after `than`.
#[derive(Debug, Clone)]
struct Said {
    entry: String,
    field: Field,
    of: usize,
    than: usize,
    least: Option<i64>,
    most: Option<i64>,
}

#[derive(Debug, Default)]
struct Small {
    text: String,
    points: Vec<String>,
    said: Vec<Said>,
}

impl Small {
    fn random(rng: &mut fastrand::Rng) -> Self {
        let mut small = Self::default();
        let count = rng.usize(2..5);
        let names: Vec<String> = (0..count).map(|at| format!("p{at}")).collect();
        let phase = rng.bool();
        small.points = names.clone();
        if phase {
            small.points.extend(["ph".to_owned(), "ph.end".to_owned()]);
            small.phase(rng, &names);
        }
        for at in 0..count {
            small.entry(rng, at, &names, phase);
        }
        small
    }

    fn say(
        &mut self,
        entry: &str,
        field: Field,
        of: usize,
        than: usize,
        least: Option<i64>,
        most: Option<i64>,
    ) {
        self.said.push(Said { entry: entry.to_owned(), field, of, than, least, most });
    }

    fn phase(&mut self, rng: &mut fastrand::Rng, names: &[String]) {
        let (begin, end) = (names.len(), names.len() + 1);
        self.text.push_str("[[phase]]\nid = \"ph\"\n");
        match rng.bool() {
            true => {
                let length = rng.i64(0..3);
                // In hours: days of a phase are counted to the end of the last of them.
                self.text.push_str(&format!("length = \"{} hours\"\n", 24 * length));
                self.say("ph", Field::Length, end, begin, Some(length), Some(length));
            }
            false => self.say("ph", Field::Length, end, begin, Some(0), None),
        }
        if rng.bool() {
            let gate = rng.usize(0..names.len());
            self.text.push_str(&format!("gate = [\"{}\"]\n", names[gate]));
            self.say("ph", Field::Gate, begin, gate, Some(0), None);
        }
    }

    fn entry(&mut self, rng: &mut fastrand::Rng, at: usize, names: &[String], phase: bool) {
        let name = names[at].clone();
        let event = rng.bool();
        let head = if event { "event" } else { "obligation" };
        self.text.push_str(&format!("[[{head}]]\nid = \"{name}\"\n"));
        if !event {
            self.text.push_str("does = \"something\"\n");
        }
        let other = |rng: &mut fastrand::Rng| rng.usize(0..names.len() + usize::from(phase));
        let points = self.points.clone();
        if rng.u8(0..3) > 0 {
            let (than, most) = (other(rng), rng.i64(0..3));
            self.text.push_str(&format!("due = {{ within = \"{most} days\", of = \"{}\" }}\n", points[than]));
            self.say(&name, Field::Due, at, than, None, Some(most));
        }
        if rng.u8(0..3) > 0 {
            let (than, least) = (other(rng), rng.i64(0..3));
            self.text
                .push_str(&format!("from = {{ within = \"{least} days\", of = \"{}\" }}\n", points[than]));
            self.say(&name, Field::From, at, than, Some(least), None);
        }
        if rng.bool() {
            let than = other(rng);
            let field = if event { "needs" } else { "when" };
            self.text.push_str(&format!("{field} = [\"{}\"]\n", points[than]));
            let field = if event { Field::Needs } else { Field::When };
            self.say(&name, field, at, than, Some(0), None);
        }
        if rng.u8(0..3) == 0 {
            let (than, least) = (other(rng), rng.i64(0..2));
            let most = least + rng.i64(0..2);
            let takes =
                format!("least = \"{least} days\", most = \"{most} days\", of = \"{}\"", points[than]);
            self.text.push_str(&format!("takes = {{ {takes} }}\n"));
            self.say(&name, Field::Takes, at, than, Some(least), Some(most));
        }
        if !event && phase && rng.bool() {
            self.text.push_str("phase = \"ph\"\n");
            self.say(&name, Field::Phase, at, names.len(), Some(0), None);
            self.say(&name, Field::Phase, at, names.len() + 1, None, Some(0));
        }
    }

    /// Farther from each other than this no two points are bound to be: each step is at most 2 days.
    fn bound(&self) -> i64 {
        2 * (self.points.len() as i64 - 1)
    }

    /// So far days are tried: what is open goes beyond the bound even where it is bound to what is open, too.
    fn far(&self) -> i64 {
        2 * self.bound() + 1
    }

    /// The first and last day of each point over all that can be, where the point `zero` is on day 0 and no point farther
    /// from it than [`Small::far`]; `None`: nothing can be.
    fn windows(&self, said: &[Said], zero: usize) -> Option<Vec<(i64, i64)>> {
        let mut windows = vec![(i64::MAX, i64::MIN); self.points.len()];
        let mut order: Vec<usize> = (0..self.points.len()).filter(|point| *point != zero).collect();
        order.insert(0, zero);
        let mut days = vec![None; self.points.len()];
        days[zero] = Some(0);
        let found = self.place(said, &order, 0, &mut days, &mut windows);
        found.then_some(windows)
    }

    fn place(
        &self,
        said: &[Said],
        order: &[usize],
        at: usize,
        days: &mut Vec<Option<i64>>,
        windows: &mut Vec<(i64, i64)>,
    ) -> bool {
        let holds = |said: &Said| match (days[said.of], days[said.than]) {
            (Some(of), Some(than)) => {
                let apart = of - than;
                said.least.is_none_or(|least| least <= apart) && said.most.is_none_or(|most| apart <= most)
            }
            _ => true,
        };
        if !said.iter().all(holds) {
            return false;
        }
        let Some(&point) = order.get(at + 1) else {
            for (window, day) in windows.iter_mut().zip(days.iter().flatten()) {
                *window = (window.0.min(*day), window.1.max(*day));
            }
            return true;
        };
        let mut found = false;
        for day in -self.far()..=self.far() {
            days[point] = Some(day);
            found |= self.place(said, order, at + 1, days, windows);
        }
        days[point] = None;
        found
    }
}

#[test]
fn what_holds_together_and_when_is_what_trying_every_day_finds() {
    let mut rng = fastrand::Rng::with_seed(5);
    let (mut consistent, mut conflicts) = (0, 0);
    for _ in 0..2500 {
        let small = Small::random(&mut rng);
        // More points take too long day by day, and so do many plans of five.
        if small.points.len() > 5 || (small.points.len() == 5 && rng.u8(0..30) > 0) {
            continue;
        }
        let schedule = schedule(&small.text);
        match &schedule.outcome {
            Outcome::Inconsistent(clash) => {
                conflicts += 1;
                assert_eq!(small.windows(&small.said, 0), None, "{}", small.text);
                // What is told cannot hold together; without any one of it the rest can.
                let told: Vec<Said> =
                    small.said.iter().filter(|said| is_told(&small, said, clash)).cloned().collect();
                assert_eq!(small.windows(&told, 0), None, "{} {clash:?}", small.text);
                for at in 0..told.len() {
                    let mut rest = told.clone();
                    rest.remove(at);
                    assert!(small.windows(&rest, 0).is_some(), "{} {clash:?}", small.text);
                }
            }
            _ => {
                consistent += 1;
                hold(&small, &schedule);
            }
        }
    }
    assert!(consistent > 300 && conflicts > 300, "{consistent} {conflicts}");
}

fn is_told(small: &Small, said: &Said, clash: &Clash) -> bool {
    let node = |at: usize| Node::Point(Point::parse(&small.points[at]));
    clash.told.iter().any(|told| {
        told.claim.entry.as_str() == said.entry
            && told.claim.field == said.field
            && told.claim.of == node(said.of)
            && told.claim.than == node(said.than)
    })
}

fn hold(small: &Small, schedule: &Schedule) {
    for (at, name) in small.points.iter().enumerate() {
        let moment = schedule.point(&Point::parse(name)).unwrap();
        let Some(after) = &moment.after else { continue };
        let zero = after.of.point().unwrap().to_string();
        let zero = small.points.iter().position(|point| *point == zero).unwrap();
        let windows = small.windows(&small.said, zero).expect("a schedule");
        let days = |minutes: Option<i64>| minutes.map(|minutes| minutes / calendar::DAY);
        let (first, last) = windows[at];
        let first = (first >= -small.bound()).then_some(first);
        let last = (last <= small.bound()).then_some(last);
        assert_eq!((days(after.earliest), days(after.latest)), (first, last), "{name} in {}", small.text);
    }
}

#[test]
fn what_others_decide_needs_only_the_moments_that_are_bound_to_it() {
    let mut rng = fastrand::Rng::with_seed(6);
    let mut found = [0_usize; 3];
    for _ in 0..1500 {
        let small = Small::random(&mut rng);
        let text: Vec<String> = small
            .text
            .lines()
            .map(|line| match line.strip_prefix("takes") {
                Some(_) => line.replace(" }", ", by_nobody = true }"),
                None => line.to_owned(),
            })
            .collect();
        let provisions = provisions(&text.join("\n"));
        let as_of = as_of("2031-03-01");
        let timeline = Timeline::new(&[], &as_of);
        let entries = Entries::new(&provisions, &timeline, &Library(Vec::new()));
        let plan = entries.plan(&Package::default());
        let happened = Happened::new();
        let mut links = Builder::links(&plan, &happened, &TimeZone::UTC, date(2031, 3, 1));
        let by_all = control::outcome_of_all(&links);
        let by_groups = control::find(&mut links).outcome();
        let kind = |outcome: &Outcome| match outcome {
            Outcome::Inconsistent(_) => 0,
            Outcome::NotControllable(_) => 1,
            Outcome::Controllable { .. } => 2,
        };
        assert_eq!(kind(&by_groups), kind(&by_all), "{}", text.join("\n"));
        found[kind(&by_all)] += 1;
    }
    assert!(found.iter().all(|found| *found > 10), "{found:?}");
}
