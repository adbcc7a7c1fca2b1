//! Everything that a reader can be shown of a case.

use std::fmt::Display;
use std::path::Path;
use std::process::Command;

use onetext_brief::bridge::{Bridge, PackagePicture};
use onetext_brief::chronology::Chronology;
use onetext_brief::clean::clean;
use onetext_brief::conflict::{Scene as Situation, Solved, WhySaid};
use onetext_brief::deliveries::Deliveries;
use onetext_brief::leak::Leak;
use onetext_brief::mandates::Mandates;
use onetext_brief::may_say::MaySay;
use onetext_brief::novelty::Novelty;
use onetext_brief::packages::Packages;
use onetext_brief::paper::Paper;
use onetext_brief::parity::ParityOfCase;
use onetext_brief::plan::check::PlanCheck;
use onetext_brief::plan::due::PlanDue;
use onetext_brief::plan::ics::PlanCalendar;
use onetext_brief::plan::incident::IncidentFile;
use onetext_brief::plan::order::{self, ExchangeOrder};
use onetext_brief::plan::status::PlanStatus;
use onetext_brief::plan::timeline::Timeline;
use onetext_brief::plan::whatif::{self, PlanWhatIf};
use onetext_brief::promises::Promises;
use onetext_brief::search::Search;
use onetext_brief::status::Status;
use onetext_brief::whatif::WhatIf;
use onetext_brief::who::Who;
use onetext_brief::word::sent::{Form, Manner, sent};
use onetext_brief::{Brief, Options, html, terminal, word};
use onetext_case::cache::Cache;
use onetext_case::conflict::ConflictOfView;
use onetext_case::{Case, Silent, View};
use onetext_conflict::answer::{Ask, of_graph};
use onetext_conflict::graph::Graph;
use onetext_conflict::stability::Concept;
use onetext_record::act::{Act, Choice};
use onetext_record::novelty::Question;
use onetext_record::plan::Point;
use onetext_record::plan::whatif::Supposed;
use onetext_record::whatif::Supposed as SupposedAct;
use onetext_record::{ActId, DraftId, Kind, ParticipantId, ProvisionId, Reader, When};
use onetext_wordml::Package;
use serde::Serialize;

/// An output by its name: what is asked, for the day it is asked as of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Words that stand in many drafts, and some that stand there nearly so.
const LEAKED: &[&str] = &[
    "the gate of the well shall stay open from dawn to dusk",
    "each farm shall mend its own half of that pump within ten days",
];

/// What is asked of a case.
#[derive(Debug, Clone)]
pub(crate) struct Questions {
    pub(crate) reader: String,
    pub(crate) days: Vec<String>,
    pub(crate) since: String,
    pub(crate) clauses: Vec<String>,
    pub(crate) searches: Vec<String>,
}

/// The answers, from the libraries that the program is made of.
pub(crate) fn of_folder(root: &Path, questions: &Questions) -> Vec<Output> {
    let case = match Case::read_folder(root, Cache::none(), &Silent) {
        Ok(case) => case,
        Err(error) => return vec![Output { name: "reading".to_owned(), text: error.to_string() }],
    };
    let reader = match questions.reader.as_str() {
        "public" => Reader::Public,
        id => Reader::Participant(ParticipantId::new(id)),
    };
    let mut outputs = Vec::new();
    for day in &questions.days {
        let as_of: When = day.parse().unwrap();
        match case.view(&reader, as_of) {
            Ok(view) => of_view(&view, questions, day, &mut outputs),
            Err(error) => outputs.push(Output { name: format!("view as of {day}"), text: error.to_string() }),
        }
    }
    outputs
}

