//! Words that turned up somewhere: which deliveries held them, which copies, and what else the same people hold.
//!
//! What is told is who held words, not who passed them on: of that, no record can say anything.

use onetext_case::View;
use onetext_case::texts::Version;
use onetext_record::act::Deed;
use onetext_record::deliveries::{Delivered, deliveries};
use onetext_record::{ParticipantId, Timeline};
use onetext_text::clause::ClauseIndex;
use onetext_text::folded::words;
use onetext_text::outline::Outline;
use onetext_text::quoted::{Difference, Passage, Quotation};
use serde::Serialize;

use crate::build::say::Say;
use crate::deliveries::{DeliverySaid, Hashes, HeldText, delivery, denials, of_draft, people};
use crate::heading::Heading;
use crate::line::{Line, clean, shorten};
use crate::model::{DraftTitle, Person, Place};
use crate::paper::{Ink, Paper, isolate};
use crate::points::count;

/// How many characters of a passage, and of the words asked about, are shown in a terminal.
const SHOWN: usize = 300;
/// How many places of one sort are listed in a terminal.
const LISTED: usize = 12;

/// Who held certain words, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct Leak {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The words asked about.
    pub quoted: String,
    /// How many words they are.
    pub words: usize,
    /// Where drafts have them, those with the fewest differing words first, each sort in the order of drafts.
    pub places: Vec<LeakPlace>,
    /// Acts whose words have them, in the same order.
    pub sayings: Vec<LeakSaying>,
    /// What is nearest to the words asked about, and who held it.
    pub narrowed: Narrowed,
}

/// A place of a draft that has the words.
#[derive(Debug, Clone, Serialize)]
pub struct LeakPlace {
    /// The draft.
    pub draft: DraftTitle,
    /// Who put it forward: they hold it, too.
    pub put_forward_by: Vec<Person>,
    /// Its clauses in which the words stand.
    pub clauses: Vec<Place>,
    /// 1-based line of the first of them in its file.
    pub line: u32,
    /// Whether all words are the same; marks, capitals, accents and vowel signs do not count.
    pub exact: bool,
    /// Whether they are the same only with one option taken at an open point there.
    pub with_option: bool,
    /// How many words differ.
    pub differing_words: usize,
    /// What differs.
    pub differences: Vec<Difference>,
    /// The words as they stand there.
    pub stands: String,
    /// Deliveries that held all of it, the earliest first.
    pub deliveries: Vec<DeliverySaid>,
}

/// An act whose words have the words asked about.
#[derive(Debug, Clone, Serialize)]
pub struct LeakSaying {
    /// The act.
    pub act: String,
    /// To whom the words were said, or who heard them; none, where it was nobody in particular.
    pub to: Vec<Person>,
    /// Whether all words are the same.
    pub exact: bool,
    /// How many words differ.
    pub differing_words: usize,
    /// What differs.
    pub differences: Vec<Difference>,
    /// The words as they stand there.
    pub stands: String,
    #[serde(skip)]
    sentence: Line,
}

/// Deliveries of the versions that have the words asked about word for word; where none has, of those nearest to them.
#[derive(Debug, Clone, Serialize)]
pub struct Narrowed {
    /// Whether these versions have the words word for word.
    pub exact: bool,
    /// How many words differ in them.
    pub differing_words: usize,
    /// These deliveries, the earliest first.
    pub deliveries: Vec<DeliverySaid>,
    /// Everybody to whom these words were delivered or said.
    pub held_by: Vec<Person>,
    /// What else each of them holds.
    pub hold_besides: Vec<Besides>,
}

/// What else somebody holds.
#[derive(Debug, Clone, Serialize)]
pub struct Besides {
    /// Who.
    pub who: Person,
    /// Each text once, the latest first.
    pub holds: Vec<HeldText>,
}

