//! What is reported of one entry of a plan: which accounts count, where they differ, and how much they tell of together.
//!
//! **What counts.** An account that its author has taken back, corrected, denied or put another one in the place of does not
//! count. One that somebody else denies stays, and so do both sides of what is told differently.
//!
//! **Sums.** An account that something was carried out says how much that was in all; one of a part of it, how much was done on
//! one occasion. Accounts of one day, and accounts that answer each other, tell of the same occasion: those of one reporter add
//! up, those of several reporters stand beside each other. Occasions add up.
//!
//! **What settles a difference.** A finding of a verifier whom the entry names, for what was told before it; and an act that
//! closes an alleged breach of the entry. What is told after that can differ anew.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::dates::Moment;
use crate::act::{Act, Deed, Kind, Level, Performance};
use crate::ids::{ActId, ParticipantId};
use crate::timeline::Timeline;
use crate::when::When;

/// One account of an entry.
#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// The report, the finding or the statement.
    pub act: &'a Act,
    /// Its place in the timeline.
    pub(super) at: usize,
    /// When what it tells of happened; several where its sources differ.
    pub occurred: Vec<When>,
    /// How far the entry was carried out, by this account; `None`: it does not say.
    pub performance: Option<Performance>,
    /// How much was done on this occasion, by this account.
    pub quantity: Option<u64>,
    /// Whether it is a finding of a verifier whom the entry names.
    pub by_verifier: bool,
    /// Why it does not count, and by which act.
    pub set_aside: Option<(SetAside, &'a Act)>,
    /// Denials of it by others, in order.
    pub denied: Vec<&'a Act>,
    /// Place of the last of them.
    denied_at: Option<usize>,
}

impl Account<'_> {
    /// Whether somebody else denied it after what settled differences last.
    fn is_contested(&self, settled: Option<usize>) -> bool {
        self.denied_at.is_some_and(|denied| settled.is_none_or(|settled| denied > settled))
    }
}

/// Why an account does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SetAside {
    /// Its author took it back, or it ran out.
    TakenBack,
    /// Its author corrected or denied it.
    Corrected,
    /// Its author put another account in its place.
    Replaced,
}

/// An assessment of how far implementation has come.
#[derive(Debug, Clone, Copy)]
pub struct Assessment<'a> {
    /// The verification.
    pub act: &'a Act,
    /// The level, as its author assesses it.
    pub level: Level,
}

/// How much was done, by those who tell of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Amount {
    /// At least, where accounts differ.
    pub least: u64,
    /// At most.
    pub most: u64,
    /// Of how many, where the text says it.
    pub of: Option<u64>,
}

/// What all accounts of an entry come to.
#[derive(Debug, Clone, Default)]
pub struct Progress<'a> {
    /// On which dates it was carried out or came about, by those who say so; none: nobody does, or it is contested.
    pub complete: Vec<Moment<'a>>,
    /// Whether part of it is reported.
    pub partly: bool,
    /// How much, where accounts say it.
    pub amount: Option<Amount>,
    /// Whether accounts differ, and nothing has settled it.
    pub differ: bool,
    /// Whether a verifier whom the entry names found last that it was not carried out.
    pub not_fulfilled: bool,
    /// Whether the latest account says that it is suspended.
    pub suspended: bool,
    /// Whether the latest account says that it is excused.
    pub excused: bool,
}

/// What is asked of the accounts of an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'p> {
    /// Who establishes whether it was done.
    pub(super) verifier: &'p [ParticipantId],
    /// Of how much, where the text says it.
    pub(super) of: Option<u64>,
    /// Whether naming it is telling that it came about, as of events, lists and phases.
    pub(super) happens: bool,
    /// Place of the act that settled differences last, where one closed an alleged breach.
    pub(super) settled: Option<usize>,
}

