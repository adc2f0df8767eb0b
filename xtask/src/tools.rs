//! The tools that build the page: taken from PATH in the right version, or from the cache, or installed there.
//!
//! A tool is installed beside its place and moved there when it is whole, so what an interrupted installation leaves
//! never counts as installed; Cargo goes on from there the next time. One installation runs at a time on a machine.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::command::Run;
use crate::paths;

const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132";
const GECKODRIVER: &str = "0.37.1";
/// The compiler's target for the page.
pub const BROWSER: &str = "wasm32-unknown-unknown";
/// `rustup target add` takes a few seconds, and now and then hangs.
const TARGET_LIMIT: Duration = Duration::from_secs(60);

/// What `trunk` needs to find on PATH.
pub struct Tools {
    folders: Vec<PathBuf>,
    /// False where npm is missing: then the site is built without this last pass.
    pub wasm_opt: bool,
}

impl Tools {
    /// The folders to put in front of PATH.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(PathBuf::as_path)
    }
}

/// Finds or installs the WebAssembly target, Trunk, wasm-bindgen and, unless `optimise` is off, wasm-opt.
///
/// # Errors
/// A sentence that says which tool could not be had, and the command that would get it.
pub fn site(optimise: Optimise) -> Result<Tools, String> {
    target(BROWSER)?;
    let mut folders = Vec::new();
    folders.extend(trunk().ensure()?);
    folders.extend(wasm_bindgen()?.ensure()?);
    let wasm_opt = match optimise {
        Optimise::No => false,
        Optimise::Yes => add_wasm_opt(&mut folders)?,
    };
    Ok(Tools { folders, wasm_opt })
}

/// Finds or installs Firefox's driver, and gives the folder to put in front of PATH; none if PATH has it already.
///
/// # Errors
/// A sentence, if it could not be had.
pub fn geckodriver() -> Result<Option<PathBuf>, String> {
    let package = format!("geckodriver@{GECKODRIVER}");
    let tool = Tool {
        program: "geckodriver",
        folder: format!("geckodriver-{GECKODRIVER}"),
        bin: "bin",
        version: GECKODRIVER.into(),
        wait: "2 to 4 minutes",
        install: Install::Cargo(["--locked", "--debug", &package].map(String::from).into()),
    };
    tool.ensure()
}

/// Whether wasm-opt will be wanted: only release builds run it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Optimise {
    /// A quick build, larger and unoptimised.
    No,
    /// A build to publish.
    Yes,
}

/// Lets a command use the toolchain that CONVOSCOPE_WASM_TOOLCHAIN names, if it names one: for a machine whose usual
/// toolchain cannot be given the target [`BROWSER`]. All other commands stay with the usual one.
pub fn for_browser(run: Run) -> Run {
    match stand_in_toolchain() {
        Some(name) => run.env("RUSTUP_TOOLCHAIN", name),
        None => run,
    }
}

/// Whether another toolchain than the usual one builds the page.
pub fn has_stand_in() -> bool {
    stand_in_toolchain().is_some()
}

fn stand_in_toolchain() -> Option<std::ffi::OsString> {
    std::env::var_os("CONVOSCOPE_WASM_TOOLCHAIN").filter(|name| !name.is_empty())
}

/// Downloads the packages in Cargo.lock, so that Trunk can stay off the network. Nothing to do after the first time.
pub fn fetch() -> Run {
    Run::line("cargo fetch --quiet --target").args([BROWSER])
}

/// Makes sure that the compiler has the standard library for a target.
///
/// # Errors
/// If rustup is missing, fails, or hangs twice.
pub fn target(name: &str) -> Result<(), String> {
    if has_target(name) {
        return Ok(());
    }
    println!("Adding the compiler's target {name} (a few seconds) ...");
    let add = || Run::program("rustup").args(["target", "add", name]).limit(TARGET_LIMIT).run();
    add().or_else(|_| add()).map_err(|sentence| {
        format!("the compiler lacks the target {name}, and adding it failed twice; {sentence}\nStart again once `rustup target add {name}` has worked.")
    })
}