impl Leak {
    /// Looks for `quoted` in every draft of the view and in the words of every act. Takes time in proportion to the length
    /// of all of them.
    pub fn new(view: &View, quoted: &str) -> Self {
        let say = Say::new(view);
        let now = view.now();
        let timeline = Timeline::new(&view.acts, &now);
        let quotation = Quotation::new(quoted);
        let all = deliveries(&timeline);
        let (mut hashes, denials) = (Hashes::new(), denials(view));
        let mut places: Vec<LeakPlace> = Vec::new();
        for version in view.texts().versions() {
            for (passage, clauses, outline) in in_draft(view, version, &quotation) {
                let covers =
                    |one: &&Delivered<'_>| one.is_of_a_text() && covers(one, version, outline, &clauses);
                let held =
                    all.iter().filter(covers).map(|one| delivery(&say, one, &denials, &mut hashes)).collect();
                places.push(place(&say, version, outline, &passage, &clauses, held));
            }
        }
        places.sort_by_key(|place| place.differing_words);
        let sayings = sayings(&say, &timeline, &quotation);
        let narrowed = narrow(&say, &timeline, &all, &places, &sayings);
        Self {
            heading: Heading::of(view),
            quoted: quoted.to_owned(),
            words: quotation.len(),
            places,
            sayings,
            narrowed,
        }
    }

    /// Whether nothing in this view has the words, or any near to them.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.sayings.is_empty()
    }

    /// For a terminal.
    pub fn write(&self, paper: &mut Paper) {
        self.heading.write(paper, "", "");
        let asked = Line::from("Asked about ").text(&count(self.words, "word")).text(": ");
        paper.paragraph(asked.quoted(&shorten(&self.quoted, SHOWN).0).isolated());
        if self.is_empty() {
            paper.blank();
            paper.paragraph(&format!(
                "Neither these words nor any near to them are in what {} may see.",
                isolate(&self.heading.reader_name)
            ));
            return;
        }
        self.write_narrowed(paper);
        self.write_places(paper);
        if !self.sayings.is_empty() {
            paper.heading("Said");
            for saying in self.sayings.iter().take(LISTED) {
                let line = differing(
                    saying.sentence.clone().text(" (act ").given(&saying.act).text(")"),
                    &saying.differences,
                );
                paper.item(0, "-", line.isolated());
            }
            more(paper, self.sayings.len());
        }
        if !self.narrowed.hold_besides.is_empty() {
            paper.heading("What else they hold");
            for besides in &self.narrowed.hold_besides {
                paper.inked(Ink::Strong, 0, &isolate(&besides.who.name));
                for held in &besides.holds {
                    paper.item(2, "-", held.line().isolated());
                }
            }
        }
        paper.blank();
        paper.inked(
            Ink::Faint,
            0,
            "This tells who held the words in this view, not who passed them on. Whoever put a text forward holds it, too.",
        );
    }

    fn write_narrowed(&self, paper: &mut Paper) {
        let narrowed = &self.narrowed;
        paper.heading("Held by");
        if narrowed.held_by.is_empty() {
            paper.paragraph("The words stand in what this view has; no delivery of them is in it.");
            return;
        }
        let lead = match (narrowed.exact, narrowed.differing_words) {
            (true, _) => "Exactly these words were held by ".to_owned(),
            (false, words) => {
                format!(
                    "None held exactly these words. Nearest to them, but for {}, were those held by ",
                    count(words, "word")
                )
            }
        };
        paper.paragraph(Line::from(lead.as_str()).line(&people(&narrowed.held_by)).text(".").isolated());
        for one in &narrowed.deliveries {
            paper.item(0, "-", one.line().isolated());
        }
    }

    fn write_places(&self, paper: &mut Paper) {
        let (delivered, rest): (Vec<&LeakPlace>, Vec<&LeakPlace>) =
            self.places.iter().partition(|place| !place.deliveries.is_empty());
        if !delivered.is_empty() {
            paper.heading("Where they stand");
        }
        for place in delivered.iter().take(LISTED) {
            let names: Vec<&str> = place.clauses.iter().map(|clause| clause.label.as_str()).collect();
            let mut line = Line::new().list(names).text(" of ").line(&of_draft(&place.draft, &[]));
            let namesake = |other: &LeakPlace| {
                other.draft.title == place.draft.title && other.draft.id != place.draft.id
            };
            if self.places.iter().any(namesake) {
                line = line.text(" [draft ").given(&place.draft.id).text("]");
            }
            if !place.put_forward_by.is_empty() {
                line = line.text(", put forward by ").line(&people(&place.put_forward_by));
            }
            let line = differing(line, &place.differences);
            let line =
                if place.with_option { line.text(", with one option taken of an open point") } else { line };
            paper.item(0, "-", line.isolated());
            paper.indented(4, &isolate(&shorten(&place.stands, SHOWN).0));
            let mut to: Vec<&str> = Vec::new();
            for person in place.deliveries.iter().flat_map(|one| &one.to) {
                if !to.contains(&person.name.as_str()) {
                    to.push(&person.name);
                }
            }
            paper.indented(4, Line::from("Delivered to ").list(to).isolated());
        }
        more(paper, delivered.len());
        if rest.is_empty() {
            return;
        }
        let mut titles: Vec<&str> = rest.iter().map(|place| place.draft.title.as_str()).collect();
        titles.dedup();
        let left = titles.len().saturating_sub(LISTED);
        titles.truncate(LISTED);
        let line = Line::from("Without a delivery in this view, they stand in ").list(titles);
        let line = if left > 0 { line.text(&format!(", and {} more", count(left, "draft"))) } else { line };
        paper.blank();
        paper.paragraph(line.text(".").isolated());
    }
}

