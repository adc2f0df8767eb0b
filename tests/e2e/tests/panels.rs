//! The panels below the figure: loaded when one is opened, told by the page, and telling it.

use e2e::page::{Page, Window};
use e2e::{Key, Outcome, with_page};
use serde_json::json;

/// Opens a link and waits for its panel.
async fn open(page: &Page, link: &str) -> Outcome {
    page.open(link).await?;
    page.ready().await?;
    page.until("the panel is there", "document.querySelector('#panels .panel')").await
}

const LOADED: &str = "performance.getEntriesByType('resource').filter(entry => entry.name.includes('/panels-')).length";

#[test]
fn the_second_program_is_loaded_when_a_panel_is_opened_and_not_before() {
    with_page("#kind=grouped&step=8&lang=en", async |page| {
        page.ready().await?;
        page.until("nothing of it is loaded", &format!("{LOADED} === 0")).await?;
        page.click(".panel-words .word").await?;
        page.until("the panel is there", "document.querySelector('#panels .panel')").await?;
        page.until("its script and its WASM are loaded", &format!("{LOADED} === 2")).await?;
        page.until("the page has come to it", "document.querySelector('#panels').getBoundingClientRect().top < 200")
            .await?;
        page.until("the link says so", "location.hash.includes('panel=cost')").await?;
        page.click(".panel-head .close").await?;
        page.until("it is closed", "!document.querySelector('#panels')").await?;
        page.until("its word has the focus", "document.activeElement.closest('.panel-words')").await?;
        page.until("the link is as it was", "!location.hash.includes('panel')").await?;
        page.click(".panel-words .word").await?;
        page.until("it is there again", "document.querySelector('#panels .panel')").await?;
        page.run("scrollTo(0, 0)", json!([])).await?;
        page.click(".panel-words .word:nth-child(2)").await?;
        page.expect_text("#panels h2", "How far a stack of layers sees").await?;
        page.until("it came into view too", "document.querySelector('#panels').getBoundingClientRect().top < 200").await
    });
}

#[test]
fn a_click_on_a_kind_puts_it_on_the_stage_and_the_panel_follows() {
    with_page("", async |page| {
        open(page, "#kind=grouped&step=8&lang=en&panel=cost").await?;
        page.expect_text("tr.own th", "Grouped, 2").await?;
        let depthwise = ".spot[aria-label='Put Depthwise on the stage']";
        page.focus(depthwise).await?;
        page.press(Key::Enter).await?;
        page.expect_text("h1", "Depthwise").await?;
        page.expect_text("tr.own th", "Depthwise").await?;
        page.until("the link has both", "/kind=depthwise.*panel=cost/.test(location.hash)").await?;
        page.go_back().await?;
        page.expect_text("h1", "Grouped").await?;
        page.expect_text("tr.own th", "Grouped, 2").await
    });
}

#[test]
fn what_a_factor_counts_lights_in_the_figure() {
    with_page("", async |page| {
        page.resize(Window::DESK).await?;
        open(page, "#kind=grouped&step=8&lang=en&panel=cost").await?;
        let before = page.picture("#stage").await?;
        page.run("document.querySelector('.panel tr.own .weight').scrollIntoView({ block: 'center' })", json!([]))
            .await?;
        page.point(".panel tr.own .weight", (0.5, 0.5)).await?;
        page.until_picture_changes("#stage", &before).await.map(drop)
    });
}

#[test]
fn dragging_along_a_curve_changes_the_figure() {
    with_page("", async |page| {
        page.resize(Window::DESK).await?;
        open(page, "#kind=shared&step=8&lang=en&panel=cost.kernel").await?;
        page.run("document.querySelectorAll('.drawing')[1].scrollIntoView({ block: 'center' })", json!([])).await?;
        page.drag(".panel-column + .panel-column .drawing", (0.35, 0.5), (0.75, 0.5)).await?;
        page.until("the kernel has grown", "/[#&]k=[4-7]/.test(location.hash)").await?;
        page.until_text(".says", "what the point says", |text| text.contains("parameters")).await
    });
}

#[test]
fn language_and_colours_of_the_panel_are_the_pages() {
    with_page("", async |page| {
        open(page, "#kind=shared&step=8&lang=en&theme=light&panel=cost").await?;
        page.expect_text("#panels h2", "What it costs").await?;
        page.follow("#kind=shared&step=8&lang=zh-Hans&theme=dark&panel=cost").await?;
        page.expect_text("#panels h2", "计算代价").await?;
        page.until("its words are light", "document.querySelector('.drawing text').getAttribute('fill') === '#989BA6'")
            .await
    });
}

