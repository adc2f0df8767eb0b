//! `<convo-scope>` in other people's pages, which forbid inline styles and scripts: a breach fails any of these tests.
//!
//! Most figures here are the one of `fixtures/figure/`, which says what it was told and can be made to fail; the last tests have
//! real ones.

use e2e::page::SHIFTS;
use e2e::{Engine, Outcome, Page, with_page};
use serde_json::{Value, json};

/// A host's page with room for figures.
fn with_host(test: impl AsyncFnOnce(&Page) -> Outcome) {
    with_page("fixtures/host.html", test);
}

/// Puts a figure into the room; `id` is `scope` and `src` the made one if the attributes do not say otherwise.
async fn add(page: &Page, attributes: Value) -> Outcome {
    let script = "const element = document.createElement('convo-scope');
        const all = { id: 'scope', src: 'figure/', ...arguments[0] };
        for (const name in all) if (all[name] !== null) element.setAttribute(name, all[name]);
        document.getElementById('room').append(element)";
    page.run(script, json!([attributes])).await.map(drop)
}

/// As [`add`], and waits until the figure is there.
async fn add_ready(page: &Page, attributes: Value) -> Outcome {
    add(page, attributes).await?;
    page.until("the figure is ready", "events('ready').length").await
}

/// What an expression gives, which may be a promise.
async fn value(page: &Page, expression: &str) -> Outcome<Value> {
    page.run(&format!("return ({expression})"), json!([])).await
}

/// Waits until the made figure has been told messages of a type with exactly these data.
async fn until_heard(page: &Page, kind: &str, expected: Value) -> Outcome {
    let what = format!("the figure has heard {kind} {expected}");
    let mut last = Value::Null;
    let waited = e2e::wait::until(&what, async || {
        last = value(page, &format!("heard('{kind}')")).await?;
        Ok((last == expected).then_some(()))
    });
    let waited = waited.await;
    waited.map_err(|error| format!("{error}; last {last}").into())
}

// ---- posters ----

#[test]
fn without_a_script_the_link_and_the_picture_inside_are_there() {
    with_page("fixtures/bare.html", async |page| {
        let link = page.find("#scope a[href]").await?;
        assert!(link.is_displayed().await?, "the link shows");
        page.until("the picture is loaded", "document.querySelector('#scope img').naturalWidth === 240").await?;
        assert_eq!(page.count("#scope iframe").await?, 0);
        link.click().await?;
        page.ready().await?;
        assert_eq!(page.link().await?, "#kind=dilated&d=2");
        Ok(())
    });
}

#[test]
fn what_stands_inside_is_the_poster_until_the_figure_is_ready() {
    with_host(async |page| {
        add(page, json!({ "state": "mode=never", "ratio": "2" })).await?;
        page.run(
            "const link = Object.assign(document.createElement('a'), { href: '../#d=2', textContent: 'Mine' });
             scope().append(link)",
            json!([]),
        )
        .await?;
        page.until("the frame is made", "frame()").await?;
        page.until("the own link has gone for the author's", "poster().querySelector('a').hidden").await?;
        assert_eq!(
            value(page, "[shown(), getComputedStyle(frame()).opacity, frame().inert]").await?,
            json!([true, "0", true])
        );
        assert_eq!(value(page, "scope().firstElementChild.assignedSlot !== null").await?, true);
        Ok(())
    });
}

#[test]
fn without_a_poster_a_quiet_box_holds_the_link_in_the_language_of_the_page() {
    with_host(async |page| {
        add(page, json!({ "state": "kind=dilated&d=2", "start": "click", "height": "300" })).await?;
        let site = page.site().address().to_owned();
        let seen = "[shown(), poster().querySelector('a').textContent, poster().querySelector('a').href,
            poster().querySelector('button').textContent, poster().querySelector('button').hidden]";
        let address = format!("{site}fixtures/figure/#kind=dilated&d=2");
        let expected = json!([true, "Open the full figure", address, "Start the figure", false]);
        assert_eq!(value(page, seen).await?, expected);
        page.run("document.documentElement.lang = 'zh-CN'", json!([])).await?;
        page.until("the words are Chinese", "poster().querySelector('button').textContent === '启动图形'").await?;
        assert_eq!(value(page, "poster().querySelector('a').textContent").await?, "打开完整版");
        assert_eq!(value(page, "scope().getBoundingClientRect().height").await?, 300);
        Ok(())
    });
}