/// Asks the compiler in use where the target's library would be, and looks whether it is there. This also sees a
/// standard library that did not come from rustup.
fn has_target(name: &str) -> bool {
    let question = Run::program("rustc").args(["--print", "target-libdir", "--target", name]);
    let question = if name == BROWSER { for_browser(question) } else { question };
    let entries = question.answer().and_then(|folder| fs::read_dir(folder).ok());
    entries.is_some_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

/// One tool in one version.
struct Tool {
    /// The program's name, as on PATH.
    program: &'static str,
    /// Its folder in the cache.
    folder: String,
    /// Where in that folder the program is.
    bin: &'static str,
    /// A word of what it answers to `--version`.
    version: String,
    /// How long installing it may take, for the person who waits.
    wait: &'static str,
    install: Install,
}

enum Install {
    /// `cargo install` with these words and the package last.
    Cargo(Vec<String>),
    /// `npm install` of this package.
    Npm(String),
}

fn trunk() -> Tool {
    let package = format!("trunk@{TRUNK}");
    Tool {
        program: "trunk",
        folder: format!("trunk-{TRUNK}"),
        bin: "bin",
        version: TRUNK.into(),
        wait: "3 to 6 minutes",
        // An unoptimised Trunk is built in half the time and is as good in use.
        install: Install::Cargo(["--locked", "--debug", "--no-default-features", &package].map(String::from).into()),
    }
}

fn wasm_bindgen() -> Result<Tool, String> {
    let version = locked_version("wasm-bindgen")?;
    let package = format!("wasm-bindgen-cli@{version}");
    Ok(Tool {
        program: "wasm-bindgen",
        folder: format!("wasm-bindgen-{version}"),
        bin: "bin",
        version,
        wait: "2 to 4 minutes",
        // Not --locked: its lock file asks for a release of webpki-roots that was withdrawn.
        install: Install::Cargo(["--no-default-features", &package].map(String::from).into()),
    })
}

fn wasm_opt() -> Tool {
    Tool {
        program: "wasm-opt",
        folder: format!("binaryen-{BINARYEN}"),
        bin: "node_modules/.bin",
        version: BINARYEN.into(),
        wait: "10 to 60 seconds",
        install: Install::Npm(format!("binaryen@{BINARYEN}")),
    }
}

/// Adds the folder of wasm-opt, or of a stand-in that leaves the file as it is: Trunk has no switch to go without
/// wasm-opt and would look for a release of its own on the network.
fn add_wasm_opt(folders: &mut Vec<PathBuf>) -> Result<bool, String> {
    let tool = wasm_opt();
    if tool.found()?.is_none() && !Run::line("npm --version").succeeds() {
        println!("There is no npm here to install wasm-opt with: the site is built without it, about a fifth larger.");
        folders.insert(0, stand_in()?);
        return Ok(false);
    }
    folders.extend(tool.ensure()?);
    Ok(true)
}

/// A `wasm-opt` that copies its input to its output, called the way Trunk calls it:
/// `wasm-opt --output=OUT -Oz IN --enable-...`.
fn stand_in() -> Result<PathBuf, String> {
    const SCRIPT: &str = r#"#!/bin/sh
for word; do
  case $word in
    --version) echo 'wasm-opt version 0'; exit ;;
    --output=*) output=${word#--output=} ;;
    -*) ;;
    *) input=$word ;;
  esac
done
exec cp "$input" "$output"
"#;
    let folder = paths::target().join("without-wasm-opt");
    let script = folder.join("wasm-opt");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&script, SCRIPT))
        .and_then(|()| make_executable(&script))
        .map_err(|error| format!("writing {}: {error}", script.display()))?;
    Ok(folder)
}

