//! Shorter names between the program and its script.
//!
//! wasm-bindgen names everything that the program calls `__wbg_appendChild_ab70c2f1c97e2d1c`, in the program and in the script
//! beside it. The sixteen digits cannot be compressed: with two letters instead the WASM is 3.9 KB smaller gzipped, and the
//! script 2.4 KB. The page is the same with the long names.

use std::fs;
use std::path::Path;

use crate::wasm::{number, push_number, push_sized, sections, sized};

/// The number of the section with the imports in a WebAssembly module.
const IMPORTS: u8 = 2;
/// The kind of import that is a function; wasm-bindgen imports nothing else.
const FUNCTION: u8 = 0;
/// Under which name the script is imported from, in place of `./name_bg.js`.
const SCRIPT: &str = "s";

/// Shortens the names in a program and its script; leaves both as they are if they are not as expected.
///
/// # Errors
/// If a file cannot be read or written.
pub fn shorten(program: &Path, script: &Path) -> Result<(), String> {
    let unread = |error: std::io::Error| format!("shortening the names of imports: {error}");
    let wasm = fs::read(program).map_err(unread)?;
    let js = fs::read_to_string(script).map_err(unread)?;
    match shortened(&wasm, &js) {
        Some((wasm, js)) => fs::write(program, wasm).and_then(|()| fs::write(script, js)).map_err(unread),
        None => {
            println!("The names of imports are not shortened: wasm-bindgen writes them in another way than expected.");
            Ok(())
        }
    }
}

/// The module and the script with short names.
fn shortened(wasm: &[u8], js: &str) -> Option<(Vec<u8>, String)> {
    let (mut out, mut js) = (wasm.get(..8)?.to_vec(), js.to_owned());
    for (id, body) in sections(wasm)? {
        let imports = if id == IMPORTS { Some(renamed(body, &mut js)?) } else { None };
        let body = imports.as_deref().unwrap_or(body);
        out.push(id);
        push_sized(&mut out, body);
    }
    Some((out, js))
}

/// The section of imports with short names, which the script gets as well.
fn renamed(section: &[u8], js: &mut String) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = Vec::new();
    push_number(&mut out, count);
    for nth in 0..count {
        let (module, after) = sized(rest)?;
        let (name, after) = sized(after)?;
        let (&kind, after) = after.split_first()?;
        let (index, after) = number(after)?;
        let (module, name) = (std::str::from_utf8(module).ok()?, std::str::from_utf8(name).ok()?);
        let declared = format!(" {name}: function(");
        if kind != FUNCTION || js.matches(&declared).count() != 1 {
            return None;
        }
        let short = short(nth);
        *js = js.replace(&declared, &format!(" {short}: function("));
        *js = js.replace(&format!("\"{module}\": "), &format!("\"{SCRIPT}\": "));
        push_sized(&mut out, SCRIPT.as_bytes());
        push_sized(&mut out, short.as_bytes());
        out.push(kind);
        push_number(&mut out, index);
        rest = after;
    }
    let whole = rest.is_empty() && js.matches(&format!("\"{SCRIPT}\": ")).count() == 1;
    whole.then_some(out)
}

/// Two letters: `aa`, `ab`, ... A word of the language is no harm as a property's name.
fn short(nth: usize) -> String {
    let letter = |index: usize| char::from(b"abcdefghijklmnopqrstuvwxyz"[index % 26]);
    format!("{}{}", letter(nth / 26), letter(nth))
}

#[cfg(test)]
mod tests {
    use super::shortened;
    use crate::wasm::push_sized;

    /// A module that imports two functions and has another section behind.
    fn module(names: [&str; 2], script: &str) -> Vec<u8> {
        let mut imports = vec![2];
        for (index, name) in names.into_iter().enumerate() {
            push_sized(&mut imports, script.as_bytes());
            push_sized(&mut imports, name.as_bytes());
            imports.extend([0, index as u8]);
        }
        let mut module = b"\0asm\x01\0\0\0\x02".to_vec();
        push_sized(&mut module, &imports);
        module.extend([3, 1, 0]);
        module
    }

    #[test]
    fn program_and_script_get_the_same_short_names() {
        let long = module(["__wbg_new_0123", "__wbg_new_0123456"], "./a_bg.js");
        let js = "{ __wbg_new_0123: function() {}, __wbg_new_0123456: function() {} }, \"./a_bg.js\": import0";
        let (wasm, js) = shortened(&long, js).expect("the module is as expected");
        assert_eq!(wasm, module(["aa", "ab"], "s"));
        assert_eq!(js, "{ aa: function() {}, ab: function() {} }, \"s\": import0");
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        let long = module(["one", "two"], "./a_bg.js");
        assert_eq!(shortened(&long, "{ one: function() {} }, \"./a_bg.js\": import0"), None);
        assert_eq!(shortened(&long[..20], ""), None);
    }
}
