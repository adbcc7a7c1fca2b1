//! What nothing forbids but may not say what was meant: the remarks of the long check.

mod support;

use support::Folder;

#[test]
fn an_act_that_readers_in_its_audience_do_not_see() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "accept"
by = "upper"
on = 2031-03-02
draft = "first"
extent = "words"
audience = ["lower", "public"]

"#,
    );
    folder.tells(
        r#"remark: record/a.toml:1:1: act “a” is not shown to public, who are in its audience
    | [[act]]
    | ^^^^^^^
    expected: that whoever may see an act may see its author, its draft and the act that it answers
    to do: widen the audience of what they lack, or narrow that of this act"#,
    );
}

#[test]
fn a_sealed_answer_and_a_parallel_text_are_kept_from_their_audience_by_rule_and_are_no_mistake() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "table"
by = "council"
to = ["upper", "lower"]
on = 2031-03-02
until = 2031-04-30
words = "Every second day."
sealed = true
audience = ["farms", "council"]

[[act]]
id = "b"
kind = "accept"
by = "upper"
answers = "a"
on = 2031-03-03
extent = "words"
audience = ["farms", "council"]

[[act]]
id = "c"
kind = "deliver"
by = "council"
to = "upper"
on = 2031-03-03
draft = "first"
parallel = true
audience = ["farms", "council"]

"#,
    );
    folder.tells("");
}

#[test]
fn an_act_that_readers_see_without_its_conditions() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "accept"
by = "upper"
on = 2031-03-02
draft = "first"
extent = "words"
audience = ["council"]

[[act]]
id = "b"
kind = "accept"
by = "lower"
on = 2031-03-02
draft = "first"
extent = "words"
audience = ["farms"]
if = ["a"]

"#,
    );
    folder.tells(
        r#"remark: record/a.toml:10:1: act “b” is shown to upper, lower without all its conditions
    | [[act]]
    | ^^^^^^^
    expected: that whoever may see an act may see the acts in its `if`
    to do: widen the audience of the conditions, or narrow that of this act: to these readers it looks firmer than it is"#,
    );
}

#[test]
fn choices_that_do_not_settle_a_clause() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "accept"
by = "upper"
on = 2031-03-02
draft = "first"
extent = "words"
clauses = ["1"]
choice = ["at noon"]

[[act]]
id = "b"
kind = "accept"
by = "upper"
on = 2031-03-02
draft = "first"
extent = "words"
clauses = ["1"]
choice = ["in", "out"]

[[act]]
id = "c"
kind = "accept"
by = "upper"
on = 2031-03-02
draft = "first"
extent = "words"
clauses = ["1"]
choice = ["in"]

"#,
    );
    folder.tells(
        r##"remark: record/a.toml:1:1: the choices of act “a” do not settle clause “1”: choice 1 is none that the open point on line 3 offers
    | [[act]]
    | ^^^^^^^
    expected: one choice for each open point; until then this counts as consent to the concept alone
    to do: copy the words from the draft, or write "#1", "#2", "in" or "out"

remark: record/a.toml:11:1: the choices of act “b” do not settle clause “1”: the number of choices is 2, that of open points 1
    | [[act]]
    | ^^^^^^^
    expected: one choice for each open point; until then this counts as consent to the concept alone
    to do: give one choice for each open point, in the order of the text"##,
    );
}

#[test]
fn two_current_drafts_of_one_language() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "second"
file = "drafts/first.md"
lang = "en"
on = 2031-03-01
authentic = "text"
current = true
"#,
    );
    folder.tells(
        r#"remark: case.toml:33:1: drafts first, second are all marked as the current one in “en” from the same day on
    | [[draft]]
    | ^^^^^^^^^
    expected: one current draft in a language at a time; the latest of those that a reader may see is taken
    to do: take `current = true` from the others"#,
    );
}

#[test]
fn a_draft_that_becomes_current_later_is_no_mistake() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "second"
file = "drafts/first.md"
lang = "en"
on = 2031-03-02
authentic = "text"
current = true
"#,
    );
    folder.tells("");
}

#[test]
fn two_current_drafts_of_two_languages_are_no_mistake() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "second"
file = "drafts/first.md"
lang = "ar"
on = 2031-03-02
authentic = "text"
current = true
"#,
    );
    folder.tells("");
}

