//! A plan as it would be: with something later, something on another date, a step less, a person in another category.
//!
//! A supposition changes entries or what has happened, in memory alone; what follows is computed as from any plan.

use super::package::Plan;
use super::schedule::calendar::{DAY, Moment};
use super::schedule::{After, Happened, Node, Schedule};
use super::time::{Deadline, Length, Point, Trigger};
use super::totals::categories;
use super::{Content, Provision};
use crate::ids::ProvisionId;
use crate::when::When;

/// What is supposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Supposed {
    /// A point of the plan comes so much later than it does, or could at the earliest.
    Delayed(Point, Length),
    /// A point of the plan comes on this date.
    On(Point, When),
    /// An entry is not there.
    Without(ProvisionId),
    /// A person of a list is in another category.
    Reclassified {
        /// The list.
        list: ProvisionId,
        /// The person's neutral id.
        person: String,
        /// The other category.
        category: String,
    },
}

impl Supposed {
    /// The point of the plan of whose time it is.
    pub fn time_of(&self) -> Option<&Point> {
        match self {
            Self::Delayed(point, _) | Self::On(point, _) => Some(point),
            Self::Without(_) | Self::Reclassified { .. } => None,
        }
    }
}

/// Why something cannot be supposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPossible {
    /// The plan has no such entry.
    #[error("there is no entry \u{201c}{0}\u{201d} in the plan as this reader may see it")]
    NoEntry(ProvisionId),
    /// The entry is no moment.
    #[error(
        "\u{201c}{0}\u{201d} is no moment: only an event, an obligation, a batch, a list and a phase comes at a time"
    )]
    NoMoment(Point),
    /// Nothing says when the point comes.
    #[error(
        "nothing says when \u{201c}{0}\u{201d} comes, so it cannot come later: suppose a date with --on {0}=DATE"
    )]
    NoTime(Point),
    /// The point counts from others, and its entry has no field for a beginning.
    #[error(
        "\u{201c}{0}\u{201d} comes when what it waits for has come: delay that, or suppose a date with --on {0}=DATE"
    )]
    Follows(Point),
    /// The point is known as a day, and the delay is not of whole days.
    #[error(
        "\u{201c}{0}\u{201d} is known as a day, {1}: delay it by whole days, or suppose a time of day with --on {0}={1}T18:00"
    )]
    OnADay(Point, When),
    /// Two times are supposed of one point.
    #[error("two different times are supposed of \u{201c}{0}\u{201d}: suppose one")]
    Twice(Point),
    /// The delay is in months or working days.
    #[error("a delay is given in weeks, days, hours or minutes, and not as {0}")]
    NotMinutes(Length),
    /// The entry is no list.
    #[error("\u{201c}{0}\u{201d} is no list of persons")]
    NoList(ProvisionId),
    /// The list has no such person.
    #[error("there is no person \u{201c}{person}\u{201d} on the list \u{201c}{list}\u{201d}")]
    NoPerson {
        /// The list.
        list: ProvisionId,
        /// The person.
        person: String,
    },
    /// No key has such a category.
    #[error("no key of the plan has the category \u{201c}{category}\u{201d}; there are: {}", known.join(", "))]
    NoCategory {
        /// The category.
        category: String,
        /// Those that keys have.
        known: Vec<String>,
    },
}

/// Entries and what has happened, as supposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsSupposed {
    /// The entries.
    pub provisions: Vec<Provision>,
    /// What has happened, and what is supposed to happen on which date.
    pub happened: Happened,
}

/// Supposes something of a plan, one thing after the other: a later delay of what was delayed before counts from the delayed
/// moment only where it is on a date. `before` is the schedule of `plan` with what has `happened`.
///
/// # Errors
/// It cannot be supposed of this plan.
pub fn suppose(
    provisions: &[Provision],
    plan: &Plan<'_, '_>,
    before: &Schedule,
    happened: &Happened,
    supposed: &[Supposed],
) -> Result<AsSupposed, NotPossible> {
    let mut then = AsSupposed { provisions: provisions.to_vec(), happened: happened.clone() };
    for (at, one) in supposed.iter().enumerate() {
        if let Some(point) = one.time_of()
            && supposed[..at].iter().any(|other| other.time_of() == Some(point))
        {
            return Err(NotPossible::Twice(point.clone()));
        }
        match one {
            Supposed::Delayed(point, by) => then.delay(plan, before, point, *by)?,
            Supposed::On(point, when) => {
                moment(plan, point)?;
                then.happened.insert(point.clone(), *when);
            }
            Supposed::Without(id) => {
                plan.get(id).ok_or_else(|| NotPossible::NoEntry(id.clone()))?;
                then.provisions.retain(|provision| provision.id != *id);
                then.happened.retain(|point, _| point.of != *id);
            }
            Supposed::Reclassified { list, person, category } => {
                then.reclassify(plan, list, person, category)?;
            }
        }
    }
    Ok(then)
}

