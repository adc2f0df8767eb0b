//! The words of pictures.

use super::{figure, links};
use convoscope::export::caption;
use convoscope::i18n::Lang;
use convoscope::spec::{Kind, Setting};
use convoscope::timeline::{Beat, Moment};

fn alt(link: &str, lang: Lang) -> String {
    let figure = figure(link);
    caption::alt(&figure.frame(figure.moment()), lang)
}

#[test]
fn the_text_is_the_design_s() {
    let link = "kind=grouped&cin=8&cout=8&g=2&bias=0&step=23";
    let value = {
        let figure = figure(link);
        figure.plan().output_value(22)
    };
    let value = convoscope::i18n::number::num(value);
    assert_eq!(
        alt(link, Lang::English),
        format!(
            "Grouped convolution, 8 to 8 channels in 2 groups, kernel 3 × 3. Step 23 of 72: output 3, row 2, column 2 is {value}."
        )
    );
    assert_eq!(
        alt(link, Lang::Chinese),
        format!(
            "分组卷积，8 个输入通道，8 个输出通道，分为 2 组，卷积核 3 × 3。第 23 步，共 72 步：输出 3，第 2 行，第 2 列是 {value}。"
        )
    );
}

#[test]
fn the_caption_has_sizes_and_step() {
    let figure = figure("kind=strided&step=3");
    let frame = figure.frame(figure.moment());
    assert_eq!(
        caption::caption(&frame, Lang::English),
        "Strided convolution, kernel 3 × 3, stride 2, padding 1; input 8 × 8, output 4 × 4. Step 3 of 16."
    );
    assert_eq!(
        caption::caption(&frame, Lang::Chinese),
        "带步幅的卷积，卷积核 3 × 3，步幅 2，填充 1；输入 8 × 8，输出 4 × 4。第 3 步，共 16 步。"
    );
}

#[test]
fn a_beginning_a_beat_and_a_pin_are_said() {
    assert!(alt("kind=shared&step=0", Lang::English).ends_with(". Before the first of 36 steps."));
    assert!(alt("kind=shared&step=0", Lang::Chinese).ends_with("。共 36 步，尚未开始。"));
    let beat = alt("kind=shared&step=2&beat=gather", Lang::English);
    assert!(beat.contains("Step 2 of 36, beat “Gather”: row 1, column 2 becomes "), "{beat}");
    let pinned = alt("kind=shared&step=2&pin=x1.1.1", Lang::English);
    assert!(pinned.ends_with("It feeds 1 output."), "{pinned}");
}

#[test]
fn every_setting_that_is_not_plain_is_said() {
    let says = |link: &str, english: &str, chinese: &str| {
        let figure = figure(link);
        let layer = |lang| caption::layer(figure.plan().spec(), lang);
        assert_eq!(layer(Lang::English), english, "{link}");
        assert_eq!(layer(Lang::Chinese), chinese, "{link}");
    };
    says("kind=dense", "Fully connected layer, 16 inputs to 9 outputs", "全连接层，16 个输入，9 个输出");
    says("kind=flipped", "Convolution with a turned kernel, kernel 3 × 3", "翻转卷积核的卷积，卷积核 3 × 3");
    says(
        "kind=flipped&flip=0",
        "Convolution without the turn of the kernel, kernel 3 × 3",
        "不翻转卷积核的卷积，卷积核 3 × 3",
    );
    says("kind=shared&flip=1", "Convolution, kernel 3 × 3, kernel turned", "卷积，卷积核 3 × 3，卷积核已翻转");
    says(
        "kind=strided&s=2x1&p=1,0&n=9",
        "Strided convolution, kernel 3 × 3, stride 2 × 1, padding 1 × 0",
        "带步幅的卷积，卷积核 3 × 3，步幅 2 × 1，填充 1 × 0",
    );
    says(
        "kind=strided&p=1,2,0,1&pad=reflect",
        "Strided convolution, kernel 3 × 3, stride 2, padding 1, 2, 0, 1 (top, left, bottom, right) (reflected)",
        "带步幅的卷积，卷积核 3 × 3，步幅 2，填充 1、2、0、1（上、左、下、右）（镜像）",
    );
    says(
        "kind=strided&s=1&p=0",
        "Strided convolution, kernel 3 × 3, stride 1, no padding",
        "带步幅的卷积，卷积核 3 × 3，步幅 1，无填充",
    );
    says("kind=dilated", "Dilated convolution, kernel 3 × 3, rate 2", "空洞卷积，卷积核 3 × 3，膨胀率 2");
    says(
        "kind=separable&bias=1",
        "Depthwise separable convolution, 6 to 4 channels, kernel 3 × 3, then 1 × 1, bias",
        "深度可分离卷积，6 个输入通道，4 个输出通道，卷积核先 3 × 3，后 1 × 1，有偏置",
    );
    says("kind=pooling&pool=mean", "Mean pooling, window 2 × 2, stride 2", "平均池化，窗口 2 × 2，步幅 2");
    says(
        "kind=line&d=2&p=2,1",
        "1-D convolution, kernel of 3, rate 2, padding 2 on the left, 1 on the right",
        "一维卷积，卷积核长度 3，膨胀率 2，左边填充 2，右边填充 1",
    );
    says(
        "kind=grouped&g=1",
        "Grouped convolution, 8 to 8 channels in 1 group, kernel 3 × 3, bias",
        "分组卷积，8 个输入通道，8 个输出通道，只有 1 组，卷积核 3 × 3，有偏置",
    );
}

