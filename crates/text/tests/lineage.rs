//! What holds of every lineage, and the cases that a matcher is most easily wrong about.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::collections::BTreeSet;

use onetext_text::compare::{Row, assemble};
use onetext_text::lineage::{Lineage, Link, Override, Relation, Similarity};
use onetext_text::{ClauseIndex, Draft};
use proptest::prelude::*;
use support::{labels, open, parse, shared_data};

/// The link of the clause whose words begin so.
fn link_of<'a>(lineage: &'a Lineage, old: &Draft, begins: &str) -> Option<&'a Link> {
    let clause = find(old, begins);
    lineage.links.iter().find(|link| link.old.contains(&clause))
}

fn find(draft: &Draft, begins: &str) -> ClauseIndex {
    draft
        .outline()
        .iter()
        .map(|(clause, _)| clause)
        .find(|&clause| draft.text_of(clause).starts_with(begins))
        .unwrap()
}

fn texts(draft: &Draft, clauses: &[ClauseIndex]) -> Vec<String> {
    clauses.iter().map(|&clause| draft.text_of(clause)).collect()
}

fn assert_every_clause_is_somewhere_once(lineage: &Lineage, old: &Draft, new: &Draft) {
    let mut seen: Vec<ClauseIndex> = lineage.links.iter().flat_map(|link| link.old.clone()).collect();
    seen.extend(&lineage.deleted);
    seen.sort_unstable();
    assert_eq!(seen, old.outline().iter().map(|(clause, _)| clause).collect::<Vec<_>>());
    let mut seen: Vec<ClauseIndex> = lineage.links.iter().flat_map(|link| link.new.clone()).collect();
    seen.extend(&lineage.new);
    seen.sort_unstable();
    assert_eq!(seen, new.outline().iter().map(|(clause, _)| clause).collect::<Vec<_>>());
    assert!(lineage.links.iter().all(|link| !link.old.is_empty() && !link.new.is_empty()));
    for (clause, link) in (0_u32..).zip(lineage.link_of_each_old()) {
        let successors = link.map_or(&[][..], |link| &lineage.links[link].new);
        assert_eq!(successors, lineage.successors(ClauseIndex(clause)));
    }
    for (clause, link) in (0_u32..).zip(lineage.link_of_each_new()) {
        let predecessors = link.map_or(&[][..], |link| &lineage.links[link].old);
        assert_eq!(predecessors, lineage.predecessors(ClauseIndex(clause)));
    }
}

fn pairs(lineage: &Lineage) -> BTreeSet<(u32, u32)> {
    lineage
        .links
        .iter()
        .flat_map(|link| link.old.iter().flat_map(|old| link.new.iter().map(|new| (old.0, new.0))))
        .collect()
}

#[test]
fn boilerplate_is_not_matched_across_unrelated_articles() {
    let old = parse(
        "## Article 1\n\n1. Option 1: The port shall reopen in March.\n\n    Option 2: No text\n\n\
         ## Article 2\n\n1. Wages shall rise with prices.\n",
    );
    let new = parse(
        "## Article 1\n\n1. The port shall reopen in March.\n\n\
         ## Article 2\n\n1. Option 1: Wages shall rise with prices.\n\n    Option 2: No text\n",
    );
    let lineage = Lineage::between(&old, &new, &[]);
    let no_text = find(&old, "No text");
    assert!(lineage.deleted.contains(&no_text));
    assert!(lineage.successors(no_text).is_empty());
}

#[test]
fn a_short_item_follows_its_list_and_not_its_words() {
    let old = parse(
        "## Article 1\n\n1. The north shall release:\n\n    (a) Women;\n\n    (b) Children.\n\n\
         2. The south shall release:\n\n    (a) Women;\n\n    (b) Elders.\n",
    );
    let new = parse(
        "## Article 1\n\n1. The north shall release:\n\n    (a) Children.\n\n\
         2. The south shall release:\n\n    (a) Women;\n\n    (b) Elders and the sick.\n",
    );
    let lineage = Lineage::between(&old, &new, &[]);
    let women: Vec<ClauseIndex> = old
        .outline()
        .iter()
        .map(|(clause, _)| clause)
        .filter(|&clause| old.text_of(clause).starts_with("Women"))
        .collect();
    assert!(lineage.successors(women[0]).is_empty());
    assert_eq!(texts(&new, lineage.successors(women[1])), ["Women;"]);
}

