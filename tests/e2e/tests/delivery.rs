//! The ways in which the page comes to its readers: from a server, under a path, with and without a policy, from a file,
//! in a frame that has no origin. Each one in every browser.

use e2e::single::Single;
use e2e::{Outcome, Page, with_page, with_page_at, with_site};
use serde_json::json;

/// A figure that stands still at a step in the middle.
const LINK: &str = "#kind=dilated&d=2&step=8&lang=en";

/// How many colours the figure has: an empty one has one.
const COLOURS: &str = "(() => {
    const canvas = document.querySelector('#stage');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
})()";

/// What was loaded that does not begin like this, apart from what the document carries itself.
const ELSEWHERE: &str = "return performance.getEntriesByType('resource').map(entry => entry.name)
    .filter(name => ![arguments[0], 'data:', 'blob:', 'about:'].some(start => name.startsWith(start)))";

/// The figure stands, is painted, takes a step at a click and one at a key, and nothing came from elsewhere.
async fn works(page: &Page, home: &str) -> Outcome {
    page.ready().await?;
    page.until("the figure is painted", &format!("{COLOURS} > 4")).await?;
    let eighth = page.picture("#stage").await?;
    page.click("#forward").await?;
    page.until_text("#step", "step 9", |text| text.contains('9') && !text.contains('8')).await?;
    let ninth = page.until_picture_changes("#stage", &eighth).await?;
    page.focus("#forward").await?;
    page.press(e2e::Key::Enter).await?;
    page.until_picture_changes("#stage", &ninth).await?;
    assert_eq!(page.run(ELSEWHERE, json!([home])).await?, json!([]), "loaded from elsewhere than {home}");
    Ok(())
}

#[test]
fn from_a_server_without_a_policy() {
    with_site("/", async |page| {
        page.site().go_without_policy();
        page.open(LINK).await?;
        works(page, page.site().origin()).await
    });
}

#[test]
fn under_a_path() {
    with_page_at("/blog/2026/convoscope/", LINK, async |page| works(page, page.site().origin()).await);
}

// That this policy is in force is tested in `page.rs`: what it forbids is noticed.
#[test]
fn under_the_strict_policy_and_trusted_types() {
    with_page(LINK, async |page| works(page, page.site().origin()).await);
}

async fn from_a_file(page: &Page, link: &str) -> Outcome {
    let single = Single::copy(page)?;
    single.open(page, link).await?;
    works(page, &single.address()).await?;
    single.judge(page).await?;
    assert!(page.site().requests().is_empty(), "a file needs no server");
    Ok(())
}

#[test]
fn from_a_file_by_itself() {
    with_site("/", async |page| from_a_file(page, LINK).await);
}

#[test]
fn from_a_file_as_a_bare_figure() {
    with_site("/", async |page| {
        from_a_file(page, "?ui=bare&start=manual#kind=dilated&d=2&step=8&lang=en").await?;
        page.until("it is the bare figure", "document.documentElement.dataset.ui === 'bare'").await
    });
}

/// Somebody's page with a frame that may run scripts and nothing else.
async fn in_a_frame(page: &Page, source: &str) -> Outcome {
    let frame = format!(
        "<!doctype html><html lang=\"en\"><head><title>A post</title>\
         <link rel=\"icon\" href=\"data:,\" /></head><body>\
         <iframe sandbox=\"allow-scripts\" width=\"900\" height=\"700\" title=\"A figure\" src=\"{source}{LINK}\"></iframe>\
         </body></html>"
    );
    page.site().host("post.html", &frame);
    page.visit(&format!("{}post.html", page.site().address())).await?;
    page.enter_frame("iframe").await?;
    page.until("the frame has no origin", "window.origin === 'null'").await?;
    works(page, page.site().origin()).await
}

#[test]
fn in_a_frame_without_an_origin() {
    with_site("/", async |page| in_a_frame(page, "embed.html").await);
}

#[test]
fn in_a_frame_without_an_origin_from_a_server_that_lets_no_other_page_in() {
    with_site("/", async |page| {
        page.site().keep_to_own_origin();
        in_a_frame(page, "convoscope.html").await
    });
}
