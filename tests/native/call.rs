//! Promises of `call`.

use super::conv::random::Random;
use convoscope::call::{
    Call, Framework, Groups, Layer, Notice, Op, Reading, Refusal, Why, of_spec, read, to_spec, write, write_spec,
};
use convoscope::conv::{Axes, Padding, PaddingMode, Pool};
use convoscope::i18n::Lang;
use convoscope::i18n::panels::call::Words;
use convoscope::spec::{Kind, Setting, Spec};

fn layers(text: &str) -> Vec<Layer> {
    taken(text).call.layers
}

fn taken(text: &str) -> Reading {
    read(text).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"))
}

fn refused(text: &str) -> Refusal {
    *read(text).expect_err(text)
}

/// A convolution with its defaults.
fn conv(inputs: usize, outputs: usize, kernel: usize) -> Layer {
    let new = Layer::new(Op::Conv, false);
    Layer { in_channels: Some(inputs), out_channels: Some(outputs), kernel: Axes::both(kernel), ..new }
}

fn border(width: usize) -> Padding {
    Padding::zeros(width)
}

#[test]
fn the_call_of_the_wish_is_read() {
    let depthwise =
        Layer { stride: Axes::both(2), padding: border(1), groups: Groups::Each(2), bias: false, ..conv(32, 64, 3) };
    assert_eq!(layers("nn.Conv2d(32, 64, 3, stride=2, padding=1, groups=32, bias=False)"), [depthwise]);
}

#[test]
fn a_layer_is_read_however_it_is_written() {
    let wanted = Layer { padding: Padding { top: 1, left: 2, bottom: 1, right: 2, ..border(0) }, ..conv(3, 8, 3) };
    for text in [
        "nn.Conv2d(3, 8, 3, padding=(1, 2))",
        "Conv2d(3,8,3,1,(1,2))",
        "torch.nn.Conv2d(in_channels=3, out_channels=8, kernel_size=3, padding=[1, 2],)",
        "self.conv1 = nn.Conv2d(\n    3,  # colours\n    8, kernel_size=(3, 3),\n    padding=(1, 2),\n)",
        "x = nn.Conv2d(3, 8, 3, padding=(1, 2))(x)",
        "conv: nn.Module = nn.Conv2d(3, 2 * 4, 3, padding=(1, 4 // 2)).to('cuda')",
        "import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.c = nn.Conv2d(3, 8, 3, padding=(1, 2))\n    def forward(self, x):\n        return F.relu(self.c(x))\n",
        "Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 2))",
        "nn.Conv2d（3，8，3，padding＝（1，2））",
        "  nn . Conv2d ( 3 , 8 , 3 , padding = ( 1 , 2 ) ) ;",
        "nn.Sequential(nn.ZeroPad2d((2, 2, 1, 1)), nn.Conv2d(3, 8, 3))",
        "nn.Conv2d(3, 8, 3, \\\n  padding=(1, 2))",
    ] {
        assert_eq!(layers(text), std::slice::from_ref(&wanted), "{text}");
    }
}

#[test]
fn what_pytorch_prints_of_a_model_is_read() {
    let text = "Sequential(\n  (0): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1), padding=same)\n  (1): ReLU()\n  (pool): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)\n)";
    let reading = taken(text);
    let pool = Layer {
        kernel: Axes::both(2),
        stride: Axes::both(2),
        in_channels: Some(8),
        ..Layer::new(Op::Pool(Pool::Max), false)
    };
    assert_eq!(reading.call.layers, [Layer { padding: border(1), ..conv(3, 8, 3) }, pool]);
    assert_eq!(reading.notices, [Notice::Skipped("ReLU".to_owned())]);
}

#[test]
fn the_layers_of_keras_are_read() {
    let new = Layer::new(Op::Conv, false);
    let same = Layer { out_channels: Some(8), kernel: Axes::both(3), stride: Axes::both(2), same: true, ..new };
    let reading = taken(
        "x = tf.keras.layers.Conv2D(filters=8, kernel_size=3, strides=(2, 2), padding='same', activation='relu', kernel_initializer=init, name='c')(x)",
    );
    assert_eq!((reading.framework, reading.call.layers), (Framework::Keras, vec![same]));
    assert_eq!(reading.notices, [Notice::Argument("activation")]);
    let each = layers("layers.DepthwiseConv2D(3, depth_multiplier=2, use_bias=False)");
    assert_eq!(each, [Layer { kernel: Axes::both(3), groups: Groups::Each(2), bias: false, ..new }]);
    let sized = taken("keras.Sequential([keras.Input((32, 24, 3)), layers.SeparableConv2D(8, 3)])");
    assert_eq!(sized.call.input, Some((Axes::new(32, 24), 3)));
    assert_eq!((sized.call.layers[0].op, sized.call.layers[0].in_channels), (Op::Separable, Some(3)));
    let older = taken("model.add(Conv2D(8, 3, input_shape=(3, 32, 24), data_format='channels_first'))");
    assert_eq!(older.call.input, Some((Axes::new(32, 24), 3)));
}