#[test]
fn a_click_starts_a_figure_that_waits_for_it_and_gives_it_the_focus() {
    with_host(async |page| {
        add(page, json!({ "start": "click", "poster": "poster.svg" })).await?;
        page.until("the poster is loaded", "poster().querySelector('img').naturalWidth === 240").await?;
        assert_eq!(value(page, "frame() === null").await?, true);
        page.run(
            "poster().querySelector('button').focus(); document.activeElement.shadowRoot.activeElement.click()",
            json!([]),
        )
        .await?;
        page.until("it plays", "events('play').length && scope().playing").await?;
        page.until(
            "it has the focus",
            "document.activeElement === scope() && scope().shadowRoot.activeElement === frame()",
        )
        .await?;
        assert_eq!(
            value(page, "[shown(), getComputedStyle(frame()).opacity, frame().inert]").await?,
            json!([false, "1", false])
        );
        Ok(())
    });
}

// ---- properties, events, methods ----

#[test]
fn a_figure_that_is_ready_says_so_and_is_known() {
    with_host(async |page| {
        add_ready(page, json!({ "state": "#kind=dilated&d=2&step=4&theme=dark" })).await?;
        let ready = value(page, "scope().ready").await?;
        assert_eq!((&ready["version"], &ready["steps"]), (&json!("9.9.9"), &json!(9)));
        let known =
            "[scope().state, scope().step + 1, `${scope().step}`, scope().steps, scope().playing, scope().version]";
        assert_eq!(value(page, known).await?, json!(["kind=dilated&d=2&step=4", 5, "4", 9, false, "9.9.9"]));
        assert_eq!(value(page, "told.every(([, , composed]) => composed)").await?, true);
        let address = value(page, "frame().getAttribute('src')").await?;
        let site = page.site().address();
        let expected = "fixtures/figure/embed.html?start=visible#kind=dilated&d=2&step=4&lang=en&theme=dark";
        assert_eq!(address, format!("{site}{expected}"));
        Ok(())
    });
}

#[test]
fn who_asks_late_whether_it_is_ready_hears_so() {
    with_host(async |page| {
        add_ready(page, json!({ "state": "step=4" })).await?;
        until_heard(page, "hello", json!([{ "open": true }])).await?;
        // Its answer to the greeting has come with the answer to this.
        page.run("return scope().get()", json!([])).await?;
        let late = "Promise.race([scope().ready, new Promise((go) => setTimeout(go, 1000, null))])";
        assert_eq!(value(page, &format!("{late}.then((told) => told?.step)")).await?, 4);
        assert_eq!(value(page, "events('ready').length").await?, 1);
        Ok(())
    });
}

#[test]
fn every_method_does_its_work_and_keeps_its_promise() {
    with_host(async |page| {
        add_ready(page, json!({ "state": "kind=dilated" })).await?;
        value(page, "scope().play()").await?;
        page.until("it plays", "scope().playing && events('play').length === 1").await?;
        value(page, "scope().pause()").await?;
        page.until("it pauses", "!scope().playing && events('pause').length === 1").await?;
        value(page, "scope().toggle()").await?;
        page.until("it plays again", "scope().playing").await?;
        value(page, "scope().step(3)").await?;
        value(page, "scope().step()").await?;
        value(page, "scope().step(-2)").await?;
        page.until("it is at the second step", "scope().step == 2 && scope().step < scope().steps").await?;
        let last = value(page, "events('step').at(-1)").await?;
        assert_eq!(last, json!({ "step": 2, "steps": 9 }));
        value(page, "scope().seek(9)").await?;
        page.until("it is at its end", "events('end').length === 1 && scope().step == 9").await?;
        value(page, "scope().reset()").await?;
        page.until("it is at its beginning", "scope().step == 0").await?;
        value(page, "scope().set({ d: 3 })").await?;
        page.until("it is another figure", "scope().state === 'kind=dilated&d=3'").await?;
        assert_eq!(value(page, "events('change').at(-1)").await?, json!({ "state": "kind=dilated&d=3" }));
        value(page, "scope().set('#kind=grouped')").await?;
        page.until("it is the figure of a link", "scope().state === 'kind=grouped'").await?;
        let got = value(page, "scope().get()").await?;
        let expected = json!(["kind=grouped", 0, 9, true, "9.9.9"]);
        assert_eq!(json!([got["state"], got["step"], got["steps"], got["playing"], got["version"]]), expected);
        let image = value(page, "scope().image({ type: 'png', scale: 2 })").await?;
        assert_eq!(image, json!({ "type": "png", "data": "<svg/>", "width": 200, "height": 120, "alt": "A figure" }));
        value(page, "scope().focus()").await?;
        page.until("it has the focus", "scope().shadowRoot.activeElement === frame()").await?;
        Ok(())
    });
}

