//! What was asked and what was answered, and where two mediators told different things.
//!
//! **Said differently.** Two mediators or guarantors told one participant, or two, different words about the same
//! thing, in one language: in answer to the same question, about the same matter, or about the same clause, followed to
//! the current draft, or, where that has it no more, to the first draft that had it. Whoever carried the words is who
//! told them. Words are compared without their marks and capitals, because somebody wrote down what another said. Words
//! that were taken back are left out; which of two is right is not asked.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use onetext_text::clause::ClauseIndex;
use onetext_text::folded::plain;
use onetext_text::particulars::Lang;

use crate::act::{Act, Deed, Kind};
use crate::entry::DraftEntry;
use crate::ids::{ActId, DraftId, ParticipantId};
use crate::ledger::cover::{Sheets, index};
use crate::standing::{Standing, Standings};
use crate::texts::Drafts;
use crate::timeline::Timeline;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question<'a> {
    /// The act: who asked whom what, when.
    pub act: &'a Act,
    /// Whether it stands, and what became of it.
    pub standing: Standing<'a>,
    /// What was answered, the earliest first. An answer may say yes, no or neither.
    pub answers: Vec<&'a Act>,
}

/// Every question by the moment that was not taken back, the latest first.
pub fn questions<'a>(timeline: &Timeline<'a>, standings: &Standings<'_, 'a>) -> Vec<Question<'a>> {
    let acts = timeline.acts();
    let asked = (0..acts.len()).rev().filter(|&at| acts[at].kind() == Kind::Ask && timeline.is_in_force(at));
    asked
        .map(|at| {
            let answers = timeline.later_answers(at).filter(|&answer| is_answer(acts[answer].kind()));
            let answers = answers.map(|answer| acts[answer]);
            Question { act: acts[at], standing: standings.at(at).clone(), answers: answers.collect() }
        })
        .collect()
}

fn is_answer(kind: Kind) -> bool {
    let answers = matches!(
        kind,
        Kind::Respond
            | Kind::Accept
            | Kind::Reserve
            | Kind::Reject
            | Kind::Assure
            | Kind::Convey
            | Kind::State
    );
    answers || kind.gives_words_for_words()
}

/// What several sayings are about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// One question, which they answer.
    Question(ActId),
    /// A matter, by its name as first given.
    Matter(String),
    /// A clause of the current draft, which the clauses that they name became.
    Clause(ClauseIndex),
    /// A clause that the current draft has no more: the first that it can be followed back to.
    FormerClause {
        /// The draft in which it first stood.
        draft: DraftId,
        /// Its place there.
        clause: ClauseIndex,
    },
}

/// Words that somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying<'a> {
    /// The act, with its words.
    pub act: &'a Act,
    /// Who told them: whoever carried them, else whoever said them.
    pub told_by: Vec<&'a ParticipantId>,
    /// Whom.
    pub told_to: Vec<&'a ParticipantId>,
}

/// Different words about the same thing, by at least two who told them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidDifferently<'a> {
    /// What they are about.
    pub topics: Vec<Topic>,
    /// What was said, the earliest first; each differs from that of somebody else here.
    pub sayings: Vec<Saying<'a>>,
}

/// Where two mediators told different things; `mediates` says of whom that is asked. Takes time in proportion to the acts
/// and the clauses that each covers.
pub fn said_differently<'a>(
    timeline: &Timeline<'a>,
    texts: &dyn Drafts,
    mediates: &dyn Fn(&ParticipantId) -> bool,
) -> Vec<SaidDifferently<'a>> {
    let abouts = About { timeline, texts, sheets: Sheets::new(texts), entries: texts.entries() };
    let mut told: Vec<Told<'a>> = Vec::new();
    let mut about: BTreeMap<Topic, Vec<usize>> = BTreeMap::new();
    let mut matters: HashMap<String, String> = HashMap::new();
    for at in 0..timeline.acts().len() {
        let Some(one) = Told::new(timeline, at, mediates) else { continue };
        for topic in abouts.topics(at, &mut matters) {
            about.entry(topic).or_default().push(told.len());
        }
        told.push(one);
    }
    let mut groups: BTreeMap<Vec<usize>, Vec<Topic>> = BTreeMap::new();
    for (topic, sayings) in about {
        for group in different(&told, &sayings) {
            groups.entry(group).or_default().push(topic.clone());
        }
    }
    let is_part = |group: &Vec<usize>| {
        let holds = |other: &Vec<usize>| {
            other.len() > group.len() && group.iter().all(|at| other.binary_search(at).is_ok())
        };
        groups.keys().any(holds)
    };
    let whole = groups.iter().filter(|(group, _)| !is_part(group));
    whole
        .map(|(group, topics)| SaidDifferently {
            topics: topics.clone(),
            sayings: group.iter().map(|&at| told[at].saying.clone()).collect(),
        })
        .collect()
}

