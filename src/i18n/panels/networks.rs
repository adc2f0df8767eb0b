//! The words of the panel `networks`: layers of real networks.

use crate::i18n::Lang;
use crate::i18n::number::commas;

/// Every sentence of the panel.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English text of each field is its documentation")]
pub struct NetworkWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub close: &'static str,
    pub choose: &'static str,
    /// In the order of the kinds: with weights, pooling, joining.
    pub kinds: [&'static str; 14],

    pub loading: &'static str,
    pub failed: &'static str,
    pub again: &'static str,
    pub unreadable: fn(usize) -> String,
    pub wrong_source: fn(usize) -> String,
    pub wrong_size: fn(usize) -> String,
    pub wrong_sum: fn(usize) -> String,
    pub unknown: fn(&str) -> String,

    pub year: fn(u16) -> String,
    pub input: fn(usize, usize, usize) -> String,
    pub source: fn(&str) -> String,
    pub params: &'static str,
    pub macs: &'static str,
    pub layers_with_weights: fn(usize) -> String,
    pub with_norm: fn(u64, u64) -> String,
    pub without_norm: fn(u64) -> String,
    pub counted: &'static str,

    pub published: &'static str,
    /// Parameters, multiply-adds, neurons, share, rates, receptive field.
    pub quantities: [&'static str; 6],
    pub above: fn(&str) -> String,
    pub below: fn(&str) -> String,
    pub about: fn(&str) -> String,
    pub percent: fn(&str) -> String,
    pub figure: fn(&str, &str) -> String,
    pub ours: fn(&str, &str) -> String,
    pub same: &'static str,
    pub rounded: &'static str,
    pub cut: &'static str,
    pub holds: &'static str,
    pub entries: fn(usize, usize) -> String,
    pub more: fn(&str, &str) -> String,
    pub less: fn(&str, &str) -> String,
    pub place: fn(&str, &str) -> String,
    /// Seen, read from the package, not looked up.
    pub checked: [&'static str; 3],
    pub remark: &'static str,

    pub what_if: &'static str,
    pub swap_none: &'static str,
    pub swap_separable: &'static str,
    pub swap_standard: &'static str,
    pub swap_shared: &'static str,
    pub swap_groups: fn(usize) -> String,
    pub did_separable: fn(usize, usize) -> String,
    pub did_standard: fn(usize, usize) -> String,
    pub did_shared: fn(usize, usize) -> String,
    pub did_groups: fn(usize, usize, usize) -> String,
    pub did_nothing: &'static str,
    pub norm_stays: fn(u64) -> String,
    pub change: fn(&str, &str) -> String,
    pub times: fn(&str) -> String,
    pub part_of: fn(&str) -> String,

    pub by_kind: &'static str,
    pub by_kind_label: fn(&str) -> String,
    pub norm: &'static str,
    pub by_layer: &'static str,
    pub by_layer_label: fn(&str) -> String,
    pub by_layer_help: &'static str,
    pub save: &'static str,

    pub table: fn(&str) -> String,
    pub col_layer: &'static str,
    pub col_kind: &'static str,
    pub col_shape: &'static str,
    pub col_window: &'static str,
    pub col_params: &'static str,
    pub col_macs: &'static str,
    pub col_field: &'static str,
    pub whole: &'static str,
    pub field: fn(&str) -> String,
    pub whole_and_window: fn(&str) -> String,
    pub field_note: &'static str,
    pub stride: fn(&str) -> String,
    pub rate: fn(&str) -> String,
    pub padding: fn(&str) -> String,
    pub groups: fn(usize) -> String,
    pub reads: fn(&str) -> String,
    pub the_input: &'static str,

    pub table_help: &'static str,
    pub draw: fn(&str) -> String,
    pub look: &'static str,
    pub drawn_whole: fn(&str, &str, &str) -> String,
    pub drawn: fn(&str, &str, &str, &str) -> String,
    pub channels_at: fn(usize, usize, &str) -> String,
    pub vectors: fn(usize, usize) -> String,
    pub part_kernel: fn(&str) -> String,
    pub part_stride: fn(&str) -> String,
    pub part_rate: fn(&str) -> String,
    pub part_padding: fn(&str) -> String,
    pub part_groups: fn(usize) -> String,
    pub comma: &'static str,
    /// Between two sentences.
    pub space: &'static str,
    pub formula_params: &'static str,
    pub formula_macs: &'static str,
    pub formula_size: &'static str,
}

/// The words in a language.
pub const fn words(lang: Lang) -> &'static NetworkWords {
    match lang {
        Lang::English => &ENGLISH,
        Lang::Chinese => &CHINESE,
    }
}

/// One, or so many, of something.
fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", commas(n as u64)) }
}

