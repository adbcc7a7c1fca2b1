//! Values as digits alone give them, where there are no word lists for one of two languages.

use crate::label::digit;
use crate::particulars::{Amount, Particular, Value};

/// Whether the figures are the same, whatever sets their groups apart and whether or not "per cent" is a word.
pub(super) fn alike(a: &Particular, b: &Particular) -> bool {
    match (&a.value, &b.value) {
        (Value::Number { amount: x, .. }, Value::Number { amount: y, .. }) => {
            x == y || in_groups(&a.words).is_some_and(|x| in_groups(&b.words) == Some(x))
        }
        _ => false,
    }
}

/// The digits of a number with groups of three: `1.000`, `1,000` and `1 000` are the same; `None` for other numbers.
fn in_groups(words: &str) -> Option<Vec<u32>> {
    let mut groups = words.split(|c: char| digit(c).is_none());
    let first = groups.next().filter(|first| (1..=3).contains(&first.chars().count()))?;
    let rest: Vec<&str> = groups.collect();
    let whole = !rest.is_empty() && rest.iter().all(|group| group.chars().count() == 3);
    whole
        .then(|| first.chars().chain(rest.iter().flat_map(|group| group.chars())).filter_map(digit).collect())
}

/// Takes away a date or a time of one side and its figures on the other, where the rest of it stands in words: `2031-05-03` and
/// `3 mai 2031`, `18:00` and `18h`.
pub(super) fn dates_in_parts(dates: &mut Vec<Particular>, numbers: &mut Vec<Particular>) {
    dates.retain(|particular| {
        let (needed, others): (Vec<u16>, Vec<u16>) = match particular.value {
            Value::Date(day) => {
                (day.year.into_iter().chain(day.day.map(u16::from)).collect(), vec![u16::from(day.month)])
            }
            Value::Time(minutes) => (vec![minutes / 60], vec![minutes % 60]),
            _ => return true,
        };
        let mut left = numbers.clone();
        let mut take = |wanted: &u16| {
            let is = |other: &Particular| {
                matches!(other.value, Value::Number { amount, .. } | Value::Ordinal(amount) if Amount::whole(i64::from(*wanted)) == Some(amount))
            };
            left.iter().position(is).map(|at| left.remove(at)).is_some()
        };
        if !needed.iter().all(&mut take) {
            return true;
        }
        others.iter().for_each(|wanted| {
            take(wanted);
        });
        *numbers = left;
        false
    });
}

/// Keeps dates and times only where both sides have one left: what stands for it in words is not known.
pub(super) fn only_beside_each_other(mine: &mut Vec<Particular>, others: &mut Vec<Particular>) {
    let dated = |p: &Particular| matches!(p.value, Value::Date(_) | Value::Time(_));
    if !(mine.iter().any(dated) && others.iter().any(dated)) {
        mine.retain(|p| !dated(p));
        others.retain(|p| !dated(p));
    }
}
