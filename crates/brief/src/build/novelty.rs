//! The facts of changes, with names for people.

use onetext_case::View;
use onetext_record::novelty::{self as facts, Earliest, First, Missing, NoAnswer, Question, Why};
use onetext_record::standing::Standings;
use onetext_record::{DraftId, Timeline, ledger};
use onetext_text::clause::ClauseIndex;

use super::say::{Say, clauses};
use crate::heading::Heading;
use crate::line::Line;
use crate::novelty::{Baseline, Change, HeldBy, Novelty, Plan, PlanRow, PlanStands, Plans};
use crate::wording;

/// What is to be said of changes in a view.
pub(crate) fn novelty(view: &View, question: &Question) -> Result<Novelty, NoAnswer> {
    let say = Say::new(view);
    let as_of = view.now();
    let timeline = Timeline::new(&view.acts, &as_of);
    of(&say, &timeline, &ledger::standings(&timeline, view.texts()), question)
}

/// The same, of acts of which is known how they stand.
pub(super) fn of<'a>(
    say: &Say<'a>,
    timeline: &Timeline<'a>,
    standings: &Standings<'_, 'a>,
    question: &Question,
) -> Result<Novelty, NoAnswer> {
    let view = say.view;
    let facts::Novelty { changes, plans } =
        facts::novelty(timeline, standings, view.texts(), &view.participants, question)?;
    let changes: Vec<Change> = changes.into_iter().map(|change| said(say, change)).collect();
    Ok(Novelty {
        heading: Heading::of(view),
        against: question.against.clone(),
        plans: plans.map(|plans| side_by_side(say, plans, &changes)),
        changes,
    })
}

fn said(say: &Say<'_>, change: facts::Change) -> Change {
    let place = place(say, &change);
    let own = change.label.iter().map(|label| {
        let who = if change.by.is_empty() { Line::from("The author") } else { say.names(&change.by) };
        who.text(" on it: ").quoted(label)
    });
    let others = change.labels_by_others.iter().map(|label| {
        let who = if label.by.is_empty() { Line::from("Somebody") } else { say.names(&label.by) };
        who.text(" on it: ").quoted(&label.label).text(" (act ").given(label.act.as_str()).text(")")
    });
    let called = own.chain(others).collect();
    Change {
        place,
        called,
        on_words: say.date(&change.on).words,
        who: say.people(&change.by),
        names: say.people(&change.named),
        baselines: change
            .baselines
            .into_iter()
            .map(|baseline| against(say, baseline, change.of_draft))
            .collect(),
        act: change.act,
        by: change.by,
        on: change.on,
        kind: change.kind,
        label: change.label,
        labels_by_others: change.labels_by_others,
        withdrawn: change.withdrawn,
        draft: change.draft,
        clause: change.clause,
        clauses: change.clauses,
        of_draft: change.of_draft,
        words: change.words,
        left_out: change.left_out,
        named: change.named,
    }
}

/// What the place of a change is called: `clause 2 of First draft`.
fn place(say: &Say<'_>, change: &facts::Change) -> Line {
    let Some(draft) = &change.draft else { return Line::from("words for no draft") };
    let title = say.title(draft);
    let line = match (change.places.is_empty(), change.clauses.is_empty()) {
        (false, _) => labels(say, draft, change.places.iter().copied()),
        (true, false) => clauses(&change.clauses),
        (true, true) => return Line::new().given(&title),
    };
    line.text(" of ").given(&title)
}

fn labels(say: &Say<'_>, draft: &DraftId, places: impl Iterator<Item = ClauseIndex>) -> Line {
    let labels: Vec<String> = places.filter_map(|place| Some(say.place(draft, place)?.label)).collect();
    Line::new().list(labels.iter().map(String::as_str))
}

fn against(say: &Say<'_>, baseline: facts::Baseline, of_draft: bool) -> Baseline {
    let first = match &baseline.earliest {
        First::Nobody => None,
        First::Known(earliest) => Some(one(say, earliest)),
        First::OneOf(items) => {
            let mut line = Line::from("not known: ");
            for (at, earliest) in items.iter().enumerate() {
                line = line.text(if at > 0 { "; or " } else { "" }).line(&one(say, earliest));
            }
            let hours = items.iter().all(|earliest| earliest.on.time().is_some());
            Some(line.text(if hours {
                " (the same hour)"
            } else {
                " (the same day, the hour is not on record)"
            }))
        }
    };
    Baseline {
        why: why(say, &baseline, of_draft),
        title: say.entry(&baseline.draft).map(|entry| say.draft_title(entry)),
        first,
        draft: baseline.draft,
        stands: baseline.stands,
        clauses: baseline.clauses,
        differences: baseline.differences,
        earliest: baseline.earliest,
    }
}

