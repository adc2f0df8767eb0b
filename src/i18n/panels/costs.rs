//! The words of the panel of costs.

use crate::i18n::Lang;
use crate::i18n::number::{commas, num};

/// The words, in one language.
#[expect(missing_docs, reason = "the English text of each field is its documentation")]
pub struct Words {
    pub title: &'static str,
    pub dense: &'static str,
    pub local: &'static str,
    pub shared: &'static str,
    pub dilated: fn(usize) -> String,
    pub grouped: fn(usize) -> String,
    pub depthwise: &'static str,
    pub separable: &'static str,
    pub transposed: &'static str,
    pub pooling: &'static str,
    pub kind: &'static str,
    pub parameters: &'static str,
    pub weights: &'static str,
    pub multiply_adds: &'static str,
    pub activations: &'static str,
    pub bytes: &'static str,
    /// Parameters, multiply-adds, bytes: as they stand inside a sentence.
    pub counted: [&'static str; 3],
    pub in_letters: &'static str,
    pub scale: &'static str,
    pub logarithmic: &'static str,
    pub linear: &'static str,
    pub measure: &'static str,
    pub work: &'static str,
    pub memory: &'static str,
    pub ladder: &'static str,
    /// Input rows, columns, channels; output rows, columns, channels; with bias.
    pub layer: fn([usize; 3], [usize; 3], bool) -> String,
    pub ladder_help: &'static str,
    pub memory_help: &'static str,
    pub compare_with: &'static str,
    /// How a count compares: what is counted, how many here, the other kind, how many there.
    pub ratio: fn(&str, u64, &str, u64) -> String,
    pub sweep: &'static str,
    pub setting: &'static str,
    pub kernel: &'static str,
    pub channels: &'static str,
    pub groups: &'static str,
    pub rate: &'static str,
    pub standard: fn(&str) -> String,
    pub sweep_help: &'static str,
    /// What is chosen on the curve: setting, value, parameters, multiply-adds.
    pub sample: fn(&str, usize, u64, u64) -> String,
    pub one_value: &'static str,
    pub show_numbers: &'static str,
    pub formulas: &'static str,
    pub formula_help: &'static str,
    pub go_there: fn(&str) -> String,
    pub save: &'static str,
    pub close: &'static str,
}

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::English => &ENGLISH,
            Lang::Chinese => &CHINESE,
        }
    }
}

/// How many times more the larger of two counts is, to two digits behind the point at most.
fn times(one: u64, two: u64) -> String {
    num((one.max(two) as f64 / one.min(two) as f64) as f32)
}

static ENGLISH: Words = Words {
    title: "What it costs",
    dense: "Dense",
    local: "Local",
    shared: "Standard (shared)",
    dilated: |rate| format!("Dilated, rate {rate}"),
    grouped: |groups| format!("Grouped, {groups}"),
    depthwise: "Depthwise",
    separable: "Separable",
    transposed: "Transposed",
    pooling: "Pooling",
    kind: "Kind",
    parameters: "Parameters",
    weights: "Weights",
    multiply_adds: "Multiply-adds",
    activations: "Activations",
    bytes: "Bytes",
    counted: ["parameters", "multiply-adds", "bytes"],
    in_letters: "In letters",
    scale: "Scale",
    logarithmic: "logarithmic",
    linear: "linear",
    measure: "Counts",
    work: "parameters, multiply-adds",
    memory: "activations, bytes",
    ladder: "The same layer as",
    layer: |[rows, cols, channels], [out_rows, out_cols, out_channels], bias| {
        let bias = if bias { "with bias" } else { "without bias" };
        format!(
            "{rows} × {cols} in, {out_rows} × {out_cols} out, {} to {} channels, {bias}.",
            commas(channels as u64),
            commas(out_channels as u64)
        )
    },
    ladder_help: "The bar is parameters, the thin line with the tick multiply-adds, for outputs of the same size. A click on a kind puts it on the stage; the dense figure has one sheet and outputs of its own size.",
    memory_help: "The bar is activations: every number that the layer computes. The thin line with the tick is bytes: parameters, input and activations, four bytes each.",
    compare_with: "Compared with",
    ratio: |what, own, other, count| match (own, count) {
        _ if own == count => format!("As many {what} as {other}: {}.", commas(own)),
        _ if own > 0 && count > 0 && times(own, count) == "1" => {
            format!("Almost as many {what} as {other}: {} and {}.", commas(own), commas(count))
        }
        (0, _) | (_, 0) => format!("{} {what}; {other} has {}.", commas(own), commas(count)),
        _ if own < count => format!("{} times fewer {what} than {other}.", times(own, count)),
        _ => format!("{} times more {what} than {other}.", times(own, count)),
    },
    sweep: "If one setting changes",
    setting: "Setting",
    kernel: "kernel size",
    channels: "channels",
    groups: "groups",
    rate: "rate",
    standard: |what| format!("standard: {what}"),
    sweep_help: "Drag along the chart, or choose a point with Tab and Enter: the figure follows.",
    sample: |setting, value, parameters, multiply_adds| {
        format!("With {setting} {value}: {} parameters, {} multiply-adds.", commas(parameters), commas(multiply_adds))
    },
    one_value: "In this chapter that setting has one value only.",
    show_numbers: "Show the numbers",
    formulas: "Formulas with the numbers in",
    formula_help: "k: taps along an axis; Cᵢ, Cₒ: input and output channels; H W: input places; P: output places; g: groups. A factor that a kind does without is struck through. Point at a coloured one: what it counts lights in the figure.",
    go_there: |kind| format!("Put {kind} on the stage"),
    save: "Save as SVG",
    close: "Close",
};

