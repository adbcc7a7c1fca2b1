//! Names that people type in part: `ham` for `hamas`, `ad` for `ad_referendum`.

/// A name that fits none of the candidates, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// What was typed.
    pub typed: String,
    /// Those that it may mean: several, or the nearest where it fits none.
    pub candidates: Vec<String>,
    /// Whether it fits several.
    pub several: bool,
}

/// The candidate that `typed` means: itself; else the only one that begins with it, or whose name does, in any case of
/// letters; else the only one that contains it. Each candidate is an id with another name, which may be the same.
///
/// # Errors
/// It fits none, or several.
pub fn complete<'a>(typed: &str, candidates: &'a [(String, String)]) -> Result<&'a str, Ambiguous> {
    if let Some((id, _)) = candidates.iter().find(|(id, _)| id == typed) {
        return Ok(id);
    }
    let wanted = typed.trim().to_lowercase();
    let fits = |test: &dyn Fn(&str) -> bool| -> Vec<&'a str> {
        let mut found: Vec<&str> = candidates
            .iter()
            .filter(|(id, name)| test(&id.to_lowercase()) || test(&name.to_lowercase()))
            .map(|(id, _)| id.as_str())
            .collect();
        found.dedup();
        found
    };
    if !wanted.is_empty() {
        for found in [
            fits(&|name| name == wanted),
            fits(&|name| name.starts_with(&wanted)),
            fits(&|name| name.contains(&wanted)),
        ] {
            match found.as_slice() {
                [] => {}
                [only] => return Ok(only),
                several => {
                    let candidates = several.iter().map(|&id| id.to_owned()).collect();
                    return Err(Ambiguous { typed: typed.to_owned(), candidates, several: true });
                }
            }
        }
    }
    let mut nearest: Vec<(f64, &str)> = candidates
        .iter()
        .map(|(id, name)| {
            let likeness = |other: &str| strsim::jaro_winkler(&wanted, &other.to_lowercase());
            (likeness(id).max(likeness(name)), id.as_str())
        })
        .collect();
    nearest.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    nearest.dedup_by_key(|(_, id)| *id);
    let candidates = nearest.into_iter().take(12).map(|(_, id)| id.to_owned()).collect();
    Err(Ambiguous { typed: typed.to_owned(), candidates, several: false })
}

impl std::fmt::Display for Ambiguous {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = self.candidates.join(", ");
        match (self.several, self.candidates.is_empty()) {
            (true, _) => write!(f, "\u{201c}{}\u{201d} may mean {list}; write more of it", self.typed),
            (false, true) => write!(
                f,
                "there is no \u{201c}{}\u{201d} in this case, nor anything else of its kind",
                self.typed
            ),
            (false, false) => {
                write!(f, "there is no \u{201c}{}\u{201d} in this case; there are {list}", self.typed)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<(String, String)> {
        [
            ("upper", "Upper Farm"),
            ("lower", "Lower Farm"),
            ("council", "Village Council"),
            ("co", "The Co-operative"),
        ]
        .map(|(id, name)| (id.to_owned(), name.to_owned()))
        .to_vec()
    }

    #[test]
    fn a_name_is_completed_where_it_can_mean_only_one() {
        let people = people();
        for (typed, meant) in [
            ("upper", "upper"),
            ("up", "upper"),
            ("UPPER FARM", "upper"),
            ("village", "council"),
            ("co", "co"),
        ] {
            assert_eq!(complete(typed, &people), Ok(meant), "{typed}");
        }
    }

    #[test]
    fn a_name_that_may_mean_several_or_none_is_refused_with_the_candidates() {
        let people = people();
        let several = complete("farm", &people).unwrap_err();
        assert_eq!(several.to_string(), "“farm” may mean upper, lower; write more of it");
        let none = complete("uper", &people).unwrap_err();
        assert!(!none.several);
        assert_eq!(none.candidates[0], "upper");
        assert!(complete("", &people).is_err());
        assert_eq!(
            complete("x", &[]).unwrap_err().to_string(),
            "there is no “x” in this case, nor anything else of its kind"
        );
    }
}
