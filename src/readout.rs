//! What stands beside the figure: formulas with their numbers, the layer's call, the choices of a chapter's control.
//!
//! Takes a plan and an instant, gives texts with the role that colours them; the markup is left to `ui`. A formula puts the
//! numbers in, in the order of the words under it.

use crate::conv::{Axes, Axis, Padding, PaddingMode, Place, Pool, legal_groups};
use crate::i18n::Messages;
use crate::i18n::number::{commas, num};
use crate::link::mode_id;
use crate::spec::kind::Control;
use crate::spec::{Filter, Kind, Picture, Setting, Spec};
use crate::state::{Action, partial_sums, pooled, shown_terms};
pub use crate::timeline::Role;
use crate::timeline::{Beat, Focus, Frame, Moment, Plan};

/// When a term joins its sum, seen from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It has.
    Passed,
    /// It does.
    Now,
    /// It will.
    Coming,
}

/// A sign of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A number.
    Number(String, Role, When),
    /// An operator or a bracket.
    Sign(&'static str, When),
    /// A factor that this kind of layer does without.
    Struck(String),
    /// Terms that are left out, in words.
    More(String, When),
    /// The number behind the equals sign; false: not known yet.
    Result(String, Role, bool),
}

/// A formula and what its numbers are.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// What is computed.
    pub name: &'static str,
    /// The numbers: one line, or one for rows and one for columns where these differ.
    pub lines: Vec<Vec<Piece>>,
    /// The words, in the order of the numbers.
    pub words: &'static str,
}

/// How far the kernel spans, if that differs from its size.
pub fn window(plan: &Plan, messages: &Messages) -> Option<Formula> {
    let line = |axis: &Axis| {
        vec![
            number(axis.dilation, Role::Plain),
            sign("×"),
            sign("("),
            number(axis.kernel, Role::Weight),
            sign("−"),
            number(1, Role::Plain),
            sign(")"),
            sign("+"),
            number(1, Role::Plain),
            sign("="),
            Piece::Result(axis.span().to_string(), Role::Plain, true),
        ]
    };
    let axes = plan.geometry().axes();
    let stretched = axes.row.dilation > 1 || axes.col.dilation > 1;
    stretched.then(|| Formula {
        name: messages.effective_size,
        lines: each_axis(plan, &line),
        words: messages.span_words,
    })
}

/// How many places the output has along an axis.
pub fn output_size(plan: &Plan, messages: &Messages) -> Formula {
    let line = |axis: &Axis| {
        vec![
            sign("⌊"),
            sign("("),
            number(axis.input, Role::Input),
            sign("+"),
            number(axis.before + axis.after, Role::Plain),
            sign("−"),
            number(axis.span(), Role::Weight),
            sign(")"),
            sign("÷"),
            number(axis.stride, Role::Plain),
            sign("⌋"),
            sign("+"),
            number(1, Role::Plain),
            sign("="),
            Piece::Result(axis.output().to_string(), Role::Output, true),
        ]
    };
    // The axes of a transposed layer are those of the convolution that it transposes: input and output change places.
    let backwards = |axis: &Axis| {
        vec![
            sign("("),
            number(axis.output(), Role::Input),
            sign("−"),
            number(1, Role::Plain),
            sign(")"),
            sign("×"),
            number(axis.stride, Role::Plain),
            sign("−"),
            number(axis.before + axis.after, Role::Plain),
            sign("+"),
            number(axis.span(), Role::Weight),
            sign("="),
            Piece::Result(axis.input.to_string(), Role::Output, true),
        ]
    };
    let (lines, words) = if plan.spec().kind == Kind::Transposed {
        (each_axis(plan, &backwards), messages.size_words_transposed)
    } else {
        (each_axis(plan, &line), messages.size_words)
    };
    Formula { name: messages.output_size, lines, words }
}

/// The one formula of a chapter's slide: what the chapter changes, the size of the output or the number of weights.
pub fn slide(plan: &Plan, pass: usize, messages: &Messages) -> Formula {
    match plan.spec().kind {
        Kind::Strided | Kind::Transposed | Kind::Pooling | Kind::Line => output_size(plan, messages),
        Kind::Dilated => window(plan, messages).unwrap_or_else(|| output_size(plan, messages)),
        _ => weights(plan, pass, messages),
    }
}

/// One line if both axes read the same or there is only one, else the rows' and the columns'.
fn each_axis(plan: &Plan, line: &dyn Fn(&Axis) -> Vec<Piece>) -> Vec<Vec<Piece>> {
    let axes = plan.geometry().axes();
    let (row, col) = (line(&axes.row), line(&axes.col));
    if row == col || plan.spec().kind == Kind::Line { vec![col] } else { vec![row, col] }
}

