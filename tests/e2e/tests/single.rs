//! The single file: from a folder without a server, in a sandbox, under the strict policy; and that it asks for nothing.

use e2e::page::Page;
use e2e::single::Single;
use e2e::{Key, Outcome, with_page, with_site};
use serde_json::json;

/// Opens a copy of the file from its folder, and looks at it.
fn from_folder(link: &str, test: impl AsyncFnOnce(&Page) -> Outcome) {
    with_site("/", async |page| {
        let single = Single::copy(page)?;
        single.open(page, link).await?;
        page.ready().await?;
        test(page).await?;
        expect_no_request(page).await?;
        single.judge(page).await
    });
}

/// Fails if the page has loaded anything beside itself.
async fn expect_no_request(page: &Page) -> Outcome {
    let loaded =
        page.run("return performance.getEntriesByType('resource').map(entry => entry.name)", json!([])).await?;
    assert_eq!(loaded, json!([]));
    Ok(())
}

#[test]
fn from_a_folder_the_page_stands_and_obeys_its_link() {
    from_folder("#kind=dilated&d=3&step=8&lang=zh-Hans", async |page| {
        page.until("the language is the link's", "document.documentElement.lang === 'zh-Hans'").await?;
        page.until("the style is there", "getComputedStyle(document.querySelector('main')).display === 'grid'").await?;
        page.follow("#kind=grouped&lang=en").await?;
        page.expect_text("h1", "Grouped").await
    });
}

#[test]
fn from_a_folder_panels_open_and_close_and_a_network_is_shown() {
    from_folder("#kind=shared&step=8&lang=en", async |page| {
        page.click(".panel-words .word").await?;
        page.until("the panel is there", "document.querySelector('#panels #panel-title')").await?;
        page.until("the link says so", "location.hash.includes('panel=cost')").await?;
        page.click(".panel-head .close").await?;
        page.until("the panel is gone", "!document.querySelector('#panels')").await?;
        page.follow("#kind=shared&step=8&lang=en&panel=networks.deepface").await?;
        page.expect_text(".layers h3", "Layers of DeepFace, 4,030 people").await?;
        page.choose("#network", "xception").await?;
        page.expect_text(".layers h3", "Layers of Xception").await?;
        // What is done in a panel is the panel's, though the page has listeners around it.
        page.click(".what-if .word:nth-of-type(3)").await?;
        page.until("the link says so", "location.hash.includes('panel=networks.xception.std')").await?;
        page.expect_text("h1", "Shared").await
    });
}

#[test]
fn from_a_folder_the_share_drawer_opens_over_a_panel_and_closes() {
    from_folder("#kind=shared&step=8&lang=en&panel=cost", async |page| {
        page.until("the panel is there", "document.querySelector('#panels .panel')").await?;
        page.click(".choices .word:nth-child(2)").await?;
        page.until("the drawer is there", "document.querySelector('#share .drawer pre')").await?;
        page.press(Key::Escape).await?;
        page.until("it is closed", "!document.querySelector('#share')").await?;
        page.click(".panel-head .close").await?;
        page.until("the panel is closed", "!document.querySelector('#panels')").await
    });
}

#[test]
fn served_it_keeps_to_the_strict_policy() {
    with_page("convoscope.html#kind=strided&lang=en&panel=networks.alexnet_torchvision", async |page| {
        page.expect_text("h1", "Stride and padding").await?;
        page.until("the table is there", "document.querySelector('#panels .layers tbody tr')").await?;
        let requests = page.site().requests();
        assert_eq!(requests, ["/convoscope.html"]);
        Ok(())
    });
}

#[test]
fn in_a_sandbox_it_shows_the_figure_alone_and_tells_its_host() {
    with_page("", async |page| {
        page.run("location.href = 'fixtures/single.html'", json!([])).await?;
        page.until(
            "the figure is ready",
            "window.heard?.some(({ origin, type }) => origin === 'null' && type === 'ready')",
        )
        .await?;
        let state = page.run("return heard.find(({ type }) => type === 'ready').data.state", json!([])).await?;
        assert_eq!(state, "kind=dilated&d=3&step=3");
        Ok(())
    });
}

#[test]
fn a_trap_shows_the_way_on() {
    with_page("", async |page| {
        // What the driver runs itself is foreign to the page: its errors are not told.
        let trap = "window.trap = () => setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable') })";
        page.before_loading(trap).await?;
        page.open("convoscope.html#kind=dilated&step=8&lang=zh-Hans").await?;
        page.ready().await?;
        page.run("trap()", json!([])).await?;
        page.expect_text("#crash h1", "出错了").await?;
        page.click("#crash button").await?;
        page.ready().await?;
        page.until("the link is kept", "location.hash.includes('kind=dilated')").await?;
        // The trap is what the page was told to complain of.
        page.complaints().await.map(drop)
    });
}
