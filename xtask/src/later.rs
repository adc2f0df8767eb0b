//! The programs that the page loads when they are wanted: their files get names that change with their content, as Trunk gives
//! them to everything else, and the page is told.

use std::fs;
use std::path::Path;

/// What the page says before the address of such a program's script.
pub const MARK: &str = "<meta name=\"later\" content=\"./";
/// The scripts' names as Trunk writes them, without their ending.
const NAMES: [&str; 2] = ["panels", "share"];

/// Renames these programs' files in `dist/`.
///
/// # Errors
/// If a file cannot be read or written, or the page does not name a program.
pub fn name(dist: &Path) -> Result<(), String> {
    NAMES.into_iter().try_for_each(|name| rename(dist, name))
}

fn rename(dist: &Path, name: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("naming the program {name}: {error}");
    let (wasm, script, page) =
        (dist.join(format!("{name}_bg.wasm")), dist.join(format!("{name}.js")), dist.join("index.html"));
    let program = fs::read(&wasm).map_err(failed)?;
    let js = apart(&fs::read_to_string(&script).map_err(failed)?, name)?;
    let html = fs::read_to_string(&page).map_err(failed)?;
    let named = format!("{name}-{:016x}", hash([program.as_slice(), js.as_bytes()]));
    let (old, new) = (format!("{MARK}{name}.js"), format!("{MARK}{named}.js"));
    if !html.contains(&old) {
        return Err(format!("index.html does not have {old:?}"));
    }
    fs::write(&page, html.replace(&old, &new)).map_err(failed)?;
    fs::write(dist.join(format!("{named}.js")), js.replace(&format!("{name}_bg.wasm"), &format!("{named}_bg.wasm")))
        .map_err(failed)?;
    fs::rename(wasm, dist.join(format!("{named}_bg.wasm"))).map_err(failed)?;
    fs::remove_file(script).map_err(failed)
}

/// A program's script with names of its own for what Yew writes on elements and events.
///
/// Yew numbers its roots and its listeners from 1 in each program and writes the numbers on the elements. The programs share a
/// document (a hook of Trunk's does the same, for `serve`): with the same names the page would take an element of a panel for its own
/// one with that number, and do what that is for.
fn apart(js: &str, name: &str) -> Result<String, String> {
    let (yews, own) = ("__yew_", format!("__{name}_"));
    let missing = ["listener_id", "subtree_id"]
        .into_iter()
        .find(|written| ![yews, &own].iter().any(|whose| js.contains(&format!("{whose}{written}"))));
    match missing {
        None => Ok(js.replace(yews, &own)),
        Some(written) => Err(format!("the script {name} does not have {yews}{written}: is Yew another one?")),
    }
}

/// FNV-1a of several pieces: tells contents apart, and is no safeguard.
pub fn hash<const N: usize>(pieces: [&[u8]; N]) -> u64 {
    let bytes = pieces.into_iter().flatten();
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{apart, hash};

    #[test]
    fn the_programs_write_on_elements_under_different_names() {
        let js = "x.__yew_listener_id; x.__yew_subtree_id = 1; x.__yew_subtree_cache_key";
        let own = "x.__panels_listener_id; x.__panels_subtree_id = 1; x.__panels_subtree_cache_key";
        assert_eq!(apart(js, "panels").as_deref(), Ok(own));
        assert_eq!(apart(own, "panels").as_deref(), Ok(own));
        assert!(apart(own, "share").is_err());
        assert!(apart("x.__other_listener_id", "share").is_err());
    }

    #[test]
    fn another_content_has_another_name() {
        assert_ne!(hash([b"a", b"b"]), hash([b"a", b"c"]));
        assert_eq!(hash([b"a", b"b"]), hash([b"ab", b""]));
    }
}
