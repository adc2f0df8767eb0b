//! The page as a site: served on this machine while it changes, or built into `dist/`.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use crate::command::Run;
use crate::own_std::Std;
use crate::tools::{self, Optimise, Tools};
use crate::{element, embed, imports, later, order, paths, single, sizes, stills};

/// Tried first, and the next ones if it is taken.
const DEFAULT_PORT: u16 = 8080;

/// What `serve` was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct ServeOptions {
    port: Option<u16>,
    release: bool,
}

impl ServeOptions {
    /// Reads `--port N` (also `--port=N`) and `--release`.
    ///
    /// # Errors
    /// A sentence about the word that was not understood.
    pub fn parse(words: &[String]) -> Result<Self, String> {
        let mut options = Self { port: None, release: false };
        let mut words = words.iter().map(String::as_str).flat_map(|word| word.splitn(2, '='));
        while let Some(word) = words.next() {
            match word {
                "--release" => options.release = true,
                "--port" => options.port = Some(port(words.next())?),
                unknown => return Err(format!("`serve` knows --port N and --release, not {unknown:?}")),
            }
        }
        Ok(options)
    }
}

fn port(word: Option<&str>) -> Result<u16, String> {
    word.and_then(|word| word.parse().ok()).ok_or_else(|| "--port wants a number from 0 to 65535".into())
}

/// Builds the page, serves it and rebuilds it when a file changes, until interrupted. What Trunk does not make is made once;
/// the single file only with `--release`, as it takes a minute.
///
/// # Errors
/// If a tool, the build or the port could not be had.
pub fn serve(options: &ServeOptions) -> Result<(), String> {
    let ServeOptions { port, release } = *options;
    let tools = tools::site(if release { Optimise::Yes } else { Optimise::No })?;
    tools::fetch().run()?;
    // While one works on the page, a panic shall say what and where.
    let library = if release { Std::best() } else { Std::Ordinary };
    let port = free_port(port)?;
    // Not into `dist/`: that holds what `build` made, which tests may be looking at.
    let served = paths::target().join("serve");
    let beside = paths::target().join("beside");
    fs::create_dir_all(&beside).map_err(|error| format!("making {}: {error}", beside.display()))?;
    let trunk = |verb| {
        let trunk = trunk(&tools, library, verb).args(["--dist".as_ref(), served.as_os_str()]);
        let trunk = trunk.env("CONVOSCOPE_BESIDE", &beside);
        if release { trunk.args(["--release"]) } else { trunk }
    };
    println!("Building the page (up to two minutes the first time, seconds afterwards) ...");
    put_beside(&beside)?;
    trunk("build").run()?;
    if release {
        single::make(&served, &tools, library)?;
        let file = |folder: &Path| folder.join(single::NAME);
        fs::copy(file(&served), file(&beside)).map_err(|error| format!("copying the single file: {error}"))?;
    }
    if !release {
        println!("\n  (without {}, which --release makes)", single::NAME);
    }
    println!("\n  Convoscope is at  http://127.0.0.1:{port}/   (Ctrl-C ends it)\n");
    trunk("serve").args(["--port", &port.to_string()]).args(unwatched()).replace()
}

/// Builds the site as it is published, into `dist/`, and prints the sizes.
///
/// # Errors
/// If a tool or the build failed.
pub fn build() -> Result<(), String> {
    let sizes = build_and_weigh()?;
    println!("\n{sizes}");
    Ok(())
}

/// As [`build`], for who wants to judge the sizes.
///
/// # Errors
/// If a tool or the build failed.
pub fn build_and_weigh() -> Result<sizes::Sizes, String> {
    let tools = tools::site(Optimise::Yes)?;
    tools::fetch().run()?;
    let library = Std::best();
    println!("Building the site (one to three minutes the first time) ...");
    trunk(&tools, library, "build").args(["--release"]).run()?;
    for (program, script) in paths::programs(&paths::dist())? {
        if tools.wasm_opt {
            order::arrange(&program, &tools)?;
        }
        imports::shorten(&program, &script)?;
    }
    later::name(&paths::dist())?;
    embed::name(&paths::dist())?;
    put_beside(&paths::dist())?;
    single::make(&paths::dist(), &tools, library)?;
    sizes::Sizes::of_dist(tools.wasm_opt, library)
}

/// Puts what Trunk does not make into a folder: the book of links, the element's script, the article's pictures.
fn put_beside(folder: &Path) -> Result<(), String> {
    embed::book(folder)?;
    element::write(folder)?;
    stills::make(folder)
}

/// Folders whose changes are not the page's. Trunk wants them to be there.
fn unwatched() -> impl Iterator<Item = String> {
    let folders = ["dist", "target", "tests", "xtask", ".git"].into_iter();
    let present = folders.filter(|folder| paths::root().join(folder).is_dir());
    present.map(|folder| format!("--ignore={folder}"))
}

/// Trunk never goes on the network: what it needs is there by now.
fn trunk(tools: &Tools, library: Std, verb: &str) -> Run {
    // Trunk reads NO_COLOR as `true` or `false` and refuses the customary `1`; with RUST_BACKTRACE it buries the
    // compiler's message under its own stack.
    let trunk = Run::line("trunk").args([verb, "--offline"]).tools(tools.folders());
    library.apply(tools::for_browser(trunk)).without("NO_COLOR").without("RUST_BACKTRACE")
}

/// The wanted port if it is free; any free one for 0; without a wish the first free one from the default on.
fn free_port(wanted: Option<u16>) -> Result<u16, String> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|listener| listener.local_addr());
    let found = match wanted {
        Some(port) => bind(port).ok(),
        None => (DEFAULT_PORT..DEFAULT_PORT + 100).find_map(|port| bind(port).ok()),
    };
    found.map(|address| address.port()).ok_or_else(|| match wanted {
        Some(port) => format!("port {port} is taken; choose another with --port"),
        None => format!("the ports from {DEFAULT_PORT} on are taken; choose another with --port"),
    })
}

#[cfg(test)]
mod tests {
    use super::ServeOptions;

    fn parse(line: &str) -> Result<ServeOptions, String> {
        ServeOptions::parse(&line.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_port_may_be_a_word_of_its_own_or_behind_an_equals_sign() {
        let expected = Ok(ServeOptions { port: Some(9000), release: true });
        assert_eq!(parse("--release --port 9000"), expected);
        assert_eq!(parse("--port=9000 --release"), expected);
        assert_eq!(parse(""), Ok(ServeOptions { port: None, release: false }));
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(parse("--port many").is_err());
        assert!(parse("--port").is_err());
        assert!(parse("--prot 1").is_err());
    }
}