#[test]
fn same_is_what_tensorflow_means_by_it() {
    let same = |kernel: usize, stride: usize, size: usize| {
        let call = format!("layers.Conv2D(1, {kernel}, strides={stride}, padding='same')");
        let pad = layers(&call)[0].sides(Some(Axes::both(size)));
        (pad.top, pad.bottom)
    };
    // The odd element stands at the end; what is added hangs on stride and size.
    assert_eq!(same(3, 1, 8), (1, 1));
    assert_eq!(same(2, 1, 8), (0, 1));
    assert_eq!(same(3, 2, 8), (0, 1));
    assert_eq!(same(3, 2, 7), (1, 1));
    assert_eq!(same(2, 3, 9), (0, 0));
}

#[test]
fn a_refusal_has_a_place_a_reason_and_the_nearest_legal_reading() {
    type Case = (&'static str, (usize, usize), Why, Option<&'static str>);
    let cases: [Case; 16] = [
        ("nn.Conv2D(3, 8, 3)", (1, 4), Why::UnknownLayer("Conv2D".to_owned()), Some("Conv2d")),
        ("layers.Conv2d(8, 3)", (1, 8), Why::UnknownLayer("Conv2d".to_owned()), Some("Conv2D")),
        ("nn.Conv2d(8, 8, 3, groups=3)", (1, 27), Why::Groups(3, 8, (2, 4)), Some("2")),
        ("nn.Conv2d(8, 8, x)", (1, 17), Why::NotPair("kernel_size"), None),
        ("nn.Conv2d(c, 8, 3)", (1, 11), Why::NotWhole("in_channels"), None),
        ("nn.Conv2d(8, 8, 3,\n  stride=0)", (2, 10), Why::Least("stride", 1), Some("1")),
        (
            "nn.Conv2d(8, 8, 3, strides=2)",
            (1, 20),
            Why::UnknownArgument("strides".to_owned(), "Conv2d".to_owned()),
            Some("stride"),
        ),
        (
            "nn.Conv2d(8, 8, 3, dilaton=2)",
            (1, 20),
            Why::UnknownArgument("dilaton".to_owned(), "Conv2d".to_owned()),
            Some("dilation"),
        ),
        ("nn.Conv2d(8, 8", (1, 10), Why::OpenBracket, None),
        ("nn.Conv2d(8, 8, 5, stride=2, padding='same')", (1, 38), Why::SameStride, Some("2")),
        ("layers.Conv2D(8, 3, strides=2, dilation_rate=2)", (1, 46), Why::StrideDilation, Some("1")),
        ("nn.MaxPool2d(2, padding=2)", (1, 25), Why::PoolPadding(1), Some("1")),
        ("nn.Conv2d(3, 8)", (1, 1), Why::Missing("kernel_size", "Conv2d".to_owned()), None),
        ("nn.Conv3d(3, 8, 3)", (1, 4), Why::ThreeAxes("Conv3d".to_owned()), Some("Conv2d")),
        ("nn.Conv(features=8, kernel_size=(3, 3))", (1, 4), Why::NotRead("Flax"), None),
        ("Y = Conv <kernel_shape = [3, 3]> (X, W)", (1, 5), Why::NotRead("ONNX"), None),
    ];
    for (text, place, why, nearest) in cases {
        let refusal = refused(text);
        assert_eq!((refusal.place(text), &refusal.why, refusal.nearest.as_deref()), (place, &why, nearest), "{text}");
        if let Some(mended) = refusal.mended(text) {
            assert!(read(&mended).is_ok(), "{mended}");
        }
        for lang in Lang::ALL {
            let sentence = refusal.explain(text, Words::of(lang));
            assert!(sentence.ends_with(['.', '。']), "{sentence}");
        }
    }
}

