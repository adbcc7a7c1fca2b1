//! How things are called in front of people: dates, kinds of sources, roles, statuses and their letters.
//!
//! Words here tell facts and give no verdict. Whoever did not answer has not answered; whoever calls something a new demand
//! calls it so.

use jiff::tz::TimeZone;
use onetext_record::act::{Authority, Bound, Extent, Finality, Form, Strength};
use onetext_record::ledger::Gone;
use onetext_record::{Role, SourceKind, When};

use crate::line::Line;
use crate::model::{BlockKind, DateSaid, Direction, Held, Next, StatusName};

/// Stands behind a letter whose words have changed since.
pub(crate) const STALE: &str = "*";
/// What that means.
pub(crate) const STALE_WORDS: &str = "the words have changed since";
/// Stands behind a letter with another flag.
pub(crate) const FLAGGED: &str = "\u{2020}";
/// What that means.
pub(crate) const FLAGGED_WORDS: &str = "other flag: see annex B";

/// Statuses from the one farthest from consent to the one nearest to it: name in JSON, letter, words.
pub(crate) const STATUSES: [(&str, &str, &str); 12] = [
    ("rejected", "X", "rejected"),
    ("withdrawn", "W", "taken back"),
    ("reserved", "E", "accepted but for an exception"),
    ("unanswered", "?", "asked, no answer"),
    ("answered", "Q", "asked, answered with neither consent nor refusal"),
    ("not_asked", "\u{2014}", "not asked"),
    ("not_delivered", "\u{2205}", "no delivery of this text in this view"),
    ("in_principle", "P", "agreed in principle (the concept)"),
    ("no_objection", "N", "no objection, or takes note"),
    ("ad_referendum", "R", "accepted ad referendum"),
    ("provisional", "V", "accepted provisionally"),
    ("accepted", "A", "accepted"),
];

/// A status by its name in JSON.
pub(crate) fn status(name: &str) -> StatusName {
    let (name, letter, words) = STATUSES.iter().find(|(status, ..)| *status == name).copied().unwrap_or((
        name,
        "?",
        "unknown status",
    ));
    StatusName { status: name.to_owned(), letter: letter.to_owned(), words: words.to_owned() }
}

/// Where a status stands between refusal and consent, for ordering.
pub(crate) fn rank(name: &str) -> usize {
    STATUSES.iter().position(|(status, ..)| *status == name).unwrap_or(STATUSES.len())
}

/// Why what was said leads to no clause of the present text.
pub(crate) fn gone(why: Gone) -> &'static str {
    match why {
        Gone::Deleted => ", for words that are not in this text any more",
        Gone::NoText | Gone::NotFollowed | Gone::NoCurrentText => {
            ", for words that cannot be followed to this text"
        }
    }
}

/// What the team has to know before it reads on.
pub(crate) fn left_out(count: usize) -> String {
    match count {
        1 => "1 thing of this case cannot be read and is left out: run onetext check.".to_owned(),
        _ => format!("{count} things of this case cannot be read and are left out: run onetext check."),
    }
}

/// A flag of consent in words.
pub(crate) fn flag(name: &str) -> &str {
    match name {
        "stale" => STALE_WORDS,
        "condition" => "a condition is not met",
        "expired" => "it has expired",
        "words_unknown" => "whether the words are still the same is unknown",
        "former_principal" => "given under a former principal or mandate",
        "denied" => "the party denies it",
        "corrected" => "it has been corrected",
        "below" => "something below it stands otherwise",
        "beyond_mandate" => "given by the delegation, beyond the mandate that it had then",
        other => other,
    }
}

/// The chart's caption, because falling numbers look like agreement and are not.
pub(crate) const COUNTS_BRACKETS: &str = "This counts open points (brackets, options, placeholders) in each draft whose words are known. It does not measure agreement: a point can be \
     closed in the text that a party has not accepted, and one open point can outweigh all others.";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date for people, in the case's zone.
pub(crate) fn date(when: &When, zone: &TimeZone) -> DateSaid {
    date_in(when, zone, None)
}