static ENGLISH: NetworkWords = NetworkWords {
    title: "Real networks",
    lead: "Layer by layer, as published. Every number follows from the sizes in its row.",
    close: "Close",
    choose: "Network",
    kinds: [
        "standard",
        "pointwise, 1 × 1",
        "depthwise",
        "grouped",
        "local",
        "fully connected",
        "max pooling",
        "mean pooling",
        "mean of whole maps",
        "concatenation",
        "sum",
        "product",
        "part of the maps",
        "repeated",
    ],

    loading: "Loading the table.",
    failed: "The table could not be loaded. The connection may be gone.",
    again: "Try again",
    unreadable: |line| format!("This table cannot be read: line {line} is not understood."),
    wrong_source: |line| format!("This table cannot be read: line {line} names a layer that does not stand above it."),
    wrong_size: |line| format!("This table cannot be read: in line {line} the sizes do not fit."),
    wrong_sum: |line| format!("This table cannot be read: in line {line} the counts do not follow from the sizes."),
    unknown: |word| format!("The link names “{word}”, which is not known here; it was left out."),

    year: |year| format!("architecture of {year}"),
    input: |channels, height, width| format!("input {channels} × {height} × {width}"),
    source: |source| format!("Layers taken from: {source}."),
    params: "Parameters",
    macs: "Multiply-adds",
    layers_with_weights: |n| counted(n, "layer with weights", "layers with weights"),
    with_norm: |norm, kept| {
        format!(
            "Of them, {} are scale and shift of the normalisation. It also keeps {} running means and variances, which are not trained and not counted.",
            commas(norm),
            commas(kept)
        )
    },
    without_norm: |bias| match bias {
        0 => "All of them are weights.".to_owned(),
        1 => "One of them is a bias.".to_owned(),
        n => format!("Of them {} are biases.", commas(n)),
    },
    counted: "For one input, products with padding included. Pooling, normalisation, activations and bias are not counted.",

    published: "As published",
    quantities: [
        "Parameters",
        "Multiply-adds",
        "Neurons",
        "Parameters in local and fully connected layers",
        "Rates",
        "Receptive field of the last window",
    ],
    above: |value| format!("more than {value}"),
    below: |value| format!("fewer than {value}"),
    about: |value| format!("about {value}"),
    percent: |value| format!("{value} %"),
    figure: |quantity, value| format!("{quantity}: {value}"),
    ours: |value, difference| format!("Here {value}: {difference}."),
    same: "the same",
    rounded: "the same when rounded",
    cut: "the same when cut, not rounded",
    holds: "as stated",
    entries: |differ, all| match differ {
        1 => format!("1 of {all} differs"),
        differ => format!("{differ} of {all} differ"),
    },
    more: |by, percent| format!("{by} more, {percent}"),
    less: |by, percent| format!("{by} less, {percent}"),
    place: |place, checked| format!("{place} ({checked})"),
    checked: ["seen in a public text", "read from the installed package", "not looked up"],
    remark: "Why they differ",

    what_if: "What if",
    swap_none: "As it is",
    swap_separable: "Separable",
    swap_standard: "Standard",
    swap_shared: "Shared",
    swap_groups: |groups| if groups == 1 { "1 group".to_owned() } else { format!("{groups} groups") },
    did_separable: |n, _| match n {
        1 => "1 layer with a window is now depthwise separable.".to_owned(),
        n => format!("{n} layers with a window are now depthwise separable."),
    },
    did_standard: |n, kept| {
        let done = match n {
            1 => "1 depthwise layer and the pointwise one after it are now one standard layer.".to_owned(),
            n => format!("{n} depthwise layers, each with the pointwise one after it, are now standard layers."),
        };
        match kept {
            0 => done,
            1 => format!("{done} 1 stays: no pointwise layer reads it directly."),
            kept => format!("{done} {kept} stay: no pointwise layer reads them directly."),
        }
    },
    did_shared: |n, _| match n {
        1 => "1 local layer now shares one kernel among all its places.".to_owned(),
        n => format!("{n} local layers now share one kernel each among all their places."),
    },
    did_groups: |n, kept, groups| {
        let groups = if groups == 1 { "1 group".to_owned() } else { format!("{groups} groups") };
        let done = match n {
            1 => format!("1 layer now has {groups}."),
            n => format!("{n} layers now have {groups}."),
        };
        match kept {
            0 => done,
            1 => format!("{done} 1 cannot: its channels do not divide."),
            kept => format!("{done} {kept} cannot: their channels do not divide."),
        }
    },
    did_nothing: "This network has no layer that this would change.",
    norm_stays: |norm| match norm {
        0 => "Sizes and connections stay.".to_owned(),
        norm => format!("Sizes and connections stay, and so do the {} parameters of normalisation.", commas(norm)),
    },
    change: |before, ratio| format!("Before: {before}. Now {ratio}."),
    times: |factor| format!("{factor} times that"),
    part_of: |percent| format!("{percent} of that"),

    by_kind: "Where they sit, by kind of layer",
    by_kind_label: |network| format!("{network}: parameters and multiply-adds by kind of layer"),
    norm: "normalisation",
    by_layer: "Where they sit, from the first layer to the last",
    by_layer_label: |network| format!("{network}: parameters and multiply-adds of every layer, in order"),
    by_layer_help: "Colours stand for the same kinds as above.",
    save: "Save as SVG",

    table: |network| format!("Layers of {network}"),
    col_layer: "Layer",
    col_kind: "Kind",
    col_shape: "Shape",
    col_window: "Window",
    col_params: "Parameters",
    col_macs: "Multiply-adds",
    col_field: "Receptive field",
    whole: "the whole input",
    field: |size| size.to_owned(),
    whole_and_window: |size| format!("the whole input; {size} by windows"),
    field_note: "Receptive field: input places from the first to the last that one output sees, borders left aside. Where layers join, the widest counts; what reads whole maps, or is multiplied by what does, sees the whole input.",
    stride: |value| format!("stride {value}"),
    rate: |value| format!("rate {value}"),
    padding: |value| format!("padding {value}"),
    groups: |n| format!("{} groups", commas(n as u64)),
    reads: |names| format!("reads {names}"),
    the_input: "the input",

    table_help: "A click on a layer's name puts it on the stage, as large as can be drawn.",
    draw: |layer| format!("Put {layer} on the stage"),
    look: "To the stage",
    drawn_whole: |network, layer, what| format!("{network}, {layer}: {what}, drawn as it is."),
    drawn: |network, layer, real, drawn| format!("{network}, {layer}: {real}. Drawn: {drawn}."),
    channels_at: |inputs, outputs, size| {
        if inputs == outputs {
            format!("{} at {size}", counted(inputs, "channel", "channels"))
        } else {
            format!("{} → {} channels at {size}", commas(inputs as u64), commas(outputs as u64))
        }
    },
    vectors: |inputs, outputs| {
        format!("{} to {}", counted(inputs, "input", "inputs"), counted(outputs, "output", "outputs"))
    },
    part_kernel: |value| format!("kernel {value}"),
    part_stride: |value| format!("stride {value}"),
    part_rate: |value| format!("rate {value}"),
    part_padding: |value| format!("padding {value}"),
    part_groups: |n| counted(n, "group", "groups"),
    comma: ", ",
    space: " ",
    formula_params: "Parameters",
    formula_macs: "Multiply-adds",
    formula_size: "Output size",
};

