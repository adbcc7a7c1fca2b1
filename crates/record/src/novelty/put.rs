//! Which acts put words forward, and which words.

use onetext_text::clause::ClauseIndex;

use crate::act::{Act, Anchor, Kind};
use crate::entry::{Authentic, DraftEntry};
use crate::ids::DraftId;
use crate::texts::Drafts;
use crate::timeline::Timeline;

use super::Missing;

/// Words put forward for one place.
#[derive(Debug, Clone)]
pub(super) struct Put<'a> {
    /// The act, by its place in the timeline.
    pub(super) act: usize,
    pub(super) draft: Option<&'a DraftId>,
    /// The topmost clauses concerned, in document order; none: no clause that is on record.
    pub(super) clauses: Vec<ClauseIndex>,
    /// The clauses by the names that the act gives them.
    pub(super) named: &'a [String],
    /// Whether what stands below the clauses belongs to them.
    pub(super) deep: bool,
    /// Whether these are all clauses of the draft.
    pub(super) whole: bool,
    /// Whether the words are the draft's own.
    pub(super) of_draft: bool,
    pub(super) words: Words,
    /// The language of the words; `None`: not on record.
    pub(super) lang: Option<&'a str>,
}

/// The words put forward.
#[derive(Debug, Clone)]
pub(super) enum Words {
    /// Exactly these.
    Exact(String),
    /// These, as somebody reports them.
    Reported(String, Missing),
    /// Not on record.
    Missing(Missing),
}

impl Words {
    /// The words, exact or not.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Exact(words) | Self::Reported(words, _) => Some(words),
            Self::Missing(_) => None,
        }
    }

    /// The words, where they are the exact ones.
    pub(super) fn exact(&self) -> Result<&str, Missing> {
        match self {
            Self::Exact(words) => Ok(words),
            Self::Reported(_, missing) | Self::Missing(missing) => Err(*missing),
        }
    }
}

/// Every change of the timeline, in the order of acts, then of clauses.
pub(super) fn puts<'a>(timeline: &Timeline<'a>, texts: &'a dyn Drafts) -> Vec<Put<'a>> {
    let mut puts = Vec::new();
    for (at, act) in timeline.acts().iter().enumerate() {
        if !may_put_forward(act.kind()) {
            continue;
        }
        match (&act.words, &act.anchor) {
            (Some(words), _) => puts.push(of_its_own(timeline, texts, at, act, words)),
            (None, Some(anchor)) if may_stand_in_a_draft(act.kind()) && act.rearranged.is_none() => {
                of_a_draft(timeline, texts, at, act, anchor, &mut puts);
            }
            _ => {}
        }
    }
    puts
}

fn may_put_forward(kind: Kind) -> bool {
    may_stand_in_a_draft(kind) || matches!(kind, Kind::Interpret | Kind::Reserve)
}

/// A reading and a reservation are said of words, and are never the words of a draft.
fn may_stand_in_a_draft(kind: Kind) -> bool {
    matches!(kind, Kind::Table | Kind::Amend | Kind::Clarify | Kind::Float)
}

/// Words that the act itself gives.
fn of_its_own<'a>(
    timeline: &Timeline<'a>,
    texts: &'a dyn Drafts,
    at: usize,
    act: &'a Act,
    words: &str,
) -> Put<'a> {
    let anchor = timeline.anchor(at);
    // A new clause is of a draft, and of no clause of it.
    let draft = anchor.map(|anchor| &anchor.draft).or_else(|| act.draft());
    let entry = draft.and_then(|draft| texts.entry(draft));
    // Words for a text that is not known are known from reports alone.
    let reported = entry.and_then(|entry| inexact(&entry.authentic));
    Put {
        act: at,
        draft,
        clauses: anchor.map(|anchor| clauses(texts, anchor)).unwrap_or_default(),
        named: anchor.map_or(&[], |anchor| &anchor.clauses),
        deep: true,
        whole: false,
        of_draft: false,
        words: match reported {
            Some(missing) => Words::Reported(words.to_owned(), missing),
            None => Words::Exact(words.to_owned()),
        },
        lang: act.lang.as_deref().or(entry.map(|entry| entry.lang.as_str())),
    }
}

