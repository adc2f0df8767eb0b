//! What the layer costs as every kind, as formulas, and as one setting changes.

use super::super::events::heard;
use super::super::formula::math;
use super::super::node::{Node, node};
use super::Part;
use super::parts::{cell, column, figure, head, row_name, saving, table, words};
use super::picture::{Spot, choosable};
use crate::costs::choice::{Measure, Sweep, word};
use crate::costs::picture::{curves, rungs, setting};
use crate::costs::sweep::{Sample, applies, now};
use crate::costs::{Choice, Rival, Rung, formula, here, ladder};
use crate::i18n::number::commas;
use crate::i18n::panels::costs::Words;
use crate::panels::Ask;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement};

/// The panel of costs.
pub fn cost(part: &Part<'_>) -> Node {
    let choice = Choice::read(part.state.panel().1);
    let words = Words::of(part.state.lang());
    let ladder = ladder(part.state.spec());
    let half = column(part.state.width());
    node("div")
        .class("panel costs")
        .child(head(words.title, words.close, part))
        .child(
            node("div")
                .class("panel-column")
                .child(ladder_figure(part, &choice, half, words))
                .child(ratios(part, &choice, &ladder, words)),
        )
        .child(node("div").class("panel-column").child(sweep(part, &choice, half, words)))
        .child(formulas(part, &ladder, words))
}

fn set(choice: Choice) -> Ask {
    Ask::Panel(choice.write())
}

fn ladder_figure(part: &Part<'_>, choice: &Choice, width: f64, text: &Words) -> Node {
    let spec = part.state.spec();
    let picture = rungs(spec, choice, width, part.state.theme(), text);
    let own = here(spec);
    let spot = |rival: &Rival| Spot {
        name: (text.go_there)(&rival.name(text)),
        ask: Ask::Open(Box::new(rival.spec(spec))),
        drag: None,
        chosen: *rival == own,
    };
    let measure =
        |measure: Measure, name: &str| (name.to_owned(), set(Choice { measure, ..*choice }), choice.measure == measure);
    let scale =
        |linear: bool, name: &str| (name.to_owned(), set(Choice { linear, ..*choice }), choice.linear == linear);
    let save = saving(text.save, "convoscope-costs", &picture.scene, text.title, part);
    let help = if choice.measure == Measure::Work { text.ladder_help } else { text.memory_help };
    figure(text.ladder, choosable(&picture, text.ladder, part, spot), help, save)
        .child(words(
            text.measure,
            vec![measure(Measure::Work, text.work), measure(Measure::Memory, text.memory)],
            part,
        ))
        .child(words(text.scale, vec![scale(false, text.logarithmic), scale(true, text.linear)], part))
}

/// The figure beside another kind, in words.
fn ratios(part: &Part<'_>, choice: &Choice, ladder: &[Rung], text: &Words) -> Node {
    let own = here(part.state.spec());
    let find = |rival: Rival| ladder.iter().find(|rung| rung.rival == rival);
    let usual = if own == Rival::Shared || find(Rival::Shared).is_none() { Rival::Dense } else { Rival::Shared };
    let against = choice.against.filter(|&rival| rival != own && find(rival).is_some()).unwrap_or(usual);
    let others: Vec<Rival> =
        ladder.iter().map(|rung| rung.rival).filter(|&rival| rival != own && word(rival).is_some()).collect();
    let options: Vec<(Rival, String)> = others.iter().map(|&rival| (rival, rival.name(text))).collect();
    let chosen = {
        let (choice, others) = (*choice, others);
        move |event: &Event| {
            let list: HtmlSelectElement = event.target()?.unchecked_into();
            let rival = usize::try_from(list.selected_index()).ok().and_then(|nth| others.get(nth).copied())?;
            Some(set(Choice { against: Some(rival), ..choice }))
        }
    };
    let id = |rival: Rival| word(rival).unwrap_or_default();
    // The attribute chooses at first, the property whenever the panel changes.
    let list = options
        .iter()
        .map(|(rival, name)| node("option").attr("value", &id(*rival)).flag("selected", *rival == against).text(name));
    let select = node("select")
        .id("against")
        .chosen(&id(against))
        .on(heard("change", part.act, Box::new(chosen)))
        .children(list);
    let mut lines = node("div")
        .class("ratios")
        .child(node("p").child(node("label").attr("for", "against").text(text.compare_with)).child(select));
    if let (Some(one), Some(two)) = (find(own), find(against)) {
        let counts = |rung: &Rung| [rung.cost.parameters(), rung.cost.multiply_adds, rung.bytes()];
        let name = against.name(text);
        for (what, (own, other)) in text.counted.into_iter().zip(counts(one).into_iter().zip(counts(two))) {
            lines = lines.child(node("p").text(&(text.ratio)(what, own, &name, other)));
        }
    }
    lines
}

