//! Layers of real networks: which network, its totals beside published ones, where they sit, what if, and the table.

use super::super::button::word;
use super::super::choice::choice as list;
use super::super::events::heard;
use super::super::node::{Node, marked, node};
use super::Part;
use super::parts::{cell, column, figure, head, saving, words as row_of_words};
use super::picture::drawing;
use crate::i18n::number::commas;
use crate::i18n::panels::networks::{NetworkWords, words};
use crate::networks::chart::{Bar, depth, kinds};
use crate::networks::field::{Field, fields};
use crate::networks::stage::{self, Formulas, formulas};
use crate::networks::swap::Swapped;
use crate::networks::{Choice, Entry, LIST, LayerKind, Network, Row, Swap, Totals, read, say};
use crate::panels::{Ask, File};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement};

/// The panel of networks.
pub fn networks(part: &Part<'_>) -> Node {
    let words = words(part.state.lang());
    let (choice, unknown) = Choice::read(part.state.panel().1);
    let notices = unknown.iter().map(|word| node("p").class("notice").text(&(words.unknown)(word)));
    let top = node("div")
        .class("panel-wide")
        .child(node("p").class("lead").text(words.lead))
        .child(chooser(part, choice, words))
        .children(notices);
    let panel = node("div").class("panel networks").child(head(words.title, words.close, part)).child(top);
    let Some(entry) = choice.entry() else { return panel };
    let text = match part.state.file(&entry.address()) {
        Some(File::Here(text)) => text,
        Some(File::Missing) => return panel.child(failed(part, entry, words)),
        Some(File::Coming) | None => return panel.child(status(words.loading)),
    };
    match read(text) {
        Ok(network) => shown(panel, &Shown::new(part, choice, &network, words)),
        Err(error) => panel.child(status(&say::error(error, words))),
    }
}

/// What the parts of the panel show.
struct Shown<'a> {
    part: &'a Part<'a>,
    choice: Choice,
    words: &'static NetworkWords,
    title: &'a str,
    network: &'a Network,
    done: Swapped,
    totals: [Totals; 2],
}

impl<'a> Shown<'a> {
    fn new(part: &'a Part<'a>, choice: Choice, network: &'a Network, words: &'static NetworkWords) -> Self {
        let done = choice.swap.apply(network);
        let totals = [Totals::of(network), Totals::of(&done.network)];
        Self { part, choice, words, title: network.title.of(part.state.lang()), network, done, totals }
    }

    /// Puts a layer on the stage, and remembers which.
    fn put(&self, layer: usize, row: &Row) -> Option<Ask> {
        let spec = stage::figure(row)?.spec;
        let layer = u16::try_from(layer).ok();
        Some(Ask::Show(Box::new(spec), set(Choice { layer, ..self.choice })))
    }
}

/// The panel's part of the link.
fn set(choice: Choice) -> String {
    format!("networks.{}", choice.write())
}

/// A sentence that is read out when it appears.
fn status(text: &str) -> Node {
    node("p").class("caption").attr("role", "status").text(text)
}

fn failed(part: &Part<'_>, entry: &Entry, words: &NetworkWords) -> Node {
    status(words.failed).text(" ").child(word(words.again, part.act, Ask::Fetch(entry.address())))
}

