//! What the figure is shared with: the drawer over the page, its texts in other pages, its files.

use e2e::page::{Page, Window};
use e2e::{Key, Outcome, with_page};
use serde_json::{Value, json};

const GROUPED: &str = "#kind=grouped&step=8&lang=en";

/// Opens the page with a link, and the drawer by its key.
async fn open(page: &Page, link: &str) -> Outcome {
    page.open(link).await?;
    page.ready().await?;
    page.press("s").await?;
    page.until("the drawer is there", "document.querySelector('#share .drawer pre, #share .drawer .share-part')").await
}

/// Presses the button of the drawer with this text.
async fn choose(page: &Page, text: &str) -> Outcome {
    let script = "const all = [...document.querySelectorAll('#share button')];
        const button = all.find((button) => button.textContent === arguments[0]);
        button?.click(); return !!button";
    assert_eq!(page.run(script, json!([text])).await?, true, "there is a button {text:?}");
    let chosen = format!(
        "[...document.querySelectorAll('#share [aria-pressed=true], #share [aria-selected=true]')]
            .some((button) => button.textContent === {})",
        json!(text)
    );
    page.until(&format!("{text} is chosen"), &chosen).await
}

async fn value(page: &Page, expression: &str) -> Outcome<Value> {
    page.run(&format!("return ({expression})"), json!([])).await
}

// ---- opening and closing ----

#[test]
fn the_word_opens_it_and_the_focus_comes_back() {
    with_page("", async |page| {
        page.open("#kind=shared&lang=en").await?;
        page.ready().await?;
        page.click(".choices .word:nth-child(2)").await?;
        page.until("the drawer is there", "document.querySelector('#share .drawer pre')").await?;
        page.until("the figure stands", "/step=\\d/.test(document.querySelector('#share').dataset.link)").await?;
        assert_eq!(value(page, "document.activeElement.id").await?, "share");
        assert_eq!(value(page, "document.querySelector('#share').ariaModal").await?, "true");
        page.press(Key::Escape).await?;
        page.until("it is closed", "!document.querySelector('#share')").await?;
        assert_eq!(value(page, "document.activeElement.textContent").await?, "Share");
        Ok(())
    });
}

#[test]
fn its_key_a_click_on_the_page_and_its_cross_close_it() {
    with_page("", async |page| {
        open(page, GROUPED).await?;
        page.until_text("#share .share-head p", "what is opened", |text| {
            text == "It opens exactly here: 2 groups, step 8."
        })
        .await?;
        page.press("s").await?;
        page.until("the key closes it", "!document.querySelector('#share')").await?;
        for way in ["click", "cross"] {
            page.press("s").await?;
            page.until("it is open again", "document.querySelector('#share .drawer pre')").await?;
            match way {
                "click" => page.drag("#share", (0.1, 0.5), (0.1, 0.5)).await?,
                _ => page.click("#share .close").await?,
            }
            page.until(&format!("the {way} closes it"), "!document.querySelector('#share')").await?;
        }
        page.press(Key::Right).await?;
        page.expect_text("#step", "Step 9 of 72").await
    });
}

#[test]
fn the_focus_stays_in_the_drawer_and_the_page_s_keys_rest() {
    with_page("", async |page| {
        open(page, GROUPED).await?;
        page.press_shifted(Key::Tab).await?;
        let inside = "document.querySelector('#share .drawer').contains(document.activeElement)";
        page.until(
            "the focus is on the last thing",
            &format!("{inside} && document.activeElement.matches('.share-words *')"),
        )
        .await?;
        page.press(Key::Tab).await?;
        page.until("then on the first", "document.activeElement.matches('#share .close')").await?;
        for _ in 0..30 {
            page.press(Key::Tab).await?;
            assert_eq!(value(page, inside).await?, true);
        }
        page.run("document.querySelector('#share').focus()", json!([])).await?;
        for key in ["1", "l", "t", " "] {
            page.press(key).await?;
        }
        assert_eq!(page.link().await?, GROUPED);
        assert_eq!(page.attribute("html", "lang").await?.as_deref(), Some("en"));
        Ok(())
    });
}

