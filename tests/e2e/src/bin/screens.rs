//! Photographs the built page: every view in every window, theme and language, into `target/screens/`.
//!
//! Words on the command line choose: only files whose names contain all of them are made, as in `dilated 390 zh`.

use std::path::PathBuf;
use std::process::ExitCode;

use e2e::page::{Page, Taste, Window};
use e2e::site::{Isolation, Site, root};
use e2e::views::{LANGUAGES, THEMES, VIEWS, WINDOWS};
use e2e::{Outcome, block_on};
use serde_json::json;

/// One photograph to make.
struct Shot {
    name: String,
    link: &'static str,
    window: Window,
    theme: &'static str,
    /// What `<html lang>` says.
    lang: &'static str,
}

fn main() -> ExitCode {
    let filters: Vec<String> = std::env::args().skip(1).collect();
    match block_on(photograph(&wanted(&filters))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn wanted(filters: &[String]) -> Vec<Shot> {
    let mut shots = all();
    shots.retain(|shot| filters.iter().all(|filter| shot.name.contains(filter.as_str())));
    shots
}

fn all() -> Vec<Shot> {
    let mut shots = Vec::new();
    for &(view, link) in VIEWS {
        for window in WINDOWS {
            for theme in THEMES {
                for (short, lang) in LANGUAGES {
                    let name = format!("{view}-{}-{theme}-{short}", window.width);
                    shots.push(Shot { name, link, window, theme, lang });
                }
            }
        }
    }
    shots
}

async fn photograph(shots: &[Shot]) -> Outcome {
    let page = Page::start(Site::serve("/", Isolation::None).await?).await?;
    let made = shoot_all(&page, shots).await;
    page.quit().await?;
    made
}

async fn shoot_all(page: &Page, shots: &[Shot]) -> Outcome {
    for shot in shots {
        shoot(page, shot).await.map_err(|failure| format!("{}: {failure}", shot.name))?;
    }
    println!("{} photographs", shots.len());
    Ok(())
}

async fn shoot(page: &Page, shot: &Shot) -> Outcome {
    page.resize(shot.window).await?;
    page.set_taste(Taste { color_scheme: shot.theme, reduced_motion: "no-preference" }).await?;
    page.open(shot.link).await?;
    page.ready().await?;
    speak(page, shot.lang).await?;
    settle(page).await?;
    let file = file(&shot.name);
    page.screenshot(&file).await?;
    println!("{}", file.strip_prefix(root()).unwrap_or(&file).display());
    for complaint in page.complaints().await? {
        println!("  the page wrote: {complaint}");
    }
    Ok(())
}

fn file(name: &str) -> PathBuf {
    root().join("target/screens").join(format!("{name}.png"))
}

/// Switches the language if it is not the wanted one.
async fn speak(page: &Page, lang: &str) -> Outcome {
    if page.attribute("html", "lang").await?.as_deref() != Some(lang) {
        page.click("#lang").await?;
    }
    let what = format!("the page is in {lang}");
    page.until(&what, &format!("document.documentElement.lang === {}", json!(lang))).await
}

/// Two frames and the fonts later, what was asked for is painted.
async fn settle(page: &Page) -> Outcome {
    page.run(
        "window.settled = false;
         document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => { settled = true })))",
        json!([]),
    )
    .await?;
    page.until("two frames were painted", "window.settled").await
}
