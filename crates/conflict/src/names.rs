//! What somebody may have meant by a name that is not there.

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
