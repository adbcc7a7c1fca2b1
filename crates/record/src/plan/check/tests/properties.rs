//! What holds of every plan: neither the order of its entries nor their names count, and a defect is found wherever it is.

use proptest::prelude::*;

use super::*;
use crate::plan::Point;

/// One defect and the one finding that it is.
const DEFECTS: &[(&str, &str)] = &[
    ("[[event]]\nid = \"zz\"\n", "undefined_event: zz"),
    (
        "[[obligation]]\nid = \"zz\"\ndoes = \"x\"\nphase = \"p0\"\nverifier = \"council\"\n",
        "undefined_actor: zz",
    ),
    (
        "[[obligation]]\nid = \"zz\"\ndoes = \"x\"\ndebtor = \"upper\"\nverifier = \"council\"\n",
        "no_deadline: zz",
    ),
    ("[[obligation]]\nid = \"zz\"\ndoes = \"x\"\ndebtor = \"upper\"\nphase = \"p0\"\n", "no_verifier: zz"),
    ("[[event]]\nid = \"zz\"\nactors = \"council\"\nneeds = [\"zz\"]\n", "circular_waiting: zz"),
    ("[[phase]]\nid = \"zz\"\n", "unreachable: zz"),
    (
        "[[event]]\nid = \"zz\"\nactors = \"council\"\nfrom = { within = \"5 days\", of = \"signature\" }\ndue = { within = \"4 days\", of = \"signature\" }\n",
        "dates_conflict: zz",
    ),
    (
        "[[key]]\nid = \"zz\"\ngives = { by = \"upper\", number = 1, category = \"a\", total = 3 }\n\
         returns = { by = \"lower\", number = 2, category = \"b\", total = 7 }\n",
        "sums_differ: zz",
    ),
];

/// A sound plan of a chain of phases, each with duties: entries in the order of the chain.
fn sound(phases: usize, duties: usize) -> Vec<String> {
    let mut entries = vec![
        "[[event]]\nid = \"signature\"\nactors = [\"upper\", \"lower\"]\n".to_owned(),
        "[[power]]\nid = \"stop\"\npower = \"suspend\"\nholder = [\"upper\", \"lower\"]\n".to_owned(),
        "[[dispute]]\nid = \"route\"\nsteps = [{ who = \"council\", does = \"decide\" }]\n".to_owned(),
    ];
    for phase in 0..phases {
        let begins = match phase {
            0 => "gate = [\"signature\"]\ndue = { within = \"3 days\", of = \"signature\" }".to_owned(),
            _ => format!("follows = \"p{}\"\ngate = [\"o{}-0\"]", phase - 1, phase - 1),
        };
        entries.push(format!(
            "[[phase]]\nid = \"p{phase}\"\ntitle = \"phase {phase}\"\nlength = \"9 days\"\n{begins}\n"
        ));
        for duty in 0..duties {
            let when =
                if duty == 0 { String::new() } else { format!("when = [\"o{phase}-{}\"]\n", duty - 1) };
            entries.push(format!(
                "[[obligation]]\nid = \"o{phase}-{duty}\"\ndoes = \"do {phase} {duty}\"\ndebtor = \"upper\"\nphase = \"p{phase}\"\nverifier = \"council\"\n{when}"
            ));
        }
    }
    entries
}

/// Entries with other ids, in whatever they mention, too; the new id of each old one is its old one with `mark` before it,
/// or turned round.
fn renamed(plan: &str, turned: bool) -> String {
    let new = |id: &str| {
        if turned { format!("n{}", id.chars().rev().collect::<String>()) } else { format!("n{id}") }
    };
    let ids: Vec<&str> =
        plan.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).collect();
    let mut text = plan.to_owned();
    for id in &ids {
        text = text.replace(&format!("\"{id}\""), &format!("\"\u{1}{}\"", new(id)));
        text = text.replace(&format!("\"{id}.end\""), &format!("\"\u{1}{}.end\"", new(id)));
    }
    text.replace('\u{1}', "")
}

/// Events that need each other as drawn; of those that need nothing, every other one is brought about by nothing.
fn events(needs: &[Vec<usize>]) -> String {
    let event = |(at, needs): (usize, &Vec<usize>)| {
        let names: Vec<String> = needs.iter().map(|on| format!("\"e{on}\"")).collect();
        let actors = if at % 2 == 0 { "actors = \"council\"\n" } else { "" };
        let needs =
            if names.is_empty() { String::new() } else { format!("needs = [{}]\n", names.join(", ")) };
        // Titles in the order of the numbers, so that the order among them is that one.
        format!("[[event]]\nid = \"e{at}\"\ntitle = \"event {at:02}\"\n{actors}{needs}")
    };
    needs.iter().enumerate().map(event).collect()
}