#[test]
fn without_its_program_a_sentence_says_so_and_it_can_be_closed() {
    with_page("", async |page| {
        page.site().cut_off(Some("share-"));
        page.open(GROUPED).await?;
        page.ready().await?;
        page.press("s").await?;
        page.until_text("#share .later", "why", |text| text.contains("could not be loaded")).await?;
        page.site().cut_off(None);
        page.click("#share .later .word:last-child").await?;
        page.until("it is closed", "!document.querySelector('#share')").await?;
        page.press("s").await?;
        page.click("#share .later .word").await?;
        page.until("it comes at the second try", "document.querySelector('#share .drawer pre')").await?;
        // What the browser wrote about the missing file is as it should be.
        let complaints = page.complaints().await?;
        let missing = ["share-", "Failed to fetch", "Importing a module script failed"];
        assert!(complaints.iter().all(|text| missing.iter().any(|part| text.contains(part))), "{complaints:?}");
        Ok(())
    });
}

// ---- tabs and texts ----

#[test]
fn the_tabs_are_one_stop_and_arrows_go_between_them() {
    with_page("", async |page| {
        open(page, GROUPED).await?;
        page.focus("#share-link").await?;
        for (key, tab, label) in [
            (Key::Right, "share-embed", "Embed"),
            (Key::Right, "share-picture-tab", "Picture"),
            (Key::Right, "share-loop", "Loop"),
            (Key::Right, "share-link", "Link"),
            (Key::Left, "share-loop", "Loop"),
            (Key::Home, "share-link", "Link"),
            (Key::End, "share-loop", "Loop"),
        ] {
            page.press(key).await?;
            let there = format!(
                "document.activeElement.id === '{tab}' && document.activeElement.ariaSelected === 'true'
                    && document.querySelectorAll('#share [role=tab][tabindex=\"0\"]').length === 1
                    && document.querySelector('#share-part').getAttribute('aria-labelledby') === '{tab}'"
            );
            page.until(&format!("{label} is chosen"), &there).await?;
        }
        page.expect_text("#step", "Step 8 of 72").await
    });
}

#[test]
fn the_text_follows_what_is_chosen() {
    with_page("", async |page| {
        open(page, GROUPED).await?;
        let site = page.site().address().to_owned();
        page.expect_text("#share-text", &format!("{site}{GROUPED}")).await?;
        choose(page, "dark").await?;
        page.expect_text("#share-text", &format!("{site}{GROUPED}&theme=dark")).await?;
        page.until_text("#share .share-notes", "a warning", |text| text.contains("your own machine")).await?;
        choose(page, "Embed").await?;
        page.expect_text(
            "#share-text",
            &format!(
                "<convo-scope height=\"420\" theme=\"dark\" lang=\"en\"\n  \
                 state=\"kind=grouped&amp;step=8&amp;lang=en\"\n  title=\"Grouped convolution, 2 groups\">\n  \
                 <a href=\"{site}#kind=grouped&amp;step=8&amp;lang=en&amp;theme=dark\">Grouped convolution, 2 groups</a>\n\
                 </convo-scope>"
            ),
        )
        .await?;
        for word in ["iframe", "480 × 360", "on a click"] {
            choose(page, word).await?;
        }
        page.until_text("#share-text", "the choices", |text| {
            text.starts_with("<iframe")
                && text.contains("embed.html#kind=grouped&amp;step=8&amp;lang=en&amp;theme=dark&amp;start=click\"")
                && text.contains("width=\"480\" height=\"360\"")
        })
        .await?;
        choose(page, "Jekyll").await?;
        page.until_text("#share-text", "an include", |text| text.starts_with("{% include convoscope.html state="))
            .await?;
        choose(page, "Picture").await?;
        page.until_text("#share-text", "a picture", |text| text.starts_with("[![") && text.contains(".svg")).await
    });
}

const CLIPBOARD: &str = "window.refuse = false; Object.defineProperty(navigator, 'clipboard', { value: {
    writeText: (text) => refuse ? Promise.reject(new Error('no')) : Promise.resolve(window.copied = text) } })";

#[test]
fn what_is_copied_is_said_and_what_is_refused_is_selected() {
    with_page("", async |page| {
        page.before_loading(CLIPBOARD).await?;
        open(page, GROUPED).await?;
        choose(page, "Embed").await?;
        page.click("#share .share-copy").await?;
        page.until_text("#share .share-code [role=status]", "that it was copied", |text| text == "Copied.").await?;
        page.until("the text was copied", "copied === document.querySelector('#share-text').textContent").await?;
        page.run("window.refuse = true", json!([])).await?;
        page.click("#share .share-copy").await?;
        page.until_text("#share .share-code [role=status]", "what to do", |text| text.contains("Ctrl+C")).await?;
        let selected = "getSelection().toString().trim() === document.querySelector('#share-text').innerText.trim()";
        page.until("the text is selected", selected).await?;
        page.run("window.refuse = false", json!([])).await?;
        page.click("#share .share-words p:first-child .word").await?;
        page.until("the words were copied", "copied === document.querySelector('#share-alt').textContent").await?;
        page.until("they say the step", "/Step 8 of 72/.test(copied)").await
    });
}

