//! The formula in letters, what its letters light in the figure, and the edge that no window reaches.

use convoscope::general::{general, letter};
use convoscope::i18n::Lang;
use convoscope::readout::{Role, step};
use convoscope::scene::{Area, Pen, Shape};
use convoscope::spec::Kind;
use convoscope::stage::{Picture, ThemeName, View, compose};
use convoscope::state::{Browser, State};
use convoscope::timeline::{Frame, Target};

fn open(link: &str) -> State {
    State::open(link, Browser::default())
}

fn formulas(link: &str) -> [String; 2] {
    let state = open(link);
    general(&state.plan, state.moment(), None)
}

fn draw(state: &State) -> Picture {
    let theme = ThemeName::Light.theme();
    let view = View { width: 780.0, height: 700.0, theme, messages: Lang::English.messages(), calm: false };
    compose(&Frame::new(&state.plan, state.moment(), None), &view)
}

#[test]
fn the_formula_in_letters_has_the_numbers_of_the_settings_and_of_the_step() {
    let cases = [
        ("", "y(i,j)=∑[u,v=0…2]w(u,v)x(i+u,j+v)", "y(1,2)=∑[u,v=0…2]w(u,v)x(1+u,2+v)"),
        ("s=2&p=1&d=3&n=12", "y(i,j)=∑[u,v=0…2]w(u,v)x(2i+3u−2,2j+3v−2)", "y(1,2)=∑[u,v=0…2]w(u,v)x(3u,2+3v)"),
        ("kind=flipped", "y(i,j)=∑[u,v=0…2]w(u,v)x(i−u+2,j−v+2)", "y(1,2)=∑[u,v=0…2]w(u,v)x(3−u,4−v)"),
        ("kind=local", "y(i,j)=∑[u,v=0…2]w(i,j,u,v)x(i+u,j+v)", "y(1,2)=∑[u,v=0…2]w(1,2,u,v)x(1+u,2+v)"),
        ("k=3x1", "y(i,j)=∑[u=0…2,v=0…0]w(u,v)x(i+u,j+v)", "y(1,2)=∑[u=0…2,v=0…0]w(u,v)x(1+u,2+v)"),
        ("kind=dense", "y(i)=∑[j=1…16]w(i,j)x(j)", "y(2)=∑[j=1…16]w(2,j)x(j)"),
        (
            "kind=channels",
            "y(k,i,j)=∑[c=1…3,u,v=0…2]w(k,c,u,v)x(c,i+u,j+v)+b(k)",
            "y(1,1,2)=∑[c=1…3,u,v=0…2]w(1,c,u,v)x(c,1+u,2+v)+b(1)",
        ),
        (
            "kind=grouped&step=38",
            "y(k,i,j)=∑[c=5…8,u,v=0…2]w(k,c,u,v)x(c,i+u,j+v)+b(k)",
            "y(5,1,2)=∑[c=5…8,u,v=0…2]w(5,c,u,v)x(c,1+u,2+v)+b(5)",
        ),
        (
            "kind=depthwise&cout=8&step=65",
            "y(k,i,j)=∑[u,v=0…2]w(k,u,v)x(⌈k÷2⌉,i+u,j+v)+b(k)",
            "y(8,1,2)=∑[u,v=0…2]w(8,u,v)x(4,1+u,2+v)+b(8)",
        ),
        ("kind=separable", "z(k,i,j)=∑[u,v=0…2]w(k,u,v)x(k,i+u,j+v)", "z(1,1,2)=∑[u,v=0…2]w(1,u,v)x(1,1+u,2+v)"),
        ("kind=separable&step=56", "y(k,i,j)=∑[c=1…6]w(k,c)z(c,i,j)", "y(1,1,2)=∑[c=1…6]w(1,c)z(c,1,2)"),
        ("kind=transposed", "y(i,j)=∑[m,n]w(i−2m+1,j−2n+1)x(m,n)", "y(1,2)=∑[m,n]w(2−2m,3−2n)x(m,n)"),
        ("kind=pooling", "y(i,j)=↑[u,v=0…1]x(2i+u−1,2j+v−1)", "y(1,2)=↑[u,v=0…1]x(1+u,3+v)"),
        ("kind=pooling&pool=mean", "y(i,j)=∑[u,v=0…1]x(2i+u−1,2j+v−1)÷4", "y(1,2)=∑[u,v=0…1]x(1+u,3+v)÷4"),
        ("kind=line&bias=1", "y(i)=∑[u=0…2]w(u)x(i+u)+b", "y(2)=∑[u=0…2]w(u)x(2+u)+b"),
    ];
    for (link, letters, numbers) in cases {
        let asked = if link.contains("step") { link.to_owned() } else { format!("{link}&step=2") };
        assert_eq!(formulas(&asked), [letters, numbers], "{link}");
    }
}

