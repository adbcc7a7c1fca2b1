//! Scenarios written in each of the formats.
//!
//! What a format cannot say without other utilities or other outcomes is refused. What it leaves out beside them (a reservation
//! value, a discount, the kind of an issue) is stated.

mod genius;
mod geniusweb;
mod negmas;
mod negolog;
mod own;
mod tables;
mod text;

use crate::scenario::Scenario;
use crate::space::Values;
use crate::utility::Utility;
use serde::Serialize;
use std::collections::HashSet;

/// A format to write in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// XML of GENIUS: a domain, and a profile for each party.
    Genius,
    /// JSON of GeniusWeb: a domain, and a profile for each party.
    GeniusWeb,
    /// YAML of NegMAS: a domain, and a profile for each party.
    NegMasYaml,
    /// JSON of NegMAS: a domain, and a profile for each party.
    NegMasJson,
    /// JSON of NegoLog: a profile for each party.
    NegoLog,
    /// The project's own TOML: one file.
    Own,
}

/// A scenario in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The files, each with its name and what is in it.
    pub files: Vec<(String, String)>,
    /// What the format does not say of the scenario, in sentences.
    pub lost: Vec<String>,
}

/// Why a scenario cannot be written in a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{target} cannot say {what}: {help}")]
pub struct CannotSay {
    /// The format.
    pub target: &'static str,
    /// What it has no words for.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl Target {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Target::Genius => "GENIUS",
            Target::GeniusWeb => "GeniusWeb",
            Target::NegMasYaml | Target::NegMasJson => "NegMAS",
            Target::NegoLog => "NegoLog",
            Target::Own => "the TOML of onetext",
        }
    }

    fn cannot(self, what: impl Into<String>) -> CannotSay {
        CannotSay {
            target: self.name(),
            what: what.into(),
            help: "write the scenario in TOML, which says everything".into(),
        }
    }
}

/// The scenario in the format.
///
/// # Errors
///
/// Where the format cannot say something that other utilities or outcomes would follow from.
pub fn write(scenario: &Scenario, target: Target) -> Result<Written, CannotSay> {
    let mut lost = Vec::new();
    let scenario = &without_grids(scenario, &mut lost);
    if target == Target::Own {
        return Ok(Written { files: vec![own::write(scenario)], lost });
    }
    if !scenario.space.rules.is_empty() {
        return Err(target.cannot("rules between choices"));
    }
    let ending = match target {
        Target::Genius => "xml",
        Target::NegMasYaml => "yml",
        Target::GeniusWeb | Target::NegMasJson | Target::NegoLog => "json",
        Target::Own => "toml",
    };
    let names = file_names(scenario, ending, &mut lost);
    let mut files = Vec::with_capacity(names.len() + 1);
    let domain = |text: String| (format!("domain.{ending}"), text);
    match target {
        Target::Genius => {
            let words = tables::as_words(scenario, genius::fits, target, &mut lost)?;
            files.push(domain(genius::domain(&scenario.space, &words)));
            for (profile, name) in scenario.profiles.iter().zip(names) {
                files.push((name, genius::profile(&scenario.space, profile, &words, &mut lost)?));
            }
        }
        Target::GeniusWeb => {
            let words = tables::as_words(scenario, geniusweb::fits, target, &mut lost)?;
            let space = geniusweb::domain(&scenario.space, &words)?;
            for (profile, name) in scenario.profiles.iter().zip(names) {
                let body = geniusweb::profile(&scenario.space, profile, &words, space.clone(), &mut lost)?;
                files.push((name, body.json()));
            }
            files.push(domain(space.json()));
        }
        Target::NegMasYaml | Target::NegMasJson => {
            let show =
                |node: text::Node| if target == Target::NegMasYaml { node.yaml() } else { node.json() };
            files.push(domain(show(negmas::domain(&scenario.space))));
            for (profile, name) in scenario.profiles.iter().zip(names) {
                files.push((name, show(negmas::profile(&scenario.space, profile, target, &mut lost)?)));
            }
        }
        Target::NegoLog => {
            tables::as_words(scenario, |_, _| false, target, &mut lost)?;
            for (profile, name) in scenario.profiles.iter().zip(names) {
                files.push((name, negolog::profile(&scenario.space, profile, &mut lost)?.json()));
            }
        }
        Target::Own => {}
    }
    files.sort();
    lost.dedup();
    Ok(Written { files, lost })
}

/// The scenario with real numbers where some of them were picked to be looked at: files say what can be agreed, not what is
/// looked at.
fn without_grids(scenario: &Scenario, lost: &mut Vec<String>) -> Scenario {
    let mut scenario = scenario.clone();
    for issue in &mut scenario.space.issues {
        if let Values::Grid { low, high, values } = issue.values {
            lost.push(format!("that {values} values of {:?} are looked at", issue.name));
            issue.values = Values::Reals { low, high };
        }
    }
    scenario
}

/// The names of the parties' files: their own, as far as file names can be.
fn file_names(scenario: &Scenario, ending: &str, lost: &mut Vec<String>) -> Vec<String> {
    let mut taken = HashSet::from(["domain".to_owned()]);
    let mut names = Vec::with_capacity(scenario.profiles.len());
    for profile in &scenario.profiles {
        let plain: String = profile
            .name
            .chars()
            .map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c })
            .collect();
        let plain = plain.trim().trim_start_matches('.').chars().take(100).collect::<String>();
        let plain = if plain.is_empty() { "party".to_owned() } else { plain };
        let name = std::iter::once(plain.clone())
            .chain((2..).map(|number| format!("{plain} {number}")))
            .find(|name| !taken.contains(&name.to_lowercase()))
            .unwrap_or(plain);
        taken.insert(name.to_lowercase());
        if name != profile.name {
            lost.push(format!("the party {:?} is called {name:?} in the name of its file", profile.name));
        }
        names.push(format!("{name}.{ending}"));
    }
    if !names.is_sorted() {
        lost.push("the order of the parties: they come in the order of their files' names".to_owned());
    }
    names
}

/// States the reservation value and the discount that a format has no place for.
fn lose_time(name: &str, discount: f64, reservation: Option<f64>, lost: &mut Vec<String>) {
    if discount < 1.0 {
        lost.push(format!("the discount factor of {name:?}, {discount}"));
    }
    if let Some(reservation) = reservation {
        lost.push(format!("the reservation value of {name:?}, {reservation}"));
    }
}

/// The additive utility that most formats are made for.
fn additive(
    profile: &crate::utility::Profile,
    target: Target,
) -> Result<&crate::utility::Additive, CannotSay> {
    match &profile.utility {
        Utility::Additive(additive) => Ok(additive),
        Utility::Nested(_) => {
            Err(target.cannot(format!("what {:?} wishes of several issues at once", profile.name)))
        }
        Utility::Table(_) => {
            Err(target.cannot(format!("the outcomes that are listed one by one for {:?}", profile.name)))
        }
    }
}
