//! The page as a visitor has it: looked at, clicked, typed into, pointed at, in a window of a size and taste.
//!
//! Elements are named by CSS selectors. Whatever looks at the page waits until there is something to see.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use thirtyfour::{By, Key, TypingData, WebElement};

use crate::driver::Driver;
use crate::site::Site;
use crate::{Engine as Browser, Outcome, wait};

/// Breaches of the policy are written where all other complaints are: to the console.
const LISTENER: &str = "addEventListener('securitypolicyviolation', event => console.error(
    `securitypolicyviolation: ${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample}`))";

/// Tells the site's server what goes wrong, in browsers whose drivers keep no log. A page from a file keeps it in
/// `window.e2eComplaints`.
pub const COMPLAINER: &str = include_str!("listen.js");

/// Keeps in `window.shift` how far things have jumped since: in Chromium as it counts layout shifts, in the others the way of
/// whatever stands in the text, from frame to frame, by the window's height.
pub const SHIFTS: &str = "window.shift = 0;
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    } else {
      let tops = new Map();
      const look = () => {
        const now = new Map();
        for (const one of document.querySelectorAll('h1, h2, p, figure, convo-scope')) {
          const top = one.getBoundingClientRect().top + scrollY;
          window.shift += Math.abs(top - (tops.get(one) ?? top)) / innerHeight;
          now.set(one, top);
        }
        tops = now;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }";

/// Makes the inside of Firefox's window as large as is wanted, which its driver does only down to 450 pixels.
const FIREFOX_WINDOW: &str = "const [width, height, ratio, phone] = arguments;
    const browser = gBrowser.selectedBrowser;
    window.resizeTo(Math.max(width, 600), height + 200);
    for (const [name, size] of [['width', width], ['height', height]])
        for (const end of ['min', 'max']) browser.style.setProperty(`${end}-${name}`, `${size}px`);
    browser.browsingContext.overrideDPPX = ratio;
    for (const name of ['ui.primaryPointerCapabilities', 'ui.allPointerCapabilities'])
        Services.prefs.setIntPref(name, phone ? 1 : 6)";

/// The tallest photograph of a page, in CSS pixels.
const TALLEST: f64 = 6000.0;

/// One tab of a fresh browser, and the site in it.
pub struct Page {
    driver: Driver,
    site: Site,
    /// What Chromium calls the scripts that it runs before those of the pages.
    first_scripts: Mutex<Vec<Value>>,
}

/// What the visitor's system says about their taste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taste {
    /// `prefers-color-scheme`: `light` or `dark`.
    pub color_scheme: &'static str,
    /// `prefers-reduced-motion`: `reduce` or `no-preference`.
    pub reduced_motion: &'static str,
}

/// The inside of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub ratio: u32,
    /// Whether the window is a phone's: touch, and the viewport of its meta element.
    pub phone: bool,
}

impl Window {
    /// A desk's.
    pub const DESK: Self = Self { width: 1440, height: 900, ratio: 1, phone: false };
    /// A phone's, with a ratio that keeps photographs small.
    pub const PHONE: Self = Self { width: 390, height: 844, ratio: 1, phone: true };
}

impl Page {
    /// Starts a browser for a site, with a window on a desk; nothing is opened yet.
    ///
    /// # Errors
    /// If there is no browser.
    pub async fn start(site: Site) -> Outcome<Self> {
        let page = Self { driver: Driver::start(Browser::chosen()?).await?, site, first_scripts: Mutex::default() };
        match page.engine() {
            Browser::Chromium => {
                page.before_loading(LISTENER).await?;
                // What came too late for the test before.
                page.complaints().await?;
            }
            Browser::Firefox | Browser::WebKit => page.site.before_loading(COMPLAINER),
        }
        if page.engine() == Browser::Firefox {
            page.set_taste(Taste { color_scheme: "light", reduced_motion: "no-preference" }).await?;
        }
        page.resize(Window::DESK).await?;
        Ok(page)
    }

    /// Leaves the browser for another test, which finds nothing of this one.
    ///
    /// # Errors
    /// If it no longer answered.
    pub async fn rest(self) -> Outcome {
        if self.engine() == Browser::Chromium {
            let added: Vec<Value> = self.noted().drain(..).collect();
            for identifier in added {
                let script = json!({ "identifier": identifier });
                self.devtools("Page.removeScriptToEvaluateOnNewDocument", script).await?;
            }
            self.devtools("Emulation.setEmulatedMedia", json!({ "features": [] })).await?;
        }
        self.driver.rest().await
    }

