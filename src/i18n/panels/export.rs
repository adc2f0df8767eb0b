//! The words of what leaves the page: texts for pictures, captions, names of files and parts of a printed sheet.

use crate::i18n::Lang;

/// The words, in one language. In these each `#` is a number or a name, filled in by [`crate::i18n::number::filled`].
#[derive(Debug)]
#[expect(missing_docs, reason = "the English text of each field is its documentation")]
pub struct Words {
    /// The kinds as things, in the order of `spec::Kind::ALL`; of pooling, the one that takes the mean comes last.
    pub kinds: [&'static str; 14],
    /// The flipped kind while the kernel is not turned.
    pub not_turned: &'static str,
    pub dense: &'static str,
    pub channels: &'static str,
    pub channels_in_groups: &'static str,
    pub channels_in_one_group: &'static str,
    pub channels_pooled: &'static str,
    pub kernel: &'static str,
    pub kernel_line: &'static str,
    pub kernel_separable: &'static str,
    pub window: &'static str,
    pub turned: &'static str,
    pub stride: &'static str,
    pub padding: &'static str,
    /// Rows, columns.
    pub padding_two: &'static str,
    /// Left, right.
    pub padding_line: &'static str,
    /// Top, left, bottom, right.
    pub padding_four: &'static str,
    pub no_padding: &'static str,
    /// The kind of padding, in the order of `conv::PaddingMode::ALL`; that of zeros is not said.
    pub padding_of: [&'static str; 5],
    pub rate: &'static str,
    pub bias: &'static str,
    pub sizes: &'static str,
    pub lengths: &'static str,
    pub comma: &'static str,
    pub semicolon: &'static str,
    /// Between two sentences.
    pub stop: &'static str,
    /// Behind the last sentence.
    pub end: &'static str,
    /// Between two sentences that have their stops.
    pub between: &'static str,
    /// Step, place, result.
    pub step_done: &'static str,
    /// Step, beat, place, result.
    pub step_under_way: &'static str,
    pub before_first: &'static str,
    pub loop_all: &'static str,
    pub loop_some: &'static str,
    pub length: &'static str,
    pub length_one: &'static str,
    pub length_some: &'static str,
    pub sheet_every: &'static str,
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

static ENGLISH: Words = Words {
    kinds: [
        "Fully connected layer",
        "Locally connected layer",
        "Convolution",
        "Convolution with a turned kernel",
        "Strided convolution",
        "Dilated convolution",
        "Convolution over channels",
        "Grouped convolution",
        "Depthwise convolution",
        "Depthwise separable convolution",
        "Transposed convolution",
        "Max pooling",
        "1-D convolution",
        "Mean pooling",
    ],
    not_turned: "Convolution without the turn of the kernel",
    dense: "# inputs to # outputs",
    channels: "# to # channels",
    channels_in_groups: "# to # channels in # groups",
    channels_in_one_group: "# to # channels in 1 group",
    channels_pooled: "# channels",
    kernel: "kernel # × #",
    kernel_line: "kernel of #",
    kernel_separable: "kernel # × #, then 1 × 1",
    window: "window # × #",
    turned: "kernel turned",
    stride: "stride #",
    padding: "padding #",
    padding_two: "padding # × #",
    padding_line: "padding # on the left, # on the right",
    padding_four: "padding #, #, #, # (top, left, bottom, right)",
    no_padding: "no padding",
    padding_of: ["", " (reflected)", " (edge repeated)", " (circular)", " (mirrored)"],
    rate: "rate #",
    bias: "bias",
    sizes: "input # × #, output # × #",
    lengths: "input #, output #",
    comma: ", ",
    semicolon: "; ",
    stop: ". ",
    end: ".",
    between: " ",
    step_done: "#: # is #.",
    step_under_way: "#, beat “#”: # becomes #.",
    before_first: "Before the first of # steps",
    loop_all: "Animation of # steps, # s: the outputs appear one after the other.",
    loop_some: "Animation of steps # to # of #, # s: the outputs appear one after the other.",
    length: "# steps, # s",
    length_one: "1 step, # s",
    length_some: "steps # to # of #, # s",
    sheet_every: "One picture for every # steps.",
};

static CHINESE: Words = Words {
    kinds: [
        "全连接层",
        "局部连接层",
        "卷积",
        "翻转卷积核的卷积",
        "带步幅的卷积",
        "空洞卷积",
        "多通道卷积",
        "分组卷积",
        "深度卷积",
        "深度可分离卷积",
        "转置卷积",
        "最大池化",
        "一维卷积",
        "平均池化",
    ],
    not_turned: "不翻转卷积核的卷积",
    dense: "# 个输入，# 个输出",
    channels: "# 个输入通道，# 个输出通道",
    channels_in_groups: "# 个输入通道，# 个输出通道，分为 # 组",
    channels_in_one_group: "# 个输入通道，# 个输出通道，只有 1 组",
    channels_pooled: "# 个通道",
    kernel: "卷积核 # × #",
    kernel_line: "卷积核长度 #",
    kernel_separable: "卷积核先 # × #，后 1 × 1",
    window: "窗口 # × #",
    turned: "卷积核已翻转",
    stride: "步幅 #",
    padding: "填充 #",
    padding_two: "填充 # × #",
    padding_line: "左边填充 #，右边填充 #",
    padding_four: "填充 #、#、#、#（上、左、下、右）",
    no_padding: "无填充",
    padding_of: ["", "（镜像）", "（复制边缘）", "（循环）", "（对称）"],
    rate: "膨胀率 #",
    bias: "有偏置",
    sizes: "输入 # × #，输出 # × #",
    lengths: "输入 #，输出 #",
    comma: "，",
    semicolon: "；",
    stop: "。",
    end: "。",
    between: "",
    step_done: "#：#是 #。",
    step_under_way: "#，“#”一拍：#将是 #。",
    before_first: "共 # 步，尚未开始",
    loop_all: "动图共 # 步，# 秒：输出逐个写入。",
    loop_some: "动图从第 # 步到第 # 步，共 # 步，# 秒：输出逐个写入。",
    length: "# 步，# 秒",
    length_one: "1 步，# 秒",
    length_some: "第 # 步到第 # 步，共 # 步，# 秒",
    sheet_every: "每 # 步一幅。",
};