#[cfg(unix)]
fn make_executable(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String, String> {
    let file = paths::root().join("Cargo.lock");
    let lock = fs::read_to_string(&file).map_err(|error| format!("reading {}: {error}", file.display()))?;
    version_in_lock(&lock, package).ok_or_else(|| format!("Cargo.lock names no package {package}"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let entry = lock.split("[[package]]").find(|entry| entry.contains(&format!("\nname = \"{package}\"\n")))?;
    let line = entry.lines().find_map(|line| line.strip_prefix("version = \""))?;
    line.strip_suffix('"').map(String::from)
}

/// Where a tool is found.
enum Place {
    /// On PATH, in the right version.
    Path,
    /// In the cache; the folder with the program.
    Cache(PathBuf),
}

impl Tool {
    /// The folder to put in front of PATH so that this tool is found in this version; none if PATH has it already.
    fn ensure(&self) -> Result<Option<PathBuf>, String> {
        let place = match self.found()? {
            Some(place) => place,
            None => self.install()?,
        };
        Ok(match place {
            Place::Path => None,
            Place::Cache(folder) => Some(folder),
        })
    }

    fn found(&self) -> Result<Option<Place>, String> {
        if self.answers(Path::new(self.program)) {
            return Ok(Some(Place::Path));
        }
        let folder = paths::cache()?.join(&self.folder).join(self.bin);
        Ok(self.answers(&folder.join(self.program)).then_some(Place::Cache(folder)))
    }

    /// Whether the program runs and has the version.
    fn answers(&self, program: &Path) -> bool {
        let answer = Run::program(program).args(["--version"]).answer();
        answer.is_some_and(|answer| answer.split_whitespace().any(|word| word == self.version))
    }

    fn install(&self) -> Result<Place, String> {
        let cache = paths::cache()?;
        let _one_at_a_time = lock(&cache)?;
        if let Some(place) = self.found()? {
            return Ok(place);
        }
        println!("Installing {} {} into {} ({}) ...", self.program, self.version, cache.display(), self.wait);
        let unfinished = cache.join("unfinished").join(&self.folder);
        self.install.run(&unfinished)?;
        self.move_into_place(&unfinished, &cache.join(&self.folder))?;
        self.found()?.ok_or_else(|| {
            format!("{} was installed, but does not answer `--version` with {}", self.program, self.version)
        })
    }

    fn move_into_place(&self, unfinished: &Path, place: &Path) -> Result<(), String> {
        remove(&unfinished.join("build"))?;
        remove(place)?;
        fs::rename(unfinished, place).map_err(|error| format!("moving {} into place: {error}", self.program))
    }
}

impl Install {
    fn run(&self, folder: &Path) -> Result<(), String> {
        fs::create_dir_all(folder).map_err(|error| format!("making {}: {error}", folder.display()))?;
        match self {
            Self::Cargo(words) => Run::line("cargo install")
                .args(words)
                .args(["--root".as_ref(), folder.as_os_str()])
                .args(["--target-dir".as_ref(), folder.join("build").as_os_str()])
                .without("RUSTFLAGS")
                // On PATH, so that Cargo does not advise to put it there.
                .tools([folder.join("bin").as_path()])
                .inside(folder)
                .run(),
            Self::Npm(package) => Run::line("npm install --no-audit --no-fund --ignore-scripts")
                .args([package.as_str(), "--prefix", "."])
                .inside(folder)
                .run(),
        }
    }
}

/// Waits until no other checkout is installing tools; held until dropped.
fn lock(cache: &Path) -> Result<File, String> {
    let file = fs::create_dir_all(cache).and_then(|()| File::create(cache.join("lock")));
    let file = file.map_err(|error| format!("the cache {} cannot be written: {error}", cache.display()))?;
    if file.try_lock().is_err() {
        println!("Another installation of tools is running; waiting for it ...");
        file.lock().map_err(|error| format!("waiting for the other installation: {error}"))?;
    }
    Ok(file)
}

fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("removing {}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::version_in_lock;

    #[test]
    fn the_version_is_that_of_the_package_with_exactly_this_name() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n \"cfg-if\",\n]\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
