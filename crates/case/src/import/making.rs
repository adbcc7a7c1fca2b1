//! The acts that changes, differences without a mark and comments come to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use onetext_record::act::Behind;
use onetext_record::{Participant, ParticipantId, When};
use onetext_text::clause::ClauseIndex;
use onetext_text::draft::Draft;
use onetext_text::labelled;
use onetext_text::redline::ChangeKind as Redlined;
use onetext_text::word::Side;
use onetext_wordml::document::{Change, ChangeIndex, ChangeKind, Comment, NOTE};
use onetext_wordml::{Document, ParagraphIndex};

use super::days::{Written, day, written};
use super::layers::{Amendment, Edit, Layer};
use super::places::{Difference, Places};
use super::wording::{count, day_in_words, quoted};
use super::{Effect, Listed, Mark, Marked, Note, Proposed, Sort, Told, name_of};

/// What is said of an act whose date in the file is none; what is written there is for the team.
const UNREADABLE: &str = "The date that the file gives cannot be read: this is the day on which it came";

/// What acts are made from.
pub(super) struct Making<'m> {
    pub(super) document: &'m Document,
    pub(super) against: &'m Draft,
    pub(super) rejected: &'m Draft,
    pub(super) places: &'m Places<'m>,
    pub(super) participants: &'m [Participant],
    pub(super) by: &'m ParticipantId,
    pub(super) told: &'m Told,
    pub(super) on: Option<When>,
}

