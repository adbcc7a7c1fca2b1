//! What is taken out of a case to make a view: whole items by their audience and date, then what refers to them.
//!
//! Every filter stands below a comment `filter: …` and is one statement; `ci/mutation` takes out one after the other.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use onetext_record::act::{Act, Allowance, Anchor, Deed, Note, Rearranged};
use onetext_record::entry::{Authentic, DraftEntry};
use onetext_record::plan::mentions::Link;
use onetext_record::plan::{Check, Content, Provision, Sort};
use onetext_record::preferences::Assessment;
use onetext_record::schema;
use onetext_record::source::Source;
use onetext_record::{
    ActId, Audience, AudienceName, ConflictEntry, DraftId, NoteId, Participant, ParticipantId, ProvisionId,
    Reader, Term,
};

use super::{SealedResult, Sight, View};
use crate::case::DraftRecord;
use crate::conflict::closed;
use crate::texts::Texts;

/// Participants whom the reader may know of.
type People<'a> = HashSet<&'a ParticipantId>;

pub(super) fn participants(sight: &Sight<'_>) -> Vec<Participant> {
    let mut participants = sight.case.participants.clone();
    // filter: participants by audience
    participants.retain(|participant| {
        sight.may_see(&participant.audience) || *sight.reader == Reader::Participant(participant.id.clone())
    });
    keep_first(&mut participants, |participant| participant.id.clone());
    participants
}

pub(super) fn terms(sight: &Sight<'_>, people: &People<'_>) -> Vec<Term> {
    let mut terms = sight.case.terms.clone();
    // filter: terms by audience
    terms.retain(|term| sight.may_see(&term.audience));
    for term in &mut terms {
        // filter: words of hidden participants
        term.words.retain(|participant, _| people.contains(participant));
    }
    keep_first(&mut terms, |term| term.id.clone());
    terms
}

pub(super) fn drafts(sight: &Sight<'_>, people: &People<'_>) -> Vec<DraftRecord> {
    let mut drafts = sight.case.drafts.clone();
    // filter: drafts by audience
    drafts.retain(|draft| sight.may_see(&draft.entry.audience) || sight.disclosed.draft(&draft.entry.id));
    // filter: drafts by date
    drafts.retain(|draft| sight.knows_by_now(draft.entry.known));
    let ids: HashSet<DraftId> = drafts.iter().map(|draft| draft.entry.id.clone()).collect();
    for DraftRecord { entry, .. } in &mut drafts {
        if sight.disclosed.is_public_draft(&entry.id) {
            make_public(&mut entry.audience);
        }
        // filter: hidden authors of drafts
        entry.by.retain(|id| people.contains(id));
        if let Authentic::Translation { of, .. } = &mut entry.authentic {
            // filter: hidden originals of translations
            of.take_if(|of| !ids.contains(of));
        }
        sources(sight, &mut entry.sources);
        if *sight.reader != Reader::Team {
            // filter: audiences of drafts
            entry.audience = if is_public(&entry.audience) { Audience::public() } else { Audience::team() };
        }
    }
    keep_first(&mut drafts, |draft| draft.entry.id.clone());
    let zone = &sight.case.about.zone;
    let key = |entry: &DraftEntry| (entry.on.starts(zone), entry.known.starts(zone), entry.id.clone());
    drafts.sort_by_cached_key(|draft| key(&draft.entry));
    drafts
}

pub(super) fn notes(sight: &Sight<'_>) -> Vec<Note> {
    let mut notes = sight.case.notes.clone();
    // filter: notes by audience
    notes.retain(|note| sight.may_see(&note.audience));
    // filter: notes by date
    notes.retain(|note| sight.knows_by_now(note.on));
    keep_first(&mut notes, |note| note.id.clone());
    let zone = &sight.case.about.zone;
    notes.sort_by_cached_key(|note| (note.on.starts(zone), note.id.clone()));
    notes
}