/// How many weights the layer has. `pass`: the one that runs; of a separable layer the other one's term waits.
pub fn weights(plan: &Plan, pass: usize, messages: &Messages) -> Formula {
    let spec = plan.spec();
    let (line, words) = match spec.kind {
        Kind::Dense => {
            let outputs = plan.output().shape().len();
            (
                vec![number(plan.input().shape().len(), Role::Input), sign("×"), number(outputs, Role::Output)],
                messages.weights_words_dense,
            )
        }
        Kind::Pooling => {
            let line = vec![Piece::Result("0".to_owned(), Role::Plain, true)];
            return Formula { name: messages.weights_count, lines: vec![line], words: messages.no_weights };
        }
        Kind::Separable => (separable_weights(spec, pass), messages.weights_words_separable),
        _ => window_weights(plan, messages),
    };
    let mut line = line;
    line.extend([sign("="), Piece::Result(commas(plan.cost().weights), Role::Plain, true)]);
    Formula { name: messages.weights_count, lines: vec![line], words }
}

/// What a kind does without stays, struck through: a depthwise filter reads one channel, a shared kernel serves all places.
fn window_weights(plan: &Plan, messages: &Messages) -> (Vec<Piece>, &'static str) {
    let spec = plan.spec();
    let places = plan.output().shape().size.area();
    let depthwise = spec.groups > 1 && spec.groups == spec.in_channels;
    let mut line = kernel(spec, When::Passed);
    let inputs =
        if depthwise { Piece::Struck(spec.in_channels.to_string()) } else { number(spec.in_channels, Role::Input) };
    line.extend([sign("×"), inputs, sign("×"), number(spec.out_channels, Role::Output)]);
    if spec.groups > 1 && !depthwise {
        line.extend([sign("÷"), number(spec.groups, Role::Plain)]);
    }
    match spec.kind {
        Kind::Local => line.extend([sign("×"), number(places, Role::Output)]),
        Kind::Shared => line.extend([sign("×"), Piece::Struck(places.to_string())]),
        _ => {}
    }
    let words = match (spec.kind, spec.groups) {
        (Kind::Local | Kind::Shared, _) => messages.weights_words_local,
        (_, 1) => messages.weights_words,
        _ if depthwise => messages.weights_words,
        _ => messages.weights_words_groups,
    };
    (line, words)
}

/// How many multiply-adds the layer needs: its weights, each at every place that it serves.
pub fn multiply_adds(plan: &Plan) -> Vec<Piece> {
    let cost = plan.cost();
    let result = Piece::Result(commas(cost.multiply_adds), Role::Plain, true);
    // Each weight serves as often: once where it is one link's own.
    match cost.multiply_adds.checked_div(cost.weights) {
        None | Some(1) => vec![result],
        Some(times) => {
            let role = if plan.spec().kind == Kind::Transposed { Role::Input } else { Role::Output };
            vec![
                number(cost.weights as usize, Role::Weight),
                sign("×"),
                number(times as usize, role),
                sign("="),
                result,
            ]
        }
    }
}

/// The two terms of a separable layer: what each leaves out of an ordinary layer's product is struck through.
fn separable_weights(spec: &Spec, pass: usize) -> Vec<Piece> {
    let first = if pass == 0 { When::Now } else { When::Passed };
    let second = if pass == 0 { When::Coming } else { When::Now };
    let times = |when| Piece::Sign("×", when);
    let count = |value: usize, role, when| Piece::Number(value.to_string(), role, when);
    let mut line = kernel(spec, first);
    line.extend([times(first), count(spec.in_channels, Role::Input, first), times(first)]);
    line.extend([Piece::Struck(spec.out_channels.to_string()), Piece::Sign("+", second)]);
    line.extend([Piece::Struck(spec.kernel.row.to_string()), times(second)]);
    line.extend([Piece::Struck(spec.kernel.col.to_string()), times(second)]);
    line.extend([count(spec.in_channels, Role::Input, second), times(second)]);
    line.push(count(spec.out_channels, Role::Output, second));
    line
}

fn kernel(spec: &Spec, when: When) -> Vec<Piece> {
    let side = |side: usize| Piece::Number(side.to_string(), Role::Weight, when);
    match spec.kind {
        Kind::Line => vec![side(spec.kernel.col)],
        _ => vec![side(spec.kernel.row), Piece::Sign("×", when), side(spec.kernel.col)],
    }
}

/// Rows and columns of the input that no window reaches, as sentences.
pub fn unused(plan: &Plan, messages: &Messages) -> Vec<String> {
    let Axes { row, col } = plan.geometry().axes();
    let inside = |axis: &Axis| axis.unused().saturating_sub(axis.after).min(axis.input);
    let rows = Some(inside(row)).filter(|&count| count > 0).map(|count| (messages.rows_unused)(count, row.stride));
    let cols = Some(inside(col)).filter(|&count| count > 0).map(|count| (messages.cols_unused)(count, col.stride));
    rows.into_iter().chain(cols).collect()
}

