//! A page of ours as a tree. Only pages that this crate makes are read: they are well formed, and nest no deeper than the code
//! that makes them.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

/// An element of a page, or words in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Words(String),
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    /// The elements of a piece of a page, under one without a name.
    pub(super) fn read(page: &str) -> Self {
        let mut reader = Reader::from_str(page);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    let attributes = start
                        .attributes()
                        .flatten()
                        .map(|attribute| (attribute.key.as_ref().to_owned(), resolved(&attribute.value)));
                    open.push(Self {
                        name: start.name().as_ref().to_owned(),
                        attributes: attributes.collect(),
                        children: Vec::new(),
                    });
                }
                Ok(Event::End(_)) => close(&mut open),
                Ok(Event::Text(words)) => push(&mut open, &words),
                Ok(Event::GeneralRef(name)) => {
                    push(&mut open, resolve_predefined_entity(&name).unwrap_or_default());
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        while open.len() > 1 {
            close(&mut open);
        }
        open.pop().unwrap_or_default()
    }

    /// An attribute's value; empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Whether it is of a class.
    pub(super) fn is(&self, class: &str) -> bool {
        self.attribute("class").split(' ').any(|one| one == class)
    }

    /// Its elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Words(_) => None,
        })
    }

    /// Appends all words in it, without those in elements that are to be left out.
    pub(super) fn words(&self, out: &mut String, without: &impl Fn(&Self) -> bool) {
        for child in &self.children {
            match child {
                Node::Words(words) => out.push_str(words),
                Node::Element(element) if without(element) => {}
                Node::Element(element) => element.words(out, without),
            }
        }
    }
}

fn close(open: &mut Vec<Element>) {
    // The root stays.
    if open.len() > 1
        && let Some(done) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(Node::Element(done));
    }
}

fn push(open: &mut [Element], words: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Words(before)) => before.push_str(words),
        _ => parent.children.push(Node::Words(words.to_owned())),
    }
}

/// The value of an attribute with its entities resolved.
fn resolved(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_entities_and_attributes_come_back_as_they_were_written() {
        let page = maud::html! { p.a.b title="x & \"y\"" { "1 < 2 & " b { "three" } svg { text { "no" } } } };
        let root = Element::read(&page.into_string());
        let p = root.elements().next().unwrap();
        assert!(p.name == "p" && p.is("b") && !p.is("c"));
        assert_eq!(p.attribute("title"), "x & \"y\"");
        let mut words = String::new();
        p.words(&mut words, &|element| element.name == "svg");
        assert_eq!(words, "1 < 2 & three");
    }
}