/// A date for people, in the case's zone; in short without its year, where that is `year`.
pub(crate) fn date_in(when: &When, zone: &TimeZone, year: Option<i16>) -> DateSaid {
    let at = when.starts(zone);
    let month =
        usize::try_from(at.month() - 1).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or("?");
    let mut words = format!("{} {month} {}", at.day(), at.year());
    let mut short = format!("{} {}", at.day(), month.get(..3).unwrap_or(month));
    if year != Some(at.year()) {
        short.push_str(&format!(" {}", at.year()));
    }
    if when.time().is_some() {
        let time = format!(", {:02}:{:02}", at.hour(), at.minute());
        words.push_str(&time);
        short.push_str(&time);
    }
    DateSaid { date: when.to_string(), words, short }
}

/// A moment as it is said in a sentence, in the case's zone: `18:00 on 12 April 2031`; of a day, its end.
pub(crate) fn hour(when: &When, zone: &TimeZone) -> String {
    let day = date(&When::day(when.starts(zone).date()), zone).words;
    match when.time() {
        Some(_) => {
            let at = when.starts(zone);
            format!("{:02}:{:02} on {day}", at.hour(), at.minute())
        }
        None => format!("the end of {day}"),
    }
}

/// What came of silence under an agreed rule, as far as a view shows it, and nothing more.
pub(crate) fn no_objection(until: &When, rule: &str, zone: &TimeZone) -> Line {
    Line::from("no objection by ")
        .text(&hour(until, zone))
        .text(" under ")
        .quoted(rule)
        .text(", in this view")
}

/// The end of a warning's validity in words.
pub(crate) fn until(until: Option<&DateSaid>) -> String {
    until.map_or_else(|| "no end named".to_owned(), |until| format!("until {}", until.words))
}

/// When the next round is, and whether it has begun.
pub(crate) fn round_head(next: &Next) -> String {
    let begun = if next.running { "Running: round of " } else { "Round of " };
    let ends = next.ends.as_ref().map_or_else(String::new, |ends| format!(" to {}", ends.words));
    format!("{begun}{}{ends}", next.on.words)
}

/// What has to be said about a text that somebody holds.
pub(crate) fn held(held: &Held) -> String {
    let mut remarks = Vec::new();
    if !held.current {
        remarks.push("not the present text".to_owned());
    }
    if held.read_aloud {
        remarks.push("read aloud, not left".to_owned());
    } else if held.shown_only {
        remarks.push("shown, not left".to_owned());
    }
    if let Some(copy) = &held.copy {
        remarks.push(format!("copy {}", crate::line::clean(copy)));
    }
    if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) }
}

/// What kind of thing blocks.
pub(crate) fn block(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::RedLine => "red line",
        BlockKind::Rejected => "rejected",
        BlockKind::Reserved => "reservation",
        BlockKind::Labelled => "two labels",
        BlockKind::Rivals => "open: rival words",
        BlockKind::Open => "open point",
    }
}

/// The kind of a source in words.
pub(crate) fn source(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Text => "the text itself",
        SourceKind::Statement => "own statement",
        SourceKind::Report => "named report",
        SourceKind::Anonymous => "anonymous report",
        SourceKind::Leak => "leak",
    }
}

/// A role in words.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Party => "party",
        Role::Mediator => "mediator",
        Role::Guarantor => "guarantor",
        Role::Endorser => "endorser",
        Role::OutsideActor => "outside actor",
    }
}

/// How much consent.
pub(crate) fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Accepts => "accepted",
        Strength::CanLiveWith => "can live with",
        Strength::NoObjection => "has no objection to",
        Strength::TakesNote => "takes note of",
    }
}

/// Of what there is consent.
pub(crate) fn extent(extent: Option<Extent>) -> &'static str {
    match extent {
        Some(Extent::Words) => "the exact words",
        Some(Extent::Concept) => "the concept only",
        None => "words or concept not stated, so counted as the concept",
    }
}

/// On whose authority.
pub(crate) fn authority(authority: Authority) -> &'static str {
    match authority {
        Authority::Delegation => "on the delegation\u{2019}s authority",
        Authority::AdReferendum => "ad referendum",
        Authority::Principal => "on the principal\u{2019}s authority",
    }
}

/// Whether it may be reopened.
pub(crate) fn finality(finality: Finality) -> &'static str {
    match finality {
        Finality::Provisional => "provisionally",
        Finality::Final => "finally",
    }
}

