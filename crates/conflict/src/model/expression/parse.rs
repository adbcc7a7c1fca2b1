//! Statements as they are written.
//!
//! What binds strongest comes first: `not`, `and`, `or`, `if`, `iff`. So `not a and b or c if d` is read as
//! `(((not a) and b) or c) if d`. Several `if` or `iff` in a row say different things to different people: they need parentheses.

use thiserror::Error;

use super::Expression;
use crate::model::Opt;
use crate::names::{listed, nearest};

/// Why a text is no statement.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("column {column}: {message}; expected {expected}")]
pub struct Misread {
    /// The character at which it went wrong, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What was expected there.
    pub expected: String,
}

/// How deep parentheses and `not` may nest. Many times more than anybody can read, and few enough for every stack.
const DEEPEST: usize = 200;

/// What stands in a statement.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Not,
    And,
    Or,
    If,
    Iff,
    Open,
    Close,
    /// It holds always, or never.
    Truth(bool),
    /// What an option is called, in quotes or not.
    Name(String),
}

impl Token {
    fn of_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "not" => Self::Not,
            "and" => Self::And,
            "or" => Self::Or,
            "if" => Self::If,
            "iff" => Self::Iff,
            "true" => Self::Truth(true),
            "false" => Self::Truth(false),
            _ => Self::Name(word.to_owned()),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Not => "not".into(),
            Self::And => "and".into(),
            Self::Or => "or".into(),
            Self::If => "if".into(),
            Self::Iff => "iff".into(),
            Self::Open => "(".into(),
            Self::Close => ")".into(),
            Self::Truth(truth) => truth.to_string(),
            Self::Name(name) => format!("{name:?}"),
        }
    }
}

/// Whether a word without quotes is read as the name of an option, as a whole.
pub(super) fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(in_word) && matches!(Token::of_word(word), Token::Name(_))
}

fn in_word(character: char) -> bool {
    !character.is_whitespace()
        && !character.is_control()
        && !is_direction(character)
        && !matches!(character, '(' | ')' | '"')
}