/// The account that an act gives of an entry; `None`: it gives none.
pub(super) fn account<'a>(timeline: &Timeline<'a>, at: usize, asked: &Asked<'_>) -> Option<Account<'a>> {
    let act = timeline.acts()[at];
    let dates = || act.on.iter().map(|dated| dated.when).collect::<Vec<_>>();
    let (occurred, performance, quantity) = match &act.deed {
        Deed::Report(finding) | Deed::Verify(finding) => {
            let occurred = finding.occurred.map_or_else(dates, |occurred| vec![occurred]);
            // An assessment alone tells of no occasion.
            let tells = finding.level.is_none() || finding.quantity.is_some();
            let implied = (asked.happens && tells).then_some(Performance::Fulfilled);
            let implied = implied.filter(|_| finding.quantity.is_none() || asked.of.is_none());
            (occurred, finding.performance.or(implied), finding.quantity)
        }
        // A statement by which somebody closes a matter says what is to be, not what has happened.
        Deed::State(_) if asked.happens && act.closes.is_empty() => {
            (dates(), Some(Performance::Fulfilled), None)
        }
        _ => return None,
    };
    let by_verifier = act.kind() == Kind::Verify
        && performance.is_some()
        && act.by.iter().any(|by| asked.verifier.contains(by));
    let set_aside = set_aside(timeline, at);
    let own = |other: &Act| shares(&act.by, &other.by);
    let denied: Vec<usize> =
        timeline.answers(at, Kind::Deny).filter(|&deny| !own(timeline.acts()[deny])).collect();
    let denied_at = denied.last().copied();
    let denied = denied.into_iter().map(|deny| timeline.acts()[deny]).collect();
    Some(Account { act, at, occurred, performance, quantity, by_verifier, set_aside, denied, denied_at })
}

fn set_aside<'a>(timeline: &Timeline<'a>, at: usize) -> Option<(SetAside, &'a Act)> {
    let act = timeline.acts()[at];
    let in_force = |&&answer: &&usize| timeline.is_in_force(answer);
    timeline.all_answers(at).iter().filter(in_force).find_map(|&answer| {
        let other = timeline.acts()[answer];
        let own = shares(&act.by, &other.by);
        let why = match other.kind() {
            // What withdraws an account is about all of it, whatever clauses it names again.
            Kind::Withdraw if own || act.by.is_empty() => SetAside::TakenBack,
            Kind::Lapse => SetAside::TakenBack,
            Kind::Correct | Kind::Deny if own => SetAside::Corrected,
            Kind::Report | Kind::Verify if own && other.kind() == act.kind() => SetAside::Replaced,
            _ => return None,
        };
        Some((why, other))
    })
}

fn shares(some: &[ParticipantId], others: &[ParticipantId]) -> bool {
    some.iter().any(|one| others.contains(one))
}

/// What accounts come to, which are in the order of the timeline. Takes time in proportion to their number, but for sorting.
pub(super) fn progress<'a>(
    accounts: &[Account<'a>],
    asked: &Asked<'_>,
    timeline: &Timeline<'a>,
) -> Progress<'a> {
    let as_of = timeline.as_of;
    let counted: Vec<&Account<'a>> = accounts
        .iter()
        .filter(|account| account.set_aside.is_none())
        .filter(|account| account.occurred.iter().all(|&when| as_of.has_begun(when)))
        .collect();
    let found = counted.iter().rev().find(|account| account.by_verifier).copied();
    let settled = found.map(|found| found.at).max(asked.settled);
    let last = last_words(&counted);
    let amounts = Amounts::of(&counted, timeline, settled);
    // What was told before a finding is settled by it, as far as it says something else.
    let stands = |account: &&&Account<'a>| match (found, settled) {
        (Some(found), Some(settled)) if found.at == settled => {
            account.at >= found.at || account.performance == found.performance
        }
        _ => true,
    };
    let last: Vec<&Account<'a>> = last.iter().filter(stands).copied().collect();
    let short = Latest::of(last.iter().copied().filter(|one| falls_short(one)), timeline);
    let fresh = |account: &Account<'_>| settled.is_none_or(|settled| account.at > settled);
    let short_since = Latest::of(last.iter().copied().filter(|one| falls_short(one) && fresh(one)), timeline);
    let contradicted = |full: &&&Account<'a>| short.has_other(full, timeline);
    let full: Vec<&Account<'a>> =
        last.iter().filter(|one| one.performance == Some(Performance::Fulfilled)).copied().collect();
    let contested = |full: &&Account<'a>| {
        let heard = if fresh(full) { &short } else { &short_since };
        full.is_contested(settled) || heard.has_other(full, timeline)
    };
    let mut progress = Progress {
        differ: amounts.differ
            || full.iter().any(contested)
            || last.iter().any(|one| one.is_contested(settled)),
        amount: amounts.total(asked),
        ..Progress::default()
    };
    let whole = full.iter().filter(|full| !contradicted(full) && !full.is_contested(settled));
    let mut in_all: Option<(u64, u64)> = None;
    for account in whole {
        if let Some(told) = account.quantity {
            let (least, most) = in_all.unwrap_or((told, told));
            in_all = Some((least.min(told), most.max(told)));
        }
        account.occurred.iter().for_each(|&when| Moment::add(&mut progress.complete, when, account.act));
    }
    match in_all {
        Some((least, most)) => progress.amount = Some(Amount { least, most, of: asked.of }),
        // Who says that it was all done and not how much, has not said how much.
        None if !progress.complete.is_empty() => progress.amount = None,
        None => {}
    }
    if progress.complete.is_empty()
        && let Some((when, acts)) = amounts.reached(asked)
    {
        acts.into_iter().for_each(|act| Moment::add(&mut progress.complete, when, act));
    }
    let latest = counted
        .iter()
        .filter(|account| account.performance.is_some())
        .max_by_key(|account| (day(account, timeline), account.at));
    let latest_is = |performance: Performance| {
        let open = |account: &Account<'_>| asked.settled.is_none_or(|settled| account.at > settled);
        latest.is_some_and(|account| account.performance == Some(performance) && open(account))
    };
    progress.suspended = latest_is(Performance::Suspended);
    progress.excused = latest_is(Performance::Excused);
    let is_partly = |account: &&&Account<'a>| account.performance == Some(Performance::Partly);
    progress.partly = progress.complete.is_empty()
        && (last.iter().any(|one| is_partly(&one)) || progress.amount.is_some_and(|amount| amount.most > 0));
    progress.not_fulfilled = progress.complete.is_empty()
        && found.is_some_and(|found| found.performance == Some(Performance::NotFulfilled));
    progress.complete.sort_by(|a, b| a.when.compare(&b.when, &as_of.zone));
    progress
}

