//! The single file, opened from a folder.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use crate::page::COMPLAINER;
use crate::{Engine, Outcome, Page, site};

/// A copy of the single file, in a folder where nothing else is, that keeps what goes wrong in browsers whose drivers
/// keep no log. It is removed in the end.
pub struct Single {
    folder: PathBuf,
}

impl Single {
    /// Makes the copy.
    ///
    /// # Errors
    /// If the file is not built.
    pub fn copy(page: &Page) -> Outcome<Self> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("convoscope-file-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let html = fs::read_to_string(site::dist().join("convoscope.html"))
            .map_err(|error| format!("dist/convoscope.html: {error}; `cargo xtask build` makes it"))?;
        let html = match page.engine() {
            Engine::Chromium => html,
            // Before a policy that the file may carry.
            Engine::Firefox | Engine::WebKit => {
                html.replacen("<head>", &format!("<head><script>{COMPLAINER}</script>"), 1)
            }
        };
        fs::write(folder.join("convoscope.html"), html)?;
        Ok(Self { folder })
    }

    /// The address of the copy, from `file://`.
    pub fn address(&self) -> String {
        format!("file://{}", self.folder.join("convoscope.html").display())
    }

    /// Opens the copy with a link, as a double click does.
    ///
    /// # Errors
    /// If it does not load.
    pub async fn open(&self, page: &Page, link: &str) -> Outcome {
        page.visit(&format!("{}{link}", self.address())).await
    }

    /// Judges what the copy did wrong since it was opened, where the browser's driver keeps no log of it.
    ///
    /// # Errors
    /// If that is anything.
    pub async fn judge(&self, page: &Page) -> Outcome {
        let told = page.run("return window.e2eComplaints ?? []", json!([])).await?;
        if told == json!([]) { Ok(()) } else { Err(format!("the page complained: {told}").into()) }
    }
}

impl Drop for Single {
    fn drop(&mut self) {
        // The folder of temporary files is emptied by the system in any case.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