fn of_view(view: &View, questions: &Questions, day: &str, outputs: &mut Vec<Output>) {
    let mut add =
        |name: String, text: String| outputs.push(Output { name: format!("{name}, as of {day}"), text });
    let since: When = questions.since.parse().unwrap();
    let brief = Brief::new(view, &Options { since: Some(since), copy: None });
    add("brief --since --json".to_owned(), json(&brief));
    add("brief --since".to_owned(), terminal::render(&brief, 80, true));
    add("brief --since --html".to_owned(), html::render(&brief));
    let brief = Brief::new(view, &Options::default());
    add("brief --json".to_owned(), json(&brief));
    add("brief".to_owned(), terminal::render(&brief, 80, false));
    add("brief --html".to_owned(), html::render(&brief));
    // The file is made of this and of nothing else.
    add("brief --docx".to_owned(), format!("{:?}", word::brief(&brief)));
    let status = Status::new(view);
    add("status --json".to_owned(), json(&status));
    add("status".to_owned(), on_paper(|paper| status.write(view, paper)));
    for clause in &questions.clauses {
        match Who::new(view, clause) {
            Ok(who) => {
                add(format!("who {clause} --json"), json(&who));
                add(format!("who {clause}"), on_paper(|paper| who.write(view, paper)));
            }
            Err(error) => add(format!("who {clause}"), error.to_string()),
        }
    }
    novelty(view, &mut add);
    told(view, &mut add);
    parity(view, &mut add);
    leaks(view, questions, &mut add);
    packages(view, &mut add);
    bridge(view, &mut add);
    conflict(view, &mut add);
    plan(view, &mut add);
    documents(view, &mut add);
    for since in [None, Some(since)] {
        let chronology = Chronology::new(view, since);
        let how = if since.is_some() { "chronology --since" } else { "chronology" };
        add(format!("{how} --json"), json(&chronology));
        add(how.to_owned(), on_paper(|paper| chronology.write(paper)));
    }
    for words in &questions.searches {
        let search = Search::new(view, words);
        // What is looked for is the reader's own: only what is found counts.
        add(format!("search {words} --json"), json(&search.hits));
        if !search.hits.is_empty() {
            add(format!("search {words}"), on_paper(|paper| search.write(paper)));
        }
    }
    add("view".to_owned(), of_the_view_itself(view));
}

/// The language versions of each draft that the reader knows of.
fn parity(view: &View, add: &mut impl FnMut(String, String)) {
    let picture = match PackagePicture::new(view, None, 3) {
        Ok(Ok(picture)) => picture.svg(),
        Ok(Err(why)) => why.to_string(),
        Err(why) => why.to_string(),
    };
    add("bridge --svg".to_owned(), picture);
    let known = view.texts().versions().iter().map(|version| Some(version.entry.id.clone()));
    for draft in std::iter::once(None).chain(known) {
        let how = draft.as_ref().map_or_else(String::new, |draft| format!(" {draft}"));
        match ParityOfCase::new(view, draft.as_ref()) {
            Ok(parity) => {
                add(format!("parity{how} --json"), json(&parity));
                add(format!("parity{how}"), on_paper(|paper| parity.write(paper)));
            }
            Err(error) => add(format!("parity{how}"), error.to_string()),
        }
    }
}

/// What was handed over, promised and asked, and what may be said to each whom the reader knows.
fn told(view: &View, add: &mut impl FnMut(String, String)) {
    let people = view.participants.iter().map(|person| person.id.to_string());
    for to in std::iter::once(None).chain(people.map(Some)) {
        let how = to.as_ref().map_or_else(String::new, |to| format!(" --to {to}"));
        match Deliveries::new(view, to.as_deref()) {
            Ok(deliveries) => {
                add(format!("deliveries{how} --json"), json(&deliveries));
                add(format!("deliveries{how}"), on_paper(|paper| deliveries.write(paper)));
            }
            Err(error) => add(format!("deliveries{how}"), error.to_string()),
        }
        match Promises::new(view, to.as_deref()) {
            Ok(promises) => {
                add(format!("promises{how} --json"), json(&promises));
                add(format!("promises{how}"), on_paper(|paper| promises.write(paper)));
            }
            Err(error) => add(format!("promises{how}"), error.to_string()),
        }
        let Some(to) = to else { continue };
        match MaySay::new(view, &to, None) {
            Ok(slip) => {
                add(format!("may-say{how} --json"), json(&slip));
                add(format!("may-say{how}"), on_paper(|paper| slip.write(paper)));
                add(format!("may-say{how} --html"), slip.html());
            }
            Err(error) => add(format!("may-say{how}"), error.to_string()),
        }
    }
}

