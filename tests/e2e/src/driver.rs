//! A fresh browser and the driver it listens to. However this program ends, both end too and leave nothing behind.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;
use std::{env, fs};

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{Capabilities, RequestData, SessionId, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::{Engine, Outcome, wait};

/// Called with a profile's folder, the size of a screen or nothing, and the driver's command: makes the screen if
/// there is to be one, and runs the driver until standard input closes, which happens however the program at its other
/// end goes. Then ends everything it started (they form one process group, led by this shell) and removes the profile.
/// A browser that is ending may write into its profile once more, hence the second look, up to fifty times.
const KEEPER: &str = r#"
profile=$1 screen=$2
shift 2
if [ "$screen" ]; then
  Xvfb -displayfd 3 -screen 0 "$screen" -nolisten tcp 3>"$profile/display" </dev/null >/dev/null 2>&1 &
  looks=200
  until [ -s "$profile/display" ] || [ $((looks -= 1)) -eq 0 ]; do sleep 0.05; done
  DISPLAY=:$(cat "$profile/display")
  export DISPLAY
fi
"$@" </dev/null &
read -r _
trap '' TERM
kill -TERM 0
wait
looks=50
while rm -rf "$profile"; [ $((looks -= 1)) -gt 0 ] && sleep 0.1 && [ -e "$profile" ]; do :; done
kill -KILL 0
"#;

/// The most that closing a browser politely may take.
const FAREWELL: Duration = Duration::from_secs(10);

/// The screen that WebKit's window is on: larger than any window of a test.
const SCREEN: &str = "2400x1600x24";

/// Without a window, without a sandbox (tests may run as root), without the traffic of its own that Chromium has, and
/// the same picture on every machine.
const ARGUMENTS: [&str; 14] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--force-device-scale-factor=1",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--lang=en-US",
];

/// A browser of one's own. Prefer [`Driver::quit`]; dropping ends the processes as well, only less politely.
pub struct Driver {
    engine: Engine,
    web: WebDriver,
    keeper: Child,
    /// Kept open: the driver would stumble over a closed one.
    _output: BufReader<ChildStdout>,
}

/// Browsers that a test is done with and another may take: starting one takes as long as many tests. They end when
/// this program does.
static RESTING: Mutex<Vec<Driver>> = Mutex::new(Vec::new());

impl Driver {
    /// A browser that shows nothing: one that rests, or a new one with an empty profile.
    ///
    /// # Errors
    /// If the browser or its driver is not installed or does not start.
    pub async fn start(engine: Engine) -> Outcome<Self> {
        let resting = resting().pop();
        match resting {
            Some(driver) => Ok(driver),
            None => Self::new(engine).await,
        }
    }

    /// Lets the browser rest for the next test, which comes from another origin: nothing that this one kept is there then.
    ///
    /// # Errors
    /// If the browser no longer answers; its processes end nevertheless.
    pub async fn rest(self) -> Outcome {
        self.command(Method::DELETE, "actions", None).await?;
        self.web.goto("about:blank").await?;
        resting().push(self);
        Ok(())
    }

    async fn new(engine: Engine) -> Outcome<Self> {
        let profile = new_profile()?;
        let given = match engine {
            // This driver takes any free port as well, but does not say which.
            Engine::WebKit => free_port().await?,
            Engine::Chromium | Engine::Firefox => 0,
        };
        let mut keeper = keeper(engine, &profile, given)?;
        let mut output = BufReader::new(keeper.stdout.take().ok_or("the driver has no output")?);
        let port = match engine {
            Engine::Chromium => said_port(&mut output, "successfully on port ").await?,
            Engine::Firefox => said_port(&mut output, "Listening on 127.0.0.1:").await?,
            Engine::WebKit => answering_port(given).await?,
        };
        let web = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities(engine, &profile)?).await?;
        Ok(Self { engine, web, keeper, _output: output })
    }

    /// Which browser it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The session.
    pub fn web(&self) -> &WebDriver {
        &self.web
    }

    /// Sends a command that the library has no word for: a path within the session, and a body.
    ///
    /// # Errors
    /// If the driver refuses.
    pub async fn post(&self, path: &'static str, body: Value) -> Outcome<Value> {
        self.command(Method::POST, path, Some(body)).await
    }

    async fn command(&self, method: Method, path: &'static str, body: Option<Value>) -> Outcome<Value> {
        Ok(self.web.cmd(Raw { method, path, body }).await?.value_json()?)
    }

    /// Runs the body of a function in Firefox itself rather than in the page; it sees `arguments`.
    ///
    /// # Errors
    /// If this is another browser, or with what the script threw.
    pub async fn in_firefox(&self, script: &str, arguments: Value) -> Outcome<Value> {
        self.post("moz/context", json!({ "context": "chrome" })).await?;
        let answer = self.post("execute/sync", json!({ "script": script, "args": arguments })).await;
        self.post("moz/context", json!({ "context": "content" })).await?;
        answer
    }

    /// Closes the browser and waits until it is gone.
    ///
    /// # Errors
    /// If the browser no longer answers; its processes end nevertheless.
    pub async fn quit(mut self) -> Outcome {
        let closed = timeout(FAREWELL, self.web.quit()).await;
        drop(self.keeper.stdin.take());
        self.keeper.wait().await?;
        Ok(closed??)
    }
}