// ---- in other pages ----

/// Hears what frames say, and shows the slide as reveal.js does: what waits in `data-src` becomes `src`.
const HOST: &str = "addEventListener('message', (event) => {
    if (event.data.convoscope && event.data.type === 'ready') window.figure = event.data.data });
    addEventListener('load', () => { for (const frame of document.querySelectorAll('iframe[data-src]')) frame.src = frame.dataset.src })";

/// What Jekyll or Hugo make of a call of the template, for the values that are written here.
fn expanded(call: &str, template: &str, site: &str) -> String {
    let values: Vec<(String, String)> = call
        .split("=\"")
        .zip(call.split("=\"").skip(1))
        .filter_map(|(before, after)| {
            let name = before.rsplit([' ', '"']).next()?.to_owned();
            Some((name, after.split('"').next()?.to_owned()))
        })
        .collect();
    let of = |name: &str| values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let mut out = template.to_owned();
    for name in ["start", "theme", "lang"] {
        let whole = of(name).map_or(String::new(), |value| format!(" {name}=\"{value}\""));
        let jekyll = format!("{{% if include.{name} %}} {name}=\"{{{{ include.{name} }}}}\"{{% endif %}}");
        let hugo = format!("{{{{ with .Get \"{name}\" }}}} {name}=\"{{{{ . }}}}\"{{{{ end }}}}");
        out = out.replace(&jekyll, &whole).replace(&hugo, &whole);
    }
    for file in ["convoscope-embed.js", "index.html"] {
        let (jekyll, hugo) = (
            format!("{{{{ '/assets/convoscope/{file}' | relative_url }}}}"),
            format!("{{{{ \"assets/convoscope/{file}\" | relURL }}}}"),
        );
        out = out.replace(&jekyll, &format!("{site}{file}")).replace(&hugo, &format!("{site}{file}"));
    }
    let value = |name: &str| of(name).unwrap_or_default().to_owned();
    for (from, to) in [
        ("{{ include.state | escape_once }}", value("state")),
        ("{{ include.height | default: 420 }}", value("height")),
        ("{{ include.title | escape_once }}", value("title")),
        ("{{- $state := .Get \"state\" | htmlUnescape -}}", String::new()),
        ("{{- $title := .Get \"title\" | htmlUnescape -}}", String::new()),
        ("{{ $state | safeURL }}", value("state")),
        ("{{ $state }}", value("state")),
        ("{{ .Get \"height\" | default \"420\" }}", value("height")),
        ("{{ $title }}", value("title")),
    ] {
        out = out.replace(from, &to);
    }
    assert!(!out.contains("{{") && !out.contains("{%"), "{out}");
    out
}

#[test]
fn what_is_pasted_into_another_page_runs_there() {
    with_page("", async |page| {
        let site = page.site().address().to_owned();
        for form in ["element", "iframe", "Jekyll", "Hugo", "reveal.js"] {
            open(page, GROUPED).await?;
            choose(page, "Embed").await?;
            choose(page, form).await?;
            let text = page.text("#share-text").await?;
            let html = match form {
                "element" => page.text("#share-once").await? + text.as_str(),
                "Jekyll" | "Hugo" => expanded(&text, &page.text("#share-once").await?, &site),
                _ => text,
            };
            let name = format!("pasted-{}.html", form.replace('.', "-"));
            page.site().host(
                &name,
                &format!("<!doctype html><meta charset=\"utf-8\"><title>A page</title><link rel=\"icon\" href=\"data:,\"><script>{HOST}</script>{html}"),
            );
            page.open(&name).await?;
            page.until(&format!("the figure of {form} is ready"), "window.figure").await?;
            let figure = value(page, "figure").await?;
            // The element tells its figure the colours and the language of the page by itself.
            let state = figure["state"].as_str().unwrap_or_default();
            assert!(state.starts_with("kind=grouped&step=8"), "{form}: {state}");
            assert_eq!(figure["steps"], 72, "{form}");
            let link = "document.querySelector('convo-scope > a')?.href ?? document.querySelector('iframe').title";
            let link = value(page, link).await?;
            let expected = ["#kind=grouped&step=8&lang=en", "Grouped convolution, 2 groups"];
            assert!(expected.iter().any(|end| link.as_str().is_some_and(|link| link.ends_with(end))), "{form}: {link}");
        }
        Ok(())
    });
}