/// Every draft that the reader knows of as a Word document, in every form that it can be sent in, part by part.
fn documents(view: &View, add: &mut impl FnMut(String, String)) {
    let versions = view.texts().versions();
    let current = view.texts().current_version().map(|version| &version.entry.id);
    for version in versions {
        let others = versions.iter().filter(|other| other.entry.id != version.entry.id);
        // By their names, whether they can be marked there or not; one is nobody's.
        let is_asked_for = |act: &&Act| matches!(act.kind(), Kind::Amend | Kind::Clarify);
        let amendments = view.acts.iter().filter(is_asked_for).map(|act| act.id.to_string());
        let named = amendments.take(4).chain(["nowhere".to_owned()]).collect();
        let forms =
            [Form::Bracketed, Form::Clean(Vec::new()), Form::Amendments(Vec::new()), Form::Amendments(named)];
        for (at, form) in forms.into_iter().chain(others.map(Form::RedlineAgainst)).enumerate() {
            let how = match &form {
                Form::RedlineAgainst(old) => format!("--redline-against {}", old.entry.id),
                Form::Bracketed => "--bracketed".to_owned(),
                Form::Clean(_) => "--clean".to_owned(),
                Form::RedlineOf(_) => "--redline".to_owned(),
                Form::Amendments(acts) => format!("--amendments {}", acts.join(",")),
            };
            let comments = current == Some(&version.entry.id);
            let copy = (at % 2 == 0).then(|| "7".to_owned());
            let manner = Manner { mediators: "Mediators".to_owned(), copy, comments };
            let name = format!("export --draft {} {how}", version.entry.id);
            match sent(view, version, &form, &manner) {
                Ok(sent) => add(name, format!("{}\n{}", sent.told.join("\n"), parts(&sent.bytes))),
                Err(why) => add(name, why.to_string()),
            }
        }
    }
}

/// What a Word document holds, with the names of its parts.
fn parts(bytes: &[u8]) -> String {
    let package = Package::open(bytes).unwrap();
    let part = |name: &str| format!("{name}\n{}\n", String::from_utf8_lossy(package.part(name).unwrap()));
    package.names().map(part).collect()
}

/// Who held words that turned up; words of the reader's own drafts, too, so that something is found.
fn leaks(view: &View, questions: &Questions, add: &mut impl FnMut(String, String)) {
    let drafts = view.texts().versions().iter().filter_map(|version| version.source());
    let own = drafts.map(|source| source.text().split_whitespace().take(12).collect::<Vec<_>>().join(" "));
    for words in
        questions.searches.iter().cloned().chain(own).chain(LEAKED.iter().map(|&words| words.to_owned()))
    {
        let leak = Leak::new(view, &words);
        add(format!("leak {words} --json"), json(&(&leak.places, &leak.sayings, &leak.narrowed)));
        if !leak.is_empty() {
            add(format!("leak {words}"), on_paper(|paper| leak.write(paper)));
        }
    }
}