/// Who put words forward, when, and in what.
fn one(say: &Say<'_>, earliest: &Earliest) -> Line {
    let who = if earliest.by.is_empty() { Line::from("nobody named") } else { say.names(&earliest.by) };
    let line = who.text(", ").text(&say.date(&earliest.on).words);
    match (&earliest.act, &earliest.draft) {
        (Some(act), _) => line.text(", act ").given(act.as_str()),
        (None, Some(draft)) => line.text(", ").given(&say.title(draft)),
        (None, None) => line,
    }
}

/// Why words stand in a baseline as they do.
fn why(say: &Say<'_>, baseline: &facts::Baseline, of_draft: bool) -> Line {
    let at = || labels(say, &baseline.draft, baseline.places.iter().copied());
    match &baseline.why {
        Why::OwnWords => Line::from("the words are its own"),
        Why::SameClause => at().text(" of it: the same words"),
        Why::WithinClause { option: false } => at().text(" of it: the same words, among others"),
        Why::WithinClause { option: true } | Why::Elsewhere { option: true } => {
            at().text(" of it: the same words, as one option of an open point")
        }
        Why::Elsewhere { option: false } => at().text(" of it, at another place: the same words"),
        Why::OptionsTaken => Line::from("compared with ")
            .line(&at())
            .text(" of it, which reads like this where certain options of its open points are taken"),
        Why::OtherWords => Line::from("compared with ").line(&at()).text(" of it"),
        Why::OtherPart => Line::from("compared with the part of ")
            .line(&at())
            .text(" of it whose place the words take; what it has before and after them is left aside"),
        Why::NoClause => Line::from("no clause of it corresponds, and the words stand nowhere in it"),
        Why::NoPlace => Line::from("no clause is named that the words are for, and they stand nowhere in it"),
        Why::Inexact { change, baseline } => {
            let reasons = baseline.iter().map(|missing| of_baseline(*missing));
            let reasons: Vec<&str> =
                reasons.chain(change.iter().map(|missing| of_change(*missing, of_draft))).collect();
            Line::from(&*reasons.join("; and "))
        }
        Why::Languages(change, baseline) => Line::from("the words put forward are in ")
            .text(&wording::language(change))
            .text(", and it is in ")
            .text(&wording::language(baseline)),
        Why::LanguageUnknown => {
            Line::from("in which language the words are is not on record, and they stand nowhere in it")
        }
    }
}

/// Why a baseline has no exact words to compare with.
fn of_baseline(missing: Missing) -> &'static str {
    match missing {
        Missing::Summary => "what is on record of it is a summary and not its words",
        Missing::Unpublished => "its words are not public, and what is on record of it is reported",
        Missing::Translation => "it is a translation",
        Missing::NoFile | Missing::NotGiven => "its words are not on record",
    }
}

/// Why a change has no exact words to compare with.
fn of_change(missing: Missing, of_draft: bool) -> &'static str {
    match (missing, of_draft) {
        (Missing::Summary, true) => "what is on record of the words put forward is a summary",
        (Missing::Summary, false) => {
            "the words put forward are for a text of which only a summary is on record"
        }
        (Missing::Unpublished, true) => {
            "the words put forward are not public, and what is on record of them is reported"
        }
        (Missing::Unpublished, false) => {
            "the words put forward are only reported, for a text that is not public"
        }
        (Missing::Translation, true) => "the words put forward are a translation",
        (Missing::Translation, false) => "the words put forward are for a translation",
        (Missing::NoFile, _) => "the words put forward are in a draft of which there is no file",
        (Missing::NotGiven, _) => "the act does not say in which words it would change the draft",
    }
}

fn side_by_side(say: &Say<'_>, plans: facts::Plans, changes: &[Change]) -> Plans {
    let facts::Plans { holders, drafts, changes: rows } = plans;
    Plans {
        changes: rows
            .into_iter()
            .zip(changes)
            .map(|(row, change)| PlanRow {
                act: row.act,
                clause: row.clause,
                place: change.place.clone(),
                stands: drafts
                    .iter()
                    .zip(row.stands)
                    .map(|(draft, stands)| PlanStands { draft: draft.clone(), stands })
                    .collect(),
            })
            .collect(),
        drafts: drafts
            .into_iter()
            .map(|draft| Plan {
                title: say.entry(&draft).map(|entry| say.draft_title(entry)),
                held_by: holders
                    .iter()
                    .filter(|holder| holder.draft == draft)
                    .map(|holder| HeldBy {
                        who: say.person(&holder.who),
                        status: holder.status.map(|status| wording::status(status.as_str())),
                        clauses: holder.clauses.clone(),
                        since: holder.since,
                        act: holder.act.clone(),
                    })
                    .collect(),
                draft,
            })
            .collect(),
    }
}