#[test]
fn a_figure_that_does_not_answer_breaks_the_promise_after_two_seconds() {
    with_host(async |page| {
        add_ready(page, json!({ "state": "mode=mute" })).await?;
        let calls = "(async () => { const start = performance.now();
            const ends = await Promise.all(['play', 'pause', 'toggle', 'step', 'seek', 'reset', 'get', 'set', 'image']
                .map((name) => coded(scope()[name](1))));
            return [ends, performance.now() - start]; })()";
        let result = value(page, calls).await?;
        assert_eq!(result[0], json!(vec![json!([true, "timeout"]); 9]));
        let took = result[1].as_f64().unwrap_or_default();
        assert!((1900.0..4000.0).contains(&took), "{took} ms");
        Ok(())
    });
}

#[test]
fn a_promise_is_refused_with_the_code_of_the_figure_or_of_its_absence() {
    with_host(async |page| {
        add_ready(page, json!({})).await?;
        assert_eq!(value(page, "coded(scope().seek(10))").await?, json!([true, "range"]));
        assert_eq!(value(page, "events('error').length").await?, 0, "an answer is no event");
        page.run("window.kept = scope(); kept.remove()", json!([])).await?;
        assert_eq!(value(page, "coded(kept.play())").await?, json!([true, "gone"]));
        Ok(())
    });
}

#[test]
fn a_call_wakes_a_figure_that_waits() {
    with_host(async |page| {
        add(page, json!({ "start": "click" })).await?;
        assert_eq!(value(page, "frame() === null && scope().playing === false").await?, true);
        value(page, "scope().step(2)").await?;
        page.until("it is at the second step", "scope().step == 2 && !shown()").await?;
        Ok(())
    });
}

#[test]
fn a_figure_opens_links_and_hands_keys_on_through_its_host() {
    with_host(async |page| {
        add_ready(page, json!({ "state": "kind=dilated" })).await?;
        page.until("it was greeted", "heard('hello').then((all) => all.length && all.every(({ open }) => open))")
            .await?;
        page.run(
            "window.keys = [];
             addEventListener('keydown', ({ key, keyCode }) => keys.push([key, keyCode]));
             window.opened = [];
             HTMLAnchorElement.prototype.click = function () { opened.push(this.href, this.rel, this.target) };",
            json!([]),
        )
        .await?;
        value(page, "scope().set({ say: 'key' })").await?;
        page.until("the key arrives", "keys.length === 1").await?;
        assert_eq!(value(page, "keys").await?, json!([["PageDown", 34]]));
        // The page that uses it has the next one; WebKit lets no frame lose the focus.
        if page.engine() != Engine::WebKit {
            page.run("addEventListener('keydown', (event) => event.preventDefault()); frame().focus()", json!([]))
                .await?;
            value(page, "scope().set({ say: 'key' })").await?;
            page.until("the focus is with the page", "document.activeElement !== scope()").await?;
        }
        value(page, "scope().set({ say: 'open' })").await?;
        page.until("the link is followed", "opened.length").await?;
        let site = page.site().address();
        assert_eq!(
            value(page, "opened").await?,
            json!([format!("{site}fixtures/figure/#kind=grouped"), "noopener", "_blank"])
        );
        Ok(())
    });
}

// ---- attributes ----