/// The running sum: its terms as far as they have been gathered, and its result.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where the output stands, counted from 1: the indices of its letter.
    pub indices: String,
    /// The output itself.
    pub output: usize,
    /// Terms and result, cut where a line may break.
    pub lines: Vec<Vec<Piece>>,
    /// What the terms are.
    pub words: &'static str,
}

/// The sum of the output that is shown: the one pointed at, or the running one.
pub fn step(plan: &Plan, moment: Moment, focus: Option<&Focus>, messages: &Messages) -> Step {
    let frame = Frame::new(plan, moment, focus);
    let mut values = partial_sums(&frame);
    let left_out = shown_terms(values.len());
    values.extend(frame.bias());
    let bench = frame.bench();
    let gathered = gathered_of(values.len(), bench);
    let when = |index: usize| match index.cmp(&gathered) {
        std::cmp::Ordering::Less => When::Passed,
        std::cmp::Ordering::Equal if bench.beat == Beat::Gather => When::Now,
        std::cmp::Ordering::Equal | std::cmp::Ordering::Greater => When::Coming,
    };
    let pool = pooled(plan);
    let mut pieces = match pool {
        // Where no stamp reaches, there is nothing to add.
        _ if values.is_empty() => Vec::new(),
        Some(Pool::Max) => vec![sign("="), sign("max"), sign("(")],
        Some(Pool::Mean) => vec![sign("="), sign("(")],
        None => vec![sign("=")],
    };
    let largest = pool == Some(Pool::Max);
    for (index, &value) in values.iter().enumerate() {
        if index == left_out.start && !left_out.is_empty() {
            if largest {
                pieces.push(Piece::Sign(",", when(index)));
            }
            pieces.push(Piece::More((messages.terms_more)(left_out.len()), when(index)));
        }
        if !left_out.contains(&index) {
            if largest && index > 0 {
                pieces.push(Piece::Sign(",", when(index)));
            }
            push_term(&mut pieces, value, index == 0 || largest, when(index));
        }
    }
    match pool {
        Some(Pool::Max) => pieces.push(sign(")")),
        Some(Pool::Mean) => pieces.extend([sign(")"), sign("÷"), number(values.len(), Role::Plain)]),
        None => {}
    }
    pieces.push(sign("="));
    pieces.push(Piece::Result(num(frame.result()), Role::Plain, gathered >= values.len()));
    Step { indices: indices(&frame), output: frame.shown, lines: broken(pieces), words: step_words(&frame, messages) }
}

/// Terms of the running sum that have been gathered: what the text of a step depends on between two beats.
fn gathered(plan: &Plan, moment: Moment) -> usize {
    let geometry = &plan.passes()[plan.pass_of_output(moment.step).0].geometry;
    let (channels, kernel) = (geometry.channels_per_group(), geometry.layer().kernel);
    let listed = kernel.row == 1 || matches!(plan.spec().kind, Kind::Pooling | Kind::Transposed);
    let one = if listed { kernel.area() } else { kernel.row };
    let sums = if channels > 1 { channels } else { one };
    gathered_of(sums + usize::from(plan.spec().bias), moment)
}

/// True if the words beside the figure, as they were at one instant, are out of date at another.
///
/// While a step is shown closely, every beat and every gathered term is news; else a step is, once its sum is placed.
pub fn is_news(plan: &Plan, told: Moment, here: Moment) -> bool {
    if here.closely {
        let words = |moment: Moment| (moment.step, moment.beat, gathered(plan, moment));
        return words(told) != words(here);
    }
    here.beat >= Beat::Place && (told.step != here.step || told.beat < Beat::Place)
}

fn gathered_of(terms: usize, moment: Moment) -> usize {
    ((moment.share_of(Beat::Gather) * (terms + 1) as f64) as usize).min(terms)
}

fn indices(frame: &Frame<'_>) -> String {
    let Place { channel, row, col } = frame.place();
    match frame.pass().output.shape().channels {
        _ if frame.plan.spec().kind == Kind::Line => (col + 1).to_string(),
        1 => format!("{},{}", row + 1, col + 1),
        _ => format!("{},{},{}", channel + 1, row + 1, col + 1),
    }
}

fn push_term(pieces: &mut Vec<Piece>, value: f32, first: bool, when: When) {
    match (first, value < 0.0) {
        (true, _) => pieces.push(Piece::Number(num(value), Role::Plain, when)),
        (false, negative) => {
            pieces.push(Piece::Sign(if negative { "−" } else { "+" }, when));
            pieces.push(Piece::Number(num(value.abs()), Role::Plain, when));
        }
    }
}