// ---- files ----

/// Keeps the files that are offered instead of saving them.
const KEEP: &str = "window.files = []; const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { files.push(blob); return make.call(URL, blob) };
    HTMLAnchorElement.prototype.click = function () { files.push(this.download) }";

#[test]
fn the_figure_is_saved_as_it_stands() {
    with_page("", async |page| {
        page.before_loading(KEEP).await?;
        open(page, GROUPED).await?;
        let press = async |nth: usize| page.click(&format!("#share .share-files > :nth-child({nth})")).await;
        press(2).await?;
        page.until("the SVG is there", "files.length === 2").await?;
        page.run("files[0].text().then((text) => { window.svg = text })", json!([])).await?;
        page.until("it is read", "window.svg").await?;
        let svg = value(page, "svg").await?;
        let svg = svg.as_str().unwrap_or_default();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg:.200}");
        assert!(svg.contains("Grouped convolution") && svg.contains("<text"), "{svg:.400}");
        assert!(!svg.contains("<script") && !svg.contains("href"), "nothing but shapes and texts");
        assert_eq!(value(page, "files[1]").await?, "convoscope-grouped-step-008.svg");

        let size = |svg: &str, name: &str| {
            let rest = svg.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
            rest.split('"').next().and_then(|number| number.parse::<f64>().ok()).unwrap_or_default()
        };
        let (width, height) = (size(svg, "width"), size(svg, "height"));
        for scale in [2.0, 4.0] {
            if scale == 4.0 {
                choose(page, "Picture").await?;
                choose(page, "4×").await?;
            }
            page.run("files.length = 0; window.picture = null", json!([])).await?;
            press(3).await?;
            page.until("the PNG is there", "files.length === 2").await?;
            let read = "createImageBitmap(files[0]).then((image) => {
                const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d');
                context.drawImage(image, 0, 0);
                const at = (x, y) => [...context.getImageData(x, y, 1, 1).data].join();
                const colors = new Set();
                for (let x = 0; x < image.width; x += 7) colors.add(at(x, image.height >> 1));
                window.picture = [image.width, image.height, at(0, 0), colors.size, files[1]];
            })";
            page.run(read, json!([])).await?;
            page.until("it is read", "window.picture").await?;
            let picture = value(page, "picture").await?;
            let [w, h] = [&picture[0], &picture[1]].map(|side| side.as_f64().unwrap_or_default());
            assert!(
                (w - width * scale).abs() <= 4.0 && (h - height * scale).abs() <= 4.0,
                "{picture} of {width} × {height}"
            );
            assert_eq!(
                (&picture[2], &picture[4]),
                (&json!("251,250,247,255"), &json!("convoscope-grouped-step-008.png"))
            );
            assert!(picture[3].as_u64() > Some(8), "{picture}");
        }
        Ok(())
    });
}

/// Texts of Markdown become what Markdown makes of them.
#[test]
fn links_and_pictures_that_are_pasted_lead_back() {
    with_page("", async |page| {
        page.before_loading(KEEP).await?;
        for (tab, form) in [("Picture", "Markdown"), ("Picture", "HTML"), ("Link", "Markdown"), ("Link", "HTML")] {
            open(page, GROUPED).await?;
            choose(page, tab).await?;
            choose(page, form).await?;
            let text = page.text("#share-text").await?;
            let mut html = text.clone();
            if form == "Markdown" {
                html.clear();
                pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&text));
            }
            page.click("#share .share-files > :nth-child(2)").await?;
            page.until("the SVG is there", "files.length === 2").await?;
            let file = value(page, "files[1]").await?.as_str().unwrap_or_default().to_owned();
            page.run("files[0].text().then((text) => { window.svg = text })", json!([])).await?;
            page.until("it is read", "window.svg").await?;
            page.site().host(&file, value(page, "svg").await?.as_str().unwrap_or_default());
            let head =
                "<!doctype html><meta charset=\"utf-8\"><title>A page</title><link rel=\"icon\" href=\"data:,\">";
            page.site().host("pasted.html", &format!("{head}{html}"));
            page.open("pasted.html").await?;
            if tab == "Picture" {
                page.until("the picture is there", "document.querySelector('img').naturalWidth > 400").await?;
                let alt = value(page, "document.querySelector('img').alt").await?;
                assert!(alt.as_str().is_some_and(|alt| alt.contains("Step 8 of 72")), "{form}: {alt}");
            } else {
                assert_eq!(page.text("a").await?, "Grouped convolution, 2 groups", "{form}");
            }
            page.click("a").await?;
            page.ready().await?;
            assert_eq!(page.link().await?, GROUPED, "{tab} {form}");
        }
        Ok(())
    });
}

