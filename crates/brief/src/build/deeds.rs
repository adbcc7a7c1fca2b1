//! What was done, as a sentence.
//!
//! Kinds of acts are put in words that both sides can read: whoever records an act as a clarification does not decide what it
//! is. The author's own label, and those of others, stand beside it.

use onetext_record::act::{
    Acceptance, Account, Act, Deed, Extent, Figure, Rearranged, Rendering, Round, Statement,
};
use onetext_record::{Audience, AudienceName};

use super::choices::chosen;
use super::say::{Say, clauses};
use crate::line::{Line, clean};
use crate::wording;

impl Say<'_> {
    /// Who did what: a whole sentence without the words said.
    pub(crate) fn sentence(&self, act: &Act) -> Line {
        let names = self.names(&act.by);
        match &act.deed {
            Deed::Measure(figure) => {
                let line = Line::new().given(&figure.indicator).text(": ").given(&figure_words(figure));
                if names.is_empty() { line } else { line.text(", according to ").line(&names) }
            }
            Deed::Lapse => Line::from("Ran out: ").line(&self.answered(act)),
            Deed::State(_) | Deed::Report(_) if names.is_empty() => {
                Line::from("Reported").line(&self.anchored_to(act))
            }
            _ if names.is_empty() => self.predicate(act),
            _ => names.text(" ").line(&self.predicate(act)),
        }
    }

    /// Who did what, in few words: for lists that say where the rest is.
    pub(super) fn short_sentence(&self, act: &Act) -> Line {
        let line = self.short_sentence_plain(act);
        if act.through.is_some() && !act.confirmed { line.text(" (not confirmed)") } else { line }
    }

    /// The same, where it is said already whether it is confirmed.
    pub(super) fn short_sentence_plain(&self, act: &Act) -> Line {
        let names = self.names(&act.by);
        let of = |verb: &str| Line::new().text(verb).text(" ").line(&self.object_short(act));
        let line = match &act.deed {
            Deed::Table(tabling) if tabling.sealed => {
                of("put forward, for sealed answers,").text(" to ").line(&self.names(&act.to))
            }
            Deed::Table(_) => of("put forward"),
            Deed::Amend if is_new(act) => of("proposed"),
            Deed::Amend => of("proposed a change to"),
            Deed::Clarify => of("stated a meaning of"),
            Deed::Interpret(Rendering { renders: Some(renders) }) => {
                let line = Line::from("rendered \u{201c}").given(renders).text("\u{201d}");
                line.line(&self.anchored_to(act))
            }
            Deed::Interpret(_) => of("gave its reading of"),
            Deed::Float => of("tried out an idea on"),
            Deed::Deliver(_) => of("handed over").text(" to ").line(&self.names(&act.to)),
            Deed::Accept(acceptance) => {
                let line = of(acceptance.strength.map_or("gave consent to", wording::strength));
                match acceptance.extent {
                    Some(Extent::Words) => line,
                    _ => line.text(" in principle"),
                }
            }
            Deed::Reserve(_) => of("accepted, but for an exception,"),
            Deed::Reject(_) => of("declined"),
            Deed::Endorse(_) => of("supported, without being bound,"),
            Deed::Respond(_) => Line::from("answered ").line(&self.answered_short(act)),
            Deed::Withdraw => Line::from("took back ").line(&self.answered_short(act)),
            Deed::Deny => Line::from("denied ").line(&self.answered_short(act)),
            Deed::Confirm => Line::from("confirmed ").line(&self.answered_short(act)),
            Deed::Correct => Line::from("corrected ").line(&self.answered_short(act)),
            Deed::Characterise => {
                let line = Line::from("called ").line(&self.answered_short(act));
                match &act.label {
                    Some(label) => line.text(" ").quoted(label),
                    None => line,
                }
            }
            Deed::Lapse | Deed::Measure(_) => return self.sentence(act),
            Deed::Convene(round) => match &round.place {
                Some(place) => Line::from("called a round, ").given(place),
                None => Line::from("called a round"),
            },
            _ => self.doing(act),
        };
        if names.is_empty() { line } else { names.text(" ").line(&line) }
    }

    /// The words or the act that something was done to, in few words: of the present text, the clauses alone.
    fn object_short(&self, act: &Act) -> Line {
        let current = self.view.texts().current_version().map(|version| &version.entry.id);
        match &act.anchor {
            _ if act.rearranged.is_some() => self.object(act),
            Some(anchor) if Some(&anchor.draft) == current && anchor.clauses.is_empty() => {
                Line::from("the present text")
            }
            Some(anchor) if Some(&anchor.draft) == current => clauses(&anchor.clauses),
            None if act.answers.is_some() => self.answered_short(act),
            _ => self.object(act),
        }
    }

    /// The act that another one answers, as a noun in few words.
    fn answered_short(&self, act: &Act) -> Line {
        match act.answers.as_ref().and_then(|id| self.act(id)) {
            Some(answered) => self.short_noun(answered),
            None => Line::from("an earlier act"),
        }
    }

    /// An act as a noun in few words: `the proposed change of 15 Mar on clause 2`.
    pub(super) fn short_noun(&self, act: &Act) -> Line {
        let line = Line::from(noun(act)).text(" of ").text(&self.date(&act.earliest()).short);
        match &act.anchor {
            _ if act.rearranged.is_some() => line.text(" on ").line(&self.object(act)),
            Some(anchor) if !anchor.clauses.is_empty() => line.text(" on ").line(&clauses(&anchor.clauses)),
            _ => line,
        }
    }

    /// What was done, without who did it.
    pub(super) fn predicate(&self, act: &Act) -> Line {
        let mut line = self.doing(act);
        if let Some(origin) = &act.origin {
            line = line.text(" (came from ").given(self.view.name(&origin.participant)).text(")");
        }
        if let Some(through) = &act.through {
            line = line.text(", through ").given(self.view.name(through));
            line = line.text(if act.confirmed { " (confirmed)" } else { " (not confirmed)" });
        }
        if let Some(until) = &act.until {
            line = line.text(", until ").text(&self.date(until).words);
        }
        if act.red_line {
            line = line.text("; says that it cannot accept this");
        }
        line
    }

    fn doing(&self, act: &Act) -> Line {
        let of = |verb: &str| self.with_object(verb, act);
        match &act.deed {
            Deed::Table(_) => of("put forward"),
            Deed::Amend if is_new(act) => of("proposed"),
            Deed::Amend => of("proposed a change to"),
            Deed::Clarify => of("stated a meaning of"),
            Deed::Interpret(_) => of("gave its reading of"),
            Deed::Float => of("tried out an idea on"),
            Deed::Accept(acceptance) => self.accepting(act, acceptance),
            Deed::Reserve(form) => self.with_form(of("accepted, but for an exception,"), *form),
            Deed::Reject(form) => self.with_form(of("declined"), *form),
            Deed::Withdraw => Line::from("took back ").line(&self.answered(act)),
            Deed::Lapse => Line::from("ran out: ").line(&self.answered(act)),
            Deed::Endorse(extent) => of("supported, without being bound,")
                .text(" (")
                .text(wording::extent(Some(*extent)))
                .text(")"),
            Deed::Deliver(delivery) => {
                let line = of("handed over").text(" to ").line(&self.names(&act.to));
                match &delivery.copy {
                    Some(copy) => line.text(" (copy ").given(copy).text(")"),
                    None => line,
                }
            }
            Deed::Show(_) => of("showed").text(" to ").line(&self.names(&act.to)).text(" and took it back"),
            Deed::Convey => Line::from("conveyed to ").line(&self.names(&act.to)),
            Deed::Ask { .. } => {
                let line = Line::from("asked ").line(&self.names(&act.to));
                match &act.anchor {
                    Some(anchor) => line.text(" about ").line(&self.anchor(anchor)),
                    None => line,
                }
            }
            Deed::Respond(response) => {
                self.with_form(Line::from("answered ").line(&self.answered(act)), response.form)
            }
            Deed::Assure(assurance) => {
                let line = Line::from("promised ").line(&self.names(&act.to));
                let line = match assurance.heard_by.as_slice() {
                    [] => line,
                    heard => line.text(" in the hearing of ").line(&self.names(heard)),
                };
                self.with_form(line, assurance.form)
            }
            Deed::State(_) => self.stating(act),
            Deed::Warn(warning) => {
                let line = self.about("warned", &warning.about);
                let concerns = warning.concerns.iter().enumerate();
                concerns.fold(line, |line, (at, option)| {
                    line.text(if at == 0 { "; concerns: " } else { ", " }).given(option)
                })
            }
            Deed::Deny => Line::from("denied ").line(&self.answered(act)),
            Deed::Characterise => {
                let line = Line::from("called ").line(&self.answered(act));
                match &act.label {
                    Some(label) => line.text(" ").quoted(label),
                    None => line,
                }
            }
            Deed::OpenSilence(rule) => {
                of("began a silence procedure on").text(" under the rule ").quoted(&rule.rule)
            }
            Deed::BreakSilence { .. } => Line::from("objected under ").line(&self.answered(act)),
            Deed::Replace(change) => {
                let mut line = Line::from("changed its ");
                match (&change.principal, &change.mandate) {
                    (Some(principal), _) => line = line.text("principal: ").given(principal).text(" decides"),
                    (None, Some(mandate)) => line = line.text("mandate: ").given(mandate),
                    (None, None) => line = line.text("principal or mandate"),
                }
                if let (Some(_), Some(mandate)) = (&change.principal, &change.mandate) {
                    line = line.text("; mandate: ").given(mandate);
                }
                match &change.former {
                    Some(former) => line.text(" (before: ").given(former).text(")"),
                    None => line,
                }
            }
            Deed::Convene(round) => self.calling(round),
            Deed::Attend { present } => {
                let line = Line::from(if *present { "attended " } else { "did not attend " });
                line.line(&self.answered(act))
            }
            Deed::Measure(figure) => {
                Line::new().given(&figure.indicator).text(": ").given(&figure_words(figure))
            }
            Deed::Initial(authority) => self.signing(of("initialled"), *authority),
            Deed::Sign(authority) => self.signing(of("signed"), *authority),
            Deed::Report(finding) => self.about("reported", &finding.about),
            Deed::Allege(allegation) => self.about("alleged a breach", &allegation.about),
            Deed::Verify(finding) => self.about("established", &finding.about),
            Deed::Disclose { to_audience } => {
                let what = if act.answers.is_some() { self.answered(act) } else { self.object(act) };
                Line::from("disclosed ").line(&what).text(" to ").line(&self.readers(act, to_audience))
            }
            Deed::Correct => Line::from("corrected ").line(&self.answered(act)),
            Deed::Confirm => Line::from("confirmed ").line(&self.answered(act)),
        }
    }

    /// To whom something was disclosed, as far as the reader may know.
    fn readers(&self, act: &Act, to_audience: &Audience) -> Line {
        match (act.to.is_empty(), to_audience.0.contains(&AudienceName::Public)) {
            (_, true) => Line::from("everybody"),
            (true, false) => Line::from("others"),
            (false, false) => self.names(&act.to),
        }
    }

    fn stating(&self, act: &Act) -> Line {
        let what = match &act.deed {
            Deed::State(Statement { account: Some(Account::Readout), .. }) => {
                "gave this account of a meeting"
            }
            Deed::State(Statement { account: Some(Account::PressLine), .. }) => "gave this line to the press",
            _ => "stated",
        };
        let line = Line::from(what);
        let line = match &act.deed {
            Deed::State(statement) if !statement.agreed_by.is_empty() => {
                line.text(", agreed by ").line(&self.names(&statement.agreed_by))
            }
            _ => line,
        };
        let line = match act.to.as_slice() {
            [] => line,
            to => line.text(" to ").line(&self.names(to)),
        };
        line.line(&self.anchored_to(act))
    }

    /// The words that something said is about.
    fn anchored_to(&self, act: &Act) -> Line {
        match &act.anchor {
            Some(anchor) => Line::from(", about ").line(&self.anchor(anchor)),
            None => Line::new(),
        }
    }

    /// An acceptance with every dimension that is recorded.
    fn accepting(&self, act: &Act, acceptance: &Acceptance) -> Line {
        let verb = acceptance.strength.map_or("gave consent to", wording::strength);
        let mut details = vec![wording::extent(acceptance.extent)];
        details.extend(acceptance.authority.map(wording::authority));
        details.extend(acceptance.finality.map(wording::finality));
        details.extend(acceptance.form.map(wording::form));
        let mut line = self.with_object(verb, act).text(" (").text(&details.join("; "));
        if let Some(lang) = &act.lang {
            line = line.text("; in ").text(&wording::language(lang));
        }
        for (at, words) in chosen(self, act, None).iter().enumerate() {
            line = line.text(if at == 0 { "; choosing " } else { ", " }).line(words);
        }
        line.text(")")
    }

    fn signing(&self, line: Line, authority: Option<onetext_record::act::Authority>) -> Line {
        match authority {
            Some(authority) => line.text(", ").text(wording::authority(authority)),
            None => line,
        }
    }

    fn calling(&self, round: &Round) -> Line {
        let mut line = Line::from("called a round");
        if let Some(place) = &round.place {
            line = line.text(", ").given(place);
        }
        if !round.attendees.is_empty() {
            line = line.text(", with ").line(&self.names(&round.attendees));
        }
        if !round.absent.is_empty() {
            line = line.text("; not attending: ").line(&self.names(&round.absent));
        }
        for (at, aim) in round.aims.iter().enumerate() {
            line = line.text(if at == 0 { "; aims: " } else { ", " }).given(aim);
        }
        for (at, what) in round.without_deal.iter().enumerate() {
            line = line.text(if at == 0 { "; without a deal, as stated: " } else { ", " }).given(what);
        }
        if let Some(ends) = &round.ends {
            line = line.text("; last day: ").text(&self.date(ends).words);
        }
        for (at, step) in round.next.iter().enumerate() {
            line = line.text(if at == 0 { "; next: " } else { ", " }).given(&step.what);
            if let Some(owner) = &step.owner {
                line = line.text(" (").given(self.view.name(owner)).text(")");
            }
            if let Some(on) = &step.on {
                line = line.text(" on ").text(&self.date(on).words);
            }
        }
        if let Some(outcome) = &round.outcome {
            line = line.text("; outcome: ").given(outcome);
        }
        line
    }

    fn about(&self, verb: &str, about: &[onetext_record::ParticipantId]) -> Line {
        let line = Line::new().text(verb);
        if about.is_empty() { line } else { line.text(", about ").line(&self.names(about)) }
    }

    fn with_form(&self, line: Line, form: Option<onetext_record::act::Form>) -> Line {
        match form {
            Some(form) => line.text(" (").text(wording::form(form)).text(")"),
            None => line,
        }
    }

    fn with_object(&self, verb: &str, act: &Act) -> Line {
        Line::new().text(verb).text(" ").line(&self.object(act))
    }

    /// The words or the act that something was done to.
    fn object(&self, act: &Act) -> Line {
        match (self.concerned(act), &act.answers) {
            (Some(concerned), _) => concerned,
            (None, Some(_)) => self.answered(act),
            (None, None) => Line::from("these words"),
        }
    }

    /// The act that another one answers, as a noun.
    fn answered(&self, act: &Act) -> Line {
        match act.answers.as_ref().and_then(|id| self.act(id)) {
            Some(answered) => self.noun(answered),
            None => Line::from("an earlier act"),
        }
    }

    /// An act as a noun: `the proposed change of 15 March 2031 by Village Council on clause 2`.
    pub(super) fn noun(&self, act: &Act) -> Line {
        let mut line = Line::from(noun(act));
        line = line.text(" of ").text(&self.date(&act.earliest()).words);
        if !act.by.is_empty() {
            line = line.text(" by ").line(&self.names(&act.by));
        }
        match self.concerned(act) {
            Some(concerned) => line.text(" on ").line(&concerned),
            None => line,
        }
    }
}