fn step_words(frame: &Frame<'_>, messages: &Messages) -> &'static str {
    let spec = frame.plan.spec();
    let several = frame.pass().geometry.channels_per_group() > 1;
    let listed = !several && (spec.kind == Kind::Transposed || spec.kind != Kind::Dense && spec.kernel.row == 1);
    match (pooled(frame.plan), frame.bias().is_some()) {
        (Some(Pool::Max), _) => return messages.window_largest,
        (Some(Pool::Mean), _) => return messages.window_mean,
        (None, true) if listed => return messages.terms_listed_and_bias,
        (None, false) if listed => return messages.terms_listed,
        (None, _) => {}
    }
    match (several, frame.bias().is_some()) {
        (true, true) => messages.terms_by_channel_and_bias,
        (true, false) => messages.terms_by_channel,
        (false, true) => messages.terms_by_row_and_bias,
        (false, false) => messages.terms_by_row,
    }
}

/// Signs in a line of a sum before it is broken.
const LINE: usize = 26;

/// Breaks a long sum before its operators.
fn broken(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut length = 0;
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let size = width(&piece) + rest.peek().map_or(0, width);
        if length + size > LINE && length > 4 && matches!(piece, Piece::Sign("+" | "−" | "=", _) | Piece::More(..)) {
            lines.push(Vec::new());
            length = 0;
        }
        length += width(&piece);
        if let Some(line) = lines.last_mut() {
            line.push(piece);
        }
    }
    lines
}

fn width(piece: &Piece) -> usize {
    match piece {
        Piece::Number(text, ..) | Piece::Struck(text) | Piece::More(text, _) | Piece::Result(text, ..) => {
            text.chars().count()
        }
        Piece::Sign("(" | ")" | ",", _) => 1,
        Piece::Sign(..) => 3,
    }
}

fn number(value: usize, role: Role) -> Piece {
    Piece::Number(value.to_string(), role, When::Passed)
}

const fn sign(sign: &'static str) -> Piece {
    Piece::Sign(sign, When::Passed)
}

/// A part of the layer's call.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// As PyTorch writes it.
    pub text: String,
    /// True for what the chapter is about.
    pub own: bool,
}

/// The layer as PyTorch writes it: the name of the class, its arguments, and what must be done besides, as a comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The name of the class, such as `Conv2d`.
    pub name: &'static str,
    /// Its arguments, in order.
    pub arguments: Vec<Argument>,
    /// Done to the input before, where the class has no argument for it.
    pub before: Option<String>,
    /// Done to the weights, where the class has no argument for it.
    pub weights: Option<String>,
}

/// The layers of the figure, each as its library writes it: PyTorch, or Keras for the local layer, which PyTorch lacks.
/// Empty where no library has it.
pub fn calls(plan: &Plan) -> Vec<Call> {
    let spec = plan.spec();
    match spec.kind {
        Kind::Dense => {
            let sizes = [plan.input().shape().len(), plan.output().shape().len()];
            let sizes = sizes.iter().map(|size| Argument { text: size.to_string(), own: true });
            let bias = (!spec.bias).then(|| Argument { text: "bias=False".to_owned(), own: false });
            vec![Call { name: "Linear", arguments: sizes.chain(bias).collect(), before: None, weights: None }]
        }
        Kind::Separable => {
            let channels = spec.in_channels;
            let first =
                Spec { kind: Kind::Depthwise, out_channels: channels, groups: channels, bias: false, ..spec.clone() };
            let one = Axes::both(1);
            let second = Spec {
                kind: Kind::Separable,
                kernel: one,
                stride: one,
                dilation: one,
                padding: Padding::zeros(0),
                ..spec.clone()
            };
            vec![call(&first), call(&second)]
        }
        Kind::Local if spec.groups > 1 || spec.dilation != Axes::both(1) || spec.flip => Vec::new(),
        Kind::Local => vec![local_call(spec)],
        _ => vec![call(spec)],
    }
}

/// The local layer as Keras 2 writes it.
fn local_call(spec: &Spec) -> Call {
    let argument = |text: String, own| Argument { text, own };
    let mut arguments = vec![argument(spec.out_channels.to_string(), false), argument(pair(spec.kernel), true)];
    if spec.stride != Axes::both(1) {
        arguments.push(argument(format!("strides={}", pair(spec.stride)), false));
    }
    if !spec.bias {
        arguments.push(argument("use_bias=False".to_owned(), false));
    }
    let before = (!spec.padding.is_none()).then(|| {
        let Padding { top, left, bottom, right, mode: _ } = spec.padding;
        format!("ZeroPadding2D((({top}, {bottom}), ({left}, {right})))")
    });
    Call { name: "LocallyConnected2D", arguments, before, weights: None }
}

