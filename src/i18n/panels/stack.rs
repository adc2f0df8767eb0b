//! The words of the panel `field`: how far a stack of layers sees.

use crate::i18n::Lang;
use crate::i18n::number::{commas, num};

/// The sentences.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English text of each field is its documentation")]
pub struct Words {
    pub title: &'static str,
    pub close: &'static str,
    pub save: &'static str,
    pub about: &'static str,

    pub presets: &'static str,
    pub preset_names: [&'static str; 11],
    pub extent: &'static str,
    pub extents: [&'static str; 3],
    pub layers: &'static str,
    pub kind: &'static str,
    pub kinds: [&'static str; 5],
    pub fields: [&'static str; 3],
    pub padded: &'static str,
    pub layer: fn(usize) -> String,
    pub of_layer: fn(&str, usize) -> String,
    pub earlier: &'static str,
    pub later: &'static str,
    pub remove: &'static str,
    pub add: &'static str,
    pub full: fn(usize) -> String,
    pub on_stage: fn(usize) -> String,
    pub table_about: &'static str,

    pub columns: [&'static str; 6],
    pub sees_area: fn(u64, u64) -> String,
    pub sees_line: fn(u64, u64) -> String,
    pub sees_size: fn(&str) -> String,
    pub paths: fn(&str, u64, u64, bool) -> String,
    pub effective: &'static str,
    pub equal_weights: &'static str,
    pub root: &'static str,
    pub neighbours: fn(u64) -> String,
    pub start: fn(u64) -> String,
    pub uncounted: &'static str,

    pub windows: &'static str,
    pub windows_about: &'static str,
    pub ways: &'static str,
    pub ways_about: &'static str,
    pub bars_about: &'static str,
    pub growth: &'static str,
    pub growth_about: &'static str,
    pub heat: &'static str,
    pub heat_about: &'static str,
    pub bell: &'static str,
    pub bell_about: &'static str,
    pub curves: [&'static str; 3],

    pub output: &'static str,
    pub input: &'static str,
    pub input_count: &'static str,
    pub inputs: fn(u64) -> String,
    pub square: fn(u64) -> String,
    pub whole: fn(&str) -> String,
    pub middle: fn(&str) -> String,
    pub never: fn(u64) -> String,
    pub share_of_one: fn(&str) -> String,
    pub normal: &'static str,

    pub unreadable: fn(&str) -> String,
    pub clamped: fn(usize, &str, &str, usize) -> String,
    pub too_many: fn(usize, usize) -> String,
}

/// The sentences in a language.
pub const fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::English => &ENGLISH,
        Lang::Chinese => &CHINESE,
    }
}

/// A share of a whole in per cent, with two decimals at most.
fn percent(part: u64, whole: u64) -> String {
    num((part as f64 / whole as f64 * 100.0) as f32)
}

/// A share in whole per cent, for prose; one that is not all or nothing is never rounded to it.
fn whole_percent(part: u64, whole: u64) -> String {
    match (part as f64 / whole as f64 * 100.0).round() {
        0.0 if part > 0 => percent(part, whole),
        100.0 if part < whole => percent(part, whole),
        share => num(share as f32),
    }
}

static ENGLISH: Words = Words {
    title: "How far a stack of layers sees",
    close: "Close",
    save: "Save as SVG",
    about: "One output of the last layer reads a window of the layer before it, each of these another window, and so on down to the input. What it can see there is its receptive field.",

    presets: "Stacks",
    preset_names: [
        "Three 3 × 3",
        "One 7 × 7",
        "Rates 1, 2, 4",
        "Rates 2, 2, 2",
        "Rates 1, 2, 5",
        "AlexNet to the last pooling",
        "VGG-16, first 12 layers",
        "MobileNet, first 12 layers",
        "DeepLab’s cascade",
        "WaveNet’s ten layers",
        "Twelve equal layers",
    ],
    extent: "Input",
    extents: ["2-D", "1-D", "1-D, causal"],
    layers: "Layers",
    kind: "Kind",
    kinds: ["Convolution", "Depthwise", "Pointwise, 1 × 1", "Max pooling", "Mean pooling"],
    fields: ["Kernel", "Stride", "Rate"],
    padded: "Padding",
    layer: |nth| format!("Layer {nth}"),
    of_layer: |name, nth| format!("{name}, layer {nth}"),
    earlier: "Up",
    later: "Down",
    remove: "Remove",
    add: "Add a layer",
    full: |most| format!("{most} layers are the most."),
    on_stage: |nth| format!("Show layer {nth} in the figure"),
    table_about: "Sizes are counted in inputs, along one axis. The name of a layer puts it into the figure above.",

    columns: ["Layer", "Field", "Jump", "Start", "Read", "95 % of the paths"],
    sees_area: |size, read| {
        let (all, lit) = (size * size, read * read);
        if all == lit {
            format!("One output sees {size} × {size} inputs and reads every one of them.")
        } else {
            format!(
                "One output reaches over {size} × {size} inputs but reads only {} of them: {} ({} %) are never read.",
                commas(lit),
                commas(all - lit),
                whole_percent(all - lit, all)
            )
        }
    },
    sees_line: |size, read| {
        if size == read {
            format!("One output sees {} inputs and reads every one of them.", commas(size))
        } else {
            format!(
                "One output reaches over {} inputs but reads only {} of them: {} ({} %) are never read.",
                commas(size),
                commas(read),
                commas(size - read),
                whole_percent(size - read, size)
            )
        }
    },
    sees_size: |size| format!("One output reaches over {size} inputs."),
    paths: |paths, middle, size, area| {
        if middle == size {
            return match paths {
                "1" => "1 path leads to it.".to_owned(),
                _ => format!("{paths} paths lead to it; 95 % of them need the whole field."),
            };
        }
        let (middle, size) = (commas(middle), commas(size));
        if area {
            format!(
                "{paths} paths lead to it; 95 % of them come from the middle {middle} × {middle} of {size} × {size} inputs."
            )
        } else {
            format!("{paths} paths lead to it; 95 % of them come from the middle {middle} of {size} inputs.")
        }
    },
    effective: "Theoretical and effective",
    equal_weights: "The field says which inputs can have an influence; the paths say how much. Were all weights equal, an input would count as much as it has paths: most of it comes from the middle. That part is the effective receptive field.",
    root: "In a stack of equal layers the paths come near to a normal curve. The field grows with the depth, the part with 95 % of the paths only with its square root.",
    neighbours: |jump| match jump {
        1 => "Neighbouring outputs see windows that lie 1 input apart.".to_owned(),
        jump => format!("Neighbouring outputs see windows that lie {} inputs apart.", commas(jump)),
    },
    start: |before| match before {
        0 => "The window of the first output begins at the first input.".to_owned(),
        1 => "The window of the first output begins 1 place before the first input, in the padding.".to_owned(),
        before => format!(
            "The window of the first output begins {} places before the first input, in the padding.",
            commas(before)
        ),
    },
    uncounted: "This field is too wide for its paths to be counted here; the sizes are exact.",

    windows: "Windows on the input",
    windows_about: "The window of one output of each layer, on the input. Poolings are dashed.",
    ways: "From the output down",
    ways_about: "One output and its paths through the layers, down to the inputs that it reads.",
    bars_about: "What one output of each layer sees. The dark part of a bar holds 95 % of the paths.",
    growth: "Growth",
    growth_about: "Width of the field and of the part with 95 % of the paths, and the jump, after each layer.",
    heat: "Paths from each input",
    heat_about: "The stronger the colour of an input, the more paths lead from it to the output. Above: the same along one axis.",
    bell: "Paths from each input",
    bell_about: "The share of all paths that comes from each input.",
    curves: ["field", "95 % of the paths", "jump"],

    output: "output",
    input: "input",
    input_count: "inputs",
    inputs: |count| match count {
        1 => "1 input".to_owned(),
        count => format!("{} inputs", commas(count)),
    },
    square: |side| format!("{0} × {0}", commas(side)),
    whole: |size| format!("field: {size}"),
    middle: |size| format!("95 % of the paths: {size}"),
    never: |count| format!("never read: {}", commas(count)),
    share_of_one: |share| format!("from one input at most {share} %"),
    normal: "normal curve of the same spread",

    unreadable: |part| format!("“{part}” in the link is no layer of a stack; it was left out."),
    clamped: |nth, name, asked, shown| {
        format!("The link asks for {} {asked} in layer {nth}; {shown} is shown.", name.to_lowercase())
    },
    too_many: |asked, most| format!("The link has {asked} layers; the first {most} are shown."),
};

static CHINESE: Words = Words {
    title: "层层堆叠，能看多远",
    close: "关闭",
    save: "存为 SVG",
    about: "最后一层的一个输出读取前一层的一个窗口，窗口里的每个值又各读取更前一层的一个窗口，如此直到输入。它在输入上能看到的范围，就是感受野。",

    presets: "示例",
    preset_names: [
        "三层 3 × 3",
        "一层 7 × 7",
        "膨胀率 1、2、4",
        "膨胀率 2、2、2",
        "膨胀率 1、2、5",
        "AlexNet，到最后一次池化",
        "VGG-16 前 12 层",
        "MobileNet 前 12 层",
        "DeepLab 的级联",
        "WaveNet 的十层",
        "十二个相同的层",
    ],
    extent: "输入",
    extents: ["二维", "一维", "一维因果"],
    layers: "各层",
    kind: "类型",
    kinds: ["卷积", "深度卷积", "逐点卷积（1 × 1）", "最大池化", "平均池化"],
    fields: ["卷积核", "步幅", "膨胀率"],
    padded: "填充",
    layer: |nth| format!("第 {nth} 层"),
    of_layer: |name, nth| format!("第 {nth} 层：{name}"),
    earlier: "上移",
    later: "下移",
    remove: "删除",
    add: "添加一层",
    full: |most| format!("最多 {most} 层。"),
    on_stage: |nth| format!("在图中显示第 {nth} 层"),
    table_about: "大小都按输入的个数计，沿一个方向。点击层的名称，即可在上方的图中查看该层。",

    columns: ["层", "感受野", "间距", "起点", "读取", "95% 的路径"],
    sees_area: |size, read| {
        let (all, lit) = (size * size, read * read);
        if all == lit {
            format!("一个输出能看到 {size} × {size} 个输入，并且全部读取。")
        } else {
            format!(
                "一个输出的感受野覆盖 {size} × {size} 个输入，但只读取其中 {} 个：有 {} 个（{}%）从未被读取。",
                commas(lit),
                commas(all - lit),
                whole_percent(all - lit, all)
            )
        }
    },
    sees_line: |size, read| {
        if size == read {
            format!("一个输出能看到 {} 个输入，并且全部读取。", commas(size))
        } else {
            format!(
                "一个输出的感受野覆盖 {} 个输入，但只读取其中 {} 个：有 {} 个（{}%）从未被读取。",
                commas(size),
                commas(read),
                commas(size - read),
                whole_percent(size - read, size)
            )
        }
    },
    sees_size: |size| format!("一个输出的感受野覆盖 {size} 个输入。"),
    paths: |paths, middle, size, area| {
        if middle == size {
            return match paths {
                "1" => "通向它的路径只有 1 条。".to_owned(),
                _ => format!("通向它的路径有 {paths} 条，其中 95% 的路径遍布整个感受野。"),
            };
        }
        let (middle, size) = (commas(middle), commas(size));
        if area {
            format!("通向它的路径有 {paths} 条，其中 95% 来自 {size} × {size} 个输入正中的 {middle} × {middle} 个。")
        } else {
            format!("通向它的路径有 {paths} 条，其中 95% 来自 {size} 个输入正中的 {middle} 个。")
        }
    },
    effective: "理论感受野与有效感受野",
    equal_weights: "感受野说明哪些输入可能产生影响，路径数说明影响有多大。假如所有权重都相等，一个输入有多少条路径，就有多大的影响，而影响大多来自正中。这一部分就是有效感受野。",
    root: "各层相同时，路径数接近正态曲线：感受野随深度成正比增长，占 95% 路径的部分只随深度的平方根增长。",
    neighbours: |jump| format!("相邻两个输出的窗口相距 {} 个输入。", commas(jump)),
    start: |before| match before {
        0 => "第一个输出的窗口从第一个输入开始。".to_owned(),
        before => format!("第一个输出的窗口从第一个输入之前 {} 格开始，落在填充里。", commas(before)),
    },
    uncounted: "这个感受野太宽，这里不逐一统计路径；尺寸仍是精确的。",

    windows: "输入上的窗口",
    windows_about: "每一层的一个输出在输入上的窗口。虚线是池化层。",
    ways: "从输出往下",
    ways_about: "一个输出，以及它穿过各层、一直通到所读输入的路径。",
    bars_about: "每一层的一个输出能看到的范围。颜色较深的部分占 95% 的路径。",
    growth: "增长",
    growth_about: "每一层之后的感受野宽度、占 95% 路径的宽度，以及间距。",
    heat: "每个输入的路径数",
    heat_about: "颜色越鲜明，从该输入通向输出的路径越多。上方是沿一个方向的分布。",
    bell: "每个输入的路径数",
    bell_about: "每个输入的路径占全部路径的比例。",
    curves: ["感受野", "95% 的路径", "间距"],

    output: "输出",
    input: "输入",
    input_count: "输入个数",
    inputs: |count| format!("{} 个输入", commas(count)),
    square: |side| format!("{0} × {0}", commas(side)),
    whole: |size| format!("感受野：{size}"),
    middle: |size| format!("95% 的路径：{size}"),
    never: |count| format!("从未读取：{}", commas(count)),
    share_of_one: |share| format!("单个输入最多占 {share}%"),
    normal: "离散程度相同的正态曲线",

    unreadable: |part| format!("链接中的“{part}”不是可用的层，已略去。"),
    clamped: |nth, name, asked, shown| format!("链接要求第 {nth} 层的{name}为 {asked}，这里显示 {shown}。"),
    too_many: |asked, most| format!("链接里有 {asked} 层，这里显示前 {most} 层。"),
};