    /// Closes the browser.
    ///
    /// # Errors
    /// If it no longer answered.
    pub async fn quit(self) -> Outcome {
        self.driver.quit().await
    }

    /// Which browser it is.
    pub fn engine(&self) -> Browser {
        self.driver.engine()
    }

    /// The site that is served.
    pub fn site(&self) -> &Site {
        &self.site
    }

    // ---- where ----

    /// Loads the page with a link: a fragment with its `#`, or nothing.
    ///
    /// # Errors
    /// If the page does not load.
    pub async fn open(&self, link: &str) -> Outcome {
        // From elsewhere, so that another fragment is another load.
        self.driver.web().goto("about:blank").await?;
        Ok(self.driver.web().goto(format!("{}{link}", self.site.address())).await?)
    }

    /// Loads another address than the page's.
    ///
    /// # Errors
    /// If it does not load.
    pub async fn visit(&self, address: &str) -> Outcome {
        Ok(self.driver.web().goto(address).await?)
    }

    /// Goes into a frame of the page: from now on everything is looked for there.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn enter_frame(&self, selector: &str) -> Outcome {
        Ok(self.find(selector).await?.enter_frame().await?)
    }

    /// Follows a link within the loaded page, as a visitor does who edits the address.
    ///
    /// # Errors
    /// If the browser no longer answers.
    pub async fn follow(&self, link: &str) -> Outcome {
        self.run("location.hash = arguments[0]", json!([link])).await.map(drop)
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// If the page does not load.
    pub async fn reload(&self) -> Outcome {
        Ok(self.driver.web().refresh().await?)
    }

    /// One back in the browser's history.
    ///
    /// # Errors
    /// If the browser no longer answers.
    pub async fn go_back(&self) -> Outcome {
        if self.engine() == Browser::WebKit {
            // Its driver waits for a load, and the way back within a page is none.
            return self.run("history.back()", json!([])).await.map(drop);
        }
        Ok(self.driver.web().back().await?)
    }

    /// The fragment of the address, with its `#`.
    ///
    /// # Errors
    /// If the browser no longer answers.
    pub async fn link(&self) -> Outcome<String> {
        let hash = self.run("return location.hash", json!([])).await?;
        Ok(hash.as_str().unwrap_or_default().to_owned())
    }

    /// Waits for the first picture.
    ///
    /// # Errors
    /// If it does not come in time.
    pub async fn ready(&self) -> Outcome {
        self.until("main[data-ready] is there", "document.querySelector('main[data-ready]')").await
    }

    // ---- looking ----

    /// Waits until an expression in the page is true. `what` says it in words.
    ///
    /// # Errors
    /// If it does not become true in time.
    pub async fn until(&self, what: &str, expression: &str) -> Outcome {
        let script = format!("return !!({expression})");
        wait::until(what, async || Ok((self.run(&script, json!([])).await? == true).then_some(()))).await
    }

    /// Waits until an element's text is this.
    ///
    /// # Errors
    /// With the text that was there instead.
    pub async fn expect_text(&self, selector: &str, expected: &str) -> Outcome {
        self.until_text(selector, &format!("{expected:?}"), |text| text == expected).await
    }

    /// Waits until an element's text, without white space around it, is as described.
    ///
    /// # Errors
    /// With the text that was there instead.
    pub async fn until_text(&self, selector: &str, what: &str, holds: impl Fn(&str) -> bool) -> Outcome {
        let mut last = String::new();
        let waited = wait::until(&format!("{selector} reads {what}"), async || {
            last = self.text(selector).await?;
            Ok(holds(&last).then_some(()))
        })
        .await;
        waited.map_err(|error| format!("{error}; it reads {last:?}").into())
    }

    /// An element's text, without white space around it.
    ///
    /// # Errors
    /// If there is no such element in time.
    pub async fn text(&self, selector: &str) -> Outcome<String> {
        Ok(self.property(selector, "textContent").await?.trim().to_owned())
    }

    /// A field's value.
    ///
    /// # Errors
    /// If there is no such element in time.
    pub async fn value(&self, selector: &str) -> Outcome<String> {
        self.property(selector, "value").await
    }

    /// An element's attribute, if it has it.
    ///
    /// # Errors
    /// If there is no such element in time.
    pub async fn attribute(&self, selector: &str, name: &str) -> Outcome<Option<String>> {
        Ok(self.find(selector).await?.attr(name).await?)
    }

    /// How many elements there are now.
    ///
    /// # Errors
    /// If the browser no longer answers.
    pub async fn count(&self, selector: &str) -> Outcome<u64> {
        let count = self.run("return document.querySelectorAll(arguments[0]).length", json!([selector])).await?;
        Ok(count.as_u64().unwrap_or_default())
    }

    /// A short text that is the same exactly when a canvas shows the same pixels.
    ///
    /// # Errors
    /// If there is no such canvas in time.
    pub async fn picture(&self, canvas: &str) -> Outcome<String> {
        self.find(canvas).await?;
        self.until(
            &format!("{canvas} stands still"),
            &format!("document.querySelector('{canvas}').ariaBusy !== 'true'"),
        )
        .await?;
        let script = "const data = document.querySelector(arguments[0]).toDataURL();
            let hash = 0; // FNV-1a, 32 bits
            for (let i = 0; i < data.length; i++) hash = Math.imul(hash ^ data.charCodeAt(i), 16777619);
            return `${data.length}-${hash >>> 0}`";
        Ok(self.run(script, json!([canvas])).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until a canvas shows something else than `before`, a result of [`Page::picture`].
    ///
    /// # Errors
    /// If it does not change in time.
    pub async fn until_picture_changes(&self, canvas: &str, before: &str) -> Outcome<String> {
        let what = format!("{canvas} shows another picture");
        wait::until(&what, async || Ok(Some(self.picture(canvas).await?).filter(|now| now != before))).await
    }

    /// What the page did wrong since the last call: errors of every source (panics, uncaught exceptions, files that
    /// did not load, breaches of the policy) and the warnings that its own code wrote. The browser's advice about
    /// markup is neither.
    ///
    /// # Errors
    /// If the browser no longer answers.
    pub async fn complaints(&self) -> Outcome<Vec<String>> {
        if self.engine() != Browser::Chromium {
            return Ok(self.site.complaints());
        }
        let log = self.driver.web().browser_log().await?;
        let grave = log.into_iter().filter(|entry| {
            let own_warning = entry.level == "WARNING" && entry.source.as_deref() == Some("console-api");
            entry.level == "SEVERE" || own_warning
        });
        Ok(grave.map(|entry| format!("{} {}", entry.level, entry.message)).collect())
    }

    // ---- acting ----

    /// Clicks on an element.
    ///
    /// # Errors
    /// If it is not there, or something covers it.
    pub async fn click(&self, selector: &str) -> Outcome {
        Ok(self.find(selector).await?.click().await?)
    }

    /// Gives an element the keyboard's focus.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn focus(&self, selector: &str) -> Outcome {
        self.find(selector).await?;
        let script = "const element = document.querySelector(arguments[0]);
            element?.focus();
            return document.activeElement === element";
        // A window that is just coming up may take the focus back.
        wait::until(&format!("{selector} has the focus"), async || {
            Ok((self.run(script, json!([selector])).await? == true).then_some(()))
        })
        .await
    }

    /// Presses keys, one after the other, wherever the focus is: `Key::Right`, `"n"`, `Key::Shift + "n"`.
    ///
    /// # Errors
    /// If the browser no longer answers.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        Ok(self.driver.web().action_chain().send_keys(keys).perform().await?)
    }

    /// Presses a key with Shift held down, wherever the focus is.
    ///
    /// # Errors
    /// If the browser no longer answers.
    pub async fn press_shifted(&self, key: Key) -> Outcome {
        let chain = self.driver.web().action_chain().key_down(Key::Shift);
        Ok(chain.key_down(key.clone()).key_up(key).key_up(Key::Shift).perform().await?)
    }

    /// Replaces what a field contains and leaves the field, as a visitor does.
    ///
    /// # Errors
    /// If it is not there or takes no text.
    pub async fn fill(&self, selector: &str, text: &str) -> Outcome {
        let field = self.find(selector).await?;
        field.focus().await?;
        self.run("document.activeElement.select()", json!([])).await?;
        if text.is_empty() {
            field.send_keys(Key::Backspace).await?;
        } else {
            field.send_keys(text).await?;
        }
        Ok(field.send_keys(Key::Tab).await?)
    }

    /// Chooses an option of a select by its value.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn choose(&self, selector: &str, value: &str) -> Outcome {
        self.click(&format!("{selector} option[value={value:?}]")).await
    }

    /// Moves a slider or fills a field at once, with the events that its own thumb would send.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn set(&self, selector: &str, value: &str) -> Outcome {
        self.find(selector).await?;
        let script = "const field = document.querySelector(arguments[0]);
            field.value = arguments[1];
            for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))";
        self.run(script, json!([selector, value])).await.map(drop)
    }

    /// Moves the pointer over an element: (0, 0) is its upper left corner, (1, 1) its lower right one.
    ///
    /// # Errors
    /// If it is not there or not in the window.
    pub async fn point(&self, selector: &str, at: (f64, f64)) -> Outcome {
        let element = self.find(selector).await?;
        let (x, y) = from_centre(&element, at).await?;
        let chain = self.driver.web().action_chain();
        Ok(chain.move_to_element_with_offset(&element, x, y).perform().await?)
    }

    /// Presses the pointer's button at one place of an element and lets it go at another. Places as in [`Page::point`].
    ///
    /// # Errors
    /// If the element is not there or not in the window.
    pub async fn drag(&self, selector: &str, from: (f64, f64), to: (f64, f64)) -> Outcome {
        let element = self.find(selector).await?;
        let (from_x, from_y) = from_centre(&element, from).await?;
        let (to_x, to_y) = from_centre(&element, to).await?;
        let chain = self.driver.web().action_chain().move_to_element_with_offset(&element, from_x, from_y);
        let chain = chain.click_and_hold().move_to_element_with_offset(&element, to_x, to_y).release();
        Ok(chain.perform().await?)
    }

    /// Taps a finger on a place of an element, as in [`Page::point`]. The window should be a phone's.
    ///
    /// # Errors
    /// If the element is not there.
    pub async fn tap(&self, selector: &str, at: (f64, f64)) -> Outcome {
        self.find(selector).await?.scroll_into_view().await?;
        let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return { x: box.x + box.width * arguments[1], y: box.y + box.height * arguments[2] }";
        let place = self.run(script, json!([selector, at.0, at.1])).await?;
        match self.engine() {
            Browser::Chromium => {}
            Browser::Firefox => return self.tap_in_firefox(&place).await,
            Browser::WebKit => return self.engine().lacks("tap a finger"),
        }
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": [place] })).await?;
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await?;
        Ok(())
    }

    async fn tap_in_firefox(&self, place: &Value) -> Outcome {
        let whole = |axis: &str| place[axis].as_f64().unwrap_or_default().floor();
        let finger = json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": [
            { "type": "pointerMove", "x": whole("x"), "y": whole("y"), "duration": 0 },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ] });
        self.driver.post("actions", json!({ "actions": [finger] })).await.map(drop)
    }

    // ---- the window ----

    /// Gives the window a size.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn resize(&self, window: Window) -> Outcome {
        let Window { width, height, ratio, phone } = window;
        match self.engine() {
            Browser::Chromium => {
                let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": phone });
                self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
                self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": phone })).await?;
                Ok(())
            }
            Browser::Firefox => {
                self.driver.in_firefox(FIREFOX_WINDOW, json!([width, height, ratio, phone])).await?;
                let inside = format!("innerWidth === {width} && innerHeight === {height}");
                self.until(&format!("the window is {width} × {height}"), &inside).await
            }
            Browser::WebKit => self.resize_webkit(window).await,
        }
    }

    /// What is around the page, and that the window cannot be narrower than that, is only known by trying.
    async fn resize_webkit(&self, window: Window) -> Outcome {
        let Window { width, height, ratio, phone } = window;
        if phone || ratio != 1 {
            return self.engine().lacks("be a phone");
        }
        let around = self.run("return outerHeight - innerHeight", json!([])).await?.as_u64().unwrap_or_default();
        let outside = height + u32::try_from(around)?;
        self.driver.web().set_window_rect(0, 0, width, outside).await?;
        let real = self.driver.web().get_window_rect().await?;
        if real.width > i64::from(width) {
            return self.engine().lacks(format!("make a window {width} pixels wide"));
        }
        let inside = format!("innerWidth === {width} && innerHeight === {height}");
        self.until(&format!("the window is {width} × {height}"), &inside).await
    }

    /// Answers the page's questions about the visitor's taste.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn set_taste(&self, taste: Taste) -> Outcome {
        let Taste { color_scheme, reduced_motion } = taste;
        match self.engine() {
            Browser::Chromium => {}
            Browser::Firefox => {
                let script =
                    "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0]);
                    Services.prefs.setIntPref('ui.prefersReducedMotion', arguments[1])";
                let answers = json!([u8::from(color_scheme != "dark"), u8::from(reduced_motion == "reduce")]);
                return self.driver.in_firefox(script, answers).await.map(drop);
            }
            Browser::WebKit => return self.engine().lacks("have another taste"),
        }
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": color_scheme },
            { "name": "prefers-reduced-motion", "value": reduced_motion },
        ] });
        self.devtools("Emulation.setEmulatedMedia", features).await.map(drop)
    }

    /// Lets pages run scripts, or not. What a test runs runs nevertheless.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn set_scripts(&self, run: bool) -> Outcome {
        match self.engine() {
            Browser::Chromium => {
                self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !run })).await.map(drop)
            }
            Browser::Firefox => {
                let script = "Services.prefs.setBoolPref('javascript.enabled', arguments[0])";
                self.driver.in_firefox(script, json!([run])).await.map(drop)
            }
            Browser::WebKit => self.engine().lacks("forbid scripts"),
        }
    }

    /// Photographs the whole page, in Chromium not only what is in the window, into a PNG file.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub async fn screenshot(&self, file: &Path) -> Outcome {
        fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        if self.engine() != Browser::Chromium {
            return Ok(self.driver.web().screenshot(file).await?);
        }
        let size = self.run(
            "const root = document.documentElement;
             return [innerWidth, Math.max(innerHeight, root ? root.scrollHeight : 0)]",
            json!([]),
        );
        let size = size.await?;
        let [width, height] = [&size[0], &size[1]].map(|side| side.as_f64().unwrap_or(1.0).min(TALLEST));
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let wanted = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let photograph = self.devtools("Page.captureScreenshot", wanted).await?;
        let png = STANDARD.decode(photograph["data"].as_str().unwrap_or_default())?;
        Ok(fs::write(file, png)?)
    }

    // ---- beneath ----

    /// Runs a script in every document before its own scripts.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn before_loading(&self, script: &str) -> Outcome {
        if self.engine() != Browser::Chromium {
            self.site.before_loading(script);
            return Ok(());
        }
        let added = self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        self.noted().push(added["identifier"].clone());
        Ok(())
    }

    fn noted(&self) -> MutexGuard<'_, Vec<Value>> {
        self.first_scripts.lock().expect("no holder of this lock panics")
    }

    /// Runs the body of a function in the page; it sees `arguments`.
    ///
    /// # Errors
    /// With what the script threw.
    pub async fn run(&self, script: &str, arguments: Value) -> Outcome<Value> {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        Ok(self.driver.web().execute(script, arguments).await?.json().clone())
    }

    /// One command of the browser's DevTools protocol.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Outcome<Value> {
        if self.engine() != Browser::Chromium {
            return self.engine().lacks(format!("do {command}"));
        }
        Ok(self.driver.web().cdp().send_raw(command, parameters).await?)
    }

    /// Waits for an element.
    ///
    /// # Errors
    /// If it does not come in time.
    pub async fn find(&self, selector: &str) -> Outcome<WebElement> {
        wait::until(&format!("{selector} is there"), async || {
            Ok(self.driver.web().find_all(By::Css(selector)).await?.into_iter().next())
        })
        .await
    }

    async fn property(&self, selector: &str, name: &str) -> Outcome<String> {
        let script = "const element = document.querySelector(arguments[0]); return element && element[arguments[1]]";
        wait::until(&format!("{selector} is there"), async || {
            let value = self.run(script, json!([selector, name])).await?;
            Ok(value.as_str().map(String::from))
        })
        .await
    }
}

/// WebDriver counts from the middle of an element, in whole pixels.
async fn from_centre(element: &WebElement, (right, down): (f64, f64)) -> Outcome<(i64, i64)> {
    let rect = element.rect().await?;
    let x = ((right - 0.5) * rect.width).round();
    let y = ((down - 0.5) * rect.height).round();
    Ok((x as i64, y as i64))
}
