//! Fields: which instructions stay, and what goes with one that does not.

use std::ops::Range;

/// Whether an instruction tells of nothing but the document itself.
pub(super) fn is_kept(code: &str) -> bool {
    let mut words = code.split_whitespace();
    match words.next().unwrap_or_default().to_ascii_uppercase().as_str() {
        "PAGE" | "NUMPAGES" | "SECTION" | "SECTIONPAGES" | "PAGEREF" | "REF" | "NOTEREF" | "STYLEREF"
        | "SEQ" | "TOC" | "INDEX" | "TOA" | "LISTNUM" | "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT"
        | "SYMBOL" | "EQ" => true,
        // A link to a place in the document has no address before its switch.
        "HYPERLINK" => words.next() == Some(r"\l") && words.nth(1).is_none_or(|next| next == r"\h"),
        _ => false,
    }
}

/// Whether what an instruction shows is itself of people, machines, times or files.
pub(super) fn shows_metadata(code: &str) -> bool {
    let name = code.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    [
        "FILENAME",
        "AUTHOR",
        "LASTSAVEDBY",
        "USERNAME",
        "USERINITIALS",
        "USERADDRESS",
        "TEMPLATE",
        "DOCPROPERTY",
        "INFO",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "DATE",
        "TIME",
        "EDITTIME",
        "REVNUM",
        "FILESIZE",
    ]
    .contains(&name.as_str())
}

/// The fields of a part, as they come; every content of a run is told in its order.
#[derive(Debug)]
pub(super) struct Fields {
    /// In headers and footers, what a field shows of names, files and times goes with it.
    edge: bool,
    contents: Vec<Range<usize>>,
    open: Vec<Field>,
    /// Contents that go, as positions in the list of them.
    gone: Vec<Range<usize>>,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Position of its first content.
    from: usize,
    /// Position of the first content of its result.
    result: Option<usize>,
    /// Its own marks and instructions.
    marks: Vec<usize>,
}

impl Fields {
    pub(super) const fn new(edge: bool) -> Self {
        Self { edge, contents: Vec::new(), open: Vec::new(), gone: Vec::new() }
    }

    /// Words of an instruction.
    pub(super) fn code(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.result.is_none()) {
            field.code.push_str(words);
        }
    }

    /// A content of a run that is no mark of a field.
    pub(super) fn content(&mut self, range: Range<usize>) {
        self.contents.push(range);
    }

    /// An instruction, as a content of a run.
    pub(super) fn instruction(&mut self, range: Range<usize>) {
        let here = self.contents.len();
        match self.open.last_mut().filter(|field| field.result.is_none()) {
            Some(field) => field.marks.push(here),
            // It belongs to no field, or stands in what a field shows.
            None => self.gone.push(here..here + 1),
        }
        self.contents.push(range);
    }

    /// A mark of a field, as a content of a run.
    pub(super) fn mark(&mut self, kind: &str, range: Range<usize>) {
        let here = self.contents.len();
        self.contents.push(range);
        match kind {
            "begin" => {
                self.open.push(Field { from: here, marks: vec![here], ..Field::default() });
            }
            "separate" => {
                match self.open.last_mut().filter(|field| field.result.is_none()) {
                    Some(field) => {
                        field.marks.push(here);
                        field.result = Some(here + 1);
                    }
                    // It belongs to no field, or to one of which it is the second.
                    None => self.gone.push(here..here + 1),
                }
            }
            _ => {
                let Some(field) = self.open.pop() else {
                    // An end without a beginning.
                    self.gone.push(here..here + 1);
                    return;
                };
                if is_kept(&field.code) {
                    return;
                }
                if self.edge && shows_metadata(&field.code) {
                    self.gone.push(field.from..here + 1);
                } else {
                    self.gone.push(field.from..field.result.unwrap_or(here));
                    self.gone.push(here..here + 1);
                }
            }
        }
    }

    /// A story ends. What began and did not end shows nothing of its own: its marks and instructions go.
    pub(super) fn end_story(&mut self) {
        for field in self.open.drain(..) {
            self.gone.extend(field.marks.into_iter().map(|mark| mark..mark + 1));
        }
    }

    /// The bytes of all contents that go.
    pub(super) fn finish(mut self) -> Vec<Range<usize>> {
        self.end_story();
        // Fields stand within fields: how many of those that go begin and end at each content.
        let mut steps = vec![0_isize; self.contents.len() + 1];
        for Range { start, end } in self.gone {
            if let Some(step) = steps.get_mut(start) {
                *step += 1;
            }
            if let Some(step) = steps.get_mut(end) {
                *step -= 1;
            }
        }
        let mut depth = 0;
        let mut cut = Vec::new();
        for (range, step) in self.contents.into_iter().zip(steps) {
            depth += step;
            if depth > 0 {
                cut.push(range);
            }
        }
        cut
    }
}
