//! The page for embedding in plain frames: its size, what plays, messages, and what it does not listen to.

use e2e::page::{Page, Window};
use e2e::{Key, Outcome, with_page};
use serde_json::{Value, json};

/// Opens the page of frames and makes one, of an address below the site.
async fn frame(page: &Page, name: &str, address: &str, (width, height): (u32, u32)) -> Outcome {
    let script = "frame(arguments[0], '../' + arguments[1], arguments[2], arguments[3])";
    page.run(script, json!([name, address, width, height])).await?;
    page.until("the figure is ready", &format!("heard('{name}', 'ready').length > 0")).await
}

async fn host(page: &Page) -> Outcome {
    page.open("fixtures/frames.html").await?;
    page.ready().await
}

/// Sends a message and waits for its reply's value.
async fn ask(page: &Page, name: &str, kind: &str, data: Value) -> Outcome<Value> {
    page.run(
        "window.id = 'ask-' + said.length; tell(arguments[0], arguments[1], arguments[2], window.id)",
        json!([name, kind, data]),
    )
    .await?;
    page.until("an answer", "said.some((message) => message.re === window.id)").await?;
    page.run("return said.find((message) => message.re === window.id).data", json!([])).await
}

#[test]
fn a_sandboxed_frame_shows_its_figure_and_obeys() {
    with_page("", async |page| {
        host(page).await?;
        frame(page, "a", "embed.html?id=fig#kind=dilated&step=3&lang=en", (720, 420)).await?;
        let ready = page.run("return last('a', 'ready')", json!([])).await?;
        assert_eq!((&ready["state"], &ready["steps"]), (&json!("kind=dilated&step=3&lang=en"), &json!(25)));
        assert_eq!((&ready["id"], &ready["schema"], &ready["warnings"]), (&json!("fig"), &json!(1), &json!([])));
        let told = ask(page, "a", "step", json!(2)).await?;
        assert_eq!(told["value"]["step"], 5);
        let told = ask(page, "a", "set", json!({ "d": 3, "n": 12 })).await?;
        assert_eq!(told["value"]["state"], "kind=dilated&n=12&d=3&step=5&lang=en");
        let told = ask(page, "a", "set", json!({ "state": "kind=grouped&g=3" })).await?;
        assert!(told["value"]["warnings"].as_array().is_some_and(|warnings| warnings.len() == 1), "{told}");
        let told = ask(page, "a", "dance", json!(null)).await?;
        assert_eq!((&told["code"], &told["fatal"]), (&json!("unknown-type"), &json!(false)));
        let told = ask(page, "a", "image", json!({ "type": "svg" })).await?;
        let svg = told["value"]["data"].as_str().unwrap_or_default();
        assert!(svg.starts_with("<svg") && svg.contains("<text") && svg.contains("<title>"), "{svg:.80}");
        let told = ask(page, "a", "image", json!({ "type": "png", "scale": 2 })).await?;
        assert!(told["value"]["data"].as_str().is_some_and(|data| data.starts_with("data:image/png;base64,")));
        Ok(())
    });
}

/// Where a window may not be opened, the frame itself shows the full figure.
#[test]
fn the_full_figure_is_opened_from_a_frame_that_may_only_run_scripts() {
    with_page("", async |page| {
        host(page).await?;
        frame(page, "a", "embed.html#kind=dilated&step=3&lang=en", (1000, 600)).await?;
        page.enter_frame("iframe").await?;
        page.click("#open").await?;
        page.until("the full page is there", "document.querySelector('.panel-words .word')").await?;
        page.until("with the figure", "location.hash.includes('step=3')").await?;
        // Chromium says what it did not allow.
        let complaints = page.complaints().await?;
        assert!(complaints.iter().all(|text| text.contains("allow-popups")), "{complaints:?}");
        Ok(())
    });
}

#[test]
fn a_figure_plays_only_while_it_is_seen() {
    with_page("", async |page| {
        page.resize(Window { width: 900, height: 700, ratio: 1, phone: false }).await?;
        host(page).await?;
        frame(page, "a", "embed.html#kind=dilated", (480, 360)).await?;
        page.run("tell('a', 'hello')", json!([])).await?;
        page.until("it plays", "last('a', 'playing')?.playing || last('a', 'ready').playing").await?;
        page.run("document.getElementById('room').style.paddingTop = '3000px'", json!([])).await?;
        page.until("it rests", "last('a', 'playing')?.playing === false").await?;
        page.run("document.getElementById('room').style.paddingTop = '0'", json!([])).await?;
        page.until("it goes on", "last('a', 'playing')?.playing === true").await?;
        page.until("steps are told", "heard('a', 'step').length > 2").await?;
        page.run("tell('a', 'visible', false)", json!([])).await?;
        page.until("it rests when the host says so", "last('a', 'playing')?.playing === false").await
    });
}

