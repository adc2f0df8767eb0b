//! The article: readable without scripts and on a phone, its figures alive when they are scrolled to, its links lead on.

use std::time::Instant;

use e2e::page::{Page, SHIFTS, Window};
use e2e::{Outcome, with_page};
use serde_json::json;

const ARTICLES: [&str; 2] = ["post/en.html", "post/zh.html"];
/// The most that six figures may take to stand, from the first scroll, in milliseconds.
const SIX_STAND: f64 = 4000.0;
/// Notes which figures have become ready and when.
const NOTES: &str = "
    window.stood = [];
    addEventListener('convoscope-ready', ({ target }) =>
        window.stood.push([target.closest('figure').id, performance.now()]))";

async fn open(page: &Page, article: &str) -> Outcome {
    page.open(article).await?;
    page.until("the article is there", "document.readyState === 'complete' && document.querySelector('article h1')")
        .await
}

/// The figures that can be played, by the ids of what stands around them.
async fn live(page: &Page) -> Outcome<Vec<String>> {
    let ids = page
        .run("return [...document.querySelectorAll('convo-scope')].map((one) => one.closest('figure').id)", json!([]));
    Ok(serde_json::from_value(ids.await?)?)
}

#[test]
fn without_scripts_every_figure_is_a_picture_that_leads_to_the_page() {
    with_page("", async |page| {
        page.set_scripts(false).await?;
        for article in ARTICLES {
            open(page, article).await?;
            page.until(
                "every picture is there",
                "[...document.images].length >= 12 && [...document.images].every((one) => {
                    one.scrollIntoView();
                    return one.complete && one.naturalWidth > 0 && one.clientWidth > 300;
                })",
            )
            .await?;
            assert_eq!(page.count("convo-scope").await?, page.count("convo-scope > a > picture > img").await?);
            let drawn = "return [...document.querySelectorAll('convo-scope')].filter((one) => one.shadowRoot).length";
            assert_eq!(page.run(drawn, json!([])).await?, 0, "nothing has run");
        }
        page.set_scripts(true).await
    });
}

#[test]
fn a_phone_shows_one_column_and_never_scrolls_sideways() {
    with_page("", async |page| {
        page.resize(Window::PHONE).await?;
        for article in ARTICLES.into_iter().chain(["post/index.html"]) {
            page.open(article).await?;
            page.until("the page is there", "document.readyState === 'complete' && document.querySelector('h1')")
                .await?;
            let sides = page.run(
                "return [document.documentElement.scrollWidth, innerWidth,
                    Math.max(...[...document.querySelectorAll('main *')].map((one) => one.getBoundingClientRect().right))]",
                json!([]),
            );
            let sides: [f64; 3] = serde_json::from_value(sides.await?)?;
            assert!(sides.iter().all(|side| *side <= 390.0), "{article}: {sides:?}");
        }
        Ok(())
    });
}

#[test]
fn a_figure_stands_when_it_is_scrolled_to_and_nothing_jumps() {
    with_page("", async |page| {
        page.before_loading(NOTES).await?;
        page.before_loading(SHIFTS).await?;
        for article in ARTICLES {
            open(page, article).await?;
            let figures = live(page).await?;
            assert!(figures.len() >= 10, "{figures:?}");
            for id in figures {
                page.run("document.getElementById(arguments[0]).scrollIntoView({ block: 'center' })", json!([id]))
                    .await?;
                page.until(&format!("{article}: {id} stands"), &format!("stood.some(([which]) => which === '{id}')"))
                    .await?;
            }
            let jumped = page.run("return shift", json!([])).await?.as_f64().unwrap_or(1.0);
            assert!(jumped <= 0.01, "{article}: things jumped by {jumped}");
            let others = "return performance.getEntriesByType('resource').map(({ name }) => name)
                .filter((name) => !name.startsWith(location.origin))";
            assert_eq!(page.run(others, json!([])).await?, json!([]), "{article} asks no other host");
        }
        Ok(())
    });
}

/// Scrolls through the article as a reader does who looks for something, and gives the milliseconds until six figures stood.
async fn six(page: &Page) -> Outcome<f64> {
    open(page, ARTICLES[0]).await?;
    let began = page.run("return performance.now()", json!([])).await?.as_f64().unwrap_or_default();
    let started = Instant::now();
    loop {
        // Four screens a second: a reader who looks for something.
        let down = (started.elapsed().as_millis() * 4).min(20_000) as u64;
        let seen =
            page.run("scrollTo({ top: arguments[0], behavior: 'instant' }); return stood", json!([down])).await?;
        let stood: Vec<(String, f64)> = serde_json::from_value(seen)?;
        if let Some((_, at)) = stood.get(5) {
            return Ok(at - began);
        }
        if started.elapsed().as_secs() >= 20 {
            return Err(format!("not six figures within 20 s: {stood:?}").into());
        }
    }
}

#[test]
fn six_figures_stand_within_four_seconds_of_scrolling_through() {
    with_page("", async |page| {
        page.before_loading(NOTES).await?;
        // The machine may be busy with something else: what counts is what the page can do.
        let mut best = f64::INFINITY;
        for _ in 0..3 {
            best = best.min(six(page).await?);
            if best <= SIX_STAND {
                println!("six figures stood after {best:.0} ms");
                return Ok(());
            }
        }
        Err(format!("six figures stood after {best:.0} ms, at most {SIX_STAND:.0}").into())
    });
}

#[test]
fn the_languages_lead_to_each_other_and_the_figures_to_the_page() {
    with_page("", async |page| {
        page.open("post/index.html").await?;
        page.click("a[href='zh.html']").await?;
        page.until("Chinese", "document.documentElement.lang === 'zh-Hans' && document.querySelector('article h1')")
            .await?;
        page.click("header a[hreflang=en]").await?;
        page.until("English", "document.documentElement.lang === 'en' && document.querySelector('article h1')").await?;
        page.click("#figure-dilated figcaption a").await?;
        page.ready().await?;
        page.expect_text("h1", "Dilated").await?;
        page.until("its setting", "location.hash.includes('d=3')").await?;
        page.go_back().await?;
        page.until("the article again", "document.querySelector('article h1')").await?;
        page.click(".wordmark").await?;
        page.ready().await
    });
}
