//! Names of enumerated values, as files write them: one list per type, from which reading, printing and help are made.

use std::str::FromStr;

use crate::act::{
    Account, Allowed, Authority, Bound, Extent, Finality, Form, Kind, Level, Performance, Strength,
};
use crate::entry::{Force, Pending, ReadAs};
use crate::participant::Role;
use crate::plan::exchange::Giving;
use crate::plan::following::State;
use crate::plan::{Check, Modality, PowerKind, Sort};
use crate::preferences::{Meant, Sort as AssessmentSort};
use crate::source::SourceKind;

/// A name that is not one of those that a field can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no \u{201c}{0}\u{201d} here")]
pub struct UnknownName(pub String);

macro_rules! names {
    ($type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $type {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The name of every value, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// As written in files.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }

        impl FromStr for $type {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                match name {
                    $($name => Ok(Self::$variant),)*
                    other => Err(UnknownName(other.to_owned())),
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

names!(Kind {
    Table = "table",
    Amend = "amend",
    Clarify = "clarify",
    Interpret = "interpret",
    Float = "float",
    Accept = "accept",
    Reserve = "reserve",
    Reject = "reject",
    Withdraw = "withdraw",
    Lapse = "lapse",
    Endorse = "endorse",
    Deliver = "deliver",
    Show = "show",
    Convey = "convey",
    Ask = "ask",
    Respond = "respond",
    Assure = "assure",
    State = "state",
    Warn = "warn",
    Deny = "deny",
    Characterise = "characterise",
    OpenSilence = "open_silence",
    BreakSilence = "break_silence",
    Replace = "replace",
    Convene = "convene",
    Attend = "attend",
    Measure = "measure",
    Initial = "initial",
    Sign = "sign",
    Report = "report",
    Allege = "allege",
    Verify = "verify",
    Disclose = "disclose",
    Correct = "correct",
    Confirm = "confirm",
});
names!(Extent { Words = "words", Concept = "concept" });
names!(Strength {
    Accepts = "accepts",
    CanLiveWith = "can_live_with",
    NoObjection = "no_objection",
    TakesNote = "takes_note",
});
names!(Authority { Delegation = "delegation", AdReferendum = "ad_referendum", Principal = "principal" });
names!(Finality { Provisional = "provisional", Final = "final" });
names!(Form { Oral = "oral", ReadBack = "read_back", Written = "written" });
names!(Allowed {
    ForYouOnly = "for_you_only",
    MayBeConveyed = "may_be_conveyed",
    MayBeFloated = "may_be_floated",
});
names!(Account { Readout = "readout", PressLine = "press_line" });
names!(Performance {
    Fulfilled = "fulfilled",
    Partly = "partly",
    NotFulfilled = "not_fulfilled",
    Suspended = "suspended",
    Excused = "excused",
});
names!(State {
    InDispute = "in_dispute",
    Alleged = "alleged",
    NotFulfilled = "not_fulfilled",
    Suspended = "suspended",
    Excused = "excused",
    Late = "late",
    Fulfilled = "fulfilled",
    Happened = "happened",
    Partly = "partly",
    Overdue = "overdue",
    Awaited = "awaited",
    Unknown = "unknown",
    NotDue = "not_due",
    Running = "running",
    Ended = "ended",
    Unused = "unused",
    InUse = "in_use",
});
names!(Level { NotBegun = "not_begun", Minimal = "minimal", Intermediate = "intermediate", Full = "full" });
names!(Sort {
    Event = "event",
    Phase = "phase",
    Obligation = "obligation",
    Power = "power",
    Key = "key",
    Batch = "batch",
    List = "list",
    Dispute = "dispute",
    Calendar = "calendar",
    Value = "value",
    Guarantee = "guarantee",
    Owned = "owned",
});
names!(AssessmentSort {
    Prefers = "prefers",
    Extremes = "extremes",
    Share = "share",
    Ratio = "ratio",
    RedLine = "red_line",
    Reservation = "reservation",
});
names!(Meant {
    AllElseEqual = "all else equal",
    WhateverElse = "whatever else",
    InTime = "in time",
});
names!(Modality { Duty = "duty", Prohibition = "prohibition" });
names!(PowerKind { Suspend = "suspend", Terminate = "terminate", Extend = "extend", SnapBack = "snap_back" });
names!(Giving { Gives = "gives", Returns = "returns" });
names!(Check {
    Stale = "stale",
    UndefinedEvent = "undefined_event",
    UndefinedActor = "undefined_actor",
    NoDeadline = "no_deadline",
    NoVerifier = "no_verifier",
    CircularWaiting = "circular_waiting",
    Unreachable = "unreachable",
    OneSidedGate = "one_sided_gate",
    ImpossibleBranch = "impossible_branch",
    DutyAndProhibition = "duty_and_prohibition",
    NoConsequence = "no_consequence",
    NoDisputeRoute = "no_dispute_route",
    NoExtension = "no_extension",
    DatesConflict = "dates_conflict",
    NotControllable = "not_controllable",
    ListAfterUse = "list_after_use",
    SumsDiffer = "sums_differ",
    NotAccepted = "not_accepted",
});
names!(Pending { Accepted = "accepted", Rejected = "rejected" });
names!(Force { Authentic = "authentic", Courtesy = "courtesy", Unofficial = "unofficial" });
names!(Bound { Exactly = "exactly", About = "about", AtLeast = "at_least", MoreThan = "more_than" });
names!(Role {
    Party = "party",
    Mediator = "mediator",
    Guarantor = "guarantor",
    Endorser = "endorser",
    OutsideActor = "outside_actor",
});
names!(SourceKind {
    Text = "text",
    Statement = "statement",
    Report = "report",
    Anonymous = "anonymous",
    Leak = "leak",
});
names!(ReadAs {
    Text = "text",
    Optional = "optional",
    Alternatives = "alternatives",
    Placeholder = "placeholder",
    Link = "link",
});

#[cfg(test)]
mod tests {
    use super::*;

    fn same_as_json<T: serde::Serialize + Copy>(all: &[T], names: &[&str]) {
        for (value, name) in all.iter().zip(names) {
            assert_eq!(serde_json::to_value(value).unwrap(), *name);
        }
    }

    #[test]
    fn a_name_is_the_same_in_files_and_in_json() {
        same_as_json(Kind::ALL, Kind::NAMES);
        same_as_json(Extent::ALL, Extent::NAMES);
        same_as_json(Strength::ALL, Strength::NAMES);
        same_as_json(Authority::ALL, Authority::NAMES);
        same_as_json(Finality::ALL, Finality::NAMES);
        same_as_json(Form::ALL, Form::NAMES);
        same_as_json(Bound::ALL, Bound::NAMES);
        same_as_json(Allowed::ALL, Allowed::NAMES);
        same_as_json(Account::ALL, Account::NAMES);
        same_as_json(Performance::ALL, Performance::NAMES);
        same_as_json(Level::ALL, Level::NAMES);
        same_as_json(Sort::ALL, Sort::NAMES);
        same_as_json(Modality::ALL, Modality::NAMES);
        same_as_json(PowerKind::ALL, PowerKind::NAMES);
        same_as_json(Giving::ALL, Giving::NAMES);
        same_as_json(Check::ALL, Check::NAMES);
        same_as_json(Force::ALL, Force::NAMES);
        same_as_json(Role::ALL, Role::NAMES);
        same_as_json(SourceKind::ALL, SourceKind::NAMES);
        same_as_json(ReadAs::ALL, ReadAs::NAMES);
    }

    #[test]
    fn every_kind_is_read_by_its_name_and_kinds_are_in_declared_order() {
        for &kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("acept".parse::<Kind>(), Err(UnknownName("acept".into())));
        assert_eq!(Kind::ALL.len(), 35);
    }
}
