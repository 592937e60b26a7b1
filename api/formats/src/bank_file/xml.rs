//! What does an XML file hold? A small tree of it: names without their prefixes, no entities but XML's own five.

use super::{Fault, Refusal};
use quick_xml::{
    XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
    reader::Reader,
};

/// How deep elements may lie in each other; camt.054 needs 14.
const MAX_DEPTH: usize = 40;

/// The most elements of a file.
const MAX_NODES: usize = 1_000_000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name without prefix.
    pub name: String,
    /// The line on which it begins.
    pub line: u32,
    /// Its own text, without the space around it.
    pub text: String,
    /// The currency of an amount, or empty.
    pub currency: String,
    /// The elements in it.
    pub children: Vec<Node>,
}

impl Node {
    /// The elements in it with a name.
    pub fn all<'n, 'q>(&'n self, name: &'q str) -> impl Iterator<Item = &'n Node> + use<'n, 'q> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The first element at the end of a path.
    pub fn find(&self, path: &[&str]) -> Option<&Node> {
        match path {
            [] => Some(self),
            // Of several branches the first that leads to the end.
            [first, rest @ ..] => self.all(first).find_map(|c| c.find(rest)),
        }
    }

    /// The text of the first element at the end of a path, or nothing.
    pub fn text(&self, path: &[&str]) -> &str {
        self.find(path).map_or("", |n| n.text.as_str())
    }

    pub fn fault(&self) -> Refusal {
        Refusal::new(self.line, Fault::Line)
    }
}

/// Counts lines as the reader goes on.
struct Lines<'t> {
    text: &'t str,
    counted: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, position: u64) -> u32 {
        let position = usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.as_bytes().get(self.counted..position).unwrap_or_default();
        let new = passed.iter().filter(|b| **b == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(new).unwrap_or(u32::MAX));
        self.counted = self.counted.max(position);
        self.line
    }
}

/// Reads a file whole.
pub(super) fn tree(text: &str) -> Result<Node, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines {
        text,
        counted: 0,
        line: 1,
    };
    let mut open: Vec<Node> = vec![Node::default()];
    let mut nodes = 0;
    loop {
        let event = reader.read_event();
        let line = lines.at(reader.buffer_position());
        let refused = |fault| Err(Refusal::new(line, fault));
        match event {
            Err(_) => return refused(Fault::Xml),
            Ok(Event::DocType(_)) => return refused(Fault::Entities),
            Ok(Event::Start(e) | Event::Empty(e)) if nodes >= MAX_NODES || open.len() > MAX_DEPTH => {
                drop(e);
                return refused(Fault::TooLarge);
            }
            Ok(Event::Start(e)) => {
                nodes += 1;
                open.push(node(&e, line)?);
            }
            Ok(Event::Empty(e)) => {
                nodes += 1;
                let node = node(&e, line)?;
                append(&mut open, line)?.children.push(node);
            }
            Ok(Event::End(_)) => {
                let mut node = open.pop().ok_or(Refusal::new(line, Fault::Xml))?;
                node.text = super::printable(node.text.trim());
                append(&mut open, line)?.children.push(node);
            }
            Ok(Event::Text(t)) => append(&mut open, line)?.text.push_str(&t.xml10_content()),
            Ok(Event::CData(t)) => append(&mut open, line)?.text.push_str(&t.xml10_content()),
            Ok(Event::GeneralRef(e)) => {
                let text = entity(&e).ok_or(Refusal::new(line, Fault::Entities))?;
                append(&mut open, line)?.text.push_str(&text);
            }
            Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => {}
            Ok(Event::Eof) => {
                return match (open.pop(), open.is_empty()) {
                    (Some(root), true) => Ok(root),
                    _ => refused(Fault::Incomplete),
                };
            }
        }
    }
}

fn append(open: &mut [Node], line: u32) -> Result<&mut Node, Refusal> {
    open.last_mut().ok_or(Refusal::new(line, Fault::Xml))
}

fn node(e: &BytesStart<'_>, line: u32) -> Result<Node, Refusal> {
    let mut node = Node {
        name: e.local_name().into_inner().to_owned(),
        line,
        ..Node::default()
    };
    for attribute in e.attributes() {
        let attribute = attribute.map_err(|_| Refusal::new(line, Fault::Xml))?;
        if attribute.key.local_name().into_inner() == "Ccy" {
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            node.currency = value
                .map_err(|_| Refusal::new(line, Fault::Entities))?
                .trim()
                .to_owned();
        }
    }
    Ok(node)
}

/// The text of `&amp;` and its like, or of `&#229;`.
fn entity(e: &BytesRef<'_>) -> Option<String> {
    match e.resolve_char_ref() {
        Ok(Some(letter)) => Some(letter.to_string()),
        Ok(None) => resolve_predefined_entity(e).map(str::to_owned),
        Err(_) => None,
    }
}