/// The value of a sum such as `3 − 2u` at `u`.
fn value(index: &str, u: isize) -> isize {
    let mut total = 0;
    for term in index.replace('−', "+−").split('+').filter(|term| !term.is_empty()) {
        let (sign, size) = term.strip_prefix('−').map_or((1, term), |rest| (-1, rest));
        let number = size.trim_end_matches(char::is_alphabetic);
        let count = if number.is_empty() { 1 } else { number.parse().expect("a number") };
        total += sign * count * if number == size { 1 } else { u };
    }
    total
}

#[test]
fn the_numbers_in_the_formula_are_where_the_engine_reads() {
    for link in [
        "",
        "kind=flipped",
        "kind=local&s=2",
        "kind=channels&p=2",
        "kind=grouped",
        "kind=depthwise",
        "kind=pooling",
        "kind=separable",
        "s=2&p=3&d=2&n=12",
        "kind=flipped&d=2&p=1&n=9",
    ] {
        let steps = open(link).plan.steps();
        for nth in [1, 2, steps / 3, steps / 2] {
            let state = open(&format!("{link}&step={nth}"));
            let frame = Frame::new(&state.plan, state.moment(), None);
            let written = general(&state.plan, state.moment(), None)[1].clone();
            let indices =
                written.split("x(").nth(1).and_then(|rest| rest.split(')').next()).expect("the input's indices");
            let mut indices = indices.rsplit(',');
            let (col, row) = (indices.next().unwrap_or_default(), indices.next().unwrap_or_default());
            let flip = state.spec().flip;
            for term in &frame.terms {
                let kernel = state.spec().kernel;
                let tap = if flip { kernel.area() - 1 - term.link.tap } else { term.link.tap };
                let (u, v) = ((tap / kernel.col) as isize, (tap % kernel.col) as isize);
                let read = (value(row, u) - 1, value(col, v) - 1);
                assert_eq!(read, (term.link.position.row, term.link.position.col), "{link} {written} at {u}, {v}");
            }
            if let Some(channel) = indices.next().and_then(|channel| channel.parse::<usize>().ok()) {
                assert_eq!(channel, frame.terms[0].link.channel + 1, "{written}");
            }
        }
    }
}

#[test]
fn the_output_of_the_formula_is_that_of_the_running_sum() {
    for kind in Kind::ALL {
        let state = open(&format!("kind={}&step=5", kind.id()));
        let step = step(&state.plan, state.moment(), None, state.messages());
        let [_, numbers] = general(&state.plan, state.moment(), None);
        let indices = if kind == Kind::Dense { "5".to_owned() } else { step.indices };
        let begins = format!("{}({indices})=", letter(&state.plan, step.output));
        assert!(numbers.starts_with(&begins), "{numbers} begins with {begins}");
    }
}

/// What a picture has more than another.
fn outlines(plain: &Picture, hinted: &Picture) -> Vec<Area> {
    let more = &hinted.scene.shapes[plain.scene.shapes.len()..];
    more.iter().filter_map(|shape| if let Shape::Rect { area, .. } = shape { Some(*area) } else { None }).collect()
}

#[test]
fn a_letter_lights_its_sheets_in_every_chapter() {
    for kind in Kind::ALL {
        for role in Role::SHOWN {
            let plain = draw(&open(&format!("kind={}&step=5", kind.id())));
            let mut hinted = plain.clone();
            hinted.outline(role, ThemeName::Light.theme());
            let lit = outlines(&plain, &hinted);
            assert_eq!(lit.is_empty(), kind == Kind::Pooling && role == Role::Weight, "{kind:?} {role:?}");
            let (width, height) = (plain.scene.width, plain.scene.height);
            let inside = |area: &Area| {
                area.x >= -4.0 && area.y >= -4.0 && area.right() <= width + 4.0 && area.bottom() <= height + 4.0
            };
            assert!(lit.iter().all(inside), "{kind:?} {role:?}: {lit:?}");
        }
    }
}

