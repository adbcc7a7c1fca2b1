//! Runs: words of one format and one direction.

use super::order::{self, Properties};
use super::{Surroundings, Tracked, script, xml};
use crate::document::{Colour, Direction, Story};
use crate::new::{Highlight, Look, NewRun};

/// Writes the runs of a paragraph of direction `base`, its links and references with them, within the tracked change if
/// there is one. `like` is what stands in the `w:rPr` of the run whose look they take.
///
/// A stretch of right-to-left script becomes a run of its own. O(n) in the length of the words.
pub fn runs(
    out: &mut String,
    runs: &[NewRun],
    base: Direction,
    like: Option<&str>,
    tracked: Option<&Tracked<'_>>,
    around: &mut dyn Surroundings,
) {
    let directions = script::directions(base, runs.iter().flat_map(|run| run.text.chars()));
    let mut directions = directions.as_slice();
    let like = like.map(|like| Properties::of(order::RUN, like));
    let mut open = Open::default();
    for run in runs {
        let link = run.link.as_deref().and_then(address).and_then(|address| around.link(&address));
        open.lead(out, link, tracked, around);
        let (own, rest) = directions.split_at_checked(run.text.chars().count()).unwrap_or((directions, &[]));
        directions = rest;
        for (words, direction) in script::stretches(&run.text, own) {
            let properties = properties(like.as_ref(), run, words, direction, around);
            write_run(out, &properties, |out| words_of_run(out, words));
        }
        if let Some(story) = run.note.and_then(|note| around.note(note)) {
            let mut properties = like.clone().unwrap_or_else(|| Properties::new(order::RUN));
            let (style, element, id) = match story {
                Story::Footnote(id) => ("FootnoteReference", "footnoteReference", id),
                Story::Endnote(id) => ("EndnoteReference", "endnoteReference", id),
                Story::Body => continue,
            };
            match around.reference_style(style) {
                Some(style) => properties.value("rStyle", &style),
                None => properties.value("vertAlign", "superscript"),
            }
            write_run(out, &properties, |out| out.push_str(&format!("<w:{element} w:id=\"{id}\"/>")));
        }
    }
    open.close(out);
}

/// The link and the tracked change that runs are being written into.
#[derive(Default)]
struct Open {
    link: Option<String>,
    /// The end tag of the change.
    change: Option<String>,
}

impl Open {
    /// Goes on within this link, or none: `w:hyperlink` stands around `w:ins`, which may not hold one.
    fn lead(
        &mut self,
        out: &mut String,
        link: Option<String>,
        tracked: Option<&Tracked<'_>>,
        around: &mut dyn Surroundings,
    ) {
        if self.link != link {
            self.close(out);
            if let Some(id) = &link {
                out.push_str("<w:hyperlink");
                xml::attribute(out, "r:id", id);
                out.push('>');
            }
            self.link = link;
        }
        if let Some(tracked) = tracked
            && self.change.is_none()
        {
            self.change = Some(tracked.open(out, around));
        }
    }

    fn close(&mut self, out: &mut String) {
        if let Some(change) = self.change.take() {
            out.push_str(&change);
        }
        if self.link.take().is_some() {
            out.push_str("</w:hyperlink>");
        }
    }
}

/// Writes one run.
pub(super) fn write_run(out: &mut String, properties: &Properties, content: impl FnOnce(&mut String)) {
    out.push_str("<w:r>");
    properties.write("w:rPr", out);
    content(out);
    out.push_str("</w:r>");
}

/// Words as the content of a run: `w:t`, with tabs and line breaks as elements of their own.
pub fn words_of_run(out: &mut String, words: &str) {
    let mut text = String::new();
    let flush = |text: &mut String, out: &mut String| {
        if !text.is_empty() {
            out.push_str("<w:t xml:space=\"preserve\">");
            xml::push(out, text);
            out.push_str("</w:t>");
            text.clear();
        }
    };
    for c in words.chars() {
        match c {
            '\t' => {
                flush(&mut text, out);
                out.push_str("<w:tab/>");
            }
            '\n' => {
                flush(&mut text, out);
                out.push_str("<w:br/>");
            }
            '\u{c}' => {
                flush(&mut text, out);
                out.push_str("<w:br w:type=\"page\"/>");
            }
            '\u{2011}' => {
                flush(&mut text, out);
                out.push_str("<w:noBreakHyphen/>");
            }
            '\r' => {}
            c if xml::is_legal(c) => text.push(c),
            _ => {}
        }
    }
    flush(&mut text, out);
}

/// An address as a relationship may have it: of the web or of mail, and a URI, since Word calls a file damaged that has
/// another one. What a URI cannot hold is written as its bytes in hexadecimal.
fn address(link: &str) -> Option<String> {
    let known = ["https://", "http://", "mailto:"];
    let scheme = known.into_iter().find(|scheme| {
        link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && link.len() > scheme.len()
    })?;
    let mut out = scheme.to_owned();
    for byte in link.get(scheme.len()..)?.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            byte if b"-._~:/?#@!$&'()*+,;=%".contains(&byte) => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(out)
}

/// What a run has of its own, on top of those of the run that it is like: bold and italic are always said, on or off, where
/// there is such a run, since they are the words' and not the place's.
fn properties(
    like: Option<&Properties>,
    run: &NewRun,
    words: &str,
    direction: Direction,
    around: &dyn Surroundings,
) -> Properties {
    let look: Look = run.look;
    let mut properties = like.cloned().unwrap_or_else(|| Properties::new(order::RUN));
    for gone in ["rPrChange", "ins", "del", "moveFrom", "moveTo", "rtl", "vanish", "specVanish"] {
        properties.remove(gone);
    }
    for (names, on) in [(["b", "bCs"], look.bold), (["i", "iCs"], look.italic)] {
        for name in names {
            if on || properties.has(name) {
                properties.switch(name, on);
            }
        }
    }
    if look.strike || properties.has("strike") {
        properties.switch("strike", look.strike);
    }
    if look.superscript {
        properties.value("vertAlign", "superscript");
    } else {
        properties.remove("vertAlign");
    }
    // The colour of words beside which these are put may mean something that is not said of these.
    properties.remove("highlight");
    properties.remove("shd");
    match look.marked.map(highlight) {
        Some(Ok(name)) => properties.value("highlight", name),
        Some(Err(colour)) => {
            let Colour { red, green, blue } = colour;
            let fill = format!("{red:02X}{green:02X}{blue:02X}");
            let shade = format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>");
            properties.put("shd", shade);
        }
        None => {}
    }
    if look.code {
        properties.put(
            "rFonts",
            "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>".to_owned(),
        );
        properties.switch("noProof", true);
    }
    if look.faint {
        properties.value("color", "595959");
    }
    if run.link.is_some()
        && let Some(style) = around.reference_style("Hyperlink")
    {
        properties.value("rStyle", &style);
    }
    if direction == Direction::Rtl {
        properties.switch("rtl", true);
        if words.chars().any(script::is_hebrew) && like.is_none() {
            properties.put("lang", "<w:lang w:bidi=\"he-IL\"/>".to_owned());
        }
    }
    properties
}

/// The name that the highlighter has for a colour, or the colour.
fn highlight(colour: Highlight) -> Result<&'static str, Colour> {
    Ok(match colour {
        Highlight::Green => "green",
        Highlight::Yellow => "yellow",
        Highlight::Cyan => "cyan",
        Highlight::Magenta => "magenta",
        Highlight::Red => "red",
        Highlight::LightGrey => "lightGray",
        Highlight::Of(colour) => return colour.highlighter_name().ok_or(colour),
    })
}
