use super::*;
use crate::readings::ReadingOptions;
use crate::source::Source;

fn draft(text: &str) -> Draft {
    let reading = ReadingOptions { names: vec!["Mill".to_owned()], ..ReadingOptions::default() };
    Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &reading)
}

#[test]
fn words_for_a_clause_are_other_words_at_the_one_point_where_all_else_is_the_drafts() {
    let text = "1. Each farm [shall][should] draw water [at dawn [and at dusk]].\n";
    let draft = draft(text);
    let found = |words: &str| draft.instead(ClauseIndex(0), words);
    let instead = |point, words: &str, taken: &[(usize, usize)]| {
        let own = vec![(point, words.to_owned())];
        Ok(Instead { own, taken: taken.to_vec(), written: Vec::new() })
    };
    assert_eq!(found("Each farm may draw water."), instead(0, "may", &[(1, 1)]));
    assert_eq!(
        found("Each farm shall draw water\n  at noon, or later."),
        instead(1, "at noon, or later", &[(0, 0)])
    );
    assert_eq!(
        found("Each farm should draw water at dawn and by night."),
        instead(2, "and by night", &[(0, 1), (1, 0)])
    );
    assert_eq!(found("Each farm may draw [no] water."), Err(NotInstead::Nowhere));
    assert_eq!(found("Every farm shall draw water."), Err(NotInstead::Nowhere));
    let two = self::draft("1. Draw [water][milk] [slowly][fast].\n");
    assert_eq!(two.instead(ClauseIndex(0), "Draw red ale now."), Err(NotInstead::Several));
}

