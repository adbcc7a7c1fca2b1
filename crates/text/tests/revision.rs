//! From one draft to another by paragraphs that stay, fall, come and move.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod support;

use std::collections::HashMap;
use std::ops::Range;

use onetext_text::draft::Draft;
use onetext_text::lineage::Lineage;
use onetext_text::redline::{Change, ChangeKind};
use onetext_text::revision::{
    MARK, Marked, NOTE, Paragraph, Place, RowStep, Script, Side, Spot, Step, clauses, splices,
};
use onetext_text::span::Span;
use proptest::prelude::*;

/// A draft whose paragraphs say this.
fn draft(paragraphs: &mut [Paragraph]) -> Draft {
    let mut text = String::new();
    for paragraph in paragraphs {
        let start = text.len() as u32;
        text.push_str(&paragraph.text);
        paragraph.span = Some(Span::new(start, text.len() as u32));
        text.push_str("\n\n");
    }
    support::parse(&text)
}

fn script(old: &mut [Paragraph], new: &mut [Paragraph]) -> Script {
    let (before, after) = (draft(old), draft(new));
    let lineage = Lineage::between(&before, &after, &[]);
    Script::between(
        Side { draft: &before, paragraphs: old },
        Side { draft: &after, paragraphs: new },
        &lineage,
    )
}

fn plain(texts: &[&str]) -> Vec<Paragraph> {
    texts.iter().map(|text| Paragraph { text: (*text).to_owned(), ..Paragraph::default() }).collect()
}

/// A paragraph as it comes out, with the table, row and cell that it stands in, counted from 1; 0 outside.
type Told = ((usize, usize, usize), String);

/// What comes out of a script on one of the two sides.
struct Reading<'p> {
    old: &'p [Paragraph],
    new: &'p [Paragraph],
    accepted: bool,
    told: Vec<Told>,
    tables: usize,
}

impl Reading<'_> {
    fn body(mut self, script: &Script) -> Vec<Told> {
        for step in &script.body {
            match step {
                Step::Table { rows, .. } => {
                    self.tables += 1;
                    let mut at = 0;
                    for row in rows {
                        match row {
                            RowStep::Together { cells, .. } => {
                                at += 1;
                                for (column, steps) in cells.iter().enumerate() {
                                    steps
                                        .iter()
                                        .for_each(|step| self.step(step, (self.tables, at, column + 1)));
                                }
                            }
                            RowStep::Deleted { old } if !self.accepted => {
                                at += 1;
                                self.row(self.old, old.clone(), at);
                            }
                            RowStep::Inserted { new } if self.accepted => {
                                at += 1;
                                self.row(self.new, new.clone(), at);
                            }
                            _ => {}
                        }
                    }
                }
                Step::TableDeleted { old } if !self.accepted => self.table(self.old, old.clone()),
                Step::TableInserted { new } if self.accepted => self.table(self.new, new.clone()),
                Step::TableDeleted { .. } | Step::TableInserted { .. } => {}
                step => self.step(step, (0, 0, 0)),
            }
        }
        self.told
    }

    fn step(&mut self, step: &Step, place: (usize, usize, usize)) {
        match step {
            Step::Together(both) => {
                let (old, new) = joined(&both.changes);
                assert_eq!(old, texts(&self.old[both.old.clone()]));
                let text = if self.accepted { applied(&old, &new, &both.changes) } else { old };
                self.told.extend(text.split(MARK).map(|text| (place, text.to_owned())));
            }
            Step::Deleted { old } | Step::MovedAway { old, .. } if !self.accepted => {
                self.told.push((place, self.old[*old].text.clone()));
            }
            Step::Inserted { new } if self.accepted => self.told.push((place, self.new[*new].text.clone())),
            Step::MovedHere { old, new, changes } => {
                assert_eq!(joined(changes), (self.old[*old].text.clone(), self.new[*new].text.clone()));
                if self.accepted {
                    self.told.push((place, joined(changes).1));
                }
            }
            Step::Deleted { .. } | Step::MovedAway { .. } | Step::Inserted { .. } => {}
            Step::Table { .. } | Step::TableDeleted { .. } | Step::TableInserted { .. } => {
                unreachable!("{step:?}")
            }
        }
    }

    fn row(&mut self, side: &[Paragraph], range: Range<usize>, row: usize) {
        for paragraph in &side[range] {
            let Place::Cell { column, .. } = paragraph.place else { unreachable!() };
            self.told.push(((self.tables, row, column as usize + 1), paragraph.text.clone()));
        }
    }

    fn table(&mut self, side: &[Paragraph], range: Range<usize>) {
        self.tables += 1;
        for paragraph in &side[range] {
            let Place::Cell { row, column, .. } = paragraph.place else { unreachable!() };
            self.told.push(((self.tables, row as usize + 1, column as usize + 1), paragraph.text.clone()));
        }
    }
}