/// In what form.
pub(crate) fn form(form: Form) -> &'static str {
    match form {
        Form::Oral => "orally",
        Form::ReadBack => "orally, read back",
        Form::Written => "in writing",
    }
}

/// How a figure is meant, in front of it.
pub(crate) fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "",
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::MoreThan => "more than ",
    }
}

/// A language in English; its tag, where its name is not known here.
pub(crate) fn language(tag: &str) -> String {
    let (primary, _) = tag.split_once('-').unwrap_or((tag, ""));
    let name = match primary.to_ascii_lowercase().as_str() {
        "am" => "Amharic",
        "ar" => "Arabic",
        "bs" => "Bosnian",
        "de" => "German",
        "el" => "Greek",
        "en" => "English",
        "es" => "Spanish",
        "fa" => "Persian",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "hr" => "Croatian",
        "hy" => "Armenian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ka" => "Georgian",
        "ko" => "Korean",
        "ku" => "Kurdish",
        "my" => "Burmese",
        "ne" => "Nepali",
        "pl" => "Polish",
        "ps" => "Pashto",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "sr" => "Serbian",
        "so" => "Somali",
        "sw" => "Swahili",
        "ta" => "Tamil",
        "ti" => "Tigrinya",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "ur" => "Urdu",
        "zh" => "Chinese",
        _ => return tag.to_owned(),
    };
    name.to_owned()
}

/// The direction of writing of a language, by its tag.
pub(crate) fn direction(tag: &str) -> Direction {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
    let script = subtags.find(|subtag| subtag.len() == 4).map(str::to_ascii_lowercase);
    let rtl = match script.as_deref() {
        Some(script) => matches!(script, "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "rohg"),
        None => matches!(
            primary.as_str(),
            "ar" | "he" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" | "arc"
        ),
    };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// A number with narrow blanks between groups of three digits, from five digits on.
pub(crate) fn grouped(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("\u{2212}", rest));
    let (whole, fraction) =
        rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    if whole.len() < 5 || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    let fraction = fraction.map_or_else(String::new, |fraction| format!(".{fraction}"));
    format!("{sign}{grouped}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_in_the_zone_of_the_case() {
        let doha = TimeZone::get("Asia/Qatar").unwrap();
        let at = |text: &str| date(&text.parse().unwrap(), &doha).words;
        assert_eq!(at("2024-08-15"), "15 August 2024");
        assert_eq!(at("2024-08-15T09:05"), "15 August 2024, 09:05");
        assert_eq!(at("2024-08-15T22:30Z"), "16 August 2024, 01:30");
    }

    #[test]
    fn the_hour_of_a_deadline_is_said_in_the_zone_of_the_case_and_of_a_day_its_end() {
        let doha = TimeZone::get("Asia/Qatar").unwrap();
        let said = |text: &str| no_objection(&text.parse().unwrap(), "rule P", &doha).to_string();
        assert_eq!(
            said("2031-04-12T18:00"),
            "no objection by 18:00 on 12 April 2031 under \u{201c}rule P\u{201d}, in this view"
        );
        assert!(said("2031-04-12T22:30Z").starts_with("no objection by 01:30 on 13 April 2031"));
        assert!(said("2031-04-12").starts_with("no objection by the end of 12 April 2031"));
    }

    #[test]
    fn letters_are_told_apart_in_black_and_white() {
        let mut letters: Vec<&str> = STATUSES.iter().map(|(_, letter, _)| *letter).collect();
        letters.extend([STALE, FLAGGED]);
        let count = letters.len();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), count);
    }

    #[test]
    fn direction_follows_language_and_script() {
        for (tag, rtl) in [
            ("ar", true),
            ("he-IL", true),
            ("fa", true),
            ("ur", true),
            ("en", false),
            ("az-Arab", true),
            ("ar-Latn", false),
        ] {
            assert_eq!(direction(tag) == Direction::Rtl, rtl, "{tag}");
        }
    }

    #[test]
    fn numbers_are_grouped_and_never_rounded() {
        for (typed, shown) in [
            ("40000", "40\u{202f}000"),
            ("1234", "1234"),
            ("-1234567.50", "\u{2212}1\u{202f}234\u{202f}567.50"),
            ("4e7", "4e7"),
        ] {
            assert_eq!(super::grouped(typed), shown);
        }
    }
}