#[test]
fn the_option_that_was_chosen_is_told_from_the_one_that_fell() {
    let old = parse(
        "## Article 1\n\n1. Option 1: The truce lasts while the talks on a final settlement last.\n\n    \
         Option 2: The truce ends after six weeks unless both sides renew it in writing.\n",
    );
    let new =
        parse("## Article 1\n\n1. The truce ends after eight weeks unless both sides renew it in writing.\n");
    let lineage = Lineage::between(&old, &new, &[]);
    let link = link_of(&lineage, &old, "The truce ends").unwrap();
    assert_eq!(link.relation, Relation::OptionChosen);
    assert_eq!(link.old.len(), 1);
    assert!(lineage.deleted.contains(&find(&old, "The truce lasts")));
}

#[test]
fn a_mix_of_options_comes_from_both() {
    let old = parse(
        "## Article 1\n\n1. Option 1: The mission inspects vehicles at the Marran bridge by day and night.\n\n    \
         Option 2: Pedestrians cross the ford without any inspection or questioning.\n",
    );
    let new = parse(
        "## Article 1\n\n1. The mission inspects vehicles at the Marran bridge by day; pedestrians cross the ford \
         without any inspection.\n",
    );
    let lineage = Lineage::between(&old, &new, &[]);
    let link = link_of(&lineage, &old, "The mission").unwrap();
    assert_eq!((link.relation, link.old.len()), (Relation::OptionChosen, 2));
}

#[test]
fn a_clause_that_went_to_another_article_is_found_by_its_words() {
    let old = parse(
        "## Article 1\n\n1. The harbour master publishes the tide tables every quarter.\n\n2. Ships pay dues.\n\n\
         ## Article 2\n\n1. Pilots are licensed by the town.\n",
    );
    let new = parse(
        "## Article 1\n\n1. Ships pay dues.\n\n\
         ## Article 2\n\n1. Pilots are licensed by the town.\n\n2. The harbour master publishes the tide tables \
         every quarter.\n",
    );
    let lineage = Lineage::between(&old, &new, &[]);
    let link = link_of(&lineage, &old, "The harbour master").unwrap();
    assert_eq!((link.relation, link.moved, link.renumbered), (Relation::Identical, true, true));
    assert_eq!(link.similarity, Similarity::SAME);
    let stayed = link_of(&lineage, &old, "Ships pay").unwrap();
    assert_eq!((stayed.moved, stayed.renumbered), (false, true));
}

#[test]
fn an_article_that_was_renumbered_has_not_moved() {
    let old =
        parse("## Article 1\n\n1. Ships pay dues.\n\n## Article 2\n\n1. Pilots are licensed by the town.\n");
    let new = parse(
        "## Article 1\n\n1. This agreement binds the town and its port.\n\n## Article 2\n\n1. Ships pay dues.\n\n\
         ## Article 3\n\n1. Pilots are licensed by the town.\n",
    );
    let lineage = Lineage::between(&old, &new, &[]);
    for begins in ["Ships", "Pilots"] {
        let link = link_of(&lineage, &old, begins).unwrap();
        assert_eq!(
            (link.relation, link.moved, link.renumbered),
            (Relation::Identical, false, true),
            "{begins}"
        );
    }
}

