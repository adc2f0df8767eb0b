//! The words of the panel `call`.

use crate::i18n::Lang;
use crate::i18n::number::commas;

/// Every sentence of the panel.
#[expect(missing_docs, reason = "the English text of each field is its documentation")]
pub struct Words {
    pub title: &'static str,
    pub close: &'static str,
    pub out: &'static str,
    pub frameworks: &'static str,
    pub unknown_framework: fn(&str) -> String,
    pub text_label: fn(&str) -> String,
    pub copy: &'static str,
    pub copied: &'static str,
    pub selected: &'static str,
    pub paste: &'static str,
    pub paste_label: &'static str,
    pub paste_hint: &'static str,
    pub read: &'static str,
    pub read_keys: &'static str,
    pub read_as: fn(&str, usize) -> String,
    pub take_nearest: fn(&str) -> String,
    pub which_layer: &'static str,
    pub layer_numbered: fn(usize) -> String,

    pub refused: fn(usize, usize, &str) -> String,
    pub refused_near: fn(usize, usize, &str, &str) -> String,
    pub unchanged: fn(&str) -> String,
    pub why_empty: &'static str,
    pub why_too_long: fn(usize) -> String,
    pub why_open_text: &'static str,
    pub why_open_bracket: &'static str,
    pub why_too_deep: &'static str,
    pub why_unexpected: fn(&str) -> String,
    pub why_ends: &'static str,
    pub why_no_layer: &'static str,
    pub why_too_many_layers: fn(usize) -> String,
    pub why_unknown_layer: fn(&str) -> String,
    pub why_three_axes: fn(&str) -> String,
    pub why_not_read: fn(&str) -> String,
    pub why_unknown_argument: fn(&str, &str) -> String,
    pub why_twice: fn(&str) -> String,
    pub why_too_many: fn(&str, usize) -> String,
    pub why_positional: &'static str,
    pub why_missing: fn(&str, &str) -> String,
    pub why_not_whole: fn(&str) -> String,
    pub why_not_pair: fn(&str) -> String,
    pub why_least: fn(&str, usize) -> String,
    pub why_most: fn(&str, usize) -> String,
    pub why_not_one_of: fn(&str, &str) -> String,
    pub why_groups: fn(usize, usize, (usize, usize)) -> String,
    pub why_same_stride: &'static str,
    pub why_stride_dilation: &'static str,
    pub why_local_same: &'static str,
    pub why_pool_padding: fn(usize) -> String,
    pub why_output_padding: fn(usize) -> String,
    pub why_chain: fn(usize, usize) -> String,
    pub why_transposed_mode: &'static str,

    pub told_argument: fn(&str) -> String,
    pub told_skipped: fn(&str) -> String,
    pub told_border_lost: &'static str,
    pub told_zeros_in_max: &'static str,
    pub told_shown: fn(&str, usize, usize) -> String,
    pub told_one_of: fn(usize, usize) -> String,
    pub told_one_channel: fn(usize, usize) -> String,
    pub told_dense: fn(usize, usize, usize, usize) -> String,
    pub told_output_padding: &'static str,
    pub told_counts_border: &'static str,
    pub told_multiplier: fn(usize) -> String,
    pub told_inner_bias: &'static str,
    pub told_channels_kept: fn(usize) -> String,
    pub told_adjusted: fn(&str) -> String,

    pub flipped: &'static str,
    pub none: fn(&str) -> String,
    pub unfolded: &'static str,
    pub keras2: &'static str,
    pub bias_per_place: fn(&str) -> String,
    pub same_guessed: &'static str,
    pub zeros_in_max: fn(&str) -> String,
    pub border_before: fn(&str) -> String,
    pub crop_after: fn(&str) -> String,
    pub mode: fn(&str, &str) -> String,
    pub mode_backend: &'static str,
    pub subsampled: &'static str,
    pub mean_as_conv: fn(&str) -> String,
    pub no_groups: fn(&str) -> String,
    pub local_groups: fn(&str) -> String,
    pub output_padding: &'static str,
    pub flatten: &'static str,
    pub input: fn(&str) -> String,
    pub weights: fn(&str) -> String,
    pub counts_border: fn(&str) -> String,
}

impl Words {
    /// The words of a language.
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::English => &ENGLISH,
            Lang::Chinese => &CHINESE,
        }
    }
}

fn or_both(below: usize, above: usize, or: &str) -> String {
    if below == above { format!("{below}") } else { format!("{below}{or}{above}") }
}