impl Making<'_> {
    pub(super) fn acts(&self, amendments: Vec<Amendment>, came: When) -> (Vec<Proposed>, Vec<String>) {
        let mut acts: Vec<Proposed> = Vec::new();
        // Which act each tracked change went into.
        let mut home: BTreeMap<ChangeIndex, usize> = BTreeMap::new();
        let mut upon: Vec<BTreeSet<ChangeIndex>> = Vec::new();
        let mut of_clause: BTreeMap<(Layer, Vec<ClauseIndex>), usize> = BTreeMap::new();
        let mut left_out = Vec::new();
        let mut renumbering = BTreeSet::new();
        let (struck, none) = (self.struck(&amendments), BTreeSet::new());
        for amendment in amendments {
            let changes = amendment.changes.clone();
            let made = self.unlabelled(&amendment);
            if made.is_renumbering() && !amendment.moves() {
                left_out.push(self.renumbering(&amendment, &made));
                renumbering.extend(changes);
                continue;
            }
            let (act, clauses) =
                self.tracked(&amendment, made, struck.get(&amendment.layer).unwrap_or(&none));
            // Changes of one author and one day in one clause are one act; new paragraphs are acts of their own.
            let key = (amendment.layer.clone(), clauses);
            let same = (!amendment.concerns.is_empty() && !key.1.is_empty())
                .then(|| of_clause.get(&key).copied())
                .flatten()
                .filter(|&at| acts[at].effect == act.effect);
            let at = match same {
                Some(at) => {
                    acts[at].take_in(act);
                    upon[at].extend(amendment.upon);
                    at
                }
                None => {
                    acts.push(act);
                    upon.push(amendment.upon);
                    let at = acts.len() - 1;
                    if !amendment.concerns.is_empty() {
                        of_clause.insert(key, at);
                    }
                    at
                }
            };
            for change in changes {
                home.entry(change).or_insert(at);
            }
        }
        for (at, changes) in upon.iter().enumerate() {
            let others: BTreeSet<usize> = changes
                .iter()
                .filter_map(|change| home.get(change))
                .copied()
                .filter(|&other| other != at)
                .collect();
            acts[at].upon = others.into_iter().collect();
            if let Some(also) = self.also_upon(&acts, at) {
                acts[at].note.said.push(also);
            }
        }
        self.decline(&mut acts);
        let in_no_act = (0..self.document.changes.len() as u32)
            .map(ChangeIndex)
            .filter(|change| !home.contains_key(change) && !renumbering.contains(change))
            .count();
        if in_no_act > 0 {
            let changes = count(in_no_act, "tracked change");
            left_out.push(format!("{changes} of blanks or empty paragraphs alone"));
        }

        acts.extend(self.unmarked(came));
        self.comments(&mut acts, &mut left_out);
        (acts, left_out)
    }

    /// Acts that strike what another act brings: where nothing of it is left, it is declined; else it is put forward without what
    /// is struck.
    fn decline(&self, acts: &mut [Proposed]) {
        for at in 0..acts.len() {
            let Some(act) = acts.get(at).filter(|act| matches!(act.effect, Effect::Declined { .. })) else {
                continue;
            };
            let brought = act.upon.first().and_then(|&other| acts.get(other));
            let (effect, words) = match brought.map(|other| (other, &other.effect, &other.words)) {
                Some((other, Effect::New(behind), Some(words))) => {
                    let rest = left_of(words, &act.edits);
                    match rest.is_empty() {
                        true => (Effect::Declined { own: act.by == other.by }, None),
                        false => (Effect::New(behind.clone()), Some(rest.join("\n\n"))),
                    }
                }
                _ => (Effect::Words, None),
            };
            if let Some(act) = acts.get_mut(at) {
                (act.effect, act.words) = (effect, words);
            }
        }
    }

    /// What is said where an act was made upon several others: all but the first, which it answers.
    fn also_upon(&self, acts: &[Proposed], at: usize) -> Option<String> {
        let others = acts.get(at)?.upon.iter().skip(1).filter_map(|&other| acts.get(other));
        let mut told: Vec<String> = Vec::new();
        for other in others {
            let who = name_of(self.participants, &other.by);
            let what = format!("what {who} changed on {}", day_in_words(other.on));
            if !told.contains(&what) {
                told.push(what);
            }
        }
        (!told.is_empty()).then(|| format!("Made also upon {}", told.join(" and ")))
    }

    /// What is said of a change that gives other labels and leaves the words.
    fn renumbering(&self, amendment: &Amendment, made: &Unlabelled) -> String {
        let who = name_of(self.participants, &self.whose(amendment.layer.author.as_deref())).to_owned();
        let day = day_in_words(When::day(amendment.layer.day));
        format!("{} by {who}, {day}: the words are the same", made.renumbered())
    }

    /// The clauses of which each layer leaves nothing, with all that is below them.
    fn struck(&self, amendments: &[Amendment]) -> BTreeMap<Layer, BTreeSet<ClauseIndex>> {
        let mut gone: BTreeMap<&Layer, BTreeSet<ParagraphIndex>> = BTreeMap::new();
        for amendment in amendments {
            if self.unlabelled(amendment).words.iter().all(String::is_empty) {
                let gone = gone.entry(&amendment.layer).or_default();
                gone.extend(amendment.concerns.iter().flat_map(|&paragraph| self.row(paragraph)));
            }
        }
        let mut paragraphs: BTreeMap<ClauseIndex, Vec<ParagraphIndex>> = BTreeMap::new();
        for (at, paragraph) in (0..).map(ParagraphIndex).zip(&self.document.paragraphs) {
            let says = !paragraph.text(Side::Rejected, &self.document.changes).trim().is_empty();
            for clause in says
                .then(|| self.places.of(at))
                .filter(|(_, stands)| *stands)
                .into_iter()
                .flat_map(|found| found.0)
            {
                paragraphs.entry(clause).or_default().push(at);
            }
        }
        let outline = self.against.outline();
        let is_gone = |clause: ClauseIndex, gone: &BTreeSet<ParagraphIndex>| {
            let mut below = outline.subtree(clause).map(|at| ClauseIndex(at as u32));
            below.all(|clause| {
                paragraphs.get(&clause).is_none_or(|all| all.iter().all(|one| gone.contains(one)))
            })
        };
        let of_layer = |(layer, gone): (&Layer, BTreeSet<ParagraphIndex>)| {
            let clauses = gone.iter().flat_map(|&paragraph| self.places.of(paragraph).0);
            (layer.clone(), clauses.filter(|&clause| is_gone(clause, &gone)).collect())
        };
        gone.into_iter().map(of_layer).collect()
    }

    /// A paragraph, with all others of its row where it is in a table.
    fn row(&self, paragraph: ParagraphIndex) -> impl Iterator<Item = ParagraphIndex> {
        let row = |at: ParagraphIndex| {
            let cell = self.document.paragraphs.get(at.0 as usize)?.cell?;
            Some((cell.table, cell.row))
        };
        let here = row(paragraph);
        let others = here.map_or(0, |_| self.document.paragraphs.len() as u32);
        let others = (0..others).map(ParagraphIndex).filter(move |&at| at != paragraph && row(at) == here);
        std::iter::once(paragraph).chain(others)
    }

    /// The place behind the last of these clauses.
    fn place_behind(&self, clauses: &[ClauseIndex]) -> Behind {
        self.named(clauses).pop().map_or(Behind::Start, Behind::Clause)
    }

    /// What an amendment makes of clauses; `struck`: those of which nothing is left.
    fn effect(
        &self,
        amendment: &Amendment,
        made: &Unlabelled,
        clauses: &[ClauseIndex],
        struck: &BTreeSet<ClauseIndex>,
    ) -> Effect {
        let is_empty = made.words.iter().all(String::is_empty);
        let behind = amendment.behind.map(|behind| self.places.of(behind).0).unwrap_or_default();
        if amendment.concerns.is_empty()
            && is_empty
            && !amendment.upon.is_empty()
            && !amendment.edits.is_empty()
        {
            // Whose words they are, and whether any are left, is seen once all acts are there.
            return Effect::Declined { own: false };
        }
        if amendment.concerns.is_empty() && !is_empty {
            return Effect::New(self.place_behind(&behind));
        }
        if is_empty && !clauses.is_empty() && clauses.iter().all(|clause| struck.contains(clause)) {
            return Effect::Struck;
        }
        let elsewhere = behind.last().is_none_or(|last| !clauses.contains(last));
        if amendment.moves() && amendment.arrives && !clauses.is_empty() && elsewhere {
            return Effect::Moved(self.place_behind(&behind));
        }
        Effect::Words
    }

    fn tracked(
        &self,
        amendment: &Amendment,
        made: Unlabelled,
        struck: &BTreeSet<ClauseIndex>,
    ) -> (Proposed, Vec<ClauseIndex>) {
        let mut clauses: Vec<ClauseIndex> = Vec::new();
        let mut in_draft = true;
        for &paragraph in &amendment.concerns {
            let (found, stands) = self.places.of(paragraph);
            in_draft &= stands;
            clauses.extend(found);
        }
        if amendment.concerns.is_empty() {
            clauses = amendment.behind.map(|behind| self.places.of(behind).0).unwrap_or_default();
        }
        clauses.sort_unstable();
        clauses.dedup();
        let effect = self.effect(amendment, &made, &clauses, struck);
        // What goes or moves takes with it all that is below.
        match effect {
            Effect::Struck => self.raise(&mut clauses, |above| struck.contains(&above)),
            Effect::Moved(_) => {
                let all = clauses.clone();
                self.raise(&mut clauses, |above| all.contains(&above));
            }
            Effect::New(_) | Effect::Words | Effect::Declined { .. } => {}
        }
        let mut told: Vec<String> = Vec::new();
        let behind = match amendment.behind.map(|behind| self.places.of(behind).0) {
            Some(found) if !found.is_empty() => format!("behind {}", self.named(&found).join(", ")),
            _ => "at the beginning".to_owned(),
        };
        if amendment.note.is_some() {
            told.push("A new footnote".to_owned());
        } else if matches!(effect, Effect::Declined { .. }) {
            told.push(format!("What is new {behind} is struck"));
        } else if amendment.concerns.is_empty() && !amendment.upon.is_empty() {
            told.push(format!("What is new {behind}, as it would be with these changes"));
        } else if amendment.concerns.is_empty() {
            let what = if amendment.row { "row" } else { "paragraph" };
            told.push(match amendment.words.len() {
                1 => format!("A new {what} {behind}"),
                several => format!("{} {behind}", count(several, &format!("new {what}"))),
            });
        } else if amendment.words.is_empty() {
            told.push("Struck as a whole".to_owned());
        } else if made.words.iter().all(String::is_empty) {
            told.push("Struck but for the label".to_owned());
        } else if amendment.moves() && amendment.arrives {
            told.push(match amendment.behind {
                Some(_) => format!("Moved, to {behind}"),
                None => "Moved, to the beginning".to_owned(),
            });
        } else if amendment.words.len() != amendment.concerns.len() {
            told.push(match (amendment.concerns.len(), amendment.words.len()) {
                (1, parts) => format!("Parted into {parts} paragraphs"),
                (joined, 1) => format!("{joined} paragraphs joined"),
                (old, new) => format!("{new} paragraphs in place of {old}"),
            });
        }
        if !made.renumbered.is_empty() {
            told.push(made.renumbered());
        }
        if !in_draft {
            told.push("Made on words that the draft does not have".to_owned());
        }
        let edits: Vec<Marked> = amendment.edits.iter().map(Marked::from).collect();
        // What is new or gone as a whole needs no list of its words.
        let is_whole =
            amendment.words.is_empty() || amendment.concerns.is_empty() && amendment.upon.is_empty();
        let listed = (!is_whole || told.is_empty()).then_some(Listed::Marked);
        let dated = amendment
            .changes
            .iter()
            .all(|change| self.change(*change).is_some_and(|change| day(change.date.as_deref()).is_some()));
        let dates = amendment.changes.iter().filter_map(|change| self.change(*change)?.date.as_deref());
        if dates.into_iter().any(|date| matches!(written(Some(date)), Written::Unreadable(_))) {
            told.push(UNREADABLE.to_owned());
        }
        // What only moves keeps its words.
        let only_moves = matches!(effect, Effect::Moved(_)) && made.same_words;
        let says = !only_moves && made.words.iter().any(|words| !words.is_empty());
        let act = Proposed {
            sort: Sort::Tracked,
            by: self.whose(amendment.layer.author.as_deref()),
            author: amendment.layer.author.clone(),
            on: When::day(amendment.layer.day),
            clauses: match effect {
                Effect::New(_) | Effect::Declined { .. } => Vec::new(),
                _ => self.named(&clauses),
            },
            words: says.then(|| made.words.join("\n\n")),
            effect,
            edits,
            note: Note { said: told, listed },
            upon: Vec::new(),
            recorded: None,
            recorded_by: Vec::new(),
            dated,
        };
        (act, clauses)
    }

    /// Puts in the place of each clause the highest one above it that is one of `these`, all between being so, too.
    fn raise(&self, clauses: &mut Vec<ClauseIndex>, these: impl Fn(ClauseIndex) -> bool) {
        let above =
            |clause: &ClauseIndex| self.against.outline().get(*clause)?.parent.filter(|above| these(*above));
        for clause in clauses.iter_mut() {
            *clause = std::iter::successors(Some(*clause), above).last().unwrap_or(*clause);
        }
        clauses.sort_unstable();
        clauses.dedup();
    }

    /// What an amendment makes of its paragraphs, as the words of clauses are: without the labels that they begin with.
    fn unlabelled(&self, amendment: &Amendment) -> Unlabelled {
        let mut old = amendment.concerns.iter().map(|&paragraph| self.label_and_words(paragraph));
        let paired = amendment.words.len() == amendment.concerns.len();
        let mut made = Unlabelled { words: Vec::new(), renumbered: Vec::new(), same_words: paired };
        for words in &amendment.words {
            if paired {
                let (label, body) = old.next().flatten().unwrap_or_default();
                let (bare, new) = relabelled(words, &label, &body);
                made.same_words &= split(&bare).eq(split(&body));
                made.renumbered.extend(new.map(|new| (label, new)));
                made.words.push(bare);
            } else {
                // Where paragraphs were parted or joined, each still begins with a label of one that it was made of.
                let bare = old.clone().enumerate().find_map(|(at, old)| {
                    let bare = labelled::without_label(words, &old?.0)?.to_owned();
                    Some((at, bare))
                });
                if let Some((at, _)) = &bare {
                    old.nth(*at);
                }
                made.words.push(bare.map_or_else(|| words.clone(), |(_, bare)| bare));
            }
        }
        made
    }

    /// The label that a paragraph has among its words in the text without changes, and the words behind it.
    fn label_and_words(&self, paragraph: ParagraphIndex) -> Option<(String, String)> {
        let found = self.document.paragraphs.get(paragraph.0 as usize)?;
        let text = found.text(Side::Rejected, &self.document.changes);
        let (label, words) = text.split_at_checked(self.places.label_end(paragraph).unwrap_or(0))?;
        let label = if label.contains(['[', ']']) { "" } else { label.trim() };
        let words = if label.is_empty() { &text } else { words };
        // A note is told by its own words.
        let words: String = words.split(NOTE).collect();
        Some((label.to_owned(), words.trim().to_owned()))
    }

    fn unmarked(&self, on: When) -> impl Iterator<Item = Proposed> {
        let all = self.places.unmarked();
        let gone: BTreeSet<ClauseIndex> = all
            .iter()
            .filter(|found| found.what == Difference::Gone)
            .flat_map(|found| found.clauses.iter().copied())
            .collect();
        let is_gone = move |clause: ClauseIndex| {
            let mut below = self.against.outline().subtree(clause).map(|at| ClauseIndex(at as u32));
            below.all(|clause| gone.contains(&clause) || self.against.text_of(clause).trim().is_empty())
        };
        all.into_iter().map(move |found| {
            let effect = match found.what {
                Difference::New => Effect::New(self.place_behind(&found.clauses)),
                Difference::Gone if found.clauses.iter().all(|&clause| is_gone(clause)) => Effect::Struck,
                Difference::Moved if found.behind.last().is_none_or(|last| !found.clauses.contains(last)) => {
                    Effect::Moved(self.place_behind(&found.behind))
                }
                _ => Effect::Words,
            };
            let edits: Vec<Marked> = found
                .changes
                .iter()
                .flat_map(|change| {
                    let (old, new) = match change.kind {
                        Redlined::Equal => ("", ""),
                        _ => (change.old.trim(), change.new.trim()),
                    };
                    let mark = |what: Mark, words: &str| {
                        (!words.is_empty()).then(|| Marked { what, words: words.to_owned() })
                    };
                    [mark(Mark::Struck, old), mark(Mark::Added, new)].into_iter().flatten()
                })
                .collect();
            let places = self.named(&found.clauses);
            let more = match found.what {
                Difference::Reworded => None,
                Difference::Gone => Some("The clause is not there".to_owned()),
                Difference::Moved => Some("The clause stands elsewhere".to_owned()),
                Difference::New if places.is_empty() => Some("New words at the beginning".to_owned()),
                Difference::New => Some(format!("New words behind {}", places.join(", "))),
            };
            let listed = more.is_none().then_some(Listed::Differing);
            let said = ["Differs from the draft without a mark".to_owned()].into_iter().chain(more).collect();
            Proposed {
                sort: Sort::Unmarked,
                by: self.by.clone(),
                author: None,
                on,
                clauses: if matches!(effect, Effect::New(_)) { Vec::new() } else { places },
                effect,
                words: found.words,
                edits,
                note: Note { said, listed },
                upon: Vec::new(),
                recorded: None,
                recorded_by: Vec::new(),
                dated: false,
            }
        })
    }

    fn comments(&self, acts: &mut Vec<Proposed>, left_out: &mut Vec<String>) {
        let mut places: BTreeMap<i32, usize> = BTreeMap::new();
        let mut empty = 0;
        for comment in &self.document.comments {
            if comment.text.trim().is_empty() {
                empty += 1;
                continue;
            }
            let day = day(comment.date.as_deref());
            let on = day.map(When::day).or(self.on.map(|on| When::day(on.date())));
            let Some(on) = on else { continue };
            let clauses = self.anchor(comment.from.paragraph);
            let about = self.about(comment);
            let mut told = vec![match about.is_empty() {
                true => "A comment".to_owned(),
                false => format!("A comment on {}", quoted(&about)),
            }];
            if comment.done {
                told.push("Marked as done".to_owned());
            }
            if matches!(written(comment.date.as_deref()), Written::Unreadable(_)) {
                told.push(UNREADABLE.to_owned());
            }
            let upon = comment.answers.and_then(|id| places.get(&id)).copied().into_iter().collect();
            places.insert(comment.id, acts.len());
            acts.push(Proposed {
                sort: Sort::Comment,
                by: self.whose(comment.author.as_deref()),
                author: comment.author.clone(),
                on,
                clauses: self.named(&clauses),
                effect: Effect::Words,
                words: Some(comment.text.trim().to_owned()),
                edits: Vec::new(),
                note: Note { said: told, listed: None },
                upon,
                recorded: None,
                recorded_by: Vec::new(),
                dated: day.is_some(),
            });
        }
        if empty > 0 {
            left_out.push(format!("{} without words", count(empty, "comment")));
        }
    }

    /// The clauses of the draft by a paragraph that may be new.
    fn anchor(&self, paragraph: ParagraphIndex) -> Vec<ClauseIndex> {
        let word = self.rejected.source().word();
        let stands = |at: &u32| word.is_some_and(|word| word.map().span_of(ParagraphIndex(*at)).is_some());
        let here = (0..=paragraph.0).rev().find(stands);
        here.map(|at| self.places.of(ParagraphIndex(at)).0).unwrap_or_default()
    }

    /// The words that a comment is on, with all changes accepted.
    fn about(&self, comment: &Comment) -> String {
        let (from, to) = (comment.from.min(comment.to), comment.to.max(comment.from));
        let paragraphs = self.document.paragraphs.iter().enumerate();
        let within =
            paragraphs.skip(from.paragraph.0 as usize).take_while(|(at, _)| *at <= to.paragraph.0 as usize);
        let words: Vec<String> = within
            .map(|(at, paragraph)| {
                let text = paragraph.text(Side::Accepted, &self.document.changes);
                let start = if at == from.paragraph.0 as usize { from.offset } else { 0 };
                let end = if at == to.paragraph.0 as usize { to.offset } else { text.len() };
                text.get(start..end).unwrap_or_default().trim().to_owned()
            })
            .filter(|words| !words.is_empty())
            .collect();
        words.join(" ")
    }

    fn change(&self, index: ChangeIndex) -> Option<&Change> {
        self.document.changes.get(index.0 as usize)
    }

    fn whose(&self, author: Option<&str>) -> ParticipantId {
        self.told.of(author).unwrap_or(self.by).clone()
    }

    fn named(&self, clauses: &[ClauseIndex]) -> Vec<String> {
        clauses
            .iter()
            .filter_map(|clause| self.against.outline().name_of(*clause).map(str::to_owned))
            .collect()
    }
}

