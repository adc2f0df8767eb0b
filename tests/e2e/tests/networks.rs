//! The panel of real networks: a table is fetched when it is wanted, a layer goes to the stage, what cannot be had is said.

use e2e::page::Page;
use e2e::{Key, Outcome, with_page};
use serde_json::json;

/// Opens a link and waits for the table of its network.
async fn open(page: &Page, link: &str) -> Outcome {
    page.open(link).await?;
    page.ready().await?;
    page.until("the table is there", "document.querySelector('#panels .layers tbody tr')").await
}

/// The files of networks that were fetched.
fn fetched(page: &Page) -> Vec<String> {
    page.site().requests().into_iter().filter(|request| request.contains("/networks/")).collect()
}

#[test]
fn the_table_that_is_shown_is_fetched_and_no_other() {
    with_page("", async |page| {
        open(page, "#kind=shared&step=8&lang=en&panel=networks.deepface").await?;
        page.until_text(".networks .remark", "the sum", |text| text.contains("add up to 118.9 million")).await?;
        let files = fetched(page);
        assert!(files.len() == 1 && files[0].contains("deepface.txt"), "{files:?}");
        page.choose("#network", "xception").await?;
        page.expect_text(".layers h3", "Layers of Xception").await?;
        page.until("the link says so", "location.hash.includes('panel=networks.xception')").await?;
        assert_eq!(fetched(page).len(), 2);
        page.choose("#network", "deepface").await?;
        page.expect_text(".layers h3", "Layers of DeepFace, 4,030 people").await?;
        assert_eq!(fetched(page).len(), 2, "what was fetched is kept");
        Ok(())
    });
}

#[test]
fn a_layer_is_put_on_the_stage_and_what_was_scaled_is_said() {
    with_page("", async |page| {
        open(page, "#kind=shared&step=8&lang=en&panel=networks.resnext50_32x4d").await?;
        let layer = "[aria-label='Put layer1.0.conv2 on the stage']";
        page.focus(layer).await?;
        page.press(Key::Enter).await?;
        page.expect_text("h1", "Grouped").await?;
        page.until_text(".detail p", "what is drawn", |text| {
            text.contains("32 groups. Drawn: 8 channels at 12 × 12, 4 groups.")
        })
        .await?;
        page.until_text(".detail dd", "the formula", |text| text == "128 × 4 × 3 × 3 = 4,608").await?;
        page.until("the link has both", "/g=4.*panel=networks.resnext50_32x4d.4/.test(location.hash)").await?;
        page.go_back().await?;
        page.expect_text("h1", "Shared").await?;
        page.until("no layer is open", "!document.querySelector('.detail')").await
    });
}

#[test]
fn a_change_of_all_layers_changes_the_totals() {
    with_page("", async |page| {
        open(page, "#kind=shared&step=8&lang=en&panel=networks.mobilenet_v1").await?;
        page.expect_text(".totals .number", "4,231,976").await?;
        page.click(".what-if .word:nth-of-type(3)").await?;
        page.expect_text(".totals .number", "29,304,008").await?;
        page.expect_text(".totals .change", "Before: 4,231,976. Now 6.92 times that.").await?;
        page.until("the link says so", "location.hash.includes('panel=networks.mobilenet_v1.std')").await
    });
}

#[test]
fn a_table_that_cannot_be_had_says_so_and_can_be_tried_again() {
    with_page("", async |page| {
        page.site().cut_off(Some("/networks/"));
        page.open("#kind=shared&step=8&lang=en&panel=networks.deepface").await?;
        page.ready().await?;
        page.until_text(".networks [role=status]", "why", |text| text.contains("could not be loaded")).await?;
        page.site().cut_off(None);
        let complaints = page.complaints().await?;
        assert!(complaints.iter().all(|text| text.contains("networks/")), "{complaints:?}");
        page.click(".networks [role=status] .word").await?;
        page.expect_text(".layers h3", "Layers of DeepFace, 4,030 people").await
    });
}

#[test]
fn what_is_pressed_in_a_panel_means_nothing_to_the_page() {
    with_page("", async |page| {
        // Both programs number what listens on their elements.
        open(page, "#kind=shared&step=8&lang=en&panel=networks.deepface").await?;
        let press =
            "document.querySelectorAll('.networks [type=button]').forEach((button, nth) => nth % 3 || button.click())";
        page.run(press, json!([])).await?;
        page.until("a layer is on the stage", "document.querySelector('.detail')").await?;
        page.click(".detail .word").await?;
        page.until("the page is at its top", "scrollY === 0").await?;
        page.until("the language is as it was", "document.documentElement.lang === 'en'").await?;
        page.until("the link has the layer", "/panel=networks.deepface\\.([a-z0-9]+\\.)?\\d+$/.test(location.hash)")
            .await
    });
}