static ENGLISH: Words = Words {
    title: "The layer as code",
    close: "Close",
    out: "The layer in the figure",
    frameworks: "Framework",
    unknown_framework: |name| format!("“{name}” is not among the frameworks here; PyTorch is shown."),
    text_label: |framework| format!("This layer in {framework}"),
    copy: "Copy",
    copied: "Copied.",
    selected: "The text is selected: copy it with the keyboard.",
    paste: "From your code",
    paste_label: "A layer from your code",
    paste_hint: "Paste a layer from PyTorch or Keras: one call, or a whole Sequential.",
    read: "Read",
    read_keys: "Ctrl + Enter reads as well.",
    read_as: |framework, layers| match layers {
        1 => format!("Read as {framework}: one layer, which the figure shows."),
        _ => format!("Read as {framework}: {layers} layers, of which the figure shows one."),
    },
    take_nearest: |nearest| format!("Use {nearest}"),
    which_layer: "In the figure",
    layer_numbered: |nth| format!("Layer {nth}"),

    refused: |line, column, why| format!("Line {line}, column {column}: {why}"),
    refused_near: |line, column, why, near| format!("Line {line}, column {column}: {why} Nearest: {near}."),
    unchanged: |why| format!("{why} The figure has not changed."),
    why_empty: "Nothing here yet. Paste a layer.",
    why_too_long: |most| format!("The text is longer than {} characters.", commas(most as u64)),
    why_open_text: "this string has no closing quote.",
    why_open_bracket: "this bracket is never closed.",
    why_too_deep: "there are too many brackets inside brackets.",
    why_unexpected: |found| format!("“{found}” cannot stand here."),
    why_ends: "the text ends here, but something should follow.",
    why_no_layer: "There is no layer in this text. A layer looks like nn.Conv2d(3, 8, 3) or layers.Conv2D(8, 3).",
    why_too_many_layers: |most| format!("at most {most} layers are read at a time."),
    why_unknown_layer: |name| format!("no layer is called “{name}”."),
    why_three_axes: |name| format!("“{name}” has three axes; the figure has two."),
    why_not_read: |framework| format!("{framework} is written here but not read. Paste PyTorch or Keras."),
    why_unknown_argument: |name, layer| format!("{layer} has no argument “{name}”."),
    why_twice: |name| format!("{name} is given twice."),
    why_too_many: |layer, most| format!("{layer} takes at most {most} values by position."),
    why_positional: "a value without a name cannot follow one with a name.",
    why_missing: |name, layer| format!("{layer} needs {name}."),
    why_not_whole: |name| format!("{name} must be a whole number."),
    why_not_pair: |name| format!("{name} must be a whole number, or one for each axis."),
    why_least: |name, least| format!("{name} starts at {least}."),
    why_most: |name, most| format!("{name} goes up to {}.", commas(most as u64)),
    why_not_one_of: |name, allowed| format!("{name} must be one of {allowed}."),
    why_groups: |groups, channels, (below, above)| {
        format!("{groups} groups cannot share {channels} channels evenly; {} can.", or_both(below, above, " or "))
    },
    why_same_stride: "PyTorch has padding='same' only with stride 1. For a stride, write the width.",
    why_stride_dilation: "Keras refuses strides above 1 together with dilation_rate above 1.",
    why_local_same: "Keras has locally connected layers with padding='valid' only.",
    why_pool_padding: |widest| format!("padding is at most half the window: {widest}."),
    why_output_padding: |largest| {
        format!("output_padding stays below the larger of stride and dilation: at most {largest}.")
    },
    why_chain: |reads, given| format!("this layer reads {reads} channels, but the one before it gives {given}."),
    why_transposed_mode: "a transposed layer has padding_mode='zeros' only.",

    told_argument: |name| format!("{name} is known, but changes nothing in the figure."),
    told_skipped: |name| format!("{name} is passed over: the figure shows one layer with a window."),
    told_border_lost: "A border that no layer behind it can take is left out.",
    told_zeros_in_max: "In this text zeros of the border take part in the maximum; in the figure the border never wins.",
    told_shown: |name, asked, shown| {
        format!("{name}: the call asks for {}, the figure shows {}.", commas(asked as u64), commas(shown as u64))
    },
    told_one_of: |nth, all| format!("The text has {all} layers; layer {nth} is shown."),
    told_one_channel: |inputs, outputs| {
        format!("The call asks for {inputs} channels in and {outputs} out; a transposed layer is shown with one each.")
    },
    told_dense: |inputs, outputs, shown_in, shown_out| {
        format!(
            "The call asks for {} inputs and {} outputs; {shown_in} and {shown_out} are shown, as square sheets.",
            commas(inputs as u64),
            commas(outputs as u64)
        )
    },
    told_output_padding: "The rows and columns that output_padding adds are not shown.",
    told_counts_border: "This mean leaves the border out of its divisor; in the figure the border counts.",
    told_multiplier: |multiplier| {
        format!("The call makes {multiplier} maps of each channel in between; one of each is shown.")
    },
    told_inner_bias: "The bias between the two layers is not shown.",
    told_channels_kept: |channels| {
        format!("The text does not say how many channels come in; the figure has {channels}.")
    },
    told_adjusted: |why| format!("{why} The nearest possible layer is shown."),

    flipped: "No framework turns the kernel. This is the same layer once its weights have been turned by 180°.",
    none: |framework| format!("{framework} has no such layer."),
    unfolded: "PyTorch has no locally connected layer. The windows become columns, each with weights of its own.",
    keras2: "LocallyConnected was removed with Keras 3; this is for Keras 2 (TensorFlow up to 2.15).",
    bias_per_place: |framework| {
        format!("In {framework} every place has a bias of its own; in the figure every output channel has one.")
    },
    same_guessed: "What padding='same' means depends on the input's size; this is for a size that the stride divides.",
    zeros_in_max: |framework| {
        format!(
            "{framework} has only zeros for this border, and they take part in the maximum; equal where no value is below 0."
        )
    },
    border_before: |framework| format!("{framework} says this border as a step of its own before the layer."),
    crop_after: |framework| format!("{framework} says this crop as a step of its own behind the layer."),
    mode: |framework, mode| {
        format!("{framework} has no {mode} padding. The text has “reflect”, which does not repeat the edge.")
    },
    mode_backend: "Keras fills this border by keras.ops.pad; not every backend has every mode.",
    subsampled: "Keras refuses a stride together with dilation. The dilated layer comes first, then a stride without a window: the same numbers.",
    mean_as_conv: |framework| {
        format!("{framework} has no mean pooling with holes. A depthwise layer with equal weights is the same.")
    },
    no_groups: |framework| format!("{framework} has no groups in a transposed layer."),
    local_groups: |framework| format!("{framework} has no groups in a locally connected layer."),
    output_padding: "The rows and columns added at the end hold 0 here, without the bias.",
    flatten: "The sheet is read row by row, as one vector.",
    input: |shape| format!("On an input of {shape}."),
    weights: |shape| format!("Weights: {shape}."),
    counts_border: |framework| format!("In this {framework} text the border counts in the mean."),
};