#[test]
fn figures_do_not_hear_each_other() {
    with_page("", async |page| {
        host(page).await?;
        for name in ["a", "b", "c"] {
            frame(page, name, "embed.html#kind=dilated&step=3", (300, 300)).await?;
        }
        ask(page, "b", "seek", json!(9)).await?;
        let steps = page.run("return ['a', 'b', 'c'].map((name) => name)", json!([])).await?;
        let mut found = Vec::new();
        for name in steps.as_array().into_iter().flatten().filter_map(Value::as_str) {
            found.push(ask(page, name, "get", json!(null)).await?["value"]["step"].clone());
        }
        assert_eq!(found, [json!(3), json!(9), json!(3)]);
        Ok(())
    });
}

#[test]
fn a_hundred_thousand_hostile_messages_change_nothing() {
    with_page("", async |page| {
        host(page).await?;
        frame(page, "a", "embed.html#kind=dilated&step=3&theme=light", (480, 360)).await?;
        page.run("frame('stranger', 'stranger.html', 10, 10)", json!([])).await?;
        page.until("the stranger is there", "made.stranger.contentWindow.length === 0").await?;
        page.run(
            "made.stranger.onload = () => made.stranger.contentWindow.postMessage('go', '*'); made.stranger.src += ''",
            json!([]),
        )
        .await?;
        page.run(
            "flood(50000, (index) => made.a.contentWindow.postMessage(HOSTILE[index % HOSTILE.length], '*'))",
            json!([]),
        )
        .await?;
        page.until("the host has sent its part", "window.flooded === 50000").await?;
        page.until("the stranger has sent its part", "said.some((message) => message.type === 'flooded')").await?;
        // What is above the rate is dropped, also what is still on its way: whoever goes on asking is heard again.
        let asked = "tell('a', 'get', null, 'ping') ?? said.some((message) => message.re === 'ping')";
        page.until("it answers again", asked).await?;
        let told = page.run("return said.find((message) => message.re === 'ping').data", json!([])).await?;
        assert_eq!(told["value"]["state"], "kind=dilated&step=3&theme=light");
        Ok(())
    });
}

#[test]
fn only_the_pinned_origin_is_heard() {
    with_page("", async |page| {
        host(page).await?;
        frame(page, "a", "embed.html?origin=https://example.org#kind=dilated&step=3", (480, 360)).await.err();
        page.run("for (let index = 0; index < 5; index++) tell('a', 'seek', 9)", json!([])).await?;
        page.run("frame('b', `../embed.html?origin=${location.origin}#kind=dilated&step=3`, 480, 360)", json!([]))
            .await?;
        page.until("the other one is ready", "heard('b', 'ready').length > 0").await?;
        let told = ask(page, "b", "seek", json!(9)).await?;
        assert_eq!(told["value"]["step"], 9);
        let silent = page.run("return heard('a', 'reply').length + heard('a', 'ready').length", json!([])).await?;
        assert_eq!(silent, 0);
        Ok(())
    });
}

#[test]
fn every_size_settles_in_three_messages() {
    with_page("", async |page| {
        host(page).await?;
        frame(page, "a", "embed.html#kind=grouped&step=3", (720, 420)).await?;
        page.run(
            "addEventListener('message', ({ data }) => { if (data.type === 'size') made.a.height = data.data.height })",
            json!([]),
        )
        .await?;
        for width in (0..20).map(|index| 260 + index * 45) {
            page.run("window.before = heard('a', 'size').length; made.a.width = arguments[0]", json!([width])).await?;
            page.until("it is as wide", &format!("made.a.clientWidth === {width}")).await?;
            let told = ask(page, "a", "get", json!(null)).await?;
            assert_eq!(told["value"]["step"], 3);
            let count = page.run("return heard('a', 'size').length - window.before", json!([])).await?;
            assert!(count.as_u64().is_some_and(|count| count <= 3), "{width}: {count}");
        }
        Ok(())
    });
}

#[test]
fn a_small_box_holds_a_still_picture_and_the_way_out() {
    with_page("", async |page| {
        page.resize(Window { width: 280, height: 200, ratio: 1, phone: false }).await?;
        page.open("embed.html#kind=dilated&lang=en").await?;
        page.ready().await?;
        page.until("the way out", "document.querySelector('#open').innerText === 'Open'").await?;
        page.until("nothing else is there", "document.querySelector('#play').offsetParent === null").await?;
        page.until("nothing sticks out", "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth").await?;
        let address = page.attribute("#open", "href").await?.unwrap_or_default();
        assert!(address.starts_with("./index.html#kind=dilated&step=13"), "{address}");
        Ok(())
    });
}

