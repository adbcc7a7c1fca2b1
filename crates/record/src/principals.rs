//! Who decides behind a delegation, and what it may agree to.

use std::collections::BTreeSet;

use crate::act::{Act, Deed};
use crate::ledger::cover::Sheets;
use crate::participant::Participant;
use crate::texts::Texts;
use crate::timeline::Timeline;
use crate::when::When;

/// Who decides behind a participant at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind<'a> {
    /// The principal; `None`: not recorded.
    pub principal: Option<&'a str>,
    /// Since when; `None`: since the start of the record.
    pub principal_since: Option<When>,
    /// The mandates that hold, the latest first; none: not recorded. One for some clauses takes the place of others on these
    /// clauses alone; one without a limit takes the place of all before it.
    pub mandates: Vec<Mandate<'a>>,
    /// The changes of either, in order.
    pub changes: Vec<&'a Act>,
}

/// What a delegation may agree to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mandate<'a> {
    /// In words.
    pub words: &'a str,
    /// Since when; `None`: since the start of the record.
    pub since: Option<When>,
    /// The act that gave it, which may name the clauses that it is for; `None`: it is as the case began.
    pub act: Option<&'a Act>,
    /// Whether it is from before the present principal, and may not be theirs.
    pub is_older: bool,
}

/// Who decides behind a participant at the moment. Takes time in proportion to the number of acts, and to the clauses that
/// mandates are for.
pub fn behind<'a>(timeline: &Timeline<'a>, texts: &dyn Texts, participant: &'a Participant) -> Behind<'a> {
    let mut behind = Behind {
        principal: participant.principal.as_deref(),
        principal_since: None,
        mandates: Vec::new(),
        changes: Vec::new(),
    };
    let first = participant.mandate.as_deref();
    let mut given: Vec<Mandate<'a>> =
        first.map(|words| Mandate { words, since: None, act: None, is_older: false }).into_iter().collect();
    for (at, act) in timeline.acts().iter().enumerate() {
        let Deed::Replace(replacement) = &act.deed else { continue };
        if !act.by.contains(&participant.id) || !timeline.is_in_force(at) {
            continue;
        }
        behind.changes.push(act);
        if let Some(principal) = &replacement.principal {
            (behind.principal, behind.principal_since) = (Some(principal.as_str()), Some(act.earliest()));
            given.iter_mut().for_each(|mandate| mandate.is_older = true);
        }
        if let Some(words) = &replacement.mandate {
            // What the case began with is what it had before anything was recorded of clauses.
            given.retain(|mandate| mandate.act.is_some());
            given.push(Mandate { words, since: Some(act.earliest()), act: Some(act), is_older: false });
        }
    }
    behind.mandates = those_that_hold(texts, given);
    behind
}

/// Of mandates in order, those that are the latest for anything; the latest first.
fn those_that_hold<'a>(texts: &dyn Texts, given: Vec<Mandate<'a>>) -> Vec<Mandate<'a>> {
    let sheets = Sheets::new(texts);
    let mut held: Vec<Mandate<'a>> = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for mandate in given.into_iter().rev() {
        let anchor =
            mandate.act.and_then(|act| act.anchor.as_ref()).filter(|anchor| !anchor.clauses.is_empty());
        let Some(anchor) = anchor else {
            held.push(mandate);
            break;
        };
        let now: BTreeSet<usize> = sheets.cover(anchor).map_or_else(BTreeSet::new, |cover| {
            let links = sheets.links(&cover.sheet);
            cover.clauses().flat_map(|clause| links.to(clause)).copied().collect()
        });
        let is_replaced = match now.is_empty() {
            // What leads to no clause of the text is replaced by what names the same.
            true => held.iter().any(|later| later.act.and_then(|act| act.anchor.as_ref()) == Some(anchor)),
            false => now.is_subset(&taken),
        };
        taken.extend(now);
        if !is_replaced {
            held.push(mandate);
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Authentic;
    use crate::testing::{Library, acts, as_of};

    #[test]
    fn a_mandate_for_some_clauses_holds_beside_those_for_others() {
        let text = "1. The gate is open.\n\n2. The pump is repaired.\n";
        let texts = Library::new(&[("first", Authentic::Text, text)]);
        let upper = participant();
        let told = |lines: &str| {
            let (acts, as_of) = (acts(lines), as_of("2031-03-20"));
            let found = behind(&Timeline::new(&acts, &as_of), &texts, &upper);
            found.mandates.iter().map(|one| one.words).collect::<Vec<_>>().join(", ")
        };
        let gate = "a replace upper 2031-03-05; mandate = \"gate\"; draft = \"first\"; clauses = [\"1\"]\n";
        let pump = "b replace upper 2031-03-06; mandate = \"pump\"; draft = \"first\"; clauses = [\"2\"]\n";
        assert_eq!(told(&format!("{gate}{pump}")), "pump, gate");
        let again =
            pump.replace("b replace", "c replace").replace("06", "07").replace("\"pump", "\"new pump");
        assert_eq!(told(&format!("{gate}{pump}{again}")), "new pump, gate");
        let all = "d replace upper 2031-03-04; mandate = \"all\"\n";
        assert_eq!(told(&format!("{all}{gate}{pump}")), "pump, gate, all");
        assert_eq!(told(&format!("{gate}{}", all.replace("04", "08"))), "all");
    }

    fn participant() -> Participant {
        Participant {
            id: "upper".into(),
            name: "Upper Farm".into(),
            roles: vec![crate::Role::Party],
            lead: false,
            principal: Some("A. Hill".into()),
            mandate: Some("water".into()),
            also: Vec::new(),
            audience: crate::Audience::public(),
        }
    }

    #[test]
    fn the_principal_is_the_latest_named_by_the_moment() {
        let upper = participant();
        let acts = acts(
            "a replace upper 2031-03-05; principal = \"B. Hill\"; former = \"A. Hill\"
             b replace lower 2031-03-06; principal = \"C. Dale\"
             c replace upper 2031-03-07; mandate = \"water and gates\"
             d replace upper 2031-03-08; principal = \"D. Hill\"
             e withdraw upper 2031-03-09; answers = \"d\"",
        );
        let on = |date: &str| {
            let as_of = as_of(date);
            let found = behind(&Timeline::new(&acts, &as_of), &Library::new(&[]), &upper);
            let mandate = found.mandates.first();
            format!("{:?} {:?} {}", found.principal, mandate.map(|one| one.words), mandate.unwrap().is_older)
        };
        assert_eq!(on("2031-03-04"), "Some(\"A. Hill\") Some(\"water\") false");
        assert_eq!(on("2031-03-05"), "Some(\"B. Hill\") Some(\"water\") true");
        assert_eq!(on("2031-03-07"), "Some(\"B. Hill\") Some(\"water and gates\") false");
        assert_eq!(on("2031-03-08"), "Some(\"D. Hill\") Some(\"water and gates\") true");
        assert_eq!(on("2031-03-09"), "Some(\"B. Hill\") Some(\"water and gates\") false");
    }
}
