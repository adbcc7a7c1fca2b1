//! The finest script that a document carries: where the changes of words do not read back as they must, whole paragraphs are
//! marked, first there, then wherever something changed, at last the whole text.

use onetext_text::revision::{Script, Spot};
use onetext_wordml::document::Side;
use onetext_wordml::markup::MarkupError;

use super::super::read_back::{Place, Unlike};
use super::RedlineError;
use super::sides::Sheet;
use crate::points::count;

/// Why a script does not do.
#[derive(Debug)]
pub(super) enum Misfit {
    /// What it leads to does not read as it must.
    Unlike(Unlike),
    /// The document does not take its changes.
    Markup(MarkupError),
    /// No script would do.
    Refused(RedlineError),
}

impl Misfit {
    fn into_error(self) -> RedlineError {
        match self {
            Self::Unlike(Unlike { side, place, found, wanted }) => {
                let (which, side) = match side {
                    Side::Accepted => ("new", "accepted"),
                    Side::Rejected => ("old", "rejected"),
                };
                let place = match place {
                    Place::Body(at) => format!("paragraph {}", at + 1),
                    Place::Note(_) => "a note".to_owned(),
                };
                RedlineError::Mismatch { which, side, place, found, wanted }
            }
            Self::Markup(error) => error.into(),
            Self::Refused(error) => error,
        }
    }

    /// The place of the two drafts that it is about, where it is about one.
    fn spot(&self, old: &Sheet<'_>, new: &Sheet<'_>) -> Option<Spot> {
        match self {
            Self::Unlike(Unlike { side, place, .. }) => match (side, place) {
                (Side::Accepted, Place::Body(at)) => Some(Spot::New(*at)),
                (Side::Rejected, Place::Body(at)) => Some(Spot::Old(*at)),
                (Side::Accepted, Place::Note(story)) => Some(Spot::NewNote(new.note_number(*story))),
                (Side::Rejected, Place::Note(story)) => Some(Spot::OldNote(old.note_number(*story))),
            },
            Self::Markup(
                MarkupError::Join { paragraph }
                | MarkupError::Move { paragraph }
                | MarkupError::Offset { paragraph, .. }
                | MarkupError::Paragraph { paragraph },
            ) => Some(Spot::Old(paragraph.0 as usize)),
            Self::Markup(_) | Self::Refused(_) => None,
        }
    }

    /// Whether a coarser script could do.
    const fn may_fit(&self) -> bool {
        match self {
            Self::Unlike(_) => true,
            Self::Markup(error) => !matches!(error, MarkupError::Refused(_) | MarkupError::Prefix { .. }),
            Self::Refused(_) => false,
        }
    }
}

/// So many times the places are widened before whatever changed is marked whole.
const ROUNDS: usize = 8;

/// The first of ever coarser scripts with which an attempt succeeds, and what that gave.
///
/// # Errors
/// That of the first attempt, where none succeeds.
pub(super) fn finest<T>(
    fine: Script,
    (old, new): (&Sheet<'_>, &Sheet<'_>),
    mut attempt: impl FnMut(&Script) -> Result<T, Misfit>,
) -> Result<(Script, T), RedlineError> {
    let misfit = match attempt(&fine) {
        Ok(made) => return Ok((fine, made)),
        Err(misfit) => misfit,
    };
    if !misfit.may_fit() {
        return Err(misfit.into_error());
    }
    let mut spots: Vec<Spot> = Vec::new();
    let mut reach = 0;
    let mut next = misfit.spot(old, new);
    for _ in 0..ROUNDS {
        let Some(spot) = next else { break };
        if spots.contains(&spot) {
            reach = 2 * reach + 1;
        } else {
            spots.push(spot);
        }
        let script = fine.coarser(&old.paragraphs, &new.paragraphs, &spots, reach);
        next = match attempt(&script) {
            Ok(made) => return Ok((script, made)),
            Err(again) => again.spot(old, new),
        };
    }
    for script in [fine.by_paragraph(&old.paragraphs, &new.paragraphs), fine.replaced()] {
        if let Ok(made) = attempt(&script) {
            return Ok((script, made));
        }
    }
    Err(misfit.into_error())
}

/// So many places are named.
const NAMED: usize = 3;

