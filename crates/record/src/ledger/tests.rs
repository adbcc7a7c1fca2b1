//! Every rule of the ledger on texts small enough to see through.

mod mandate;
pub(crate) mod oracle;

use std::collections::BTreeMap;

use super::*;
use crate::entry::Authentic;
use crate::standing::State;
use crate::testing::{Library, acts, as_of};

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

fn two() -> Library {
    Library::new(&[("first", Authentic::Text, FIRST), ("second", Authentic::Text, SECOND)])
}

fn parties() -> [ParticipantId; 2] {
    ["upper".into(), "lower".into()]
}

fn history(
    party: &ParticipantId,
    acts: &[Act],
    texts: &dyn Texts,
    as_of: &AsOf,
) -> BTreeMap<ClauseIndex, Vec<Consent>> {
    Book::new(&Timeline::new(acts, as_of), texts).history(party)
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
        &two(),
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

const TWO: &str = "Agreement on the well, 2";
const THREE: &str = "Agreement on the well, 3";
const THREE_A: &str = "Agreement on the well, 3, (a)";
const THREE_B: &str = "Agreement on the well, 3, (b)";

/// Where lower stands on a clause of the second draft after these acts.
fn lower_at(clause: &str, lines: &str) -> String {
    brief(ledger_of(&two(), lines).at("lower", clause))
}

fn accept(rest: &str) -> String {
    lower_at(TWO, &format!("a accept lower 2031-03-05; draft = \"second\"; {rest}"))
}

#[test]
fn every_dimension_of_acceptance_shows_in_the_status_the_weakest_first() {
    assert_eq!(accept("lang = \"en\""), "in_principle", "an acceptance that does not say is of the concept");
    assert_eq!(accept("extent = \"concept\"; strength = \"takes_note\""), "in_principle");
    assert_eq!(
        accept("extent = \"words\"; strength = \"can_live_with\"; authority = \"ad_referendum\""),
        "no_objection"
    );
    assert_eq!(accept("extent = \"words\"; strength = \"no_objection\""), "no_objection");
    assert_eq!(accept("extent = \"words\"; strength = \"takes_note\""), "no_objection");
    assert_eq!(
        accept("extent = \"words\"; authority = \"ad_referendum\"; finality = \"provisional\""),
        "ad_referendum"
    );
    assert_eq!(
        accept("extent = \"words\"; strength = \"accepts\"; finality = \"provisional\""),
        "provisional"
    );
    assert_eq!(accept("extent = \"words\"; authority = \"principal\"; finality = \"final\""), "accepted");
    assert_eq!(accept("extent = \"words\""), "accepted");
}

#[test]
fn what_the_record_does_not_say_is_null_and_json_has_the_names_that_are_relied_on() {
    let ledger = ledger_of(
        &two(),
        "a accept lower 2031-03-05; draft = \"second\"; clauses = [\"2\"]; extent = \"words\"; through = \"council\"",
    );
    let json = serde_json::to_value(&ledger).unwrap();
    assert_eq!(json["draft"], "second");
    let row = &json["clauses"][2];
    assert_eq!((&row["label"], &row["line"], &row["open_points"]), (&"2".into(), &5.into(), &0.into()));
    let lower = &row["consent"][1];
    for (name, value) in [
        ("party", "lower"),
        ("status", "accepted"),
        ("extent", "words"),
        ("lang", "en"),
        ("draft", "second"),
        ("since", "2031-03-05"),
        ("through", "council"),
        ("act", "a"),
        ("kind", "accept"),
    ] {
        assert_eq!(lower[name], value, "{name}");
    }
    for name in ["strength", "authority", "finality", "form", "until"] {
        assert!(lower[name].is_null() && lower.get(name).is_some(), "{name}");
    }
    assert_eq!(lower["confirmed"], false);
    assert_eq!(lower["flags"], serde_json::json!([]));
    assert_eq!(row["consent"][0]["status"], "not_delivered");
    assert!(row["consent"][0]["act"].is_null());
}

#[test]
fn signing_is_written_and_final_and_initialling_may_be_reopened() {
    let ledger = ledger_of(
        &two(),
        "a initial lower 2031-03-05; draft = \"second\"\n b sign upper 2031-03-05; draft = \"second\"",
    );
    let (lower, upper) = (ledger.at("lower", TWO), ledger.at("upper", TWO));
    assert_eq!(
        (brief(lower), lower.form, lower.finality),
        ("provisional".into(), Some(Form::Written), Some(Finality::Provisional))
    );
    assert_eq!(
        (brief(upper), upper.form, upper.finality),
        ("accepted".into(), Some(Form::Written), Some(Finality::Final))
    );
    assert_eq!(upper.extent, Some(Extent::Words));
    assert_eq!(
        lower_at(TWO, "a sign lower 2031-03-05; draft = \"second\"; authority = \"ad_referendum\""),
        "ad_referendum"
    );
}

#[test]
fn an_act_covers_the_clauses_of_its_anchor_and_all_below_them_and_without_clauses_the_whole_draft() {
    let three = "a accept lower 2031-03-05; draft = \"second\"; clauses = [\"3\"]; extent = \"words\"";
    assert_eq!(lower_at(THREE, three), "accepted");
    assert_eq!(lower_at(THREE_B, three), "accepted");
    assert_eq!(lower_at(TWO, three), "not_asked");
    let part = "a accept lower 2031-03-05; draft = \"second\"; clauses = [\"3(b)\"]; extent = \"words\"";
    assert_eq!(lower_at(THREE, part), "not_asked");
    assert_eq!(lower_at(THREE_B, part), "accepted");
    let whole = "a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"";
    assert_eq!(lower_at(THREE_B, whole), "accepted");
}

#[test]
fn the_latest_act_counts_and_a_narrower_later_one_overrides_for_its_clauses_only() {
    let lines = "a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"
                 b reject lower 2031-03-06; draft = \"second\"; clauses = [\"3(b)\"]
                 c reserve lower 2031-03-07; draft = \"second\"; clauses = [\"3(a)\"]";
    assert_eq!(lower_at(THREE_B, lines), "rejected");
    assert_eq!(lower_at(THREE_A, lines), "reserved");
    assert_eq!(lower_at(TWO, lines), "accepted");
    let again = format!(
        "{lines}\n d accept lower 2031-03-08; draft = \"second\"; clauses = [\"3(b)\"]; extent = \"words\""
    );
    assert_eq!(lower_at(THREE_B, &again), "accepted");
    let later_known = "a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"; known = 2031-03-09
                       b reject lower 2031-03-05; draft = \"second\"; known = 2031-03-08";
    assert_eq!(lower_at(TWO, later_known), "accepted", "on one day, what became known later counts");
}

#[test]
fn on_one_day_without_times_ids_decide_nothing_and_the_weaker_position_counts() {
    let pairs = [
        (
            "accept lower 2031-03-05; draft = \"second\"; extent = \"words\"",
            "reject lower 2031-03-05; draft = \"second\"",
            "rejected",
        ),
        (
            "sign lower 2031-03-05; draft = \"second\"",
            "reserve lower 2031-03-05; draft = \"second\"",
            "reserved",
        ),
        (
            "reserve lower 2031-03-05; draft = \"second\"",
            "reject lower 2031-03-05; draft = \"second\"",
            "rejected",
        ),
        (
            "accept lower 2031-03-05; draft = \"second\"; extent = \"words\"",
            "accept lower 2031-03-05; draft = \"second\"",
            "in_principle",
        ),
        (
            "sign lower 2031-03-05; draft = \"second\"",
            "accept lower 2031-03-05; draft = \"second\"; extent = \"words\"; authority = \"ad_referendum\"",
            "ad_referendum",
        ),
    ];
    for (firm, weak, status) in pairs {
        assert_eq!(lower_at(TWO, &format!("a {firm}\n b {weak}")), status);
        assert_eq!(lower_at(TWO, &format!("b {firm}\n a {weak}")), status);
        let timed = firm.replace("2031-03-05", "2031-03-05T18:00:00");
        let earlier = weak.replace("2031-03-05", "2031-03-05T17:00:00");
        assert_ne!(
            lower_at(TWO, &format!("a {timed}\n b {earlier}")),
            status,
            "where times are given they decide"
        );
    }
}

#[test]
fn a_refusal_of_what_another_act_put_forward_concerns_the_same_clauses_unless_other_words_were_proposed() {
    let tabled = "t table council 2031-03-04; draft = \"second\"; clauses = [\"2\"]
                  a reject lower 2031-03-05; answers = \"t\"";
    assert_eq!(lower_at(TWO, tabled), "rejected");
    let proposed = "t amend upper 2031-03-04; draft = \"second\"; clauses = [\"2\"]; words = \"30 days\"
                    s deliver council 2031-03-04; draft = \"second\"; to = \"lower\"
                    a reject lower 2031-03-05; answers = \"t\"";
    assert_eq!(lower_at(TWO, proposed), "not_asked");
}

#[test]
fn a_position_on_a_proposal_with_words_of_its_own_covers_no_clause_whatever_draft_it_names() {
    for proposal in ["amend", "clarify", "interpret", "float", "table"] {
        let proposed = format!(
            "t {proposal} upper 2031-03-04; draft = \"second\"; clauses = [\"2\"]; words = \"30 days\"
             s deliver council 2031-03-04; draft = \"second\"; to = \"lower\""
        );
        for position in ["accept", "reject", "reserve"] {
            for anchor in ["", "draft = \"second\"; ", "draft = \"second\"; clauses = [\"2\"]; "] {
                let lines = format!("{proposed}\n a {position} lower 2031-03-05; {anchor}answers = \"t\"");
                assert_eq!(lower_at(TWO, &lines), "not_asked", "{lines}");
            }
        }
        let then = format!(
            "{proposed}\n b accept lower 2031-03-05; draft = \"second\"; extent = \"words\"
             a reject lower 2031-03-06; draft = \"second\"; clauses = [\"2\"]; answers = \"t\""
        );
        assert_eq!(lower_at(TWO, &then), "accepted", "what was refused is not the draft");
    }
    let tabled = "t table council 2031-03-04; draft = \"second\"
                  a accept lower 2031-03-05; answers = \"t\"; extent = \"words\"";
    assert_eq!(lower_at(TWO, tabled), "accepted", "an acceptance of a draft that was put forward");
}

#[test]
fn consent_to_open_words_is_to_words_only_where_every_choice_is_made() {
    let draft = Library::new(&[("first", Authentic::Text, FIRST)]);
    let on = |clause: &str, rest: &str| {
        let lines = format!("a accept lower 2031-03-05; draft = \"first\"; extent = \"words\"; {rest}");
        let ledger = ledger(&parties(), &acts(&lines), &draft, &as_of("2031-03-20"));
        let consent = ledger.at("lower", clause);
        (brief(consent), consent.extent, consent.claimed_extent)
    };
    let (words, concept) = (Some(Extent::Words), Some(Extent::Concept));
    let one = "Agreement on the well, 1";
    assert_eq!(on(one, "lang = \"en\""), ("in_principle".into(), concept, words));
    assert_eq!(
        on(TWO, "lang = \"en\""),
        ("accepted".into(), words, words),
        "a clean clause of the same draft"
    );
    assert_eq!(on("Agreement on the well", "lang = \"en\"").1, concept, "what stands above an open point");
    for choice in ["[\"#2\"]", "[\"should\"]"] {
        assert_eq!(on(one, &format!("choice = {choice}")), ("accepted".into(), words, words));
        assert_eq!(on("Agreement on the well", &format!("choice = {choice}")).1, words);
    }
    for choice in ["[\"#3\"]", "[\"must\"]", "[\"#1\", \"#1\"]"] {
        assert_eq!(
            on(one, &format!("choice = {choice}")).1,
            concept,
            "{choice} is none that the text offers"
        );
    }
    assert_eq!(
        on(one, "clauses = [\"1\", \"2\"]; choice = [\"#1\"]").1,
        words,
        "clauses without open points take none"
    );
}

#[test]
fn a_choice_is_not_stale_where_the_chosen_words_or_the_old_brackets_stand() {
    let one = "Agreement on the well, 1";
    let with = |choice: &str, clauses: &str| {
        lower_at(
            one,
            &format!(
                "a accept lower 2031-03-05; draft = \"first\"; clauses = [{clauses}]; extent = \"words\"; choice = [{choice}]"
            ),
        )
    };
    assert_eq!(with("\"#1\"", "\"1\""), "accepted");
    assert_eq!(with("\"#2\"", "\"1\""), "accepted stale");
    let unchanged = Library::new(&[("first", Authentic::Text, FIRST), ("again", Authentic::Text, FIRST)]);
    let ledger = ledger_of(
        &unchanged,
        "a accept lower 2031-03-05; draft = \"first\"; clauses = [\"1\"]; extent = \"words\"; choice = [\"#2\"]",
    );
    assert_eq!(brief(ledger.at("lower", one)), "accepted");
}

#[test]
fn words_that_changed_make_consent_refusal_and_reservation_stale_but_not_consent_to_a_concept() {
    let on = |kind: &str, rest: &str| {
        lower_at(TWO, &format!("a {kind} lower 2031-03-05; draft = \"first\"; {rest}"))
    };
    assert_eq!(on("accept", "extent = \"words\""), "accepted stale");
    assert_eq!(on("accept", "extent = \"concept\""), "in_principle");
    assert_eq!(on("reject", "lang = \"en\""), "rejected stale");
    assert_eq!(on("reserve", "lang = \"en\""), "reserved stale");
    assert_eq!(on("sign", "lang = \"en\""), "accepted stale");
}

#[test]
fn words_below_a_clause_count_and_unchanged_clauses_beside_them_do_not() {
    let whole = "a accept lower 2031-03-05; draft = \"first\"; extent = \"words\"; choice = [\"#1\"]";
    assert_eq!(lower_at(THREE_A, whole), "accepted");
    assert_eq!(lower_at(THREE_B, whole), "accepted stale");
    assert_eq!(lower_at(THREE, whole), "accepted stale");
}

#[test]
fn a_clause_taken_out_below_or_put_in_below_makes_what_it_stood_under_stale() {
    let shorter = FIRST.replace("   (a) from dawn to dusk;\n\n", "");
    let told = ["accepted stale", "accepted stale below"];
    for ((old, new), told) in [(FIRST, shorter.as_str()), (shorter.as_str(), FIRST)].into_iter().zip(told) {
        let texts = Library::new(&[("first", Authentic::Text, old), ("second", Authentic::Text, new)]);
        let ledger = ledger_of(
            &texts,
            "a accept lower 2031-03-05; draft = \"first\"; clauses = [\"3\"]; extent = \"words\"",
        );
        assert_eq!(brief(ledger.at("lower", THREE)), told);
    }
}

#[test]
fn renumbering_and_reflow_leave_consent_as_it_was() {
    let renumbered = FIRST
        .replace("\n4. ", "\n5. ")
        .replace("\n3. ", "\n4. ")
        .replace("Upper Farm shall open", "Upper Farm\n   shall open");
    let texts = Library::new(&[("first", Authentic::Text, FIRST), ("second", Authentic::Text, &renumbered)]);
    let ledger = ledger_of(
        &texts,
        "a accept lower 2031-03-05; draft = \"first\"; clauses = [\"3\"]; extent = \"words\"",
    );
    assert_eq!(brief(ledger.at("lower", "Agreement on the well, 4")), "accepted");
}

#[test]
fn consent_to_words_that_are_not_on_record_is_to_the_concept_and_says_so() {
    for authentic in [Authentic::Summary, Authentic::Unpublished] {
        let texts = Library::new(&[("first", authentic.clone(), FIRST), ("second", Authentic::Text, SECOND)]);
        let ledger = ledger_of(
            &texts,
            "a accept lower 2031-03-05; draft = \"first\"; clauses = [\"2\"]; extent = \"words\"
             b reject upper 2031-03-05; draft = \"first\"; clauses = [\"2\"]",
        );
        assert_eq!(brief(ledger.at("lower", TWO)), "in_principle words_unknown", "{authentic:?}");
        assert_eq!(brief(ledger.at("upper", TWO)), "rejected words_unknown");
        let lang = &ledger.at("lower", TWO).lang;
        assert_eq!(*lang, None, "the language of an account is not that of the words");
    }
    let texts = Library::new(&[("first", Authentic::Text, FIRST), ("second", Authentic::Summary, SECOND)]);
    let ledger = ledger_of(
        &texts,
        "a accept lower 2031-03-05; draft = \"first\"; clauses = [\"2\"]; extent = \"words\"",
    );
    assert_eq!(
        brief(ledger.at("lower", TWO)),
        "accepted words_unknown",
        "a summary cannot show whether words changed"
    );
    assert!(ledger.at("lower", TWO).lang.is_some(), "consent to a text is to words in its language");
}

#[test]
fn consent_whose_clause_cannot_be_followed_is_listed_with_why() {
    let why = |texts: &Library, lines: &str| {
        let ledger = ledger_of(texts, lines);
        ledger
            .orphaned
            .iter()
            .map(|one| (one.why, one.clauses.join(" "), brief(&one.consent)))
            .collect::<Vec<_>>()
    };
    let whole = "a accept lower 2031-03-05; draft = \"first\"; extent = \"words\"";
    let unpublished =
        Library::new(&[("first", Authentic::Unpublished, "-"), ("second", Authentic::Text, SECOND)]);
    assert_eq!(
        why(&unpublished, whole),
        [(Gone::NoText, String::new(), "in_principle words_unknown".into())]
    );
    let twice = format!("{whole}\n b reject lower 2031-03-06; draft = \"first\"");
    assert_eq!(
        why(&unpublished, &twice),
        [(Gone::NoText, String::new(), "rejected words_unknown".into())],
        "the latest"
    );
    let nothing_now =
        Library::new(&[("first", Authentic::Text, SECOND), ("second", Authentic::Unpublished, "-")]);
    assert_eq!(why(&nothing_now, whole)[0].0, Gone::NoCurrentText);
    let json = serde_json::to_value(ledger_of(&unpublished, whole)).unwrap();
    assert_eq!(
        (&json["orphaned"][0]["why"], &json["orphaned"][0]["party"]),
        (&"no_text".into(), &"lower".into())
    );
}

#[test]
fn only_who_consented_can_withdraw_and_only_for_themselves() {
    let both = "a accept upper,lower 2031-03-05; draft = \"second\"; extent = \"words\"";
    let ledger = ledger_of(&two(), &format!("{both}\n w withdraw lower 2031-03-06; answers = \"a\""));
    assert_eq!(brief(ledger.at("lower", TWO)), "withdrawn");
    assert_eq!(brief(ledger.at("upper", TWO)), "accepted");
    assert_eq!(ledger.at("lower", TWO).withdrawn_by, ["w".into()]);
    assert_eq!(
        lower_at(TWO, &format!("{both}\n w withdraw council 2031-03-06; answers = \"a\"")),
        "accepted"
    );
    let part = format!(
        "{both}\n w withdraw lower 2031-03-06; answers = \"a\"; draft = \"second\"; clauses = [\"3\"]"
    );
    assert_eq!((lower_at(TWO, &part), lower_at(THREE_A, &part)), ("accepted".into(), "withdrawn".into()));
    let undone = format!(
        "{both}\n w withdraw lower 2031-03-06; answers = \"a\"\n x withdraw lower 2031-03-07; answers = \"w\""
    );
    assert_eq!(lower_at(TWO, &undone), "accepted", "the withdrawal was taken back");
    let anew = format!(
        "{both}\n w withdraw lower 2031-03-06; answers = \"a\"\n b accept lower 2031-03-07; draft = \"second\""
    );
    assert_eq!(lower_at(TWO, &anew), "in_principle");
    let earlier = format!(
        "{both}\n r reject lower 2031-03-06; draft = \"second\"\n w withdraw lower 2031-03-07; answers = \"r\""
    );
    assert_eq!(lower_at(TWO, &earlier), "withdrawn", "a refusal taken back revives no earlier consent");
}

#[test]
fn consent_ends_when_its_time_has_passed_or_is_said_to_have_run_out() {
    let until = |date: &str| accept(&format!("extent = \"words\"; until = {date}"));
    assert_eq!(until("2031-03-20"), "accepted", "a day is over when it has passed");
    assert_eq!(until("2031-03-19"), "accepted expired");
    assert_eq!(
        lower_at(
            TWO,
            "a accept lower 2031-03-05; draft = \"second\"\n l lapse - 2031-03-09; answers = \"a\""
        ),
        "in_principle expired"
    );
}

#[test]
fn a_new_principal_puts_consent_in_question_until_the_party_confirms_or_renews_it() {
    let given = "a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"";
    let replaced = format!("{given}\n r replace lower 2031-03-08; principal = \"C. Dale\"");
    assert_eq!(lower_at(TWO, &replaced), "accepted former_principal");
    assert_eq!(
        lower_at(TWO, &format!("{given}\n r replace upper 2031-03-08; principal = \"B. Hill\"")),
        "accepted"
    );
    assert_eq!(
        lower_at(TWO, &format!("{given}\n r replace lower 2031-03-08; mandate = \"more\"")),
        "accepted former_principal",
        "a new mandate is as good a reason to ask"
    );
    assert_eq!(
        lower_at(TWO, &format!("{given}\n r replace lower 2031-03-04; principal = \"C. Dale\"")),
        "accepted"
    );
    assert_eq!(
        lower_at(TWO, &format!("{replaced}\n c confirm lower 2031-03-09; answers = \"a\"")),
        "accepted"
    );
    assert_eq!(
        lower_at(TWO, &format!("{replaced}\n c confirm council 2031-03-09; answers = \"a\"")),
        "accepted former_principal"
    );
    assert_eq!(
        lower_at(
            TWO,
            &format!(
                "{given}\n c confirm lower 2031-03-07; answers = \"a\"\n r replace lower 2031-03-08; principal = \"C. Dale\""
            )
        ),
        "accepted former_principal"
    );
    assert_eq!(
        lower_at(
            TWO,
            &format!("{replaced}\n b accept lower 2031-03-09; draft = \"second\"; extent = \"words\"")
        ),
        "accepted"
    );
}

#[test]
fn conditions_are_shown_with_how_they_stand_and_chains_and_circles_are_followed() {
    let told = |lines: &str| {
        let ledger = ledger_of(&two(), lines);
        let consent = ledger.at("lower", TWO);
        let conditions: Vec<(State, String)> =
            consent.conditions.iter().map(|it| (it.state, it.why.clone())).collect();
        (brief(consent), conditions)
    };
    let given = "a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"; if = [\"t\"]";
    let open = format!("t table upper 2031-03-04; words = \"x\"\n {given}");
    assert_eq!(told(&open), ("accepted condition".into(), vec![(State::Open, "not answered yet".into())]));
    let answered = format!("{open}\n b respond lower 2031-03-06; answers = \"t\"; words = \"not yet\"");
    assert_eq!(
        told(&answered),
        ("accepted condition".into(), vec![(State::Open, "answered (b): \u{201c}not yet\u{201d}".into())]),
        "an answer may say yes or no"
    );
    let met = format!("{open}\n b accept lower 2031-03-06; answers = \"t\"");
    assert_eq!(told(&met), ("accepted".into(), vec![(State::Stands, "answered (b)".into())]));
    let refused = format!("{open}\n b reject lower 2031-03-06; answers = \"t\"");
    assert_eq!(told(&refused).1, [(State::Fallen, "rejected (b)".into())]);
    let gone = format!("{open}\n b withdraw upper 2031-03-06; answers = \"t\"");
    assert_eq!(told(&gone).1, [(State::Fallen, "withdrawn (b)".into())]);
    let chain = format!(
        "u accept upper 2031-03-03; draft = \"second\"; if = [\"v\"]\n v ask council 2031-03-02; to = \"upper\"\n {}",
        given.replace("\"t\"", "\"u\"")
    );
    assert_eq!(told(&chain).1, [(State::Open, "depends on v: not answered yet".into())]);
    let circle = format!(
        "u accept upper 2031-03-05; draft = \"second\"; if = [\"a\"]\n {}",
        given.replace("\"t\"", "\"u\"")
    );
    assert_eq!(
        told(&circle),
        ("accepted".into(), vec![(State::Stands, "stands".into())]),
        "accepted only together"
    );
    let broken = format!("{circle}\n w withdraw upper 2031-03-06; answers = \"u\"");
    assert_eq!(told(&broken).0, "accepted condition");
    let superseded = format!(
        "u accept upper 2031-03-03; draft = \"second\"\n r reject upper 2031-03-04; draft = \"second\"\n {}",
        given.replace("\"t\"", "\"u\"")
    );
    assert_eq!(told(&superseded).1, [(State::Fallen, "replaced by a later act (r)".into())]);
    let not_yet = given.to_owned();
    assert_eq!(told(&not_yet).1, [(State::Open, "not done yet".into())]);
}

#[test]
fn no_text_no_question_and_no_answer_are_told_apart() {
    assert_eq!(lower_at(TWO, ""), "not_delivered");
    let handed = "d deliver council 2031-03-02; draft = \"second\"; to = \"lower\"";
    assert_eq!(lower_at(TWO, handed), "not_asked");
    assert_eq!(lower_at(TWO, &handed.replace("deliver", "show")), "not_asked");
    assert_eq!(lower_at(TWO, &handed.replace("\"lower\"", "\"upper\"")), "not_delivered");
    let part = format!("{handed}; clauses = [\"3\"]");
    assert_eq!(
        (lower_at(TWO, &part), lower_at(THREE_A, &part)),
        ("not_delivered".into(), "not_asked".into())
    );
    let asked =
        format!("{handed}\n q ask council 2031-03-03; draft = \"second\"; clauses = [\"2\"]; to = \"lower\"");
    assert_eq!((lower_at(TWO, &asked), lower_at(THREE_A, &asked)), ("unanswered".into(), "not_asked".into()));
    let answered = format!("{asked}\n r respond lower 2031-03-04; answers = \"q\"");
    assert_eq!(lower_at(TWO, &answered), "answered");
    let again = format!("{answered}\n p ask council 2031-03-05; draft = \"second\"; to = \"lower\"");
    assert_eq!(lower_at(TWO, &again), "unanswered");
    let ledger = ledger_of(&two(), &again);
    assert_eq!(ledger.at("lower", TWO).asked, Some("p".into()));
    let by_accepting = format!(
        "{asked}\n a accept lower 2031-03-04; draft = \"second\"; clauses = [\"3\"]; answers = \"q\""
    );
    assert_eq!(
        (lower_at(TWO, &by_accepting), lower_at(THREE_A, &by_accepting)),
        ("answered".into(), "in_principle".into())
    );
}

#[test]
fn an_older_text_with_the_same_words_is_as_good_as_the_current_one() {
    let older = "d deliver council 2031-03-02; draft = \"first\"; to = \"lower\"";
    assert_eq!(lower_at(THREE_A, older), "not_asked");
    assert_eq!(lower_at(TWO, older), "not_delivered", "its words have changed since");
    assert_eq!(lower_at(THREE, older), "not_delivered", "words below it have changed since");
    let acted = "s state lower 2031-03-02; draft = \"first\"; words = \"hm\"";
    assert_eq!(lower_at(THREE_A, acted), "not_asked");
    let mut texts = two();
    texts.0[1].0.by = vec!["lower".into()];
    assert_eq!(brief(ledger_of(&texts, "").at("lower", TWO)), "not_asked", "it put the draft forward");
    let asked_then = "d deliver council 2031-03-02; draft = \"second\"; to = \"lower\"
                      q ask council 2031-03-03; draft = \"first\"; clauses = [\"2\"]; to = \"lower\"";
    assert_eq!(lower_at(TWO, asked_then), "unanswered", "a question on a draft whose clause leads here");
}

#[test]
fn silence_is_never_consent_and_under_an_agreed_rule_no_objection_and_nothing_more() {
    let opened = "d deliver council 2031-03-02; draft = \"second\"; to = [\"upper\", \"lower\"]
                  s open_silence council 2031-03-03; draft = \"second\"; until = 2031-03-10T12:00:00; rule = \"rule 7\"";
    let ledger = ledger_of(&two(), opened);
    let consent = ledger.at("lower", TWO);
    assert_eq!(brief(consent), "no_objection");
    assert_eq!(consent.note.as_deref(), Some("no objection by 2031-03-10T12:00 under rule 7"));
    assert!(
        consent.extent.is_none()
            && consent.strength.is_none()
            && consent.words.is_none()
            && consent.confirmed.is_none()
    );
    let before = ledger_at("2031-03-09", opened);
    assert_eq!(brief(before.at("lower", TWO)), "not_asked", "before its end it changes nothing");
    assert_eq!(
        lower_at(TWO, &format!("{opened}\n b break_silence upper 2031-03-09; answers = \"s\"")),
        "not_asked"
    );
    assert_eq!(
        lower_at(TWO, &format!("{opened}\n b break_silence upper 2031-03-12; answers = \"s\"")),
        "no_objection",
        "too late"
    );
    assert_eq!(
        lower_at(TWO, &format!("{opened}\n w withdraw council 2031-03-04; answers = \"s\"")),
        "not_asked"
    );
    assert_eq!(
        lower_at(TWO, &opened.replace("rule = ", "to = \"upper\"; rule = ")),
        "not_asked",
        "it was not put to lower"
    );
    let said = |line: &str| lower_at(TWO, &format!("{opened}\n {line}"));
    assert_eq!(said("a accept lower 2031-03-05; draft = \"second\"; extent = \"words\""), "accepted");
    assert_eq!(
        said("a reject lower 2031-03-01; draft = \"second\""),
        "rejected",
        "silence undoes no refusal of these words"
    );
    assert_eq!(
        said("a reject lower 2031-03-01; draft = \"first\""),
        "rejected stale",
        "nor a refusal of words that have changed since"
    );
    assert_eq!(
        said("a accept lower 2031-03-01; draft = \"first\"; extent = \"words\""),
        "no_objection",
        "what was accepted has changed"
    );
    let rejected_again = "a reject lower 2031-03-04; draft = \"first\"";
    assert_eq!(said(rejected_again), "rejected stale", "said while the procedure ran");
}

fn ledger_at(date: &str, lines: &str) -> Ledger {
    ledger(&parties(), &acts(lines), &two(), &as_of(date))
}

#[test]
fn consent_that_rests_on_different_words_is_shown_with_the_draft_of_each() {
    let ledger = ledger_of(
        &two(),
        "a accept lower 2031-03-05; draft = \"first\"; extent = \"words\"; choice = [\"#1\"]
         b accept upper 2031-03-06; draft = \"second\"; extent = \"words\"",
    );
    let rests = |path: &str| {
        let row = ledger.clauses.iter().find(|row| row.path == path).unwrap();
        let one = |grounds: &Grounds| format!("{}:{}", grounds.party, grounds.draft);
        row.different_words
            .iter()
            .map(|same| same.parties.iter().map(one).collect::<Vec<_>>().join(","))
            .collect::<Vec<_>>()
    };
    assert_eq!(rests(TWO), ["upper:second", "lower:first"]);
    assert_eq!(rests(THREE_A), Vec::<String>::new(), "the same words in both drafts");
    assert_eq!(
        rests("Agreement on the well, 1"),
        Vec::<String>::new(),
        "the option that one took is what the other accepted"
    );
    let concept = ledger_of(
        &two(),
        "a accept lower 2031-03-05; draft = \"first\"\n b accept upper 2031-03-06; draft = \"second\"; extent = \"words\"",
    );
    assert!(concept.clauses.iter().all(|row| row.different_words.is_empty()), "a concept rests on no words");
}

#[test]
fn confirmations_corrections_and_denials_are_kept_beside_the_act_which_stays() {
    let ledger = ledger_of(
        &two(),
        "a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"; through = \"council\"
         c confirm lower 2031-03-06; answers = \"a\"
         x correct council 2031-03-07; answers = \"a\"
         n deny upper 2031-03-08; answers = \"a\"
         b accept upper 2031-03-05; draft = \"second\"; through = \"council\"
         d confirm council 2031-03-06; answers = \"b\"",
    );
    let lower = ledger.at("lower", TWO);
    assert_eq!(brief(lower), "accepted corrected", "it was not lower who denied it");
    assert_eq!(lower.confirmed, Some(true));
    assert_eq!(
        (&lower.confirmed_by, &lower.corrected_by, &lower.denied_by),
        (&vec!["c".into()], &vec!["x".into()], &vec!["n".into()])
    );
    assert_eq!(
        ledger.at("upper", TWO).confirmed,
        Some(false),
        "only the one for whom it was conveyed can confirm it"
    );
}

#[test]
fn an_act_whose_date_has_not_come_or_that_is_not_known_yet_is_not_done() {
    assert_eq!(
        lower_at(TWO, "a sign lower 2031-03-25; draft = \"second\"; known = 2031-03-10"),
        "not_delivered"
    );
    assert_eq!(
        lower_at(TWO, "a sign lower 2031-03-05; draft = \"second\"; known = 2031-03-25"),
        "not_delivered"
    );
}

#[test]
fn history_has_every_word_of_a_party_on_a_clause_in_order() {
    let acts = acts(
        "a accept lower 2031-03-05; draft = \"first\"; extent = \"words\"
         b reject lower 2031-03-06; draft = \"second\"; clauses = [\"2\"]
         c accept lower 2031-03-07; draft = \"second\"; clauses = [\"2\"]; extent = \"words\"
         d accept upper 2031-03-07; draft = \"second\"",
    );
    let texts = two();
    let history = history(&"lower".into(), &acts, &texts, &as_of("2031-03-20"));
    let two = ledger(&parties(), &acts, &texts, &as_of("2031-03-20")).clauses[2].index;
    assert_eq!(
        history[&two].iter().map(brief).collect::<Vec<_>>(),
        ["accepted stale", "rejected", "accepted"]
    );
}

#[test]
fn an_option_that_was_not_taken_may_go_without_making_consent_stale() {
    let old = "1. Repairs of the pump:\n\nOption 1: Lower Farm shall pay for the pump.\n\nOption 2: Upper Farm shall pay for the pump.\n";
    let new = "1. Repairs of the pump:\n\nOption 1: Lower Farm shall pay for the pump.\n";
    let texts = Library::new(&[("first", Authentic::Text, old), ("second", Authentic::Text, new)]);
    let with = |choice: &str| {
        let ledger = ledger_of(
            &texts,
            &format!(
                "a accept lower 2031-03-05; draft = \"first\"; extent = \"words\"; choice = [\"{choice}\"]"
            ),
        );
        ledger.clauses.iter().map(|row| brief(&row.consent[1])).collect::<Vec<_>>()
    };
    assert_eq!(with("#1"), ["accepted", "accepted"]);
    assert_eq!(with("#2")[1], "accepted stale");
}

#[test]
fn an_act_that_its_author_denies_or_that_was_corrected_is_flagged() {
    let given = "a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"; through = \"council\"";
    let handed = "d deliver council 2031-03-02; draft = \"second\"; to = \"lower\"";
    let told = |rest: &str| lower_at(TWO, &format!("{given}\n {handed}\n {rest}"));
    assert_eq!(told("n deny lower 2031-03-08; answers = \"a\""), "accepted denied");
    assert_eq!(told("n deny upper 2031-03-08; answers = \"a\""), "accepted", "others cannot speak for it");
    assert_eq!(
        told("n deny lower 2031-03-08; answers = \"a\"\n w withdraw lower 2031-03-09; answers = \"n\""),
        "accepted"
    );
    assert_eq!(told("x correct council 2031-03-08; answers = \"a\""), "accepted corrected");
    assert_eq!(
        lower_at(
            TWO,
            "a reject lower 2031-03-05; draft = \"second\"\n n deny lower 2031-03-08; answers = \"a\""
        ),
        "rejected denied"
    );
}

#[test]
fn silence_counts_only_for_a_party_that_holds_the_text_and_undoes_no_refusal_however_old() {
    let opened =
        "s open_silence council 2031-03-03; draft = \"second\"; until = 2031-03-10; rule = \"rule 7\"";
    assert_eq!(lower_at(TWO, opened), "not_delivered");
    let handed = format!("{opened}\n d deliver council 2031-03-02; draft = \"second\"; to = \"lower\"");
    assert_eq!(lower_at(TWO, &handed), "no_objection");
    let with = |line: &str| lower_at(TWO, &format!("{handed}\n {line}"));
    assert_eq!(with("a reject lower 2031-03-01; draft = \"first\""), "rejected stale");
    assert_eq!(with("a reserve lower 2031-03-01; draft = \"first\""), "reserved stale");
    assert_eq!(
        with(
            "a accept lower 2031-03-01; draft = \"first\"; extent = \"words\"
             w withdraw lower 2031-03-02; answers = \"a\""
        ),
        "withdrawn"
    );
}

#[test]
fn a_condition_falls_with_its_authors_later_position_on_any_of_it_whatever_draft_or_clauses_that_names() {
    let told = |rest: &str| {
        let lines = format!(
            "u accept upper 2031-03-03; draft = \"first\"; clauses = [\"3\"]; extent = \"words\"
             a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"; if = [\"u\"]\n {rest}"
        );
        let ledger = ledger_of(&two(), &lines);
        let condition = ledger.at("lower", TWO).conditions[0].clone();
        (condition.state, condition.why)
    };
    let changed = (State::Open, "the words have changed since".to_owned());
    assert_eq!(told(""), changed, "(b) has changed");
    let refused = |by: &str| (State::Fallen, format!("replaced by a later act ({by})"));
    for kind in ["reject", "reserve"] {
        for clauses in ["clauses = [\"3(b)\"]", "clauses = [\"3\"]", "lang = \"en\""] {
            assert_eq!(
                told(&format!("r {kind} upper 2031-03-06; draft = \"second\"; {clauses}")),
                refused("r")
            );
        }
    }
    assert_eq!(
        told("r reject upper 2031-03-06; draft = \"second\"; clauses = [\"2\"]"),
        changed,
        "beside it"
    );
    assert_eq!(
        told("r reject lower 2031-03-06; draft = \"second\"; clauses = [\"3\"]"),
        changed,
        "not theirs"
    );
    assert_eq!(
        told("r reject upper 2031-03-02; draft = \"second\"; clauses = [\"3\"]"),
        changed,
        "what was said before"
    );
    let renewed = "r reject upper 2031-03-06; draft = \"second\"; clauses = [\"3(b)\"]
                   v accept upper 2031-03-07; draft = \"second\"; clauses = [\"3\"]; extent = \"words\"";
    assert_eq!(told(renewed), (State::Stands, "stands".into()), "accepted after all, in its present words");
    assert_eq!(
        told(&format!("{renewed}\n w withdraw upper 2031-03-08; answers = \"v\"")),
        refused("w"),
        "what is taken back revives nothing"
    );
    let chain = ledger_of(
        &two(),
        "u accept upper 2031-03-03; draft = \"first\"; clauses = [\"3(a)\"]; extent = \"words\"; if = [\"l\"]
         l accept lower 2031-03-03; draft = \"first\"; clauses = [\"2\"]; extent = \"words\"; if = [\"u\"]
         r reject upper 2031-03-06; draft = \"second\"",
    );
    let states = |party: &str, clause: &str| {
        let consent = chain.at(party, clause);
        consent.conditions.iter().map(|it| (it.state, it.why.clone())).collect::<Vec<_>>()
    };
    assert_eq!(
        states("lower", TWO),
        [(State::Fallen, "replaced by a later act (r)".into())],
        "those that depend on each other end too"
    );
}

#[test]
fn a_concept_on_which_something_depends_does_not_wait_for_its_words() {
    let ledger = ledger_of(
        &two(),
        "u accept upper 2031-03-03; draft = \"first\"; clauses = [\"3\"]; extent = \"concept\"
         a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"; if = [\"u\"]",
    );
    assert_eq!(brief(ledger.at("lower", TWO)), "accepted");
}

#[test]
fn consent_to_a_clause_is_flagged_where_the_party_stands_otherwise_on_something_below_it() {
    let given = "a accept lower 2031-03-05; draft = \"second\"; extent = \"words\"";
    let with = |clause: &str, line: &str| lower_at(clause, &format!("{given}\n {line}"));
    for kind in ["reject", "reserve"] {
        let line = format!("b {kind} lower 2031-03-06; draft = \"second\"; clauses = [\"3(b)\"]");
        assert_eq!(with(THREE, &line), "accepted below");
        assert_eq!(with("Agreement on the well", &line), "accepted below", "however far below");
        assert_eq!(with(THREE_A, &line), "accepted");
        assert_eq!(with(TWO, &line), "accepted");
        let other = line.replace("lower", "upper");
        assert_eq!(with(THREE, &other), "accepted", "each for itself");
    }
    let part = "w withdraw lower 2031-03-06; draft = \"second\"; clauses = [\"3(b)\"]; answers = \"a\"";
    assert_eq!((with(THREE_B, part), with(THREE, part)), ("withdrawn".into(), "accepted below".into()));
    let softer = "b accept lower 2031-03-06; draft = \"second\"; clauses = [\"3(b)\"]";
    assert_eq!(with(THREE, softer), "accepted below");
    let over = format!("{softer}; extent = \"words\"; until = 2031-03-10");
    assert_eq!(with(THREE, &over), "accepted below", "what has expired is not consent");
    let firmer = format!("{softer}; extent = \"words\"; finality = \"final\"");
    assert_eq!(with(THREE, &firmer), "accepted");
    let refused = "b reject lower 2031-03-06; draft = \"second\"; clauses = [\"3\"]
                   c accept lower 2031-03-07; draft = \"second\"; clauses = [\"3(b)\"]";
    assert_eq!(with(THREE, refused), "rejected", "a refusal is not consent");
}

#[test]
fn a_new_principal_on_the_day_of_consent_puts_it_in_question_unless_times_tell_which_came_first() {
    let told = |consent: &str, replaced: &str| {
        lower_at(
            TWO,
            &format!(
                "a accept lower {consent}; draft = \"second\"; extent = \"words\"
                 r replace lower {replaced}; principal = \"C. Dale\""
            ),
        )
    };
    assert_eq!(told("2031-03-05", "2031-03-05"), "accepted former_principal");
    assert_eq!(told("2031-03-05T10:00:00", "2031-03-05"), "accepted former_principal");
    assert_eq!(told("2031-03-05", "2031-03-05T10:00:00"), "accepted former_principal");
    assert_eq!(told("2031-03-05T10:00:00", "2031-03-05T09:00:00"), "accepted");
    assert_eq!(told("2031-03-05T10:00:00", "2031-03-05T11:00:00"), "accepted former_principal");
    assert_eq!(told("2031-03-05", "2031-03-04"), "accepted");
}

#[test]
fn acting_on_a_draft_shows_that_it_is_held_only_where_the_party_acted_itself_or_confirms_it() {
    let told = |rest: &str| {
        let said = "q respond lower 2031-03-04; answers = \"x\"; draft = \"second\"; clauses = [\"3\"]";
        lower_at(TWO, &format!("{said}{rest}"))
    };
    assert_eq!(told(""), "not_asked");
    assert_eq!(told("; through = \"council\""), "not_delivered");
    assert_eq!(told("; through = \"council\"; confirmed = true"), "not_asked");
    assert_eq!(told("; through = \"council\"\n c confirm lower 2031-03-05; answers = \"q\""), "not_asked");
    assert_eq!(
        told("; through = \"council\"\n c confirm council 2031-03-05; answers = \"q\""),
        "not_delivered"
    );
    assert_eq!(told("\n n deny lower 2031-03-05; answers = \"q\""), "not_delivered");
}

#[test]
fn a_signature_under_words_that_are_still_open_is_to_the_concept() {
    let texts = Library::new(&[("first", Authentic::Text, FIRST)]);
    for kind in ["sign", "initial"] {
        let ledger = ledger_of(&texts, &format!("a {kind} lower 2031-03-05; draft = \"first\""));
        let open = ledger.at("lower", "Agreement on the well, 1");
        assert_eq!((brief(open), open.extent), ("in_principle".into(), Some(Extent::Concept)));
        assert_ne!(brief(ledger.at("lower", TWO)), "in_principle");
        let chosen =
            ledger_of(&texts, &format!("a {kind} lower 2031-03-05; draft = \"first\"; choice = [\"#1\"]"));
        assert_ne!(brief(chosen.at("lower", "Agreement on the well, 1")), "in_principle");
    }
}

#[test]
fn how_any_consent_stands_follows_its_clauses_whether_or_not_something_hangs_on_it() {
    let (acts, as_of) = (
        acts(
            "a accept lower 2031-03-05; draft = \"first\"; clauses = [\"3(a)\"]; extent = \"words\"
             b reject lower 2031-03-06; draft = \"second\"; clauses = [\"3\"]
             c accept upper 2031-03-05; draft = \"first\"; clauses = [\"2\"]; extent = \"words\"
             d accept upper 2031-03-05; draft = \"first\"; clauses = [\"3(a)\"]; extent = \"words\"",
        ),
        as_of("2031-03-20"),
    );
    let timeline = Timeline::new(&acts, &as_of);
    let texts = two();
    let standings = standings(&timeline, &texts);
    let told = |id: &str| {
        let standing = standings.of(&id.into()).unwrap();
        (standing.state, standing.reason)
    };
    assert_eq!(told("a"), (State::Fallen, crate::standing::Reason::Superseded));
    assert_eq!(told("c"), (State::Open, crate::standing::Reason::WordsChanged));
    assert_eq!(told("d"), (State::Stands, crate::standing::Reason::Done));
}
