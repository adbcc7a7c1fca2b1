//! The small parts that everything in a brief is made of.

use onetext_record::SourceKind;
use serde::Serialize;

use crate::line::Line;

/// A date as written in the case, and in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DateSaid {
    /// As the case writes it: `2031-03-05`, `2031-03-05T18:00`, `2031-03-05T18:00+03:00`.
    pub date: String,
    /// For people: `5 March 2031, 18:00`.
    pub words: String,
    /// The same in short, without the year where it is that of the brief: `5 Mar, 18:00`.
    pub short: String,
}

/// A direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// A participant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Person {
    /// Neutral id.
    pub id: String,
    /// The name that the case uses.
    pub name: String,
}

/// How a draft stands to the words of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The words of the text themselves.
    Text,
    /// An account of the text: its words are not the text's.
    Summary,
    /// What is reported of a text that is not public.
    Unpublished,
    /// A translation of another draft.
    Translation,
}

impl Standing {
    /// How words of such a draft are marked wherever they are shown; nothing, where they are the text's own.
    pub fn remark(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            Self::Summary => Some("summary, not the words themselves"),
            Self::Unpublished => Some("text not public; as reported"),
            Self::Translation => Some("translation"),
        }
    }
}

/// A draft by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftTitle {
    /// Its id in the case.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was put forward.
    pub on: DateSaid,
    /// Its language, as a tag.
    pub lang: String,
    /// The language in English.
    pub language: String,
    /// Whether its words are the text's own.
    pub standing: Standing,
}

/// A place in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The draft's id.
    pub draft: String,
    /// The clause's id in that draft; `None`: the whole draft.
    pub clause: Option<String>,
    /// For people: `clause 3(a)`, `the whole text`.
    pub label: String,
}

/// Where something is known from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SourceSaid {
    /// What kind of source it is.
    pub kind: SourceKind,
    /// The kind in words: `own statement`.
    pub kind_words: String,
    /// Who says so, as far as this reader is told.
    pub who: String,
    /// Where it is found.
    pub reference: String,
    /// When it was published or said, where that differs.
    pub date: Option<DateSaid>,
    /// The person behind it, where this reader may know.
    pub identity: Option<String>,
}

impl SourceSaid {
    /// The whole source in one line.
    pub fn line(&self) -> Line {
        let mut line = Line::new().text(&self.kind_words).text(": ").given(&self.who);
        if !self.reference.is_empty() {
            line = line.text(", ").given(&self.reference);
        }
        if let Some(date) = &self.date {
            line = line.text(", ").text(&date.words);
        }
        if let Some(identity) = &self.identity {
            line = line.text(" (identity: ").given(identity).text(")");
        }
        line
    }
}

/// Words of somebody or of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The words, on one line.
    pub words: String,
    /// Their language, where it is known.
    pub lang: Option<String>,
    /// Whether they were cut to fit.
    pub shortened: bool,
    /// `None`: somebody's own words. Otherwise how the draft that they are from stands to the text.
    pub standing: Option<Standing>,
}

impl Said {
    /// What has to be said beside these words, if anything.
    pub fn remark(&self) -> Option<&'static str> {
        self.standing.and_then(Standing::remark)
    }
}

/// The name of a status of consent, as in `status --json`, with its letter and in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusName {
    /// `accepted`, `in_principle`, `ad_referendum`, `provisional`, `no_objection`, `reserved`, `rejected`, `withdrawn`,
    /// `not_delivered`, `not_asked`, `unanswered` or `answered`.
    pub status: String,
    /// The letter or sign of the consent matrix.
    pub letter: String,
    /// In words.
    pub words: String,
}