fn more(paper: &mut Paper, all: usize) {
    if all > LISTED {
        paper.inked(Ink::Faint, 0, &format!("and {} more; --json has all", all - LISTED));
    }
}

/// What is the same or differs, behind a line on where words stand.
fn differing(line: Line, differences: &[Difference]) -> Line {
    if differences.is_empty() {
        return line.text(": word for word");
    }
    differences.iter().enumerate().fold(line, |line, (at, one)| {
        let side = |line: Line, words: &str| match words {
            "" => line.text("nothing"),
            words => line.quoted(words),
        };
        let line = side(line.text(if at == 0 { ": " } else { "; " }), &one.quoted);
        side(line.text(" as asked about, "), &one.stands).text(" there")
    })
}

/// Passages of a draft with the clauses in which they stand.
fn in_draft<'v>(
    view: &'v View,
    version: &'v Version,
    quotation: &Quotation,
) -> Vec<(Passage, Vec<ClauseIndex>, &'v Outline)> {
    let Some(source) = version.source() else { return Vec::new() };
    let text = source.text();
    let mut found = words(text);
    if !quotation.may_be_in(&found) {
        return Vec::new();
    }
    let Some(outline) = view.texts().outline_of(version) else { return Vec::new() };
    // Labels are not words of a clause; whoever quotes may have left them out.
    let mut bodies = outline.clauses.iter().map(|clause| clause.body.range()).peekable();
    found.retain(|word| {
        while bodies.next_if(|body| body.end <= word.start).is_some() {}
        bodies.peek().is_some_and(|body| body.contains(&word.start))
    });
    let mut passages = quotation.find(text, &found);
    // Without brackets there are no options, and the text need not be read for them.
    if text.contains('[')
        && let Some(draft) = version.draft()
    {
        let with_options = quotation.find_with_options(&found, draft.points());
        let apart = |one: &Passage, other: &Passage| {
            one.span.end <= other.span.start || other.span.end <= one.span.start
        };
        passages.retain(|near| {
            near.differences.is_empty() || with_options.iter().all(|exact| apart(near, exact))
        });
        let exact: Vec<Passage> =
            with_options.into_iter().filter(|one| passages.iter().all(|other| apart(one, other))).collect();
        passages.extend(exact);
        passages.sort_by_key(|passage| passage.span.start);
    }
    passages
        .into_iter()
        .map(|passage| {
            let within = |(_, clause): &(ClauseIndex, &onetext_text::Clause)| {
                let body = clause.body.range();
                body.start < passage.span.end && passage.span.start < body.end
            };
            let clauses = outline.iter().filter(within).map(|(index, _)| index).collect();
            (passage, clauses, outline)
        })
        .collect()
}

/// Whether a delivery held all of these clauses of a draft.
fn covers(one: &Delivered<'_>, version: &Version, outline: &Outline, clauses: &[ClauseIndex]) -> bool {
    let Some(anchor) = one.anchor().filter(|anchor| anchor.draft == version.entry.id) else { return false };
    let named = || anchor.clauses.iter().filter_map(|name| outline.find(name).ok());
    let has = |clause: &ClauseIndex| named().any(|root| outline.subtree(root).contains(&(clause.0 as usize)));
    anchor.clauses.is_empty() || clauses.iter().all(has)
}

