//! The part Loop of the share drawer: files of many steps are made while the page goes on, and can be stopped.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use e2e::page::Page;
use e2e::{Outcome, with_page};
use serde_json::{Value, json};

/// Keeps the files that are offered instead of saving them.
const KEEP: &str = "window.files = []; const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { files.push(blob); window.offered = performance.now(); return make.call(URL, blob) };
    HTMLAnchorElement.prototype.click = function () { files.push(this.download) }";

async fn open(page: &Page, link: &str) -> Outcome {
    page.before_loading(KEEP).await?;
    page.open(link).await?;
    page.ready().await?;
    page.press("s").await?;
    page.until("the drawer is there", "document.querySelector('#share .drawer pre')").await?;
    page.click("#share-loop").await?;
    page.until("the part is shown", "document.querySelector('.share-loop progress, .share-loop .share-copy')").await
}

async fn value(page: &Page, expression: &str) -> Outcome<Value> {
    page.run(&format!("return ({expression})"), json!([])).await
}

/// Waits for the first file, and puts its bytes into `window.bytes`.
async fn bytes(page: &Page) -> Outcome {
    page.until("a file is offered", "files.length === 2").await?;
    let read = "files[0].arrayBuffer().then((buffer) => { window.bytes = new Uint8Array(buffer) })";
    page.run(read, json!([])).await?;
    page.until("it is read", "window.bytes").await
}

#[test]
fn a_loop_of_two_steps_is_a_gif_of_the_chosen_size() {
    with_page("", async |page| {
        open(page, "#kind=shared&step=8&lang=en").await?;
        page.set(".share-loop input:last-of-type", "2").await?;
        page.until_text(".share-loop .caption", "what will be made", |_| true).await?;
        page.until(
            "two steps are chosen",
            "document.querySelector('.share-loop').textContent.includes('steps 1 to 2 of 36')",
        )
        .await?;
        page.click(".share-acts .share-copy").await?;
        bytes(page).await?;
        assert_eq!(value(page, "files[1]").await?, "convoscope-shared-1-2.gif");
        assert_eq!(value(page, "files[0].type").await?, "image/gif");
        assert_eq!(value(page, "String.fromCharCode(...bytes.slice(0, 6))").await?, "GIF89a");
        assert_eq!(value(page, "[bytes[6] + 256 * bytes[7], bytes[8] + 256 * bytes[9]]").await?, json!([720, 420]));
        let repeats = "String.fromCharCode(...bytes.slice(0, 2000)).includes('NETSCAPE2.0')";
        assert_eq!(value(page, repeats).await?, true);
        page.until_text(".share-loop [role=status]", "that it is saved", |text| text == "Saved.").await?;
        let focused = "document.activeElement.matches('.share-acts .share-copy')";
        assert_eq!(value(page, focused).await?, true, "the button that was pressed has the focus");
        // The browser itself can show it.
        page.run(
            "const image = new Image(); image.onload = () => { window.shown = [image.width, image.height] };
             image.src = URL.createObjectURL(files[0])",
            json!([]),
        )
        .await?;
        page.until("the browser shows it", "window.shown").await?;
        assert_eq!(value(page, "shown").await?, json!([720, 420]));
        Ok(())
    });
}

/// How long a loop takes, by its own account, and the size and the count of its frames.
struct Loop {
    milliseconds: f64,
    size: (u16, u16),
    frames: usize,
}

fn read_loop(bytes: &[u8]) -> Outcome<Loop> {
    let mut decoder = gif::DecodeOptions::new().read_info(bytes)?;
    let (mut hundredths, mut frames) = (0_u32, 0);
    while let Some(frame) = decoder.read_next_frame()? {
        hundredths += u32::from(frame.delay);
        frames += 1;
    }
    Ok(Loop { milliseconds: f64::from(hundredths) * 10.0, size: (decoder.width(), decoder.height()), frames })
}

/// Makes the loop as it is offered; gives its bytes and the milliseconds that it took.
async fn made(page: &Page) -> Outcome<(Vec<u8>, f64)> {
    page.run("window.asked = performance.now()", json!([])).await?;
    page.click(".share-acts .share-copy").await?;
    page.until("a file is offered", "files.length === 2").await?;
    let took = value(page, "offered - asked").await?.as_f64().unwrap_or(f64::INFINITY);
    let read = "const reader = new FileReader();
        reader.onload = () => { window.read = reader.result.split(',')[1] };
        reader.readAsDataURL(files[0])";
    page.run(read, json!([])).await?;
    page.until("it is read", "window.read").await?;
    let bytes = STANDARD.decode(value(page, "window.read").await?.as_str().unwrap_or_default())?;
    Ok((bytes, took))
}

#[test]
fn the_usual_loop_is_small_and_made_sooner_than_it_plays() {
    with_page("", async |page| {
        open(page, "#kind=shared&lang=en").await?;
        let (bytes, took) = made(page).await?;
        let seen = read_loop(&bytes)?;
        println!("{} bytes of {} frames in {took:.0} ms of {:.0}", bytes.len(), seen.frames, seen.milliseconds);
        assert_eq!(seen.size, (720, 420));
        assert!(seen.frames > 100, "{} frames", seen.frames);
        assert!(bytes.len() < 4_000_000, "{} bytes", bytes.len());
        assert!(took <= seen.milliseconds, "made in {took} ms, plays for {} ms", seen.milliseconds);
        Ok(())
    });
}

#[test]
fn what_is_being_made_can_be_stopped() {
    with_page("", async |page| {
        open(page, "#kind=grouped&step=8&lang=en").await?;
        page.click(".share-acts .share-copy").await?;
        page.until("it goes on", "document.querySelector('.share-acts progress')?.value > 1").await?;
        page.click(".share-acts .share-copy").await?;
        page.until("it is stopped", "!document.querySelector('.share-acts progress')").await?;
        assert_eq!(value(page, "files.length").await?, 0);
        // Closing the drawer stops it as well.
        page.click(".share-acts .share-copy").await?;
        page.until("it goes on again", "document.querySelector('.share-acts progress')?.value > 1").await?;
        page.click("#share .close").await?;
        page.until("the drawer is closed", "!document.querySelector('#share')").await?;
        assert_eq!(value(page, "files.length").await?, 0);
        Ok(())
    });
}

#[test]
fn stills_are_an_archive_and_the_sheet_a_page() {
    with_page("", async |page| {
        open(page, "#kind=line&step=2&lang=zh-Hans").await?;
        page.click(".share-acts .word:nth-child(2)").await?;
        bytes(page).await?;
        assert_eq!(value(page, "files[1]").await?, "convoscope-line-stills.zip");
        assert_eq!(value(page, "String.fromCharCode(...bytes.slice(0, 2))").await?, "PK");
        let names = value(page, "new TextDecoder().decode(bytes)").await?;
        let names = names.as_str().unwrap_or_default();
        assert!(names.contains("convoscope-line-step-014.svg") && names.contains("captions.txt"));
        page.run("files.length = 0; window.bytes = undefined", json!([])).await?;
        page.click(".share-acts .word:nth-child(3)").await?;
        bytes(page).await?;
        assert_eq!(value(page, "files[1]").await?, "convoscope-line-sheet.html");
        let html = value(page, "new TextDecoder().decode(bytes)").await?;
        let html = html.as_str().unwrap_or_default();
        assert_eq!(html.matches("<figure>").count(), 14);
        assert!(html.contains("一维卷积") && html.contains("size: A4"));
        Ok(())
    });
}