/// What is made of paragraphs, without their labels.
struct Unlabelled {
    /// The words of each.
    words: Vec<String>,
    /// Labels that were changed: as it was, and as it is where there is one.
    renumbered: Vec<(String, Option<String>)>,
    /// Whether nothing but labels is other than before.
    same_words: bool,
}

impl Unlabelled {
    const fn is_renumbering(&self) -> bool {
        self.same_words && !self.renumbered.is_empty()
    }

    fn renumbered(&self) -> String {
        let one = |(old, new): &(String, Option<String>)| match new {
            Some(new) => format!("\u{201c}{old}\u{201d} became \u{201c}{new}\u{201d}"),
            None => format!("\u{201c}{old}\u{201d} was struck"),
        };
        let all: Vec<String> = self.renumbered.iter().map(one).collect();
        format!("Renumbered: {}", all.join(", "))
    }
}

/// Words without the label with which they begin, and that label where it is another than before; what was behind the old
/// label tells a new one from words.
fn relabelled(words: &str, label: &str, body: &str) -> (String, Option<Option<String>>) {
    if label.is_empty() {
        return (words.to_owned(), None);
    }
    if let Some(bare) = labelled::without_label(words, label) {
        return (bare.to_owned(), None);
    }
    let whole: Vec<&str> = split(words).collect();
    let old: Vec<&str> = split(body).collect();
    if whole == old {
        return (words.to_owned(), Some(None));
    }
    // One word before the very words that were there, as in `12 Each farm`, can be nothing else.
    if let [new, rest @ ..] = whole.as_slice()
        && rest == old
    {
        let behind = words.trim_start().strip_prefix(new).unwrap_or_default().trim_start();
        return (behind.to_owned(), Some(Some((*new).to_owned())));
    }
    match labelled::label_and_words(words) {
        Some((new, bare)) => (bare.to_owned(), Some(Some(new.to_owned()))),
        None => (words.to_owned(), None),
    }
}

