//! A draft without open points, by the options that somebody took; or what is still to be chosen, and how to say it.

use std::collections::VecDeque;
use std::fmt;

use onetext_record::act::Choice;
use onetext_text::choice::{LeftOpen, Replacement};
use onetext_text::draft::Draft;
use onetext_text::outline::ClauseNotFound;
use onetext_text::points::{OpenPoint, PointKind};

use crate::line::shorten;
use crate::paper::isolate;

/// How many characters of an option are shown where one is asked for.
const WORDS: usize = 48;
/// How many open points are listed; the rest is counted.
const LISTED: usize = 20;

/// What is taken at an open point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taking {
    /// One of its options, or words for a blank.
    Offered(Choice),
    /// Words that the text does not offer, in the place of all that is open there.
    Instead(String),
}

impl Taking {
    /// The same, as a text takes it.
    #[must_use]
    pub fn in_text(&self) -> onetext_text::choice::Choice<'_> {
        match self {
            Self::Offered(choice) => choice.in_text(),
            Self::Instead(words) => onetext_text::choice::Choice::Instead(words),
        }
    }
}

impl From<Choice> for Taking {
    fn from(choice: Choice) -> Self {
        Self::Offered(choice)
    }
}

/// Why there is no clean text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotClean {
    /// A clause that options were taken for is not in the draft.
    NoClause {
        /// As it was named.
        clause: String,
        /// Why it is not found.
        why: ClauseNotFound,
    },
    /// More options were taken for a clause than it has open points.
    TooMany {
        /// As it was named.
        clause: String,
        /// How many of them were not used.
        unused: usize,
    },
    /// Open points without an option, in order of the text.
    Open(Vec<PointLeft>),
}

/// An open point at which no option was taken, or one that it does not offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointLeft {
    /// How its clause is named where an option is taken.
    pub clause: String,
    /// 1-based line of the draft as it is read.
    pub line: u32,
    /// What kind of decision it asks for.
    pub kind: PointKind,
    /// The wordings to choose from, each cut short.
    pub options: Vec<String>,
    /// Whether an option was taken that it does not offer.
    pub not_offered: bool,
}

/// The text of a draft once these options are taken, clause by clause: those of a clause are for the open points of it and of
/// what stands below it, one after the other. A point within words that fall takes none.
///
/// # Errors
/// [`NotClean`], with every open point that is left.
pub fn clean(draft: &Draft, taken: &[(String, Vec<Taking>)]) -> Result<String, NotClean> {
    with_taken(draft, taken, |choose| draft.with_choices(choose))
}

/// The same, as what goes from the text and what comes in its place, in order.
///
/// # Errors
/// As for [`clean`].
pub fn replacements(draft: &Draft, taken: &[(String, Vec<Taking>)]) -> Result<Vec<Replacement>, NotClean> {
    with_taken(draft, taken, |choose| draft.choices_made(choose))
}

/// Tells which option is taken at an open point, by its place among the points.
type Choose<'f, 'c> = &'f mut dyn FnMut(usize, &OpenPoint) -> Option<onetext_text::choice::Choice<'c>>;

fn with_taken<'c, T>(
    draft: &Draft,
    taken: &'c [(String, Vec<Taking>)],
    make: impl FnOnce(Choose<'_, 'c>) -> Result<T, Vec<LeftOpen>>,
) -> Result<T, NotClean> {
    let mut queues = Vec::with_capacity(taken.len());
    for (name, choices) in taken {
        let clause =
            draft.outline().find(name).map_err(|why| NotClean::NoClause { clause: name.clone(), why })?;
        queues.push((name, draft.outline().subtree(clause), choices.iter().collect::<VecDeque<_>>()));
    }
    // Where clauses lie in each other, an option is for the narrowest.
    queues.sort_by_key(|(_, clauses, _)| clauses.len());
    let made = make(&mut |_, point| {
        let at = point.clause.0 as usize;
        let named = |(_, clauses, left): &&mut (_, std::ops::Range<usize>, VecDeque<_>)| {
            clauses.contains(&at) && !left.is_empty()
        };
        queues.iter_mut().find(named)?.2.pop_front().map(Taking::in_text)
    });
    let made =
        made.map_err(|left| NotClean::Open(left.iter().filter_map(|left| told(draft, left)).collect()))?;
    match queues.iter().find(|(_, _, left)| !left.is_empty()) {
        Some((name, _, left)) => Err(NotClean::TooMany { clause: (*name).clone(), unused: left.len() }),
        None => Ok(made),
    }
}

fn told(draft: &Draft, left: &LeftOpen) -> Option<PointLeft> {
    let point: &OpenPoint = draft.points().get(left.point)?;
    Some(PointLeft {
        clause: draft.outline().name_of(point.clause).unwrap_or_default().to_owned(),
        line: point.line,
        kind: point.kind,
        options: point.alternatives.iter().map(|option| shorten(&option.text, WORDS).0).collect(),
        not_offered: left.not_offered,
    })
}