/// The layer as PyTorch writes it.
pub fn call(spec: &Spec) -> Call {
    let own = own_setting(spec);
    let (name, windows) = class(spec);
    let both = |axes: Axes<usize>| if spec.kind == Kind::Line { axes.col.to_string() } else { pair(axes) };
    let mut arguments = Vec::new();
    let mut add = |setting: Option<Setting>, text: String| {
        arguments.push(Argument { text, own: setting.is_some() && setting == own });
    };
    if !windows {
        add(Some(Setting::InChannels), spec.in_channels.to_string());
        add(Some(Setting::OutChannels), spec.out_channels.to_string());
    }
    add(Some(Setting::Kernel), both(spec.kernel));
    // A pooling window's stride is its size, unless another is given.
    if windows || spec.stride != Axes::both(1) {
        add(Some(Setting::Stride), format!("stride={}", both(spec.stride)));
    }
    let Padding { top, left, bottom, right, mode } = spec.padding;
    let inside = top == bottom && left == right && mode != PaddingMode::Symmetric;
    let inside = inside && (!windows || mode == PaddingMode::Zeros);
    let padded = top + left + bottom + right > 0;
    if inside && padded {
        add(Some(Setting::Padding), format!("padding={}", both(Axes::new(top, left))));
    }
    if spec.dilation != Axes::both(1) {
        add(Some(Setting::Dilation), format!("dilation={}", both(spec.dilation)));
    }
    let averages = spec.kind == Kind::Pooling && !windows;
    let groups = if averages { spec.in_channels } else { spec.groups };
    if groups > 1 {
        add(Some(Setting::Groups), format!("groups={groups}"));
    }
    if !windows && !spec.bias {
        add(None, "bias=False".to_owned());
    }
    if inside && padded && mode != PaddingMode::Zeros {
        add(None, format!("padding_mode='{}'", mode_id(mode)));
    }
    let sides = |sign: &str| match spec.kind {
        Kind::Line => format!("{left}, {right}"),
        _ => format!("{sign}{left}, {sign}{right}, {sign}{top}, {sign}{bottom}"),
    };
    let before = (padded && !inside).then(|| match mode {
        // What is negative is cropped.
        _ if spec.kind == Kind::Transposed => format!("pad(y, ({}))", sides("-")),
        PaddingMode::Zeros if name.starts_with('M') => format!("pad(x, ({}), value=-inf)", sides("")),
        PaddingMode::Zeros => format!("pad(x, ({}))", sides("")),
        _ => format!("pad(x, ({}), '{}')", sides(""), mode_id(mode)),
    });
    let weights = if averages {
        Some(format!("weight.fill_(1 / {})", spec.kernel.area()))
    } else {
        spec.flip.then(|| if spec.kind == Kind::Line { "weight.flip(2)" } else { "weight.flip(2, 3)" }.to_owned())
    };
    Call { name, arguments, before, weights }
}

/// The class of the layer in PyTorch, and whether it is one of windows without weights. There is none for the mean of a
/// window with holes; a convolution gives the same.
const fn class(spec: &Spec) -> (&'static str, bool) {
    match (spec.kind, spec.pool) {
        (Kind::Transposed, _) => ("ConvTranspose2d", false),
        (Kind::Pooling, Pool::Max) => ("MaxPool2d", true),
        (Kind::Pooling, Pool::Mean) if spec.dilation.row * spec.dilation.col == 1 => ("AvgPool2d", true),
        (Kind::Line, _) => ("Conv1d", false),
        _ => ("Conv2d", false),
    }
}

/// The number that the chapter is about.
pub const fn own_setting(spec: &Spec) -> Option<Setting> {
    match spec.kind.control() {
        Control::Values(setting, _) => Some(setting),
        Control::Groups => Some(Setting::Groups),
        Control::Multiplier(_) => Some(Setting::OutChannels),
        Control::Flip | Control::Pool => None,
    }
}

fn pair(axes: Axes<usize>) -> String {
    if axes.row == axes.col { axes.row.to_string() } else { format!("({}, {})", axes.row, axes.col) }
}

/// One of the values that a chapter's control offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What stands on the segment.
    pub words: String,
    /// True for the present one.
    pub chosen: bool,
    /// What choosing it does.
    pub action: Action,
}

/// The most segments of a control.
const MOST_CHOICES: usize = 5;