#[test]
fn a_layer_that_does_not_take_what_the_one_before_gives_is_refused() {
    let text = "nn.Sequential(nn.Conv2d(3, 8, 3), nn.Conv2d(16, 8, 3))";
    assert_eq!(refused(text).why, Why::Chain(16, 8));
    // Two layers that stand beside each other need not fit.
    assert_eq!(layers("a = nn.Conv2d(3, 8, 3)\nb = nn.Conv2d(16, 8, 3)").len(), 2);
}

#[test]
fn limits_are_said() {
    assert_eq!(refused(&" ".repeat(4097)).why, Why::TooLong(4096));
    assert_eq!(refused(" \n").why, Why::Empty);
    assert_eq!(refused("x = 3").why, Why::NoLayer);
    assert_eq!(refused(&"(".repeat(4000)).why, Why::TooDeep);
    assert_eq!(refused(&"nn.Linear(1, 1)\n".repeat(13)).why, Why::TooManyLayers(12));
}

const GOOD: [&str; 6] = [
    "nn.Sequential(nn.ZeroPad2d((2, 2, 1, 1)), nn.Conv2d(3, 8, 3, bias=False), nn.AvgPool2d(2))  # end",
    "self.up = torch.nn.ConvTranspose2d(8, 4, (3, 3), stride=2, padding=1, output_padding=1)",
    "keras.Sequential([keras.Input(shape=(None, None, 3)), layers.LocallyConnected2D(4, 3), layers.Dense(10)])",
    "Sequential(\n  (0): Conv1d(3, 8, kernel_size=(3,), stride=(1,), padding=same)\n)",
    "x = layers.Conv2D（8，“3”, padding=\"same\"）(x); y = -1_0 // 3 * [lambda a: a[0], {1: 2}]",
    "class N:\n  '''doc'''\n  @x\n  def f(self): return F.pad(nn.MaxPool2d(3)(x), (1, -1))\n",
];

#[test]
fn no_text_makes_reading_panic() {
    let mut random = Random::new(11);
    let signs: Vec<char> =
        "()[]{},.=:+-*/%@'\"#\\\n \t0123456789nnConv2dDlayers.lambda_（，）“’＝３Ａ\u{0}é…＼".chars().collect();
    let mut tried = 0;
    let mut look = |text: &str| {
        if let Err(refusal) = read(text) {
            assert!(text.get(refusal.at.clone()).is_some(), "{text:?}: {refusal:?}");
            let _ = (refusal.place(text), refusal.mended(text), refusal.explain(text, Words::of(Lang::English)));
        }
        tried += 1;
    };
    for good in GOOD {
        for end in (0..=good.len()).filter(|&end| good.is_char_boundary(end)) {
            look(&good[..end]);
            look(&good[end..]);
        }
        for at in 0..good.len() {
            for _ in 0..24 {
                let mut bytes = good.as_bytes().to_vec();
                bytes[at] = random.between(0, 255) as u8;
                look(&String::from_utf8_lossy(&bytes));
            }
        }
    }
    for _ in 0..20_000 {
        let text: String = (0..random.between(0, 60)).map(|_| random.one_of(&signs)).collect();
        look(&text);
    }
    assert!(tried > 30_000);
}

