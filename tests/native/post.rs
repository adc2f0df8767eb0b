//! The article: its figures are what links open, its numbers are what the engine counts, in both languages alike.

use convoscope::conv::cost::{Cost, cost};
use convoscope::conv::{Axes, Geometry, Layer, Operation, Padding, Shape, Sharing};
use convoscope::i18n::Lang;
use convoscope::networks::{self, Swap, Totals};
use convoscope::spec::Kind;
use convoscope::stage::aside::Aside;
use convoscope::stage::{beside, natural_height};
use convoscope::state::{Browser, State};
use convoscope::timeline::Plan;
use std::collections::BTreeSet;
use std::path::Path;

/// Around a picture, as `examples/draw.rs` draws it.
const MARGIN: f64 = 8.0;
/// The topics, as the articles' sections are called, and the kinds that a figure of each may show.
const TOPICS: [(&str, &[Kind]); 8] = [
    ("mathematics", &[Kind::Flipped]),
    ("learning", &[Kind::Shared]),
    ("nearby", &[Kind::Local]),
    ("sharing", &[Kind::Shared]),
    ("unshared", &[Kind::Local]),
    ("holes", &[Kind::Dilated]),
    ("separable", &[Kind::Separable]),
    ("groups", &[Kind::Grouped]),
];

fn articles() -> [(Lang, String); 2] {
    [(Lang::English, "en"), (Lang::Chinese, "zh")].map(|(lang, name)| (lang, file(&format!("{name}.html"))))
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/post").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The elements of a name: what stands between the name and the closing bracket.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let rest = html.split('<').filter_map(move |piece| piece.strip_prefix(name));
    rest.filter(|rest| rest.starts_with(char::is_whitespace)).filter_map(|rest| rest.split('>').next())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next()?.replace("&quot;", "\"").replace("&amp;", "&"))
}

/// What is between two marks, again and again.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| Some(rest.split_once(end)?.0))
}

/// The figures, each from its opening tag on; whether it is live; what it shows.
fn figures(html: &str) -> Vec<(&str, bool, String)> {
    let all = between(html, "<figure", "</figure>").map(|figure| {
        let live = tags(figure, "convo-scope").find_map(|tag| attribute(tag, "state"));
        let drawn = || attribute(figure.split('>').next().unwrap_or_default(), "data-state");
        (
            figure,
            live.is_some(),
            live.clone().or_else(drawn).unwrap_or_else(|| panic!("a figure shows nothing: {figure}")),
        )
    });
    all.collect()
}

fn opened(link: &str) -> State {
    let state = State::open(link, Browser::default());
    assert!(state.notices.is_empty(), "{link}: {:?}", state.notices);
    state
}

#[test]
fn every_figure_and_every_link_reads_without_notices() {
    for (lang, html) in articles() {
        for (_, live, state) in figures(&html) {
            assert!(!opened(&state).playing || !live, "{state}: its picture stands still, so must it");
        }
        let links: Vec<String> = tags(&html, "a").filter_map(|tag| attribute(tag, "href")).collect();
        let pages: Vec<&str> = links.iter().filter_map(|link| link.strip_prefix("../index.html#")).collect();
        assert!(pages.len() > 20, "{lang:?}: {}", pages.len());
        for link in pages {
            assert_eq!(opened(link).lang, lang, "{link} opens in the language of the article");
        }
        for place in links.iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(html.contains(&format!(" id=\"{place}\"")), "{lang:?}: #{place} leads nowhere");
        }
    }
}

#[test]
fn both_languages_have_the_same_figures_in_the_same_order() {
    let [english, chinese] = articles().map(|(_, html)| {
        let figures: Vec<(bool, String)> = figures(&html).into_iter().map(|(_, live, state)| (live, state)).collect();
        let sections: Vec<String> = tags(&html, "section").filter_map(|tag| attribute(tag, "id")).collect();
        (figures, sections)
    });
    assert_eq!(english, chinese);
    assert!(english.0.iter().filter(|(live, _)| *live).count() >= 10);
}

#[test]
fn every_topic_has_a_live_figure_of_its_kind() {
    for (lang, html) in articles() {
        for (topic, kinds) in TOPICS {
            let start = format!("<section id=\"{topic}\">");
            let section = between(&html, &start, "</section>").next();
            let section = section.unwrap_or_else(|| panic!("{lang:?} lacks {topic}"));
            let live = figures(section).into_iter().filter(|(_, live, _)| *live);
            let shown: Vec<Kind> = live.map(|(_, _, state)| opened(&state).spec().kind).collect();
            assert!(kinds.iter().all(|kind| shown.contains(kind)), "{lang:?} {topic}: {shown:?}");
            assert!(html.contains(&format!("href=\"#{topic}\"")), "{lang:?}: the contents lack {topic}");
        }
    }
}