/// What a reader should know of paragraphs that are marked whole for want of finer changes.
pub(super) fn told(fine: &Script, made: &Script, old: &Sheet<'_>) -> Option<String> {
    let kept = |script: &Script| {
        let mut kept: Vec<usize> = Vec::new();
        script.visit_kept(&mut |old, _| kept.push(old));
        kept
    };
    let still: std::collections::HashSet<usize> = kept(made).into_iter().collect();
    let whole: Vec<usize> = kept(fine).into_iter().filter(|at| !still.contains(at)).collect();
    if made == fine {
        return None;
    }
    let named: Vec<String> = whole.iter().take(NAMED).filter_map(|at| old.begins(*at)).collect();
    let reason = "as finer changes would not read back exactly";
    Some(match (whole.len(), named.as_slice()) {
        (0, _) => format!("References to notes are marked anew, {reason}."),
        (number, []) => format!("Marked whole, {reason}: {}.", count(number, "paragraph")),
        (number, named) => {
            let more = if number > named.len() { ", \u{2026}" } else { "" };
            format!("Marked whole, {reason}: {}: {}{more}.", count(number, "paragraph"), named.join(", "))
        }
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails where something is not there")]
mod tests {
    use super::*;
    use onetext_text::Source;
    use onetext_text::draft::Draft;
    use onetext_text::lineage::Lineage;
    use onetext_text::readings::ReadingOptions;
    use onetext_text::revision::Side as Of;
    use onetext_wordml::testing::Docx;

    fn draft(paragraphs: &[&str]) -> Draft {
        let bytes = Docx::of_paragraphs(paragraphs).bytes();
        Draft::parse(Source::from_bytes(bytes).unwrap(), &ReadingOptions::default())
    }

    fn kept(script: &Script) -> Vec<usize> {
        let mut kept = Vec::new();
        script.visit_kept(&mut |old, _| kept.push(old));
        kept
    }

    /// The script that is found where one will not do as long as `refuses` says so of the paragraphs that it keeps, and what is
    /// told of it.
    fn found(refuses: impl Fn(&[usize]) -> bool) -> (Result<Vec<usize>, String>, Option<String>) {
        let old =
            draft(&["1. The gate opens at dawn.", "2. Each farm draws water.", "3. Wells are repaired."]);
        let new = draft(&[
            "1. The gate opens at noon.",
            "2. Each farm draws some water.",
            "3. Wells are repaired.",
        ]);
        let (before, after) = (Sheet::new(&old).unwrap(), Sheet::new(&new).unwrap());
        let fine = Script::between(
            Of { draft: &old, paragraphs: &before.paragraphs },
            Of { draft: &new, paragraphs: &after.paragraphs },
            &Lineage::between(&old, &new, &[]),
        );
        let made = finest(fine.clone(), (&before, &after), |script| {
            if !refuses(&kept(script)) {
                return Ok(());
            }
            let (found, wanted) = ("this".to_owned(), "that".to_owned());
            Err(Misfit::Unlike(Unlike { side: Side::Accepted, place: Place::Body(1), found, wanted }))
        });
        let said = made.as_ref().ok().and_then(|(script, ())| told(&fine, script, &before));
        (made.map(|(script, ())| kept(&script)).map_err(|error| error.to_string()), said)
    }

    #[test]
    fn what_does_not_read_back_is_marked_whole_there_and_no_further_than_it_must() {
        let (made, said) = found(|_| false);
        assert_eq!((made, said), (Ok(vec![0, 1, 2]), None));
        let (made, said) = found(|kept| kept.contains(&1));
        assert_eq!(made, Ok(vec![0, 2]));
        let wanted = "Marked whole, as finer changes would not read back exactly: 1 paragraph: \
            \u{201c}\u{2068}2. Each farm draws water.\u{2069}\u{201d}.";
        assert_eq!(said.as_deref(), Some(wanted));
        assert_eq!(found(|kept| kept.contains(&0)).0, Ok(vec![]));
        assert_eq!(found(|kept| !kept.is_empty()).0, Ok(vec![]));
    }

    #[test]
    fn where_nothing_reads_back_the_first_place_is_named() {
        let (made, _) = found(|_| true);
        assert!(made.unwrap_err().contains("paragraph 2 would be \"this\" in place of \"that\""));
    }
}
