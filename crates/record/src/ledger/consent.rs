//! What each party's acts say of each clause, and what has happened since.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use onetext_text::clause::ClauseIndex;

use super::absence::{Absence, Silence};
use super::below;
use super::cover::{Cover, Sheet, Sheets, index};
use super::mandate::Mandates;
use super::words::{Same, Settled};
use super::{ClauseConsent, Consent, Flag, Gone, Grounds, Ledger, Orphaned, SameWords, Status};
use crate::act::{Acceptance, Act, Anchor, Authority, Deed, Extent, Finality, Form, Kind, Strength};
use crate::ids::{ActId, DraftId, ParticipantId};
use crate::standing::{Judgement, Standings, is_consent};
use crate::texts::Texts;
use crate::timeline::Timeline;

/// Everything that the ledger computes from, each part once: for whoever asks more than one thing of the same moment.
pub struct Book<'b, 'a, 't> {
    pub(super) timeline: &'b Timeline<'a>,
    standings: OnceCell<Standings<'b, 'a>>,
    pub(super) texts: &'t dyn Texts,
    pub(super) sheets: Sheets<'t>,
    covers: Vec<OnceCell<Option<Cover<'t>>>>,
    given: Vec<OnceCell<Given>>,
    /// For each who has been asked for: the latest act by which they say how they stand on each clause.
    latest: RefCell<HashMap<ParticipantId, Rc<Latest>>>,
    /// Places of the acts that name a new principal or mandate.
    replacements: Vec<usize>,
    mandates: Mandates,
}

/// For each clause of the current draft, the place of an act.
type Latest = Vec<Option<usize>>;

/// What the words of one act are: with its choices, and whether they are still the same.
struct Given {
    settled: Settled,
    same: Same,
}

/// Whether an act says how a party stands on words.
pub(super) fn speaks(kind: Kind) -> bool {
    is_consent(kind) || matches!(kind, Kind::Reserve | Kind::Reject)
}

/// What the words of an act have become.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Same,
    Changed,
    Unknown,
}

impl<'b, 'a, 't> Book<'b, 'a, 't> {
    /// A book of the acts of a timeline. Nothing but mandates is looked at yet.
    pub fn new(timeline: &'b Timeline<'a>, texts: &'t dyn Texts) -> Self {
        let length = timeline.acts().len();
        let replaces = |at: &usize| timeline.acts()[*at].kind() == Kind::Replace && timeline.is_in_force(*at);
        Self {
            replacements: (0..length).filter(replaces).collect(),
            mandates: Mandates::new(timeline),
            timeline,
            standings: OnceCell::new(),
            latest: RefCell::default(),
            texts,
            sheets: Sheets::new(texts),
            covers: std::iter::repeat_with(OnceCell::new).take(length).collect(),
            given: std::iter::repeat_with(OnceCell::new).take(length).collect(),
        }
    }

    /// The ledger of the current draft for these parties. Takes time in proportion to the number of acts times the clauses
    /// that each covers.
    pub fn ledger(&self, parties: &[ParticipantId]) -> Ledger {
        let current = self.sheets.current().map(Rc::clone);
        let mut clauses: Vec<ClauseConsent> = current.iter().flat_map(|current| rows(current)).collect();
        let mut orphaned = Vec::new();
        for party in parties {
            let column = current.as_ref().map_or_else(Vec::new, |current| self.column(party, current));
            for (clause, consent) in clauses.iter_mut().zip(column) {
                clause.consent.push(consent);
            }
            orphaned.extend(self.orphaned(party));
        }
        for clause in &mut clauses {
            clause.different_words = different_words(&clause.consent);
        }
        Ledger { draft: self.texts.current().cloned(), clauses, orphaned }
    }

    /// Where one party stands on each clause of the current draft.
    fn column(&self, party: &ParticipantId, current: &Sheet<'t>) -> Vec<Consent> {
        let latest = self.latest(party);
        let silence = Silence::new(self, party, current.clauses.len());
        let absence = OnceCell::new();
        let absence = || absence.get_or_init(|| Absence::new(self, party, current));
        let mut column: Vec<Consent> = (0..current.clauses.len())
            .map(|clause| {
                let said = latest[clause].map(|at| (at, self.entry(party, at, clause)));
                let may_pass = |procedure: usize| {
                    said.as_ref().is_none_or(|(at, consent)| {
                        consent.has(Flag::Stale) && *at < procedure && !refuses(consent.status)
                    })
                };
                if let Some(procedure) = silence.of(clause)
                    && may_pass(procedure)
                    && absence().holds(clause)
                {
                    return self.passed_in_silence(party, procedure, clause);
                }
                said.map_or_else(|| absence().of(party, clause), |(_, consent)| consent)
            })
            .collect();
        below::flag_weaker(&mut column, current);
        column
    }