/// A layer as PyTorch can state it, or Keras without the input's channels.
fn generated(random: &mut Random, framework: Framework) -> Layer {
    let keras = framework == Framework::Keras;
    let line = random.once_in(3);
    let flat = |axes: Axes<usize>, row: usize| if line { Axes::new(row, axes.col) } else { axes };
    let ops = [Op::Conv, Op::Conv, Op::Separable, Op::Transposed, Op::Pool(Pool::Max), Op::Pool(Pool::Mean), Op::Dense];
    let op = if keras && random.once_in(8) { Op::Local } else { random.one_of(&ops) };
    let new = Layer::new(op, line && op != Op::Dense);
    let (groups, width) = (random.one_of(&[1, 1, 2, 3]), random.between(1, 3));
    let (inputs, outputs) = (groups * random.between(2, 5), groups * random.between(1, 6));
    let mut layer =
        Layer { in_channels: (!keras).then_some(inputs), out_channels: Some(outputs), bias: random.once_in(2), ..new };
    if op == Op::Dense {
        return layer;
    }
    layer.kernel = flat(random.axes(1, 5), 1);
    layer.stride = if random.once_in(2) { Axes::both(1) } else { flat(random.axes(1, 3), 1) };
    if random.once_in(3) {
        layer.dilation = flat(random.axes(1, 3), 1);
    }
    match op {
        Op::Conv if random.once_in(3) => layer.groups = Groups::Each(width),
        Op::Conv => layer.groups = Groups::Of(groups),
        Op::Separable => layer.groups = Groups::Each(width),
        Op::Transposed if !keras => layer.groups = Groups::Of(groups),
        _ => {}
    }
    if layer.groups == Groups::Each(width) && op == Op::Conv {
        layer.out_channels = None;
    }
    if matches!(op, Op::Pool(_)) {
        (layer.in_channels, layer.out_channels, layer.bias) = (None, None, false);
    }
    // What a framework says in another way, or not at all, has tests of its own.
    if (keras && matches!(op, Op::Local | Op::Pool(_))) || op == Op::Pool(Pool::Mean) {
        layer.dilation = Axes::both(1);
    }
    if keras && op == Op::Transposed && layer.stride != Axes::both(1) {
        layer.dilation = Axes::both(1);
    }
    let most = if op == Op::Transposed { 1 } else { 3 };
    let mut side = |across: bool| if across && line { 0 } else { random.between(0, most) };
    let (top, left, bottom, right) = (side(true), side(false), side(true), side(false));
    layer.padding = Padding { top, left, bottom, right, mode: PaddingMode::Zeros };
    match op {
        _ if random.once_in(3) => layer.padding = border(0),
        Op::Transposed => {}
        _ if keras && op != Op::Local && random.once_in(3) => {
            let dilated = layer.dilation != Axes::both(1);
            (layer.padding, layer.same, layer.counts_border) =
                (border(0), layer.stride != Axes::both(1) && !dilated, false);
        }
        Op::Conv | Op::Separable if !keras && random.once_in(2) => {
            layer.padding.mode = random.one_of(&[PaddingMode::Reflect, PaddingMode::Replicate, PaddingMode::Circular]);
        }
        _ => {}
    }
    if !matches!(op, Op::Pool(Pool::Mean)) {
        layer.counts_border = true;
    }
    layer.normal()
}

#[test]
fn what_is_written_is_read_as_it_was() {
    for framework in [Framework::PyTorch, Framework::Keras] {
        let mut random = Random::new(5);
        for nth in 0..4000 {
            let layer = generated(&mut random, framework);
            let call = Call { input: None, layers: vec![layer] };
            let written = write(&call, framework);
            assert!(!written.text.is_empty(), "{call:?}");
            let reading = taken(&written.text);
            assert_eq!(reading.call, call, "{nth}:\n{}", written.text);
            assert_eq!(write(&reading.call, framework).text, written.text);
        }
    }
}

#[test]
fn sequences_are_read_as_they_were_written() {
    for framework in [Framework::PyTorch, Framework::Keras] {
        let mut random = Random::new(7);
        for _ in 0..500 {
            let mut layers = Vec::new();
            let mut channels = random.between(2, 4);
            let input = (framework == Framework::Keras).then_some((Axes::both(random.between(20, 40)), channels));
            for _ in 0..random.between(2, 5) {
                let kernel = random.between(2, 4);
                let next = channels * random.between(1, 2);
                let layer = match random.between(0, 3) {
                    0 => {
                        Layer { kernel: Axes::both(2), stride: Axes::both(2), ..Layer::new(Op::Pool(Pool::Max), false) }
                    }
                    1 => Layer { stride: Axes::both(2), ..conv(channels, next, kernel) },
                    2 => Layer { groups: Groups::Of(channels), ..conv(channels, next, kernel) },
                    _ => Layer { op: Op::Transposed, stride: Axes::both(2), ..conv(channels, next, kernel) },
                };
                channels = layer.channels_after(Some(channels)).expect("it is known");
                layers.push(layer.normal());
            }
            let call = Call { input, layers }.chained();
            let written = write(&call, framework);
            assert_eq!(taken(&written.text).call, call, "{}", written.text);
        }
    }
}

/// What decides the layer of a page, without its data.
fn numbers(spec: &Spec) -> Spec {
    let plain = Kind::default().spec();
    let shown = spec.clone().settled();
    Spec {
        picture: plain.picture,
        filter: plain.filter,
        seed: 0,
        slots: plain.slots,
        kind: plain.kind,
        flip: false,
        pool: plain.pool,
        ..shown
    }
}

