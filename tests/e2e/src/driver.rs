//! A fresh Chromium and the driver it listens to. However this program ends, both end too and leave nothing behind.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

use crate::Outcome;

/// Runs the driver until standard input closes, which happens however the program at its other end goes, then ends
/// everything it started (they form one process group, led by this shell) and removes the profile. A browser that is
/// ending may write into its profile once more, hence the second look, up to fifty times.
const KEEPER: &str = r#"
"$1" --port=0 </dev/null &
read -r _
trap '' TERM
kill -TERM 0
wait
looks=50
while rm -rf "$2"; [ $((looks -= 1)) -gt 0 ] && sleep 0.1 && [ -e "$2" ]; do :; done
kill -KILL 0
"#;

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
    web: WebDriver,
    keeper: Child,
    /// Kept open: the driver would stumble over a closed one.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts Chromium with a new, empty profile.
    ///
    /// # Errors
    /// If Chromium or its driver is not installed or does not start.
    pub async fn start() -> Outcome<Self> {
        let profile = new_profile();
        let mut keeper = keeper(&profile)?;
        let mut output = BufReader::new(keeper.stdout.take().ok_or("the driver has no output")?);
        let port = port(&mut output).await?;
        let web = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities(&profile)?).await?;
        Ok(Self { web, keeper, _output: output })
    }

    /// The session.
    pub fn web(&self) -> &WebDriver {
        &self.web
    }

    /// Closes the browser and waits until it is gone.
    ///
    /// # Errors
    /// If the browser no longer answers; its processes end nevertheless.
    pub async fn quit(mut self) -> Outcome {
        let closed = self.web.quit().await;
        drop(self.keeper.stdin.take());
        self.keeper.wait().await?;
        Ok(closed?)
    }
}

/// A folder that no other browser of this or another run has.
fn new_profile() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("convoscope-e2e-{}-{number}", std::process::id()))
}

fn keeper(profile: &Path) -> Outcome<Child> {
    let driver = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut shell = Command::new("sh");
    shell.args(["-c", KEEPER, "keeper"]).arg(driver).arg(profile).process_group(0);
    Ok(shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?)
}

/// Reads the port from `ChromeDriver was started successfully on port 40123.`
async fn port(output: &mut BufReader<ChildStdout>) -> Outcome<u16> {
    let mut line = String::new();
    while output.read_line(&mut line).await? > 0 {
        if let Some((_, port)) = line.rsplit_once("successfully on port ") {
            return Ok(port.trim().trim_end_matches('.').parse()?);
        }
        line.clear();
    }
    Err("chromedriver did not start: install Chromium and its driver (`cargo xtask test` does)".into())
}

fn capabilities(profile: &Path) -> Outcome<Capabilities> {
    let mut arguments: Vec<String> = ARGUMENTS.map(String::from).into();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    // What a test saves goes when the profile goes.
    let prefs = json!({ "download.default_directory": profile.join("downloads") });
    let mut options = json!({ "args": arguments, "prefs": prefs });
    if let Ok(binary) = std::env::var("CHROMIUM") {
        options["binary"] = binary.into();
    }
    let wanted = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    Ok(serde_json::from_value(wanted)?)
}