/// The values of a chapter's control that can be computed, the present one among them; at most five.
pub fn choices(spec: &Spec, messages: &Messages) -> Vec<Choice> {
    let numbers = |setting: Setting, values: Vec<usize>| {
        let now = setting.value(spec);
        let choice = |&value: &usize| Choice {
            words: value.to_string(),
            chosen: now == Some(value),
            action: Action::Set(setting, value),
        };
        spaced(values, now).iter().map(choice).collect()
    };
    match spec.kind.control() {
        Control::Values(setting, values) => {
            let legal = |&value: &usize| setting.with(spec, value).check().is_ok();
            numbers(setting, values.iter().copied().filter(legal).collect())
        }
        Control::Groups => numbers(Setting::Groups, legal_groups(spec.in_channels, spec.out_channels)),
        Control::Multiplier(values) => {
            let legal = |&value: &usize| Setting::OutChannels.with(spec, spec.in_channels * value).check().is_ok();
            let now = spec.out_channels.is_multiple_of(spec.in_channels).then(|| spec.multiplier());
            let values = spaced(values.iter().copied().filter(legal).collect(), now);
            let choice = |value: usize| Choice {
                words: value.to_string(),
                chosen: now == Some(value),
                action: Action::Multiplier(value),
            };
            values.into_iter().map(choice).collect()
        }
        Control::Pool => [(messages.pool_max, Pool::Max), (messages.pool_mean, Pool::Mean)]
            .map(|(words, pool)| Choice {
                words: words.to_owned(),
                chosen: spec.pool == pool,
                action: Action::Pool(pool),
            })
            .into(),
        Control::Flip => [(messages.as_it_is, false), (messages.turned, true)]
            .map(|(words, flip)| Choice {
                words: words.to_owned(),
                chosen: spec.flip == flip,
                action: Action::Flip(flip),
            })
            .into(),
    }
}

/// At most five values: the present one, the ends, and others evenly between.
fn spaced(mut values: Vec<usize>, now: Option<usize>) -> Vec<usize> {
    if let Some(now) = now
        && let Err(place) = values.binary_search(&now)
    {
        values.insert(place, now);
    }
    while values.len() > MOST_CHOICES {
        // The inner value whose neighbours are closest together, in proportion, is missed least.
        let gap = |&index: &usize| values[index + 1] as f64 / values[index - 1].max(1) as f64;
        let inner = (1..values.len() - 1).filter(|&index| Some(values[index]) != now);
        let least = inner.min_by(|one, two| gap(one).total_cmp(&gap(two)));
        let Some(least) = least else { break };
        values.remove(least);
    }
    values
}

/// The chapter's control with its present value: "Rate of dilation 2".
pub fn control_now(spec: &Spec, messages: &Messages) -> String {
    let chosen = choices(spec, messages).into_iter().find(|choice| choice.chosen);
    let name = spec.kind.words(messages).control;
    match chosen {
        Some(choice) => (messages.control_now)(name, &choice.words),
        None => name.to_owned(),
    }
}

/// The name of a picture.
pub fn picture_name(picture: Picture, messages: &Messages) -> String {
    let name = match picture {
        Picture::Digit(digit) => return (messages.picture_digit)(digit),
        Picture::Face => messages.picture_face,
        Picture::Cat => messages.picture_cat,
        Picture::Ramp => messages.picture_ramp,
        Picture::Impulse => messages.picture_impulse,
        Picture::Checkerboard => messages.picture_checkerboard,
        Picture::Random => messages.picture_random,
    };
    name.to_owned()
}

/// The name of a kernel.
pub fn filter_name(filter: Filter, messages: &Messages) -> &'static str {
    match filter {
        Filter::Identity => messages.filter_identity,
        Filter::Box => messages.filter_box,
        Filter::Gaussian => messages.filter_gaussian,
        Filter::Sharpen => messages.filter_sharpen,
        Filter::SobelX => messages.filter_sobel_x,
        Filter::SobelY => messages.filter_sobel_y,
        Filter::Laplacian => messages.filter_laplacian,
        Filter::Emboss => messages.filter_emboss,
        Filter::Random => messages.filter_random,
    }
}

/// True if a setting changes something now: a seed only where something is random.
pub fn matters(setting: Setting, spec: &Spec) -> bool {
    let random = spec.bias || spec.picture == Picture::Random || spec.filter == Filter::Random;
    match setting {
        Setting::Seed => random || spec.kind == Kind::Separable,
        Setting::Size
        | Setting::InChannels
        | Setting::OutChannels
        | Setting::Kernel
        | Setting::Stride
        | Setting::Padding
        | Setting::Dilation
        | Setting::Groups => spec.kind.uses(setting),
    }
}