/// Entries of the plan. One says something only with everything that it mentions: where any of that is hidden, so is the
/// entry, and so on along the chain.
pub(super) fn plan(sight: &Sight<'_>, people: &People<'_>, texts: &Texts) -> Vec<Provision> {
    let mut seen: Vec<&Provision> = sight.case.provisions.iter().collect();
    // filter: entries of the plan by audience
    seen.retain(|provision| match &provision.content {
        Content::Owned(owned) => sight.may_see_owned(owned),
        _ => sight.may_see(&provision.audience),
    });
    // filter: entries of the plan by date
    seen.retain(|provision| sight.knows_by_now(provision.known));
    // filter: entries of the plan that mention hidden participants
    seen.retain(|provision| provision.participants().into_iter().all(|id| people.contains(id)));
    // filter: entries of the plan whose author is hidden
    seen.retain(|provision| {
        !lives_by_its_author(provision) || provision.by.iter().any(|id| people.contains(id))
    });
    let mut plan: Vec<Provision> = seen.into_iter().cloned().collect();
    keep_first(&mut plan, |provision| provision.id.clone());
    // A hidden draft has no clauses here, and every entry that names a draft names clauses.
    // filter: entries of the plan on words that are not there
    on_missing_clauses(texts, &mut plan, |provision| provision.anchor.as_ref());
    loop {
        let sorts: HashMap<ProvisionId, Sort> =
            plan.iter().map(|provision| (provision.id.clone(), provision.content.sort())).collect();
        let leads = |link: &Link<'_>| sorts.get(link.to).is_some_and(|sort| link.may_be.contains(sort));
        let early = too_early(sight, &plan);
        let before = plan.len();
        // filter: entries of the plan that mention hidden ones
        plan.retain(|provision| provision.links().iter().all(leads));
        // What could never be kept, by its dates, is as if it could not be read: `check` tells of it.
        plan.retain(|provision| !early.contains(&provision.id));
        if plan.len() == before {
            break;
        }
    }
    for provision in &mut plan {
        // filter: hidden authors of entries of the plan
        provision.by.retain(|id| people.contains(id));
        sources(sight, &mut provision.sources);
        match &mut provision.content {
            Content::List(list) => {
                for person in &mut list.persons {
                    // filter: names of persons
                    person.name.take_if(|_| !sight.may_see(&person.name_audience));
                }
            }
            Content::Owned(owned) => {
                // filter: hidden owners of findings
                owned.owner.retain(|id| people.contains(id));
            }
            _ => {}
        }
    }
    plan
}

/// Assessments of wishes. One says something only of a party and of words that the reader knows of.
pub(super) fn preferences(sight: &Sight<'_>, people: &People<'_>, texts: &Texts) -> Vec<Assessment> {
    let mut seen: Vec<&Assessment> = sight.case.preferences.iter().collect();
    // filter: assessments by audience
    seen.retain(|assessment| sight.may_see(&assessment.audience));
    // filter: assessments by date
    seen.retain(|assessment| sight.knows_by_now(assessment.known));
    // filter: assessments of hidden parties
    seen.retain(|assessment| people.contains(&assessment.party));
    // filter: assessments whose author is hidden
    seen.retain(|assessment| assessment.by.is_empty() || assessment.by.iter().any(|id| people.contains(id)));
    // A hidden draft has no clauses here.
    // filter: assessments on words that are not there
    seen.retain(|assessment| {
        let options = assessment.content.options();
        options.iter().all(|option| texts.has_clause(&assessment.draft, &option.clause))
    });
    let mut preferences: Vec<Assessment> = seen.into_iter().cloned().collect();
    keep_first(&mut preferences, |assessment| assessment.id.clone());
    for assessment in &mut preferences {
        // filter: hidden authors of assessments
        assessment.by.retain(|id| people.contains(id));
        sources(sight, &mut assessment.sources);
    }
    preferences
}

