//! Names of things in a record, each of its own type so that one cannot be taken for another.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as written in the case.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
    };
}

id!(
    /// A participant.
    ///
    /// ```compile_fail
    /// let draft: onetext_record::DraftId = onetext_record::ParticipantId::new("upper");
    /// ```
    ParticipantId
);
id!(
    /// A draft of the negotiating text.
    DraftId
);
id!(
    /// A provision of the plan.
    ProvisionId
);
id!(
    /// An assessment of a party's wishes.
    AssessmentId
);
id!(
    /// An act of the record.
    ActId
);
id!(
    /// A named set of participants.
    AudienceId
);
id!(
    /// A contested thing for which participants have words of their own.
    TermId
);
id!(
    /// A free note that waits to be sorted.
    NoteId
);
