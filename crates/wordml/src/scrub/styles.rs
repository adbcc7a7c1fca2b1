//! Styles: which of a file's own are used, and which hide words.

use std::collections::{BTreeMap, BTreeSet};

use super::cleaner::Context;
use crate::package::Refused;
use crate::xml::{Cursor, Node, Space};

#[derive(Debug, Default)]
struct Style {
    own: bool,
    based_on: Option<String>,
    others: Vec<String>,
    vanish: Option<bool>,
}

/// Finds the styles that go, as they are the file's own and nothing uses them, and those that hide words.
pub(super) fn survey(
    name: &str,
    text: &str,
    used: &BTreeSet<String>,
    context: &mut Context,
) -> Result<(), Refused> {
    let styles = read(name, text)?;
    // What a style in use refers to is in use.
    let builtin = styles.iter().filter(|(_, style)| !style.own).map(|(id, _)| id.clone());
    let mut open: Vec<String> = used.iter().cloned().chain(builtin).collect();
    let mut kept = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(style) = styles.get(&id) else { continue };
        if kept.insert(id) {
            open.extend(style.based_on.iter().chain(&style.others).cloned());
        }
    }
    context.unused.extend(styles.keys().filter(|id| !kept.contains(*id)).cloned());
    for id in styles.keys() {
        let (mut at, mut steps) = (Some(id), 0);
        while let Some(style) = at.and_then(|id| styles.get(id)) {
            if let Some(vanish) = style.vanish {
                if vanish {
                    context.hiding.insert(id.clone());
                }
                break;
            }
            // A chain of styles that comes back to itself ends here.
            steps += 1;
            at = style.based_on.as_ref().filter(|_| steps < 64);
        }
    }
    Ok(())
}

fn read(name: &str, text: &str) -> Result<BTreeMap<String, Style>, Refused> {
    let mut styles = BTreeMap::new();
    let mut cursor = Cursor::raw(name, text);
    let mut open: Option<(String, Style)> = None;
    loop {
        match cursor.next()? {
            Node::Open(element) if element.space == Space::Word => {
                let value = cursor.val().unwrap_or_default().to_owned();
                match (element.local, &mut open) {
                    ("style", _) => {
                        let own = matches!(cursor.word("customStyle"), Some("1" | "true" | "on"));
                        let id = cursor.word("styleId").unwrap_or_default().to_owned();
                        open = Some((id, Style { own, ..Style::default() }));
                    }
                    ("basedOn", Some((_, style))) => style.based_on = Some(value),
                    ("next" | "link", Some((_, style))) => style.others.push(value),
                    ("vanish", Some((_, style))) => style.vanish = Some(cursor.on()),
                    _ => {}
                }
            }
            Node::Close(element) if element.word() == Some("style") => {
                if let Some((id, style)) = open.take() {
                    styles.entry(id).or_insert(style);
                }
            }
            Node::End => return Ok(styles),
            _ => {}
        }
    }
}