/// Entries of the model of a conflict. One says something only with everything that it names.
pub(super) fn conflict(sight: &Sight<'_>, people: &People<'_>) -> Vec<ConflictEntry> {
    let all = &sight.case.conflict;
    let mut seen: Vec<usize> = (0..all.len()).collect();
    // filter: entries of the conflict for readers of analyses
    seen.retain(|_| analyses(sight));
    // filter: entries of the conflict by audience
    seen.retain(|&at| sight.may_see(&all[at].audience));
    // filter: entries of the conflict by date
    seen.retain(|&at| all[at].known.is_none_or(|known| sight.knows_by_now(known)));
    // filter: decision makers that are hidden participants
    seen.retain(|&at| all[at].participant.as_ref().is_none_or(|id| people.contains(id)));
    // filter: entries of the conflict whose author is hidden
    seen.retain(|&at| all[at].by.is_empty() || all[at].by.iter().any(|id| people.contains(id)));
    let left: Vec<&ConflictEntry> = seen.iter().map(|&at| &all[at]).collect();
    let mut kept = closed(&left).into_iter();
    // filter: entries of the conflict that name hidden ones
    seen.retain(|_| kept.next() == Some(true));
    let mut entries: Vec<ConflictEntry> = seen.into_iter().map(|at| all[at].clone()).collect();
    for entry in &mut entries {
        // filter: hidden authors of entries of the conflict
        entry.by.retain(|id| people.contains(id));
        sources(sight, &mut entry.sources);
    }
    entries
}

/// Entries of a plan that are due before what they wait for can be there.
fn too_early(sight: &Sight<'_>, plan: &[Provision]) -> HashSet<ProvisionId> {
    let entries: HashMap<&ProvisionId, &Provision> =
        plan.iter().map(|provision| (&provision.id, provision)).collect();
    let zone = &sight.case.about.zone;
    let is_early =
        |provision: &&Provision| provision.too_early(|id| entries.get(id).copied(), zone).is_some();
    plan.iter().filter(is_early).map(|provision| provision.id.clone()).collect()
}

/// Findings that the reader may not see, because somebody who owns them keeps them.
pub(super) fn owned_by_others(sight: &Sight<'_>, plan: &[Provision]) -> Vec<(Check, ProvisionId)> {
    let mut owned: BTreeSet<(Check, ProvisionId)> = BTreeSet::new();
    let mut own: HashSet<(Check, &ProvisionId)> = HashSet::new();
    for provision in &sight.case.provisions {
        let Content::Owned(mark) = &provision.content else { continue };
        if !sight.knows_by_now(provision.known) {
            continue;
        }
        if sight.may_see_owned(mark) {
            own.insert((mark.check, &mark.of));
        } else {
            owned.insert((mark.check, mark.of.clone()));
        }
    }
    // Who owns a finding, or was let into it, knows of it, whoever else owns it.
    owned.retain(|(check, of)| !own.contains(&(*check, of)));
    if !sight.is_team() {
        // What cannot be read hides what it may have hidden.
        for torn in &sight.case.torn_marks {
            let hidden = plan.iter().filter(|one| torn.of.as_ref().is_none_or(|of| *of == one.id));
            owned.extend(hidden.flat_map(|one| Check::ALL.iter().map(|check| (*check, one.id.clone()))));
        }
    }
    let seen: HashSet<&ProvisionId> = plan.iter().map(|provision| &provision.id).collect();
    // filter: owned findings on hidden entries of the plan
    owned.retain(|(_, id)| seen.contains(id));
    owned.into_iter().collect()
}