fn joined(changes: &[Change]) -> (String, String) {
    (
        changes.iter().map(|change| change.old.as_str()).collect(),
        changes.iter().map(|change| change.new.as_str()).collect(),
    )
}

fn texts(paragraphs: &[Paragraph]) -> String {
    paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(&MARK.to_string())
}

/// The old text with the splices made in it.
fn applied(old: &str, new: &str, changes: &[Change]) -> String {
    let mut text = String::new();
    let mut at = 0;
    for splice in splices(changes) {
        assert!(at <= splice.old.start);
        text.push_str(&old[at..splice.old.start]);
        text.push_str(&new[splice.new.clone()]);
        at = splice.old.end;
    }
    text.push_str(&old[at..]);
    assert_eq!(text, new);
    text
}

/// What a list of paragraphs says, in the same terms; tables counted from 1.
fn told(paragraphs: &[Paragraph]) -> Vec<Told> {
    let mut tables: Vec<u32> = Vec::new();
    paragraphs
        .iter()
        .filter(|paragraph| !matches!(paragraph.place, Place::Note(_)))
        .map(|paragraph| {
            let place = match paragraph.place {
                Place::Cell { table, row, column } => {
                    if tables.last() != Some(&table) {
                        tables.push(table);
                    }
                    (tables.len(), row as usize + 1, column as usize + 1)
                }
                Place::Body | Place::Note(_) => (0, 0, 0),
            };
            (place, paragraph.text.clone())
        })
        .collect()
}

fn check(old: &mut [Paragraph], new: &mut [Paragraph]) -> Script {
    let script = script(old, new);
    check_sides(&script, old, new);
    script
}

fn check_sides(script: &Script, old: &[Paragraph], new: &[Paragraph]) {
    let reading = |accepted| Reading { old, new, accepted, told: Vec::new(), tables: 0 };
    assert_eq!(reading(true).body(script), told(new), "accepted");
    assert_eq!(reading(false).body(script), told(old), "rejected");
}

/// Pairs of paragraphs that stay.
fn kept(script: &Script) -> Vec<(usize, usize)> {
    let mut kept = Vec::new();
    script.visit_kept(&mut |old, new| kept.push((old, new)));
    kept
}

/// A script in short, for plain paragraphs.
fn short(script: &Script) -> Vec<String> {
    let name = |step: &Step| match step {
        Step::Together(both) if both.is_unchanged() => format!("{}={}", both.old.start, both.new.start),
        Step::Together(both) => format!("{:?}~{:?}", both.old, both.new),
        Step::Deleted { old } => format!("-{old}"),
        Step::Inserted { new } => format!("+{new}"),
        Step::MovedAway { old, new } => format!("{old}>{new}"),
        Step::MovedHere { old, new, .. } => format!("{new}<{old}"),
        step => format!("{step:?}"),
    };
    script.body.iter().map(name).collect()
}