static CHINESE: NetworkWords = NetworkWords {
    title: "真实网络",
    lead: "逐层列出已发表的网络。每个数都由所在行的尺寸算出。",
    close: "关闭",
    choose: "网络",
    kinds: [
        "标准卷积",
        "逐点卷积（1 × 1）",
        "深度卷积",
        "分组卷积",
        "局部连接",
        "全连接",
        "最大池化",
        "平均池化",
        "全图平均",
        "拼接",
        "相加",
        "相乘",
        "部分特征图",
        "铺满",
    ],

    loading: "正在加载表格。",
    failed: "表格未能加载，可能是网络断开了。",
    again: "重试",
    unreadable: |line| format!("无法读取这张表：第 {line} 行看不懂。"),
    wrong_source: |line| format!("无法读取这张表：第 {line} 行提到的层不在它之前。"),
    wrong_size: |line| format!("无法读取这张表：第 {line} 行的尺寸对不上。"),
    wrong_sum: |line| format!("无法读取这张表：第 {line} 行的计数与尺寸不符。"),
    unknown: |word| format!("链接中的“{word}”在这里没有对应的内容，已忽略。"),

    year: |year| format!("结构出自 {year} 年"),
    input: |channels, height, width| format!("输入 {channels} × {height} × {width}"),
    source: |source| format!("各层取自：{source}。"),
    params: "参数量",
    macs: "乘加次数",
    layers_with_weights: |n| format!("{n} 个带权重的层"),
    with_norm: |norm, kept| {
        format!(
            "其中 {} 个是归一化的缩放与平移。归一化另存 {} 个滑动均值和方差，它们不参与训练，也不计入。",
            commas(norm),
            commas(kept)
        )
    },
    without_norm: |bias| match bias {
        0 => "全部是权重。".to_owned(),
        n => format!("其中 {} 个是偏置。", commas(n)),
    },
    counted: "按一个输入计，包括与填充的乘积；池化、归一化、激活和偏置不计。",

    published: "公布的数字",
    quantities: ["参数量", "乘加次数", "神经元", "局部连接层与全连接层的参数占比", "膨胀率", "最后一个窗口的感受野"],
    above: |value| format!("超过 {value}"),
    below: |value| format!("少于 {value}"),
    about: |value| format!("约 {value}"),
    percent: |value| format!("{value}%"),
    figure: |quantity, value| format!("{quantity}：{value}"),
    ours: |value, difference| format!("这里是 {value}：{difference}。"),
    same: "相同",
    rounded: "四舍五入后相同",
    cut: "截断（而非四舍五入）后相同",
    holds: "与所述相符",
    entries: |differ, all| format!("{all} 个中有 {differ} 个不同"),
    more: |by, percent| format!("多 {by}（{percent}）"),
    less: |by, percent| format!("少 {by}（{percent}）"),
    place: |place, checked| format!("{place}（{checked}）"),
    checked: ["见于公开文本", "读自已安装的软件包", "未查证"],
    remark: "为什么不同",

    what_if: "如果改成",
    swap_none: "原样",
    swap_separable: "深度可分离",
    swap_standard: "标准",
    swap_shared: "共享权重",
    swap_groups: |groups| format!("{groups} 组"),
    did_separable: |n, _| format!("{n} 个带窗口的层改成了深度可分离卷积。"),
    did_standard: |n, kept| {
        let done = format!("{n} 个深度卷积各与其后的逐点卷积合成了一个标准卷积。");
        match kept {
            0 => done,
            kept => format!("{done}另有 {kept} 个不变：没有逐点卷积直接读取它们。"),
        }
    },
    did_shared: |n, _| format!("{n} 个局部连接层改成了所有位置共用一个卷积核。"),
    did_groups: |n, kept, groups| {
        let done = format!("{n} 个层改成了 {groups} 组。");
        match kept {
            0 => done,
            kept => format!("{done}另有 {kept} 个改不了：通道数不能整除。"),
        }
    },
    did_nothing: "这个网络里没有可以这样改的层。",
    norm_stays: |norm| match norm {
        0 => "尺寸和连接不变。".to_owned(),
        norm => format!("尺寸和连接不变，归一化的 {} 个参数也不变。", commas(norm)),
    },
    change: |before, ratio| format!("原为 {before}，现在是{ratio}。"),
    times: |factor| format!("原来的 {factor} 倍"),
    part_of: |percent| format!("原来的 {percent}"),

    by_kind: "集中在哪一类层",
    by_kind_label: |network| format!("{network}：各类层的参数量与乘加次数"),
    norm: "归一化",
    by_layer: "从第一层到最后一层，分布在哪里",
    by_layer_label: |network| format!("{network}：逐层的参数量与乘加次数"),
    by_layer_help: "颜色与上图同指一类层。",
    save: "存为 SVG",

    table: |network| format!("各层：{network}"),
    col_layer: "层",
    col_kind: "种类",
    col_shape: "形状",
    col_window: "窗口",
    col_params: "参数量",
    col_macs: "乘加次数",
    col_field: "感受野",
    whole: "整个输入",
    field: |size| size.to_owned(),
    whole_and_window: |size| format!("整个输入；只经窗口为 {size}"),
    field_note: "感受野：一个输出看到的输入，从第一个位置到最后一个位置的跨度，不考虑边界。多层汇合处取最宽的；读取整张特征图的层，以及与之相乘的层，看到整个输入。",
    stride: |value| format!("步幅 {value}"),
    rate: |value| format!("膨胀率 {value}"),
    padding: |value| format!("填充 {value}"),
    groups: |n| format!("{} 组", commas(n as u64)),
    reads: |names| format!("读取：{names}"),
    the_input: "输入",

    table_help: "点一层的名字，就按能画出的大小把它放到图中。",
    draw: |layer| format!("把 {layer} 放到图中"),
    look: "看图",
    drawn_whole: |network, layer, what| format!("{network}，{layer}：{what}，按原样画出。"),
    drawn: |network, layer, real, drawn| format!("{network}，{layer}：{real}。画出的是：{drawn}。"),
    channels_at: |inputs, outputs, size| {
        if inputs == outputs {
            format!("{} 个通道，{size}", commas(inputs as u64))
        } else {
            format!("{} → {} 个通道，{size}", commas(inputs as u64), commas(outputs as u64))
        }
    },
    vectors: |inputs, outputs| format!("{} 个输入到 {} 个输出", commas(inputs as u64), commas(outputs as u64)),
    part_kernel: |value| format!("卷积核 {value}"),
    part_stride: |value| format!("步幅 {value}"),
    part_rate: |value| format!("膨胀率 {value}"),
    part_padding: |value| format!("填充 {value}"),
    part_groups: |n| format!("{} 组", commas(n as u64)),
    comma: "，",
    space: "",
    formula_params: "参数量",
    formula_macs: "乘加次数",
    formula_size: "输出尺寸",
};
