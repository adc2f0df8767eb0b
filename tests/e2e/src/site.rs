//! A server for `dist/` on this machine: only what is in the folder, under any path, with a strict policy, and with a
//! record of what was asked for.

use std::collections::HashMap;
use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::{Outcome, policy};

/// The most a request's head may be; a browser's are below 2 KB.
const HEAD: usize = 16_384;

/// Where the pages of `tests/e2e/fixtures/` are, below the site.
const FIXTURES: &str = "fixtures/";

/// A running server. It stops when it is dropped.
pub struct Site {
    address: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    /// The path that the site is served under, from `/` to `/`.
    base: String,
    files: HashMap<String, Vec<u8>>,
    isolation: Isolation,
    requests: Mutex<Vec<String>>,
}

/// Whether the page is isolated from other sites' pages. Isolated pages get a clock 20 times as fine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    /// As most servers serve.
    None,
    /// Cross-origin isolated, for measurements.
    Isolated,
}

impl Site {
    /// Serves `dist/` under a path, which begins and ends with `/`, on a free port.
    ///
    /// # Errors
    /// If the site is not built.
    pub async fn serve(base: &str, isolation: Isolation) -> Outcome<Self> {
        let mut files = read_site(&dist())?;
        add_fixtures(&mut files)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = format!("http://{}{base}", listener.local_addr()?);
        let shared = Arc::new(Shared { base: base.to_owned(), files, isolation, requests: Mutex::default() });
        let task = tokio::spawn(serve(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, task })
    }

    /// The page's address, without a fragment.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The paths that were asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().expect("no holder of this lock panics").clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The checkout's folder.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_owned()
}

/// The built site; the environment variable CONVOSCOPE_DIST names another one.
fn dist() -> PathBuf {
    std::env::var_os("CONVOSCOPE_DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

fn read_site(dist: &Path) -> Outcome<HashMap<String, Vec<u8>>> {
    let mut files = HashMap::new();
    if dist.join("index.html").is_file() {
        read_folder(dist, dist, &mut files)?;
        return Ok(files);
    }
    Err("the site is not built: run `cargo xtask build` first, or everything with `cargo xtask test`".into())
}

/// Adds the pages of `tests/e2e/fixtures/`, such as others' pages with figures in them, beside the site as `fixtures/...`.
fn add_fixtures(files: &mut HashMap<String, Vec<u8>>) -> Outcome {
    let folder = root().join("tests/e2e/fixtures");
    let mut fixtures = HashMap::new();
    if folder.is_dir() {
        read_folder(&folder, &folder, &mut fixtures)?;
    }
    files.extend(fixtures.into_iter().map(|(name, bytes)| (format!("{FIXTURES}{name}"), bytes)));
    Ok(())
}

fn read_folder(base: &Path, folder: &Path, files: &mut HashMap<String, Vec<u8>>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_folder(base, &path, files)?;
        } else {
            files.insert(path.strip_prefix(base)?.to_string_lossy().into_owned(), fs::read(&path)?);
        }
    }
    Ok(())
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            // A browser that goes away in the middle of an answer is its own affair.
            let _ = answer(stream, &shared).await;
        });
    }
}

/// One request, one answer, then the connection is closed.
async fn answer(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < HEAD {
        if stream.read_buf(&mut head).await? == 0 {
            return Ok(());
        }
    }
    let head = String::from_utf8_lossy(&head);
    let target = head.split(' ').nth(1).unwrap_or_default();
    let path = target.split(['?', '#']).next().unwrap_or_default();
    shared.requests.lock().expect("no holder of this lock panics").push(path.to_owned());
    stream.write_all(&shared.respond(path)).await?;
    stream.shutdown().await
}

impl Shared {
    fn respond(&self, path: &str) -> Vec<u8> {
        let name = path.strip_prefix(self.base.as_str()).map(|name| if name.is_empty() { "index.html" } else { name });
        let found = name.and_then(|name| self.files.get_key_value(name));
        match found {
            Some((name, body)) => response("200 OK", name, body, self.isolation),
            None => response("404 Not Found", "none.txt", b"not found", self.isolation),
        }
    }
}

/// Any page may load the files, as on GitHub Pages: a sandboxed frame is such a page.
fn response(status: &str, name: &str, body: &[u8], isolation: Isolation) -> Vec<u8> {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Access-Control-Allow-Origin: *\r\n",
        content_type(name),
        body.len()
    );
    if name.ends_with(".html") {
        let html = String::from_utf8_lossy(body);
        let policy = if name.starts_with(FIXTURES) { policy::for_host(&html) } else { policy::for_html(&html) };
        head += &format!("Content-Security-Policy: {policy}\r\n");
    }
    if isolation == Isolation::Isolated {
        head += "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";
    }
    [head.as_bytes(), b"\r\n", body].concat()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("json" | "webmanifest") => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::{Isolation, Shared};
    use std::collections::HashMap;

    fn served(path: &str) -> String {
        let files = HashMap::from([("index.html".to_owned(), b"<script>one()</script>".to_vec())]);
        let shared =
            Shared { base: "/some/path/".into(), files, isolation: Isolation::None, requests: Default::default() };
        String::from_utf8_lossy(&shared.respond(path)).into_owned()
    }

    #[test]
    fn the_folder_is_the_page_and_has_a_policy() {
        let answer = served("/some/path/");
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.contains("\r\nContent-Security-Policy: default-src 'none'")
        );
    }

    #[test]
    fn nothing_is_served_outside_the_path() {
        for path in ["/", "/index.html", "/some/path", "/some/path/../path/index.html", ""] {
            assert!(served(path).starts_with("HTTP/1.1 404"), "{path}");
        }
    }
}
