//! How far a stack of layers sees: its editor, its sizes in words and numbers, its pictures.

use super::super::events::{Heard, heard};
use super::super::node::{Node, node};
use super::Part;
use super::field_rows::rows;
use super::parts::{cell, figure, head, saving, words};
use super::picture::drawing;
use crate::i18n::number::commas;
use crate::i18n::panels::stack::{Words, words as words_of};
use crate::panels::Ask;
use crate::scene::Scene;
use crate::stack::sight::Seen;
use crate::stack::{Extent, MOST_LAYERS, PRESETS, Sight, Stack, View, growth, heat, text, ways, windows};
use web_sys::Event;

/// The panel of receptive fields.
pub fn field(part: &Part<'_>) -> Node {
    let (stack, notices) = text::read(part.state.panel().1);
    let text = words_of(part.state.lang());
    let sight = Sight::new(&stack);
    let said = notices.iter().map(|notice| node("p").class("error").text(&notice.explain(text)));
    let intro = node("div")
        .class("stack-intro")
        .child(node("p").class("says").text(text.about))
        .children(said)
        .child(presets(&stack, part, text))
        .child(extents(&stack, part, text));
    let editor = node("div").class("stack-editor").child(rows(&stack, part, text)).child(adding(&stack, part, text));
    node("div")
        .class("panel field")
        .child(head(text.title, text.close, part))
        .child(intro)
        .child(sentences(&stack, &sight, text))
        .child(editor)
        .child(table(&stack, &sight, part, text))
        .children(pictures(&stack, &sight, part, text).into_iter().map(|each| node("div").child(each)))
}

/// What asks for another stack.
pub fn set(stack: &Stack) -> Ask {
    Ask::Panel(format!("field.{}", text::write(stack)))
}

/// Something that is heard, and the stack that it asks for.
pub fn changed(kind: &'static str, part: &Part<'_>, after: impl Fn(&Event) -> Option<Stack> + 'static) -> Heard<Ask> {
    heard(kind, part.act, Box::new(move |event| Some(set(&after(event)?))))
}

fn presets(stack: &Stack, part: &Part<'_>, text: &Words) -> Node {
    let options = PRESETS.iter().zip(text.preset_names).map(|(preset, name)| {
        let preset = preset.stack();
        (name.to_owned(), set(&preset), preset == *stack)
    });
    words(text.presets, options.collect(), part)
}

fn extents(stack: &Stack, part: &Part<'_>, text: &Words) -> Node {
    let option =
        |(extent, name): (Extent, &str)| (name.to_owned(), set(&stack.along(extent)), extent == stack.extent());
    words(text.extent, Extent::ALL.into_iter().zip(text.extents).map(option).collect(), part)
}

/// The word that adds a layer; it stays where it is, so that it can be pressed again.
fn adding(stack: &Stack, part: &Part<'_>, text: &Words) -> Node {
    let full = stack.layers().len() == MOST_LAYERS;
    let after = stack.with_one_more();
    let button = node("button")
        .attr("type", "button")
        .class("word")
        .maybe("aria-disabled", full.then_some("true"))
        .text(text.add)
        .on(changed("click", part, move |_| Some(after.clone())));
    let most = full.then(|| node("span").class("caption").text(&(text.full)(MOST_LAYERS)));
    node("p").class("stack-add").child(button).slot(most)
}

/// What the whole stack sees, in sentences.
fn sentences(stack: &Stack, sight: &Sight, text: &Words) -> Node {
    let whole = sight.whole();
    let area = stack.extent() == Extent::Area;
    let size = if area { (text.square)(whole.size) } else { commas(whole.size) };
    let mut said = Vec::new();
    match whole.counted {
        None => said.extend([(text.sees_size)(&size), text.uncounted.to_owned()]),
        Some(counted) => {
            let sees = if area { text.sees_area } else { text.sees_line };
            let paths = if area { square(counted.paths) } else { commas(counted.paths) };
            said.push(sees(whole.size, counted.read));
            said.push((text.paths)(&paths, counted.middle, whole.size, area));
        }
    }
    said.extend([(text.neighbours)(whole.jump), (text.start)(whole.start.unsigned_abs())]);
    let (first, rest) = said.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    node("div")
        .class("stack-says")
        .attr("aria-live", "polite")
        .child(node("p").class("stack-sees").text(first))
        .children(rest.iter().map(|sentence| node("p").text(sentence)))
}

