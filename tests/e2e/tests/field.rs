//! The panel of receptive fields: a stack is edited by keyboard, and the link, the sentences and the figure follow.

use e2e::page::{Page, Window};
use e2e::{Key, Outcome, with_page};

/// Opens a stack and waits for its panel.
async fn open(page: &Page, stack: &str) -> Outcome {
    page.open(&format!("#kind=shared&step=8&lang=en&panel=field.{stack}")).await?;
    page.ready().await?;
    page.until("the panel is there", "document.querySelector('#panels .stack-rows')").await
}

#[test]
fn a_stack_is_edited_by_keyboard_and_the_link_says_so() {
    with_page("", async |page| {
        open(page, "c3-c3-c3").await?;
        page.expect_text(".stack-sees", "One output sees 7 × 7 inputs and reads every one of them.").await?;
        page.focus("[aria-label='Rate, layer 3']").await?;
        page.press(Key::Up).await?;
        page.expect_text(".stack-sees", "One output sees 9 × 9 inputs and reads every one of them.").await?;
        page.until("the link has the rate", "location.hash.includes('panel=field.c3-c3-c3d2')").await?;
        page.focus("[aria-label='Up, layer 3']").await?;
        page.press(Key::Enter).await?;
        page.until("the layer has moved", "location.hash.includes('panel=field.c3-c3d2-c3')").await?;
        let label = "document.activeElement.getAttribute('aria-label') === 'Up, layer 2'";
        page.until("the focus has gone with it", label).await?;
        page.click("[aria-label='Remove, layer 1']").await?;
        page.until("it is removed", "/panel=field[.]c3d2-c3(&|$)/.test(location.hash)").await
    });
}

#[test]
fn what_is_out_of_range_becomes_the_nearest() {
    with_page("", async |page| {
        open(page, "c99-c3").await?;
        page.expect_text(".field .error", "The link asks for kernel 99 in layer 1; 11 is shown.").await?;
        page.fill("[aria-label='Kernel, layer 2']", "40").await?;
        page.press(Key::Tab).await?;
        page.until(
            "the field has the nearest",
            "document.querySelectorAll('.stack-row')[1].querySelector('[type=number]').value === '11'",
        )
        .await?;
        page.until("the link has it", "location.hash.includes('panel=field.c11-c11')").await
    });
}

#[test]
fn the_name_of_a_layer_puts_it_on_the_stage() {
    with_page("", async |page| {
        open(page, "c3-p2s2").await?;
        page.click("[aria-label='Show layer 2 in the figure']").await?;
        page.until("it is on the stage", "/kind=pooling.*panel=field/.test(location.hash)").await
    });
}

#[test]
fn a_narrow_page_is_as_wide_as_the_screen_and_its_words_as_large_as_drawn() {
    with_page("", async |page| {
        page.resize(Window::PHONE).await?;
        open(page, "c3-c3-p2s2-c3-c3-p2s2-c3-c3-c3-p2s2-c3-c3").await?;
        page.until("nothing is wider", "document.documentElement.scrollWidth <= innerWidth").await?;
        let drawn = "[...document.querySelectorAll('.drawing')].every(each => Math.abs(each.getBoundingClientRect().width - each.viewBox.baseVal.width) < 1)";
        page.until("pictures are not scaled", drawn).await
    });
}