#[test]
fn state_language_and_theme_change_without_another_load() {
    with_host(async |page| {
        add_ready(page, json!({ "state": "kind=dilated", "theme": "light" })).await?;
        page.run("window.first = frame()", json!([])).await?;
        page.run("scope().state = 'kind=grouped&g=2'", json!([])).await?;
        page.until("it shows another figure", "scope().state === 'kind=grouped&g=2' && events('change').length")
            .await?;
        until_heard(page, "set", json!([{ "state": "kind=grouped&g=2&lang=en&theme=light" }])).await?;
        page.run("scope().setAttribute('lang', 'zh'); scope().setAttribute('theme', 'projector')", json!([])).await?;
        until_heard(page, "lang", json!(["zh-Hans"])).await?;
        until_heard(page, "theme", json!(["projector"])).await?;
        assert_eq!(value(page, "[frame() === first, frame().title]").await?, json!([true, "交互式图形：卷积"]));
        page.run("scope().title = 'My figure'", json!([])).await?;
        assert_eq!(value(page, "frame().title").await?, "My figure");
        Ok(())
    });
}

#[test]
fn the_frame_is_what_the_attributes_say() {
    with_host(async |page| {
        add_ready(page, json!({ "controls": "play,track", "lock": "" })).await?;
        let frame_says = "['sandbox', 'title', 'allow', 'part'].map((name) => frame().getAttribute(name))";
        let title = "Interactive figure: convolution";
        assert_eq!(value(page, frame_says).await?, json!(["allow-scripts", title, "", "frame"]));
        let search = value(page, "scope().get().then(({ search }) => search)").await?;
        assert_eq!(search, "?start=visible&controls=play%2Ctrack&lock=1");
        page.run(
            "scope().toggleAttribute('fullscreen'); scope().setAttribute('sandbox', 'allow-scripts allow-downloads')",
            json!([]),
        )
        .await?;
        page.until("it is ready again", "events('ready').length === 2").await?;
        assert_eq!(
            value(page, frame_says).await?,
            json!(["allow-scripts allow-downloads", title, "fullscreen", "frame"])
        );
        Ok(())
    });
}

#[test]
fn the_box_has_the_height_or_ratio_of_its_attributes_or_what_the_figure_wishes() {
    with_host(async |page| {
        add(page, json!({ "state": "mode=never" })).await?;
        let height = "scope().getBoundingClientRect().height";
        assert_eq!(value(page, height).await?, 420);
        page.run("scope().setAttribute('height', '333')", json!([])).await?;
        assert_eq!(value(page, height).await?, 333);
        page.run("scope().setAttribute('ratio', '2:1'); scope().removeAttribute('height')", json!([])).await?;
        assert_eq!(value(page, &format!("Math.abs(scope().offsetWidth / {height} - 2) < 0.01")).await?, true);
        page.run("document.getElementById('room').style.width = '374px'", json!([])).await?;
        page.run("document.getElementById('room').style.textAlign = 'center'", json!([])).await?;
        let left = "frame().getBoundingClientRect().left - frame().parentElement.getBoundingClientRect().left";
        assert_eq!(value(page, left).await?, 1, "where text is in the middle the frame is in its box");
        let size = "[scope().offsetHeight, frame().parentElement.offsetWidth]";
        assert_eq!(value(page, size).await?, json!([300, 374]), "lower it would be no figure");
        page.run("document.getElementById('room').style.width = ''", json!([])).await?;
        page.run(
            "scope().removeAttribute('ratio'); scope().state = 'mode=tall'; scope().setAttribute('ui', 'bare')",
            json!([]),
        )
        .await?;
        page.until("it has the wished height", "scope().offsetHeight === 512").await?;
        assert_eq!(value(page, "events('resize')").await?, json!([{ "height": 512 }]));
        page.run("scope().state = 'mode=giant'; scope().setAttribute('ui', 'compact')", json!([])).await?;
        page.until("it has the greatest height", "scope().offsetHeight === 4000").await?;
        page.run("document.getElementById('room').className = 'styled'", json!([])).await?;
        page.until("the host's style limits it", "scope().offsetHeight === 250").await?;
        let styles = "(({ borderRadius, borderTopWidth }) => [borderRadius, borderTopWidth])(getComputedStyle(frame().parentElement))";
        assert_eq!(value(page, styles).await?, json!(["0px", "3px"]));
        assert_eq!(value(page, "getComputedStyle(frame()).outlineStyle").await?, "dotted", "::part(frame)");
        Ok(())
    });
}

