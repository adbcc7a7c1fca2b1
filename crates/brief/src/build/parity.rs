//! The language versions of a draft in a view, what one has and another lacks, and renderings in dispute.

use std::borrow::Cow;
use std::collections::BTreeSet;

use onetext_case::View;
use onetext_case::texts::Version as CaseVersion;
use onetext_record::entry::{Authentic, Force};
use onetext_record::ledger::Ledger;
use onetext_record::{DraftId, ParticipantId, Timeline, renderings};
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::lineage::Lineage;
use onetext_text::parity::{self, parity};
use onetext_text::particulars::{Lang, Value, particulars};

use super::say::Say;
use crate::heading::Heading;
use crate::parity::{
    ClauseSaid, Disputed, LanguageVersion, ModalSaid, NoVersions, ParityOfCase, Variant, VersionForce,
};
use crate::wording;

/// Language versions of a draft and renderings in dispute.
pub(crate) fn of_case(view: &View, draft: Option<&DraftId>) -> Result<ParityOfCase, NoVersions> {
    let as_of = view.now();
    of(&Say::new(view), &Timeline::new(&view.acts, &as_of), draft, None)
}

/// The same, of acts in order; `ledger` is that of the view, where it is known already.
pub(super) fn of(
    say: &Say<'_>,
    timeline: &Timeline<'_>,
    draft: Option<&DraftId>,
    ledger: Option<&Ledger>,
) -> Result<ParityOfCase, NoVersions> {
    let view = say.view;
    let asked = match draft {
        Some(id) => view.texts().version(id).ok_or_else(|| NoVersions::NoDraft(id.clone()))?,
        None => view.texts().current_version().ok_or(NoVersions::NoText)?,
    };
    let versions = versions(view, asked);
    let compared: Vec<(&CaseVersion, &Draft)> =
        versions.iter().filter_map(|version| Some((*version, words_of(version)?))).collect();
    let before: Vec<Option<(&Draft, Lineage)>> =
        compared.iter().map(|(version, _)| before(view, version)).collect();
    let in_language: Vec<parity::Version<'_>> = compared
        .iter()
        .zip(&before)
        .map(|(&(version, draft), before)| parity::Version {
            tag: &version.entry.lang,
            draft,
            before: before.as_ref().map(|(draft, lineage)| (*draft, lineage)),
        })
        .collect();
    let terms: Vec<parity::Term> = view
        .terms
        .iter()
        .filter(|term| !term.renderings.is_empty())
        .map(|term| parity::Term { name: term.neutral.clone(), renderings: term.renderings.clone() })
        .collect();
    let found = match in_language.len() {
        0 | 1 => parity(&[], &[]),
        _ => parity(&in_language, &terms),
    };
    // A clause that the first version lacks has its id, and its label, in another.
    let label = |found: &parity::ClauseFindings| {
        let (version, draft) = compared.iter().find(|(version, _)| version.entry.lang == found.lang)?;
        let (index, clause) = draft.outline().iter().find(|(_, clause)| clause.id == found.id)?;
        Some(say.clause_label(&version.entry.id, index, clause))
    };
    let consent = consent(view, asked, &versions, ledger);
    Ok(ParityOfCase {
        heading: Heading::of(view),
        draft: say.draft_title(&asked.entry),
        versions: versions
            .iter()
            .zip(consent)
            .map(|(version, consent)| LanguageVersion {
                draft: say.draft_title(&version.entry),
                force: force(&version.entry.authentic),
                of: match &version.entry.authentic {
                    Authentic::Translation { of, .. } => of.clone(),
                    _ => None,
                },
                compared: words_of(version).is_some(),
                lists: Lang::of_tag(&version.entry.lang) != Lang::Other,
                consent: consent.iter().map(|party| say.person(party)).collect(),
            })
            .collect(),
        compared: found.compared,
        clauses: found
            .clauses
            .into_iter()
            .map(|clause| ClauseSaid {
                label: label(&clause).unwrap_or_else(|| clause.path.clone()),
                id: clause.id,
                lang: clause.lang,
                findings: clause.findings,
            })
            .collect(),
        disputed: disputed(say, timeline, &versions),
    })
}

/// The draft that was asked for with everything that translates the same original, the original first; by date behind it.
fn versions<'v>(view: &'v View, asked: &'v CaseVersion) -> Vec<&'v CaseVersion> {
    let texts = view.texts();
    let original = |version: &'v CaseVersion| {
        let mut at = version;
        // Circles have been opened: `of` leads to an end.
        while let Authentic::Translation { of: Some(of), .. } = &at.entry.authentic {
            match texts.version(of) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    };
    let root = original(asked);
    let rest = texts
        .versions()
        .iter()
        .filter(|version| version.entry.id != root.entry.id && original(version).entry.id == root.entry.id);
    std::iter::once(root).chain(rest).collect()
}

/// The words of a version, where they are words and not an account of them.
fn words_of(version: &CaseVersion) -> Option<&Draft> {
    version.draft().filter(|_| version.entry.authentic.is_words())
}

