//! Simplified Chinese.

use super::number::commas;
use super::{Lang, Messages};

pub(super) static MESSAGES: Messages = Messages {
    lang: Lang::Chinese,
    tag: "zh-Hans",
    page_title: |chapter| format!("{chapter} · Convoscope"),
    chapter_of: |n, all| format!("第 {n} 章，共 {all} 章"),
    control_now: |name, value| format!("{name} {value}"),

    step_of: |step, steps| format!("第 {} 步，共 {} 步", commas(step as u64), commas(steps as u64)),
    step_short: |step, steps| format!("{step} / {steps}"),
    at_place: |row, col| format!("第 {row} 行，第 {col} 列"),
    at_index: |n| format!("第 {n} 个位置"),
    at_output_place: |channel, row, col| format!("输出 {channel}，第 {row} 行，第 {col} 列"),
    group_numbered: |group| format!("第 {group} 组"),

    maps: |n| format!("{} 张特征图", commas(n as u64)),
    kernels: |n| format!("{} 个卷积核", commas(n as u64)),
    kernel_of_place: |row, col| format!("位置 ({row}, {col}) 的卷积核"),
    kernels_one_each: |n| format!("{} 个卷积核，每个位置一个", commas(n as u64)),
    weights_of_output: |row, col| format!("输出 ({row}, {col}) 的权重"),
    wires: |n| format!("{} 条连线，{0} 个权重", commas(n)),
    input_sheet: |h, w| format!("输入 {h} × {w}"),
    input_padded: |h, w, ph, pw| format!("输入 {h} × {w}，填充后 {ph} × {pw}"),
    output_sheet: |h, w| format!("输出 {h} × {w}"),
    window_sheet: |h, w| format!("窗口 {h} × {w}"),
    filter_numbered: |n| format!("滤波器 {n}"),
    at_place_short: |row, col| format!("位置 ({row}, {col})"),
    input_line: |n, padded| {
        if n == padded { format!("输入 {n}") } else { format!("输入 {n}，填充后 {padded}") }
    },
    output_cropped: |h, w, fh, fw| format!("输出 {h} × {w}，由 {fh} × {fw} 裁剪"),
    stamps_here: |n| match n {
        0 => "没有印记盖到这里。".to_owned(),
        1 => "只有一个印记盖到这里。".to_owned(),
        n => format!("{n} 个印记在此重叠。"),
    },
    and_more: |n| format!("……还有 {} 个", commas(n as u64)),
    summed_not_drawn: |n| format!("另有 {} 个通道参与求和，但未画出。", commas(n as u64)),
    concatenated: |n| format!("拼接：{n} 张特征图"),

    terms_more: |n| format!("……另 {n} 项……"),
    and_biases: |n| format!("另有 {} 个偏置", commas(n as u64)),
    rows_unused: |n, stride| match n {
        1 => format!("最后一行从未被读取：步幅 {stride} 不能整除。"),
        n => format!("最后 {n} 行从未被读取：步幅 {stride} 不能整除。"),
    },
    cols_unused: |n, stride| match n {
        1 => format!("最后一列从未被读取：步幅 {stride} 不能整除。"),
        n => format!("最后 {n} 列从未被读取：步幅 {stride} 不能整除。"),
    },

    slider_of: |name| format!("{name}滑块"),
    picture_digit: |digit| format!("手写数字 {digit}"),
    edits_undo: |n| format!("撤销 {n} 处手动修改"),

    stage_label: |what| format!("{what}：输入、窗口、卷积核、乘积与输出"),
    edit_input: |channel, row, col| format!("输入值：通道 {channel}，第 {row} 行，第 {col} 列"),
    edit_weight: |filter, channel, row, col| format!("权重：滤波器 {filter}，通道 {channel}，第 {row} 行，第 {col} 列"),
    edit_too_many: |most| format!("最多修改 {most} 个数值，请先撤销一些。"),
    says_input: |channel, row, col, value, outputs| match outputs {
        0 => format!("输入 {channel} 第 {row} 行第 {col} 列是 {value}，没有输出读取它。"),
        n => format!("输入 {channel} 第 {row} 行第 {col} 列是 {value}，参与 {} 个输出。", commas(n as u64)),
    },
    says_weight: |value, inputs, outputs| {
        format!("这个权重是 {value}，与 {} 个输入相乘，服务 {} 个输出。", commas(inputs as u64), commas(outputs as u64))
    },
    says_output: |channel, row, col, value| format!("输出 {channel} 第 {row} 行第 {col} 列是 {value}。"),

    places_agree: |n, all| format!("{} 个位置中有 {} 个相同", commas(all as u64), commas(n as u64)),
    stack_reach: |reach, missed| match missed {
        0 => format!("跨 {reach} 个输入，全部读到"),
        missed => format!("跨 {reach} 个输入，漏掉其中 {missed} 个"),
    },

    live_start: |chapter| format!("{chapter}，开始播放。"),
    live_paused: |step, steps| format!("暂停在第 {step} 步，共 {steps} 步。"),
    live_end: |steps| format!("播放结束：{steps} 个输出都已写入。"),
    live_step: |step, place, terms, bias, result| match bias {
        Some(bias) => format!("{step}。{place}：{terms}，偏置 {bias}，结果是 {result}。"),
        None => format!("{step}。{place}：{terms}，结果是 {result}。"),
    },
    largest_of: "取最大值：",
    mean_of: "取平均值：",

    error_zero: |what| format!("{what}最小为 1。"),
    error_too_large: |what, value| format!("{what} {} 太大，超出了本图的范围。", commas(value as u64)),
    error_groups: |groups, channels, (below, above)| {
        let nearest = if below == above { format!("{below} 组") } else { format!("{below} 组或 {above} 组") };
        format!("{channels} 个通道不能平均分成 {groups} 组。可选最近的 {nearest}。")
    },
    error_pool_channels: |channels| format!("池化不改变通道数：{channels}。"),
    error_window: |kernel, rate, span, padded, fitting, missing| {
        let wish = match fitting {
            Some(fitting) if rate > 1 => format!("请把膨胀率降到 {fitting}，或再填充 {missing}。"),
            Some(_) | None => format!("请选不大于 {padded} 的卷积核，或再填充 {missing}。"),
        };
        if rate > 1 {
            format!("大小为 {kernel} 的卷积核在膨胀率 {rate} 时跨 {span} 格，而填充后的输入只有 {padded} 格。{wish}")
        } else {
            format!("大小为 {kernel} 的卷积核放不下，填充后的输入只有 {padded} 格。{wish}")
        }
    },
    error_border: |mode, width, widest, vertical| {
        let what = if vertical { "行" } else { "列" };
        format!("“{mode}”方式在这里不能填充 {width} {what}，最多 {widest} {what}。")
    },
    error_output_padding: |value, largest| format!("输出填充 {value} 太大，最多 {largest}。"),
    error_cropped: |largest| format!("填充太多，没有输出了。两侧合计最多 {largest}。"),
    error_work: |work, most| {
        format!("这一层需要 {} 次乘加，本图最多计算 {} 次。请减少通道数或缩小尺寸。", commas(work), commas(most))
    },
    error_pool_padding: |width, widest| format!("填充 {width} 会让整个池化窗口都落在边框里。这里最多为 {widest}。"),
    error_empty: |low, high| format!("请填 {low} 到 {high} 之间的整数。"),
    error_not_whole: |text, low, high| format!("“{text}”不是整数。请填 {low} 到 {high}。"),
    error_too_many: |most| match most {
        1 => "这里只需一个数。".to_owned(),
        2 => "请填一个数，或两个数：行 × 列。".to_owned(),
        _ => "请填一个数，两个数（行、列），或四个数（上、左、下、右）。".to_owned(),
    },
    error_range: |name, text, low, high, nearest| {
        format!("{name}的范围是 {low} 到 {high}，不能是 {text}。最近的是 {nearest}。")
    },

    notice_clamped: |key, asked, shown| format!("链接要求 {key} = {asked}，这里显示 {shown}。"),
    notice_unreadable: |key, value| format!("链接中的“{key}={value}”无法读取，已略去。"),
    notice_unknown: |key| format!("链接中有“{key}”，本版本不认识。"),
    notice_adjusted: |why| format!("链接的设置已调整。{why}"),
};