/// Whether an account says how much was done on an occasion, of something that was not all done then.
fn is_part(account: &Account<'_>) -> bool {
    account.quantity.is_some() && account.performance != Some(Performance::Fulfilled)
}

/// Whether an account says that less than all was done.
fn falls_short(account: &Account<'_>) -> bool {
    // Parts with their quantities add up; that is not to say that the rest was not done.
    match account.performance {
        Some(Performance::NotFulfilled) => true,
        Some(Performance::Partly) => account.quantity.is_none(),
        _ => false,
    }
}

fn day(account: &Account<'_>, timeline: &Timeline<'_>) -> Option<Date> {
    account.occurred.iter().map(|when| when.starts(&timeline.as_of.zone).date()).max()
}

fn same_reporter(one: &Account<'_>, other: &Account<'_>) -> bool {
    one.at == other.at || !one.act.by.is_empty() && one.act.by == other.act.by
}

/// The latest of some accounts, and the latest by another reporter than that one's.
struct Latest<'c, 'a>([Option<&'c Account<'a>>; 2]);

impl<'c, 'a> Latest<'c, 'a> {
    fn of(accounts: impl Iterator<Item = &'c Account<'a>> + Clone, timeline: &Timeline<'_>) -> Self {
        let key = |account: &&'c Account<'a>| day(account, timeline);
        let first = accounts.clone().max_by_key(key);
        let second =
            accounts.filter(|one| first.is_some_and(|first| !same_reporter(first, one))).max_by_key(key);
        Self([first, second])
    }

    /// Whether one of them is by another reporter than this account and of the same day or a later one.
    fn has_other(&self, account: &Account<'_>, timeline: &Timeline<'_>) -> bool {
        let since = day(account, timeline);
        self.0.iter().flatten().any(|one| !same_reporter(one, account) && day(one, timeline) >= since)
    }
}

/// The last account with a performance of everybody who gave one, in order; what is told without its author stands alone.
fn last_words<'c, 'a>(counted: &[&'c Account<'a>]) -> Vec<&'c Account<'a>> {
    let mut last: HashMap<&[ParticipantId], usize> = HashMap::new();
    let told = |account: &&&Account<'a>| account.performance.is_some();
    for (place, account) in counted.iter().enumerate() {
        if told(&account) && !account.act.by.is_empty() {
            last.insert(&account.act.by, place);
        }
    }
    let is_last = |(place, account): &(usize, &&Account<'a>)| {
        account.performance.is_some()
            && (account.act.by.is_empty() || last.get(account.act.by.as_slice()) == Some(place))
    };
    counted
        .iter()
        .enumerate()
        .filter(|pair| is_last(&(pair.0, pair.1)))
        .map(|(_, account)| *account)
        .collect()
}

/// Quantities by occasion.
struct Amounts<'a> {
    /// In order of their days.
    occasions: Vec<Occasion<'a>>,
    differ: bool,
}

struct Occasion<'a> {
    when: When,
    least: u64,
    most: u64,
    told: Vec<&'a Act>,
}