/// The draft before a version in its language, with how its clauses became those of the version: of a translation, the translation
/// in the same language of the draft before its original.
fn before<'v>(view: &'v View, version: &'v CaseVersion) -> Option<(&'v Draft, Lineage)> {
    let texts = view.texts();
    let earlier = match &version.entry.authentic {
        Authentic::Translation { of, .. } => {
            let original = texts.predecessor(of.as_ref()?)?;
            texts.versions().iter().rev().find(|other| {
                let of_original = matches!(&other.entry.authentic, Authentic::Translation { of: Some(of), .. } if *of == original.entry.id);
                of_original && other.entry.lang == version.entry.lang && other.has_words()
            })?
        }
        _ => texts.predecessor(&version.entry.id)?,
    };
    let lineage = texts.lineage(&earlier.entry.id, &version.entry.id)?;
    Some((words_of(earlier)?, lineage))
}

fn force(authentic: &Authentic) -> Option<VersionForce> {
    match authentic {
        Authentic::Text => Some(VersionForce::Authentic),
        Authentic::Translation { force, .. } => force.map(|force| match force {
            Force::Authentic => VersionForce::Authentic,
            Force::Courtesy => VersionForce::Courtesy,
            Force::Unofficial => VersionForce::Unofficial,
        }),
        Authentic::Summary | Authentic::Unpublished => None,
    }
}

/// For each version, the parties whose consent was given in its language, where the draft asked for is the one that consent is
/// followed to.
fn consent(
    view: &View,
    asked: &CaseVersion,
    versions: &[&CaseVersion],
    ledger: Option<&Ledger>,
) -> Vec<Vec<ParticipantId>> {
    let current = view.texts().current_version().map(|version| &version.entry.id);
    let counts =
        versions.iter().any(|version| Some(&version.entry.id) == current) || Some(&asked.entry.id) == current;
    if !counts {
        return vec![Vec::new(); versions.len()];
    }
    let ledger = ledger.map_or_else(|| Cow::Owned(view.ledger()), Cow::Borrowed);
    let given: BTreeSet<(&str, &ParticipantId)> = ledger
        .clauses
        .iter()
        .flat_map(|clause| &clause.consent)
        .filter(|consent| consent.is_given())
        .filter_map(|consent| Some((consent.lang.as_deref()?, &consent.party)))
        .collect();
    let of = |version: &&CaseVersion| {
        let parties = view.participants.iter().map(|participant| &participant.id);
        parties.filter(|party| given.contains(&(version.entry.lang.as_str(), *party))).cloned().collect()
    };
    versions.iter().map(of).collect()
}

/// Renderings of words of these drafts that are in dispute.
fn disputed(say: &Say<'_>, timeline: &Timeline<'_>, versions: &[&CaseVersion]) -> Vec<Disputed> {
    let wanted = |draft: Option<&DraftId>| versions.iter().any(|version| Some(&version.entry.id) == draft);
    renderings::disputed(timeline, say.view.texts())
        .into_iter()
        .filter(|disputed| wanted(disputed.draft))
        .map(|disputed| Disputed {
            places: places(say, disputed.draft, &disputed.clauses),
            draft: disputed.draft.cloned(),
            renders: disputed.renders.to_owned(),
            lang: disputed.lang.map(str::to_owned),
            language: disputed.lang.map(wording::language),
            variants: disputed
                .variants
                .iter()
                .filter_map(|acts| {
                    let words = acts.first()?.words.clone()?;
                    Some(Variant {
                        modals: modals(&words, disputed.lang),
                        words,
                        by: say.people(&unique(acts.iter().flat_map(|act| &act.by))),
                        acts: acts.iter().map(|act| act.id.clone()).collect(),
                        on: acts.iter().map(|act| say.date(&act.earliest())).collect(),
                        sources: acts.iter().flat_map(|act| say.sources(&act.sources)).collect(),
                    })
                })
                .collect(),
        })
        .collect()
}

fn places(say: &Say<'_>, draft: Option<&DraftId>, clauses: &[ClauseIndex]) -> Vec<crate::model::Place> {
    let Some(draft) = draft else { return Vec::new() };
    clauses.iter().filter_map(|&clause| say.place(draft, clause)).collect()
}

/// Who is named, once each, in the order of their first mention.
fn unique<'a>(people: impl Iterator<Item = &'a ParticipantId>) -> Vec<ParticipantId> {
    let mut seen: Vec<ParticipantId> = Vec::new();
    for person in people {
        if !seen.contains(person) {
            seen.push(person.clone());
        }
    }
    seen
}

/// The words of a rendering that say how binding it is.
fn modals(words: &str, lang: Option<&str>) -> Vec<ModalSaid> {
    let lang = lang.map_or_else(|| Lang::of_script(words), Lang::of_tag);
    let modal = |particular: onetext_text::particulars::Particular| match particular.value {
        Value::Modal { strength, denied } => Some(ModalSaid { words: particular.words, strength, denied }),
        _ => None,
    };
    particulars(words, lang).into_iter().filter_map(modal).collect()
}
