//! The three browsers that the page is tested in, and what only some of their drivers can do.

use std::fmt;

use crate::Outcome;

/// The environment variable that chooses the browser: `chromium`, `firefox` or `webkit`.
const VARIABLE: &str = "CONVOSCOPE_ENGINE";

/// A browser, named by what draws its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by ChromeDriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, by WebKitWebDriver.
    WebKit,
}

impl Engine {
    /// The one that the environment variable CONVOSCOPE_ENGINE names; Chromium if it names none.
    ///
    /// # Errors
    /// If it names something else.
    pub fn chosen() -> Outcome<Self> {
        match std::env::var(VARIABLE).as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok("webkit") => Ok(Self::WebKit),
            Ok(other) => Err(format!("{VARIABLE} is chromium, firefox or webkit, not {other:?}").into()),
        }
    }

    /// The failure of a test that wants what this engine's driver cannot do: see [`Unsupported`].
    pub fn lacks<T>(self, what: impl Into<String>) -> Outcome<T> {
        Err(Unsupported { engine: self, what: what.into() }.into())
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}

/// What an engine's driver cannot do. A test that asks for it ends there, and is told as skipped with this reason.
#[derive(Debug)]
pub struct Unsupported {
    engine: Engine,
    what: String,
}

impl fmt::Display for Unsupported {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the driver of {} cannot {}", self.engine, self.what)
    }
}

impl std::error::Error for Unsupported {}