const TRUCE: &str = "The parties shall observe a truce from the first day of the month.";
const PRISONERS: &str = "Prisoners of war return to their homes within ten weeks after signature.";
const MONITORS: &str = "A mission of twelve monitors watches the coastal road and its bridges.";
const WATER: &str = "Wells and pipes are repaired by the two engineering companies together.";

#[test]
fn what_did_not_change_is_left_alone() {
    let script = check(&mut plain(&[TRUCE, "", PRISONERS]), &mut plain(&[TRUCE, "", PRISONERS]));
    assert_eq!(short(&script), ["0=0", "1=1", "2=2"]);
    assert!(script.is_unchanged());
}

#[test]
fn a_paragraph_that_changed_places_is_moved_and_the_heavier_ones_stay() {
    let (mut old, mut new) =
        (plain(&[TRUCE, PRISONERS, MONITORS, WATER]), plain(&[PRISONERS, MONITORS, WATER, TRUCE]));
    let script = check(&mut old, &mut new);
    assert_eq!(short(&script), ["0>3", "1=0", "2=1", "3=2", "3<0"]);
    assert_eq!(script.marked(&old, &new), Marked { moved: 13, moves: 1, ..Marked::default() });
}

#[test]
fn a_moved_paragraph_keeps_what_changed_in_it() {
    let changed = "Prisoners of war return to their homes within six weeks after signature.";
    let (mut old, mut new) = (plain(&[PRISONERS, TRUCE, WATER]), plain(&[TRUCE, WATER, changed]));
    let script = check(&mut old, &mut new);
    assert_eq!(short(&script), ["0>2", "1=0", "2=1", "2<0"]);
    assert_eq!(script.marked(&old, &new), Marked { inserted: 1, deleted: 1, moved: 11, moves: 1 });
}

#[test]
fn a_paragraph_that_was_parted_is_parted_by_its_mark() {
    let whole = format!("{TRUCE} {PRISONERS}");
    let (mut old, mut new) = (plain(&[MONITORS, &whole, WATER]), plain(&[MONITORS, TRUCE, PRISONERS, WATER]));
    let script = check(&mut old, &mut new);
    assert_eq!(short(&script), ["0=0", "1..2~1..3", "2=3"]);
    assert_eq!(script.marked(&old, &new).all(), 0);
    let back = check(&mut new, &mut old);
    assert_eq!(short(&back), ["0=0", "1..3~1..2", "3=2"]);
    assert_eq!(back.marked(&new, &old).all(), 0);
}

#[test]
fn paragraphs_of_different_sorts_are_not_put_together() {
    let whole = format!("{TRUCE} {PRISONERS}");
    let (mut old, mut new) = (plain(&[&whole]), plain(&[TRUCE, PRISONERS]));
    new[1].sort = 1;
    let script = check(&mut old, &mut new);
    assert_eq!(short(&script).len(), 2);
}

#[test]
fn a_row_that_falls_takes_its_cells_and_no_others() {
    let cells = |rows: &[[&str; 2]]| -> Vec<Paragraph> {
        let mut found = Vec::new();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells) {
                let place = Place::Cell { table: 0, row, column };
                found.push(Paragraph { text: (*text).to_owned(), place, ..Paragraph::default() });
            }
        }
        found
    };
    let mut old = cells(&[["Who", "What"], ["North", TRUCE], ["South", PRISONERS]]);
    let mut new = cells(&[["Who", "What"], ["South", PRISONERS], ["Coast", MONITORS]]);
    let script = check(&mut old, &mut new);
    let [Step::Table { rows, .. }] = script.body.as_slice() else { panic!("{script:?}") };
    assert!(matches!(
        rows.as_slice(),
        [
            RowStep::Together { .. },
            RowStep::Deleted { .. },
            RowStep::Together { .. },
            RowStep::Inserted { .. }
        ]
    ));
}

