//! What must be true of every page, whatever the case.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails where something is not there, and says what it skips"
)]

mod common;

use common::{brief, elements, here, words};
use onetext_brief::{html, terminal};

/// Readers of the Arabic case, and of the worked cases where the workspace has them.
fn all() -> Vec<(std::path::PathBuf, &'static str)> {
    let mut all = vec![
        (here("tests/cases/arabic"), "team"),
        (here("tests/cases/arabic"), "upper"),
        (here("tests/cases/dense"), "fishers"),
    ];
    for (case, reader) in [
        ("harbour-strike", "team"),
        ("harbour-strike", "union"),
        ("harbour-strike", "public"),
        ("doha-2024", "public"),
        ("gaza-2025", "public"),
    ] {
        let folder = here("../../cases").join(case);
        if folder.join("case.toml").is_file() {
            all.push((folder, reader));
        } else {
            eprintln!("skipped: there is no case {case}");
        }
    }
    all
}

#[test]
fn a_page_is_well_formed_and_needs_no_network_and_no_script() {
    for (folder, reader) in all() {
        let page = html::render(&brief(&folder, reader, None));
        for (name, attributes) in elements(&page) {
            assert!(
                !["script", "link", "img", "iframe", "object", "embed", "video", "audio", "base", "form"]
                    .contains(&name.as_str())
            );
            for attribute in ["src=", "srcset=", "onload=", "onclick=", "action="] {
                assert!(!attributes.contains(attribute), "<{name} {attributes}>");
            }
            if let Some(target) = attributes.split("href=\"").nth(1) {
                assert!(target.starts_with('#'), "{target}");
            }
        }
        let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("@font-face"));
    }
}

#[test]
fn the_first_page_and_the_annexes_are_there_in_order() {
    let order = [
        "changed", "danger", "next", "ask", "blocks", "consent", "doubts", "meeting", "annex-a", "annex-b",
        "annex-c", "annex-d", "annex-e", "annex-f",
    ];
    for (folder, reader) in all() {
        let page = html::render(&brief(&folder, reader, None));
        let at: Vec<usize> = order.iter().map(|id| page.find(&format!("<h2 id=\"{id}\"")).unwrap()).collect();
        assert!(at.is_sorted(), "{at:?}");
        let text = terminal::render(&brief(&folder, reader, None), 80, false);
        let headings = [
            "Changed since",
            "Danger",
            "Whom you see next",
            "The one ask",
            "What blocks",
            "Consent",
            "Disputed or unknown",
            "Next meeting",
            "Annex A",
            "Annex B",
            "Annex C",
            "Annex D",
            "Annex E",
            "Annex F",
        ];
        let at: Vec<usize> =
            headings.iter().map(|heading| text.find(&format!("\n{heading}")).unwrap()).collect();
        assert!(at.is_sorted(), "{at:?}");
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    for (folder, reader) in all() {
        let page = html::render(&brief(&folder, reader, None));
        let mut last = 0;
        for (name, _) in elements(&page) {
            if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok()) {
                assert!(level <= last + 1, "h{level} after h{last}");
                last = level;
            }
        }
    }
}

#[test]
fn the_first_page_has_no_chart_no_score_and_no_percentage() {
    for (folder, reader) in all() {
        let page = html::render(&brief(&folder, reader, Some("2020-01-01")));
        let first = &page[page.find("<div class=\"first").unwrap()..page.find("<nav").unwrap()];
        assert!(!first.contains("<svg"));
        assert!(!first.contains('%'));
        for word in ["per cent of", "score", "probability", "average"] {
            assert!(!first.contains(word), "{word}");
        }
    }
}