#[test]
fn nothing_moves_on_a_page_with_figures() {
    with_page("fixtures/post.html", async |page| {
        page.run(SHIFTS, json!([])).await?;
        page.until("the first figure is ready", "frame('first') && !shown('first')").await?;
        page.run("poster('second').querySelector('button').click()", json!([])).await?;
        page.until("the second figure is ready", "frame('second') && !shown('second')").await?;
        let after_a_frame = "new Promise((go) => requestAnimationFrame(() => setTimeout(go))).then(() => shift)";
        let shift = value(page, after_a_frame).await?.as_f64();
        assert!(shift.is_some_and(|shift| shift <= 0.01), "{shift:?}");
        // It would have been seen.
        page.run("document.querySelector('p').style.height = '200px'", json!([])).await?;
        page.until("a shift is measured", "shift > 0.01").await
    });
}

// ---- theme ----

#[test]
fn the_figure_follows_the_theme_of_its_page() {
    with_host(async |page| {
        add_ready(page, json!({})).await?;
        until_heard(page, "theme", json!([])).await?;
        let toggles = [
            ("documentElement", "data-theme", "dark", "light"),
            ("documentElement", "data-bs-theme", "dark", "light"),
            ("documentElement", "data-mode", "dark", "light"),
            ("documentElement", "class", "dark", "light"),
            ("body", "data-md-color-scheme", "slate", "default"),
            ("body", "class", "page quarto-dark", "quarto-light page"),
            ("body", "class", "dark-mode", "light-mode"),
            ("body", "class", "has-dark-background", "has-light-background"),
            ("body", "data-jp-theme-light", "false", "true"),
        ];
        let mut expected = Vec::new();
        for (node, name, dark, light) in toggles {
            for (value, theme) in [(dark, "dark"), (light, "light")] {
                page.run(&format!("document.{node}.setAttribute('{name}', '{value}')"), json!([])).await?;
                if expected.last() != Some(&theme) && (theme == "dark" || !expected.is_empty()) {
                    expected.push(theme);
                }
                until_heard(page, "theme", json!(expected))
                    .await
                    .map_err(|error| format!("{name}={value}: {error}"))?;
            }
            page.run(&format!("document.{node}.removeAttribute('{name}')"), json!([])).await?;
        }
        Ok(())
    });
}

#[test]
fn what_the_page_says_goes_before_its_colours_and_those_before_the_browser_s() {
    with_host(async |page| {
        let taste = |color_scheme| e2e::page::Taste { color_scheme, reduced_motion: "no-preference" };
        add_ready(page, json!({})).await?;
        page.set_taste(taste("dark")).await?;
        until_heard(page, "theme", json!(["dark"])).await?;
        page.run("document.body.className = 'painted'", json!([])).await?;
        until_heard(page, "theme", json!(["dark", "light"])).await?;
        page.run("document.body.className = 'painted scheme'", json!([])).await?;
        until_heard(page, "theme", json!(["dark", "light", "dark"])).await?;
        page.run("document.documentElement.dataset.theme = 'light'", json!([])).await?;
        until_heard(page, "theme", json!(["dark", "light", "dark", "light"])).await?;
        page.run("scope().setAttribute('theme', 'contrast')", json!([])).await?;
        until_heard(page, "theme", json!(["dark", "light", "dark", "light", "contrast"])).await
    });
}

// ---- in view ----

/// How many figures have frames, and which.
const LIVE: &str =
    "[...document.querySelectorAll('convo-scope')].filter(({ id }) => frame(id)).map(({ id }) => Number(id))";