#[test]
fn a_note_is_followed_by_the_reference_to_it() {
    let noted = |words: &str, note: &str| {
        let mut found = plain(&[&format!("{words}{NOTE}"), note]);
        found[0].notes = vec![7];
        found[1].place = Place::Note(7);
        found
    };
    let (mut old, mut new) = (noted(TRUCE, "As agreed in March."), noted(TRUCE, "As agreed in April."));
    let script = check(&mut old, &mut new);
    assert_eq!(script.notes.len(), 1);
    assert_eq!(script.marked(&old, &new), Marked { inserted: 1, deleted: 1, ..Marked::default() });
}

#[test]
fn a_reference_among_equal_words_is_set_anew_where_its_note_says_something_else_now() {
    let noted = |references: [u32; 2], notes: &[&str]| {
        let mut found = plain(&[&format!("{TRUCE}{NOTE} {MONITORS}{NOTE}")]);
        found[0].notes = references.to_vec();
        for (words, number) in notes.iter().zip(0..) {
            found.extend(plain(&[words]));
            found.last_mut().unwrap().place = Place::Note(number);
        }
        found
    };
    let anew = |script: &Script| {
        let Step::Together(both) = &script.body[0] else { unreachable!() };
        both.changes.iter().filter(|change| change.kind == ChangeKind::Replaced).count()
    };
    let march = "As agreed in March.";
    let mut old = noted([0, 0], &[march]);
    // The same words in two notes are as good as one note.
    let script = check(&mut old, &mut noted([0, 1], &[march, march]));
    assert!(script.is_unchanged());
    let script = check(&mut old, &mut noted([0, 1], &["As agreed in April.", "See the annex."]));
    assert_eq!((anew(&script), script.notes.len()), (1, 1));
    let mut old = noted([0, 1], &[march, "See the annex."]);
    let script = check(&mut old, &mut noted([0, 0], &["As agreed in April."]));
    assert_eq!((anew(&script), script.notes.len()), (0, 2));
}

#[test]
fn a_coarser_script_marks_the_named_paragraph_whole_and_leaves_the_others() {
    let mut old = plain(&[TRUCE, MONITORS, "Wells are repaired by the committee."]);
    let mut new = plain(&[&format!("{TRUCE} Soon."), &format!("{MONITORS} Always."), &old[2].text]);
    let script = check(&mut old, &mut new);
    assert_eq!(kept(&script), [(0, 0), (1, 1), (2, 2)]);
    let coarse = |spots: &[Spot], reach| {
        let coarser = script.coarser(&old, &new, spots, reach);
        check_sides(&coarser, &old, &new);
        kept(&coarser)
    };
    assert_eq!(coarse(&[Spot::New(1)], 0), [(0, 0), (2, 2)]);
    assert_eq!(coarse(&[Spot::Old(0)], 1), [(2, 2)]);
    assert_eq!(coarse(&[], 0), [(0, 0), (1, 1), (2, 2)]);
    assert_eq!(kept(&script.by_paragraph(&old, &new)), [(2, 2)]);
    assert_eq!(kept(&script.replaced()), []);
}

/// Words to mark where every pair that stays costs what its words cost, found by trying every order.
fn slowly(old: &[Paragraph], new: &[Paragraph]) -> usize {
    let words = |paragraph: &Paragraph| paragraph.text.split_whitespace().count();
    let mut row: Vec<usize> = vec![0; new.len() + 1];
    for before in old {
        let mut corner = 0;
        for (at, after) in new.iter().enumerate() {
            let above = row[at + 1];
            let both = if before.text == after.text { words(before) } else { 0 };
            row[at + 1] = above.max(row[at]).max(corner + both);
            corner = above;
        }
    }
    old.iter().chain(new).map(words).sum::<usize>() - 2 * row[new.len()]
}