/// The square of a count; above 19 digits, to two digits, as a power of ten.
fn square(count: u64) -> String {
    if let Some(square) = count.checked_mul(count) {
        return commas(square);
    }
    let (mut leading, mut power) = (count as f64 * count as f64, 0_u32);
    while leading >= 9.95 {
        leading /= 10.0;
        power += 1;
    }
    let raised = power.to_string();
    let raised = raised.bytes().filter_map(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::from(digit - b'0')));
    format!("{} × 10{}", crate::i18n::number::num((leading * 10.0).round() as f32 / 10.0), raised.collect::<String>())
}

/// Size, jump, start and counts after each layer.
fn table(stack: &Stack, sight: &Sight, part: &Part<'_>, text: &Words) -> Node {
    let head = text.columns.iter().map(|name| node("th").attr("scope", "col").text(name));
    let row = |(nth, (seen, layer)): (usize, (&Seen, &crate::stack::Layer))| {
        let name = (text.layer)(nth + 1);
        let name = match layer.figure(stack.extent()) {
            Some(spec) => {
                super::super::button::word(&name, part.act, Ask::Open(Box::new(spec))).label(&(text.on_stage)(nth + 1))
            }
            None => node("span").text(&name),
        };
        let start =
            if seen.start < 0 { format!("\u{2212}{}", commas(seen.start.unsigned_abs())) } else { "0".to_owned() };
        let count = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), commas);
        node("tr")
            .child(node("th").attr("scope", "row").child(name))
            .child(cell(&commas(seen.size)))
            .child(cell(&commas(seen.jump)))
            .child(cell(&start))
            .child(cell(&count(seen.counted.map(|counted| counted.read))))
            .child(cell(&count(seen.counted.map(|counted| counted.middle))))
    };
    let rows = sight.layers.iter().zip(stack.layers()).enumerate().map(row);
    let table = node("table").child(node("thead").child(node("tr").children(head))).child(node("tbody").children(rows));
    node("div")
        .child(node("div").class("scroll").attr("tabindex", "0").attr("role", "region").label(text.title).child(table))
        .child(node("p").class("caption").text(text.table_about))
}

/// Windows or ways, paths, growth: two beside one another where there is room.
fn pictures(stack: &Stack, sight: &Sight, part: &Part<'_>, text: &Words) -> Vec<Node> {
    let width = part.state.width();
    let width = if width >= 884.0 { (width - 64.0) / 2.0 } else { width.max(260.0) };
    let view = View { width, theme: part.state.theme(), words: text };
    let area = stack.extent() == Extent::Area;
    let framed = |name: &str, scene: &Scene, about: &str, file: &str| {
        figure(name, drawing(scene, &format!("{name}. {about}")), about, saving(text.save, file, scene, name, part))
    };
    let mut all = Vec::new();
    if area {
        all.push(framed(
            text.windows,
            &windows::windows(stack, sight, &view),
            text.windows_about,
            "convoscope-windows",
        ));
    } else {
        let about = if ways::has_nodes(sight, &view) { text.ways_about } else { text.bars_about };
        all.push(framed(text.ways, &ways::ways(stack, sight, &view), about, "convoscope-stack"));
    }
    if let Some(scene) = heat::heat(stack, sight, &view) {
        let (name, about) = if area { (text.heat, text.heat_about) } else { (text.bell, text.bell_about) };
        all.push(framed(name, &scene, about, "convoscope-paths"));
    }
    all.push(framed(text.growth, &growth::growth(sight, &view), text.growth_about, "convoscope-growth"));
    let effective = [text.equal_weights, text.root].map(|sentence| node("p").text(sentence));
    all.push(node("section").class("stack-effective").child(node("h3").text(text.effective)).children(effective));
    all
}
