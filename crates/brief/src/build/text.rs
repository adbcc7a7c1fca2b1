//! Annex A: the text that is negotiated now, its open points marked; annex C: open points over drafts.

use onetext_record::entry::Authentic;
use onetext_text::clause::{Clause, ClauseIndex, ClauseKind};
use onetext_text::draft::Draft;
use onetext_text::points::{OpenPoint, PointKind};
use onetext_text::span::Span;

use super::consent;
use super::say::Say;
use super::scene::{Scene, is_heading};
use super::voices::{Voices, voice};
use crate::marks::{Mark, Marked};
use crate::model::{ClauseText, DraftCount, PartyPosition, Run, RunKind, Terms, TextAnnex};
use crate::wording;

/// How many characters of what a party says are shown in the margin.
const WORDS: usize = 600;

pub(super) fn annex(scene: &Scene<'_>, voices: &Voices<'_>) -> Option<TextAnnex> {
    let say = scene.say;
    let version = say.view.texts().current_version()?;
    let draft = version.draft()?;
    let marked = Marked::of(draft, &say.view.about.highlights);
    let clauses = draft.outline().iter().map(|(index, clause)| {
        let marks = marked.as_ref().map(|marked| marked.clause(index)).unwrap_or_default();
        clause_text(scene, voices, draft, index, clause, marks)
    });
    let clauses = clauses.collect();
    Some(TextAnnex {
        draft: say.draft_title(&version.entry),
        direction: wording::direction(&version.entry.lang),
        clauses,
    })
}

fn clause_text(
    scene: &Scene<'_>,
    voices: &Voices<'_>,
    draft: &Draft,
    index: ClauseIndex,
    clause: &Clause,
    marks: Vec<Mark>,
) -> ClauseText {
    ClauseText {
        id: clause.id.clone(),
        label: clause.label.clone(),
        path: clause.path.clone(),
        kind: clause.kind.as_str().to_owned(),
        depth: depth(draft, clause),
        line: clause.line,
        runs: runs(draft, index, clause),
        marks,
        positions: if is_heading(draft.outline(), index) {
            Vec::new()
        } else {
            positions(scene, voices, index)
        },
    }
}

/// How each party stands to a clause, with what it says of it; then what others say.
fn positions(scene: &Scene<'_>, voices: &Voices<'_>, clause: ClauseIndex) -> Vec<PartyPosition> {
    let mut positions = consent::positions(scene, clause);
    for act in voices.by_clause.get(&clause).map(Vec::as_slice).unwrap_or_default() {
        for position in &mut positions {
            if act.by.iter().any(|by| by.as_str() == position.party.id) {
                position.voices.push(voice(scene, act, WORDS));
            }
        }
    }
    positions
}

/// How many clauses it stands under, headings left out: a chapter does not indent its paragraphs.
fn depth(draft: &Draft, clause: &Clause) -> usize {
    let mut depth = 0;
    let mut above = clause.parent;
    while let Some(parent) = above.and_then(|index| draft.outline().get(index)) {
        depth += usize::from(!matches!(parent.kind, ClauseKind::Heading(_)));
        above = parent.parent;
    }
    depth
}

/// The words of a clause, cut where open words begin and end.
fn runs(draft: &Draft, index: ClauseIndex, clause: &Clause) -> Vec<Run> {
    let block = draft.points().iter().find_map(|point| {
        let number = point.blocks.iter().position(|&block| block == index)?;
        Some((number, point.alternatives.get(number)))
    });
    if let Some((number, alternative)) = block {
        return vec![Run {
            words: draft.text_of(index),
            kind: RunKind::Alternative,
            alternative: Some(number + 1),
            attributed: alternative.map(|alternative| alternative.attributed.clone()).unwrap_or_default(),
        }];
    }
    let touches = |point: &&OpenPoint| {
        point.parent.is_none()
            && point.blocks.is_empty()
            && point.span.start < clause.body.end
            && clause.body.start < point.span.end
    };
    let points: Vec<&OpenPoint> = draft.points().iter().filter(touches).collect();
    if points.is_empty() {
        return vec![Run {
            words: draft.text_of(index),
            kind: RunKind::Plain,
            alternative: None,
            attributed: Vec::new(),
        }];
    }
    let mut cutter = Cutter { draft, body: clause.body, at: clause.body.start, runs: Vec::new() };
    for point in points {
        cutter.point(point);
    }
    cutter.plain_until(clause.body.end);
    cutter.runs
}

/// Cuts the body of a clause into runs, from left to right.
struct Cutter<'a> {
    draft: &'a Draft,
    body: Span,
    at: u32,
    runs: Vec<Run>,
}

impl Cutter<'_> {
    fn point(&mut self, point: &OpenPoint) {
        self.plain_until(point.span.start);
        match point.kind {
            PointKind::Optional => {
                let attributed =
                    point.alternatives.first().map(|one| one.attributed.clone()).unwrap_or_default();
                self.open_until(point.span.end, RunKind::Optional, None, attributed);
            }
            PointKind::Placeholder => self.open_until(point.span.end, RunKind::Placeholder, None, Vec::new()),
            PointKind::Alternatives => {
                for (at, alternative) in point.alternatives.iter().enumerate() {
                    let between = Span::new(self.at, alternative.span.start.max(self.at));
                    if let Some(bracket) = self.draft.source().slice(between).rfind('[') {
                        self.plain_until(between.start + bracket as u32);
                    }
                    let rest = Span::new(alternative.span.end, point.span.end.max(alternative.span.end));
                    let end = match self.draft.source().slice(rest).find(']') {
                        Some(bracket) => rest.start + bracket as u32 + 1,
                        None => rest.end,
                    };
                    self.open_until(end, RunKind::Alternative, Some(at + 1), alternative.attributed.clone());
                }
                self.plain_until(point.span.end);
            }
        }
    }

    fn plain_until(&mut self, end: u32) {
        self.open_until(end, RunKind::Plain, None, Vec::new());
    }

    fn open_until(&mut self, end: u32, kind: RunKind, alternative: Option<usize>, attributed: Vec<String>) {
        let end = end.min(self.body.end);
        if end > self.at {
            let words = without_emphasis(self.draft.source().slice(Span::new(self.at, end)));
            self.runs.push(Run { words, kind, alternative, attributed });
            self.at = end;
        }
    }
}

/// Strong emphasis and line breaks are not words.
fn without_emphasis(words: &str) -> String {
    words.replace("**", "").replace("__", "").replace(['\r', '\n'], " ")
}

pub(super) fn terms(say: &Say<'_>) -> Vec<Terms> {
    // Without anybody's words there is nothing to compare.
    let spoken = say.view.terms.iter().filter(|term| !term.words.is_empty());
    spoken
        .map(|term| Terms {
            neutral: term.neutral.clone(),
            words: term.words.iter().map(|(who, words)| (say.person(who), words.clone())).collect(),
        })
        .collect()
}

/// Translations repeat the brackets of their original and are left out; of a summary, nothing can be counted.
pub(super) fn open_points(say: &Say<'_>) -> Vec<DraftCount> {
    let versions = say.view.texts().versions().iter();
    versions
        .filter(|version| !matches!(version.entry.authentic, Authentic::Translation { .. }))
        .filter_map(|version| {
            let outline = say.view.texts().outline_of(version)?;
            let count = || outline.clauses.iter().map(|clause| clause.open_points as usize).sum();
            let open_points = version.entry.authentic.has_exact_words().then(count);
            Some(DraftCount { draft: say.draft_title(&version.entry), open_points })
        })
        .collect()
}