static CHINESE: Words = Words {
    title: "计算代价",
    dense: "全连接",
    local: "局部连接",
    shared: "标准（共享权重）",
    dilated: |rate| format!("空洞，膨胀率 {rate}"),
    grouped: |groups| format!("分组，{groups} 组"),
    depthwise: "深度卷积",
    separable: "深度可分离",
    transposed: "转置卷积",
    pooling: "池化",
    kind: "种类",
    parameters: "参数量",
    weights: "权重数",
    multiply_adds: "乘加次数",
    activations: "激活值",
    bytes: "字节",
    counted: ["参数量", "乘加次数", "字节数"],
    in_letters: "字母公式",
    scale: "刻度",
    logarithmic: "对数",
    linear: "线性",
    measure: "计数",
    work: "参数量与乘加次数",
    memory: "激活值与字节",
    ladder: "同一层换成",
    layer: |[rows, cols, channels], [out_rows, out_cols, out_channels], bias| {
        let bias = if bias { "有偏置" } else { "无偏置" };
        format!(
            "输入 {rows} × {cols}，输出 {out_rows} × {out_cols}，通道 {} 到 {}，{bias}。",
            commas(channels as u64),
            commas(out_channels as u64)
        )
    },
    ladder_help: "粗条是参数量，带刻度的细线是乘加次数，输出大小都相同。点一种卷积，就把它放到图中；全连接的图只有一张输入，输出大小另定。",
    memory_help: "粗条是激活值，即这一层算出的全部数；带刻度的细线是字节数：参数、输入与激活值，每个数四字节。",
    compare_with: "对比",
    ratio: |what, own, other, count| match (own, count) {
        _ if own == count => format!("{what}与{other}相同：{}。", commas(own)),
        _ if own > 0 && count > 0 && times(own, count) == "1" => {
            format!("{what}与{other}几乎相同：{}与 {}。", commas(own), commas(count))
        }
        (0, _) | (_, 0) => format!("{what}为 {}，{other}为 {}。", commas(own), commas(count)),
        _ if own < count => format!("{what}少，{other}是它的 {} 倍。", times(own, count)),
        _ => format!("{what}是{other}的 {} 倍。", times(own, count)),
    },
    sweep: "只改一项设置",
    setting: "设置",
    kernel: "卷积核大小",
    channels: "通道数",
    groups: "分组数",
    rate: "膨胀率",
    standard: |what| format!("标准卷积：{what}"),
    sweep_help: "沿图拖动，或用 Tab 与 Enter 选一点，图形随之改变。",
    sample: |setting, value, parameters, multiply_adds| {
        format!("{setting}为 {value} 时：参数 {} 个，乘加 {} 次。", commas(parameters), commas(multiply_adds))
    },
    one_value: "本章中这项设置只有一个值。",
    show_numbers: "显示数字",
    formulas: "代入数字的公式",
    formula_help: "k：卷积核一边的长度；Cᵢ、Cₒ：输入、输出通道数；H W：输入位置数；P：输出位置数；g：分组数。某种卷积省去的因子画有删除线。指向有颜色的因子，图中它所数的部分会亮起。",
    go_there: |kind| format!("把{kind}放到图中"),
    save: "存为 SVG",
    close: "关闭",
};
