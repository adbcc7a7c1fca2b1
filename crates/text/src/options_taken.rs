//! Whether words with open points can be read as given words, by taking options.

/// What a token is to the division of words into open points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// `[`.
    Open,
    /// `]`.
    Close,
    /// What may stand between rival brackets: `or`, `/`.
    Joiner,
    /// Anything else.
    Word,
}

/// Words longer than this are not tried: a whole text is no reading of options.
const LONGEST: usize = 4_000;

/// Points nested deeper than this are read as they stand.
const DEEPEST: usize = 16;

enum Piece {
    Token(usize),
    /// Rival options, one behind the other; a single one may stand or fall. With the tokens that it extends over.
    Point {
        options: Vec<Vec<Piece>>,
        from: usize,
        to: usize,
    },
}

/// Whether `tokens` read as `wanted` once an option is taken at one open point or more, and the others stay open. Takes time
/// in proportion to the product of the two lengths.
pub(crate) fn can_read(tokens: &[u32], wanted: &[u32], part: impl Fn(u32) -> Part) -> bool {
    let parts: Vec<Part> = tokens.iter().map(|&token| part(token)).collect();
    let partners = partners(&parts);
    let too_long = tokens.len().max(wanted.len()) > LONGEST;
    if too_long || tokens == wanted || !partners.iter().any(Option::is_some) {
        return false;
    }
    let pieces = pieces(&parts, &partners, 0, tokens.len(), 0);
    let mut start = vec![false; wanted.len() + 1];
    start[0] = true;
    read(&pieces, tokens, wanted, start).last() == Some(&true)
}

/// For each opening bracket the place of the one that closes it.
fn partners(parts: &[Part]) -> Vec<Option<usize>> {
    let mut partners = vec![None; parts.len()];
    let mut open = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Open => open.push(at),
            Part::Close => {
                if let Some(start) = open.pop() {
                    partners[start] = Some(at);
                }
            }
            Part::Joiner | Part::Word => {}
        }
    }
    partners
}

fn pieces(parts: &[Part], partners: &[Option<usize>], mut at: usize, end: usize, depth: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    while at < end {
        let Some(mut close) = partners[at].filter(|&close| close < end && depth < DEEPEST) else {
            pieces.push(Piece::Token(at));
            at += 1;
            continue;
        };
        let from = at;
        let mut options = vec![self::pieces(parts, partners, at + 1, close, depth + 1)];
        loop {
            let joined = usize::from(parts.get(close + 1) == Some(&Part::Joiner));
            let next = close + 1 + joined;
            let Some(rival) = partners.get(next).copied().flatten().filter(|&rival| rival < end) else {
                break;
            };
            options.push(self::pieces(parts, partners, next + 1, rival, depth + 1));
            close = rival;
        }
        at = close + 1;
        pieces.push(Piece::Point { options, from, to: at });
    }
    pieces
}

/// The places of `wanted` that reading goes on from, after these pieces.
fn read(pieces: &[Piece], tokens: &[u32], wanted: &[u32], mut places: Vec<bool>) -> Vec<bool> {
    let step = |places: &[bool], token: u32| {
        let mut next = vec![false; places.len()];
        for (at, &word) in wanted.iter().enumerate() {
            next[at + 1] = places[at] && word == token;
        }
        next
    };
    for piece in pieces {
        places = match piece {
            Piece::Token(at) => step(&places, tokens[*at]),
            Piece::Point { options, from, to } => {
                // As it stands; and where there is one option only, without it.
                let mut next =
                    tokens[*from..*to].iter().fold(places.clone(), |places, &token| step(&places, token));
                let falls = (options.len() == 1).then(|| places.clone());
                let taken = options.iter().map(|option| read(option, tokens, wanted, places.clone()));
                for reached in taken.chain(falls) {
                    next.iter_mut().zip(reached).for_each(|(next, reached)| *next |= reached);
                }
                next
            }
        };
        if !places.contains(&true) {
            break;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, wanted: &str) -> bool {
        let mut known: Vec<String> = ["[", "]", "or", "/"].map(str::to_owned).to_vec();
        let mut tokens = |text: &str| -> Vec<u32> {
            let spaced = text.replace('[', " [ ").replace(']', " ] ");
            spaced
                .split_whitespace()
                .map(|word| {
                    let at = known.iter().position(|known| known == word).unwrap_or_else(|| {
                        known.push(word.to_owned());
                        known.len() - 1
                    });
                    at as u32
                })
                .collect()
        };
        let (text, wanted) = (tokens(text), tokens(wanted));
        can_read(&text, &wanted, |token| match token {
            0 => Part::Open,
            1 => Part::Close,
            2 | 3 => Part::Joiner,
            _ => Part::Word,
        })
    }

    #[test]
    fn one_option_is_taken_at_each_place_or_none() {
        let text = "farms [shall][should] draw water [on alternate days]";
        assert!(told(text, "farms shall draw water on alternate days"));
        assert!(told(text, "farms should draw water"));
        assert!(told(text, "farms [shall][should] draw water on alternate days"));
        assert!(!told(text, text), "nothing was taken");
        assert!(!told(text, "farms draw water"), "of rivals one stands");
        assert!(!told(text, "farms shall should draw water"));
        assert!(!told("farms draw water", "farms draw"));
    }

    #[test]
    fn rivals_may_be_joined_and_options_hold_points_of_their_own() {
        assert!(told("[a] or [b] c", "b c"));
        assert!(!told("[a] or [b] c", "or c"));
        assert!(told("[a [b][c]] d", "a c d"));
        assert!(told("[a [b][c]] d", "d"));
        assert!(told("x [a [b][c]] d", "x a [b][c] d"));
        assert!(!told("a ] b [ c", "a b c"));
    }
}