pub(super) fn acts(
    sight: &Sight<'_>,
    people: &People<'_>,
    texts: &Texts,
    notes: &[Note],
    plan: &[Provision],
) -> Vec<Act> {
    // Cloning is what costs: the two filters that drop most come first, on what is not cloned yet.
    let mut seen: Vec<&Act> = sight.case.acts.iter().collect();
    // filter: acts by audience
    seen.retain(|act| sight.may_see(&act.audience) || sight.disclosed.act(&act.id));
    // filter: acts by date
    seen.retain(|act| sight.knows_by_now(act.known));
    // filter: sealed answers
    seen.retain(|act| sight.is_team() || !sight.sealed.hides(act, sight.now));
    // filter: deliveries of parallel texts
    seen.retain(|act| sight.may_see_parallel(act));
    // filter: acts whose author is hidden
    seen.retain(|act| act.by.is_empty() || act.by.iter().any(|id| people.contains(id)));
    // filter: acts done to hidden participants alone
    seen.retain(|act| act.to.is_empty() || act.to.iter().any(|id| people.contains(id)));
    let mut acts: Vec<Act> = seen.into_iter().cloned().collect();
    keep_first(&mut acts, |act| act.id.clone());

    let drafts: HashSet<&DraftId> = texts.versions().iter().map(|version| &version.entry.id).collect();
    for act in &mut acts {
        if sight.disclosed.is_public_act(&act.id) {
            make_public(&mut act.audience);
        }
        hidden_people(sight, people, act);
    }
    // filter: acts on drafts that are hidden
    acts.retain(|act| {
        act.draft().is_none_or(|draft| drafts.contains(draft)) || !lives_by_its_draft(&act.deed)
    });
    for act in &mut acts {
        let on_hidden = act.draft().is_some_and(|draft| !drafts.contains(draft));
        // filter: hidden drafts of other acts
        act.anchor.take_if(|_| on_hidden);
        // filter: what becomes of clauses of hidden drafts
        act.rearranged.take_if(|_| on_hidden);
        if act.anchor.is_none() {
            // A choice at open points that are not there says nothing.
            act.choice.clear();
        }
    }
    on_missing_clauses(texts, &mut acts, |act| act.anchor.as_ref());
    // filter: acts behind clauses that are not there
    acts.retain(|act| match (act.draft(), act.rearranged.as_ref().and_then(Rearranged::behind)) {
        (Some(draft), Some(clause)) => texts.has_clause(draft, clause),
        _ => true,
    });
    let plan: HashSet<&ProvisionId> = plan.iter().map(|provision| &provision.id).collect();
    // filter: acts on entries of the plan that are hidden
    acts.retain(|act| act.plan.is_empty() || act.plan.iter().any(|id| plan.contains(id)));
    for act in &mut acts {
        // filter: hidden entries of the plan
        act.plan.retain(|id| plan.contains(id));
    }
    answers_without_question(&mut acts);

    let ids: HashSet<ActId> = acts.iter().map(|act| act.id.clone()).collect();
    let notes: HashSet<&NoteId> = notes.iter().map(|note| &note.id).collect();
    for act in &mut acts {
        // filter: hidden acts that are answered
        act.answers.take_if(|id| !ids.contains(id));
        // filter: hidden allegations that are settled
        act.closes.retain(|id| ids.contains(id));
        // filter: steps on the route of hidden allegations
        act.step.take_if(|_| act.answers.is_none());
        // filter: hidden conditions
        act.conditions.retain(|id| ids.contains(id));
        // filter: hidden notes
        act.from_note.take_if(|id| !notes.contains(id));
        if let Deed::Convene(round) = &mut act.deed {
            // filter: hidden earlier rounds
            round.resumes.take_if(|id| !ids.contains(id));
        }
    }
    acts.sort_by(|a, b| sight.now.order(a, b));
    acts
}

/// What became of proposals with sealed answers, as far as the reader sees the proposals.
pub(super) fn results(sight: &Sight<'_>, acts: &[Act]) -> Vec<SealedResult> {
    let mut results = sight.sealed.results.clone();
    // filter: results of proposals that are hidden
    results.retain(|result| acts.iter().any(|act| act.id == result.proposal && act.is_sealed()));
    results
}

/// Whether packages may be worked out for the reader.
pub(super) fn analyses(sight: &Sight<'_>) -> bool {
    sight.may_see(&sight.case.analysis)
}

/// How much of the case could not be read.
pub(super) fn left_out(sight: &Sight<'_>) -> usize {
    let mut left_out = sight.case.problems();
    if !sight.is_team() {
        // filter: what could not be read
        left_out = 0;
    }
    left_out
}

