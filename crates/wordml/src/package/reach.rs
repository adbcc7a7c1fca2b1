//! What of a package still leads somewhere: relationships that the text of a part names, and parts that something leads to.

use std::collections::{BTreeSet, VecDeque};

use super::names::{Key, owner_of};
use super::{Package, Refused, Relation};
use crate::xml::{Cursor, Node, Space};

/// The kinds of relationships that mean nothing unless the text of their part names them by their id (ISO/IEC 29500-1,
/// 11.3, 13.3 and 15.2). Others, as that to the styles, count by being there.
const NAMED: [&str; 16] = [
    "header",
    "footer",
    "image",
    "chart",
    "chartEx",
    "diagramData",
    "diagramLayout",
    "diagramQuickStyle",
    "diagramColors",
    "hyperlink",
    "oleObject",
    "package",
    "control",
    "aFChunk",
    "video",
    "audio",
];

/// Whether a relationship means nothing unless the text of its part names it.
pub(crate) fn has_to_be_named(relation: &Relation) -> bool {
    relation.short().is_some_and(|kind| NAMED.contains(&kind))
}

/// The ids of relationships that the text of a part names, in every alternative of it. O(n).
///
/// # Errors
/// What is not well formed.
pub(crate) fn named(part: &str, text: &str) -> Result<BTreeSet<String>, Refused> {
    let mut ids = BTreeSet::new();
    let mut cursor = Cursor::raw(part, text);
    loop {
        match cursor.next()? {
            Node::Open(_) => ids.extend(
                cursor
                    .attributes()
                    // Old pictures name them as `o:relid`, and diagrams in an attribute without a prefix.
                    .filter(|(space, local, ..)| {
                        *space == Space::Relations || local.eq_ignore_ascii_case("relid")
                    })
                    .map(|(_, _, value, _)| value.to_owned()),
            ),
            Node::End => return Ok(ids),
            _ => {}
        }
    }
}

impl Package {
    /// Takes away the relationships to pictures, charts, headers, addresses and the like that the text of their part no
    /// longer names, and then every part that nothing leads to. A part that is not well formed keeps its relationships.
    ///
    /// O(n log n) in the size of the parts that have relationships.
    ///
    /// # Errors
    /// What stands in the way of reading relationships or content types.
    pub fn drop_unnamed(&mut self) -> Result<(), Refused> {
        for owner in self.owners().into_iter().filter(|owner| !owner.is_empty()) {
            let Ok(Some(text)) = self.xml(&owner) else { continue };
            let Ok(ids) = named(&owner, text) else { continue };
            let stays = |relation: &Relation| !has_to_be_named(relation) || ids.contains(&relation.id);
            // What a diagram looked like when it was drawn last is named by its data, in another part.
            let diagrams = self.relations(&owner)?.iter().any(|one| one.is("diagramData") && stays(one));
            self.unrelate(&owner, |one| !stays(one) || (one.is("diagramDrawing") && !diagrams))?;
        }
        self.drop_unreached()
    }

    /// Takes away every part that no relationships lead to from those of the package on, with its own relationships and
    /// what is told of its content.
    ///
    /// # Errors
    /// What stands in the way of reading relationships or content types.
    pub fn drop_unreached(&mut self) -> Result<(), Refused> {
        let mut reached = BTreeSet::from([Key::of(self.main())]);
        let mut open = VecDeque::from([String::new(), self.main().to_owned()]);
        while let Some(owner) = open.pop_front() {
            for relation in self.relations(&owner)? {
                let Some(name) = relation.part().and_then(|part| self.name_of(part)) else { continue };
                if reached.insert(Key::of(name)) {
                    open.push_back(name.to_owned());
                }
            }
        }
        let kept = |name: &str| match owner_of(name) {
            Some(owner) => owner.is_empty() || reached.contains(&Key::of(&owner)),
            None => reached.contains(&Key::of(name)),
        };
        if self.names().all(|name| name == super::kinds::PART || kept(name)) {
            return Ok(());
        }
        self.retain(kept)
    }
}