/// The list of networks.
fn chooser(part: &Part<'_>, choice: Choice, words: &NetworkWords) -> Node {
    let chosen = |event: &Event| {
        let list: HtmlSelectElement = event.target()?.unchecked_into();
        let network = usize::try_from(list.selected_index()).ok()?;
        Some(Ask::Panel(set(Choice { network, ..Choice::default() })))
    };
    let option = |entry: &Entry| (entry.id, format!("{} · {}", entry.year, entry.title(part.state.lang())));
    let options: Vec<(&'static str, String)> = LIST.iter().map(option).collect();
    let now = choice.entry().map_or("", |entry| entry.id);
    node("p").class("chooser").child(node("label").attr("for", "network").text(words.choose)).child(list(
        "network",
        &options,
        now,
        heard("change", part.act, Box::new(chosen)),
    ))
}

fn shown(panel: Node, shown: &Shown<'_>) -> Node {
    panel
        .child(what_if(shown))
        .child(node("div").class("panel-column").child(totals(shown)).child(published(shown)))
        .child(node("div").class("panel-column").child(charts(shown)))
        .child(table(shown))
}

/// The changes that change something in this network, and what the chosen one did.
fn what_if(shown: &Shown<'_>) -> Node {
    let Shown { part, choice, words, network, done, .. } = shown;
    let option = |swap: Swap| {
        let ask = Ask::Panel(set(Choice { swap, layer: None, ..*choice }));
        (say::swap(swap, words), ask, swap == choice.swap)
    };
    let options = Swap::offered(network).into_iter().map(option).collect();
    let row = node("div").class("what-if panel-wide").child(row_of_words(words.what_if, options, part));
    if choice.swap == Swap::None {
        return row;
    }
    let mut did = node("p").attr("role", "status").text(&say::swapped(choice.swap, done, words));
    if done.changed > 0 {
        did = did.text(words.space).text(&(words.norm_stays)(network.norm));
    }
    row.child(did)
}

/// The sums, after the change with those before it.
fn totals(shown: &Shown<'_>) -> Node {
    let Shown { words, network, totals: [before, after], .. } = shown;
    let bias = after.params - after.norm - after.weights;
    let params =
        if network.norm > 0 { (words.with_norm)(network.norm, network.statistics) } else { (words.without_norm)(bias) };
    let layers = after.parts.iter().map(|part| part.layers).sum();
    let input = network.input;
    let facts = [
        (words.input)(input.channels, input.size.row, input.size.col),
        (words.layers_with_weights)(layers),
        (words.year)(network.year),
    ];
    node("div")
        .class("totals")
        .child(total(words.params, before.params, after.params, &params, words))
        .child(total(words.macs, before.macs, after.macs, words.counted, words))
        .child(node("p").class("caption").text(&facts.join(words.comma)))
}

fn total(name: &str, before: u64, after: u64, note: &str, words: &NetworkWords) -> Node {
    let change = || node("p").class("change").text(&say::change(before, after, words));
    node("div")
        .child(node("p").class("caption").text(name))
        .child(node("p").class("number").text(&commas(after)))
        .slot((before != after).then(change))
        .child(node("p").class("caption").text(note))
}

/// Figures of others beside ours, why they differ, and where the layers come from.
fn published(shown: &Shown<'_>) -> Node {
    let Shown { part, words, network, totals: [own, _], .. } = shown;
    let lang = part.state.lang();
    let line = |figure| {
        let said = say::comparison(figure, network, own, lang);
        node("li")
            .child(node("strong").text(&said.figure))
            .child(node("span").maybe("class", marked(said.differs, "differs")).text(&said.ours))
            .child(node("span").class("caption").text(&said.place))
    };
    node("section")
        .class("published")
        .child(node("h3").text(words.published))
        .child(node("ul").children(network.published.iter().map(line)))
        .child(node("p").class("remark").text(network.remark.of(lang)))
        .child(node("p").class("caption").text(&(words.source)(network.source.of(lang))))
}

/// Where parameters and multiply-adds sit: by kind, and from the first layer to the last.
fn charts(shown: &Shown<'_>) -> Node {
    let Shown { part, choice, words, title, done, totals: [before, after], .. } = shown;
    let (width, theme, lang) = (column(part.state.width()), part.state.theme(), part.state.lang());
    let name = say::swap(choice.swap, words);
    let both = [Bar { name: words.swap_none, totals: before }, Bar { name: &name, totals: after }];
    let by_kind = kinds(if before == after { &both[1..] } else { &both }, width, theme, lang);
    let chosen = choice.layer.map(usize::from);
    let by_layer = depth(&done.network, chosen, width, theme, lang);
    let saved = |file, scene, label: &str| saving(words.save, file, scene, label, part);
    let (kinds_label, layers_label) = ((words.by_kind_label)(title), (words.by_layer_label)(title));
    let first = drawing(&by_kind, &kinds_label);
    let second = drawing(&by_layer, &layers_label);
    node("div").child(figure(words.by_kind, first, "", saved("convoscope-kinds", &by_kind, &kinds_label))).child(
        figure(words.by_layer, second, words.by_layer_help, saved("convoscope-layers", &by_layer, &layers_label)),
    )
}

/// The layers, and what joins them.
fn table(shown: &Shown<'_>) -> Node {
    let Shown { words, title, done, choice, .. } = shown;
    let columns = [
        words.col_layer,
        words.col_kind,
        words.col_shape,
        words.col_window,
        words.col_params,
        words.col_macs,
        words.col_field,
    ];
    let head = columns.iter().map(|name| node("th").attr("scope", "col").text(name));
    let mut body = node("tbody");
    let mut layer = 0;
    let fields = fields(&done.network.rows);
    for (nth, (row, field)) in done.network.rows.iter().zip(&fields).enumerate() {
        layer += usize::from(row.listed);
        let chosen = row.listed && choice.layer.map(usize::from) == Some(layer);
        body = body.child(line(shown, (nth, layer), row, field, chosen));
        if chosen {
            body = body.slot(detail(shown, row, columns.len()));
        }
    }
    let name = (words.table)(title);
    node("section")
        .class("layers panel-wide")
        .child(node("h3").text(&name))
        .child(node("p").class("caption").text(words.table_help))
        .child(
            node("div")
                .class("scroll")
                .attr("tabindex", "0")
                .attr("role", "region")
                .label(&name)
                .child(node("table").child(node("thead").child(node("tr").children(head))).child(body)),
        )
        .child(node("p").class("caption").text(words.field_note))
}

fn line(shown: &Shown<'_>, (nth, layer): (usize, usize), row: &Row, field: &Field, chosen: bool) -> Node {
    let Shown { part, words, done, .. } = shown;
    let ask = if row.listed { shown.put(layer, row) } else { None };
    let name = match ask {
        Some(ask) => word(&row.name, part.act, ask).label(&(words.draw)(&row.name)),
        None => node("span").text(&row.name),
    };
    let reads = say::reads(&done.network, nth, words).map(|reads| node("span").class("caption").text(&reads));
    let count = |count: u64| if row.kind.has_weights() { commas(count) } else { String::new() };
    node("tr")
        .key(&nth.to_string())
        .maybe("class", marked(!row.listed, "join"))
        .maybe("aria-current", marked(chosen, "true"))
        .child(node("th").attr("scope", "row").child(name).slot(reads))
        .child(kind(row, words))
        .child(cell(&say::shapes(row)))
        .child(cell(&say::window(row, words)))
        .child(cell(&count(row.params())).class("amount"))
        .child(cell(&count(row.cost.multiply_adds)).class("amount"))
        .child(cell(&say::field(field, words)))
}

/// The name of a kind with its colour.
fn kind(row: &Row, words: &NetworkWords) -> Node {
    let swatch = || node("i").class("swatch").attr("data-kind", LayerKind::id(row.kind)).decorative();
    node("td").slot(row.kind.has_weights().then(swatch)).text(say::kind(row.kind, words))
}

/// What of a layer stands on the stage, and its formulas.
fn detail(shown: &Shown<'_>, row: &Row, columns: usize) -> Option<Node> {
    let Shown { part, words, title, .. } = shown;
    let drawn = stage::figure(row)?;
    let Formulas { params, macs, size } = formulas(row);
    let mut list = node("dl");
    let lines = [(words.formula_params, params), (words.formula_macs, macs)];
    let lines = lines.into_iter().filter_map(|(name, formula)| Some((name, formula?)));
    for (name, formula) in lines.chain(size.into_iter().map(|size| (words.formula_size, size))) {
        list = list.child(node("dt").text(name)).child(node("dd").text(&formula));
    }
    // Once the figure has been changed it is no longer this layer.
    let stands = *part.state.spec() == drawn.spec;
    let what = || {
        node("p").attr("role", "status").text(&say::figure(title, &row.name, &drawn, words)).text(" ").child(word(
            words.look,
            part.act,
            Ask::Look,
        ))
    };
    let cell = node("td").attr("colspan", &columns.to_string()).slot(stands.then(what)).child(list);
    Some(node("tr").key("detail").class("detail").child(cell))
}