/// Who else may see an item is for the team alone, but for what everybody sees.
pub(super) fn forget_audiences(view: &mut View) {
    for participant in &mut view.participants {
        // filter: audiences of participants
        participant.audience = Audience::team();
    }
    for term in &mut view.terms {
        // filter: audiences of terms
        term.audience = Audience::team();
    }
    for note in &mut view.notes {
        // filter: audiences of notes
        note.audience = Audience::team();
    }
    for provision in &mut view.plan {
        // filter: audiences of entries of the plan
        provision.audience =
            if is_public(&provision.audience) { Audience::public() } else { Audience::team() };
        match &mut provision.content {
            Content::List(list) => {
                for person in &mut list.persons {
                    // filter: audiences of names
                    person.name_audience = Audience::team();
                }
            }
            Content::Owned(owned) => {
                // filter: to whom owned findings are shown
                owned.shown_to = Audience::team();
            }
            _ => {}
        }
    }
    for assessment in &mut view.preferences {
        // filter: audiences of assessments
        assessment.audience =
            if is_public(&assessment.audience) { Audience::public() } else { Audience::team() };
    }
    for entry in &mut view.conflict {
        // filter: audiences of entries of the conflict
        entry.audience = if is_public(&entry.audience) { Audience::public() } else { Audience::team() };
    }
    for act in &mut view.acts {
        // filter: audiences of acts
        act.audience = if is_public(&act.audience) { Audience::public() } else { Audience::team() };
        if let Some(origin) = &mut act.origin {
            // filter: audiences of origins
            origin.audience = Audience::team();
        }
        if let Deed::Disclose { to_audience } = &mut act.deed
            && !is_public(to_audience)
        {
            // filter: audiences of disclosures
            *to_audience = Audience::team();
        }
    }
}

/// Takes hidden participants, origins and identities out of an act.
fn hidden_people(sight: &Sight<'_>, people: &People<'_>, act: &mut Act) {
    let (heard, makes_it) = (sight.heard(act), sight.is_among(&act.by));
    let has_origin = act.origin.is_some();
    // filter: what was allowed to others
    act.allows.take_if(|_| !heard);
    if let Some(Allowance { to: Some(to), .. }) = &mut act.allows {
        // filter: hidden participants who may be told
        to.retain(|id| people.contains(id));
    }
    // filter: hidden authors
    act.by.retain(|id| people.contains(id));
    // filter: hidden channels
    act.through.take_if(|id| !people.contains(id));
    // filter: hidden recipients
    act.to.retain(|id| people.contains(id));
    // filter: origins by audience
    act.origin.take_if(|origin| !sight.may_see(&origin.audience));
    // filter: hidden origins
    act.origin.take_if(|origin| !people.contains(&origin.participant));
    // filter: what was allowed by hidden origins
    act.allows.take_if(|_| has_origin && act.origin.is_none());
    sources(sight, &mut act.sources);
    match &mut act.deed {
        Deed::Convene(round) => {
            if !sight.may_see(&round.ask_audience) {
                // filter: what to ask for
                round.ask = None;
                // filter: what to fall back on
                round.fallback = None;
            }
            if *sight.reader != Reader::Team {
                // filter: audiences of asks
                round.ask_audience = Audience::team();
            }
            // filter: hidden attendees
            round.attendees.retain(|id| people.contains(id));
            // filter: hidden absentees
            round.absent.retain(|id| people.contains(id));
            for step in &mut round.next {
                // filter: hidden owners of next steps
                step.owner.take_if(|id| !people.contains(id));
            }
        }
        Deed::Assure(assurance) => {
            // filter: hidden hearers
            assurance.heard_by.retain(|id| people.contains(id));
        }
        Deed::Warn(warning) => {
            // filter: hidden participants who are warned of
            warning.about.retain(|id| people.contains(id));
        }
        Deed::Deliver(delivery) | Deed::Show(delivery) => {
            // filter: marks of parallel texts
            delivery.parallel = delivery.parallel && (sight.is_team() || makes_it);
        }
        Deed::State(statement) => {
            // filter: hidden participants who agreed to an account
            statement.agreed_by.retain(|id| people.contains(id));
        }
        Deed::Report(finding) | Deed::Verify(finding) => {
            // filter: hidden participants who are reported on
            finding.about.retain(|id| people.contains(id));
        }
        Deed::Allege(allegation) => {
            // filter: hidden participants of whom something is alleged
            allegation.about.retain(|id| people.contains(id));
        }
        _ => {}
    }
}