/// Changes against every draft that the reader knows of, and against one that they may not.
fn novelty(view: &View, add: &mut impl FnMut(String, String)) {
    let known: Vec<DraftId> =
        view.texts().versions().iter().map(|version| version.entry.id.clone()).collect();
    let against = known.iter().map(|draft| (format!(" --against {draft}"), Some(draft.clone())));
    for (how, against) in std::iter::once((String::new(), None)).chain(against) {
        match Novelty::new(view, &Question { act: None, against }) {
            Ok(novelty) => {
                add(format!("novelty{how} --json"), json(&novelty));
                add(format!("novelty{how}"), on_paper(|paper| novelty.write(paper)));
            }
            Err(error) => add(format!("novelty{how}"), error.to_string()),
        }
    }
    for act in &view.acts {
        let question = Question { act: Some(act.id.clone()), against: None };
        match Novelty::new(view, &question) {
            Ok(novelty) => add(format!("novelty {} --json", act.id), json(&novelty)),
            Err(error) => add(format!("novelty {}", act.id), error.to_string()),
        }
    }
}

/// Packages from the open points of every draft that the reader knows of, and the clean text of the first.
fn bridge(view: &View, add: &mut impl FnMut(String, String)) {
    let known = view.texts().versions().iter().map(|version| Some(version.entry.id.clone()));
    for draft in std::iter::once(None).chain(known) {
        let how = draft.as_ref().map_or_else(String::new, |draft| format!(" --draft {draft}"));
        let bridge = match draft {
            None => Bridge::asking(view, None, 3),
            Some(_) => Bridge::new(view, draft.as_ref(), 3),
        };
        match bridge {
            Ok(bridge) => {
                add(format!("bridge{how} --json"), json(&bridge));
                add(format!("bridge{how}"), on_paper(|paper| bridge.write(paper)));
                let text = view.texts().draft(&DraftId::from(bridge.draft.id.as_str()));
                let made = match (bridge.taken(1, &[]), text) {
                    (Ok(taken), Some(text)) => clean(text, &taken).unwrap_or_else(|why| why.to_string()),
                    (taken, _) => format!("{taken:?}"),
                };
                add(format!("bridge{how} --clean 1"), made);
            }
            Err(error) => add(format!("bridge{how}"), error.to_string()),
        }
    }
}

/// The model of the conflict, what holds in it, and why or why not in its first state.
fn conflict(view: &View, add: &mut impl FnMut(String, String)) {
    let of = match ConflictOfView::new(view) {
        Ok(of) => of,
        Err(error) => return add("conflict".to_owned(), error.to_string()),
    };
    add("conflict: entries".to_owned(), format!("{:#?}", of.entries));
    let ask = Ask { concepts: vec![Concept::Nash, Concept::Seq], ..Ask::default() };
    let mut on = |_: onetext_conflict::answer::Progress| std::ops::ControlFlow::Continue(());
    let graph = match Graph::of(&of.model, 1 << 26) {
        Ok(graph) => graph,
        Err(error) => return add("conflict: graph".to_owned(), error.to_string()),
    };
    let scene = Situation::new(&of.model, &graph);
    match of_graph(&graph, &ask, &mut on) {
        Ok(answer) => {
            let solved = Solved::new(&of.model, &answer);
            add("conflict solve --json".to_owned(), json(&solved));
            add("conflict solve --all".to_owned(), on_paper(|paper| solved.write(&scene, true, paper)));
        }
        Err(error) => add("conflict solve".to_owned(), error.to_string()),
    }
    for who in 0..graph.decision_makers() {
        let why = WhySaid::new(&scene, who, 0, Concept::Seq);
        add(format!("conflict why 0 --who {who}"), on_paper(|paper| why.write(paper)));
    }
}