/// The invisible marks that turn the direction of writing: text that was copied often brings them along.
fn is_direction(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

impl Expression {
    /// That an option is taken, by its id or else its name: of a text that is nothing but that.
    ///
    /// # Errors
    /// Where no option is called so, or several are.
    pub fn of_name(name: &str, options: &[Opt]) -> Result<Self, Misread> {
        Self::parse(&format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")), options)
    }

    /// What a text says of these options. They are called by their id or their name; a name of several words stands in quotes.
    ///
    /// # Errors
    /// Where it is no statement, or names what is no option: with the column.
    pub fn parse(text: &str, options: &[Opt]) -> Result<Self, Misread> {
        let mut parser = Parser { tokens: tokens(text)?, at: 0, end: text.chars().count() + 1, options };
        let read = parser.iff(0)?;
        match parser.tokens.get(parser.at) {
            None => Ok(read),
            Some((column, Token::Close)) => {
                Err(misread(*column, "\")\" closes nothing", "the end, or \"(\" before"))
            }
            Some((column, Token::If | Token::Iff)) => Err(misread(
                *column,
                "a second \"if\" or \"iff\" in a row can be read in two ways",
                "parentheses around one of the two",
            )),
            Some((column, token)) => Err(misread(
                *column,
                format!("{} follows a whole statement", token.shown()),
                "and, or, if, iff, or quotes around a name of several words",
            )),
        }
    }
}

/// The names of options in a text; `None` where it cannot be read.
pub(crate) fn named_in(text: &str) -> Option<Vec<String>> {
    let names = tokens(text).ok()?.into_iter();
    let names = names.filter_map(|(_, token)| match token {
        Token::Name(name) => Some(name),
        _ => None,
    });
    Some(names.collect())
}

fn misread(column: usize, message: impl Into<String>, expected: impl Into<String>) -> Misread {
    Misread { column, message: message.into(), expected: expected.into() }
}

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Misread> {
    let mut tokens = Vec::new();
    let mut characters = text.chars().zip(1..).peekable();
    while let Some((character, column)) = characters.next() {
        match character {
            '(' => tokens.push((column, Token::Open)),
            ')' => tokens.push((column, Token::Close)),
            '"' => {
                let mut name = String::new();
                loop {
                    match characters.next() {
                        Some(('"', _)) => break,
                        Some(('\\', _)) => name.extend(characters.next().map(|(escaped, _)| escaped)),
                        Some((other, _)) => name.push(other),
                        None => {
                            return Err(misread(
                                column,
                                "the quotes that begin here are not closed",
                                "\" after the name",
                            ));
                        }
                    }
                }
                tokens.push((column, Token::Name(name)));
            }
            first if in_word(first) => {
                let mut word = String::from(first);
                while let Some((more, _)) = characters.next_if(|&(character, _)| in_word(character)) {
                    word.push(more);
                }
                tokens.push((column, Token::of_word(&word)));
            }
            _ => {}
        }
    }
    Ok(tokens)
}

struct Parser<'a> {
    tokens: Vec<(usize, Token)>,
    at: usize,
    /// The column behind the last character.
    end: usize,
    options: &'a [Opt],
}

impl Parser<'_> {
    fn takes(&mut self, token: &Token) -> bool {
        let found = self.tokens.get(self.at).is_some_and(|(_, next)| next == token);
        self.at += usize::from(found);
        found
    }

    fn iff(&mut self, deep: usize) -> Result<Expression, Misread> {
        let one = self.conditional(deep)?;
        if !self.takes(&Token::Iff) {
            return Ok(one);
        }
        Ok(Expression::Iff(Box::new(one), Box::new(self.conditional(deep)?)))
    }

    fn conditional(&mut self, deep: usize) -> Result<Expression, Misread> {
        let then = self.any(deep)?;
        if !self.takes(&Token::If) {
            return Ok(then);
        }
        Ok(Expression::If(Box::new(then), Box::new(self.any(deep)?)))
    }

    fn any(&mut self, deep: usize) -> Result<Expression, Misread> {
        let first = self.all(deep)?;
        let mut any = vec![first];
        while self.takes(&Token::Or) {
            any.push(self.all(deep)?);
        }
        Ok(one_or(any, Expression::Any))
    }

    fn all(&mut self, deep: usize) -> Result<Expression, Misread> {
        let first = self.one(deep)?;
        let mut all = vec![first];
        while self.takes(&Token::And) {
            all.push(self.one(deep)?);
        }
        Ok(one_or(all, Expression::All))
    }

    fn one(&mut self, deep: usize) -> Result<Expression, Misread> {
        const EXPECTED: &str = "an option, \"not\" or \"(\"";
        let Some((column, token)) = self.tokens.get(self.at).cloned() else {
            return Err(misread(self.end, "the statement ends here", EXPECTED));
        };
        if deep > DEEPEST {
            return Err(misread(
                column,
                format!("this nests more than {DEEPEST} deep"),
                "a simpler statement",
            ));
        }
        self.at += 1;
        match token {
            Token::Not => Ok(Expression::Not(Box::new(self.one(deep + 1)?))),
            Token::Truth(true) => Ok(Expression::All(Vec::new())),
            Token::Truth(false) => Ok(Expression::Any(Vec::new())),
            Token::Name(name) => self.option(&name, column),
            Token::Open => {
                let inner = self.iff(deep + 1)?;
                if self.takes(&Token::Close) {
                    return Ok(inner);
                }
                match self.tokens.get(self.at) {
                    None => Err(misread(column, "the parenthesis that begins here is not closed", "\")\"")),
                    Some((column, Token::If | Token::Iff)) => Err(misread(
                        *column,
                        "a second \"if\" or \"iff\" in a row can be read in two ways",
                        "parentheses around one of the two",
                    )),
                    Some((column, token)) => Err(misread(
                        *column,
                        format!("{} follows a whole statement", token.shown()),
                        "and, or, if, iff or \")\"",
                    )),
                }
            }
            other => {
                Err(misread(column, format!("{} stands where a statement begins", other.shown()), EXPECTED))
            }
        }
    }

    fn option(&self, name: &str, column: usize) -> Result<Expression, Misread> {
        let places = |which: fn(&Opt) -> &str| {
            (0_u32..)
                .zip(self.options)
                .filter(move |(_, option)| which(option) == name)
                .map(|(place, _)| place)
        };
        if let Some(place) = places(|option| &option.id).next() {
            return Ok(Expression::Taken(place));
        }
        let mut by_name = places(|option| &option.name);
        match (by_name.next(), by_name.next()) {
            (Some(place), None) => Ok(Expression::Taken(place)),
            (Some(_), Some(_)) => {
                let ids = self.options.iter().filter(|option| option.name == name);
                let ids: Vec<_> = ids.map(|option| format!("{:?}", option.id)).collect();
                Err(misread(
                    column,
                    format!("several options are called {name:?}"),
                    format!("one of their ids: {}", ids.join(", ")),
                ))
            }
            (None, _) => {
                let known = self.options.iter().flat_map(|option| [option.id.as_str(), option.name.as_str()]);
                let expected = match nearest(name, known) {
                    Some(meant) => format!("an option; did you mean {meant:?}?"),
                    None => match self.options {
                        [] => "an option, and the model has none yet".to_owned(),
                        _ => format!("one of {}", listed(self.options.iter().map(|one| one.id.as_str()))),
                    },
                };
                Err(misread(column, format!("there is no option {name:?}"), expected))
            }
        }
    }
}