#[test]
fn of_ten_figures_six_live_and_who_comes_back_is_as_it_was() {
    with_host(async |page| {
        page.run("document.getElementById('room').className = 'tall'", json!([])).await?;
        for id in 0..10 {
            add(page, json!({ "id": id.to_string(), "state": "kind=dilated", "height": "300", "title": format!("Figure {id}") })).await?;
        }
        page.until("the first is ready", "events('ready').length === 1 && !shown('0')").await?;
        assert_eq!(value(page, LIVE).await?, json!([0]), "those far below are not made");
        value(page, "scope('0').set({ d: 5 }).then(() => scope('0').seek(4))").await?;
        page.until("it is another figure", "scope('0').state === 'kind=dilated&d=5' && scope('0').step == 4").await?;
        for id in 0..10 {
            page.run("scope(arguments[0]).scrollIntoView()", json!([id.to_string()])).await?;
            page.until("it is ready", &format!("frame('{id}') && !shown('{id}')")).await?;
            let live = value(page, LIVE).await?.as_array().map(Vec::len);
            assert!(live.is_some_and(|live| live <= 6), "{live:?} frames at figure {id}");
        }
        assert_eq!(value(page, LIVE).await?, json!([4, 5, 6, 7, 8, 9]), "who was seen longest ago has gone");
        assert_eq!(
            value(page, "[shown('0'), scope('0').state, `${scope('0').step}`]").await?,
            json!([true, "kind=dilated&d=5", "4"])
        );
        page.run("scope('0').scrollIntoView()", json!([])).await?;
        page.until("the first is back", "frame('0') && !shown('0')").await?;
        let back = value(
            page,
            "scope('0').get().then(({ state, step, search }) => [state.split('&').slice(0, 2), step, search])",
        )
        .await?;
        assert_eq!(back, json!([["kind=dilated", "d=5"], 4, "?start=manual"]));
        Ok(())
    });
}

#[test]
fn where_more_than_six_are_seen_the_others_wait_with_a_button() {
    with_host(async |page| {
        for id in 0..8 {
            add(page, json!({ "id": id.to_string(), "height": "60" })).await?;
        }
        page.until("six are ready", "events('ready').length === 6").await?;
        page.until(
            "the others have a button",
            "!poster('6').querySelector('button').hidden && !poster('7').querySelector('button').hidden",
        )
        .await?;
        assert_eq!(value(page, LIVE).await?, json!([0, 1, 2, 3, 4, 5]));
        page.run("poster('7').querySelector('button').click()", json!([])).await?;
        page.until("it lives, for another", &format!("!shown('7') && ({LIVE}).length === 6")).await?;
        page.run("scope('7').remove()", json!([])).await?;
        page.until("another has its place", &format!("({LIVE}).length === 6")).await
    });
}

#[test]
fn a_figure_out_of_view_rests() {
    with_host(async |page| {
        page.run("document.getElementById('after').className = 'below'", json!([])).await?;
        add_ready(page, json!({ "height": "300" })).await?;
        until_heard(page, "visible", json!([true])).await?;
        page.run("window.left = performance.now(); scrollTo(0, 2000)", json!([])).await?;
        until_heard(page, "visible", json!([true, false])).await?;
        let took = value(page, "performance.now() - left").await?.as_f64().unwrap_or_default();
        assert!(took >= 500.0, "{took} ms");
        page.run("scrollTo(0, 0)", json!([])).await?;
        until_heard(page, "visible", json!([true, false, true])).await?;
        let hide = "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
            document.dispatchEvent(new Event('visibilitychange'))";
        page.run(hide, json!([true])).await?;
        until_heard(page, "visible", json!([true, false, true, false])).await?;
        page.run(hide, json!([false])).await?;
        until_heard(page, "visible", json!([true, false, true, false, true])).await
    });
}

#[test]
fn a_figure_is_made_when_it_comes_near() {
    with_host(async |page| {
        page.run("document.querySelector('h1').className = 'below'", json!([])).await?;
        add(page, json!({ "height": "300" })).await?;
        let top = value(page, "scope().getBoundingClientRect().top - innerHeight").await?.as_f64().unwrap_or_default();
        page.run("scrollTo(0, arguments[0])", json!([top - 340.0])).await?;
        value(
            page,
            "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go, 50))))",
        )
        .await?;
        assert_eq!(value(page, "frame() === null").await?, true);
        page.run("scrollTo(0, arguments[0])", json!([top - 260.0])).await?;
        page.until("it is ready", "events('ready').length").await?;
        until_heard(page, "visible", json!([false])).await
    });
}

// ---- moves ----

#[test]
fn a_figure_that_is_moved_is_as_it_was() {
    with_host(async |page| {
        add(page, json!({ "state": "kind=dilated", "start": "click" })).await?;
        value(page, "scope().set({ d: 4 })").await?;
        value(page, "scope().step(3)").await?;
        value(page, "scope().play()").await?;
        page.until("it plays", "scope().playing && scope().step == 3 && scope().state === 'kind=dilated&d=4'").await?;
        page.run("document.querySelector('main').append(scope())", json!([])).await?;
        page.until("it is ready again", "events('ready').length === 2").await?;
        page.until("it goes on", "scope().playing").await?;
        let is = value(page, "scope().get().then(({ hash, step }) => [hash, step])").await?;
        assert_eq!(is, json!(["#kind=dilated&d=4&step=3&lang=en&theme=light", 3]));
        Ok(())
    });
}