    /// Everything that a party has said about each clause of the current draft, oldest first, each as it stands now. The
    /// last one is what counts, unless a silence procedure ended later. Clauses without an entry are left out. Memory and
    /// time are in proportion to the number of acts times the clauses that each covers: for one party at a time.
    pub fn history(&self, party: &ParticipantId) -> BTreeMap<ClauseIndex, Vec<Consent>> {
        let mut history: BTreeMap<ClauseIndex, Vec<Consent>> = BTreeMap::new();
        for at in self.spoken(party) {
            let mut covered = BTreeSet::new();
            self.each_clause(at, |clause| {
                covered.insert(clause);
            });
            for clause in covered {
                history.entry(index(clause)).or_default().push(self.entry(party, at, clause));
            }
        }
        if let Some(current) = self.sheets.current() {
            // How it stands below is seen beside what counts on the other clauses.
            for (clause, counts) in self.column(party, current).into_iter().enumerate() {
                let last = history.get_mut(&index(clause)).and_then(|entries| entries.last_mut());
                if let Some(last) = last.filter(|last| last.act == counts.act) {
                    last.flags = counts.flags;
                }
            }
        }
        history
    }

    /// The latest act by which a party says how it stands, for each clause of the current draft.
    fn latest(&self, party: &ParticipantId) -> Rc<Latest> {
        if let Some(known) = self.latest.borrow().get(party) {
            return Rc::clone(known);
        }
        let mut latest = vec![None; self.sheets.current().map_or(0, |current| current.clauses.len())];
        let mut missing = latest.len();
        for at in self.spoken(party).rev() {
            if missing == 0 {
                break;
            }
            self.each_clause(at, |clause| {
                if latest[clause].is_none() {
                    latest[clause] = Some(at);
                    missing -= 1;
                }
            });
        }
        let latest = Rc::new(latest);
        self.latest.borrow_mut().insert(party.clone(), Rc::clone(&latest));
        latest
    }

    /// How every act stands, by what became of consent in the current draft.
    pub fn standings(&self) -> &Standings<'b, 'a> {
        self.standings.get_or_init(|| Standings::judged(self.timeline, |at| self.judge(at)))
    }

    /// The same, for whoever asks nothing else.
    pub fn into_standings(mut self) -> Standings<'b, 'a> {
        let known = self.standings.take();
        known.unwrap_or_else(|| Standings::judged(self.timeline, |at| self.judge(at)))
    }

    /// What became of consent in the current draft; `None` where it cannot be followed there. Looks at what was said of
    /// words and at nothing that depends on how acts stand.
    fn judge(&self, at: usize) -> Option<Judgement> {
        let (cover, current) = (self.cover(at)?, self.sheets.current()?);
        let acts = self.timeline.acts();
        let links = self.sheets.links(&cover.sheet);
        let mut judgement = Judgement { replaced: None, changed: false, by_name: false };
        for old in cover.clauses().filter(|&old| links.to(old).is_empty()) {
            judgement.by_name = true;
            let exact = cover.sheet.exact && current.exact;
            judgement.changed |= exact && self.rests_on_words(at, cover, &[old]);
        }
        for party in &acts[at].by {
            let latest = self.latest(party);
            for &clause in cover.clauses().flat_map(|old| links.to(old)) {
                let Some(last) = latest[clause] else { continue };
                let Some(last_cover) = self.cover(last) else { continue };
                if last > at {
                    judgement.replaced = match is_consent(acts[last].kind()) {
                        false => Some(last),
                        true => self
                            .withdrawals(party, last, |withdrawal| self.covers(withdrawal, clause))
                            .first()
                            .and_then(|id| self.timeline.position(id)),
                    };
                    if judgement.replaced.is_some() {
                        return Some(judgement);
                    }
                }
                let changed = || self.fate(last, last_cover, clause) == Fate::Changed;
                let rests = || self.rests_on_words(last, last_cover, &self.origins(last_cover, clause));
                judgement.changed = judgement.changed || (rests() && changed());
            }
        }
        Some(judgement)
    }