#[test]
fn the_layer_of_every_chapter_comes_back_from_pytorch_and_keras() {
    for kind in Kind::ALL {
        for framework in [Framework::PyTorch, Framework::Keras] {
            let spec = kind.spec();
            let written = write_spec(&spec, framework);
            if (kind, framework) == (Kind::Local, Framework::PyTorch) {
                assert!(written.text.starts_with("windows = F.unfold(x, 3)"), "{}", written.text);
                continue;
            }
            let (back, notices) = to_spec(&taken(&written.text).call, 0, &spec);
            assert_eq!(notices, [], "{kind:?} {framework:?}");
            assert_eq!(numbers(&back), numbers(&spec), "{kind:?} {framework:?}");
            assert_eq!(back.kind, if kind == Kind::Flipped { Kind::Shared } else { kind }, "{framework:?}");
        }
    }
}

#[test]
fn every_chapter_has_a_text_in_every_framework_or_a_reason() {
    let without = |kind, framework| (kind, framework) == (Kind::Local, Framework::Onnx);
    for kind in Kind::ALL {
        for framework in Framework::ALL {
            let written = write_spec(&kind.spec(), framework);
            assert_eq!(written.text.is_empty(), without(kind, framework), "{kind:?} {framework:?}");
            assert!(!written.text.is_empty() || !written.remarks.is_empty());
            for lang in Lang::ALL {
                for remark in &written.remarks {
                    let sentence = remark.explain(Words::of(lang));
                    assert!(sentence.ends_with(['.', '。']), "{sentence}");
                }
            }
        }
    }
}

#[test]
fn a_page_made_of_any_text_can_be_drawn() {
    let mut random = Random::new(3);
    for _ in 0..3000 {
        let framework = random.one_of(&[Framework::PyTorch, Framework::Keras]);
        let layer = generated(&mut random, framework);
        let now = random.one_of(&Kind::ALL).spec();
        let (spec, _) = to_spec(&Call { input: None, layers: vec![layer] }, 0, &now);
        assert!(spec.check().is_ok(), "{layer:?}");
        assert_eq!(spec, spec.clone().settled());
    }
}

#[test]
fn the_chapter_is_the_one_that_the_layer_is_about() {
    let now = Kind::Shared.spec();
    for (text, kind) in [
        ("nn.Conv2d(1, 1, 3)", Kind::Shared),
        ("nn.Conv2d(1, 1, 3, stride=2, padding=1)", Kind::Strided),
        ("nn.Conv2d(1, 1, 3, dilation=2)", Kind::Dilated),
        ("nn.Conv2d(3, 8, 3)", Kind::Channels),
        ("nn.Conv2d(8, 8, 3, groups=2)", Kind::Grouped),
        ("nn.Conv2d(8, 8, 3, groups=8)", Kind::Depthwise),
        ("nn.Sequential(nn.Conv2d(8, 8, 3, groups=8), nn.ReLU(), nn.Conv2d(8, 4, 1))", Kind::Separable),
        ("nn.ConvTranspose2d(1, 1, 3)", Kind::Transposed),
        ("nn.AvgPool2d(2)", Kind::Pooling),
        ("nn.Conv1d(1, 1, 3)", Kind::Line),
        ("nn.Linear(16, 9)", Kind::Dense),
        ("layers.LocallyConnected2D(1, 3)", Kind::Local),
    ] {
        let (spec, _) = to_spec(&taken(text).call, 0, &now);
        assert_eq!(spec.kind, kind, "{text}");
    }
}

#[test]
fn what_is_too_large_to_draw_is_said() {
    let now = Kind::Channels.spec();
    let (spec, notices) = to_spec(&taken("nn.Conv2d(2048, 64, 11, stride=4)").call, 0, &now);
    assert_eq!((spec.in_channels, spec.out_channels, spec.kernel), (1024, 64, Axes::both(7)));
    assert_eq!(notices, [Notice::Shown(Setting::InChannels, 2048, 1024), Notice::Shown(Setting::Kernel, 11, 7)]);
    let words = Words::of(Lang::English);
    let sentence = notices[0].explain(words);
    assert!(sentence.contains("2,048") && sentence.contains("1,024"), "{sentence}");
}

#[test]
fn one_layer_of_several_is_chosen() {
    let reading = taken("nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2))");
    let now = Kind::Channels.spec();
    let (first, told) = to_spec(&reading.call, 0, &now);
    assert_eq!((first.kind, told.contains(&Notice::OneOf(1, 2))), (Kind::Channels, true));
    assert_eq!(to_spec(&reading.call, 1, &now).0.kind, Kind::Pooling);
    assert_eq!(to_spec(&reading.call, 9, &now).0.in_channels, 8);
}