#[test]
fn brackets_without_a_partner() {
    let folder = Folder::whole();
    folder.put(
        "drafts/first.md",
        r#"# Agreement

1. The gate [opens.

# Water

2. Water] is shared.
"#,
    );
    folder.tells(
        r#"remark: drafts/first.md:3:13: "[" is not closed before the next heading
    | 1. The gate [opens.
    |             ^
    expected: brackets in pairs between two headings
    to do: ask whoever sent the draft what was meant; nothing else in it is read otherwise for that

remark: drafts/first.md:7:9: "]" closes nothing that was opened since the last heading
    | 2. Water] is shared.
    |         ^
    expected: brackets in pairs between two headings
    to do: ask whoever sent the draft what was meant; nothing else in it is read otherwise for that"#,
    );
}

#[test]
fn a_round_to_come_that_nobody_sees_before_its_day() {
    let folder = Folder::whole();
    folder.instead(
        "languages",
        r#"date = 2031-04-01
languages"#,
    );
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "r"
kind = "convene"
by = "council"
on = 2031-05-01
audience = ["farms"]
"#,
    );
    folder.tells(
        r#"remark: record/a.toml:1:1: round “r” is not shown before its own day
    | [[act]]
    | ^^^^^^^
    expected: `known`: when the record learnt of it
    to do: add, for example: known = 2031-03-05"#,
    );
}

#[test]
fn a_round_to_come_that_is_known_is_no_mistake() {
    let folder = Folder::whole();
    folder.instead(
        "languages",
        r#"date = 2031-04-01
languages"#,
    );
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "r"
kind = "convene"
by = "council"
on = 2031-05-01
audience = ["farms"]
known = 2031-03-20
"#,
    );
    folder.tells("");
}

#[test]
fn answers_in_a_circle() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
answers = "c"

[[act]]
id = "b"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
answers = "a"

[[act]]
id = "c"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
answers = "b"

[[act]]
id = "d"
kind = "state"
by = "upper"
on = 2031-03-02
words = "w"
answers = "a"

"#,
    );
    folder.tells(
        r#"remark: record/a.toml:1:1: acts a, c, b answer each other in a circle
    | [[act]]
    | ^^^^^^^
    expected: that an act answers an earlier one
    to do: correct `answers` in one of them"#,
    );
    assert_eq!(folder.acts(), ["a", "b", "c", "d"]);
}

#[test]
fn translations_in_a_circle() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "second"
file = "drafts/first.md"
lang = "en"
on = 2031-03-02
authentic = "translation"
of = "third"

[[draft]]
id = "third"
file = "drafts/first.md"
lang = "en"
on = 2031-03-02
authentic = "translation"
of = "second"
"#,
    );
    folder.tells(
        r#"remark: case.toml:33:1: drafts second, third are translations of each other in a circle
    | [[draft]]
    | ^^^^^^^^^
    expected: one of them that is the original
    to do: write authentic = "text" for the original, and take its `of` out"#,
    );
    // Following them comes to an end.
    folder.put(
        "record/a.toml",
        "[[act]]\nid = \"a\"\nkind = \"accept\"\nby = \"upper\"\non = 2031-03-03\ndraft = \"second\"\n",
    );
    assert_eq!(folder.consents(), 0);
}

#[test]
fn consent_to_a_translation_is_followed_by_numbers_whatever_the_titles() {
    let folder = Folder::whole();
    folder.add(
        r#"
[[draft]]
id = "arabic"
file = "drafts/arabic.md"
lang = "ar"
on = 2031-03-02
authentic = "translation"
of = "first"
"#,
    );
    folder.put("drafts/arabic.md", "# اتفاق\n\n١. تُفتح البوابة [عند الفجر].\n\n٢. الماء مشترك.\n");
    folder.put(
        "record/a.toml",
        "[[act]]\nid = \"a\"\nkind = \"accept\"\nby = \"upper\"\non = 2031-03-03\ndraft = \"arabic\"\nclauses = [\"2\"]\n",
    );
    assert_eq!(folder.consents(), 1);
}