fn place(
    say: &Say<'_>,
    version: &Version,
    outline: &Outline,
    passage: &Passage,
    clauses: &[ClauseIndex],
    deliveries: Vec<DeliverySaid>,
) -> LeakPlace {
    let text = version.source().map_or("", |source| source.text());
    LeakPlace {
        draft: say.draft_title(&version.entry),
        put_forward_by: say.people(&version.entry.by),
        clauses: clauses.iter().filter_map(|clause| say.place(&version.entry.id, *clause)).collect(),
        line: clauses.first().and_then(|clause| outline.get(*clause)).map_or(0, |clause| clause.line),
        exact: passage.differences.is_empty(),
        with_option: passage.option,
        differing_words: passage.differing_words(),
        differences: passage.differences.clone(),
        stands: clean(&text[passage.span.clone()]),
        deliveries,
    }
}

/// Acts whose words have the quotation, those nearest to it first.
fn sayings(say: &Say<'_>, timeline: &Timeline<'_>, quotation: &Quotation) -> Vec<LeakSaying> {
    let mut sayings: Vec<LeakSaying> = Vec::new();
    for (at, act) in timeline.acts().iter().enumerate() {
        let Some(said) = act.words.as_deref().filter(|_| timeline.is_in_force(at)) else { continue };
        let found = words(said);
        if !quotation.may_be_in(&found) {
            continue;
        }
        let passages = quotation.find(said, &found);
        let Some(passage) = passages.iter().min_by_key(|passage| passage.differing_words()) else { continue };
        let mut to = say.people(&act.to);
        if let Deed::Assure(assurance) = &act.deed {
            to.extend(say.people(&assurance.heard_by));
        }
        sayings.push(LeakSaying {
            act: act.id.to_string(),
            to,
            exact: passage.differences.is_empty(),
            differing_words: passage.differing_words(),
            differences: passage.differences.clone(),
            stands: clean(&said[passage.span.clone()]),
            sentence: say.sentence(act),
        });
    }
    sayings.sort_by_key(|saying| saying.differing_words);
    sayings
}

/// The deliveries nearest to the words asked about: so parallel texts tell copies apart.
fn narrow(
    say: &Say<'_>,
    timeline: &Timeline<'_>,
    all: &[Delivered<'_>],
    places: &[LeakPlace],
    sayings: &[LeakSaying],
) -> Narrowed {
    let held = places.iter().filter(|place| !place.deliveries.is_empty());
    let told = sayings.iter().filter(|saying| !saying.to.is_empty());
    // A text that has the words and reached nobody narrows as well: what is further off was not the source of them.
    let nearest =
        places.iter().map(|place| place.differing_words).chain(told.clone().map(|one| one.differing_words));
    let nearest = nearest.min().unwrap_or(0);
    let mut deliveries: Vec<DeliverySaid> = Vec::new();
    let mut held_by: Vec<Person> = Vec::new();
    for place in held.filter(|place| place.differing_words == nearest) {
        for one in &place.deliveries {
            if !deliveries.iter().any(|known| known.act == one.act) {
                held_by.extend(one.to.iter().cloned());
                deliveries.push(one.clone());
            }
        }
    }
    deliveries.sort_by_key(|one| timeline.position(&one.act.as_str().into()));
    held_by.extend(told.filter(|one| one.differing_words == nearest).flat_map(|one| one.to.iter().cloned()));
    held_by.sort();
    held_by.dedup();
    let besides = held_by.iter().filter_map(|who| {
        let mut holds = crate::deliveries::held_by(say, all, &ParticipantId::new(&who.id));
        holds.retain(|held| !deliveries.iter().any(|one| one.act == held.act));
        (!holds.is_empty()).then(|| Besides { who: who.clone(), holds })
    });
    Narrowed {
        exact: nearest == 0 && !(places.is_empty() && sayings.is_empty()),
        differing_words: nearest,
        hold_besides: besides.collect(),
        deliveries,
        held_by,
    }
}
