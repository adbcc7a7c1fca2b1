//! Emphasis and formatting tags around words of which some fall: marks that would enclose nothing, or lose their other half, fall
//! with them.

use crate::choice::Edits;
use crate::clause::ClauseIndex;
use crate::draft::Draft;
use crate::inline::MarkKind;
use crate::span::Span;

/// What kind of mark it is, as far as it has another half.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half<'t> {
    /// `*`, `__`: opens, closes, or may do either.
    Run { of: &'t str, opens: bool, closes: bool },
    /// `<u>`.
    Opens(&'t str),
    /// `</u>`.
    Closes(&'t str),
}

impl Draft {
    /// Lets marks in a clause's own text fall that would enclose nothing, or whose other half falls.
    pub(crate) fn drop_idle_marks(&self, clause: ClauseIndex, edits: &mut Edits) {
        if edits.is_empty() {
            return;
        }
        for (open, close) in self.pairs_of_marks(clause) {
            let (opened, closed) = (edits.fallen(open.start), edits.fallen(close.start));
            let falls = match (opened, closed) {
                (false, false) => edits.leave_nothing_of(Span::new(open.end, close.start)),
                (opened, closed) => opened != closed,
            };
            if falls {
                edits.drop_span(open);
                edits.drop_span(close);
            }
        }
    }

    /// The marks of emphasis and the tags in a clause's own text with their other halves, inner ones first.
    fn pairs_of_marks(&self, clause: ClauseIndex) -> Vec<(Span, Span)> {
        let text = self.source().text();
        let mut open: Vec<(Span, Half<'_>)> = Vec::new();
        let mut pairs: Vec<(Span, Span)> = Vec::new();
        for mark in self.marks_of(clause).iter().filter(|mark| mark.kind == MarkKind::Strip) {
            let span = Span::new(mark.start, mark.end);
            let Some(half) = half(text, span) else { continue };
            let is_other = |(_, before): &(Span, Half<'_>)| match (*before, half) {
                (Half::Run { of, opens: true, .. }, Half::Run { of: other, closes: true, .. }) => of == other,
                (Half::Opens(tag), Half::Closes(other)) => tag.eq_ignore_ascii_case(other),
                _ => false,
            };
            match open.iter().rposition(is_other) {
                Some(at) => {
                    pairs.push((open[at].0, span));
                    open.truncate(at);
                }
                None => open.push((span, half)),
            }
        }
        pairs
    }
}

fn half(text: &str, span: Span) -> Option<Half<'_>> {
    let mark = text.get(span.range())?;
    if !mark.is_empty() && mark.bytes().all(|byte| matches!(byte, b'*' | b'_')) {
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let opens = !blank(text.get(span.end as usize..)?.chars().next());
        let closes = !blank(text.get(..span.start as usize)?.chars().next_back());
        return Some(Half::Run { of: mark, opens, closes });
    }
    let inside = mark.strip_prefix('<')?.strip_suffix('>')?;
    let name = |inside: &'_ str| inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    match inside.strip_prefix('/') {
        Some(rest) => Some(Half::Closes(&rest[..name(rest)])),
        None => Some(Half::Opens(&inside[..name(inside)])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Choice;
    use crate::readings::ReadingOptions;
    use crate::source::Source;

    fn clean(text: &str, choices: &[Choice<'_>]) -> String {
        let draft =
            Draft::parse(Source::from_bytes(text.as_bytes().to_vec()).unwrap(), &ReadingOptions::default());
        let mut left = choices.iter();
        let made = draft.with_choices(|_, _| left.next().copied()).unwrap();
        let settled = draft.settle(ClauseIndex(0), choices).unwrap();
        let words = crate::words::exact_tokens(made.trim_start_matches("1. ")).into_iter().map(String::from);
        let own: Vec<String> =
            crate::words::exact_tokens(&settled.clauses[0].1).into_iter().map(String::from).collect();
        assert_eq!(own, words.collect::<Vec<_>>(), "{text}");
        made
    }

    #[test]
    fn marks_around_what_falls_fall_with_it_and_none_stays_alone() {
        for (text, choices, left) in [
            ("1. Five crowns *[per day]* and now.\n", &[Choice::Out][..], "1. Five crowns and now.\n"),
            ("1. Five crowns *[per day]* and now.\n", &[Choice::In], "1. Five crowns *per day* and now.\n"),
            (
                "1. Five **_[per day]_** now <u>[at dusk]</u>.\n",
                &[Choice::Out, Choice::Out],
                "1. Five now.\n",
            ),
            ("1. Pay **[5][6]** crowns.\n", &[Choice::Instead("seven")], "1. Pay **seven** crowns.\n"),
            ("1. Pay *a* [b] *c* now.\n", &[Choice::Out], "1. Pay *a* *c* now.\n"),
            ("1. *[Now]* **[then]** it opens.\n", &[Choice::Alternative(1)], "1. Now it opens.\n"),
            ("1. *[Now]* **[then]** it opens.\n", &[Choice::Alternative(2)], "1. then it opens.\n"),
            ("1. The price [is *five] crowns* now.\n", &[Choice::Out], "1. The price crowns now.\n"),
            ("1. It *is five [crowns]* now.\n", &[Choice::Out], "1. It *is five* now.\n"),
            ("1. It *[is] five* now.\n", &[Choice::Out], "1. It *five* now.\n"),
            (
                "1. The gate is open[;] [then] shut.\n",
                &[Choice::Alternative(2)],
                "1. The gate is open then shut.\n",
            ),
            (
                "1. The gate is open[;] [then] shut.\n",
                &[Choice::Alternative(1)],
                "1. The gate is open; shut.\n",
            ),
            ("1. It is [now][and][then] shut.\n", &[Choice::In; 3], "1. It is now and then shut.\n"),
            ("1. The farm[s][hands] rest.\n", &[Choice::Alternative(2)], "1. The farmhands rest.\n"),
        ] {
            assert_eq!(clean(text, choices), left, "{text}");
        }
    }
}