/// Words that stand in the draft which the act concerns.
fn of_a_draft<'a>(
    timeline: &Timeline<'a>,
    texts: &'a dyn Drafts,
    at: usize,
    act: &'a Act,
    anchor: &'a Anchor,
    puts: &mut Vec<Put<'a>>,
) {
    let Some(entry) = texts.entry(&anchor.draft) else { return };
    let put = |clauses: Vec<ClauseIndex>, deep: bool, words: Words| Put {
        act: at,
        draft: Some(&entry.id),
        clauses,
        named: &anchor.clauses,
        deep,
        whole: false,
        of_draft: true,
        words,
        lang: Some(&entry.lang),
    };
    let named = clauses(texts, anchor);
    let missing = if concerns_an_older_draft_of_others(timeline, act, entry) {
        Some(Missing::NotGiven)
    } else {
        inexact(&entry.authentic).or(texts.outline(&entry.id).is_none().then_some(Missing::NoFile))
    };
    if let Some(missing) = missing {
        let of_draft = missing != Missing::NotGiven;
        puts.push(Put { of_draft, ..put(named, true, Words::Missing(missing)) });
        return;
    }
    let words = |clause: ClauseIndex, deep: bool| Words::Exact(text(texts, &entry.id, &[clause], deep));
    if !named.is_empty() {
        puts.extend(named.into_iter().map(|clause| put(vec![clause], true, words(clause, true))));
    } else if texts.before(&entry.id).is_some() {
        let changed = texts.changed(&entry.id).into_iter();
        // A clause whose words are all in those below it has none of its own.
        let own = changed.map(|clause| put(vec![clause], false, words(clause, false)));
        puts.extend(own.filter(|put| put.words.text().is_some_and(|words| !words.is_empty())));
    } else {
        // The first of its line is new as a whole.
        let all: Vec<ClauseIndex> = texts.outline(&entry.id).into_iter().flat_map(roots).collect();
        let whole = text(texts, &entry.id, &all, true);
        puts.push(Put { whole: true, ..put(all, true, Words::Exact(whole)) });
    }
}

/// Whoever proposes without words to change a draft that others put forward earlier does not put its words forward.
fn concerns_an_older_draft_of_others(timeline: &Timeline<'_>, act: &Act, entry: &DraftEntry) -> bool {
    let older = entry.on.compare(&act.earliest(), &timeline.as_of.zone).is_lt();
    older && !act.by.is_empty() && !act.by.iter().any(|by| entry.by.contains(by))
}

/// Why a draft has no exact words, where it has none.
pub(super) fn inexact(authentic: &Authentic) -> Option<Missing> {
    match authentic {
        Authentic::Text => None,
        Authentic::Summary => Some(Missing::Summary),
        Authentic::Unpublished => Some(Missing::Unpublished),
        Authentic::Translation { .. } => Some(Missing::Translation),
    }
}

/// The topmost clauses that an anchor names, in document order.
fn clauses(texts: &dyn Drafts, anchor: &Anchor) -> Vec<ClauseIndex> {
    let Some(outline) = texts.outline(&anchor.draft) else { return Vec::new() };
    let mut named: Vec<ClauseIndex> =
        anchor.clauses.iter().filter_map(|name| outline.find(name).ok()).collect();
    named.sort_unstable();
    let mut end = 0;
    named.retain(|&clause| {
        let topmost = clause.0 as usize >= end;
        if topmost {
            end = outline.subtree(clause).end;
        }
        topmost
    });
    named
}

/// Clauses that stand under no other.
fn roots(outline: &onetext_text::outline::Outline) -> impl Iterator<Item = ClauseIndex> + '_ {
    outline.iter().filter(|(_, clause)| clause.parent.is_none()).map(|(index, _)| index)
}

/// The words of clauses on one line; with `deep`, of all below them, too.
pub(super) fn text(texts: &dyn Drafts, draft: &DraftId, clauses: &[ClauseIndex], deep: bool) -> String {
    let words: Vec<String> = places(texts, draft, clauses, deep)
        .into_iter()
        .filter_map(|at| texts.text_of(draft, ClauseIndex(u32::try_from(at).unwrap_or(u32::MAX))))
        .filter(|words| !words.is_empty())
        .collect();
    words.join(" ")
}

/// The places of clauses in their draft; with `deep`, of all below them, too.
pub(super) fn places(texts: &dyn Drafts, draft: &DraftId, clauses: &[ClauseIndex], deep: bool) -> Vec<usize> {
    let Some(outline) = texts.outline(draft) else { return Vec::new() };
    let mut places: Vec<usize> = match deep {
        true => clauses.iter().flat_map(|&clause| outline.subtree(clause)).collect(),
        false => clauses.iter().map(|clause| clause.0 as usize).collect(),
    };
    places.sort_unstable();
    places.dedup();
    places
}