#[test]
fn models_as_they_are_written_are_read() {
    let block = "class Block(nn.Module):\n    def __init__(self, norm=None):\n        super(Block, self).__init__()\n        if norm is None:\n            norm = nn.BatchNorm2d\n        self.conv1 = nn.Conv2d(64, 32, kernel_size=1, bias=False)\n        self.bn1 = norm(32)\n        self.conv2 = nn.Conv2d(64, 64, 3)\n    def forward(self, x):\n        out = F.relu(self.bn1(self.conv1(x)))\n        out += x\n        return out\n";
    assert_eq!(layers(block).len(), 2);
    assert_eq!(layers("layers = []\nlayers += [nn.Conv2d(3, 8, 3), nn.ReLU(inplace=True)]").len(), 1);
    let ordered =
        "nn.Sequential(OrderedDict([('a', nn.Conv2d(3, 8, 3)), ('b', nn.BatchNorm2d(8)), ('c', nn.MaxPool2d(2))]))";
    assert_eq!(layers(ordered).len(), 2);
    let functional = "i = keras.Input(shape=(64, 64, 3))\nx = layers.Conv2D(8, 3)(i)\nx = layers.MaxPooling2D()(x)\nx = layers.Flatten()(x)\no = layers.Dense(10)(x)\nmodel = keras.Model(i, o)";
    let reading = taken(functional);
    assert_eq!(reading.call.walk()[1].size, Some(Axes::both(62)));
    // How many features a flattened picture has is not said as if the text said it.
    let (dense, told) = to_spec(&reading.call, 2, &Kind::Shared.spec());
    assert_eq!((dense.kind, dense.size), (Kind::Dense, Axes::both(4)));
    assert!(told.contains(&Notice::ChannelsKept(16)), "{told:?}");
}

#[test]
fn a_large_dense_layer_is_shown_as_large_as_it_can_be() {
    let (spec, told) = to_spec(&taken("nn.Linear(25088, 4096)").call, 0, &Kind::Shared.spec());
    assert_eq!((spec.size, told), (Axes::both(38), vec![Notice::DenseSize((25_088, 4096), (1444, 1369))]));
}

#[test]
fn the_page_says_its_own_input() {
    let call = of_spec(&Kind::Grouped.spec());
    assert_eq!(call.input, Some((Axes::both(5), 8)));
    assert_eq!(write(&call, Framework::PyTorch).text, "nn.Conv2d(8, 8, 3, groups=2)");
}

#[test]
fn what_is_shown_in_the_end_is_said_once() {
    let reading = taken("nn.Conv2d(2048, 4096, 11, padding=5)");
    let (spec, notices) = to_spec(&reading.call, 0, &Kind::Shared.spec());
    for (setting, asked) in [(Setting::InChannels, 2048), (Setting::OutChannels, 4096), (Setting::Kernel, 11)] {
        let said: Vec<_> =
            notices.iter().filter(|notice| matches!(**notice, Notice::Shown(of, _, _) if of == setting)).collect();
        let shown = setting.value(&spec).expect("both sides are equal");
        assert_eq!(said, [&Notice::Shown(setting, asked, shown)], "{notices:?}");
    }
}

#[test]
fn arithmetic_is_computed_as_python_does_or_refused_where_it_stands() {
    for (number, value) in [
        ("2**2", 4),
        ("2**3**2 // 128", 4),
        ("9 - 2**2", 5),
        ("-(-3)", 3),
        ("+(3)", 3),
        ("7 + -(2 * 2)", 3),
        ("8/2", 4),
        ("7//2", 3),
        ("5 + -7 // 2", 1),
        ("6 + 7 // -2", 2),
        ("6 + -2**2", 2),
    ] {
        assert_eq!(layers(&format!("nn.Conv2d(3, 8, {number})")), [conv(3, 8, value)], "{number}");
    }
    assert_eq!(layers("nn.Conv2d(3, 8, 3, stride=2**1)"), [Layer { stride: Axes::both(2), ..conv(3, 8, 3) }]);
    for number in [
        "7/2",
        "5 % 3",
        "1 | 2",
        "7 @ 2",
        "3 // 0",
        "3 / 0",
        "3 % 0",
        "2**-1",
        "2**99",
        "9**2**9",
        "(1, 2) + 3",
        "-(1, 2)",
        "1 + k",
        "k + 1",
        "-k",
        "-[3]",
        "(3, 3) * 1",
        "f(3)(3)",
        "9223372036854775807 + 1",
    ] {
        let text = format!("nn.Conv2d(3, 8, {number})");
        let refusal = refused(&text);
        assert_eq!((refusal.why, refusal.at), (Why::NotPair("kernel_size"), 16..16 + number.len()), "{text}");
    }
    assert_eq!(refused("nn.Conv2d(3, 8, -(3))").why, Why::Least("kernel_size", 1));
    assert_eq!(refused("nn.Conv2d(3, 8, -2**2)").why, Why::Least("kernel_size", 1));
    assert_eq!(refused("nn.Conv2d(7/2, 8, 3)").why, Why::NotWhole("in_channels"));
    assert_eq!(refused("nn.ZeroPad2d(7/2)").why, Why::NotWhole("padding"));
    assert_eq!(refused("layers.ZeroPadding2D(7/2)").why, Why::NotWhole("padding"));
    assert_eq!(refused("keras.Input((8, 8) + 3)").why, Why::NotWhole("shape"));
}

