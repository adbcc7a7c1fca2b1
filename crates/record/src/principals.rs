//! Who decides behind a delegation, and what it may agree to.

use crate::act::{Act, Deed};
use crate::participant::Participant;
use crate::timeline::Timeline;
use crate::when::When;

/// Who decides behind a participant at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind<'a> {
    /// The principal; `None`: not recorded.
    pub principal: Option<&'a str>,
    /// Since when; `None`: since the start of the record.
    pub principal_since: Option<When>,
    /// What the delegation may agree to; `None`: not recorded.
    pub mandate: Option<&'a str>,
    /// Since when; `None`: since the start of the record.
    pub mandate_since: Option<When>,
    /// The act that gave it, which may name the clauses that it is for; `None`: it is as the case began.
    pub mandate_act: Option<&'a Act>,
    /// Whether the mandate is from before the present principal, and may not be theirs.
    pub mandate_is_older: bool,
    /// The changes of either, in order.
    pub changes: Vec<&'a Act>,
}

/// Who decides behind a participant at the moment. Takes time in proportion to the number of acts.
pub fn behind<'a>(timeline: &Timeline<'a>, participant: &'a Participant) -> Behind<'a> {
    let mut behind = Behind {
        principal: participant.principal.as_deref(),
        principal_since: None,
        mandate: participant.mandate.as_deref(),
        mandate_since: None,
        mandate_act: None,
        mandate_is_older: false,
        changes: Vec::new(),
    };
    for (at, act) in timeline.acts().iter().enumerate() {
        let Deed::Replace(replacement) = &act.deed else { continue };
        if !act.by.contains(&participant.id) || !timeline.is_in_force(at) {
            continue;
        }
        behind.changes.push(act);
        if let Some(principal) = &replacement.principal {
            (behind.principal, behind.principal_since) = (Some(principal.as_str()), Some(act.earliest()));
            behind.mandate_is_older = behind.mandate.is_some();
        }
        if let Some(mandate) = &replacement.mandate {
            (behind.mandate, behind.mandate_since) = (Some(mandate.as_str()), Some(act.earliest()));
            behind.mandate_act = Some(act);
            behind.mandate_is_older = false;
        }
    }
    behind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{acts, as_of};

    #[test]
    fn the_principal_is_the_latest_named_by_the_moment() {
        let upper = Participant {
            id: "upper".into(),
            name: "Upper Farm".into(),
            roles: vec![crate::Role::Party],
            lead: false,
            principal: Some("A. Hill".into()),
            mandate: Some("water".into()),
            also: Vec::new(),
            audience: crate::Audience::public(),
        };
        let acts = acts(
            "a replace upper 2031-03-05; principal = \"B. Hill\"; former = \"A. Hill\"
             b replace lower 2031-03-06; principal = \"C. Dale\"
             c replace upper 2031-03-07; mandate = \"water and gates\"
             d replace upper 2031-03-08; principal = \"D. Hill\"
             e withdraw upper 2031-03-09; answers = \"d\"",
        );
        let on = |date: &str| {
            let as_of = as_of(date);
            let found = behind(&Timeline::new(&acts, &as_of), &upper);
            format!("{:?} {:?} {}", found.principal, found.mandate, found.mandate_is_older)
        };
        assert_eq!(on("2031-03-04"), "Some(\"A. Hill\") Some(\"water\") false");
        assert_eq!(on("2031-03-05"), "Some(\"B. Hill\") Some(\"water\") true");
        assert_eq!(on("2031-03-07"), "Some(\"B. Hill\") Some(\"water and gates\") false");
        assert_eq!(on("2031-03-08"), "Some(\"D. Hill\") Some(\"water and gates\") true");
        assert_eq!(on("2031-03-09"), "Some(\"B. Hill\") Some(\"water and gates\") false");
    }
}
