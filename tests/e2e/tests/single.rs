//! The single file: from a folder without a server, in a sandbox, under the strict policy; and that it asks for nothing.

use e2e::page::Page;
use e2e::site::root;
use e2e::{Outcome, with_page};
use serde_json::json;

/// Opens the file from its folder, as a double click does.
async fn open_from_folder(page: &Page, link: &str) -> Outcome {
    let folder = std::env::var_os("CONVOSCOPE_DIST").map_or_else(|| root().join("dist"), Into::into);
    let file = folder.join("convoscope.html");
    page.devtools("Page.navigate", json!({ "url": format!("file://{}{link}", file.display()) })).await?;
    page.until("the file is open", "location.protocol === 'file:' && document.readyState === 'complete'").await?;
    page.ready().await
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
    with_page("", async |page| {
        open_from_folder(page, "#kind=dilated&d=3&step=8&lang=zh-Hans").await?;
        page.until("the language is the link's", "document.documentElement.lang === 'zh-Hans'").await?;
        page.until("the style is there", "getComputedStyle(document.querySelector('main')).display === 'grid'").await?;
        page.follow("#kind=grouped&lang=en").await?;
        page.expect_text("h1", "Grouped").await?;
        expect_no_request(page).await
    });
}

#[test]
fn from_a_folder_panels_open_and_close_and_a_network_is_shown() {
    with_page("", async |page| {
        open_from_folder(page, "#kind=shared&step=8&lang=en").await?;
        page.click(".panel-words .word").await?;
        page.until("the panel is there", "document.querySelector('#panels #panel-title')").await?;
        page.until("the link says so", "location.hash.includes('panel=cost')").await?;
        page.click(".panel-words [aria-expanded=true]").await?;
        page.until("the panel is gone", "!document.querySelector('#panels')").await?;
        page.follow("#kind=shared&step=8&lang=en&panel=networks.deepface").await?;
        page.expect_text(".layers h3", "Layers of DeepFace, 4,030 people").await?;
        page.choose("#network", "xception").await?;
        page.expect_text(".layers h3", "Layers of Xception").await?;
        // What is done in a panel is the panel's: the page has listeners with numbers of the same kind.
        page.click(".what-if .word:nth-of-type(3)").await?;
        page.until("the link says so", "location.hash.includes('panel=networks.xception.std')").await?;
        page.expect_text("h1", "Shared").await?;
        expect_no_request(page).await
    });
}

#[test]
fn served_it_keeps_to_the_strict_policy() {
    with_page("convoscope.html#kind=strided&lang=en&panel=networks.alexnet_torchvision", async |page| {
        page.expect_text("h1", "Strided").await?;
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
        assert_eq!(state, "kind=dilated");
        Ok(())
    });
}

#[test]
fn a_trap_shows_the_way_on() {
    with_page("convoscope.html#kind=dilated&step=8&lang=zh-Hans", async |page| {
        page.run("setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); })", json!([])).await?;
        page.expect_text("#crash h1", "出错了").await?;
        page.click("#crash button").await?;
        page.ready().await?;
        page.until("the link is kept", "location.hash.includes('kind=dilated')").await?;
        // The trap is what the page was told to complain of.
        page.complaints().await.map(drop)
    });
}
