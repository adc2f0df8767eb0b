//! Elements of the page, made step by step: `node("p").class("caption").text(words)`.
//!
//! Yew's `html!` writes out the making of an element wherever one is made. Here each step is a call of one function, and the
//! WASM is a twelfth smaller gzipped.

use super::events::Heard;
use std::rc::Rc;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VNode, VTag, VText};
use yew::{AttrValue, Html};

/// An element with all that is in it.
pub struct Node(Box<VTag>);

/// A new element without anything.
#[inline(never)]
pub fn node(tag: &'static str) -> Node {
    let mut tag = VTag::new(tag);
    tag.attributes = Attributes::IndexMap(Rc::default());
    Node(Box::new(tag))
}

/// An attribute as it is written if something is so, and is left out if not.
pub fn marked(on: bool, value: &'static str) -> Option<&'static str> {
    on.then_some(value)
}

impl Node {
    /// With an attribute.
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.set(name, AttributeOrProperty::Attribute(copied(value)));
        self
    }

    /// With an attribute, if there is a value.
    #[inline(never)]
    pub fn maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With an attribute that has no value, if it is so.
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        self.maybe(name, on.then_some(name))
    }

    /// With a class for the style sheet.
    #[inline(never)]
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// With its own name in the document.
    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// With a name for who cannot see it.
    pub fn label(self, label: &str) -> Self {
        self.attr("aria-label", label)
    }

    /// For the eye alone.
    pub fn decorative(self) -> Self {
        self.attr("aria-hidden", "true")
    }

    /// Known among its siblings, so that it stays the same element when these change.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// A field with a text in it.
    #[inline(never)]
    pub fn value(mut self, value: &str) -> Self {
        self.0.set_value(copied(value));
        self
    }

    /// A list with one of its options chosen: the property, for it follows every change as the attribute does not.
    pub fn chosen(mut self, value: &str) -> Self {
        self.set("value", AttributeOrProperty::Property(value.into()));
        self
    }

    /// A box that is ticked or not.
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// With something that it listens to.
    #[inline(never)]
    pub fn on<A>(mut self, heard: Heard<A>) -> Self {
        self.0.add_listener(Rc::new(heard));
        self
    }

    /// With a text at the end of what is in it.
    #[inline(never)]
    pub fn text(self, text: &str) -> Self {
        self.html(VNode::VText(VText::new(copied(text))))
    }

    /// With an element at the end of what is in it.
    #[inline(never)]
    pub fn child(self, child: Self) -> Self {
        self.html(child.into())
    }

    /// With an element that may be missing; those after it keep their places.
    #[inline(never)]
    pub fn slot(self, child: Option<Self>) -> Self {
        self.html(child.map_or_else(Html::default, Html::from))
    }

    /// With elements, one after the other.
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// With anything at the end of what is in it.
    #[inline(never)]
    pub fn html(mut self, child: Html) -> Self {
        self.0.add_child(child);
        self
    }

    #[inline(never)]
    fn set(&mut self, name: &'static str, value: AttributeOrProperty) {
        if let Attributes::IndexMap(map) = &mut self.0.attributes
            && let Some(map) = Rc::get_mut(map)
        {
            map.insert(AttrValue::Static(name), value);
        }
    }
}

fn copied(text: &str) -> AttrValue {
    AttrValue::Rc(text.into())
}

impl From<Node> for Html {
    fn from(Node(tag): Node) -> Self {
        Self::VTag(Rc::new(*tag))
    }
}