static CHINESE: Words = Words {
    title: "写成代码",
    close: "关闭",
    out: "图中的层",
    frameworks: "框架",
    unknown_framework: |name| format!("这里没有框架“{name}”，显示的是 PyTorch。"),
    text_label: |framework| format!("用 {framework} 写这一层"),
    copy: "复制",
    copied: "已复制。",
    selected: "文本已选中，请用键盘复制。",
    paste: "来自你的代码",
    paste_label: "你的代码中的一层",
    paste_hint: "粘贴 PyTorch 或 Keras 的一层：一次调用，或整个 Sequential。",
    read: "读取",
    read_keys: "也可按 Ctrl + Enter。",
    read_as: |framework, layers| match layers {
        1 => format!("已按 {framework} 读取：共一层，图中显示的就是它。"),
        _ => format!("已按 {framework} 读取：共 {layers} 层，图中显示其中一层。"),
    },
    take_nearest: |nearest| format!("改用 {nearest}"),
    which_layer: "图中显示",
    layer_numbered: |nth| format!("第 {nth} 层"),

    refused: |line, column, why| format!("第 {line} 行第 {column} 列：{why}"),
    refused_near: |line, column, why, near| format!("第 {line} 行第 {column} 列：{why}最近的写法：{near}。"),
    unchanged: |why| format!("{why}图未改变。"),
    why_empty: "还没有内容。请粘贴一层。",
    why_too_long: |most| format!("文本超过 {} 个字符。", commas(most as u64)),
    why_open_text: "字符串缺少右引号。",
    why_open_bracket: "括号没有闭合。",
    why_too_deep: "括号嵌套过深。",
    why_unexpected: |found| format!("“{found}”不能出现在这里。"),
    why_ends: "文本到此结束，但后面应当还有内容。",
    why_no_layer: "文本中没有层。层的写法如 nn.Conv2d(3, 8, 3) 或 layers.Conv2D(8, 3)。",
    why_too_many_layers: |most| format!("一次最多读取 {most} 层。"),
    why_unknown_layer: |name| format!("没有名为“{name}”的层。"),
    why_three_axes: |name| format!("“{name}”有三个轴，图只有两个。"),
    why_not_read: |framework| format!("这里可以写出 {framework}，但不能读取。请粘贴 PyTorch 或 Keras 代码。"),
    why_unknown_argument: |name, layer| format!("{layer} 没有参数“{name}”。"),
    why_twice: |name| format!("{name} 给出了两次。"),
    why_too_many: |layer, most| format!("{layer} 最多接受 {most} 个位置参数。"),
    why_positional: "位置参数不能放在具名参数之后。",
    why_missing: |name, layer| format!("{layer} 缺少 {name}。"),
    why_not_whole: |name| format!("{name} 应为整数。"),
    why_not_pair: |name| format!("{name} 应为整数，或每个轴各一个整数。"),
    why_least: |name, least| format!("{name} 最小为 {least}。"),
    why_most: |name, most| format!("{name} 最大为 {}。", commas(most as u64)),
    why_not_one_of: |name, allowed| format!("{name} 应为 {allowed} 之一。"),
    why_groups: |groups, channels, (below, above)| {
        format!("{channels} 个通道不能平均分成 {groups} 组，可以分成 {} 组。", or_both(below, above, " 组或 "))
    },
    why_same_stride: "PyTorch 只在步幅为 1 时接受 padding='same'。有步幅时请写出宽度。",
    why_stride_dilation: "Keras 不允许 strides 与 dilation_rate 同时大于 1。",
    why_local_same: "Keras 的局部连接层只接受 padding='valid'。",
    why_pool_padding: |widest| format!("padding 最多为窗口的一半：{widest}。"),
    why_output_padding: |largest| format!("output_padding 须小于步幅与膨胀率中较大的一个：最多 {largest}。"),
    why_chain: |reads, given| format!("这一层读取 {reads} 个通道，而前一层给出 {given} 个。"),
    why_transposed_mode: "转置卷积层只接受 padding_mode='zeros'。",

    told_argument: |name| format!("参数 {name} 可以识别，但不改变图。"),
    told_skipped: |name| format!("已略过 {name}：图只显示一个带窗口的层。"),
    told_border_lost: "后面没有层能承接的填充已略去。",
    told_zeros_in_max: "这段代码中，边框的零参与取最大值；在图中，边框不会成为最大值。",
    told_shown: |name, asked, shown| {
        format!("{name}：调用要求 {}，这里显示 {}。", commas(asked as u64), commas(shown as u64))
    },
    told_one_of: |nth, all| format!("文本共有 {all} 层，这里显示第 {nth} 层。"),
    told_one_channel: |inputs, outputs| {
        format!("调用要求 {inputs} 个输入通道、{outputs} 个输出通道；转置卷积在图中各显示一个。")
    },
    told_dense: |inputs, outputs, shown_in, shown_out| {
        format!(
            "调用要求 {} 个输入、{} 个输出；这里以方形显示 {shown_in} 个和 {shown_out} 个。",
            commas(inputs as u64),
            commas(outputs as u64)
        )
    },
    told_output_padding: "output_padding 增加的行与列不显示。",
    told_counts_border: "这个平均值的除数不计边框；图中计入边框。",
    told_multiplier: |multiplier| format!("调用为每个通道生成 {multiplier} 个中间特征图；图中各显示一个。"),
    told_inner_bias: "两层之间的偏置不显示。",
    told_channels_kept: |channels| format!("文本没有写明输入通道数，图中为 {channels} 个。"),
    told_adjusted: |why| format!("{why}这里显示最接近的可行层。"),

    flipped: "没有框架会翻转卷积核。把权重旋转 180° 之后，这就是同一个层。",
    none: |framework| format!("{framework} 没有这样的层。"),
    unfolded: "PyTorch 没有局部连接层。这里把各窗口展成列，每列有自己的权重。",
    keras2: "LocallyConnected 在 Keras 3 中已移除；此写法适用于 Keras 2（TensorFlow 2.15 及以前）。",
    bias_per_place: |framework| format!("在 {framework} 中，每个位置有自己的偏置；图中每个输出通道一个。"),
    same_guessed: "padding='same' 的含义取决于输入大小；这里按能被步幅整除的大小计算。",
    zeros_in_max: |framework| format!("{framework} 在此只能用零填充，零会参与取最大值；没有负值时结果相同。"),
    border_before: |framework| format!("{framework} 用层前的单独一步写出这种填充。"),
    crop_after: |framework| format!("{framework} 用层后的单独一步写出这种裁剪。"),
    mode: |framework, mode| format!("{framework} 没有“{mode}”填充。文本中用的是“reflect”，它不重复边缘。"),
    mode_backend: "Keras 用 keras.ops.pad 填充这种边框；并非每个后端都支持所有方式。",
    subsampled: "Keras 不允许步幅与膨胀率同时大于 1。先做空洞卷积，再按步幅取值，结果相同。",
    mean_as_conv: |framework| format!("{framework} 没有带空洞的平均池化。权重相等的深度卷积与之相同。"),
    no_groups: |framework| format!("{framework} 的转置卷积层没有分组。"),
    local_groups: |framework| format!("{framework} 的局部连接层没有分组。"),
    output_padding: "末尾增加的行与列在这里为 0，不含偏置。",
    flatten: "特征图按行读成一个向量。",
    input: |shape| format!("输入形状为 {shape}。"),
    weights: |shape| format!("权重形状：{shape}。"),
    counts_border: |framework| format!("在这段 {framework} 代码中，平均值计入边框。"),
};
