//! Where things are: the checkout, what is built in it, and the tools that outlive it.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The checkout's folder. Cargo says where it is when it runs this program.
pub fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map_or_else(|| ".".into(), PathBuf::from)
}

/// Cargo's output folder.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The tools that this project installs, kept outside the checkout so that every clone finds them again.
///
/// # Errors
/// If neither CONVOSCOPE_CACHE, XDG_CACHE_HOME nor HOME is set.
pub fn cache() -> Result<PathBuf, String> {
    let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    folder("CONVOSCOPE_CACHE")
        .or_else(|| folder("XDG_CACHE_HOME").map(|cache| cache.join("convoscope")))
        .or_else(|| folder("HOME").map(|home| home.join(".cache/convoscope")))
        .ok_or_else(|| "set CONVOSCOPE_CACHE to a folder for the tools; this machine has no HOME".into())
}

/// The programs of the built site: each one's WASM and the script beside it, `name_bg.wasm` and `name.js`.
///
/// # Errors
/// If there is none.
pub fn programs(dist: &Path) -> Result<Vec<(PathBuf, PathBuf)>, String> {
    let files = fs::read_dir(dist).into_iter().flatten().flatten().map(|entry| entry.path());
    let pair = |wasm: PathBuf| {
        let script = wasm.to_string_lossy().strip_suffix("_bg.wasm").map(|name| PathBuf::from(format!("{name}.js")))?;
        script.is_file().then_some((wasm, script))
    };
    let mut programs: Vec<_> = files.filter_map(pair).collect();
    programs.sort();
    if programs.is_empty() { Err(format!("there is no program in {}", dist.display())) } else { Ok(programs) }
}
