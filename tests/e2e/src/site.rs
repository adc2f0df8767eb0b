//! A server for `dist/` on this machine: only what is in the folder, under any path, with a strict policy, and with a
//! record of what was asked for.

use std::collections::HashMap;
use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::{Outcome, policy};

/// The most a request's head may be; a browser's are below 2 KB.
const HEAD: usize = 16_384;

/// Where the pages of `tests/e2e/fixtures/` are, below the site.
const FIXTURES: &str = "fixtures/";
/// Where the article with figures in it is.
const ARTICLE: &str = "post/";

/// The script that pages get when there is something to run before their own: see [`Site::before_loading`].
const FIRST_SCRIPT: &str = "/e2e-first.js";

/// Where that script tells what went wrong, in the query.
const COMPLAINT: &str = "/e2e-complaint";

/// A running server. It stops when it is dropped.
pub struct Site {
    address: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    /// As in `http://127.0.0.1:40123`.
    origin: String,
    /// The path that the site is served under, from `/` to `/`.
    base: String,
    files: HashMap<String, Vec<u8>>,
    isolation: Isolation,
    requests: Mutex<Vec<String>>,
    extras: Mutex<Extras>,
}

/// What a test adds to the plain site.
#[derive(Default)]
struct Extras {
    first_script: String,
    complaints: Vec<String>,
    cut_off: Option<String>,
    own_origin_only: bool,
    no_policy: bool,
    hosts: HashMap<String, String>,
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
        let origin = format!("http://{}", listener.local_addr()?);
        let address = format!("{origin}{base}");
        let shared = Arc::new(Shared {
            origin,
            base: base.to_owned(),
            files,
            isolation,
            requests: Mutex::default(),
            extras: Mutex::default(),
        });
        let task = tokio::spawn(serve(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, task })
    }

    /// The page's address, without a fragment.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The address without its path.
    pub fn origin(&self) -> &str {
        &self.shared.origin
    }

    /// The paths that were asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().expect("no holder of this lock panics").clone()
    }

    /// Lets every page that is loaded from now on run a script before its own, from a file that its policy allows. The
    /// script may tell what goes wrong to `/e2e-complaint`, in the query.
    pub fn before_loading(&self, script: &str) {
        let mut extras = self.shared.extras();
        extras.first_script = format!("{}{{ {script} }}\n", extras.first_script);
    }

    /// What the pages' first script told since the last call.
    pub fn complaints(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.extras().complaints)
    }

    /// From now on gives no answer to requests with this in their path; none of them if it is nothing.
    pub fn cut_off(&self, part: Option<&str>) {
        self.shared.extras().cut_off = part.map(String::from);
    }

    /// From now on lets only the site's own pages use its files, as most servers do. A frame without an origin of its own
    /// may not use even those beside it then.
    pub fn keep_to_own_origin(&self) {
        self.shared.extras().own_origin_only = true;
    }

    /// From now on serves pages without a policy, as most servers do.
    pub fn go_without_policy(&self) {
        self.shared.extras().no_policy = true;
    }

    /// Serves one more page of somebody else's, beside the site: `host.html` is at the site's address with that name
    /// after it.
    pub fn host(&self, name: &str, html: &str) {
        self.shared.extras().hosts.insert(name.into(), html.into());
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
pub fn dist() -> PathBuf {
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
    if path == COMPLAINT {
        let text = decoded(target.split_once('?').map_or("", |(_, query)| query));
        shared.extras().complaints.push(text);
    } else if path != FIRST_SCRIPT {
        shared.requests.lock().expect("no holder of this lock panics").push(path.to_owned());
    }
    if shared.extras().cut_off.as_ref().is_some_and(|part| path.contains(part)) {
        return Ok(());
    }
    stream.write_all(&shared.respond(path)).await?;
    stream.shutdown().await
}

/// A query's text without its per cent signs.
fn decoded(query: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = query.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Shared {
    fn extras(&self) -> MutexGuard<'_, Extras> {
        self.extras.lock().expect("no holder of this lock panics")
    }

    fn respond(&self, path: &str) -> Vec<u8> {
        let extras = self.extras();
        let mut headers = String::new();
        if self.isolation == Isolation::Isolated {
            headers += "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";
        }
        // As on GitHub Pages: a sandboxed frame is a page of another origin.
        if !extras.own_origin_only || path == COMPLAINT {
            headers += "Access-Control-Allow-Origin: *\r\n";
        }
        match path {
            FIRST_SCRIPT => return response("200 OK", path, extras.first_script.as_bytes(), &headers),
            COMPLAINT => return response("200 OK", path, b"noted", &headers),
            _ => {}
        }
        let name = path.strip_prefix(self.base.as_str()).map(|name| if name.is_empty() { "index.html" } else { name });
        if let Some((name, html)) = name.and_then(|name| extras.hosts.get_key_value(name)) {
            if !extras.no_policy {
                headers += &format!("Content-Security-Policy: {}\r\n", policy::for_host(html, &self.origin));
            }
            return response("200 OK", name, html.as_bytes(), &headers);
        }
        let Some((name, body)) = name.and_then(|name| self.files.get_key_value(name)) else {
            return response("404 Not Found", "none.txt", b"not found", &headers);
        };
        if !name.ends_with(".html") {
            return response("200 OK", name, body, &headers);
        }
        let html = String::from_utf8_lossy(body);
        let html = if extras.first_script.is_empty() { html } else { with_first_script(&html).into() };
        if extras.no_policy {
            return response("200 OK", name, html.as_bytes(), &headers);
        }
        let is_host = name.starts_with(FIXTURES) || name.starts_with(ARTICLE);
        let policy =
            if is_host { policy::for_host(&html, &self.origin) } else { policy::for_html(&html, &self.origin) };
        headers += &format!("Content-Security-Policy: {policy}\r\n");
        response("200 OK", name, html.as_bytes(), &headers)
    }
}

/// A page whose first script is the test's: the first thing in its head, or in the page if it has none.
fn with_first_script(html: &str) -> String {
    let script = format!("<script src=\"{FIRST_SCRIPT}\"></script>");
    let after = |tag: &str| html.find(tag).map(|at| at + tag.len());
    let place = after("<head>").or_else(|| after("<!doctype html>")).unwrap_or(0);
    format!("{}{script}{}", &html[..place], &html[place..])
}

fn response(status: &str, name: &str, body: &[u8], headers: &str) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n{headers}\r\n",
        content_type(name),
        body.len()
    );
    [head.as_bytes(), body].concat()
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
    use super::{Extras, Isolation, Shared, decoded};
    use std::collections::HashMap;

    fn served(path: &str) -> String {
        served_with(path, Extras::default())
    }

    fn served_with(path: &str, extras: Extras) -> String {
        let files = HashMap::from([("index.html".to_owned(), b"<head><script>one()</script>".to_vec())]);
        let (isolation, requests, extras) = (Isolation::None, Default::default(), extras.into());
        let (origin, base) = ("http://127.0.0.1:80".into(), "/some/path/".into());
        let shared = Shared { origin, base, files, isolation, requests, extras };
        String::from_utf8_lossy(&shared.respond(path)).into_owned()
    }

    #[test]
    fn a_first_script_stands_before_the_page_s_own_and_is_served() {
        let extras = || Extras { first_script: "two()".into(), ..Extras::default() };
        let page = served_with("/some/path/", extras());
        assert!(page.ends_with("<head><script src=\"/e2e-first.js\"></script><script>one()</script>"), "{page}");
        assert!(served_with("/e2e-first.js", extras()).ends_with("\r\n\r\ntwo()"));
        assert!(!served("/some/path/").contains("e2e-first"));
    }

    #[test]
    fn other_origins_are_let_in_unless_told_otherwise() {
        let header = "\r\nAccess-Control-Allow-Origin: *\r\n";
        assert!(served("/some/path/").contains(header));
        let extras = Extras { own_origin_only: true, ..Extras::default() };
        assert!(!served_with("/some/path/", extras).contains(header));
    }

    #[test]
    fn a_complaint_is_read_from_its_query() {
        assert_eq!(decoded("a%20%E2%80%9Cword%E2%80%9D%2"), "a \u{201c}word\u{201d}%2");
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