#[test]
fn a_picture_is_saved_with_its_words() {
    with_page("", async |page| {
        let kept = "const make = URL.createObjectURL;
            URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text }); return make.call(URL, blob) }";
        page.before_loading(kept).await?;
        open(page, "#kind=grouped&step=8&lang=en&panel=cost").await?;
        page.click("figcaption .word").await?;
        let svg =
            "window.saved?.startsWith('<svg') && saved.includes('>Depthwise<') && saved.includes('What it costs')";
        page.until("the SVG has the ladder's words", svg).await
    });
}

#[test]
fn without_the_second_program_the_page_says_so_and_goes_on() {
    with_page("", async |page| {
        page.site().cut_off(Some("panels-"));
        page.open("#kind=shared&step=8&lang=en&panel=cost").await?;
        page.ready().await?;
        page.until_text("#panels .later", "why", |text| text.contains("could not be loaded")).await?;
        page.site().cut_off(None);
        page.click("#panels .later .word").await?;
        page.until("the panel is there", "document.querySelector('#panels .panel')").await?;
        pardon(page, "panels-").await
    });
}

#[test]
fn a_panic_of_the_panels_leaves_the_page_as_it_is() {
    with_page("", async |page| {
        // What the driver runs itself is foreign to the page: its errors are not told.
        let trap = "window.trap = () => setTimeout(() => { const error = new WebAssembly.RuntimeError('unreachable');
            error.stack = 'at http://localhost/panels-0123_bg.wasm:wasm-function[1]:0x1'; throw error })";
        page.before_loading(trap).await?;
        open(page, "#kind=shared&step=8&lang=en&panel=cost").await?;
        page.run("trap()", json!([])).await?;
        page.until_text("#panels .later", "why", |text| text.contains("could not be loaded")).await?;
        page.click("#forward").await?;
        page.expect_text("#step", "Step 9 of 36").await?;
        pardon(page, "unreachable").await
    });
}

/// Links of every panel, each at something large.
const EVERY: [&str; 6] = [
    "#kind=grouped&step=8&panel=cost",
    "#kind=dense&step=8&panel=cost.memory.lin",
    "#kind=dilated&step=8&panel=field",
    "#kind=line&step=8&panel=field.c2-c2d2-c2d4.1d",
    "#kind=depthwise&step=8&panel=networks.inception_v3.4",
    "#kind=separable&step=8&panel=code.keras",
];

#[test]
fn no_panel_sticks_out_of_the_window() {
    with_page("", async |page| {
        for link in EVERY {
            for lang in ["en", "zh-Hans"] {
                open(page, &format!("{link}&lang={lang}")).await?;
                for width in [320, 360, 390, 600, 768, 1440, 1920] {
                    page.resize(Window { width, height: 800, ratio: 1, phone: false }).await?;
                    let fits = "document.documentElement.scrollWidth <= innerWidth";
                    page.until(&format!("{link} in {lang} is no wider than {width}"), fits).await?;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_finger_finds_what_is_in_the_panels() {
    with_page("", async |page| {
        page.resize(Window { ratio: 3, ..Window::PHONE }).await?;
        let mut all = Vec::new();
        for link in EVERY {
            open(page, &format!("{link}&lang=en")).await?;
            let small = "[...document.querySelectorAll('#panels :is(button, select, input, textarea, summary)')]
                .map(control => [control, (control.closest('label') ?? control).getBoundingClientRect()])
                .filter(([, box]) => box.width > 0 && (box.width < 43.5 || box.height < 43.5))
                .map(([control, box]) => `${control.id || control.outerHTML.slice(0, 60)} ${box.width}x${box.height}`)";
            let small = page.run(&format!("return {small}"), json!([])).await?;
            all.extend(small.as_array().into_iter().flatten().map(|small| format!("{link}: {small}")));
        }
        assert!(all.is_empty(), "smaller than 44 pixels: {all:#?}");
        Ok(())
    });
}

/// What is written about something that was broken on purpose is no fault.
async fn pardon(page: &Page, word: &str) -> Outcome {
    // WebKit does not say which module is missing.
    let words = [word, "importing a module script failed"];
    let says = |complaint: &String| words.iter().any(|word| complaint.to_lowercase().contains(word));
    let noticed = async || Ok(page.complaints().await?.into_iter().find(says));
    e2e::wait::until(&format!("a complaint about {word}"), noticed).await.map(drop)
}

#[test]
fn escape_closes_a_panel_and_the_back_button_opens_it_again() {
    with_page("#kind=grouped&step=8&lang=en", async |page| {
        page.ready().await?;
        page.focus(".panel-words .word").await?;
        page.press(Key::Enter).await?;
        page.until("the heading has the focus", "document.activeElement.id === 'panel-title'").await?;
        page.press(Key::Escape).await?;
        page.until("it is closed", "!document.querySelector('#panels')").await?;
        page.until("the link says so", "!location.hash.includes('panel')").await?;
        page.go_back().await?;
        page.until("it is there again", "document.querySelector('#panels .panel')").await?;
        page.go_back().await?;
        page.until("it is closed again", "!document.querySelector('#panels')").await
    });
}