#[test]
fn layers_are_found_beside_every_sign() {
    let one = conv(3, 3, 3);
    for text in [
        "x = -nn.Conv2d(3, 3, 3)(x)",
        "y = x + nn.Conv2d(3, 3, 3)(x) * 2",
        "y = x | nn.Conv2d(3, 3, 3)",
        "y = (x - nn.Conv2d(3, 3, 3)(x))**2 / 3",
        "y = 2**nn.Conv2d(3, 3, 3)(x)",
    ] {
        assert_eq!(layers(text), [one], "{text}");
    }
    let both = layers("y = nn.MaxPool2d(2)(nn.Conv2d(3, 3, 3)(x))(y)");
    assert_eq!(both.iter().map(|layer| layer.op).collect::<Vec<_>>(), [Op::Conv, Op::Pool(Pool::Max)]);
}

#[test]
fn long_texts_without_brackets_inside_brackets_need_no_deep_stack() {
    let long = |part: &str, sign: &str, layer: &str| {
        let mut text = layer.to_owned();
        while text.len() + sign.len() + part.len() <= 4095 {
            text.push_str(sign);
            text.push_str(part);
        }
        text
    };
    let texts = [
        long("a", "+", "nn.Linear(1, 1)"),
        long("a", "*", "nn.Linear(1, 1)"),
        long("a", "**", "nn.Linear(1, 1)"),
        long("2", "**", "nn.Linear(1, 1)"),
        long("a*a", "+", "nn.Linear(1, 1)"),
        long("a", "-", "nn.Linear(1, 1)"),
        long("", "()", "nn.Linear(1, 1)"),
        long("", "(a)", "nn.Linear(1, 1)"),
        long("", "[0]", "nn.Linear(1, 1)"),
        format!("a{}nn.Linear(1, 1)", "+-".repeat(2000)),
    ];
    let small = std::thread::Builder::new().stack_size(256 << 10).spawn(move || {
        for text in &texts {
            assert_eq!(layers(text).len(), 1, "{}", &text[..40]);
        }
        for sign in ["(", "[", "{", "f(", "-(", "a+(", "a**[", "f()("] {
            let deep = |depth: usize| format!("{}nn.Linear(1, 1)", sign.repeat(depth));
            assert_eq!(refused(&deep(4096 / sign.len() - 15)).why, Why::TooDeep, "{sign}");
            assert_eq!(refused(&deep(11)).why, Why::OpenBracket, "{sign}");
        }
    });
    small.expect("a thread").join().expect("a small stack is enough");
}

#[test]
fn limits_of_pairs_hold_along_each_axis_by_itself() {
    let wide = layers("nn.MaxPool2d((1, 7), padding=(0, 3))");
    assert_eq!((wide[0].padding.top, wide[0].padding.left), (0, 3));
    let wider = layers("nn.AvgPool2d((9, 2), padding=(4, 1))");
    assert_eq!((wider[0].padding.top, wider[0].padding.left), (4, 1));
    assert_eq!(layers("nn.MaxPool1d(7, padding=3)")[0].padding.left, 3);
    let up = layers("nn.ConvTranspose2d(1, 1, 3, stride=(1, 3), output_padding=(0, 2))");
    assert_eq!(up[0].output_padding, Axes::new(0, 2));
    for (text, why, nearest) in [
        ("nn.MaxPool2d((1, 7), padding=3)", Why::PoolPadding(0), "(0, 3)"),
        ("nn.MaxPool2d((1, 7), padding=(0, 4))", Why::PoolPadding(3), "(0, 3)"),
        ("nn.MaxPool2d((7, 1), padding=(4, 1))", Why::PoolPadding(3), "(3, 0)"),
        ("nn.MaxPool1d(4, padding=3)", Why::PoolPadding(2), "2"),
        ("nn.ConvTranspose2d(1, 1, 3, stride=(1, 3), output_padding=(0, 3))", Why::OutputPadding(2), "(0, 2)"),
    ] {
        let refusal = refused(text);
        assert_eq!((&refusal.why, refusal.nearest.as_deref()), (&why, Some(nearest)), "{text}");
        assert!(read(&refusal.mended(text).expect("a nearest reading")).is_ok(), "{text}");
    }
}

