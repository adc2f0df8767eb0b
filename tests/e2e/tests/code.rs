//! The panel of code: the layer's text in four frameworks, and texts that are pasted.

use e2e::page::Page;
use e2e::{Key, Outcome, with_page};
use serde_json::json;

/// Opens a link and waits for the field.
async fn open(page: &Page, link: &str) -> Outcome {
    page.open(link).await?;
    page.ready().await?;
    page.until("the field is there", "document.querySelector('#pasted')").await
}

/// Puts a text into the field as pasting does.
async fn paste(page: &Page, text: &str) -> Outcome {
    let script = "const field = document.querySelector('#pasted'); field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    page.run(script, json!([text])).await.map(drop)
}

#[test]
fn the_layer_is_written_in_the_framework_that_is_chosen() {
    with_page("", async |page| {
        open(page, "#kind=grouped&step=8&lang=en&panel=code").await?;
        page.expect_text("#copied", "nn.Conv2d(8, 8, 3, groups=2)").await?;
        page.click("#panels .words-row .word:nth-of-type(4)").await?;
        page.expect_text("#copied", "Y = Conv <kernel_shape = [3, 3], group = 2> (X, W, B)").await?;
        page.until("the link says so", "location.hash.includes('panel=code.onnx')").await
    });
}

#[test]
fn a_pasted_layer_is_put_on_the_stage() {
    with_page("", async |page| {
        open(page, "#kind=shared&step=8&lang=en&panel=code.keras").await?;
        paste(page, "self.conv = nn.Conv2d(\n    4, 8, 3,  # depthwise\n    groups=4,\n)").await?;
        page.click("#panels .read").await?;
        page.expect_text("h1", "Depthwise").await?;
        page.until("the link has the layer", "/kind=depthwise.*cout=8.*panel=code\\.keras/.test(location.hash)")
            .await?;
        page.until_text(".code-result", "what was read", |text| text.contains("Read as PyTorch")).await?;
        page.until_text("#copied", "the same in Keras", |text| text.contains("depth_multiplier=2")).await?;
        page.go_back().await?;
        page.until("the figure is the one before", "!location.hash.includes('depthwise')").await
    });
}

#[test]
fn what_cannot_be_read_is_marked_and_the_nearest_is_a_word_away() {
    with_page("", async |page| {
        open(page, "#kind=channels&step=8&lang=en&panel=code.pytorch").await?;
        paste(page, "nn.Conv2d(8, 8, 3,\n    groups=3)").await?;
        page.find("#pasted").await?.send_keys(Key::Control + Key::Enter).await?;
        page.until_text(".refused", "the place and the reason", |text| {
            text.contains("Line 2, column 12") && text.contains("2 or 4")
        })
        .await?;
        page.expect_text(".refused mark", "3").await?;
        page.until("the figure has not changed", "location.hash.includes('kind=channels')").await?;
        page.click(".refused .word").await?;
        page.expect_text("h1", "Grouped").await?;
        page.until("the text is mended", "document.querySelector('#pasted').value.includes('groups=2')").await
    });
}
