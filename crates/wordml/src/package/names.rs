//! Names of parts, and what follows from them.

/// What tells two parts apart: the name without regard to the case of ASCII letters. The order is that of writing: content
/// types first, then the relationships of the package, then all others by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(u8, String);

impl Key {
    pub(super) fn of(name: &str) -> Self {
        let name = name.strip_prefix('/').unwrap_or(name).to_ascii_lowercase();
        let rank = match name.as_str() {
            "[content_types].xml" => 0,
            "_rels/.rels" => 1,
            _ => 2,
        };
        Self(rank, name)
    }
}

/// Whether an entry of an archive may have this name (ISO/IEC 29500-2, 6.2.2): relative, made of segments that are neither
/// empty nor only dots, without what leads elsewhere on some system.
pub(super) fn may_be(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 1024
        && !name.chars().any(|character| character.is_control() || matches!(character, '\\' | ':'))
        && name.split('/').all(|segment| !segment.is_empty() && !segment.bytes().all(|byte| byte == b'.'))
        && !encodes_separator(name)
}

/// Whether a name hides a slash, a backslash or a dot behind a percent sign, which the conventions forbid.
fn encodes_separator(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["%2f", "%5c", "%2e", "%00"].iter().any(|hidden| lower.contains(hidden))
}

/// The part with the relationships of a part: `word/_rels/document.xml.rels` for `word/document.xml`.
pub(super) fn relations_of(owner: &str) -> String {
    let owner = owner.strip_prefix('/').unwrap_or(owner);
    match owner.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{owner}.rels"),
    }
}

/// The part whose relationships a part holds, if it holds any: the inverse of [`relations_of`].
pub(super) fn owner_of(relations: &str) -> Option<String> {
    let stem = relations.strip_suffix(".rels")?;
    if let Some(file) = stem.strip_prefix("_rels/") {
        return (!file.contains('/')).then(|| file.to_owned());
    }
    let (folder, file) = stem.rsplit_once("/_rels/")?;
    (!file.contains('/')).then(|| format!("{folder}/{file}"))
}

/// The part that a reference in the relationships of a part leads to (RFC 3986, 5.2, as far as names of parts go); `None`
/// where it leads to no part.
pub(super) fn resolve(owner: &str, reference: &str) -> Option<String> {
    let path = reference.split(['#', '?']).next().unwrap_or_default().replace('\\', "/");
    let mut segments: Vec<&str> = Vec::new();
    if !path.starts_with('/') {
        let folder = owner.rsplit_once('/').map_or("", |(folder, _)| folder);
        segments.extend(folder.split('/').filter(|segment| !segment.is_empty()));
    }
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    (!segments.is_empty() && !path.is_empty()).then(|| segments.join("/"))
}

/// How the relationships of `owner` name a part: relative where it is in the same folder or below, else from the root.
pub(super) fn reference_to(owner: &str, part: &str) -> String {
    match owner.rsplit_once('/') {
        None => part.to_owned(),
        Some((folder, _)) => match part.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
            Some(below) => below.to_owned(),
            None => format!("/{part}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_relationships_of_a_part_lie_beside_it_and_lead_back_to_it() {
        for owner in ["", "word/document.xml", "word/a/b.xml", "document.xml"] {
            assert_eq!(owner_of(&relations_of(owner)).as_deref(), Some(owner), "{owner}");
        }
        assert_eq!(relations_of("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(relations_of(""), "_rels/.rels");
        assert_eq!(owner_of("word/document.xml"), None);
        assert_eq!(owner_of("word/_rels/x/y.rels"), None);
    }

    #[test]
    fn references_lead_to_parts_and_never_out_of_the_package() {
        let at = |reference| resolve("word/document.xml", reference);
        assert_eq!(at("styles.xml").as_deref(), Some("word/styles.xml"));
        assert_eq!(at("/word/styles.xml").as_deref(), Some("word/styles.xml"));
        assert_eq!(at("../customXml/item1.xml").as_deref(), Some("customXml/item1.xml"));
        assert_eq!(at("../../../etc/passwd").as_deref(), Some("etc/passwd"));
        assert_eq!(at("./media/image1.png").as_deref(), Some("word/media/image1.png"));
        assert_eq!(at("#here"), None);
        assert_eq!(resolve("", "word/document.xml").as_deref(), Some("word/document.xml"));
        for (owner, part) in
            [("word/document.xml", "word/x.xml"), ("word/document.xml", "other/x.xml"), ("", "word/x.xml")]
        {
            assert_eq!(resolve(owner, &reference_to(owner, part)).as_deref(), Some(part));
        }
    }

    #[test]
    fn names_that_lead_elsewhere_are_no_names_of_parts() {
        for name in [
            "/a",
            "a//b",
            "../a",
            "a/../b",
            "a/./b",
            "a\\b",
            "C:/a",
            "a\u{0}b",
            "",
            "a/",
            "a/%2e%2E/b",
            "a%2Fb",
            "a/.../b",
        ] {
            assert!(!may_be(name), "{name:?}");
        }
        for name in ["[Content_Types].xml", "_rels/.rels", "word/media/image%201.png", "word/صورة.png"] {
            assert!(may_be(name), "{name:?}");
        }
    }
}