#[test]
fn every_figure_stands_beside_its_source() {
    let brief = brief(&here("tests/cases/arabic"), "public", None);
    let figures: Vec<_> = brief.annexes.indicators.iter().flat_map(|indicator| &indicator.figures).collect();
    assert_eq!(figures.len(), 2);
    let page = html::render(&brief);
    let text = terminal::render(&brief, 80, false);
    for figure in figures {
        assert!(!figure.sources.is_empty());
        let row = page.split("<tr>").find(|row| row.contains(&format!(">{}</td>", figure.words))).unwrap();
        assert!(row.contains("named report") && row.contains("محطة القياس"));
        assert!(text.contains(&figure.words));
    }
}

#[test]
fn the_chart_of_open_points_says_that_it_counts_brackets() {
    let page = html::render(&brief(&here("tests/cases/arabic"), "public", None));
    let chart = &page[page.find("id=\"annex-c\"").unwrap()..page.find("id=\"annex-d\"").unwrap()];
    assert!(chart.contains("It does not measure agreement"));
    assert!(chart.contains("counts brackets, not agreement"));
}

#[test]
fn every_output_names_its_reader_and_its_date() {
    for (folder, reader) in all() {
        let brief = brief(&folder, reader, None);
        let page = words(&html::render(&brief));
        let text = terminal::render(&brief, 100, false);
        for shown in [&brief.head.as_of.words, &brief.head.reader_name] {
            assert!(page.contains(shown.as_str()) && text.contains(shown.as_str()), "{shown}");
        }
        let json = serde_json::to_value(&brief).unwrap();
        assert_eq!(json["head"]["reader"], reader);
    }
}

#[test]
fn words_give_facts_and_no_verdict_and_silence_is_no_consent() {
    for (folder, reader) in all() {
        let page = words(&html::render(&brief(&folder, reader, None))).to_lowercase();
        for word in ["really", "in fact ", "bad faith", "allegedly", "supposedly", "tacit", "claims that"] {
            assert!(!page.contains(word), "{word}");
        }
    }
}

#[test]
fn words_of_a_summary_are_marked_wherever_they_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "case.toml",
        "title = \"t\"\nlanguages = [\"en\"]\ndate = 2031-05-01\n[[participant]]\nid = \"a\"\nname = \"A\"\nrole = \"party\"\n[[draft]]\nid = \"d\"\nfile = \"drafts/d.md\"\nlang = \"en\"\nby = \"a\"\non = 2031-04-01\naudience = [\"public\"]\nauthentic = \"summary\"\n",
    );
    write("drafts/d.md", "1. They [shall][may] leave.\n");
    let brief = brief(folder.path(), "public", None);
    let text = terminal::render(&brief, 200, false);
    let shown = text.lines().filter(|line| {
        line.contains("\u{201c}\u{2068}shall\u{2069}\u{201d}") || line.contains("[shall][may]")
    });
    let mut count = 0;
    for line in shown {
        let marked = line.contains("summary, not the words themselves");
        assert!(marked || line.starts_with("\u{2068}1\u{2069}"), "{line}");
        count += 1;
    }
    assert!(count >= 3, "{text}");
    assert!(text.contains("only a summary"));
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let folder = here("tests/cases/arabic");
    let (a, b) = (brief(&folder, "team", Some("2031-05-03")), brief(&folder, "team", Some("2031-05-03")));
    assert_eq!(html::render(&a), html::render(&b));
    assert_eq!(terminal::render(&a, 72, true), terminal::render(&b, 72, true));
    assert_eq!(serde_json::to_string(&a).unwrap(), serde_json::to_string(&b).unwrap());
}

#[test]
fn a_page_of_a_case_in_arabic_runs_from_right_to_left() {
    let page = html::render(&brief(&here("tests/cases/arabic"), "team", None));
    assert!(page.contains("<html lang=\"en\" dir=\"rtl\">"));
    for (name, attributes) in elements(&page) {
        if ["p", "li", "blockquote", "q", "bdi"].contains(&name.as_str())
            && attributes.contains("lang=\"ar\"")
        {
            assert!(attributes.contains("dir=\"auto\""), "<{name} {attributes}>");
        }
    }
}