/// What hangs together, mandates, and what would fall with acts that the reader knows of, and with one that is not there.
fn packages(view: &View, add: &mut impl FnMut(String, String)) {
    let packages = Packages::new(view);
    add("packages --json".to_owned(), json(&packages));
    add("packages".to_owned(), on_paper(|paper| packages.write(paper)));
    let mandates = Mandates::new(view);
    add("mandates --json".to_owned(), json(&mandates));
    add("mandates".to_owned(), on_paper(|paper| mandates.write(paper)));
    let withdrawn = SupposedAct::Withdrawn { clauses: Vec::new() };
    let acts = view.acts.iter().map(|act| act.id.clone()).step_by(3).chain([ActId::new("nowhere")]);
    for (at, act) in acts.enumerate() {
        let (how, supposed) =
            if at % 2 == 0 { ("withdraw", &withdrawn) } else { ("lapse", &SupposedAct::Lapsed) };
        match WhatIf::new(view, &act, supposed) {
            Ok(what_if) => {
                add(format!("whatif {how} {act} --json"), json(&what_if));
                add(format!("whatif {how} {act}"), on_paper(|paper| what_if.write(paper)));
            }
            Err(error) => add(format!("whatif {how} {act}"), error.to_string()),
        }
    }
}

/// What is said of the plan: of the whole, and with an option taken that most texts offer; what would follow without or
/// after some entries that the reader knows of, and of one that is not there; and of everything alleged.
fn plan(view: &View, add: &mut impl FnMut(String, String)) {
    for chosen in [Vec::new(), vec![("1".to_owned(), vec![Choice::Alternative(1)])]] {
        let how = if chosen.is_empty() { "" } else { " --choose" };
        let week = "7 days".parse().unwrap();
        of_plan(add, format!("plan check{how}"), PlanCheck::new(view, &chosen, &[]), PlanCheck::write);
        of_plan(add, format!("plan status{how}"), PlanStatus::new(view, &chosen), PlanStatus::write);
        if let Ok(status) = PlanStatus::new(view, &chosen) {
            add(format!("plan status{how} --csv"), status.csv());
            add(format!("plan status{how} --html"), status.html());
            add(format!("plan status{how} --docx"), format!("{:?}", word::plan_matrix(&status)));
        }
        if let Ok(calendar) = PlanCalendar::new(view, &chosen) {
            add(format!("plan ics{how}"), calendar.text());
        }
        of_plan(add, format!("plan due{how}"), PlanDue::new(view, week, &chosen), PlanDue::write);
        let question = order::Question { chosen: &chosen, ..order::Question::default() };
        of_plan(add, format!("plan order{how}"), ExchangeOrder::new(view, &question), ExchangeOrder::write);
        let timeline = Timeline::new(view, &chosen);
        if let Ok(timeline) = &timeline {
            add(format!("plan timeline{how} --svg"), timeline.svg());
            add(format!("plan timeline{how} --html"), timeline.html());
        }
        of_plan(add, format!("plan timeline{how}"), timeline, Timeline::write);
    }
    let known: Vec<ProvisionId> = view.plan.iter().map(|entry| entry.id.clone()).step_by(4).collect();
    for id in known.into_iter().chain([ProvisionId::new("entry-nowhere")]) {
        let later = Supposed::Delayed(Point::parse(id.as_str()), "2 days".parse().unwrap());
        for (how, supposed) in [("delay", later), ("without", Supposed::Without(id.clone()))] {
            let question = whatif::Question { supposed: &[supposed], ..whatif::Question::default() };
            let made = PlanWhatIf::new(view, &question);
            of_plan(add, format!("plan whatif --{how} {id}"), made, PlanWhatIf::write);
        }
    }
    let alleged = view.acts.iter().filter(|act| act.kind() == Kind::Allege).map(|act| act.id.clone());
    for act in alleged.chain([ActId::new("nowhere")]) {
        of_plan(add, format!("plan incident {act}"), IncidentFile::new(view, &act, &[]), IncidentFile::write);
    }
}

/// One output on a plan, as JSON and on paper, or why there is none.
fn of_plan<T: Serialize, E: Display>(
    add: &mut impl FnMut(String, String),
    name: String,
    made: Result<T, E>,
    write: impl Fn(&T, &mut Paper),
) {
    match made {
        Ok(made) => {
            add(format!("{name} --json"), json(&made));
            add(name, on_paper(|paper| write(&made, paper)));
        }
        Err(error) => add(name, error.to_string()),
    }
}