#[test]
fn what_is_taken_out_leaves_nothing_and_may_come_back() {
    with_host(async |page| {
        add_ready(page, json!({ "state": "kind=dilated" })).await?;
        // As pages do that change their content without a load.
        let swap = "window.kept ??= scope(); kept.remove(); window.left = kept.shadowRoot.querySelector('iframe');
            document.body.append(kept)";
        for times in 2..5 {
            page.run(swap, json!([])).await?;
            assert_eq!(value(page, "left").await?, json!(null));
            page.until("it is ready again", &format!("events('ready').length === {times}")).await?;
            assert_eq!(value(page, "kept.shadowRoot.querySelectorAll('iframe').length").await?, 1);
        }
        page.run("const other = kept.cloneNode(); kept.remove(); document.body.append(other)", json!([])).await?;
        page.until("a new one is ready", "events('ready').length === 5 && !shown()").await
    });
}

/// What the page's scripts hold, in bytes.
async fn heap(page: &Page) -> Outcome<f64> {
    for _ in 0..3 {
        page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let used = page.devtools("Runtime.getHeapUsage", json!({})).await?;
    used["usedSize"].as_f64().ok_or_else(|| format!("no size in {used}").into())
}

#[test]
fn figures_that_come_and_go_leave_nothing_in_memory() {
    with_host(async |page| {
        // Real ones, one after the other.
        let come_and_go = "const one = document.createElement('convo-scope');
            one.setAttribute('state', 'kind=dilated');
            document.getElementById('room').append(one);
            await one.ready;
            one.remove()";
        let come_and_go = format!("(async () => {{ for (let n = 0; n < 20; n++) {{ {come_and_go} }} }})()");
        value(page, &come_and_go).await?;
        let before = heap(page).await?;
        for _ in 0..2 {
            value(page, &come_and_go).await?;
        }
        let grown = heap(page).await? - before;
        // A megabyte for forty: five for two hundred.
        assert!(grown < 1e6, "{grown} bytes more");
        Ok(())
    });
}

// ---- failures ----

#[test]
fn a_figure_that_does_not_start_leaves_the_link_and_the_reason() {
    with_host(async |page| {
        page.run("document.documentElement.lang = 'zh-Hans'", json!([])).await?;
        add(page, json!({ "state": "mode=never" })).await?;
        page.until("it has failed", "events('error').length").await?;
        let text = "图形未能在 10 秒内启动。";
        assert_eq!(value(page, "events('error')").await?, json!([{ "code": "timeout", "text": text, "fatal": true }]));
        let seen =
            "[shown(), poster().querySelector('[role=status]').textContent, poster().querySelector('a').textContent,
            poster().querySelector('button').textContent, poster().querySelector('button').hidden, frame().inert]";
        assert_eq!(value(page, seen).await?, json!([true, text, "打开完整版", "重试", false, true]));
        assert_eq!(value(page, "coded(scope().ready)").await?, json!([true, "timeout"]));
        assert_eq!(value(page, "coded(scope().play())").await?, json!([true, "failed"]));
        page.run("scope().state = 'kind=dilated'; poster().querySelector('button').click()", json!([])).await?;
        page.until("the second try is ready", "events('ready').length && !shown()").await?;
        assert_eq!(value(page, "scope().ready.then(({ version }) => version)").await?, "9.9.9");
        assert_eq!(value(page, "poster().querySelector('[role=status]').textContent").await?, "");
        Ok(())
    });
}

#[test]
fn a_figure_that_is_late_takes_its_place_all_the_same() {
    with_host(async |page| {
        add(page, json!({ "state": "mode=late" })).await?;
        page.until("it has failed", "events('error').length && shown()").await?;
        page.until("it is there", "events('ready').length && !shown()").await?;
        assert_eq!(value(page, "coded(scope().play())").await?, json!(["kept", null]));
        Ok(())
    });
}

