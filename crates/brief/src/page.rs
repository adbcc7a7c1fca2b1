//! A self-contained HTML page: one file, no network, no script; prints on A4 in black and white.
//!
//! Whatever makes a page of its own (a brief, a comparison) gives its body to [`document`] and uses the classes of
//! `page.css`, which stands beside this file.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::line::{Line, Part, clean};
use crate::model::Direction;
use crate::paper::isolate;

/// Typography and print rules of every page.
pub const CSS: &str = include_str!("page.css");

/// What a page says about itself.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Title of the window, and the first words that a screen reader says.
    pub title: &'a str,
    /// Direction of the page: that of the case's working language.
    pub direction: Direction,
    /// What is printed at the top of every sheet but the first: title, reader and date, with ` · ` between them.
    pub running: &'a str,
    /// Further style rules of this kind of page.
    pub css: &'a str,
}

/// What stands between the parts of what is printed at the top of sheets.
const BETWEEN: &str = " \u{b7} ";

/// A whole page around `body`, which brings its own `main` element with the id `main`. Labels are English; content in other
/// languages says so with `lang` and `dir`.
pub fn document(page: &Document<'_>, body: &Markup) -> String {
    let direction = match page.direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    // Each part keeps its own direction of writing, so that a date stays in its order after a name in Arabic.
    let running: Vec<String> = page.running.split(BETWEEN).map(isolate).collect();
    let running = format!("@page {{ @top-left {{ content: {}; }} }}", css_string(&running.join(BETWEEN)));
    html! {
        (DOCTYPE)
        html lang="en" dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (clean(page.title)) }
                style { (PreEscaped(CSS)) (PreEscaped(page.css)) (PreEscaped(running)) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                (body)
            }
        }
    }
    .into_string()
}

/// A line as HTML: what is from the case is isolated in its direction of writing.
pub fn line(line: &Line) -> Markup {
    html! {
        @for part in line.parts() {
            @match part {
                Part::Own(text) => (text),
                Part::Given(content) => bdi { (content) },
            }
        }
    }
}

/// Content of the case within a sentence.
pub fn given(content: &str) -> Markup {
    html! { bdi { (clean(content)) } }
}

/// A CSS string literal that can stand in a `style` element: everything but letters, digits and blanks is escaped.
fn css_string(content: &str) -> String {
    let mut literal = String::from("\"");
    for c in content.chars() {
        if c.is_alphanumeric() || c == ' ' {
            literal.push(c);
        } else {
            literal.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_title_cannot_leave_its_style_element() {
        let page =
            Document { title: "t", direction: Direction::Ltr, running: "</style><script>\"\\", css: "" };
        let page = document(&page, &html! { main id="main" {} });
        assert!(!page.contains("<script>"));
        assert_eq!(page.matches("</style>").count(), 1);
    }

    #[test]
    fn each_part_at_the_top_of_a_sheet_keeps_its_own_direction() {
        let running = "\u{645} \u{b7} for \u{645} \u{b7} 20 March";
        let page = Document { title: "t", direction: Direction::Rtl, running, css: "" };
        let page = document(&page, &html! { main id="main" {} });
        assert!(page.contains("\\2068 20 March\\2069 "), "{page}");
    }

    #[test]
    fn content_is_escaped() {
        let line = super::line(&Line::new().given("<script>alert(1)</script>").text(" & so on"));
        assert_eq!(line.into_string(), "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi> &amp; so on");
    }
}
