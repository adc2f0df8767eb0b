//! The places of the second program, below the figure and over it: what the page says in their attributes, and how it is told what
//! is asked.

use super::canvas::{Canvas, painted};
use super::document::{self, document};
use super::listen::Listener;
use super::window;
use crate::i18n::Lang;
use crate::panels::{Ask, PAINTED, Place, SHARE};
use crate::scene::{Color, Scene, svg};
use crate::stage::ThemeName;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, Element, Event, HtmlElement, KeyboardEvent, MutationObserver, MutationObserverInit, Response, Url,
};

/// Around a picture that is saved, in CSS pixels.
const MARGIN: f64 = 24.0;
/// The name of the place below the figure in the document.
pub const PANELS: &str = "panels";
/// The name of the element with the layer's text.
pub const COPIED: &str = "copied";
/// The name of the canvas with the picture that is shared.
pub const PREVIEW: &str = "share-picture";

/// A place, while the page has it.
pub fn element(place: &str) -> Option<Element> {
    document().get_element_by_id(place)
}

/// What the page shows now in a place; `None` while it has no such place.
pub fn read(place: &str) -> Option<Place> {
    let (name, place, root) = (place, element(place)?, document().document_element()?);
    let attribute = |element: &Element, name: &str| element.get_attribute(name).unwrap_or_default();
    let theme = attribute(&root, "data-theme");
    Some(Place {
        panel: if name == SHARE { SHARE.to_owned() } else { attribute(&place, "data-panel") },
        link: attribute(&place, "data-link"),
        lang: Lang::of_tag(&attribute(&root, "lang")).unwrap_or_default(),
        theme: ThemeName::ALL.into_iter().find(|name| name.id() == theme).unwrap_or_default(),
        width: f64::from(place.client_width()) - padding(&place),
        address: window().location().href().unwrap_or_default(),
    })
}

/// What an element's content is narrower by than itself.
fn padding(element: &Element) -> f64 {
    let Ok(Some(style)) = window().get_computed_style(element) else { return 0.0 };
    let side = |name| crate::i18n::number::read(style.get_property_value(name).ok()?.trim_end_matches("px"));
    [side("padding-left"), side("padding-right")].into_iter().flatten().sum()
}

/// Tells of every change of the page that concerns the panels, for as long as the page lives.
pub fn follow(tell: impl Fn() + 'static) {
    let tell = Rc::new(tell);
    let again = Rc::clone(&tell);
    let changed = Closure::<dyn FnMut()>::new(move || tell());
    let resized = Closure::<dyn FnMut()>::new(move || again());
    if let (Ok(observer), Some(root)) =
        (MutationObserver::new(changed.as_ref().unchecked_ref()), document().document_element())
    {
        let options = MutationObserverInit::new();
        options.set_attributes(true);
        options.set_subtree(true);
        options.set_child_list(true);
        let names = ["lang", "data-theme", "data-panel", "data-link"].map(JsValue::from_str);
        options.set_attribute_filter(&names.iter().collect::<js_sys::Array>());
        // The root is a node that can be observed.
        let _ = observer.observe_with_options(&root, &options);
    }
    let _ = window().add_event_listener_with_callback("resize", resized.as_ref().unchecked_ref());
    changed.forget();
    resized.forget();
}

/// Does what the page or the browser is asked for in a place. `link`: the link of a figure that is asked for. `tell` hears what comes of
/// it.
pub fn obey(place: &str, ask: &Ask, link: Option<&str>, tell: impl Fn(Ask) + 'static) {
    match ask {
        Ask::Panel(text) => ask_page(place, Some(text)),
        Ask::Close => {
            // What has the focus goes with the panel: the word that opened it takes it back.
            // Over the page, the page itself does so.
            if place != SHARE {
                focus_word();
            }
            ask_page(place, None);
        }
        // A link without anything is the first chapter's start: its word must not be empty.
        Ask::Open(_) | Ask::Show(_, _) => {
            let _ = window().location().set_hash(link.filter(|link| !link.is_empty()).unwrap_or("kind=shared"));
        }
        Ask::Try(_) => ask_page(place, Some(&format!("#{}", link.unwrap_or_default()))),
        Ask::Look => window().scroll_to_with_x_and_y(0.0, 0.0),
        Ask::Copy(id, text) => {
            let (id, text) = (*id, text.clone());
            spawn_local(async move { tell(Ask::Copied(id, copy(text).await)) });
        }
        // A browser that offers no files has nothing to tell.
        Ask::Save(name, scene, title, ground) => {
            let svg = svg::write_framed(scene, title, *ground, MARGIN);
            drop(blob(&svg, "image/svg+xml").and_then(|blob| offer(&blob, &format!("{name}.svg"))));
        }
        Ask::Fetch(address) => {
            let address = address.clone();
            spawn_local(async move {
                let text = fetch(&address).await;
                tell(Ask::Fetched(address, text));
            });
        }
        // What could not be copied is selected, so that it can be copied by hand.
        Ask::Copied(id, false) => select(id),
        Ask::Offer(name, kind, text) => drop(blob(text, kind).and_then(|blob| offer(&blob, name))),
        // Pictures are painted by the one program that has the code for it.
        Ask::Paint(_, _, _, _) => {}
        // So are files of many steps made.
        Ask::Make(_) | Ask::Making(_) | Ask::Stop | Ask::Made(_, _) => {}
        Ask::Place(_) | Ask::Type(_) | Ask::Read | Ask::Share(_) | Ask::Copied(_, true) | Ask::Fetched(_, _) => {}
    }
}