/// The paragraphs of new words that are not among those that are struck.
fn left_of<'w>(words: &'w str, edits: &[Marked]) -> Vec<&'w str> {
    let in_one_line = |words: &str| format!(" {} ", split(words).collect::<Vec<_>>().join(" "));
    let mut struck = in_one_line(&edits.iter().map(|edit| edit.words.as_str()).collect::<Vec<_>>().join(" "));
    let mut paragraphs: Vec<(usize, &str)> = words.split("\n\n").enumerate().collect();
    // What is struck is one paragraph at most; the longest come first, as their words may have those of a shorter one in them.
    paragraphs.sort_by_key(|(_, paragraph)| Reverse(paragraph.len()));
    paragraphs.retain(|(_, paragraph)| {
        let line = in_one_line(paragraph);
        let found = struck.find(&line);
        if let Some(at) = found {
            struck.replace_range(at..at + line.len(), "  ");
        }
        found.is_none()
    });
    paragraphs.sort_unstable();
    paragraphs.into_iter().map(|(_, paragraph)| paragraph).collect()
}

fn split(words: &str) -> impl Iterator<Item = &str> {
    words.split_whitespace()
}

impl Proposed {
    /// Another change of the same author and day in the same clause, further on.
    fn take_in(&mut self, other: Self) {
        self.words = match (self.words.take(), other.words) {
            (Some(one), Some(more)) => Some(format!("{one}\n\n{more}")),
            (one, more) => one.or(more),
        };
        self.edits.extend(other.edits);
        for said in other.note.said {
            if !self.note.said.contains(&said) {
                self.note.said.push(said);
            }
        }
        self.note.listed = self.note.listed.or(other.note.listed);
        self.dated &= other.dated;
    }
}

impl From<&Edit> for Marked {
    fn from(edit: &Edit) -> Self {
        let what = match edit.kind {
            ChangeKind::Insertion => Mark::Added,
            ChangeKind::Deletion => Mark::Struck,
            ChangeKind::MoveFrom => Mark::MovedFrom,
            ChangeKind::MoveTo => Mark::MovedTo,
        };
        Self { what, words: edit.words.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_whose_words_stand_in_one_that_is_struck_is_left() {
        let struck = |words: &str| [Marked { what: Mark::Struck, words: words.to_owned() }];
        let words = "It closes.\n\nThe gate opens. It closes.\n\nGoats drink.";
        assert_eq!(left_of(words, &struck("The gate opens. It closes.")), ["It closes.", "Goats drink."]);
        assert_eq!(left_of(words, &struck("It closes. ")), ["The gate opens. It closes.", "Goats drink."]);
        assert_eq!(left_of(words, &struck("It closes. The gate opens. It closes. Goats drink.")), [""; 0]);
    }
}