#[test]
fn a_picture_s_words_name_its_kind_in_the_article_s_language() {
    for (lang, html) in articles() {
        for (figure, live, state) in figures(&html) {
            let words = opened(&state).spec().kind.words(lang.messages());
            let names = [words.short, words.title].map(str::to_lowercase);
            let said = |text: Option<String>, what: &str| {
                let text = text.unwrap_or_else(|| panic!("{lang:?} {state} has no {what}")).to_lowercase();
                assert!(names.iter().any(|name| text.contains(name)), "{lang:?} {state}: {text:?} lacks {names:?}");
            };
            said(tags(figure, "img").find_map(|tag| attribute(tag, "alt")), "alt text");
            if live {
                said(tags(figure, "convo-scope").find_map(|tag| attribute(tag, "title")), "title");
            }
            assert!(figure.contains("<figcaption>"), "{lang:?} {state}: a caption says what to look at");
        }
    }
}

#[test]
fn a_picture_has_the_height_that_its_figure_wants() {
    for (lang, html) in articles() {
        for (figure, live, link) in figures(&html) {
            let state = opened(&link);
            let part = attribute(figure.split('>').next().unwrap_or_default(), "data-part");
            for tag in tags(figure, "img").chain(tags(figure, "source")) {
                let side = |name| attribute(tag, name).and_then(|side| side.parse::<f64>().ok()).expect("a number");
                let (width, height) = (side("width"), side("height"));
                let inside = width - 2.0 * MARGIN;
                let wanted = match (part.as_deref(), &state.beside) {
                    (Some("aside"), _) => Aside::of(&state.plan).expect("it has one").height(inside),
                    (Some("matrix"), _) => inside,
                    (None, Some(other)) if live => beside::natural_height(&state.plan, other, inside),
                    (None, None) if live => natural_height(&state.plan, inside),
                    other => panic!("{lang:?} {link}: {other:?}"),
                };
                assert!((height - wanted - 2.0 * MARGIN).abs() < 1.0, "{lang:?} {link} at {width}: {wanted} + 16");
            }
        }
    }
}

#[test]
fn the_pages_need_nothing_that_a_strict_policy_forbids() {
    for name in ["index.html", "en.html", "zh.html"] {
        let html = file(name);
        assert!(!html.contains(" style=") && !html.contains("<style"), "{name}: no style in the page");
        assert!(
            between(&html, "<script", "</script>").all(|script| script.ends_with('>')),
            "{name}: no script in the page"
        );
        for what in ["src", "srcset"] {
            for tag in ["img", "source", "script"] {
                let own = |address: &String| !address.contains("//");
                assert!(tags(&html, tag).filter_map(|tag| attribute(tag, what)).all(|address| own(&address)), "{name}");
            }
        }
        assert!(tags(&html, "link").filter_map(|tag| attribute(tag, "href")).all(|address| !address.contains("//")));
        for other in ["en.html", "zh.html"].into_iter().filter(|other| *other != name) {
            assert!(tags(&html, "a").any(|tag| attribute(tag, "href").as_deref() == Some(other)), "{name} to {other}");
        }
    }
    assert!(!file("post.css").contains("url("));
}

fn of_link(link: &str) -> Cost {
    *Plan::new(opened(link).spec()).expect("an opened link can be computed").cost()
}

fn layer(channels: usize, side: usize, operation: Operation, groups: usize, kernel: usize) -> Cost {
    let layer = Layer {
        input: Shape::new(channels, side, side),
        out_channels: channels,
        kernel: Axes::both(kernel),
        stride: Axes::both(1),
        dilation: Axes::both(1),
        padding: Padding::zeros(kernel / 2),
        groups,
        operation,
    };
    cost(&Geometry::new(&layer).expect("a layer of the article can be"), false)
}

fn network(id: &str) -> networks::Network {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("static/networks/{id}.txt"));
    networks::read(&std::fs::read_to_string(path).expect("the file is there")).expect("the file reads")
}

fn row(id: &str, name: &str) -> networks::Row {
    network(id).rows.into_iter().find(|row| row.name == name).unwrap_or_else(|| panic!("{id} has no {name}"))
}