fn resting() -> MutexGuard<'static, Vec<Driver>> {
    RESTING.lock().expect("no holder of this lock panics")
}

/// A command in the words of the protocol.
#[derive(Debug)]
struct Raw {
    method: Method,
    path: &'static str,
    body: Option<Value>,
}

impl FormatRequestData for Raw {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let request = RequestData::new(self.method.clone(), format!("session/{session}/{}", self.path));
        match &self.body {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}

/// A folder that no other browser of this or another run has.
fn new_profile() -> Outcome<PathBuf> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let profile = env::temp_dir().join(format!("convoscope-e2e-{}-{number}", std::process::id()));
    fs::create_dir_all(&profile)?;
    Ok(profile)
}

fn keeper(engine: Engine, profile: &Path, port: u16) -> Outcome<Child> {
    let named = |variable: &str, usual: &str| env::var_os(variable).unwrap_or_else(|| usual.into());
    let mut shell = Command::new("sh");
    shell.args(["-c", KEEPER, "keeper"]).arg(profile).process_group(0);
    match engine {
        Engine::Chromium => shell.arg("").arg(named("CHROMEDRIVER", "chromedriver")).arg("--port=0"),
        Engine::Firefox => shell
            .arg("")
            .arg(named("GECKODRIVER", "geckodriver"))
            .args(["--port=0", "--websocket-port=0", "--allow-system-access"])
            .arg(joined("--profile-root=", profile)),
        Engine::WebKit => shell
            .arg(SCREEN)
            .arg(named("WEBKITDRIVER", "WebKitWebDriver"))
            .args([format!("--port={port}"), "--host=127.0.0.1".into()])
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    };
    if engine != Engine::Chromium {
        // Both keep more in the home folder than the profile.
        shell.env("HOME", profile).env("GSETTINGS_BACKEND", "memory").env("NO_AT_BRIDGE", "1");
        for variable in ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"] {
            shell.env_remove(variable);
        }
        shell.env("LC_ALL", "C.UTF-8").env("LANGUAGE", "en_US");
    }
    Ok(shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?)
}

fn joined(words: &str, path: &Path) -> OsString {
    let mut all = OsString::from(words);
    all.push(path);
    all
}

/// Reads the port from a line such as `ChromeDriver was started successfully on port 40123.`
async fn said_port(output: &mut BufReader<ChildStdout>, before: &str) -> Outcome<u16> {
    let mut line = String::new();
    while output.read_line(&mut line).await? > 0 {
        if let Some((_, port)) = line.rsplit_once(before) {
            return Ok(port.trim().trim_end_matches('.').parse()?);
        }
        line.clear();
    }
    Err("the driver did not start: install the browser and its driver (`cargo xtask test` does)".into())
}

async fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0)).await?.local_addr()?.port())
}

async fn answering_port(port: u16) -> Outcome<u16> {
    let what = "the driver answers (`cargo xtask test` installs it)";
    wait::until(what, async || Ok(Some(TcpStream::connect(("127.0.0.1", port)).await?))).await.map(|_| port)
}

fn capabilities(engine: Engine, profile: &Path) -> Outcome<Capabilities> {
    // What a test saves goes when the profile goes.
    let downloads = profile.join("downloads");
    let wanted = match engine {
        Engine::Chromium => {
            let mut arguments: Vec<String> = ARGUMENTS.map(String::from).into();
            arguments.push(format!("--user-data-dir={}", profile.display()));
            let mut options = json!({ "args": arguments, "prefs": { "download.default_directory": downloads } });
            if let Ok(binary) = env::var("CHROMIUM") {
                options["binary"] = binary.into();
            }
            json!({
                "browserName": "chrome",
                "goog:chromeOptions": options,
                "goog:loggingPrefs": { "browser": "ALL" },
            })
        }
        Engine::Firefox => {
            let mut options = json!({ "args": ["-headless"], "prefs": {
                "browser.download.dir": downloads,
                "browser.download.folderList": 2,
                "intl.accept_languages": "en-US",
                "layout.css.prefers-color-scheme.content-override": 1,
                "ui.prefersReducedMotion": 0,
                // As visitors have it; the driver would relax it.
                "security.fileuri.strict_origin_policy": true,
            } });
            if let Ok(binary) = env::var("FIREFOX") {
                options["binary"] = binary.into();
            }
            json!({ "browserName": "firefox", "moz:firefoxOptions": options })
        }
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": mini_browser()?, "args": ["--automation"] },
        }),
    };
    Ok(serde_json::from_value(wanted)?)
}

/// WebKitGTK's own browser, in the folder of libraries of this machine's kind.
fn mini_browser() -> Outcome<PathBuf> {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let places = folders.flat_map(|folder| {
        ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map(|name| folder.join(name).join("MiniBrowser"))
    });
    let found = env::var_os("WEBKITBROWSER").map(PathBuf::from).or_else(|| places.into_iter().find(|it| it.is_file()));
    found.ok_or_else(|| "WebKit's MiniBrowser is not installed (`cargo xtask test` does)".into())
}
