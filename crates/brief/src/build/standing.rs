//! How acts stand, in words.

use onetext_record::act::Act;
use onetext_record::standing::{Reason, Standing, Standings, State};
use onetext_record::timeline::Timeline;

use super::say::Say;
use crate::line::Line;
use crate::standing::{ActStanding, ActState};

/// How many characters of words are shown.
const WORDS: usize = 200;

/// How every act of a view stands, and what it needs to be said.
pub(super) struct Stand<'s, 't, 'a> {
    pub(super) say: &'s Say<'a>,
    pub(super) timeline: &'t Timeline<'a>,
    pub(super) standings: &'t Standings<'t, 'a>,
}

impl Stand<'_, '_, '_> {
    /// An act, and how it stands.
    pub(super) fn of(&self, act: &Act) -> ActStanding {
        let standing = self.standings.of(&act.id);
        let (state, why) = match standing {
            None => (ActState::Announced, Line::new()),
            Some(standing) => (state(standing.state), self.why(act, standing)),
        };
        let say = self.say;
        ActStanding {
            act: act.id.to_string(),
            on: say.date(&act.earliest()),
            by: say.people(&act.by),
            what: say.short_sentence(act),
            words: say.words_cut(act, WORDS),
            state,
            why,
        }
    }

    /// Why an act stands or does not; empty, where nothing has happened to it.
    fn why(&self, act: &Act, standing: &Standing<'_>) -> Line {
        let own = *standing.of == act.id;
        let mut line = match self.say.act(standing.of).filter(|_| !own) {
            Some(root) => Line::from("depends on ").line(&self.say.noun(root)).text(": "),
            None if standing.reason == Reason::Done => return Line::new(),
            None => Line::new(),
        };
        line = line.text(standing.reason.as_words());
        let Some(through) = standing.through.and_then(|id| self.say.act(id)) else { return line };
        line = line.text(" (").text(&self.say.date(&through.earliest()).words);
        let of = self.say.act(standing.of);
        if !through.by.is_empty() && of.is_some_and(|of| of.by != through.by) {
            line = line.text(", ").line(&self.say.names(&through.by));
        }
        line.text(")")
    }
}

/// As listings say it.
pub(super) fn state(state: State) -> ActState {
    match state {
        State::Stands => ActState::Stands,
        State::Open => ActState::Open,
        State::Fallen => ActState::Fallen,
    }
}
