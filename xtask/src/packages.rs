//! What tests need from the system's own packages: browsers, their drivers, fonts for both languages, Node.
//!
//! On Debian and its kin they are installed where that needs no password; elsewhere a sentence says what is wanted.

use std::env;

use crate::command::Run;

const INSTALL: &str = "install -y --no-install-recommends";

/// Something that a package brings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Chromium and its driver.
    Browser,
    /// Firefox; its driver is one of the [`tools`](crate::tools).
    Firefox,
    /// WebKitGTK's browser, its driver, and a screen for them that is nowhere seen.
    WebKit,
    /// Fonts with Chinese characters: without them the page is photographed full of boxes.
    Fonts,
    /// Node; npm comes along, but is not needed where Node came without it.
    Node,
}

/// Installs the packages of the needs that are not met yet.
///
/// # Errors
/// A sentence with the command to run, if they cannot be installed from here.
pub fn ensure(needs: &[Need]) -> Result<(), String> {
    let missing: Vec<Need> = needs.iter().copied().filter(|need| !need.is_met()).collect();
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages()).copied().collect();
    if packages.is_empty() {
        return Ok(());
    }
    let names = packages.join(" ");
    match privilege() {
        Some(before) => install(before, &names),
        None if missing == [Need::Fonts] => {
            println!("There may be no font with Chinese characters here; the tests go on without.");
            Ok(())
        }
        None => Err(format!("the tests need {names}. On Debian, as root: apt-get {INSTALL} {names}")),
    }
}

impl Need {
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Browser => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::WebKit => &["webkit2gtk-driver", "xvfb"],
            Self::Fonts => &["fonts-noto-cjk", "fonts-noto-core"],
            Self::Node => &["nodejs", "npm"],
        }
    }

    fn is_met(self) -> bool {
        match self {
            Self::Browser => has_browser() && (env::var_os("CHROMEDRIVER").is_some() || answers("chromedriver")),
            Self::Firefox => {
                env::var_os("FIREFOX").is_some() || ["firefox", "firefox-esr"].iter().any(|name| answers(name))
            }
            Self::WebKit => ["WebKitWebDriver", "Xvfb"].iter().all(|name| on_path(name)),
            Self::Fonts => Run::line("fc-list :lang=zh-cn family").answer().is_some_and(|fonts| !fonts.is_empty()),
            Self::Node => answers("node"),
        }
    }
}

/// The names under which the driver looks for the browser.
fn has_browser() -> bool {
    env::var_os("CHROMIUM").is_some() || ["chromium", "google-chrome", "chrome"].iter().any(|name| answers(name))
}

fn answers(program: &str) -> bool {
    Run::program(program).args(["--version"]).succeeds()
}

/// For a program that has no `--version`.
fn on_path(program: &str) -> bool {
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).is_file())
}

/// What to put before `apt-get`: nothing for root, `sudo` where it asks for no password; none where neither helps.
fn privilege() -> Option<&'static str> {
    if !answers("apt-get") {
        return None;
    }
    if Run::line("id -u").answer().as_deref() == Some("0") {
        return Some("");
    }
    Run::line("sudo -n true").succeeds().then_some("sudo -n ")
}

fn install(before: &str, names: &str) -> Result<(), String> {
    println!("Installing packages (up to five minutes): {names} ...");
    // An old list of packages names versions that are gone. If this fails, the next line says so.
    let _ = apt(before, "update").run();
    apt(before, INSTALL).args(names.split(' ')).run()
}

/// Asks nothing, says little, and waits while another installation runs.
fn apt(before: &str, verb: &str) -> Run {
    Run::line(&format!("{before}env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 {verb}"))
}