fn one_or(mut parts: Vec<Expression>, several: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            several(parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Direction;

    fn options() -> Vec<Opt> {
        [
            ("strike", "Nuclear strike"),
            ("withdraw", "Withdraw"),
            ("انسحاب", "انسحاب القوات"),
            ("נסיגה", "if"),
            ("e-5_x", "Withdraw"),
        ]
        .map(|(id, name)| Opt { id: id.into(), name: name.into(), owner: 0, direction: Direction::Both })
        .to_vec()
    }

    fn read(text: &str) -> Result<String, String> {
        Expression::parse(text, &options())
            .map(|read| read.shown(&options()).to_string())
            .map_err(|misread| misread.to_string())
    }

    #[test]
    fn what_binds_stronger_is_read_first() {
        use Expression::{All, Any, If, Iff, Not, Taken};
        let parsed = Expression::parse("not strike and withdraw or e-5_x if strike iff withdraw", &options());
        let both = All(vec![Not(Box::new(Taken(0))), Taken(1)]);
        let either = Any(vec![both, Taken(4)]);
        assert_eq!(parsed, Ok(Iff(Box::new(If(Box::new(either), Box::new(Taken(0)))), Box::new(Taken(1)))));
        assert_eq!(
            Expression::parse("strike and (withdraw or e-5_x)", &options()),
            Ok(All(vec![Taken(0), Any(vec![Taken(1), Taken(4)])]))
        );
    }

    #[test]
    fn options_are_called_by_id_or_name_in_any_script() {
        assert_eq!(read("\"Nuclear strike\" AND NOT انسحاب").unwrap(), "strike and not انسحاب");
        assert_eq!(read("\u{200F}נסיגה or \"انسحاب القوات\"").unwrap(), "נסיגה or انسحاب");
        assert_eq!(read("\"if\"").unwrap(), "נסיגה");
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_column() {
        assert_eq!(
            read("strike and widthraw").unwrap_err(),
            "column 12: there is no option \"widthraw\"; expected an option; did you mean \"withdraw\"?"
        );
        assert!(read("").unwrap_err().starts_with("column 1: the statement ends here"));
        assert!(read("strike and").unwrap_err().starts_with("column 11: the statement ends here"));
        assert!(read("(strike").unwrap_err().starts_with("column 1: the parenthesis"));
        assert!(read("strike)").unwrap_err().starts_with("column 7: \")\" closes nothing"));
        assert!(
            read("strike withdraw")
                .unwrap_err()
                .starts_with("column 8: \"withdraw\" follows a whole statement")
        );
        assert!(read("(strike withdraw)").unwrap_err().starts_with("column 9: \"withdraw\" follows"));
        assert!(read("strike if withdraw if e-5_x").unwrap_err().starts_with("column 20: a second"));
        assert!(read("(strike iff withdraw iff e-5_x)").unwrap_err().starts_with("column 22: a second"));
        assert!(read("\"strike").unwrap_err().starts_with("column 1: the quotes"));
        assert!(read("and strike").unwrap_err().starts_with("column 1: and stands where"));
        assert!(
            read("\"Withdraw\" and \"Withdraw\"")
                .unwrap_err()
                .contains("several options are called \"Withdraw\"")
        );
    }

    #[test]
    fn nesting_without_end_is_refused() {
        for deep in ["not ", "("] {
            assert!(read(&deep.repeat(1_000_000)).unwrap_err().contains("deep"));
        }
        assert!(read(&format!("{}strike{}", "(".repeat(150), ")".repeat(150))).is_ok());
    }

    fn any_expression() -> impl Strategy<Value = Expression> {
        (0..5_u32).prop_map(Expression::Taken).prop_recursive(5, 40, 4, |inner| {
            prop_oneof![
                inner.clone().prop_map(|one| Expression::Not(Box::new(one))),
                prop::collection::vec(inner.clone(), 0..4).prop_map(Expression::All),
                prop::collection::vec(inner.clone(), 0..4).prop_map(Expression::Any),
                (inner.clone(), inner.clone())
                    .prop_map(|(one, other)| Expression::If(Box::new(one), Box::new(other))),
                (inner.clone(), inner)
                    .prop_map(|(one, other)| Expression::Iff(Box::new(one), Box::new(other))),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_the_same_statement(expression in any_expression()) {
            let options = options();
            let again = Expression::parse(&expression.shown(&options).to_string(), &options).unwrap();
            (0..32).for_each(|bitmask| assert_eq!(again.holds(bitmask), expression.holds(bitmask)));
            prop_assert_eq!(again.shown(&options).to_string(), expression.shown(&options).to_string());
        }

        #[test]
        fn sixty_four_states_at_once_come_to_the_same(expression in any_expression(), stretch in 0..8_u64) {
            let expression = match stretch {
                0 => expression,
                // An option beyond the six that differ within a stretch.
                _ => Expression::Iff(Box::new(expression), Box::new(Expression::Taken(6 + stretch as u32 % 3))),
            };
            let held = expression.holds_in_64(stretch * 64);
            (0..64).for_each(|bit| assert_eq!(held >> bit & 1 == 1, expression.holds(stretch * 64 + bit)));
        }

        #[test]
        fn no_text_makes_reading_fail_otherwise_than_with_a_place(text in "\\PC{0,40}") {
            if let Err(misread) = Expression::parse(&text, &options()) {
                prop_assert!(misread.column >= 1 && misread.column <= text.chars().count() + 1);
            }
        }

        #[test]
        fn what_is_decided_early_stays_so(expression in any_expression(), known in 0..32_u64, bitmask in 0..32_u64) {
            if let Some(early) = expression.holds_so_far(known, bitmask & known) {
                prop_assert_eq!(early, expression.holds(bitmask));
            }
        }
    }
}