fn sources(sight: &Sight<'_>, sources: &mut [Source]) {
    for source in sources {
        // filter: identities of sources
        source.identity.take_if(|identity| !sight.may_see(&identity.audience));
        if let Some(identity) = source.identity.as_mut().filter(|_| *sight.reader != Reader::Team) {
            // filter: audiences of identities
            identity.audience = Audience::team();
        }
    }
}

/// Leaves out what is on clauses that its draft does not have; `check` tells of them.
fn on_missing_clauses<T>(texts: &Texts, items: &mut Vec<T>, anchor: impl Fn(&T) -> Option<&Anchor>) {
    let named = |anchor: &&Anchor| !anchor.clauses.is_empty();
    texts.outlines(items.iter().filter_map(&anchor).filter(named).map(|anchor| &anchor.draft));
    let mut known: HashMap<(DraftId, String), bool> = HashMap::new();
    items.retain(|item| {
        anchor(item)
            .into_iter()
            .flat_map(|anchor| anchor.clauses.iter().map(|clause| (&anchor.draft, clause)))
            .all(|(draft, clause)| {
                *known
                    .entry((draft.clone(), clause.clone()))
                    .or_insert_with(|| texts.has_clause(draft, clause))
            })
    });
}

/// Drops acts that make sense only as an answer, where what they answer is not there; and so on along the chain.
fn answers_without_question(acts: &mut Vec<Act>) {
    loop {
        let ids: HashSet<ActId> = acts.iter().map(|act| act.id.clone()).collect();
        let before = acts.len();
        // filter: answers to acts that are hidden
        acts.retain(|act| {
            !lives_by_its_question(act) || act.answers.as_ref().is_some_and(|id| ids.contains(id))
        });
        if acts.len() == before {
            return;
        }
    }
}

/// Whether the act is about the words of its draft, so that without them it says nothing, or something else.
pub(super) fn lives_by_its_draft(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Table(_)
            | Deed::Amend
            | Deed::Clarify
            | Deed::Interpret(_)
            | Deed::Float
            | Deed::Accept(_)
            | Deed::Reserve(_)
            | Deed::Reject(_)
            | Deed::Endorse(_)
            | Deed::Deliver(_)
            | Deed::Show(_)
            | Deed::OpenSilence(_)
            | Deed::Initial(_)
            | Deed::Sign(_)
            | Deed::Disclose { .. }
    )
}

/// Whether an entry of the plan says nothing without who says so: a worth is what somebody states.
fn lives_by_its_author(provision: &Provision) -> bool {
    schema::plan::of(provision.content.sort()).needs.contains(&"by")
}

/// Whether the act is an answer and nothing else.
pub(super) fn lives_by_its_question(act: &Act) -> bool {
    match act.deed {
        Deed::Withdraw
        | Deed::Lapse
        | Deed::Respond(_)
        | Deed::Deny
        | Deed::Characterise
        | Deed::BreakSilence { .. }
        | Deed::Attend { .. }
        | Deed::Correct => true,
        Deed::Confirm => act.plan.is_empty(),
        Deed::Reserve(_) | Deed::Reject(_) | Deed::Endorse(_) | Deed::Disclose { .. } => act.anchor.is_none(),
        _ => false,
    }
}

fn make_public(audience: &mut Audience) {
    if !is_public(audience) {
        audience.0.push(AudienceName::Public);
    }
}

pub(super) fn is_public(audience: &Audience) -> bool {
    audience.0.contains(&AudienceName::Public)
}

/// Keeps the first of those that have the same id.
fn keep_first<T, K: Hash + Eq>(items: &mut Vec<T>, id: impl Fn(&T) -> K) {
    let mut seen = HashSet::new();
    items.retain(|item| seen.insert(id(item)));
}