impl<'a> Amounts<'a> {
    fn of(counted: &[&Account<'a>], timeline: &Timeline<'a>, settled: Option<usize>) -> Self {
        let with_quantity: Vec<&Account<'a>> =
            counted.iter().filter(|account| is_part(account)).copied().collect();
        let groups = occasions(&with_quantity, timeline);
        let mut amounts = Self { occasions: Vec::new(), differ: false };
        for group in groups {
            amounts.add(&group, settled, timeline);
        }
        let zone = &timeline.as_of.zone;
        amounts.occasions.sort_by(|a, b| a.when.compare(&b.when, zone));
        amounts
    }

    fn add(&mut self, group: &[&Account<'a>], settled: Option<usize>, timeline: &Timeline<'a>) {
        let finding = group.iter().rposition(|account| account.by_verifier);
        // A finding takes the place of what was told of the occasion before it.
        let heard = finding.map_or(group, |finding| &group[finding..]);
        let mut sums: BTreeMap<(Vec<&str>, usize), (u64, bool)> = BTreeMap::new();
        for account in heard {
            let mut by: Vec<&str> = account.act.by.iter().map(ParticipantId::as_str).collect();
            by.sort_unstable();
            let alone = if by.is_empty() { account.at + 1 } else { 0 };
            let sum = sums.entry((by, alone)).or_default();
            sum.0 = sum.0.saturating_add(account.quantity.unwrap_or_default());
            sum.1 |= account.is_contested(settled);
        }
        let most = sums.values().map(|(sum, _)| *sum).max().unwrap_or_default();
        let least = sums.values().map(|(sum, contested)| if *contested { 0 } else { *sum }).min();
        let least = least.unwrap_or_default();
        let fresh = heard.iter().any(|account| {
            account.is_contested(settled) || settled.is_none_or(|settled| account.at > settled)
        });
        self.differ |= least < most && fresh;
        let zone = &timeline.as_of.zone;
        let when = heard.iter().flat_map(|account| &account.occurred).max_by(|a, b| a.compare(b, zone));
        if let Some(&when) = when {
            self.occasions.push(Occasion {
                when,
                least,
                most,
                told: heard.iter().map(|one| one.act).collect(),
            });
        }
    }

    fn total(&self, asked: &Asked<'_>) -> Option<Amount> {
        if self.occasions.is_empty() {
            return None;
        }
        let sum =
            |part: fn(&Occasion<'a>) -> u64| self.occasions.iter().map(part).fold(0_u64, u64::saturating_add);
        Some(Amount { least: sum(|one| one.least), most: sum(|one| one.most), of: asked.of })
    }

    /// When all of it had been done, by the lowest sums, and who tells of the occasion on which that was so.
    fn reached(&self, asked: &Asked<'_>) -> Option<(When, Vec<&'a Act>)> {
        let of = asked.of?;
        let mut sum = 0_u64;
        let last = self.occasions.iter().find(|occasion| {
            sum = sum.saturating_add(occasion.least);
            sum >= of
        })?;
        Some((last.when, last.told.clone()))
    }
}

/// Accounts by occasion: those of one day, and those that answer each other.
fn occasions<'c, 'a>(accounts: &[&'c Account<'a>], timeline: &Timeline<'a>) -> Vec<Vec<&'c Account<'a>>> {
    let mut group: Vec<usize> = (0..accounts.len()).collect();
    let mut of_day: HashMap<Option<Date>, usize> = HashMap::new();
    let places: HashMap<&ActId, usize> =
        accounts.iter().enumerate().map(|(place, account)| (&account.act.id, place)).collect();
    for (place, account) in accounts.iter().enumerate() {
        let same_day = *of_day.entry(day(account, timeline)).or_insert(place);
        join(&mut group, place, same_day);
        if let Some(&answered) = account.act.answers.as_ref().and_then(|id| places.get(id)) {
            join(&mut group, place, answered);
        }
    }
    let mut groups: BTreeMap<usize, Vec<&'c Account<'a>>> = BTreeMap::new();
    for (place, account) in accounts.iter().enumerate() {
        groups.entry(root(&mut group, place)).or_default().push(account);
    }
    groups.into_values().collect()
}

fn root(group: &mut [usize], mut place: usize) -> usize {
    while group[place] != place {
        group[place] = group[group[place]];
        place = group[place];
    }
    place
}

/// Joins the groups of two places; the lower place names the group.
fn join(group: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(group, one), root(group, other));
    group[one.max(other)] = one.min(other);
}
