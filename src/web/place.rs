//! The place below the figure where the panels are: what the page says in its attributes, and how it is told what is asked.

use super::document::{self, document};
use super::window;
use crate::i18n::Lang;
use crate::panels::{Ask, Place};
use crate::scene::svg;
use crate::stage::ThemeName;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Element, Event, HtmlElement, MutationObserver, MutationObserverInit, Response, Url};

/// Around a picture that is saved, in CSS pixels.
const MARGIN: f64 = 24.0;
/// The element's name in the document.
const PLACE: &str = "panels";
/// The name of the element whose text [`Ask::Copy`] copies.
pub const COPIED: &str = "copied";

/// The place, while the page has one.
pub fn element() -> Option<Element> {
    document().get_element_by_id(PLACE)
}

/// What the page shows now; `None` while no panel is open.
pub fn read() -> Option<Place> {
    let (place, root) = (element()?, document().document_element()?);
    let attribute = |element: &Element, name: &str| element.get_attribute(name).unwrap_or_default();
    let theme = attribute(&root, "data-theme");
    Some(Place {
        panel: attribute(&place, "data-panel"),
        link: attribute(&place, "data-link"),
        lang: Lang::of_tag(&attribute(&root, "lang")).unwrap_or_default(),
        theme: ThemeName::ALL.into_iter().find(|name| name.id() == theme).unwrap_or_default(),
        width: f64::from(place.client_width()) - padding(&place),
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

/// Does what the page or the browser is asked for. `link`: the link of a figure that is asked for. `tell` hears what comes of it.
pub fn obey(ask: &Ask, link: Option<&str>, tell: impl Fn(Ask) + 'static) {
    match ask {
        Ask::Panel(text) => ask_page(Some(text)),
        Ask::Close => {
            // What has the focus goes with the panel: the word that opened it takes it back.
            focus_word();
            ask_page(None);
        }
        // A link without anything is the first chapter's start: its word must not be empty.
        Ask::Open(_) | Ask::Show(_, _) => {
            let _ = window().location().set_hash(link.filter(|link| !link.is_empty()).unwrap_or("kind=shared"));
        }
        Ask::Try(_) => ask_page(Some(&format!("#{}", link.unwrap_or_default()))),
        Ask::Look => window().scroll_to_with_x_and_y(0.0, 0.0),
        Ask::Copy(text) => {
            let text = text.clone();
            spawn_local(async move { tell(copy(text).await) });
        }
        // A browser that offers no files has nothing to tell.
        Ask::Save(name, scene, title, ground) => drop(save(name, &svg::write_framed(scene, title, *ground, MARGIN))),
        Ask::Fetch(address) => {
            let address = address.clone();
            spawn_local(async move {
                let text = fetch(&address).await;
                tell(Ask::Fetched(address, text));
            });
        }
        // What could not be copied is selected, so that it can be copied by hand.
        Ask::Copied(false) => select(COPIED),
        Ask::Place(_) | Ask::Type(_) | Ask::Read | Ask::Copied(true) | Ask::Fetched(_, _) => {}
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
fn ask_page(panel: Option<&str>) {
    let Some(place) = element() else { return };
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
async fn copy(text: String) -> Ask {
    // The clipboard is there only where the page is served securely.
    let navigator = window().navigator();
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    Ask::Copied(there && JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok())
}

/// Selects an element's text.
fn select(id: &str) {
    if let (Some(element), Ok(Some(selection))) = (document().get_element_by_id(id), window().get_selection()) {
        // It fails only for an element of another document.
        let _ = selection.select_all_children(&element);
    }
}

/// Offers a picture as a file.
fn save(name: &str, svg: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&svg.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", &format!("{name}.svg"))?;
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
