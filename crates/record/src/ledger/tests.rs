//! Every rule of the ledger on texts small enough to see through.

mod oracle;

use onetext_text::draft::Draft;
use onetext_text::lineage::Lineage;
use onetext_text::outline::Outline;
use onetext_text::readings::ReadingOptions;
use onetext_text::source::Source;

use super::*;
use crate::act::Choice;
use crate::entry::{Authentic, DraftEntry};
use crate::testing::{acts, as_of};

const FIRST: &str = "\
# Agreement on the well

1. Each farm [shall][should] draw water on alternate days.

2. Lower Farm shall repair the pump within 14 days of signature.

3. Upper Farm shall open the gate to the well.

   (a) from dawn to dusk;

   (b) on market days without a toll.

4. The priest shall bless the well every year.
";

const SECOND: &str = "\
# Agreement on the well

1. Each farm shall draw water on alternate days.

2. Lower Farm shall repair the pump within 21 days of signature.

3. Upper Farm shall open the gate to the well.

   (a) from dawn to dusk;

   (b) on market days for a toll of one coin.

4. Each farm shall send a witness to the council.
";

/// Drafts with lineage straight to the last one, which is the current one.
struct Library(Vec<Volume>);

/// What is said of a draft, its words, and what each clause became in the current draft.
type Volume = (DraftEntry, Option<Draft>, Vec<Vec<ClauseIndex>>);

impl Library {
    /// Drafts as `id`, what they are, and their text; `-` where there is no file.
    fn new(drafts: &[(&str, Authentic, &str)]) -> Self {
        let parse = |text: &str| {
            let source = Source::from_bytes(text.as_bytes().to_vec()).unwrap();
            Draft::parse(source, &ReadingOptions::default())
        };
        let last = drafts.last().filter(|(_, _, text)| *text != "-").map(|(_, _, text)| parse(text));
        let read = |(id, authentic, text): &(&str, Authentic, &str)| {
            let draft = (*text != "-").then(|| parse(text));
            let links = match (&draft, &last) {
                (Some(draft), Some(last)) => {
                    let lineage = Lineage::between(draft, last, &[]);
                    (0..draft.outline().clauses.len() as u32)
                        .map(|at| lineage.successors(ClauseIndex(at)).to_vec())
                        .collect()
                }
                _ => Vec::new(),
            };
            let entry = DraftEntry {
                id: (*id).into(),
                title: None,
                lang: "en".into(),
                by: vec!["council".into()],
                on: "2031-03-01".parse().unwrap(),
                known: "2031-03-01".parse().unwrap(),
                audience: crate::Audience::public(),
                authentic: authentic.clone(),
                current: false,
                sources: Vec::new(),
                note: None,
            };
            (entry, draft, links)
        };
        Self(drafts.iter().map(read).collect())
    }

    fn two() -> Self {
        Self::new(&[("first", Authentic::Text, FIRST), ("second", Authentic::Text, SECOND)])
    }

    fn find(&self, draft: &DraftId) -> Option<&Volume> {
        self.0.iter().find(|(entry, _, _)| entry.id == *draft)
    }
}

impl Texts for Library {
    fn current(&self) -> Option<&DraftId> {
        self.0.last().map(|(entry, _, _)| &entry.id)
    }

    fn entry(&self, draft: &DraftId) -> Option<&DraftEntry> {
        self.find(draft).map(|(entry, _, _)| entry)
    }

    fn outline(&self, draft: &DraftId) -> Option<&Outline> {
        self.find(draft)?.1.as_ref().map(Draft::outline)
    }

    fn follow(&self, draft: &DraftId, clause: ClauseIndex) -> Vec<ClauseIndex> {
        if self.current() == Some(draft) {
            return vec![clause];
        }
        self.find(draft).and_then(|(_, _, links)| links.get(clause.0 as usize)).cloned().unwrap_or_default()
    }

    fn settled(
        &self,
        draft: &DraftId,
        clause: ClauseIndex,
        choice: &[Choice],
    ) -> Option<Vec<(ClauseIndex, WordsHash)>> {
        use onetext_text::choice::Choice as Taken;
        let taken: Vec<Taken<'_>> = choice
            .iter()
            .map(|choice| match choice {
                Choice::Words(words) => Taken::Words(words),
                Choice::Alternative(number) => Taken::Alternative(*number),
                Choice::In => Taken::In,
                Choice::Out => Taken::Out,
            })
            .collect();
        Some(self.find(draft)?.1.as_ref()?.settle(clause, &taken).ok()?.words())
    }

    fn put_forward_by(&self, participant: &ParticipantId) -> Vec<&DraftId> {
        self.0
            .iter()
            .filter(|(entry, _, _)| entry.by.contains(participant))
            .map(|(entry, _, _)| &entry.id)
            .collect()
    }
}

fn parties() -> [ParticipantId; 2] {
    ["upper".into(), "lower".into()]
}

fn ledger_of(texts: &Library, lines: &str) -> Ledger {
    ledger(&parties(), &acts(lines), texts, &as_of("2031-03-20"))
}

impl Ledger {
    /// Where a party stands on a clause, by its label path.
    fn at(&self, party: &str, clause: &str) -> &Consent {
        let row =
            self.clauses.iter().find(|row| row.path == clause || row.label == clause).unwrap_or_else(|| {
                panic!(
                    "no clause {clause} in {:?}",
                    self.clauses.iter().map(|row| &row.path).collect::<Vec<_>>()
                )
            });
        row.consent.iter().find(|consent| consent.party.as_str() == party).unwrap()
    }
}

/// Status and flags in a few words.
fn brief(consent: &Consent) -> String {
    let mut brief = consent.status.as_str().to_owned();
    for flag in &consent.flags {
        brief.push(' ');
        brief.push_str(flag.as_str());
    }
    brief
}

#[test]
fn consent_follows_its_clauses_and_is_stale_where_words_changed() {
    let ledger = ledger_of(
        &Library::two(),
        "a accept lower 2031-03-05; draft = \"first\"; clauses = [\"2\"]; extent = \"words\"
         b accept upper 2031-03-06; draft = \"first\"; extent = \"words\"; choice = [\"#1\"]",
    );
    assert_eq!(brief(ledger.at("upper", "Agreement on the well, 1")), "accepted");
    assert_eq!(brief(ledger.at("upper", "Agreement on the well, 2")), "accepted stale");
    assert_eq!(brief(ledger.at("lower", "Agreement on the well, 2")), "accepted stale");
    assert_eq!(
        brief(ledger.at("upper", "Agreement on the well, 3")),
        "accepted stale",
        "(b) below it changed"
    );
    assert_eq!(brief(ledger.at("upper", "Agreement on the well, 3, (a)")), "accepted");
    assert_eq!(
        brief(ledger.at("upper", "Agreement on the well, 4")),
        "not_delivered",
        "a clause that is new"
    );
    let [gone] = ledger.orphaned.as_slice() else { panic!("{:?}", ledger.orphaned) };
    assert_eq!(
        (gone.clauses.as_slice(), gone.why),
        (["agreement-on-the-well.4".to_owned()].as_slice(), Gone::Deleted)
    );
    assert_eq!(brief(&gone.consent), "accepted stale");
}