/// Gives the focus to the page's word for the open panel.
fn focus_word() {
    if let Ok(Some(word)) = document().query_selector(".panel-words [aria-expanded=true]") {
        document::focus(word.unchecked_ref());
    }
}

/// Gives the focus to the panel's heading, if the word that opened the panel has it.
pub fn focus_heading() {
    let opened = document::focused().and_then(|word| word.closest(".panel-words").ok().flatten());
    if opened.is_some() {
        document::focus_id("panel-title");
    }
}

/// The page hears an event and looks at what it is asked for: a panel's part of the link, a layer's link behind `#`, or nothing.
fn ask_page(place: &str, panel: Option<&str>) {
    let Some(place) = element(place) else { return };
    // Both fail only for names that are none.
    let _ = match panel {
        Some(panel) => place.set_attribute("data-ask", panel),
        None => place.remove_attribute("data-ask"),
    };
    if let Ok(event) = Event::new("ask") {
        let _ = place.dispatch_event(&event);
    }
}

/// Copies a text, where the page is allowed to.
async fn copy(text: String) -> bool {
    // The clipboard is there only where the page is served securely.
    let navigator = window().navigator();
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    there && JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok()
}

/// Selects an element's text.
fn select(id: &str) {
    if let (Some(element), Ok(Some(selection))) = (document().get_element_by_id(id), window().get_selection()) {
        // It fails only for an element of another document.
        let _ = selection.select_all_children(&element);
    }
}

/// A text as a file's content.
fn blob(text: &str, kind: &str) -> Result<Blob, JsValue> {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&parts, &options)
}

/// Offers a file under a name.
pub fn offer(content: &Blob, name: &str) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(content)?;
    let link = document().create_element("a")?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.unchecked_ref::<HtmlElement>().click();
    Url::revoke_object_url(&address)
}

/// Fetches a text of the page's own, or takes it from the page, if it carries the text under its address: the single file does.
async fn fetch(address: &str) -> Option<String> {
    let path = address.split('?').next().unwrap_or_default();
    if let Some(carried) = document().get_element_by_id(path) {
        return carried.text_content();
    }
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await.ok()?.unchecked_into();
    let text = response.text().ok().filter(|_| response.ok())?;
    JsFuture::from(text).await.ok()?.as_string()
}

/// Offers a scene as a file of pixels, `scale` for one of CSS along a side; `tell` hears whether that could be done.
pub fn save_painted(name: &str, scene: &Scene, ground: Color, scale: u8, tell: impl Fn(Ask) + 'static) {
    let name = format!("{name}.png");
    let given = move |blob: JsValue| {
        let saved = blob.dyn_ref::<Blob>().is_some_and(|blob| offer(blob, &name).is_ok());
        tell(Ask::Copied(PAINTED, saved));
    };
    let given: js_sys::Function = Closure::once_into_js(given).unchecked_into();
    // Where there is no canvas nothing is given, as where it is too large.
    let asked = painted(scene, ground, f64::from(scale)).is_some_and(|canvas| canvas.to_blob(&given).is_ok());
    if !asked {
        // What is called is our own.
        drop(given.call1(&JsValue::NULL, &JsValue::NULL));
    }
}

/// Paints the picture that is shared onto its canvas, with more pixels than are seen.
pub fn preview(scene: &Scene, ground: Color) {
    let Some(element) = document().get_element_by_id(PREVIEW) else { return };
    if let Some(mut canvas) = Canvas::new(element.unchecked_into()) {
        canvas.resize(scene.width.round() as u32, scene.height.round() as u32);
        canvas.paint(scene, ground);
    }
}

/// What lies over the page keeps the focus, and closes at Escape or a click on the page.
pub fn hold(place: &Element) -> [Listener; 2] {
    let (own, around) = (place.clone(), place.clone());
    let click = move |event: Event| {
        if event.target().is_some_and(|target| target == *own.unchecked_ref()) {
            ask_page(SHARE, None);
        }
    };
    let key = move |event: Event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        // The page leaves fields all their keys.
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            ask_page(SHARE, None);
        }
        // WebKit on Linux does not know the key by name when Shift is held.
        if event.key() != "Tab" && event.code() != "Tab" {
            return;
        }
        let Ok(all) = around.query_selector_all("a[href], button:not([tabindex='-1']), summary, pre, input, select")
        else {
            return;
        };
        // What is inside of something closed has no place on the screen.
        let all: Vec<HtmlElement> = (0..all.length())
            .filter_map(|nth| all.item(nth)?.dyn_into::<HtmlElement>().ok())
            .filter(|element| element.offset_parent().is_some())
            .collect();
        let (ends, focused) = ((all.first(), all.last()), document::focused());
        let (from, to) = if event.shift_key() { ends } else { (ends.1, ends.0) };
        let outside = focused.as_ref().is_none_or(|focused| !all.contains(focused));
        if let Some(to) = to.filter(|_| focused.as_ref() == from || (outside && event.shift_key())) {
            event.prevent_default();
            document::focus(to);
        }
    };
    [Listener::new(place, "click", click), Listener::new(place, "keydown", key)]
}