#[test]
fn conditions_in_a_circle_stand_together_and_are_no_mistake() {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        r#"[[act]]
id = "a"
kind = "accept"
by = "upper"
on = 2031-03-02
draft = "first"
extent = "words"
if = ["b"]

[[act]]
id = "b"
kind = "accept"
by = "lower"
on = 2031-03-02
draft = "first"
extent = "words"
if = ["a"]

"#,
    );
    folder.tells("");
    assert_eq!(folder.acts(), ["a", "b"]);
}

#[test]
fn choices_for_several_clauses_are_taken_in_the_order_of_the_text() {
    let accept = |choice: &str| {
        let folder = Folder::whole();
        folder.put(
            "drafts/first.md",
            "# Agreement\n\n1. The gate opens [at dawn].\n\n2. Water.\n\n3. [Shall][should] end.\n",
        );
        folder.put(
            "record/a.toml",
            format!(
                "[[act]]\nid = \"a\"\nkind = \"accept\"\nby = \"upper\"\non = 2031-03-02\ndraft = \"first\"\n\
                 clauses = [\"3\", \"1\", \"2\"]\nchoice = {choice}\n"
            ),
        );
        folder.told().lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(accept(r##"["in", "#2"]"##), "");
    let not = "remark: record/a.toml:1:1: the choices of act “a” do not settle clause";
    let offered = |clause, number, line| {
        format!("{not} “{clause}”: choice {number} is none that the open point on line {line} offers")
    };
    assert_eq!(accept(r##"["#2", "in"]"##), offered(1, 1, 3));
    assert_eq!(accept(r##"["in", "#3"]"##), offered(3, 2, 7));
    assert_eq!(accept(r#"["in"]"#), format!("{not} “3”: the open point on line 7 is left without a choice"));
    assert_eq!(
        accept(r##"["in", "#1", "#1"]"##),
        format!("{not} “3”: the number of choices is 3, that of open points 2")
    );
}

/// What is told of acts `lines` beside an acceptance `a` by `upper`, seen by both farms: the first lines of the remarks.
fn beside_an_acceptance(lines: &str) -> Vec<String> {
    let folder = Folder::whole();
    folder.put(
        "record/a.toml",
        format!(
            "[[act]]\nid = \"a\"\nkind = \"accept\"\nby = \"upper\"\non = 2031-03-03\ndraft = \"first\"\naudience = [\"farms\"]\n\n{lines}"
        ),
    );
    folder.told().lines().filter(|line| line.starts_with("remark")).map(str::to_owned).collect()
}

#[test]
fn what_undoes_an_act_and_is_not_shown_to_all_who_see_it() {
    let withdrawn =
        "[[act]]\nid = \"w\"\nkind = \"withdraw\"\nby = \"upper\"\non = 2031-03-04\nanswers = \"a\"\n";
    assert_eq!(
        beside_an_acceptance(&format!("{withdrawn}audience = [\"upper\"]\n")),
        [
            "remark: record/a.toml:9:1: act “w” is not shown to lower, for whom act “a” therefore stands as if nothing had happened to it"
        ]
    );
    assert!(beside_an_acceptance(&format!("{withdrawn}audience = [\"farms\"]\n")).is_empty());
}

#[test]
fn an_act_that_has_no_effect() {
    let act = |fields: &str| {
        beside_an_acceptance(&format!("[[act]]\nid = \"b\"\naudience = [\"farms\"]\n{fields}\n"))
    };
    assert_eq!(
        act("kind = \"withdraw\"\nby = \"lower\"\non = 2031-03-04\nanswers = \"a\""),
        ["remark: record/a.toml:9:1: act “b” takes back act “a”, which is somebody else’s: it has no effect"]
    );
    assert_eq!(
        act("kind = \"accept\"\nby = \"council\"\non = 2031-03-04\ndraft = \"first\""),
        [
            "remark: record/a.toml:9:1: act “b” is by nobody whose consent is required: it counts for no clause"
        ]
    );
    assert_eq!(
        act("kind = \"reject\"\nby = \"lower\"\non = 2031-02-27\ndraft = \"first\""),
        ["remark: record/a.toml:9:1: act “b” is dated before draft “first” was put forward"]
    );
    assert!(act("kind = \"withdraw\"\nby = \"upper\"\non = 2031-03-04\nanswers = \"a\"").is_empty());
}
