//! What colours behind words mean, as `case.toml` says.

#![allow(clippy::unwrap_used)]

mod support;

use onetext_text::word::Colour;
use support::Folder;

fn meaning(folder: &Folder, colour: &str) -> Option<String> {
    let colour = (colour != "none").then(|| Colour::named(colour).unwrap());
    folder.open().about().highlights.meaning(colour).map(str::to_owned)
}

#[test]
fn the_meaning_of_colours_is_read_wherever_the_table_stands() {
    let table = "[highlights]\ngreen = \"agreed\"\nnone = \"open\"\n\"#92D050\" = \" agreed \"\n\n";
    let behind = Folder::whole();
    behind.add(&format!("\n{table}"));
    let between = Folder::whole();
    between.instead("[[audience]]", &format!("{table}[[audience]]"));
    let above = Folder::whole();
    let inline = "highlights = { green = \"agreed\", none = \"open\", 92d050 = \"agreed\" }\n\n";
    above.instead("[[participant]]", &format!("{inline}[[participant]]"));
    for folder in [behind, between, above] {
        assert_eq!(folder.told(), "");
        assert_eq!(folder.readers().len(), 5);
        for (colour, expected) in
            [("green", Some("agreed")), ("92d050", Some("agreed")), ("none", Some("open")), ("red", None)]
        {
            assert_eq!(meaning(&folder, colour).as_deref(), expected);
        }
    }
}

#[test]
fn a_colour_that_does_not_exist_or_means_nothing_is_left_out_alone() {
    let folder = Folder::whole();
    folder.add(
        "\n[highlights]\ngreen = \"agreed\"\ngren = \"agreed\"\nyellow = \"\"\nred = 3\n00ff00 = \"open\"\n",
    );
    folder.tells(
        r#"problem: case.toml:35:1: there is no colour “gren”
    | gren = "agreed"
    | ^^^^
    expected: one of green, yellow, cyan, magenta, red, blue, dark_blue, dark_cyan, dark_green, dark_magenta, dark_red, dark_yellow, dark_grey, light_grey, black, six hexadecimal digits, or none
    to do: did you mean `green`?

problem: case.toml:36:10: the meaning of yellow is empty
    | yellow = ""
    |          ^^
    expected: a text in quotation marks
    to do: write, for example: yellow = "agreed"

problem: case.toml:37:7: the meaning of red is a number
    | red = 3
    |       ^
    expected: a text in quotation marks
    to do: write, for example: red = "agreed"

problem: case.toml:38:1: green has a meaning already
    | 00ff00 = "open"
    | ^^^^^^
    expected: one meaning for each colour
    to do: take one of the two out; until then the first counts"#,
    );
    assert_eq!(meaning(&folder, "green").as_deref(), Some("agreed"));
    assert_eq!(meaning(&folder, "yellow"), None);
}

#[test]
fn what_is_no_table_is_told() {
    let folder = Folder::whole();
    folder.instead("[[participant]]", "highlights = \"green\"\n\n[[participant]]");
    folder.tells(
        r#"problem: case.toml:4:14: `highlights` is a text
    | highlights = "green"
    |              ^^^^^^^
    expected: a table of colours and what each means
    to do: write, for example: highlights = { green = "agreed", yellow = "agreed in principle", none = "open" }"#,
    );
}

/// Half a participant without the audience that stood below would be known to everybody.
#[test]
fn a_heading_that_slipped_into_an_item_leaves_the_item_out() {
    let folder = Folder::whole();
    folder.add("\n[[participant]]\nid = \"spy\"\nname = \"A hidden one\"\nrole = \"outside_actor\"\n[highlights]\naudience = [\"council\"]\n");
    assert!(!folder.readers().contains(&"spy".to_owned()));
}