/// Whether an act puts forward a new clause.
fn is_new(act: &Act) -> bool {
    matches!(act.rearranged, Some(Rearranged::New { .. }))
}

/// What an act is called as a noun.
fn noun(act: &Act) -> &'static str {
    match &act.deed {
        Deed::Table(_) => "the proposal",
        Deed::Amend => "the proposed change",
        Deed::Clarify => "the stated meaning",
        Deed::Interpret(_) => "the reading",
        Deed::Float => "the idea",
        Deed::Accept(_) => "the acceptance",
        Deed::Reserve(_) => "the reservation",
        Deed::Reject(_) => "the refusal",
        Deed::Withdraw => "the withdrawal",
        Deed::Lapse => "the lapse",
        Deed::Endorse(_) => "the support",
        Deed::Deliver(_) => "the delivery",
        Deed::Show(_) => "the showing",
        Deed::Convey => "the message",
        Deed::Ask { .. } => "the question",
        Deed::Respond(_) => "the answer",
        Deed::Assure(_) => "the promise",
        Deed::State(_) => "the statement",
        Deed::Warn(_) => "the warning",
        Deed::Deny => "the denial",
        Deed::Characterise => "the label",
        Deed::OpenSilence(_) => "the silence procedure",
        Deed::BreakSilence { .. } => "the objection",
        Deed::Replace(_) => "the change of principal or mandate",
        Deed::Convene(_) => "the round",
        Deed::Attend { .. } => "the attendance",
        Deed::Measure(_) => "the figure",
        Deed::Initial(_) => "the initialling",
        Deed::Sign(_) => "the signature",
        Deed::Report(_) => "the report",
        Deed::Allege(_) => "the alleged breach",
        Deed::Verify(_) => "the finding",
        Deed::Disclose { .. } => "the disclosure",
        Deed::Correct => "the correction",
        Deed::Confirm => "the confirmation",
    }
}

/// Value, bound and unit of a figure.
pub(super) fn figure_words(figure: &Figure) -> String {
    let unit = figure.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    clean(&format!("{}{}{unit}", wording::bound(figure.bound), wording::grouped(figure.value.as_str())))
}