    /// Places of the acts by which a party says how it stands, oldest first.
    fn spoken<'s>(&'s self, party: &'s ParticipantId) -> impl DoubleEndedIterator<Item = usize> + 's {
        let acts = self.timeline.acts();
        (0..acts.len()).filter(move |&at| speaks(acts[at].kind()) && self.timeline.is_by(at, party))
    }

    /// What an act covers; `None` where it concerns no draft, or one without a file.
    pub(super) fn cover(&self, at: usize) -> Option<&Cover<'t>> {
        self.covers[at].get_or_init(|| self.sheets.cover(self.timeline.anchor(at)?)).as_ref()
    }

    /// Calls `see` for each clause of the current draft that an act covers; more than once where clauses were merged.
    pub(super) fn each_clause(&self, at: usize, mut see: impl FnMut(usize)) {
        let Some(cover) = self.cover(at) else { return };
        let links = self.sheets.links(&cover.sheet);
        for old in cover.clauses() {
            for &new in links.to(old) {
                see(new);
            }
        }
    }

    /// Whether an act covers a clause of the current draft.
    fn covers(&self, at: usize, clause: usize) -> bool {
        self.cover(at).is_some_and(|cover| !self.origins(cover, clause).is_empty())
    }

    /// The clauses of a cover that became a clause of the current draft.
    fn origins(&self, cover: &Cover<'t>, clause: usize) -> Vec<usize> {
        let from = self.sheets.links(&cover.sheet).from(clause);
        from.iter().copied().filter(|&old| cover.root_of(old).is_some()).collect()
    }

    fn given(&self, at: usize, cover: &Cover<'t>) -> &Given {
        self.given[at].get_or_init(|| {
            let settled = Settled::new(self.texts, cover, &self.timeline.acts()[at].choice);
            let same = Same::new(&self.sheets, cover, &settled);
            Given { settled, same }
        })
    }

    /// What has become of the words that an act covers for a clause.
    fn fate(&self, at: usize, cover: &Cover<'t>, clause: usize) -> Fate {
        if self.sheets.is_current(&cover.sheet) {
            return Fate::Same;
        }
        let exact = cover.sheet.exact && self.sheets.current().is_some_and(|current| current.exact);
        match (exact, self.given(at, cover).same.of(&self.sheets, cover, clause)) {
            (false, _) => Fate::Unknown,
            (true, true) => Fate::Same,
            (true, false) => Fate::Changed,
        }
    }

    /// Where a party stands on a clause of the current draft by an act that covers it.
    fn entry(&self, party: &ParticipantId, at: usize, clause: usize) -> Consent {
        let Some(cover) = self.cover(at) else {
            return self.consent(party, at, None, &[], Fate::Unknown, Vec::new());
        };
        let withdrawn = self.withdrawals(party, at, |withdrawal| self.covers(withdrawal, clause));
        let fate = self.fate(at, cover, clause);
        let mut consent = self.consent(party, at, Some(cover), &self.origins(cover, clause), fate, withdrawn);
        let by_delegation = consent.authority == Some(Authority::Delegation);
        if by_delegation && consent.is_given() && self.mandates.leave_out(self, party, at, clause) {
            consent.flags.push(Flag::BeyondMandate);
        }
        consent
    }

    /// Withdrawals of an act by a party: of the whole of it, or of a part that counts.
    fn withdrawals(&self, party: &ParticipantId, at: usize, counts: impl Fn(usize) -> bool) -> Vec<ActId> {
        let acts = self.timeline.acts();
        let own = self.timeline.withdrawals(at).filter(|&withdrawal| self.timeline.is_by(withdrawal, party));
        let counting = own.filter(|&withdrawal| acts[withdrawal].anchor.is_none() || counts(withdrawal));
        counting.map(|withdrawal| acts[withdrawal].id.clone()).collect()
    }

    /// Whether an act is consent to the words of these clauses: only where it says so, they are on record, and every
    /// open point below is settled.
    fn is_to_words(&self, at: usize, cover: &Cover<'t>, origins: &[usize]) -> bool {
        if !cover.sheet.exact || !said(&self.timeline.acts()[at].deed).claims_words() || origins.is_empty() {
            return false;
        }
        let settled = &self.given(at, cover).settled;
        origins.iter().all(|&old| settled.settles(&cover.sheet, old))
    }

    /// An acceptance of the concept rests on no words; whatever else speaks, speaks of these words.
    fn rests_on_words(&self, at: usize, cover: &Cover<'t>, origins: &[usize]) -> bool {
        self.timeline.acts()[at].kind() != Kind::Accept || self.is_to_words(at, cover, origins)
    }

    fn consent(
        &self,
        party: &ParticipantId,
        at: usize,
        cover: Option<&Cover<'t>>,
        origins: &[usize],
        fate: Fate,
        withdrawn_by: Vec<ActId>,
    ) -> Consent {
        let act = self.timeline.acts()[at];
        let said = said(&act.deed);
        let anchor = self.timeline.anchor(at);
        let words = cover
            .filter(|cover| self.is_to_words(at, cover, origins))
            .map(|cover| self.given(at, cover).settled.digest(&cover.sheet, origins));
        let extent = said.consents.then_some(if words.is_some() { Extent::Words } else { Extent::Concept });
        let record_has_words = cover.is_some_and(|cover| cover.sheet.exact);
        let status = match withdrawn_by.is_empty() {
            true => said.status(extent, record_has_words),
            false => Status::Withdrawn,
        };
        let conditions = self.standings().conditions(act);
        let lapsed_by = self.answering(at, Kind::Lapse, |_| true);
        let corrected_by = self.answering(at, Kind::Correct, |_| true);
        let mut flags = Vec::new();
        if status != Status::Withdrawn {
            let rests_on_words = act.kind() != Kind::Accept || words.is_some();
            flags.extend((rests_on_words && fate == Fate::Changed).then_some(Flag::Stale));
            flags.extend(
                conditions
                    .iter()
                    .any(|it| it.state != crate::standing::State::Stands)
                    .then_some(Flag::Condition),
            );
            let over = act.until.is_some_and(|until| self.timeline.as_of.is_past(until));
            flags.extend((over || !lapsed_by.is_empty()).then_some(Flag::Expired));
            flags.extend(self.has_new_principal(party, at).then_some(Flag::FormerPrincipal));
            let claimed_in_vain = said.claims_words() && !record_has_words;
            flags.extend(
                ((rests_on_words && fate == Fate::Unknown) || claimed_in_vain).then_some(Flag::WordsUnknown),
            );
            flags.extend(self.is_denied_by(party, at).then_some(Flag::Denied));
            flags.extend((!corrected_by.is_empty()).then_some(Flag::Corrected));
        }
        let confirmed_by = self.answering(at, Kind::Confirm, |confirm| self.timeline.is_by(confirm, party));
        Consent {
            party: party.clone(),
            status,
            extent,
            claimed_extent: said.extent,
            strength: said.strength,
            authority: said.authority,
            finality: said.finality,
            form: said.form,
            lang: act.lang.clone().or_else(|| self.language_of(anchor?)),
            draft: anchor.map(|anchor| anchor.draft.clone()),
            since: Some(act.earliest()),
            until: act.until,
            through: act.through.clone(),
            confirmed: Some(act.confirmed || !confirmed_by.is_empty()),
            flags,
            conditions,
            act: Some(act.id.clone()),
            kind: Some(act.kind()),
            note: None,
            asked: None,
            withdrawn_by,
            lapsed_by,
            confirmed_by,
            corrected_by,
            denied_by: self.answering(at, Kind::Deny, |_| true),
            words,
        }
    }

    fn answering(&self, at: usize, kind: Kind, counts: impl Fn(usize) -> bool) -> Vec<ActId> {
        let acts = self.timeline.acts();
        self.timeline
            .answers(at, kind)
            .filter(|&answer| counts(answer))
            .map(|answer| acts[answer].id.clone())
            .collect()
    }

    /// Whether a party denies an act.
    pub(super) fn is_denied_by(&self, party: &ParticipantId, at: usize) -> bool {
        self.timeline.answers(at, Kind::Deny).any(|denial| self.timeline.is_by(denial, party))
    }

    /// Whether the party's principal or mandate has changed since an act, or on its day where the record does not say
    /// which came first, and the party has not confirmed the act since then.
    fn has_new_principal(&self, party: &ParticipantId, at: usize) -> bool {
        let acts = self.timeline.acts();
        let zone = &self.timeline.as_of.zone;
        let since = acts[at].earliest();
        let own = self.replacements.iter().rev().filter(|&&later| self.timeline.is_by(later, party));
        own.map(|&later| acts[later].earliest()).any(|replaced| {
            let timed = since.time().is_some() && replaced.time().is_some();
            let same_day = since.starts(zone).date() == replaced.starts(zone).date();
            let confirmed = || {
                self.timeline.answers(at, Kind::Confirm).any(|confirm| {
                    self.timeline.is_by(confirm, party)
                        && acts[confirm].earliest().compare(&replaced, zone).is_ge()
                })
            };
            (replaced.compare(&since, zone).is_gt() || (same_day && !timed)) && !confirmed()
        })
    }

    /// The language of the words that an act is about; that of an account of them is not theirs.
    fn language_of(&self, anchor: &Anchor) -> Option<String> {
        let entry = self.texts.entry(&anchor.draft)?;
        entry.authentic.is_words().then(|| entry.lang.clone())
    }

    /// No objection was made by the end of a silence procedure that reached this party.
    fn passed_in_silence(&self, party: &ParticipantId, procedure: usize, clause: usize) -> Consent {
        let act = self.timeline.acts()[procedure];
        let anchor = self.timeline.anchor(procedure);
        let fate = self.cover(procedure).map_or(Fate::Unknown, |cover| self.fate(procedure, cover, clause));
        let mut consent = silent(party, Status::NoObjection);
        consent.draft = anchor.map(|anchor| anchor.draft.clone());
        consent.lang = anchor.and_then(|anchor| self.language_of(anchor));
        consent.since = act.until;
        consent.act = Some(act.id.clone());
        consent.kind = Some(act.kind());
        if let (Deed::OpenSilence(silence), Some(until)) = (&act.deed, act.until) {
            consent.note = Some(format!("no objection by {until} under {}", silence.rule));
        }
        match fate {
            Fate::Same => {}
            Fate::Changed => consent.flags.push(Flag::Stale),
            Fate::Unknown => consent.flags.push(Flag::WordsUnknown),
        }
        consent
    }

    /// What a party has said that leads to no clause of the current draft: for each clause that is gone, the latest.
    fn orphaned(&self, party: &ParticipantId) -> Vec<Orphaned> {
        let acts = self.timeline.acts();
        let mut seen: BTreeSet<(DraftId, Option<usize>, Vec<String>)> = BTreeSet::new();
        let mut orphaned = Vec::new();
        for at in self.spoken(party).rev() {
            let Some(anchor) = self.timeline.anchor(at) else { continue };
            let cover = self.cover(at).filter(|cover| !cover.roots.is_empty());
            let (origins, clauses, why) = match cover {
                None => {
                    if !seen.insert((anchor.draft.clone(), None, anchor.clauses.clone())) {
                        continue;
                    }
                    (Vec::new(), anchor.clauses.clone(), Gone::NoText)
                }
                Some(cover) => {
                    let links = self.sheets.links(&cover.sheet);
                    let gone = links.gone.iter().copied().filter(|&old| cover.root_of(old).is_some());
                    let gone: Vec<usize> = gone
                        .filter(|&old| seen.insert((anchor.draft.clone(), Some(old), Vec::new())))
                        .collect();
                    if gone.is_empty() {
                        continue;
                    }
                    let top = topmost(&cover.sheet, &gone);
                    let ids = top.iter().map(|&old| cover.sheet.clauses[old].id.clone()).collect();
                    let why = if self.sheets.current().is_none() {
                        Gone::NoCurrentText
                    } else if links.lead_nowhere() {
                        Gone::NotFollowed
                    } else {
                        Gone::Deleted
                    };
                    (top, ids, why)
                }
            };
            let fate = match (why, cover) {
                (Gone::Deleted, Some(cover)) if cover.sheet.exact => Fate::Changed,
                _ => Fate::Unknown,
            };
            let withdrawn = self.withdrawals(party, at, |_| true);
            let consent = self.consent(party, at, cover, &origins, fate, withdrawn);
            debug_assert_eq!(consent.act.as_ref(), Some(&acts[at].id));
            orphaned.push(Orphaned { consent, clauses, why });
        }
        orphaned.reverse();
        orphaned
    }
}

