//! Opening a scenario, or one profile of a domain.

use super::genius;
use super::recognise::{Content, Format, recognise};
use super::source::{LARGEST, Refused, Repair, Source};
use crate::scenario::Scenario;
use crate::space::Space;
use crate::utility::Profile;
use serde::Serialize;
use std::io::Read;
use std::path::Path;

/// Whose rules a file is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Those of its own format.
    #[default]
    OfItsFormat,
}

/// A scenario with what there is to know of how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// What was read.
    pub scenario: Scenario,
    /// The format that it was in.
    pub format: Format,
    /// Whose rules it was read by.
    pub reading: Reading,
    /// What was not as the format has it, and how it was read; by file and line.
    pub repairs: Vec<Repair>,
    /// Files of the directory that are no part of the scenario; by name.
    pub ignored: Vec<Ignored>,
}

/// A file that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ignored {
    /// The file.
    pub file: String,
    /// Why it is no part of the scenario.
    pub why: String,
}

/// One profile with the space of its domain.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedProfile {
    /// What can be agreed.
    pub space: Space,
    /// What the party wishes.
    pub profile: Profile,
    /// What was repaired in both files.
    pub repairs: Vec<Repair>,
}

/// A file with what it holds.
struct Held {
    name: String,
    source: Source,
    content: Content,
}

/// A domain as its format has it.
enum Domain {
    Genius(genius::Domain),
}

impl Scenario {
    /// The scenario in a directory of one domain and its profiles. Files are recognised by what they hold; those that hold
    /// nothing of a scenario are listed as ignored. The parties are in byte order of their files' names.
    ///
    /// # Errors
    ///
    /// Where a file of the scenario cannot be read, is missing, or fits the others nowhere.
    pub fn open(path: &Path, reading: Reading) -> Result<Opened, Refused> {
        let shown = path.display().to_string();
        if !path.is_dir() {
            let held = Held::read(path, &shown)?;
            return Err(not_alone(&held));
        }
        let mut ignored = Vec::new();
        let mut domains = Vec::new();
        let mut profiles = Vec::new();
        for name in names(path, &shown)? {
            match Held::read(&path.join(&name), &name) {
                Err(refused) if refused.place.is_none() => {
                    ignored.push(Ignored { file: name, why: refused.message });
                }
                Err(refused) => return Err(refused),
                Ok(held) => match &held.content {
                    Content::GeniusDomain(_) => domains.push(held),
                    Content::GeniusProfile(_) => profiles.push(held),
                    Content::Other(why) => ignored.push(Ignored { file: name, why: why.clone() }),
                },
            }
        }
        let domain = the_domain(domains, &shown)?;
        if profiles.is_empty() {
            return Err(Refused::whole(
                &shown,
                "there is no profile beside the domain",
                "a profile for each party",
                "put the parties' profiles into the directory",
            ));
        }
        let mut repairs = Vec::new();
        let format = domain.content.format();
        let (space, domain) = domain.domain(&mut repairs)?;
        let mut parties = Vec::with_capacity(profiles.len());
        for profile in profiles {
            parties.push(profile.profile(&domain, &mut repairs)?);
        }
        let scenario = Scenario { space, profiles: parties };
        Ok(Opened { scenario, format, reading, repairs, ignored })
    }
}

/// One profile of one domain, each in a file of its own.
///
/// # Errors
///
/// Where one of the two cannot be read, or they do not belong together.
pub fn open_profile(domain: &Path, profile: &Path, reading: Reading) -> Result<OpenedProfile, Refused> {
    pair(domain, &domain.display().to_string(), profile, &profile.display().to_string(), reading)
}

/// [`open_profile`], with the names that messages call the files by.
pub(super) fn pair(
    domain: &Path,
    domain_name: &str,
    profile: &Path,
    profile_name: &str,
    _reading: Reading,
) -> Result<OpenedProfile, Refused> {
    let mut repairs = Vec::new();
    let (space, domain) = Held::read(domain, domain_name)?.domain(&mut repairs)?;
    let profile = Held::read(profile, profile_name)?.profile(&domain, &mut repairs)?;
    Ok(OpenedProfile { space, profile, repairs })
}

impl Held {
    fn read(path: &Path, name: &str) -> Result<Self, Refused> {
        let mut source = source(path, name)?;
        let content = recognise(&mut source)?;
        Ok(Self { name: name.to_owned(), source, content })
    }

    fn domain(mut self, repairs: &mut Vec<Repair>) -> Result<(Space, Domain), Refused> {
        let title = stem(&self.name);
        let domain = match self.content {
            Content::GeniusDomain(root) => {
                let domain = genius::read_domain(&mut self.source, &root, title)?;
                (domain.space.clone(), Domain::Genius(domain))
            }
            _ => {
                return Err(Refused::whole(
                    &self.name,
                    format!("this is {}, not a domain", self.content),
                    "a domain",
                    "name the file of the domain",
                ));
            }
        };
        repairs.extend(self.source.into_repairs()?);
        Ok(domain)
    }

    fn profile(mut self, domain: &Domain, repairs: &mut Vec<Repair>) -> Result<Profile, Refused> {
        let name = stem(&self.name);
        let profile = match (self.content, domain) {
            (Content::GeniusProfile(root), Domain::Genius(domain)) => {
                genius::read_profile(&mut self.source, &root, domain, name)?
            }
            (content, _) => {
                return Err(Refused::whole(
                    &self.name,
                    format!("this is {content}, not a profile for the domain"),
                    "a profile in the format of its domain",
                    "name the file of the profile",
                ));
            }
        };
        repairs.extend(self.source.into_repairs()?);
        Ok(profile)
    }
}

/// The names of the files in a directory, in byte order; folders are passed over.
fn names(path: &Path, shown: &str) -> Result<Vec<String>, Refused> {
    let refuse = |error: std::io::Error| {
        Refused::whole(
            shown,
            format!("the directory cannot be read: {error}"),
            "a directory of one domain and its profiles",
            "check its name and its permissions",
        )
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path).map_err(refuse)? {
        let entry = entry.map_err(refuse)?;
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The one domain of a directory.
fn the_domain(mut domains: Vec<Held>, shown: &str) -> Result<Held, Refused> {
    if domains.len() > 1 {
        let names: Vec<_> = domains.iter().map(|held| format!("{:?}", held.name)).collect();
        return Err(Refused::whole(
            shown,
            format!("there are {} domains in the directory: {}", names.len(), names.join(", ")),
            "one domain and its profiles",
            "put each domain into a directory of its own, with its profiles",
        ));
    }
    domains.pop().ok_or_else(|| {
        Refused::whole(
            shown,
            "there is no domain in the directory",
            "one domain and its profiles",
            "put the domain beside the profiles, or name another directory",
        )
    })
}

fn not_alone(held: &Held) -> Refused {
    Refused::whole(
        &held.name,
        format!("this is {}, no whole scenario", held.content),
        "a directory of one domain and its profiles",
        "name the directory that the file is in",
    )
}

/// The text of a file.
fn source(path: &Path, name: &str) -> Result<Source, Refused> {
    let refuse = |error: std::io::Error| {
        Refused::whole(
            name,
            format!("the file cannot be read: {error}"),
            "a file",
            "check its name and its permissions",
        )
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(refuse)?;
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(refuse)?;
    Source::new(name, &bytes)
}

/// The last part of a path without what follows its last point.
fn stem(name: &str) -> &str {
    Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or(name)
}