#[test]
fn the_qr_code_and_the_offline_file_are_there() {
    with_page("", async |page| {
        page.before_loading(KEEP).await?;
        open(page, GROUPED).await?;
        assert!(page.find("#share .share-qr svg").await?.is_displayed().await?);
        page.click("#share .share-files > :nth-child(5)").await?;
        page.until("the code is there", "files.length === 2").await?;
        assert_eq!(value(page, "files[1]").await?, "convoscope-grouped-step-008-qr.svg");
        let file = "#share .share-files a[download='convoscope.html']";
        let address = value(page, &format!("document.querySelector(\"{file}\").href")).await?;
        assert_eq!(address, format!("{}convoscope.html", page.site().address()));
        page.run(
            &format!(
                "const file = document.querySelector(\"{file}\");
            file.addEventListener('click', (event) => event.preventDefault());
            file.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true }}))"
            ),
            json!([]),
        )
        .await?;
        page.expect_text("#share-offline", "#kind=grouped&step=8&lang=en").await
    });
}

#[test]
fn too_long_a_link_has_no_code_and_says_so() {
    with_page("", async |page| {
        let edits: Vec<String> =
            (0..180).map(|nth| format!("1.{}.{}:{}", nth / 20 + 1, nth % 20 + 1, nth + 1000)).collect();
        open(page, &format!("#kind=shared&n=20&x={}&step=3&lang=en", edits.join(","))).await?;
        page.until(
            "a sentence stands in its place",
            "[...document.querySelectorAll('#share .caption')]
            .some((line) => line.textContent.includes('too long for a QR code'))",
        )
        .await?;
        assert_eq!(page.count("#share .share-qr").await?, 0);
        assert_eq!(page.count("#share .share-files > *").await?, 4);
        page.until_text("#share .share-notes", "a warning", |text| text.contains("longer than some programs take"))
            .await
    });
}

// ---- narrow, Chinese ----

#[test]
fn on_a_phone_it_fills_the_window_and_fingers_find_everything() {
    with_page("", async |page| {
        page.resize(Window::PHONE).await?;
        open(page, GROUPED).await?;
        let wide = "document.querySelector('#share .drawer').getBoundingClientRect().width";
        assert_eq!(value(page, wide).await?, value(page, "document.documentElement.clientWidth").await?);
        for tab in ["Link", "Embed", "Picture", "Loop"] {
            choose(page, tab).await?;
            let over = "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('#share .drawer'))";
            assert_eq!(value(page, over).await?, false, "{tab}");
            let small = "[...document.querySelectorAll('#share button, #share a, #share summary')]
                .filter((thing) => thing.offsetParent)
                .map((thing) => [thing.textContent || thing.ariaLabel, thing.getBoundingClientRect()])
                .filter(([, box]) => box.height < 43.9 || box.width < 24).map(([name, box]) => `${name}: ${box.width} × ${box.height}`)";
            assert_eq!(value(page, small).await?, json!([]), "{tab}");
        }
        Ok(())
    });
}

#[test]
fn it_speaks_chinese() {
    with_page("", async |page| {
        open(page, "#kind=grouped&step=8&lang=zh-Hans").await?;
        page.expect_text("#share h2", "分享这幅图").await?;
        page.expect_text("#share .share-head p", "打开时正是此处：2 组，第 8 步。").await?;
        choose(page, "嵌入").await?;
        page.until_text("#share-text", "a Chinese title", |text| {
            text.contains("lang=\"zh-Hans\"") && text.contains("title=\"分组卷积，2 组\"")
        })
        .await?;
        let latin = "[...document.querySelectorAll('#share :is(button, summary, .caption, h2, .share-files b, .share-words b)')]
            .map((thing) => thing.textContent).filter((text) => /[a-z]{4,}/.test(text) && !/convoscope|Markdown|iframe|Jekyll|reveal/.test(text))";
        assert_eq!(value(page, latin).await?, json!([]));
        Ok(())
    });
}