/// For each event and each other, in how many steps the first leads to the second; by trying all ways, one step more each
/// time.
fn steps(needs: &[Vec<usize>]) -> Vec<Vec<Option<usize>>> {
    let count = needs.len();
    let mut steps = vec![vec![None; count]; count];
    let mut ways: Vec<(usize, usize)> =
        needs.iter().enumerate().flat_map(|(from, on)| on.iter().map(move |&on| (from, on))).collect();
    for length in 1..=count {
        ways.retain(|&(from, to)| steps[from][to].is_none());
        for &(from, to) in &ways {
            steps[from][to] = Some(length);
        }
        ways = ways.iter().flat_map(|&(from, to)| needs[to].iter().map(move |&on| (from, on))).collect();
        ways.sort_unstable();
        ways.dedup();
    }
    steps
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_defect_is_found_wherever_it_stands_and_nothing_else_is(
        phases in 1_usize..4,
        duties in 1_usize..5,
        defect in 0..DEFECTS.len(),
        at in any::<prop::sample::Index>(),
    ) {
        let mut entries = sound(phases, duties);
        prop_assert_eq!(found(&entries.concat()), Vec::<String>::new());
        let (entry, finding) = DEFECTS[defect];
        entries.insert(at.index(entries.len() + 1), entry.to_owned());
        prop_assert_eq!(found(&entries.concat()), [finding]);
    }

    #[test]
    fn neither_the_order_of_entries_nor_their_ids_change_what_is_found(
        order in Just((0..DEFECTS.len() + 13).collect::<Vec<usize>>()).prop_shuffle(),
        turned in any::<bool>(),
    ) {
        let mut entries = sound(2, 4);
        let defects = DEFECTS.iter().enumerate();
        entries.extend(defects.map(|(at, (entry, _))| {
            let (heading, rest) = entry.split_once("\n").unwrap();
            format!("{heading}\ntitle = \"defect {at}\"\n{}", rest.replace("zz", &format!("zz{at}")))
        }));
        prop_assert_eq!(entries.len(), order.len());
        let before = findings(&provisions(&entries.concat()), "");
        let shuffled: String = order.iter().map(|&at| entries[at].as_str()).collect();
        prop_assert_eq!(&findings(&provisions(&shuffled), ""), &before);
        let plan = renamed(&shuffled, turned);
        let back = |said: String| said.replace("zz", "").chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        let kinds = |findings: &Findings| -> Vec<String> {
            findings.all.iter().map(|finding| back(finding.check().to_string())).collect()
        };
        let after = findings(&provisions(&plan), "");
        prop_assert_eq!(kinds(&after), kinds(&before));
        let renamed_back = |id: &str| {
            let id = id.strip_prefix('n').unwrap_or(id);
            if turned { id.chars().rev().collect() } else { id.to_owned() }
        };
        let names = |findings: &Findings, as_before: bool| -> Vec<Vec<String>> {
            let name = |id: &ProvisionId| if as_before { id.to_string() } else { renamed_back(id.as_str()) };
            findings.all.iter().map(|finding| finding.entries.iter().map(name).collect()).collect()
        };
        prop_assert_eq!(names(&after, false), names(&before, true));
    }

    #[test]
    fn circles_are_those_that_trying_every_way_finds_and_each_is_a_shortest_of_its_own(
        needs in prop::collection::vec(prop::collection::btree_set(0_usize..9, 0..3), 9),
    ) {
        let needs: Vec<Vec<usize>> = needs.into_iter().map(|on| on.into_iter().collect()).collect();
        let steps = steps(&needs);
        let found = findings(&provisions(&sound_with(&events(&needs))), "");
        let mut told: Vec<Vec<usize>> = Vec::new();
        for finding in &found.all {
            let What::CircularWaiting(waits) = &finding.what else { continue };
            let number = |point: &Point| point.of.as_str()[1..].parse::<usize>().unwrap();
            for (at, wait) in waits.iter().enumerate() {
                prop_assert_eq!(&wait.on, &waits[(at + 1) % waits.len()].who);
                prop_assert!(needs[number(&wait.who)].contains(&number(&wait.on)));
            }
            told.push(waits.iter().map(|wait| number(&wait.who)).collect());
        }
        // Events that lead to each other, and the shortest way of any of them back to itself.
        let mut left: Vec<usize> = (0..needs.len()).filter(|&at| steps[at][at].is_some()).collect();
        let mut circles = 0;
        while let Some(&first) = left.first() {
            let (with, without): (Vec<usize>, Vec<usize>) = left.into_iter()
                .partition(|&at| steps[first][at].is_some() && steps[at][first].is_some());
            let shortest = with.iter().filter_map(|&at| steps[at][at]).min().unwrap();
            let of_these: Vec<_> = told.iter().filter(|circle| with.contains(&circle[0])).collect();
            prop_assert_eq!(of_these.len(), 1);
            prop_assert_eq!(of_these[0].len(), shortest);
            (left, circles) = (without, circles + 1);
        }
        prop_assert_eq!(told.len(), circles);
    }

    #[test]
    fn a_phase_is_out_of_reach_just_where_its_gate_leads_to_a_circle_or_to_what_nothing_brings_about(
        needs in prop::collection::vec(prop::collection::btree_set(0_usize..9, 0..3), 9),
    ) {
        let needs: Vec<Vec<usize>> = needs.into_iter().map(|on| on.into_iter().collect()).collect();
        let steps = steps(&needs);
        let phase = "[[phase]]\nid = \"x\"\nfollows = \"first\"\ngate = [\"e0\"]\n";
        let found = found_of(Check::Unreachable, &sound_with(&format!("{phase}{}", events(&needs))));
        let hopeless = |at: usize| steps[at][at].is_some() || (at % 2 == 1 && needs[at].is_empty());
        let out = (0..needs.len()).any(|at| hopeless(at) && (at == 0 || steps[0][at].is_some()));
        prop_assert_eq!(found.len(), usize::from(out));
    }

    #[test]
    fn taking_the_same_option_twice_changes_nothing(option in 1_usize..3, defect in 0..DEFECTS.len()) {
        let text = format!("{}{}", sound(1, 2).concat(), DEFECTS[defect].0);
        let plan = provisions(&text);
        let drafts = [("text", Authentic::Text, TEXT)];
        let once = [("1".to_owned(), vec![Choice::Alternative(option)])];
        let twice = [once[0].clone(), once[0].clone()];
        prop_assert_eq!(findings_in(&plan, "", &drafts, Some(&once)), findings_in(&plan, "", &drafts, Some(&twice)));
    }
}