#[test]
fn overrides_hold_whatever_the_words_say() {
    let old = parse("## Article 1\n\n1. Ships pay dues.\n\n2. Pilots are licensed by the town.\n");
    let new = parse(
        "## Article 1\n\n1. Ships pay dues.\n\n2. Pilots are licensed by the town.\n\n3. Tugs are free.\n",
    );
    let id = |draft: &Draft, begins: &str| draft.outline().clauses[find(draft, begins).0 as usize].id.clone();
    let overrides = [
        Override { old: vec![id(&old, "Ships")], new: vec![] },
        Override { old: vec![id(&old, "Pilots")], new: vec![id(&new, "Pilots"), id(&new, "Tugs")] },
    ];
    let lineage = Lineage::between(&old, &new, &overrides);
    assert!(lineage.deleted.contains(&find(&old, "Ships")));
    assert!(lineage.new.contains(&find(&new, "Ships")));
    let link = link_of(&lineage, &old, "Pilots").unwrap();
    assert_eq!((link.relation, link.new.len()), (Relation::Split, 2));
    assert_every_clause_is_somewhere_once(&lineage, &old, &new);
}

#[test]
fn an_override_that_names_no_clause_is_told() {
    let draft = parse("## Article 1\n\n1. Ships pay dues.\n");
    let said = Override { old: vec!["no-such".into()], new: vec![] };
    assert_eq!(said.unknown_ids(&draft, &draft), ["no-such"]);
    let lineage = Lineage::between(&draft, &draft, &[said]);
    assert!(lineage.deleted.is_empty() && lineage.new.is_empty());
}

#[test]
fn a_fallen_clause_is_shown_where_it_stood() {
    let old = parse(
        "## Article 1\n\n1. Ships pay dues.\n\n2. Fishing is forbidden at night.\n\n3. Pilots are licensed.\n",
    );
    let new = parse(
        "## Article 1\n\n1. Ships pay dues.\n\n2. Pilots are licensed.\n\n3. Tugs are free of charge.\n",
    );
    let rows = assemble(&old, &new, &Lineage::between(&old, &new, &[]));
    let shown: Vec<&str> = rows
        .iter()
        .map(|row| match row {
            Row::Compared(_) => "compared",
            Row::New { .. } => "new",
            Row::Deleted { .. } => "deleted",
            Row::MovedAway { .. } => "moved",
        })
        .collect();
    assert_eq!(shown, ["compared", "compared", "deleted", "compared", "new"]);
}

/// Drafts of random clauses, so that two of them share much.
#[test]
fn a_list_that_was_folded_into_a_sentence_is_followed_into_it() {
    let old = parse(
        "## Annex\n\n1. The crossings to be opened under this annex are the following:\n\n   - the harbour;\n   - \
         the mill bridge;\n   - the quarry.\n\n2. Guards are paid by the province.\n",
    );
    let new = parse(
        "## Annex\n\n1. The harbour, the mill bridge and the quarry are the crossings to be opened.\n\n2. Guards are \
         paid by the province.\n",
    );
    let sentence = find(&new, "The harbour");
    let folded = Lineage::between(&old, &new, &[]);
    let link = folded.links.iter().find(|link| link.new.contains(&sentence)).unwrap();
    assert_eq!((link.old.len(), link.relation), (4, Relation::Merged), "{link:?}");
    let unfolded = Lineage::between(&new, &old, &[]);
    let link = unfolded.links.iter().find(|link| link.old.contains(&sentence)).unwrap();
    assert_eq!((link.new.len(), link.relation), (4, Relation::Split), "{link:?}");
}

#[test]
fn a_paragraph_of_an_option_is_found_in_the_chosen_text_beside_its_rival() {
    let old = parse(
        "## Article 1\n\n**Option 1:**\n\nThe tribunal of arbitration is hereby established and shall sit in the \
         capital.\n\n**Option 2:**\n\nThe tribunal of arbitration is hereby established and shall sit in the old \
         port.\n",
    );
    let new =
        parse("## Article 1\n\nThe tribunal of arbitration is hereby established and shall sit at sea.\n");
    let lineage = Lineage::between(&old, &new, &[]);
    let chosen = lineage.links.iter().find(|link| link.new.contains(&find(&new, "The tribunal"))).unwrap();
    assert_eq!(chosen.old.len(), 2, "{chosen:?}");
}