/// A saying with what it is compared by.
struct Told<'a> {
    saying: Saying<'a>,
    words: String,
    lang: String,
}

impl<'a> Told<'a> {
    fn new(timeline: &Timeline<'a>, at: usize, mediates: &dyn Fn(&ParticipantId) -> bool) -> Option<Self> {
        let act = timeline.acts()[at];
        let tells = matches!(act.kind(), Kind::Respond | Kind::Assure | Kind::Convey | Kind::State)
            || act.kind().gives_words_for_words();
        let words = act.words.as_deref().filter(|_| tells && timeline.is_in_force(at))?;
        let told_by: Vec<&ParticipantId> = match &act.through {
            Some(through) => vec![through],
            None => act.by.iter().collect(),
        };
        let told_by: Vec<&ParticipantId> = told_by.into_iter().filter(|who| mediates(who)).collect();
        let mut told_to: Vec<&ParticipantId> = act.to.iter().collect();
        if let Deed::Assure(assurance) = &act.deed {
            told_to.extend(&assurance.heard_by);
        }
        if told_to.is_empty() {
            // An answer is told to whoever asked.
            let asked = act.answers.as_ref().and_then(|id| timeline.get(id));
            told_to.extend(
                asked.filter(|asked| asked.kind() == Kind::Ask).into_iter().flat_map(|asked| &asked.by),
            );
        }
        if told_by.is_empty() || told_to.is_empty() {
            return None;
        }
        let lang = match act.lang.as_deref() {
            Some(tag) if Lang::of_tag(tag) == Lang::Other => tag.to_lowercase(),
            Some(tag) => format!("{:?}", Lang::of_tag(tag)),
            None => format!("{:?}", Lang::of_script(words)),
        };
        Some(Self { saying: Saying { act, told_by, told_to }, words: plain(words), lang })
    }
}

/// What acts are about.
struct About<'t, 'a> {
    timeline: &'t Timeline<'a>,
    texts: &'t dyn Drafts,
    sheets: Sheets<'t>,
    entries: Vec<&'t DraftEntry>,
}

impl About<'_, '_> {
    fn topics(&self, at: usize, matters: &mut HashMap<String, String>) -> BTreeSet<Topic> {
        let act = self.timeline.acts()[at];
        let answered = act.answers.as_ref().and_then(|id| self.timeline.get(id));
        let question = answered.filter(|asked| asked.kind() == Kind::Ask);
        let mut topics: BTreeSet<Topic> =
            question.iter().map(|asked| Topic::Question(asked.id.clone())).collect();
        if let Some(matter) = matter(act).or_else(|| question.and_then(matter)) {
            let name = matters.entry(plain(matter)).or_insert_with(|| matter.to_owned());
            topics.insert(Topic::Matter(name.clone()));
        }
        // What is said of a whole draft is said of nothing in particular.
        let anchor = self.timeline.anchor(at).filter(|anchor| !anchor.clauses.is_empty());
        if let Some(cover) = anchor.and_then(|anchor| self.sheets.cover(anchor)) {
            let links = self.sheets.links(&cover.sheet);
            for clause in cover.clauses() {
                match links.to(clause) {
                    [] => topics.extend(self.first_of(&cover.sheet.draft, clause)),
                    now => topics.extend(now.iter().map(|&now| Topic::Clause(index(now)))),
                }
            }
        }
        topics
    }

