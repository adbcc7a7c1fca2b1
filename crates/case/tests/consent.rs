//! What consent rests on, from a folder on disk to the ledger.

mod support;

use support::Folder;

#[test]
fn words_inside_a_bracket_that_begins_in_another_clause_are_not_accepted_without_a_choice() {
    let folder = Folder::whole();
    folder.put(
        "drafts/first.md",
        "# Agreement\n\n1. [The gate opens.\n\n2. Water is shared.\n\n3. The pump runs.]\n\n4. The end.\n",
    );
    let accept = |clause: &str| {
        folder.put(
            "record/a.toml",
            format!(
                "[[act]]\nid = \"a\"\nkind = \"accept\"\nby = \"upper\"\non = 2031-03-03\ndraft = \"first\"\nclauses = [\"{clause}\"]\n\
                 extent = \"words\"\nstrength = \"accepts\"\n"
            ),
        );
        folder.statuses("upper")
    };
    assert_eq!(accept("2")[2], "in_principle");
    assert_eq!(accept("3")[3], "in_principle");
    assert_eq!(accept("4")[4], "accepted");
}