#[test]
fn words_for_a_clause_can_decide_several_points_leave_some_open_and_write_what_is_to_be_written() {
    let text = "1. Each farm [shall][should] draw water [at dawn [and at dusk]].\n\n\
        2. Pay rises by [five][six] per cent, and by [ ] per cent later[, if it rains].\n\n\
        3. Draw [water][milk] [X] times.\n\n4. Two [farms][mills] and two [farms][wells].\n";
    let draft = draft(text);
    let found = |clause: u32, words: &str| {
        let found = draft.instead(ClauseIndex(clause), words)?;
        let own: Vec<(usize, &str)> = found.own.iter().map(|(at, words)| (*at, words.as_str())).collect();
        Ok(format!("{own:?} {:?} {:?}", found.taken, found.written))
    };
    let told = |told: &str| Ok::<_, NotInstead>(told.to_owned());
    assert_eq!(
        found(0, "Each farm may draw water at night."),
        told(r#"[(0, "may"), (1, "at night")] [] []"#)
    );
    assert_eq!(
        found(1, "Pay rises by five per cent, and by [ ] per cent later."),
        told("[] [(3, 0), (5, 1)] []")
    );
    assert_eq!(
        found(1, "Pay rises by [five][six] per cent, and by nine per cent later, if it snows."),
        told(r#"[(5, ", if it snows")] [] [4]"#)
    );
    assert_eq!(
        found(1, "Pay rises by four per cent, and by [ ] per cent later[, if it rains]."),
        told(r#"[(3, "four")] [] []"#)
    );
    assert_eq!(found(2, "Draw wine four times."), told(r#"[(6, "wine")] [] [7]"#));
    assert_eq!(found(2, "Draw milk four times."), told("[] [(6, 1)] [7]"));
    // Brackets of its own stand for no words.
    assert_eq!(
        found(1, "Pay rises by five per cent, and by [ ] per cent later[, if it snows]."),
        Err(NotInstead::Nowhere)
    );
    assert_eq!(
        found(1, "Pay rises by [five][six] per cent, and by nine per cent later[, if it rains]."),
        told("[] [] [4]")
    );
    // Nothing is decided, or something elsewhere.
    assert_eq!(
        found(1, "Pay rises by [five][six] per cent, and by [ ] per cent later[, if it rains]."),
        Err(NotInstead::Nothing)
    );
    assert_eq!(
        found(1, "Pay rises by four per cent, and by [ ] per cent now[, if it rains]."),
        Err(NotInstead::Nowhere)
    );
    assert_eq!(found(3, "Two mills and two barns."), told(r#"[(9, "barns")] [(8, 1)] []"#));
}

#[test]
fn what_words_are_taken_to_decide_makes_these_words_again() {
    let texts = [
        "1. Each farm [shall][should] draw water [at dawn [and at dusk]] from [the][its] well.\n",
        "1. [The gate [shall][should] open [once][twice] a day[, or less].] Keep out.\n",
        "1. Pay [five][six] and [six][seven] of [nine][ten][no] coins[ today].\n",
    ];
    let (mut taken_so, mut several) = (0, 0);
    for text in texts {
        let draft = draft(text);
        let clause = ClauseIndex(0);
        let body = draft.outline().get(clause).unwrap().body;
        let points: Vec<usize> = draft.own_points(body).collect();
        let most = |at: usize| draft.points()[at].offers().len();
        // At each point an option, or words that the draft does not have.
        let counts: Vec<usize> = points.iter().map(|&at| most(at) + 1).collect();
        for all in 0..counts.iter().product::<usize>() {
            let mut left = all;
            let chosen: Vec<usize> = counts
                .iter()
                .map(|count| {
                    let one = left % count;
                    left /= count;
                    one
                })
                .collect();
            let own: Vec<String> = points.iter().map(|at| format!("word{at} more")).collect();
            let (mut choices, mut told) = (Vec::new(), (Vec::new(), Vec::new()));
            let mut edits = Edits::default();
            for ((&at, &one), words) in points.iter().zip(&chosen).zip(&own) {
                let point = &draft.points()[at];
                if edits.fallen(point.span.start) {
                    continue;
                }
                let choice = if one == most(at) {
                    told.0.push((at, words.clone()));
                    Choice::Instead(words)
                } else {
                    told.1.push((at, one));
                    point.offers()[one]
                };
                edits.settle(point, choice).unwrap();
                choices.push(choice);
            }
            let made = &draft.settle(clause, &choices).unwrap().clauses[0].1;
            match draft.instead(clause, made) {
                Ok(found) => {
                    let mut again: Vec<(usize, Choice<'_>)> = Vec::new();
                    again.extend(found.own.iter().map(|(at, words)| (*at, Choice::Instead(words))));
                    again.extend(found.taken.iter().map(|&(at, one)| (at, draft.points()[at].offers()[one])));
                    again.sort_by_key(|(at, _)| *at);
                    let again: Vec<Choice<'_>> = again.into_iter().map(|(_, choice)| choice).collect();
                    let again = &draft.settle(clause, &again).unwrap().clauses[0].1;
                    assert_eq!(exact_tokens(again), exact_tokens(made), "{text} {made}");
                    assert!(found.own.len() <= told.0.len(), "{text} {made}");
                    taken_so += usize::from((found.own, found.taken) == told);
                }
                // Where words can be taken in several ways, or nothing of the clause is left.
                Err(why) => {
                    several += 1;
                    assert!(why == NotInstead::Several || made.trim().is_empty(), "{text} {made} {why}");
                }
            }
        }
    }
    assert!(taken_so > 250 && several < taken_so / 10, "{taken_so} {several}");
}

#[test]
fn points_may_divide_words_stand_in_emphasis_and_name_who_wants_what() {
    let found = |text: &str, words: &str| {
        let found = draft(text).instead(ClauseIndex(0), words)?;
        Ok::<_, NotInstead>((found.own.into_iter().map(|(_, words)| words).collect::<Vec<_>>(), found.taken))
    };
    let own = |words: &str| vec![words.to_owned()];
    let text = "1. Pay the farm[s] in **[5][6]** crowns [at noon].\n";
    assert_eq!(found(text, "Pay the farms in **7** crowns."), Ok((own("7"), vec![(0, 0), (2, 1)])));
    assert_eq!(
        found(text, "Pay the farm in 6 crowns\n\nat *dawn*."),
        Ok((own("at dawn"), vec![(0, 1), (1, 1)]))
    );
    assert_eq!(
        found(text, "Pay the\n\nfarm in\n6 crowns at\ndawn."),
        Ok((own("at dawn"), vec![(0, 1), (1, 1)]))
    );
    let text = "1. It opens [Mill: at noon][at dusk (Mill)][at dawn] [daily].\n";
    assert_eq!(found(text, "It opens Mill: at noon daily."), Ok((Vec::new(), vec![(0, 0), (1, 0)])));
    assert_eq!(found(text, "It opens at dusk (Mill)."), Ok((Vec::new(), vec![(0, 1), (1, 1)])));
    assert_eq!(found(text, "It opens at dusk."), Ok((Vec::new(), vec![(0, 1), (1, 1)])));
    assert_eq!(
        found(text, "It opens [Mill: at noon][at dusk (Mill)][at dawn] weekly."),
        Ok((own("weekly"), vec![]))
    );
    // What stands behind a point in the draft, and again in what would be new there, may be the draft's own.
    let text = "1. Pay rises by [ ] per cent[, if it rains].\n";
    let swallows = "Pay rises by nine per cent, if it snows, and by four per cent.";
    assert_eq!(found(text, swallows), Err(NotInstead::Several));
    let text = "1. Pay rises by [five][six] per cent[, if it rains].\n";
    assert_eq!(found(text, swallows), Err(NotInstead::Several));
    let text = "1. X [Shall][Should] open.[ Keep out.]\n";
    assert_eq!(
        found(text, "X May open. It shall open."),
        Ok((vec!["May".to_owned(), "It shall open.".to_owned()], vec![]))
    );
    let text = "1. It opens [Mill: at noon][at dusk (Mill)][at dawn] [daily].\n";
    // A new sentence or paragraph is no option.
    for words in
        ["It opens at dawn weekly. Bring salt.", "It opens at dawn (a) alone; (b) in pairs.", "It opens —."]
    {
        assert_eq!(found(text, words), Err(NotInstead::Nowhere), "{words}");
    }
    // A bracket that opens in one clause and closes in the next stays as it is.
    let across = "1. It opens [at noon\n\n2. and shuts] [once][twice].\n";
    let given = draft(across).instead(ClauseIndex(1), "and shuts] thrice.").unwrap();
    assert_eq!((given.own, given.taken), (vec![(1, "thrice".to_owned())], vec![]));
    // Names may stand in emphasis, or before a mark.
    for text in [
        "1. It opens [*Mill: at noon*][at dawn] and shuts [daily].\n",
        "1. It opens [at noon **(Mill)**,][at dawn,] and shuts [daily].\n",
    ] {
        let stop = if text.contains(",]") { "," } else { "" };
        assert_eq!(
            found(text, &format!("It opens at noon{stop} and shuts hourly.")),
            Ok((own("hourly"), vec![(0, 0)])),
            "{text}"
        );
    }
    let nested = "1. [It opens [at noon].]\n";
    assert_eq!(found(nested, "It opens at dawn."), Ok((own("at dawn"), vec![(0, 0)])));
}

#[test]
fn a_clause_with_many_points_is_parsed_and_not_tried_out() {
    let many = |count: usize| {
        let points: String = (0..count).map(|at| format!(" the [a{at}][b{at}]")).collect();
        draft(&format!("1. X{points} end.\n"))
    };
    let words: String = (0..100)
        .map(|at| if at % 25 == 7 { " the own words".to_owned() } else { format!(" the b{at}") })
        .collect();
    let found = many(100).instead(ClauseIndex(0), &format!("X{words} end.")).unwrap();
    assert_eq!((found.own.len(), found.taken.len()), (4, 96));
    let kept = many(100).outline().iter().next().map(|_| many(100).body(ClauseIndex(0)).to_owned()).unwrap();
    let found = many(100).instead(ClauseIndex(0), &kept.replace("[a9][b9]", "c")).unwrap();
    assert_eq!((found.own.len(), found.taken.len()), (1, 0));
    // Options without end, and words that are nearly those of the draft again and again.
    let options: String = (0..5_000).map(|at| format!("[o{at}]")).collect();
    let found = draft(&format!("1. X {options} end.\n")).instead(ClauseIndex(0), "X o4999 end.").unwrap();
    assert_eq!(found.taken, [(0, 4_999)]);
    let a = "a ".repeat(20_000);
    let found = draft(&format!("1. X [x][y] {a}z.\n")).instead(ClauseIndex(0), &format!("X {a}."));
    assert_eq!(found, Err(NotInstead::Several));
    // The same words again and again, and brackets in brackets.
    let the = "the ".repeat(3 * 60);
    assert_eq!(many(60).instead(ClauseIndex(0), &format!("X {the} end.")), Err(NotInstead::Several));
    let named = format!("1. X {}deep{} end.\n", "[Mill: a ".repeat(22), "]".repeat(22));
    let found = draft(&named).instead(ClauseIndex(0), &format!("X {}b end.", "a ".repeat(21))).unwrap();
    assert_eq!((found.own, found.taken.len()), (vec![(21, "b".to_owned())], 21));
    let deep = format!("1. X {}deep{} end.\n", "[".repeat(2_000), "]".repeat(2_000));
    assert_eq!(draft(&deep).instead(ClauseIndex(0), "X shallow end."), Err(NotInstead::Several));
}

/// New words at points, and options taken at others.
type Told = (Vec<(usize, String)>, Vec<(usize, usize)>);

/// Every way to take words that decides each point in every way, one after the other.
fn tried_out(draft: &Draft, given: &[&str]) -> Vec<Told> {
    type Made = (Edits, Vec<usize>, Vec<(usize, usize)>);
    let clause = ClauseIndex(0);
    let mut made: Vec<Made> = vec![(Edits::default(), Vec::new(), Vec::new())];
    for at in draft.own_points(draft.outline().get(clause).unwrap().body) {
        let (point, mut next) = (&draft.points()[at], Vec::new());
        for (edits, own, taken) in made {
            let within_kept = |span: Span| span.start < point.span.start && point.span.end <= span.end;
            let is_kept = |(other, span): (usize, Span)| {
                within_kept(span) && !own.contains(&other) && !taken.iter().any(|(taken, _)| *taken == other)
            };
            let around = draft.points().iter().map(|point| point.span).enumerate();
            if edits.fallen(point.span.start) || around.clone().any(is_kept) {
                next.push((edits, own, taken));
                continue;
            }
            for (option, choice) in point.offers().into_iter().enumerate() {
                let mut taken = taken.clone();
                taken.push((at, option));
                let mut plain = edits.clone();
                plain.settle(point, choice).unwrap();
                next.push((plain, own.clone(), taken.clone()));
                if let Some(words) =
                    point.alternatives.get(option).filter(|words| words.attribution.is_some())
                {
                    // With the names.
                    let mut edits = edits.clone();
                    edits.drop_span(Span::new(point.span.start, words.span.start));
                    edits.drop_span(Span::new(words.span.end, point.span.end));
                    next.push((edits, own.clone(), taken));
                }
            }
            let (mut instead, mut new) = (edits.clone(), own.clone());
            instead.settle(point, Choice::Instead(&format!("own{at}"))).unwrap();
            new.push(at);
            next.push((instead, new, taken.clone()));
            next.push((edits, own, taken));
        }
        made = next;
    }
    let mut found = Vec::new();
    for (edits, own, taken) in made {
        let text = draft.edited(clause, &edits);
        let tokens = exact_tokens(&text);
        let mut parses = vec![(0, 0, Vec::<(usize, String)>::new())];
        while let Some((at, from, new)) = parses.pop() {
            let Some(token) = tokens.get(at) else {
                if from == given.len() {
                    found.push((new, taken.clone()));
                }
                continue;
            };
            match own.iter().find(|point| format!("own{point}") == **token) {
                Some(&point) => parses.extend((from + 1..=given.len()).map(|to| {
                    let mut new = new.clone();
                    new.push((point, given[from..to].join(" ")));
                    (at + 1, to, new)
                })),
                None if given.get(from) == Some(&&**token) => parses.push((at + 1, from + 1, new)),
                None => {}
            }
        }
    }
    // Marks alone, and what is to be followed by something, are no option.
    let stands = |words: &String| {
        !words.contains(['[', ']'])
            && !words.ends_with([':', '(', ','])
            && words.chars().any(char::is_alphanumeric)
    };
    let is_right = |new: &&Told| new.0.iter().all(|(_, words)| stands(words));
    let least = found.iter().filter(is_right).map(|(new, _)| new.len()).min();
    found.retain(|way| is_right(&way) && Some(way.0.len()) == least);
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_ways_to_take_words_are_those_that_are_found_by_trying_all() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let piece = proptest::sample::select(vec![
        "a",
        "b",
        "[a][b]",
        "[a]",
        "[a b]",
        "[b [a]]",
        "[[a][b] a][b]",
        "b[a]",
        "[c][a b][b]",
        "[Mill: a][b (Mill)]",
        "[Mill: b [a]]",
        "**[a][b]**",
        "[a (Mill), b]",
    ]);
    let texts = proptest::collection::vec(piece, 1..5);
    let words = proptest::collection::vec(
        proptest::sample::select(vec!["a", "b", "c", "ba", "[a]", "[a][b]", "Mill: a", "b (Mill)"]),
        0..6,
    );
    let (mut some, mut several) = (0, 0);
    for _ in 0..4_000 {
        use proptest::strategy::{Strategy as _, ValueTree as _};
        let text = texts.new_tree(&mut runner).unwrap().current().join(" ");
        let words = words.new_tree(&mut runner).unwrap().current().join(" ");
        let draft = draft(&format!("1. x {text} z.\n"));
        let given = Given::new(&format!("x {words} z."));
        let found = Way::all(&draft, &[ClauseIndex(0)], &given).unwrap();
        let mut found: Vec<_> = found
            .into_iter()
            .map(|way| {
                let own = way
                    .own
                    .iter()
                    .map(|(at, place)| (*at, given.within(*place).join(" ")))
                    .collect::<Vec<_>>();
                (own, way.taken)
            })
            .collect();
        found.sort();
        let tried = tried_out(&draft, &given.tokens());
        some += usize::from(!tried.is_empty());
        several += usize::from(tried.len() > 1);
        assert_eq!(found, tried, "{text} / {words}");
    }
    assert!(some > 500 && several > 80, "{some} {several}");
}

#[test]
fn words_for_a_clause_may_be_for_all_that_stands_below_it() {
    let text = "1. The gate opens [at noon] [daily]:\n\n   (a) for [all][some] farms;\n\n   (b) [maybe] for mills.\n\n2. Keep out.\n";
    let draft = draft(text);
    let found = |words: &str| {
        let found = draft.instead(ClauseIndex(0), words)?;
        let own: Vec<(usize, &str)> = found.own.iter().map(|(at, words)| (*at, words.as_str())).collect();
        Ok::<_, NotInstead>(format!("{own:?} {:?}", found.taken))
    };
    let told = |told: &str| Ok::<_, NotInstead>(told.to_owned());
    let count = draft.points().len();
    assert_eq!(count, 3, "two brackets beside each other are one point");
    assert_eq!(
        found("The gate opens daily:\n\n(a) for some farms;\n\n(b) for mills."),
        told("[] [(0, 1), (1, 1), (2, 1)]")
    );
    assert_eq!(
        found("The gate opens at dusk: (a) for no farms; (b) [maybe] for mills."),
        told(r#"[(0, "at dusk"), (1, "no")] []"#)
    );
    assert_eq!(found("The gate opens at dusk:"), told(r#"[(0, "at dusk")] []"#));
    for words in [
        "The gate opens daily: (a) for some farms;",
        "The gate opens daily: (b) for some farms; (a) for mills.",
    ] {
        assert_eq!(found(words), Err(NotInstead::Nowhere), "{words}");
    }
}