#[test]
fn no_clause_is_lost_or_counted_twice_in_drafts_with_folded_lists() {
    for name in ["truce", "sharing", "truce-spaced", "sharing-spaced", "ceasefire", "labour"] {
        let read = |side: &str| open(&labels().join(format!("own/{name}.{side}.md")));
        let (old, new) = (read("old"), read("new"));
        assert_every_clause_is_somewhere_once(&Lineage::between(&old, &new, &[]), &old, &new);
        assert_every_clause_is_somewhere_once(&Lineage::between(&new, &old, &[]), &new, &old);
    }
}

fn some_draft() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "## Article 1",
        "## Article 2",
        "## Article 3",
        "1. Ships pay dues.",
        "2. Pilots [shall][may] be licensed.",
        "3. The mission inspects vehicles at the bridge.",
        "    (a) Women;",
        "    (b) Children.",
        "    (a) Elders;",
        "4. Option 1: The truce lasts six weeks.",
        "    Option 2: The truce lasts while talks last.",
        "    Option 3: No text",
        "Fuel may be brought in for hospitals.",
        "| grade | pay |",
        "**Option I:**",
        "5. Wages shall rise with prices and the truce lasts six weeks.",
        "[unclosed",
        "- dash",
        "",
    ]);
    prop::collection::vec(line, 0..25).prop_map(|lines| lines.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_clause_is_linked_deleted_or_new(old in some_draft(), new in some_draft()) {
        let (old, new) = (parse(&old), parse(&new));
        let lineage = Lineage::between(&old, &new, &[]);
        assert_every_clause_is_somewhere_once(&lineage, &old, &new);
        prop_assert_eq!(&lineage, &Lineage::between(&old, &new, &[]));
        let rows = assemble(&old, &new, &lineage);
        let shown = rows.iter().filter(|row| !matches!(row, Row::MovedAway { .. })).count();
        prop_assert_eq!(shown, lineage.links.len() + lineage.deleted.len() + lineage.new.len());
    }

    #[test]
    fn a_draft_compared_with_itself_is_identical(text in some_draft()) {
        let draft = parse(&text);
        let lineage = Lineage::between(&draft, &draft, &[]);
        prop_assert!(lineage.deleted.is_empty() && lineage.new.is_empty());
        for link in &lineage.links {
            prop_assert_eq!(&link.old, &link.new);
            prop_assert_eq!(link.relation, Relation::Identical);
            prop_assert!(!link.moved && !link.renumbered);
        }
    }
}

#[test]
fn the_lineage_of_public_drafts_is_nearly_the_same_read_backwards() {
    let data = shared_data().join("paris");
    if !data.exists() {
        eprintln!("skipped: {} is absent", data.display());
        return;
    }
    let (old, new) = (open(&data.join("23-oct-2015.md")), open(&data.join("4-dec-2015.md")));
    let forth = Lineage::between(&old, &new, &[]);
    assert_every_clause_is_somewhere_once(&forth, &old, &new);
    let forth = pairs(&forth);
    let back: BTreeSet<(u32, u32)> =
        pairs(&Lineage::between(&new, &old, &[])).into_iter().map(|(new, old)| (old, new)).collect();
    let differing = forth.symmetric_difference(&back).count();
    eprintln!("{} links, {differing} differ when read backwards", forth.len());
    assert!(differing * 50 <= forth.len(), "{:?}", forth.symmetric_difference(&back).collect::<Vec<_>>());
}

/// Counts pairs looked at only indirectly: with quadratic work this test would run for minutes.
#[test]
fn drafts_of_nothing_but_boilerplate_are_matched_in_order() {
    let lines = |count: usize, label: &str| -> String {
        (0..count)
            .map(|_| format!("## Article\n\n{label} No text\n\n{label} The council shall meet.\n\n"))
            .collect()
    };
    let (old, new) = (parse(&lines(2000, "1.")), parse(&lines(1900, "1.")));
    let lineage = Lineage::between(&old, &new, &[]);
    assert_every_clause_is_somewhere_once(&lineage, &old, &new);
    let (old, new) = (parse(&lines(1500, "-")), parse(&lines(1500, "-").replace("meet", "sit")));
    assert_every_clause_is_somewhere_once(&Lineage::between(&old, &new, &[]), &old, &new);
}