/// Paragraphs without a word in common, so that a pair stays whole or not at all.
fn distinct() -> impl Strategy<Value = Vec<Paragraph>> {
    let texts = vec![
        "alpha bravo charlie delta echo foxtrot golf hotel",
        "one two three four five six seven eight nine ten",
        "red blue green",
        "north south east west centre coast river hill",
        "monday tuesday wednesday thursday friday",
        "apple pear plum cherry",
    ];
    prop::collection::vec(prop::sample::select(texts), 0..9).prop_map(|texts| plain(&texts))
}

fn words() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "the",
        "sides",
        "shall",
        "meet",
        "weekly",
        "[",
        "]",
        ".",
        ",",
        " ",
        " ",
        "  ",
        "\n",
        "7",
        "truce",
        "وقف",
        "النار",
        "שלום",
        "\u{301}",
        "e",
        "\u{1e}",
        "prisoners",
        "of",
        "war",
        "return",
        "home",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.join(" "))
}

#[derive(Debug, Clone)]
enum Block {
    Words(String),
    Table(Vec<Vec<Vec<String>>>),
}

fn block() -> impl Strategy<Value = Block> {
    let cell = || prop::collection::vec(words(), 1..3);
    prop_oneof![
        6 => words().prop_map(Block::Words),
        1 => prop::collection::vec(prop::collection::vec(cell(), 1..3), 1..4).prop_map(Block::Table),
    ]
}

fn paragraphs(blocks: &[Block]) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for (table, block) in (0..).zip(blocks) {
        match block {
            Block::Words(text) => found.push(Paragraph { text: text.clone(), ..Paragraph::default() }),
            Block::Table(rows) => {
                for (row, cells) in (0..).zip(rows) {
                    for (column, texts) in (0..).zip(cells) {
                        let place = Place::Cell { table, row, column };
                        found.extend(texts.iter().map(|text| Paragraph {
                            text: text.clone(),
                            place,
                            ..Paragraph::default()
                        }));
                    }
                }
            }
        }
    }
    found
}

/// A list of blocks and what became of it: some kept, some from elsewhere in it, some edited, some new.
fn revised() -> impl Strategy<Value = (Vec<Block>, Vec<Block>)> {
    (
        prop::collection::vec(block(), 0..10),
        prop::collection::vec((any::<prop::sample::Index>(), 0..6, block()), 0..10),
    )
        .prop_map(|(old, made)| {
            let new = made
                .into_iter()
                .enumerate()
                .map(|(at, (from, how, other))| match (how, old.is_empty()) {
                    (0, _) | (_, true) => other,
                    (1, _) => old[from.index(old.len())].clone(),
                    (2, _) => match (&old[at.min(old.len() - 1)], other) {
                        (Block::Words(one), Block::Words(two)) => Block::Words(format!("{one} {two}")),
                        (_, other) => other,
                    },
                    _ => old[at.min(old.len() - 1)].clone(),
                })
                .collect();
            (old, new)
        })
}

/// No mark of our own, which no document holds.
fn clean(mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    for paragraph in &mut paragraphs {
        paragraph.text = paragraph.text.replace(MARK, "");
    }
    paragraphs
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn accepting_gives_the_new_draft_and_rejecting_the_old_one((old, new) in revised()) {
        check(&mut clean(paragraphs(&old)), &mut clean(paragraphs(&new)));
    }

    #[test]
    fn so_it_is_with_every_coarser_script(
        (old, new) in revised(),
        at in any::<prop::sample::Index>(),
        reach in 0_usize..3,
    ) {
        let (mut old, mut new) = (clean(paragraphs(&old)), clean(paragraphs(&new)));
        let script = check(&mut old, &mut new);
        let spots: Vec<Spot> = (!new.is_empty()).then(|| Spot::New(at.index(new.len()))).into_iter().collect();
        let coarser = script.coarser(&old, &new, &spots, reach);
        for script in [coarser, script.by_paragraph(&old, &new), script.replaced()] {
            check_sides(&script, &old, &new);
        }
    }

    #[test]
    fn no_order_marks_fewer_words(mut old in distinct(), mut new in distinct()) {
        let script = check(&mut old, &mut new);
        prop_assert_eq!(script.marked(&old, &new).all(), slowly(&old, &new));
    }

    #[test]
    fn a_draft_against_itself_has_no_change(blocks in prop::collection::vec(block(), 0..10)) {
        let script = check(&mut clean(paragraphs(&blocks)), &mut clean(paragraphs(&blocks)));
        prop_assert!(script.is_unchanged());
    }
}

