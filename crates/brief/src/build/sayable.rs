//! Something heard, as it stands on a slip: as the record has it, as what may be said of it as somebody's, and as what may be
//! said of it as one's own.

use onetext_case::View;
use onetext_record::Timeline;
use onetext_record::act::Act;

use super::chronology::of_act;
use super::say::Say;
use crate::line::Line;
use crate::model::Event;

/// What is needed to put acts on a slip.
pub(crate) struct Sayable<'a> {
    say: Say<'a>,
    timeline: &'a Timeline<'a>,
}

impl<'a> Sayable<'a> {
    pub(crate) fn new(view: &'a View, timeline: &'a Timeline<'a>) -> Self {
        Self { say: Say::new(view), timeline }
    }

    /// With everything that the reader may see of it: it stays with them.
    pub(crate) fn as_recorded(&self, act: &Act) -> Event {
        of_act(&self.say, self.timeline, act)
    }

    /// To be said as whose it is: without where it came from, who stands behind a source, remarks of the record, and what others
    /// call it. Unless `names_question`, the act that it answers is not named either.
    pub(crate) fn as_theirs(&self, act: &Act, names_question: bool) -> Event {
        let mut event = self.as_recorded(&bare(act, names_question));
        event.labels.retain(|label| label.own);
        event
    }

    /// To be said as one's own: its words and what they are about, and nothing that tells whose they were, when or where they
    /// were said.
    pub(crate) fn as_ours(&self, act: &Act) -> Event {
        let what = match self.say.concerned(act) {
            Some(concerned) => Line::from("An idea on ").line(&concerned),
            None => Line::from("An idea"),
        };
        Event {
            act: Some(act.id.to_string()),
            draft: act.draft().map(ToString::to_string),
            dates: Vec::new(),
            known: None,
            what,
            words: self.say.words(act),
            labels: Vec::new(),
            note: None,
            sources: Vec::new(),
        }
    }

    /// Who said it and when, for whoever takes it along as their own.
    pub(crate) fn whose(&self, act: &Act) -> Line {
        let act = bare(act, true);
        self.say.sentence(&act).text(", ").text(&self.say.date(&act.earliest()).short)
    }
}

/// An act without what is the record's and not the speaker's.
fn bare(act: &Act, with_question: bool) -> Act {
    let mut act = act.clone();
    act.origin = None;
    act.note = None;
    act.sources.iter_mut().for_each(|source| source.identity = None);
    act.answers.take_if(|_| !with_question);
    act
}