/// Every large number of the articles.
fn counts() -> BTreeSet<u64> {
    const SHARED: Operation = Operation::Convolution { sharing: Sharing::Shared, flip: false };
    const LOCAL: Operation = Operation::Convolution { sharing: Sharing::Local, flip: false };
    let both = |cost: Cost| [cost.weights, cost.multiply_adds];
    let square = |values: u64| values * values;
    let mut all = BTreeSet::new();
    // One channel of 224 x 224, and the last table.
    let photograph = layer(1, 224, LOCAL, 1, 3);
    all.extend([photograph.weights, square(photograph.activations)]);
    let shared = layer(64, 56, SHARED, 1, 3);
    all.extend(both(shared));
    all.insert(square(shared.activations));
    all.extend(both(layer(64, 56, LOCAL, 1, 3)));
    all.extend(both(layer(64, 56, SHARED, 4, 3)));
    let depthwise = layer(64, 56, SHARED, 64, 3);
    all.extend(both(depthwise));
    all.extend(both(depthwise.and(layer(64, 56, SHARED, 1, 1))));
    // DeepFace's first local layer, and the same shared.
    let l4 = row("deepface", "L4");
    let window = (l4.kernel.area() * l4.input.channels) as u64;
    let places = l4.output.size.area() as u64;
    all.extend(both(l4.cost));
    all.extend([places, window * l4.output.channels as u64]);
    assert_eq!(window * l4.output.channels as u64 * places, l4.cost.weights);
    assert!(network("deepface").title.english.contains("4,030"));
    all.insert(4030);
    // MobileNet's repeated pair, and the whole of it.
    let [look, mix] = ["conv_dw_7", "conv_pw_7"].map(|name| row("mobilenet_v1", name).cost.weights);
    all.extend([look, mix, look + mix, 9 * 512 * 512]);
    let v1 = network("mobilenet_v1");
    let standard = Totals::of(&Swap::Standard.apply(&v1).network);
    assert_eq!((Totals::of(&v1).params / 10_000, standard.params / 100_000), (423, 293));
    all.insert(2930);
    let mixing: u64 =
        v1.rows.iter().filter(|row| row.name.starts_with("conv_pw")).map(|row| row.cost.multiply_adds).sum();
    assert_eq!(mixing * 100 / Totals::of(&v1).macs, 94, "95 % when rounded");
    assert!(mixing * 1000 / Totals::of(&v1).macs >= 945);
    // Groups in use.
    all.insert(row("alexnet_2012_groups", "conv2").cost.weights);
    all.insert(row("alexnet_2012_ungrouped", "conv2").cost.weights);
    let resnext = row("resnext50_32x4d", "layer1.0.conv2");
    all.extend([resnext.cost.weights, resnext.cost.weights * resnext.groups as u64]);
    // WaveNet: kernels of 2 at rates 1 to 512.
    all.insert((0..10).map(|layer| 1 << layer).sum::<u64>() + 1);
    all
}

/// The numbers with a comma in a text without markup.
fn grouped_numbers(html: &str) -> BTreeSet<u64> {
    let texts: Vec<&str> = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    let text = texts.join(" ");
    let words = text.split(|letter: char| !letter.is_ascii_digit() && letter != ',');
    let grouped = |word: &&str| word.trim_matches(',').split(',').skip(1).count() > 0;
    words.filter(grouped).filter_map(|word| word.replace(',', "").parse().ok()).collect()
}

#[test]
fn every_large_number_is_one_that_the_engine_counts() {
    let counts = counts();
    for (lang, html) in articles() {
        let said = grouped_numbers(html.split_once("<main").expect("it has a main part").1);
        let invented: Vec<_> = said.difference(&counts).collect();
        assert!(invented.is_empty(), "{lang:?}: {invented:?}");
        let unsaid: Vec<_> = counts.difference(&said).filter(|&&count| count >= 1000).collect();
        // 29.3 million is 2,930 times ten thousand in Chinese alone.
        assert!(unsaid.is_empty() || lang == Lang::English && unsaid == [&2930], "{lang:?}: {unsaid:?}");
    }
}

#[test]
fn the_small_counts_are_those_of_the_figures_beside_them() {
    let weights = |link: &str| of_link(link).weights;
    let adds = |link: &str| of_link(link).multiply_adds;
    let claims = [
        (adds("kind=dense"), 144, ["144 wires", "144 条连线"]),
        (weights("kind=local&n=4&k=2&in=digit3"), 36, ["36 are left", "只剩 36 个"]),
        (adds("kind=local&n=4&k=2&in=digit3"), 36, ["<td>36</td><td>36</td>", "<td>36</td><td>36</td>"]),
        (weights("n=4&k=2"), 4, ["<td>4</td><td>36</td>", "<td>4</td><td>36</td>"]),
        (weights("kind=local&n=10"), 576, ["576 weights", "576 个权重"]),
        (adds("kind=local&n=10"), 576, ["576 multiply-adds", "576 次"]),
        (adds("kind=shared&n=10"), 576, ["either way", "乘加都是"]),
        (weights("kind=channels"), 54, ["3 × 3 × 3 × 2 = 54", "3 × 3 × 3 × 2 = 54"]),
        (weights("kind=depthwise"), 36, ["36 weights", "共 36 个权重"]),
        (weights("kind=channels&cin=4&cout=4"), 144, ["has 144", "要 144 个"]),
        (weights("kind=separable"), 78, ["54 + 24 = 78", "54 + 24 = 78"]),
        (weights("kind=channels&cin=6&cout=4"), 216, ["has 216", "要 216 个"]),
        (weights("kind=grouped"), 288, ["288 weights", "288 个权重"]),
        (weights("kind=grouped&g=1"), 576, ["instead of 576", "不分组是 576 个"]),
    ];
    let articles = articles();
    for (counted, claimed, words) in claims {
        assert_eq!(counted, claimed, "{words:?}");
        for ((lang, html), words) in articles.iter().zip(words) {
            assert!(html.contains(words), "{lang:?} does not say {words:?}");
        }
    }
}