/// A point that is a moment of the plan.
fn moment(plan: &Plan<'_, '_>, point: &Point) -> Result<(), NotPossible> {
    match plan.content(&point.of).ok_or_else(|| NotPossible::NoEntry(point.of.clone()))? {
        Content::Phase(_) => Ok(()),
        Content::Event(_) | Content::Obligation(_) | Content::Batch(_) | Content::List(_) if !point.end => {
            Ok(())
        }
        _ => Err(NotPossible::NoMoment(point.clone())),
    }
}

impl AsSupposed {
    fn delay(
        &mut self,
        plan: &Plan<'_, '_>,
        before: &Schedule,
        point: &Point,
        by: Length,
    ) -> Result<(), NotPossible> {
        moment(plan, point)?;
        if by.months > 0 || by.working {
            return Err(NotPossible::NotMinutes(by));
        }
        let minutes = i64::from(by.days) * DAY + i64::from(by.minutes);
        let no_time = || NotPossible::NoTime(point.clone());
        let later = |when: When| {
            // Some hours after a day may be that day or the next.
            if when.time().is_none() && minutes % DAY != 0 {
                return Err(NotPossible::OnADay(point.clone(), when));
            }
            let moved = Moment::at(when.starts(&before.zone), &before.zone).ok_or_else(no_time)?;
            let moved = moved.plus(minutes).clock(&before.zone);
            Ok(if when.time().is_none() { When::day(moved.date()) } else { When::local(moved) })
        };
        if let Some(when) = self.happened.get(point).copied() {
            self.happened.insert(point.clone(), later(when)?);
            return Ok(());
        }
        let scheduled = before.point(point).ok_or_else(no_time)?;
        let content = self.provisions.iter_mut().find(|provision| provision.id == point.of);
        let content = &mut content.ok_or_else(|| NotPossible::NoEntry(point.of.clone()))?.content;
        if let Content::Event(event) = content
            && let Some(expected) = event.expected
        {
            event.expected = Some(later(expected)?);
            return Ok(());
        }
        let not_before = match (&scheduled.window.earliest, &scheduled.after) {
            (Some(earliest), _) => Trigger::Date(When::local(earliest.plus(minutes).clock(&before.zone))),
            (None, Some(After { of: Node::Point(of), earliest: Some(earliest), .. })) => {
                let total = u32::try_from((earliest + minutes).max(0)).map_err(|_| no_time())?;
                Trigger::Within { length: Length { minutes: total, ..Length::default() }, of: of.clone() }
            }
            _ => return Err(no_time()),
        };
        let from = Some(Deadline { trigger: not_before, calendar: None });
        match content {
            Content::Event(event) => event.from = from,
            Content::Obligation(obligation) => obligation.from = from,
            Content::Batch(batch) => batch.from = from,
            _ => return Err(NotPossible::Follows(point.clone())),
        }
        Ok(())
    }

    fn reclassify(
        &mut self,
        plan: &Plan<'_, '_>,
        list: &ProvisionId,
        person: &str,
        category: &str,
    ) -> Result<(), NotPossible> {
        plan.get(list).ok_or_else(|| NotPossible::NoEntry(list.clone()))?;
        let known = categories(plan);
        if !known.contains(&category) {
            let known = known.into_iter().map(str::to_owned).collect();
            return Err(NotPossible::NoCategory { category: category.to_owned(), known });
        }
        let entry = self.provisions.iter_mut().find(|provision| provision.id == *list);
        let Some(Content::List(content)) = entry.map(|provision| &mut provision.content) else {
            return Err(NotPossible::NoList(list.clone()));
        };
        let no_person = || NotPossible::NoPerson { list: list.clone(), person: person.to_owned() };
        let found = content.persons.iter_mut().find(|other| other.id == person).ok_or_else(no_person)?;
        found.category = Some(category.to_owned());
        Ok(())
    }
}