/// How far hatching reaches, by rows and columns of tiles: the sizes of its strips.
fn hatched(picture: &Picture) -> Vec<(usize, usize)> {
    let sheet = picture.regions.iter().find(|region| region.first == Target::Input(0)).expect("an input");
    let tile = sheet.area.w / sheet.cols as f64;
    let mut strips = Vec::new();
    for shape in &picture.scene.shapes {
        let Shape::Path { pen, fill: None, .. } = shape else { continue };
        let slanted =
            |pair: &[Pen]| matches!(pair, [Pen::Move(x, y), Pen::Line(a, b)] if (x - a + y - b).abs() < 1e-6 && x > a);
        if pen.len() < 4 || !pen.chunks(2).all(slanted) {
            continue;
        }
        let mut reach = [f64::MAX, f64::MIN, f64::MAX, f64::MIN];
        for step in pen {
            if let Pen::Move(x, y) | Pen::Line(x, y) = *step {
                reach = [reach[0].min(x), reach[1].max(x), reach[2].min(y), reach[3].max(y)];
            }
        }
        strips.push((((reach[3] - reach[2]) / tile).round() as usize, ((reach[1] - reach[0]) / tile).round() as usize));
    }
    strips
}

#[test]
fn the_edge_that_no_window_reaches_is_hatched_as_wide_as_it_is() {
    for link in
        ["", "s=2&n=8", "s=3&n=10x9", "s=2&n=8&p=1", "s=4&n=9", "kind=line&s=2&n=16", "kind=pooling&n=7", "kind=dense"]
    {
        let state = open(link);
        let axes = state.plan.geometry().axes();
        let (rows, cols) = (axes.row.unused(), axes.col.unused());
        let mut wanted = Vec::new();
        if rows > 0 {
            wanted.push((rows, axes.col.padded()));
        }
        if cols > 0 {
            wanted.push((axes.row.padded() - rows, cols));
        }
        assert_eq!(hatched(&draw(&state)), wanted, "{link}");
    }
    assert_eq!(hatched(&draw(&open("s=2&n=8"))), [(1, 8), (7, 1)]);
}

#[test]
fn the_step_is_said_in_a_sentence_in_every_chapter() {
    let cases = [
        ("kind=dense&step=5&in=impulse", "Step 5 of 9. Row 2, column 2: "),
        ("kind=local&step=5", "Step 5 of 36. Row 1, column 5: "),
        ("kind=transposed&step=5&in=ramp&filter=gaussian", "Step 5 of 81. Row 1, column 5: 0.13 plus 0.06, is 0.19."),
        ("kind=separable&step=5", "Step 5 of 90. Map 1, row 2, column 2: 1 plus 2 minus 5, is −2."),
        ("kind=separable&step=60", "Step 60 of 90. Output 1, row 2, column 3: minus 4 plus 6 plus 6 "),
        (
            "kind=transposed&step=5&in=ramp&filter=gaussian&lang=zh",
            "第 5 步，共 81 步。第 1 行，第 5 列：0.13 加 0.06，结果是 0.19。",
        ),
        ("kind=separable&step=5&lang=zh", "第 5 步，共 90 步。特征图 1，第 2 行，第 2 列：1 加 2 减 5，结果是 −2。"),
    ];
    for (link, begins) in cases {
        let said = open(link).sentence().unwrap_or_default();
        assert!(said.starts_with(begins), "{link}: {said}");
    }
}

#[test]
fn the_words_of_a_sum_are_those_of_the_running_pass() {
    let words = |link: &str| {
        let state = open(link);
        step(&state.plan, state.moment(), None, state.messages()).words
    };
    assert_eq!(words("kind=separable&step=5"), "the products, row by row");
    assert_eq!(words("kind=separable&step=60"), "one partial sum per channel");
}