/// What a setting is changed to, its words must change with: walked over every chapter and every setting it uses.
#[test]
fn another_setting_is_another_caption() {
    for kind in Kind::ALL {
        let spec = kind.spec();
        for setting in Setting::ALL.into_iter().filter(|setting| kind.uses(*setting) && *setting != Setting::Seed) {
            let now = setting.value(&spec);
            let Some(other) = setting.legal(&spec).into_iter().find(|value| Some(*value) != now) else { continue };
            let changed = setting.with(&spec, other);
            for lang in Lang::ALL {
                let said = |spec| {
                    let plan = convoscope::timeline::Plan::new(spec).expect("a legal value can be computed");
                    caption::described(&plan, lang)
                };
                assert_ne!(said(&spec), said(&changed), "{} {setting:?} {other}", kind.id());
            }
        }
    }
}

#[test]
fn no_text_has_an_empty_place() {
    for link in links() {
        let figure = figure(&link);
        let last = figure.steps() - 1;
        let moments = [Moment::START, Moment::end_of(last / 2, Beat::Multiply), Moment::done(last)];
        for lang in Lang::ALL {
            let steps = 0..figure.steps();
            let mut texts = vec![
                caption::loop_alt(figure.plan(), &steps, 12_000.0, lang),
                caption::loop_caption(figure.plan(), &steps, 12_000.0, lang),
            ];
            for moment in moments {
                let frame = figure.frame(moment);
                texts.extend([caption::alt(&frame, lang), caption::caption(&frame, lang)]);
            }
            for text in texts {
                let end = if lang == Lang::English { '.' } else { '。' };
                assert!(text.ends_with(end) && !text.contains('#') && !text.contains("  "), "{text}");
                assert!(!text.contains("..") && !text.contains("。。") && !text.contains(", ,"), "{text}");
                let chinese = text.chars().any(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter));
                assert_eq!(chinese, lang == Lang::Chinese, "{text}");
            }
        }
    }
}

#[test]
fn a_loop_says_its_steps_and_seconds() {
    let figure = figure("kind=grouped");
    let plan = figure.plan();
    assert_eq!(caption::loop_length(plan, &(0..72), 12_040.0, Lang::English), "72 steps, 12 s");
    assert_eq!(caption::loop_length(plan, &(0..72), 12_040.0, Lang::Chinese), "72 步，12 秒");
    assert_eq!(caption::loop_length(plan, &(4..12), 4_250.0, Lang::English), "steps 5 to 12 of 72, 4.3 s");
    assert!(caption::loop_caption(plan, &(4..12), 4_000.0, Lang::English).ends_with(". Steps 5 to 12 of 72, 4 s."));
    assert!(caption::loop_alt(plan, &(0..72), 12_000.0, Lang::Chinese).contains("动图共 72 步，12 秒"));
}