impl fmt::Display for PointLeft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (line {}): ", isolate(&self.clause), self.line)?;
        if self.not_offered {
            f.write_str("the option taken is not among those offered: ")?;
        }
        match self.kind {
            PointKind::Placeholder => f.write_str("a blank, to be filled with words"),
            PointKind::Optional => {
                let words = self.options.first().map(String::as_str).unwrap_or_default();
                write!(f, "[{}]: in or out", isolate(words))
            }
            PointKind::Alternatives => {
                let options: Vec<String> = self
                    .options
                    .iter()
                    .enumerate()
                    .map(|(at, option)| match option.as_str() {
                        "" => format!("#{} no text", at + 1),
                        words => format!("#{} [{}]", at + 1, isolate(words)),
                    })
                    .collect();
                f.write_str(&options.join(", "))
            }
        }
    }
}

impl fmt::Display for NotClean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoClause { clause, why } => {
                write!(f, "no option can be taken for {}: {why}", isolate(clause))
            }
            Self::TooMany { clause, unused } => write!(
                f,
                "more options are taken for {} than it has open points that still matter: {unused} too many",
                isolate(clause)
            ),
            Self::Open(points) => {
                let count = points.len();
                let which = if count == 1 {
                    "1 open point has none"
                } else {
                    &format!("{count} open points have none")
                };
                write!(f, "a clean text takes an option at every open point, and {which} yet:")?;
                for point in points.iter().take(LISTED) {
                    write!(f, "\n  {point}")?;
                }
                if count > LISTED {
                    write!(f, "\n  and {} more", count - LISTED)?;
                }
                let clause = points.first().map(|point| point.clause.as_str()).unwrap_or_default();
                let option = match points.first().map(|point| point.kind) {
                    Some(PointKind::Optional) => "in",
                    Some(PointKind::Placeholder) => "the words",
                    _ => "#1",
                };
                write!(
                    f,
                    "\nTake them clause by clause, in the order of the text: --choose '{}={option}'; several with semicolons",
                    shorten(clause, usize::MAX).0
                )
            }
        }
    }
}

impl std::error::Error for NotClean {}

#[cfg(test)]
mod tests {
    use onetext_record::act::Choice;
    use onetext_text::readings::ReadingOptions;
    use onetext_text::source::Source;

    use super::*;

    const TEXT: &str = "# The well\n\n1. Each farm [shall][should] draw water [at dawn].\n\n2. The gate:\n\n   (a) opens [X] times;\n\n   (b) is [blue].\n";

    fn draft() -> Draft {
        Draft::parse(Source::from_bytes(TEXT.as_bytes().to_vec()).unwrap(), &ReadingOptions::default())
    }

    fn taken(clause: &str, choices: &[Choice]) -> (String, Vec<Taking>) {
        (clause.to_owned(), choices.iter().cloned().map(Taking::from).collect())
    }

    #[test]
    fn options_are_taken_clause_by_clause_and_the_narrowest_clause_comes_first() {
        let all = [
            taken("1", &[Choice::Alternative(2), Choice::Out]),
            taken("2", &[Choice::Words("three".to_owned())]),
            taken("2(b)", &[Choice::In]),
        ];
        let expected = "# The well\n\n1. Each farm should draw water.\n\n2. The gate:\n\n   (a) opens three times;\n\n   (b) is blue.\n";
        assert_eq!(clean(&draft(), &all).unwrap(), expected);
    }

    #[test]
    fn words_that_nobody_offers_take_the_place_of_all_that_is_open_there() {
        let instead = |words: &str| {
            let two = vec![Taking::Instead(words.to_owned()), Taking::from(Choice::Out)];
            let rest = [Choice::Words("three".to_owned()), Choice::In];
            clean(&draft(), &[("1".to_owned(), two), taken("2", &rest)])
        };
        assert!(instead("may").unwrap().contains("1. Each farm may draw water.\n"));
        assert!(
            matches!(instead("may [not]"), Err(NotClean::Open(_))),
            "words with brackets leave a point open"
        );
    }

    #[test]
    fn what_is_left_open_is_told_with_how_to_choose() {
        let told = clean(&draft(), &[taken("1", &[Choice::Alternative(2)])]).unwrap_err().to_string();
        let told: String = told.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect();
        assert_eq!(
            told,
            "a clean text takes an option at every open point, and 3 open points have none yet:\n  \
             1 (line 3): [at dawn]: in or out\n  \
             (a) (line 7): a blank, to be filled with words\n  \
             (b) (line 9): [blue]: in or out\n\
             Take them clause by clause, in the order of the text: --choose '1=in'; several with semicolons"
        );
    }

    #[test]
    fn options_for_clauses_that_are_not_there_or_have_no_points_left_are_refused() {
        let all = |more: (String, Vec<Taking>)| {
            let enough = [Choice::Alternative(1), Choice::In];
            clean(
                &draft(),
                &[taken("1", &enough), taken("2", &[Choice::Words("3".into()), Choice::In]), more],
            )
        };
        assert!(matches!(all(taken("9", &[Choice::In])), Err(NotClean::NoClause { .. })));
        assert_eq!(
            all(taken("1", &[Choice::In])),
            Err(NotClean::TooMany { clause: "1".to_owned(), unused: 1 })
        );
    }
}