/// Values that were set by hand.
pub fn edits(spec: &Spec) -> usize {
    spec.input_edits.iter().count() + spec.weight_edits.iter().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::state::{Browser, State};
    use crate::timeline::{Clock, Speed};

    fn open(link: &str) -> State {
        State::open(link, Browser::default())
    }

    fn text(line: &[Piece]) -> String {
        let word = |piece: &Piece| match piece {
            Piece::Number(text, ..) | Piece::More(text, _) => text.clone(),
            Piece::Struck(text) => format!("/{text}/"),
            Piece::Sign(text, _) => (*text).to_owned(),
            Piece::Result(text, _, known) => {
                if *known {
                    text.clone()
                } else {
                    "?".to_owned()
                }
            }
        };
        line.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    fn weights_of(link: &str) -> String {
        let state = open(link);
        text(&weights(&state.plan, 0, state.messages()).lines[0])
    }

    fn step_of(link: &str) -> Step {
        let state = open(link);
        step(&state.plan, state.moment(), state.focus().map(|focus| &**focus), state.messages())
    }

    #[test]
    fn formulas_have_the_numbers_of_the_layer_in_them() {
        let state = open("kind=strided&n=8x9&s=2&p=1&step=1");
        let size = output_size(&state.plan, state.messages());
        assert_eq!(
            size.lines.iter().map(|line| text(line)).collect::<Vec<_>>(),
            ["⌊ ( 8 + 2 − 3 ) ÷ 2 ⌋ + 1 = 4", "⌊ ( 9 + 2 − 3 ) ÷ 2 ⌋ + 1 = 5",]
        );
        assert_eq!(window(&state.plan, state.messages()), None);
        let state = open("kind=dilated&d=2&step=1");
        let span = window(&state.plan, state.messages()).expect("the window is stretched");
        assert_eq!(text(&span.lines[0]), "2 × ( 3 − 1 ) + 1 = 5");
        assert_eq!(weights_of("kind=grouped"), "3 × 3 × 8 × 8 ÷ 2 = 288");
        assert_eq!(weights_of("kind=dense"), "16 × 9 = 144");
        assert_eq!(weights_of("kind=local"), "3 × 3 × 1 × 1 × 36 = 324");
        assert_eq!(weights_of("kind=separable"), "3 × 3 × 6 × /4/ + /3/ × /3/ × 6 × 4 = 78");
        let state = open("kind=transposed&n=4x5&p=1&step=1");
        let lines: Vec<String> =
            output_size(&state.plan, state.messages()).lines.iter().map(|line| text(line)).collect();
        assert_eq!(lines, ["( 4 − 1 ) × 2 − 2 + 3 = 7", "( 5 − 1 ) × 2 − 2 + 3 = 9"]);
        let state = open("kind=line&d=2&step=1");
        for formula in [Some(output_size(&state.plan, state.messages())), window(&state.plan, state.messages())] {
            assert_eq!(formula.expect("the window is stretched").lines.len(), 1, "there is only one axis");
        }
        assert_eq!(weights_of("kind=line"), "3 × 1 × 1 = 3");
        assert_eq!(weights_of("kind=pooling"), "0");
    }

    #[test]
    fn a_sum_is_complete_only_when_its_terms_are_gathered() {
        let step = step_of("kind=dilated&step=9");
        assert_eq!(step.indices, "2,4");
        assert_eq!(text(&step.lines[0]), "= −7 − 24 − 7 = −38");
        let step = step_of("kind=dilated&step=9&beat=multiply");
        assert_eq!(text(&step.lines[0]), "= −7 − 24 − 7 = ?");
        assert!(step.lines[0].iter().any(|piece| matches!(piece, Piece::Number(_, _, When::Coming))));
    }

    #[test]
    fn a_window_gives_its_largest_value_or_its_mean() {
        assert_eq!(text(&step_of("kind=pooling&step=7").lines[0]), "= max ( 14 , 15 , 14 , 2 ) = 15");
        let mean: Vec<String> = step_of("kind=pooling&pool=mean&step=7").lines.iter().map(|line| text(line)).collect();
        assert_eq!(mean.join(" "), "= ( 14 + 15 + 14 + 2 ) ÷ 4 = 11.25");
        let bordered = step_of("kind=pooling&k=2&s=2&p=1&step=1");
        assert_eq!(text(&bordered.lines[0]), "= max ( 0 ) = 0", "the border takes no part in a maximum");
        let said = open("kind=pooling&step=7").sentence().unwrap_or_default();
        assert!(said.contains("the largest of 14, 15, 14, 2, is 15."), "{said}");
    }

    #[test]
    fn a_place_that_no_stamp_reaches_is_zero() {
        let step = step_of("kind=transposed&k=1&s=2&step=2");
        assert_eq!(text(&step.lines[0]), "= 0");
    }

    #[test]
    fn products_of_a_single_row_are_listed_one_by_one() {
        let step = step_of("kind=line&step=6");
        assert_eq!((step.indices.as_str(), text(&step.lines[0]).as_str()), ("6", "= −3 + 0 + 0 = −3"));
    }

    #[test]
    fn a_step_that_is_not_shown_closely_is_told_once() {
        let state = open("");
        let (mut clock, mut told, mut news) = (Clock::START, Moment::START, 0);
        while clock.moment(Speed::One).step < 20 {
            clock = clock.advance(5.0, Speed::One, state.plan.steps()).0;
            let here = clock.moment(Speed::One);
            if is_news(&state.plan, told, here) {
                (told, news) = (here, news + 1);
                assert!(here.closely || here.share_of(Beat::Gather) >= 1.0, "the sum is known: {here:?}");
            }
        }
        assert!((19 + 5..=19 + 12).contains(&news), "{news}");
    }

    #[test]
    fn long_sums_leave_terms_out_and_break() {
        let step = step_of("kind=channels&cin=16&step=9");
        assert!(step.lines.len() > 1, "{step:?}");
        let pieces = || step.lines.iter().flatten();
        assert!(pieces().any(|piece| matches!(piece, Piece::More(..))));
        assert!(pieces().filter(|piece| matches!(piece, Piece::Number(..))).count() <= 6);
    }

    #[test]
    fn the_call_is_what_pytorch_takes() {
        let call_of = |link: &str| {
            let call = call(open(link).spec());
            let arguments: Vec<String> = call.arguments.into_iter().map(|argument| argument.text).collect();
            (arguments.join(", "), call.before, call.weights)
        };
        assert_eq!(call_of("kind=grouped"), ("8, 8, 3, groups=2".into(), None, None));
        assert_eq!(call_of("kind=dilated"), ("1, 1, 3, dilation=2, bias=False".into(), None, None));
        let reflected = call_of("k=3x5&p=1,2&pad=reflect&bias=1");
        assert_eq!(reflected, ("1, 1, (3, 5), padding=(1, 2), padding_mode='reflect'".into(), None, None));
        let uneven = call_of("p=1,2,3,4&bias=1");
        assert_eq!(uneven, ("1, 1, 3".into(), Some("pad(x, (2, 4, 1, 3))".into()), None));
        let whole = |link: &str| (call(open(link).spec()).name, call_of(link).0, call_of(link).1);
        assert_eq!(whole("kind=transposed&bias=1"), ("ConvTranspose2d", "1, 1, 3, stride=2".into(), None));
        let cropped = whole("kind=transposed&bias=1&p=0,1,1,0").2;
        assert_eq!(cropped.as_deref(), Some("pad(y, (-1, -0, -0, -1))"));
        assert_eq!(whole("kind=pooling"), ("MaxPool2d", "2, stride=2".into(), None));
        assert_eq!(whole("kind=pooling&pool=mean&s=1"), ("AvgPool2d", "2, stride=1".into(), None));
        let holes = "kind=pooling&pool=mean&cin=3&d=2";
        let same = "3, 3, 2, stride=2, dilation=2, groups=3, bias=False";
        assert_eq!(
            (whole(holes), call_of(holes).2.as_deref()),
            (("Conv2d", same.into(), None), Some("weight.fill_(1 / 4)"))
        );
        let line = "kind=line&bias=1&p=1,2";
        assert_eq!(whole(line), ("Conv1d", "1, 1, 3".into(), Some("pad(x, (1, 2))".into())));
        assert_eq!(call_of("kind=flipped&bias=1").2.as_deref(), Some("weight.flip(2, 3)"));
    }

    #[test]
    fn a_control_offers_at_most_five_values_with_the_present_one() {
        for link in ["", "k=7", "kind=grouped", "kind=grouped&cin=64&cout=64&g=32", "kind=depthwise&cout=20", "k=3x5"] {
            let state = open(link);
            for lang in Lang::ALL {
                let choices = choices(state.spec(), lang.messages());
                assert!((1..=5).contains(&choices.len()), "{link}: {choices:?}");
                let chosen = choices.iter().filter(|choice| choice.chosen).count();
                assert_eq!(chosen, usize::from(link != "k=3x5"), "{link}: {choices:?}");
                for choice in choices {
                    let after = state.clone().after(choice.action.clone());
                    assert_eq!(after.plan != state.plan, !choice.chosen, "{link}: {choice:?} changes the figure");
                }
            }
        }
    }

    #[test]
    fn only_what_no_window_reaches_is_said_to_be_unread() {
        let said = |link: &str| unused(&open(link).plan, Lang::English.messages()).len();
        assert_eq!(said("kind=strided&p=0&n=8&s=2"), 2);
        assert_eq!(said("kind=strided&p=1&n=8&s=2"), 0, "the last column of the border is not the input's");
        assert_eq!(said(""), 0);
    }
}
