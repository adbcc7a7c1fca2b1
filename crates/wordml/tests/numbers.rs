//! Automatic numbers compared with those that LibreOffice shows, on lists in which both follow the standard: it knows neither
//! `w:lvlRestart` nor `w:isLgl`, and forgets a start of a list's own after its first use. Skipped where it is not installed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails where something is not there, and says what it had to skip"
)]

use std::fmt::Write as _;
use std::process::Command;

use onetext_wordml::numbering::{Asked, Definitions};
use onetext_wordml::testing::{Docx, NAMESPACES};
use onetext_wordml::xml::Cursor;

/// Lists in the making: levels, lists, and the paragraphs that name them.
#[derive(Default)]
struct Lists {
    patterns: String,
    lists: String,
    count: i32,
    paragraphs: Vec<(i32, u8)>,
}

impl Lists {
    /// Adds a pattern of levels, each given as format, text and further properties, with as many lists as there are sets of
    /// overrides; the paragraphs name list (from 0) and level.
    fn add(&mut self, levels: &[(&str, &str, &str)], overrides: &[&str], paragraphs: &[(i32, u8)]) {
        let pattern = self.count;
        let mut inside = String::new();
        for (at, (format, text, more)) in levels.iter().enumerate() {
            write!(
                inside,
                r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
            )
            .unwrap();
        }
        write!(
            self.patterns,
            r#"<w:abstractNum w:abstractNumId="{pattern}"><w:multiLevelType w:val="multilevel"/>{inside}</w:abstractNum>"#
        )
        .unwrap();
        let first = self.count + 1;
        for inside in overrides {
            self.count += 1;
            let list = self.count;
            write!(
                self.lists,
                r#"<w:num w:numId="{list}"><w:abstractNumId w:val="{pattern}"/>{inside}</w:num>"#
            )
            .unwrap();
        }
        self.paragraphs.extend(paragraphs.iter().map(|(list, level)| (first + list, *level)));
    }

    fn numbering(&self) -> String {
        format!("{}{}", self.patterns, self.lists)
    }

    /// What is counted here.
    fn labels(&self) -> Vec<String> {
        let part = format!("<w:numbering {NAMESPACES}>{}</w:numbering>", self.numbering());
        let definitions = Definitions::read(Cursor::new("word/numbering.xml", &part)).unwrap();
        let place = |&(list, level): &(i32, u8)| {
            definitions.place(Asked { list: Some(list), level: Some(level) }, [])
        };
        definitions
            .labels(self.paragraphs.iter().map(place))
            .map(|label| label.map_or_else(String::new, |label| label.text))
            .collect()
    }

    /// What LibreOffice shows; `None` where it is not installed.
    fn shown_by_libreoffice(&self) -> Option<Vec<String>> {
        let mut body = String::new();
        for (list, level) in &self.paragraphs {
            write!(
                body,
                r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>@</w:t></w:r></w:p>"#
            )
            .unwrap();
        }
        let folder = std::env::temp_dir().join(format!("onetext-numbers-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("numbers.docx");
        std::fs::write(&file, Docx::new(&body).numbering(&self.numbering()).bytes()).unwrap();
        let run = Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
            .args(["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
            .args([&folder, &file])
            .output();
        let text = run.ok().map(|run| {
            let text = std::fs::read_to_string(folder.join("numbers.txt"));
            text.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&run.stderr)))
        });
        std::fs::remove_dir_all(&folder).unwrap();
        let text = text?;
        let lines = text.trim_start_matches('\u{feff}').lines().filter_map(|line| line.strip_suffix('@'));
        Some(lines.map(|line| line.trim().to_owned()).collect())
    }
}

#[test]
fn libreoffice_shows_the_same_numbers() {
    let mut lists = Lists::default();
    let treaty = [
        ("decimal", "%1", ""),
        ("decimal", "%1.%2", ""),
        ("lowerLetter", "%1.%2(%3)", ""),
        ("lowerRoman", "%1.%2(%3)(%4)", ""),
    ];
    let deep = [
        (0, 0),
        (0, 1),
        (0, 2),
        (0, 3),
        (0, 3),
        (0, 1),
        (0, 2),
        (0, 2),
        (0, 3),
        (0, 3),
        (0, 3),
        (0, 0),
        (0, 1),
    ];
    lists.add(&treaty, &[""], &deep);
    // The numbers that both write alike; beyond them LibreOffice has other habits, or decimal numbers.
    for (count, formats) in [
        (
            31,
            "decimal decimalZero upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hebrew1",
        ),
        (
            31,
            "japaneseCounting koreanCounting koreanDigital koreanLegal chineseCounting chineseCountingThousand chineseLegalSimplified ideographLegalTraditional",
        ),
        (29, "russianLower russianUpper"),
        (27, "arabicAlpha"),
        (22, "hebrew2"),
        (20, "decimalEnclosedCircle"),
        (14, "ganada chosung irohaFullWidth aiueoFullWidth"),
        (10, "ideographTraditional ideographZodiac"),
    ] {
        for format in formats.split(' ') {
            lists.add(&[(format, "%1)", "")], &[""], &vec![(0, 0); count]);
        }
    }
    // Lists that share a count, and one that begins anew.
    let start = |level: u8, start: u8| {
        format!(r#"<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>"#)
    };
    lists.add(&treaty, &["", "", &start(0, 5)], &[(0, 0), (1, 0), (0, 0), (2, 0), (2, 0), (2, 1), (2, 0)]);
    lists.add(&treaty, &["", &start(1, 4)], &[(0, 0), (0, 1), (1, 1), (1, 1), (1, 0)]);
    // Back in the first list after one that began anew.
    lists.add(&treaty, &["", &start(0, 5)], &[(0, 0), (1, 0), (0, 0)]);
    // Levels passed over.
    lists.add(&treaty, &[""], &[(0, 1), (0, 1), (0, 0), (0, 2), (0, 1)]);
    let other = r#"<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Part %1"/></w:lvl></w:lvlOverride>"#;
    lists.add(&treaty, &["", other], &[(0, 0), (1, 0), (1, 1)]);
    let Some(shown) = lists.shown_by_libreoffice() else {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    };
    let counted = lists.labels();
    assert_eq!(counted, shown);
}