#[test]
fn a_legal_border_that_the_figure_cannot_draw_is_told_not_refused() {
    let reading = taken("nn.MaxPool2d((1, 31), padding=(0, 15))");
    let (spec, notices) = to_spec(&reading.call, 0, &Kind::Pooling.spec());
    assert!(spec.check().is_ok());
    let told = |setting| notices.iter().any(|notice| matches!(notice, Notice::Shown(of, ..) if *of == setting));
    assert!(told(Setting::Kernel) && told(Setting::Padding), "{notices:?}");
}

#[test]
fn a_chain_that_grows_above_what_is_read_is_refused_at_the_layer_that_does() {
    let widened = "keras.Sequential([keras.Input((8,8,32768)), layers.DepthwiseConv2D(3, depth_multiplier=32768), layers.DepthwiseConv2D(3, depth_multiplier=4), layers.Conv2D(8,3)])";
    let enlarged = "keras.Sequential([keras.Input((32768,32768,1)), layers.Conv2DTranspose(1, 3, strides=32768), layers.Conv2DTranspose(1, 3, strides=32768)])";
    let many = format!(
        "keras.Sequential([keras.Input((8,8,3)), {}layers.Conv2D(8,3)])",
        "layers.DepthwiseConv2D(3, depth_multiplier=32768), ".repeat(9)
    );
    let larger = format!(
        "keras.Sequential([keras.Input((8,8,3)), {}layers.Conv2D(8,3)])",
        "layers.Conv2DTranspose(1, 32768, strides=32768, padding='same'), ".repeat(9)
    );
    let dilated = "keras.Sequential([keras.Input((8,8,3)), layers.Conv2DTranspose(1, 32768, dilation_rate=32768)])";
    let between = "keras.Sequential([keras.Input((8,8,2)), layers.SeparableConv2D(8, 3, depth_multiplier=32768)])";
    let stated = "layers.DepthwiseConv2D(3, input_dim=32768, depth_multiplier=2)";
    for (text, name) in [
        (widened, "layers.Depthwise"),
        (enlarged, "layers.Conv2DT"),
        (&many, "layers.Depthwise"),
        (&larger, "layers.Conv2DT"),
        (dilated, "layers.Conv2DT"),
        (between, "layers.Separable"),
        (stated, "layers.Depthwise"),
    ] {
        let refusal = refused(text);
        assert_eq!((&refusal.why, Some(refusal.at.start)), (&Why::Grows(32_768), text.find(name)), "{text}");
        for lang in Lang::ALL {
            let sentence = refusal.explain(text, Words::of(lang));
            assert!(sentence.contains("32,768") && sentence.ends_with(['.', '。']), "{sentence}");
        }
    }
    // What just fits is read: channels and sides up to the limit itself.
    let fits = "keras.Sequential([keras.Input((16384, 16384, 16384)), layers.DepthwiseConv2D(2, strides=2, depth_multiplier=2), layers.Conv2DTranspose(1, 2, strides=4)])";
    assert_eq!(layers(fits).len(), 2);
}

#[test]
fn the_largest_layers_are_written_and_drawn_without_overflow() {
    for text in [
        "nn.Conv2d(32768, 32768, 32768, dilation=32768, padding=32768)",
        "nn.ConvTranspose2d(32768, 32768, 32768, stride=32768, dilation=32768, padding=32768)",
        "layers.DepthwiseConv2D(32768, depth_multiplier=32768, padding='same', dilation_rate=32768)",
        "keras.Sequential([keras.Input((32768, 32768, 32768)), layers.LocallyConnected2D(32768, 32768)])",
        "layers.Conv1D(32768, 32768, dilation_rate=32768, padding='causal')",
    ] {
        let call = taken(text).call;
        for framework in Framework::ALL {
            let _ = write(&call, framework);
        }
        assert!(to_spec(&call, 0, &Kind::Shared.spec()).0.check().is_ok(), "{text}");
    }
}