    /// The clauses that a clause can be followed back to, in the first draft that had any of them. So two clauses that
    /// are gone are one where one became the other, and not where they have the same number.
    fn first_of(&self, draft: &DraftId, clause: usize) -> Vec<Topic> {
        let mut first = (draft, vec![index(clause)]);
        // Up to the first place, so that none after it is asked for.
        self.texts.thread(draft, &[index(clause)], 0, &mut |at, clauses| {
            if let Some(entry) = self.entries.get(at) {
                first = (&entry.id, clauses.to_vec());
            }
        });
        let (draft, clauses) = first;
        clauses.into_iter().map(|clause| Topic::FormerClause { draft: draft.clone(), clause }).collect()
    }
}

/// What an act is about by its own word, where no clause says it.
pub fn matter(act: &Act) -> Option<&str> {
    match &act.deed {
        Deed::Ask { matter } => matter.as_deref(),
        Deed::Respond(response) => response.matter.as_deref(),
        Deed::Assure(assurance) => assurance.matter.as_deref(),
        _ => None,
    }
}

/// Of sayings about one thing, those in each language that differ from what somebody else told.
fn different(told: &[Told<'_>], sayings: &[usize]) -> Vec<Vec<usize>> {
    let mut langs: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &at in sayings {
        langs.entry(&told[at].lang).or_default().push(at);
    }
    langs.into_values().map(|list| differ(told, &list)).filter(|group| group.len() > 1).collect()
}

fn differ(told: &[Told<'_>], list: &[usize]) -> Vec<usize> {
    let each = |at: usize| {
        let words = told[at].words.as_str();
        told[at].saying.told_by.iter().map(move |who| (words, *who))
    };
    // How often each of both was told; so no two sayings have to be compared.
    let mut all = 0usize;
    let mut by_words: HashMap<&str, usize> = HashMap::new();
    let mut by_whom: HashMap<&ParticipantId, usize> = HashMap::new();
    let mut by_both: HashMap<(&str, &ParticipantId), usize> = HashMap::new();
    for (words, who) in list.iter().flat_map(|&at| each(at)) {
        all += 1;
        *by_words.entry(words).or_default() += 1;
        *by_whom.entry(who).or_default() += 1;
        *by_both.entry((words, who)).or_default() += 1;
    }
    let differs = |(words, who): (&str, &ParticipantId)| {
        let alike = by_words[words] + by_whom[who] - by_both[&(words, who)];
        all > alike
    };
    list.iter().copied().filter(|&at| each(at).any(differs)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Authentic;
    use crate::testing::{Library, acts, as_of};

    const FIRST: &str = "# Agreement\n\n1. The gate is open to everybody.\n\n2. Lower Farm repairs the pump.\n\n3. Upper Farm pays for the pump.\n";
    const SECOND: &str =
        "# Agreement\n\n1. Lower Farm repairs the pump.\n\n2. The gate is open to everybody at dawn.\n";

    /// The topics and the sayings of each, for a record in which `council` and `priest` mediate.
    fn told(lines: &str) -> Vec<(String, String)> {
        let texts = Library::new(&[("first", Authentic::Text, FIRST), ("second", Authentic::Text, SECOND)]);
        let (acts, as_of) = (acts(lines), as_of("2031-03-20"));
        let timeline = Timeline::new(&acts, &as_of);
        let mediates = |who: &ParticipantId| ["council", "priest"].contains(&who.as_str());
        said_differently(&timeline, &texts, &mediates)
            .into_iter()
            .map(|one| {
                let topics: Vec<String> = one.topics.iter().map(|topic| format!("{topic:?}")).collect();
                let said: Vec<&str> = one.sayings.iter().map(|saying| saying.act.id.as_str()).collect();
                (topics.join(" "), said.join(" "))
            })
            .collect()
    }

    #[test]
    fn two_answers_of_two_mediators_to_one_question_stand_side_by_side() {
        let asked =
            "q ask upper 2031-03-01; to = [\"council\", \"priest\"]; words = \"Is the toll one coin?\"
            a respond council 2031-03-02; answers = \"q\"; words = \"It is one coin.\"\n";
        let other = "b respond priest 2031-03-03; answers = \"q\"; words = \"It is two coins.\"";
        assert_eq!(told(&format!("{asked}{other}")), [("Question(ActId(\"q\"))".into(), "a b".into())]);
        let same = "b respond priest 2031-03-03; answers = \"q\"; words = \"it is ONE coin\"";
        assert!(
            told(&format!("{asked}{same}")).is_empty(),
            "marks and capitals are those of who wrote it down"
        );
        let by_same = "b respond council 2031-03-03; answers = \"q\"; words = \"It is two coins.\"";
        assert!(told(&format!("{asked}{by_same}")).is_empty(), "one mediator who has changed the answer");
        let arabic = "b respond priest 2031-03-03; answers = \"q\"; words = \"عملتان\"";
        assert!(told(&format!("{asked}{arabic}")).is_empty(), "two languages are not compared");
        let taken_back = format!("{asked}{other}\n w withdraw priest 2031-03-04; answers = \"b\"");
        assert!(told(&taken_back).is_empty());
        let party = "b respond lower 2031-03-03; answers = \"q\"; words = \"It is two coins.\"";
        assert!(told(&format!("{asked}{party}")).is_empty(), "a party speaks for itself");
        let carried =
            "b respond lower 2031-03-03; through = \"priest\"; answers = \"q\"; words = \"It is two coins.\"";
        assert_eq!(told(&format!("{asked}{carried}")).len(), 1);
    }

    #[test]
    fn words_on_one_matter_to_two_participants_stand_side_by_side() {
        let lines = "a assure council 2031-03-01; to = \"upper\"; matter = \"The toll\"; words = \"No toll this year.\"
            b assure priest 2031-03-02; to = \"lower\"; matter = \"the  toll\"; words = \"A toll from May.\"
            c assure priest 2031-03-02; to = \"lower\"; matter = \"the road\"; words = \"It will be mended.\"";
        assert_eq!(told(lines), [("Matter(\"The toll\")".into(), "a b".into())]);
        let question =
            "q ask lower 2031-03-01; to = \"priest\"; matter = \"the toll\"; words = \"What toll?\"
            a assure council 2031-03-01; to = \"upper\"; matter = \"the toll\"; words = \"No toll.\"
            b respond priest 2031-03-02; answers = \"q\"; words = \"A toll from May.\"";
        assert_eq!(
            told(question),
            [("Matter(\"the toll\")".into(), "a b".into())],
            "an answer is on what was asked"
        );
    }

    #[test]
    fn words_on_one_clause_are_found_through_the_drafts() {
        let lines = "a clarify council 2031-03-01; to = \"upper\"; draft = \"first\"; clauses = [\"1\"]; words = \"At night, too.\"
            b convey priest 2031-03-05; to = \"lower\"; draft = \"second\"; clauses = [\"2\"]; words = \"In daylight alone.\"
            c convey priest 2031-03-05; to = \"lower\"; draft = \"second\"; clauses = [\"1\"]; words = \"By Sunday.\"";
        assert_eq!(told(lines), [("Clause(ClauseIndex(2))".into(), "a b".into())]);
        let whole = "a clarify council 2031-03-01; to = \"upper\"; draft = \"first\"; words = \"It is fair.\"
            b convey priest 2031-03-05; to = \"lower\"; draft = \"second\"; clauses = [\"2\"]; words = \"In daylight alone.\"";
        assert!(told(whole).is_empty(), "what is said of a whole draft is about no clause of it");
    }

    #[test]
    fn gone_clauses_are_one_where_one_became_the_other_and_not_where_they_have_one_number() {
        let pump = "The pump at the lower farm is repaired within nine weeks.";
        let texts = Library::new(&[
            ("first", Authentic::Text, &format!("1. The gate is open to everybody.\n\n2. {pump}\n")),
            (
                "second",
                Authentic::Text,
                &format!("1. {pump}\n\n2. Every teacher receives a bicycle and two lamps.\n"),
            ),
            ("third", Authentic::Text, "1. The gate is open to everybody.\n"),
        ]);
        let told = |clause: &str| {
            let (acts, as_of) = (acts(&SAID_OF_GONE.replace("CLAUSE", clause)), as_of("2031-03-20"));
            let timeline = Timeline::new(&acts, &as_of);
            let found =
                said_differently(&timeline, &texts, &|who| ["council", "priest"].contains(&who.as_str()));
            let topics = found.iter().flat_map(|one| &one.topics);
            topics.map(|topic| format!("{topic:?}")).collect::<Vec<_>>()
        };
        assert!(told("2").is_empty(), "the number is the same, and the clause another");
        let followed = "FormerClause { draft: DraftId(\"first\"), clause: ClauseIndex(1) }";
        assert_eq!(told("1"), [followed], "clause 1 of the second draft is clause 2 of the first");
    }

    const SAID_OF_GONE: &str = "a clarify council 2031-03-01; to = \"upper\"; draft = \"first\"; clauses = [\"2\"]; words = \"With the valve.\"
        b convey priest 2031-03-05; to = \"lower\"; draft = \"second\"; clauses = [\"CLAUSE\"]; words = \"Without it.\"";

    #[test]
    fn what_it_is_called_that_gives_words_for_words_changes_neither_answers_nor_what_was_said() {
        let kinds = ["clarify", "amend", "table", "interpret", "float"];
        let lines = "q ask upper 2031-03-01; to = \"council\"; words = \"At night, too?\"
            a KIND council 2031-03-02; to = \"upper\"; answers = \"q\"; draft = \"second\"; clauses = [\"2\"]; words = \"At night, too.\"
            b convey priest 2031-03-05; to = \"lower\"; draft = \"second\"; clauses = [\"2\"]; words = \"In daylight alone.\"";
        for kind in kinds {
            let lines = lines.replace("KIND", kind);
            assert_eq!(told(&lines), [("Clause(ClauseIndex(2))".into(), "a b".into())], "{kind}");
            let (acts, as_of) = (acts(&lines), as_of("2031-03-20"));
            let timeline = Timeline::new(&acts, &as_of);
            let found = questions(&timeline, &Standings::new(&timeline));
            assert_eq!(found[0].answers.len(), 1, "{kind}");
        }
    }

    #[test]
    fn what_is_about_one_thing_in_two_ways_is_told_once() {
        let lines = "q ask upper 2031-03-01; to = [\"council\", \"priest\"]; matter = \"the gate\"; draft = \"first\"; clauses = [\"1\"]
            a respond council 2031-03-02; answers = \"q\"; words = \"At night, too.\"
            b respond priest 2031-03-03; answers = \"q\"; words = \"In daylight alone.\"";
        let found = told(lines);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "Question(ActId(\"q\")) Matter(\"the gate\") Clause(ClauseIndex(2))");
    }

    #[test]
    fn a_question_is_unanswered_until_somebody_answers_it() {
        let acts = acts(
            "q ask upper 2031-03-01; to = \"council\"; words = \"When?\"
             r ask upper 2031-03-02; to = \"council\"; words = \"Where?\"
             s ask upper 2031-03-03; to = \"council\"; words = \"Why?\"
             a respond council 2031-03-04; answers = \"q\"; words = \"On Sunday.\"
             b respond council 2031-03-04; answers = \"r\"; words = \"Here.\"
             w withdraw council 2031-03-05; answers = \"b\"
             x withdraw upper 2031-03-05; answers = \"s\"",
        );
        let as_of = as_of("2031-03-20");
        let timeline = Timeline::new(&acts, &as_of);
        let found: Vec<(&str, usize)> = questions(&timeline, &Standings::new(&timeline))
            .iter()
            .map(|question| (question.act.id.as_str(), question.answers.len()))
            .collect();
        assert_eq!(found, [("r", 0), ("q", 1)]);
    }
}