fn sweep(part: &Part<'_>, choice: &Choice, width: f64, text: &Words) -> Node {
    let spec = part.state.spec();
    let sweep = choice.sweep(spec);
    let option =
        |one: Sweep| (setting(one, text).to_owned(), set(Choice { sweep: Some(one), ..*choice }), one == sweep);
    let row = words(text.setting, Sweep::ALL.into_iter().filter(|&one| applies(spec, one)).map(option).collect(), part);
    let picture = if applies(spec, sweep) { curves(spec, choice, width, part.state.theme(), text) } else { None };
    let Some(picture) = picture else {
        return node("figure")
            .child(node("h3").text(text.sweep))
            .child(row)
            .child(node("p").class("caption").text(text.one_value));
    };
    let value = now(spec, sweep);
    let name = setting(sweep, text);
    let says = |sample: &Sample| (text.sample)(name, sample.value, sample.cost.parameters(), sample.cost.multiply_adds);
    let spot = |sample: &Sample| Spot {
        name: says(sample),
        ask: Ask::Try(Box::new(sample.spec.clone())),
        drag: (Some(sample.value) != value).then(|| Ask::Try(Box::new(sample.spec.clone()))),
        chosen: Some(sample.value) == value,
    };
    let samples = picture.spots.iter().map(|(_, sample)| sample);
    let here = samples.clone().find(|sample| Some(sample.value) == value).map(says).unwrap_or_default();
    let rows = samples.map(|sample| {
        vec![
            row_name(&commas(sample.value as u64)),
            cell(&commas(sample.cost.parameters())),
            cell(&commas(sample.cost.multiply_adds)),
        ]
    });
    let save = saving(text.save, "convoscope-sweep", &picture.scene, text.sweep, part);
    let columns = [name, text.parameters, text.multiply_adds];
    figure(text.sweep, choosable(&picture, text.sweep, part, spot), text.sweep_help, save)
        .child(row)
        .child(node("p").class("says").attr("aria-live", "polite").text(&here))
        .child(table(text.show_numbers, &columns, rows.collect()))
}

/// Every kind's formulas, with its four counts.
fn formulas(part: &Part<'_>, ladder: &[Rung], text: &Words) -> Node {
    let own = here(part.state.spec());
    let row = |rung: &Rung| {
        let name = if rung.rival == own {
            row_name(&rung.rival.name(text)).attr("aria-current", "true")
        } else {
            row_name(&rung.rival.name(text))
        };
        node("tr")
            .maybe("class", (rung.rival == own).then_some("own"))
            .child(name)
            .child(node("td").class("letters").text(formula::letters(rung.rival)))
            .child(node("td").child(math(&formula::weights(rung))))
            .child(node("td").child(math(&formula::multiply_adds(rung))))
            .child(cell(&commas(rung.cost.parameters())))
            .child(cell(&commas(rung.cost.activations)))
            .child(cell(&commas(rung.bytes())))
    };
    let columns =
        [text.kind, text.in_letters, text.weights, text.multiply_adds, text.parameters, text.activations, text.bytes];
    let head = columns.iter().map(|name| node("th").attr("scope", "col").text(name));
    let table = node("table")
        .class("math")
        .child(node("thead").child(node("tr").children(head)))
        .child(node("tbody").children(ladder.iter().map(row)));
    let spec = part.state.spec();
    let size =
        ladder.iter().find(|rung| rung.rival == own).map(|rung| layer(rung, spec.bias, text)).unwrap_or_default();
    node("section")
        .class("panel-wide")
        .child(node("h3").text(text.formulas))
        .child(node("p").class("caption").text(&size))
        .child(
            node("div").class("scroll").attr("tabindex", "0").attr("role", "region").label(text.formulas).child(table),
        )
        .child(node("p").class("caption").text(text.formula_help))
}

fn layer(rung: &Rung, bias: bool, text: &Words) -> String {
    let shape = |shape: crate::conv::Shape| [shape.size.row, shape.size.col, shape.channels];
    let ends = rung.passes.first().zip(rung.passes.last());
    ends.map(|(first, last)| (text.layer)(shape(first.input()), shape(last.output()), bias)).unwrap_or_default()
}