/// All that outputs are made from. Last, so that what somebody would have read is named first.
fn of_the_view_itself(view: &View) -> String {
    let mut text = format!("{:#?}\n{}\n{:#?}\n", view.about, view.left_out, view.sealed);
    for participant in &view.participants {
        text.push_str(&format!("{participant:#?}\n"));
    }
    for term in &view.terms {
        text.push_str(&format!("{term:#?}\n"));
    }
    for version in view.texts().versions() {
        let words = version.source().map_or("", |source| source.text());
        text.push_str(&format!("{:#?}\n{words}\n", version.entry));
    }
    for act in &view.acts {
        text.push_str(&format!("{act:#?}\n"));
    }
    for note in &view.notes {
        text.push_str(&format!("{note:#?}\n"));
    }
    for entry in &view.plan {
        text.push_str(&format!("{entry:#?}\n"));
    }
    for assessment in &view.preferences {
        text.push_str(&format!("{assessment:#?}\n"));
    }
    for entry in &view.conflict {
        text.push_str(&format!("{entry:#?}\n"));
    }
    text.push_str(&format!("{:#?}\n{}\n", view.owned_by_others, view.analyses));
    text
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

fn on_paper(write: impl FnOnce(&mut Paper)) -> String {
    let mut paper = Paper::new(80, true);
    write(&mut paper);
    paper.finish()
}

/// Commands on the plan of a case.
const PLAN: &[&str] = &["check", "status", "due", "order", "timeline"];

/// The answers of the program itself: standard output, standard error and exit code. `parent` holds the folder `case`.
pub(crate) fn of_program(parent: &Path, questions: &Questions) -> Vec<Output> {
    let mut asked: Vec<Vec<String>> = Vec::new();
    let mut ask = |words: &[&str]| asked.push(words.iter().map(|&word| word.to_owned()).collect());
    for form in [&[][..], &["--json"], &["--html"]] {
        ask(&[&["brief", "case"], form].concat());
        ask(&[&["brief", "case", "--since", &questions.since], form].concat());
    }
    for form in [&[][..], &["--json"]] {
        ask(&[&["status", "case"], form].concat());
        ask(&[&["chronology", "case"], form].concat());
        ask(&[&["deliveries", "case"], form].concat());
        ask(&[&["promises", "case"], form].concat());
        ask(&[&["parity", "case"], form].concat());
        ask(&[&["leak", "case", "each farm shall mend its own half of the pump"], form].concat());
        ask(&[&["may-say", "case", "--to", "nobody"], form].concat());
        ask(&[&["packages", "case"], form].concat());
        ask(&[&["mandates", "case"], form].concat());
        ask(&[&["bridge", "case"], form].concat());
        ask(&[&["whatif", "case", "withdraw", "nowhere"], form].concat());
        ask(&[&["novelty", "case"], form].concat());
        for listing in PLAN {
            ask(&[&["plan", listing, "case"], form].concat());
        }
        for clause in &questions.clauses {
            ask(&[&["who", "case", clause], form].concat());
        }
        for words in &questions.searches {
            ask(&[&["search", "case", words], form].concat());
            ask(&[&["leak", "case", words], form].concat());
        }
    }
    let day = &questions.days[0];
    asked
        .iter()
        .map(|words| {
            let output = Command::new(env!("CARGO_BIN_EXE_onetext"))
                .args(words)
                .args(["--for", &questions.reader, "--as-of", day])
                .current_dir(parent)
                .output()
                .unwrap();
            let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let text = format!(
                "{}\nstandard error:\n{}\nexit code {:?}",
                told(&output.stdout),
                told(&output.stderr),
                output.status.code()
            );
            Output { name: format!("onetext {} --as-of {day}", words.join(" ")), text }
        })
        .collect()
}
