//! Acts for tests, written in one line each.

use jiff::tz::TimeZone;
use toml::de::DeTable;

use crate::act::Act;
use crate::as_of::AsOf;
use crate::read::{self, Context, Names};

/// Acts from lines of `id kind by date; field = value; …`.
pub(crate) fn acts(lines: &str) -> Vec<Act> {
    let names = ["upper", "lower", "council", "priest"].map(str::to_owned);
    let context = Context {
        names: Names { participants: names.into(), sets: Default::default() },
        zone: TimeZone::UTC,
    };
    let read = |line: &str| {
        let mut parts = line.split(';');
        let head: Vec<&str> = parts.next().unwrap().split_whitespace().collect();
        let by = if head[2] == "-" {
            String::new()
        } else {
            format!("by = {:?}\n", head[2].split(',').collect::<Vec<_>>())
        };
        let mut text = format!("id = {:?}\nkind = {:?}\n{by}on = {}\n", head[0], head[1], head[3]);
        for field in parts {
            text.push_str(field.trim());
            text.push('\n');
        }
        let table = DeTable::parse(&text).unwrap();
        read::act(table.get_ref(), 0..0, &context)
            .unwrap_or_else(|problems| panic!("{line}: {problems:?}"))
            .item
    };
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(read).collect()
}

pub(crate) fn as_of(date: &str) -> AsOf {
    AsOf::end_of(date.parse().unwrap(), TimeZone::UTC)
}