#[test]
fn keys_move_the_figure_and_leave_the_rest_to_the_host() {
    with_page("", async |page| {
        host(page).await?;
        frame(page, "a", "embed.html#kind=dilated&step=24", (480, 360)).await?;
        page.run("tell('a', 'hello'); tell('a', 'focus'); made.a.focus()", json!([])).await?;
        page.press(Key::PageDown).await?;
        page.until("one step on", "last('a', 'step')?.step === 25").await?;
        page.press(Key::PageDown).await?;
        page.until("the host hears of it", "last('a', 'key')?.key === 'PageDown'").await?;
        page.press("1").await?;
        page.press(Key::Left).await?;
        page.until("one step back, in the same chapter", "last('a', 'step')?.step === 24").await?;
        let state = page.run("return last('a', 'change').state", json!([])).await?;
        assert_eq!(state, "kind=dilated&step=24");
        Ok(())
    });
}

#[test]
fn parts_can_be_left_out_and_a_title_be_shown() {
    with_page("", async |page| {
        page.open("embed.html?controls=title,play#kind=depthwise&lang=zh&step=3").await?;
        page.ready().await?;
        page.expect_text("h1", "深度卷积").await?;
        assert_eq!(page.count("#play").await? + page.count("#track").await? + page.count("#open").await?, 1);
        page.open("embed.html?links=0#kind=depthwise&lang=zh&step=3").await?;
        page.ready().await?;
        assert_eq!(page.count("a").await?, 0);
        Ok(())
    });
}

#[test]
fn a_link_for_the_full_page_that_asks_for_a_bare_figure_gets_one() {
    with_page("", async |page| {
        page.open("#kind=dilated&step=3&ui=bare").await?;
        page.until(
            "the page for embedding",
            "location.pathname.endsWith('/embed.html') && location.hash.includes('step=3')",
        )
        .await?;
        page.ready().await
    });
}

#[test]
fn what_had_to_be_changed_is_said_in_one_line_that_goes() {
    with_page("", async |page| {
        page.open("embed.html?start=now#kind=dilated&step=99&lang=en").await?;
        page.ready().await?;
        assert_eq!(page.count("#notices li").await?, 2);
        let seen = "[...document.querySelectorAll('#notices li')].filter((line) => line.offsetParent).length";
        page.until("one of two is seen", &format!("{seen} === 1")).await?;
        let above = "document.querySelector('canvas').getBoundingClientRect().bottom
            <= document.querySelector('#notices').getBoundingClientRect().top";
        page.until("it covers nothing of the picture", above).await?;
        page.click("#notices li:first-child .word").await?;
        page.until(
            "then the other one",
            &format!("{seen} === 1 && document.querySelectorAll('#notices li').length === 1"),
        )
        .await?;
        page.click("#notices li:first-child .word").await?;
        page.until("both are gone", "!document.querySelector('#notices li')").await
    });
}

#[test]
fn the_picture_has_most_of_a_frame_of_any_width() {
    with_page("", async |page| {
        for width in [320, 600, 900, 1000, 1200, 1600] {
            page.resize(Window { width, height: 420, ratio: 1, phone: false }).await?;
            page.open("embed.html#kind=dilated&step=5").await?;
            page.ready().await?;
            let most = "document.querySelector('canvas').clientHeight >= innerHeight * 0.6";
            page.until(&format!("the picture is large at {width}"), most).await?;
        }
        Ok(())
    });
}

#[test]
fn nothing_sticks_out_of_a_narrow_frame() {
    with_page("", async |page| {
        let links = ["kind=pooling&step=5", "kind=channels&cin=512&cout=1024&step=36000&lang=zh"];
        for (width, link) in [280, 300, 320, 340, 360].into_iter().flat_map(|width| links.map(|link| (width, link))) {
            page.resize(Window { width, height: 300, ratio: 1, phone: false }).await?;
            page.open(&format!("embed.html#{link}")).await?;
            page.ready().await?;
            let inside = "[...document.querySelectorAll('.transport > *')].every((part) => {
                const { left, right } = part.getBoundingClientRect();
                return left >= 0 && left < right && right <= innerWidth;
            })";
            page.until(&format!("the transport of {link} fits at {width}"), inside).await?;
        }
        Ok(())
    });
}