/// Whether a party has said no, in whole or in part, or taken back what it said: silence undoes none of these.
fn refuses(status: Status) -> bool {
    matches!(status, Status::Reserved | Status::Rejected | Status::Withdrawn)
}

/// Clauses none of which stands under another.
fn topmost(sheet: &Sheet<'_>, clauses: &[usize]) -> Vec<usize> {
    let mut top: Vec<usize> = Vec::new();
    for &clause in clauses {
        if top.last().is_none_or(|&last| clause >= sheet.end[last]) {
            top.push(clause);
        }
    }
    top
}

fn rows<'s>(current: &'s Sheet<'_>) -> impl Iterator<Item = ClauseConsent> + 's {
    current.clauses.iter().enumerate().map(|(at, clause)| ClauseConsent {
        index: index(at),
        id: clause.id.clone(),
        label: clause.label.clone(),
        path: clause.path.clone(),
        line: clause.line,
        open_points: clause.open_points,
        consent: Vec::new(),
        different_words: Vec::new(),
    })
}

/// Consent to words, by the words that it rests on; none where they are all the same.
fn different_words(consent: &[Consent]) -> Vec<SameWords> {
    let mut groups: Vec<(onetext_text::words::WordsHash, SameWords)> = Vec::new();
    for given in consent.iter().filter(|given| given.status != Status::Withdrawn) {
        let (Some(words), Some(draft), Some(act)) = (given.words, &given.draft, &given.act) else { continue };
        let grounds = Grounds { party: given.party.clone(), draft: draft.clone(), act: act.clone() };
        match groups.iter_mut().find(|(other, _)| *other == words) {
            Some((_, group)) => group.parties.push(grounds),
            None => groups.push((words, SameWords { parties: vec![grounds] })),
        }
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// An entry for a party that has said nothing.
pub(super) fn silent(party: &ParticipantId, status: Status) -> Consent {
    Consent {
        party: party.clone(),
        status,
        extent: None,
        claimed_extent: None,
        strength: None,
        authority: None,
        finality: None,
        form: None,
        lang: None,
        draft: None,
        since: None,
        until: None,
        through: None,
        confirmed: None,
        flags: Vec::new(),
        conditions: Vec::new(),
        act: None,
        kind: None,
        note: None,
        asked: None,
        withdrawn_by: Vec::new(),
        lapsed_by: Vec::new(),
        confirmed_by: Vec::new(),
        corrected_by: Vec::new(),
        denied_by: Vec::new(),
        words: None,
    }
}

/// What an act says in the dimensions of consent.
struct Said {
    /// Whether it is consent, rather than a reservation or a refusal.
    consents: bool,
    /// Whether it is a signature or initials, which say that they are to the words by being on them.
    on_paper: bool,
    extent: Option<Extent>,
    strength: Option<Strength>,
    authority: Option<Authority>,
    finality: Option<Finality>,
    form: Option<Form>,
    refusal: Option<Status>,
}

fn said(deed: &Deed) -> Said {
    let nothing = Said {
        consents: false,
        on_paper: false,
        extent: None,
        strength: None,
        authority: None,
        finality: None,
        form: None,
        refusal: None,
    };
    match deed {
        Deed::Accept(Acceptance { extent, strength, authority, finality, form }) => Said {
            consents: true,
            extent: *extent,
            strength: *strength,
            authority: *authority,
            finality: *finality,
            form: *form,
            ..nothing
        },
        Deed::Initial(authority) | Deed::Sign(authority) => Said {
            consents: true,
            on_paper: true,
            authority: *authority,
            finality: Some(if matches!(deed, Deed::Sign(_)) {
                Finality::Final
            } else {
                Finality::Provisional
            }),
            form: Some(Form::Written),
            ..nothing
        },
        Deed::Reserve(form) => Said { form: *form, refusal: Some(Status::Reserved), ..nothing },
        Deed::Reject(form) => Said { form: *form, refusal: Some(Status::Rejected), ..nothing },
        _ => nothing,
    }
}

/// See [`super::status_of`].
pub(super) fn status_of(act: &Act, on_record: bool) -> Status {
    let said = said(&act.deed);
    let extent = if said.claims_words() && on_record { Extent::Words } else { Extent::Concept };
    said.status(Some(extent), on_record)
}

impl Said {
    fn claims_words(&self) -> bool {
        self.on_paper || self.extent == Some(Extent::Words)
    }

    /// All of it in one word; `extent` as it counts. Whoever signs a text that is not on record has accepted its words,
    /// whatever they are; `on_record` says whether it is.
    fn status(&self, extent: Option<Extent>, on_record: bool) -> Status {
        if let Some(refusal) = self.refusal {
            return refusal;
        }
        if extent != Some(Extent::Words) && (on_record || !self.on_paper) {
            return Status::InPrinciple;
        }
        if self.strength.is_some_and(|strength| strength != Strength::Accepts) {
            return Status::NoObjection;
        }
        if self.authority == Some(Authority::AdReferendum) {
            return Status::AdReferendum;
        }
        if self.finality == Some(Finality::Provisional) {
            return Status::Provisional;
        }
        Status::Accepted
    }
}