#[test]
fn a_figure_that_breaks_gives_way_to_the_poster_with_its_sentence() {
    with_host(async |page| {
        add(page, json!({ "state": "mode=broken" })).await?;
        page.until("it has failed", "events('error').length").await?;
        let text = "A sentence of the figure's.";
        assert_eq!(value(page, "events('error')").await?, json!([{ "code": "panic", "text": text, "fatal": true }]));
        assert_eq!(
            value(page, "[shown(), poster().querySelector('[role=status]').textContent, frame()]").await?,
            json!([true, text, null])
        );
        Ok(())
    });
}

#[test]
fn what_another_window_says_is_not_heard() {
    with_host(async |page| {
        add_ready(page, json!({ "state": "kind=dilated" })).await?;
        let stranger = "window.said = 0;
            addEventListener('message', ({ data }) => { if (data === 'said') window.said += 1; });
            const frame = document.createElement('iframe');
            frame.src = 'hostile.html';
            document.body.append(frame);";
        page.run(stranger, json!([])).await?;
        page.until("the stranger has spoken", "said === 1").await?;
        // The page itself is no figure either.
        page.run("postMessage({ convoscope: 1, type: 'change', seq: 1, data: { state: 'kind=stranger' } }); postMessage('said')", json!([]))
            .await?;
        page.until("the page has spoken", "said === 2").await?;
        let is = "[scope().state, `${scope().step}`, scope().playing, shown(), scope().offsetHeight, told.map(([name]) => name)]";
        assert_eq!(value(page, is).await?, json!(["kind=dilated", "0", false, false, 420, ["ready"]]));
        Ok(())
    });
}

// ---- the real one ----

#[test]
fn a_module_finds_the_folder_of_its_script() {
    with_page("fixtures/module.html", async |page| {
        page.until("the figure is there", "frame() && !shown()").await?;
        let site = page.site().address();
        let address = value(page, "frame().src.split('?')[0]").await?;
        assert_eq!(address, format!("{site}embed.html"));
        assert_eq!(
            value(page, "[scope().state.split('&').slice(0, 2), `${scope().step}`]").await?,
            json!([["kind=dilated", "n=12"], "3"])
        );
        Ok(())
    });
}

#[test]
fn a_real_figure_does_what_it_is_told() {
    with_host(async |page| {
        add_ready(page, json!({ "src": null, "state": "kind=dilated&n=12&d=3", "start": "manual", "ratio": "12/7" }))
            .await?;
        let steps = value(page, "scope().steps").await?.as_u64().unwrap_or_default();
        assert!(steps > 8, "{steps} steps");
        value(page, "scope().seek(4)").await?;
        value(page, "scope().step(2)").await?;
        page.until("it is at the sixth step", "scope().step == 6").await?;
        value(page, "scope().step(-1)").await?;
        page.until("it is at the fifth step", "scope().step == 5 && events('step').at(-1).step === 5").await?;
        value(page, "scope().play()").await?;
        page.until("it plays", "scope().playing && events('play').length === 1 && scope().step > 5").await?;
        value(page, "scope().toggle()").await?;
        page.until("it pauses", "!scope().playing && events('pause').length === 1").await?;
        value(page, "scope().set({ d: 1, kind: 'shared' })").await?;
        page.until("it is another figure", "!/dilated/.test(scope().state) && events('change').length").await?;
        value(page, "scope().reset()").await?;
        page.until("it is as it was", "/^kind=dilated&n=12&d=3/.test(scope().state)").await?;
        let image = value(page, "scope().image()").await?;
        assert!(image["data"].as_str().is_some_and(|svg| svg.starts_with("<svg")), "{image}");
        let image = value(page, "scope().image({ type: 'png', scale: 2 })").await?;
        assert!(image["data"].as_str().is_some_and(|png| png.starts_with("data:image/png")), "{image}");
        let got = value(page, "scope().get()").await?;
        assert_eq!(got["steps"], steps);
        assert_eq!(value(page, "coded(scope().seek('nowhere'))").await?, json!([true, "bad-data"]));
        page.run("document.documentElement.dataset.theme = 'dark'; document.documentElement.lang = 'zh'", json!([]))
            .await?;
        let dark = "scope().image().then(({ data, alt }) => data.includes('131419') && /[\\u4e00-\\u9fff]/.test(alt))";
        page.until("it is dark and Chinese", dark).await
    });
}
