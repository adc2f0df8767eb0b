//! Measures animation frames while the page plays, and prints them as a table.
//!
//! `script` is what the callbacks of one frame took. `frame` is the time from the first callback of a frame until the
//! main thread was free again, so it holds what the callbacks left for later, style, layout and painting as well.
//! Times are of this machine, with whatever else it is doing; compare only figures of one run.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use e2e::page::Page;
use e2e::site::{Isolation, Site};
use e2e::views::PLAYED;
use e2e::{Outcome, block_on};
use serde_json::{Value, json};

/// How long each link is played.
const SPAN: Duration = Duration::from_secs(6);

/// Wraps `requestAnimationFrame` before the page sees it. The message that is posted from the first callback of a
/// frame is handled after the frame is rendered.
const STOPWATCH: &str = "(() => {
    const frames = window.measuredFrames = [], long = window.measuredLongTasks = [];
    const request = window.requestAnimationFrame.bind(window), channel = new MessageChannel();
    const waiting = [];
    channel.port1.onmessage = () => { const frame = waiting.shift(); frame.frame = performance.now() - frame.start; };
    const begin = time => {
        const frame = { time, start: performance.now(), script: 0, frame: 0 };
        frames.push(frame); waiting.push(frame); channel.port2.postMessage(0);
        return frame;
    };
    window.requestAnimationFrame = callback => request(time => {
        const last = frames[frames.length - 1];
        const frame = last && last.time === time ? last : begin(time);
        const start = performance.now();
        try { callback(time) } finally { frame.script += performance.now() - start }
    });
    new PerformanceObserver(list => list.getEntries().forEach(entry => long.push(entry.duration)))
        .observe({ type: 'longtask' });
})()";

fn main() -> ExitCode {
    let filters: Vec<String> = std::env::args().skip(1).collect();
    match block_on(measure(&filters)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(filters: &[String]) -> Outcome {
    let page = Page::start(Site::serve("/", Isolation::Isolated).await?).await?;
    let measured = measure_all(&page, filters).await;
    page.quit().await?;
    measured
}

async fn measure_all(page: &Page, filters: &[String]) -> Outcome {
    page.before_loading(STOPWATCH).await?;
    println!("{:<20} {:>7} {:^26} {:^26} {:>10}", "", "", "script, ms", "frame, ms", "long tasks");
    println!(
        "{:<20} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>10}",
        "view", "frames", "p50", "p95", "max", "p50", "p95", "max", "> 50 ms"
    );
    for (name, link) in PLAYED {
        if filters.iter().all(|filter| name.contains(filter.as_str())) {
            println!("{name:<20} {}", play(page, link).await?);
        }
    }
    Ok(())
}

/// One row of the table, after the name.
async fn play(page: &Page, link: &str) -> Outcome<String> {
    page.open(link).await?;
    page.ready().await?;
    // The first frames after loading are not yet the animation's.
    page.run("measuredFrames.length = measuredLongTasks.length = 0", json!([])).await?;
    span(page).await?;
    let script = "return [measuredFrames.filter(frame => frame.frame > 0).map(frame => [frame.script, frame.frame]),
        measuredLongTasks.length]";
    let measured = page.run(script, json!([])).await?;
    row(&measured)
}

/// Lets the page play by itself. The time is the measurement's length, not a wait for something.
async fn span(page: &Page) -> Outcome {
    let started = Instant::now();
    while started.elapsed() < SPAN {
        page.run("return 0", json!([])).await?;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}

fn row(measured: &Value) -> Outcome<String> {
    let frames = measured[0].as_array().ok_or("the page kept no frames")?;
    let mut script: Vec<f64> = frames.iter().filter_map(|frame| frame[0].as_f64()).collect();
    let mut whole: Vec<f64> = frames.iter().filter_map(|frame| frame[1].as_f64()).collect();
    let [script, whole] = [&mut script, &mut whole].map(|times| spread(times));
    Ok(format!("{:>7} {script} {whole} {:>10}", frames.len(), measured[1]))
}

/// The median, the 95th percentile and the greatest.
fn spread(times: &mut [f64]) -> String {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get(((times.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(0.0);
    format!("{:>8.2} {:>8.2} {:>8.2}", at(0.5), at(0.95), at(1.0))
}
