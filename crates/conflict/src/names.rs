//! What somebody may have meant by a name that is not there.

/// How many names are told where one was not found.
const TOLD: usize = 12;

/// Names for people to choose from: `stay, go, wait and 3 others`.
pub(crate) fn listed<'a>(names: impl Iterator<Item = &'a str> + Clone) -> String {
    let told: Vec<&str> = names.clone().take(TOLD).collect();
    match names.count() - told.len() {
        0 => told.join(", "),
        1 => format!("{} and one other", told.join(", ")),
        others => format!("{} and {others} others", told.join(", ")),
    }
}

/// The known name that is most like `given`; none where nothing is near.
pub(crate) fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = given.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name))
        .filter(|(alike, _)| *alike >= 0.8)
        .min_by(|(one, _), (other, _)| other.total_cmp(one))
        .map(|(_, name)| name)
}