/// Words that a comparison of the whole texts, without paragraphs and without phrases, would mark at the least.
fn least(old: &[Paragraph], new: &[Paragraph]) -> usize {
    let words =
        |side: &[Paragraph]| side.iter().map(|found| found.text.as_str()).collect::<Vec<_>>().join("\n");
    let (old, new) = (words(old), words(new));
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut cut = |text: &str| -> Vec<usize> {
        text.split_whitespace()
            .map(|word| {
                let next = numbers.len();
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                *numbers.entry(bare.to_owned()).or_insert(next)
            })
            .collect()
    };
    let (one, other) = (cut(&old), cut(&new));
    let mut row = vec![0_usize; other.len() + 1];
    for left in &one {
        let mut corner = 0;
        for (at, right) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if left == right { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    one.len() + other.len() - 2 * row[other.len()]
}

#[test]
fn revisions_of_public_drafts_mark_little_more_than_they_must() {
    let data = support::shared_data().join("paris");
    if !data.exists() {
        eprintln!("skipped: {} is absent", data.display());
        return;
    }
    for (before, after) in [
        ("23-oct-2015.md", "4-dec-2015.md"),
        ("4-dec-2015.md", "12-dec-2015.md"),
        ("23-oct-2015.md", "12-dec-2015.md"),
    ] {
        let (old, new) = (support::open(&data.join(before)), support::open(&data.join(after)));
        let (olds, news) = (clauses(&old), clauses(&new));
        let lineage = Lineage::between(&old, &new, &[]);
        let started = std::time::Instant::now();
        let script = Script::between(
            Side { draft: &old, paragraphs: &olds },
            Side { draft: &new, paragraphs: &news },
            &lineage,
        );
        let took = started.elapsed();
        let reading = |accepted| Reading { old: &olds, new: &news, accepted, told: Vec::new(), tables: 0 };
        assert_eq!(reading(true).body(&script), told(&news));
        assert_eq!(reading(false).body(&script), told(&olds));
        let marked = script.marked(&olds, &news);
        let least = least(&olds, &news);
        eprintln!("{before} to {after}: {marked:?}, all {}, at least {least}, {took:?}", marked.all());
        assert!(script.body.iter().any(|step| matches!(step, Step::Together(both)
            if both.changes.iter().any(|change| change.kind != ChangeKind::Equal))));
        assert!(marked.all() * 10 < least * 15);
    }
}

#[test]
fn tens_of_thousands_of_unlike_or_identical_paragraphs_are_compared_in_time() {
    let many = 10_000;
    let paragraphs = |say: &dyn Fn(usize) -> String| -> Vec<Paragraph> {
        (0..many).map(|at| Paragraph { text: say(at), ..Paragraph::default() }).collect()
    };
    let (mut old, mut new) =
        (paragraphs(&|at| format!("old words {at}")), paragraphs(&|at| format!("others {at} there")));
    check(&mut old, &mut new);
    // Of two sentences that all paragraphs say, one stands first in the old draft and last in the new one.
    let first =
        |at: usize| format!("all of us say just this {}", if at < many / 2 { "here" } else { "there" });
    let (mut old, mut new) = (paragraphs(&first), paragraphs(&|at| first(many - 1 - at)));
    let script = check(&mut old, &mut new);
    let stays = script.body.iter().filter(|step| matches!(step, Step::Together(_))).count();
    let moves = script.body.iter().filter(|step| matches!(step, Step::MovedHere { .. })).count();
    assert_eq!((stays, moves), (many / 2, many / 2));
}
