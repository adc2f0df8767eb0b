//! The order of modules in `lib.rs` is the direction of imports: each module names only modules above it.

use std::path::{Path, PathBuf};

/// Every Rust file below a folder, or the one file.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| files(&entry.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect()
}

#[test]
fn a_module_imports_only_from_modules_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lib = std::fs::read_to_string(root.join("lib.rs")).expect("lib.rs is there");
    let order: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(order.len() >= 8, "{order:?}");
    for (index, module) in order.iter().enumerate() {
        let single = root.join(format!("{module}.rs"));
        let sources = if single.is_file() { files(&single) } else { files(&root.join(module)) };
        assert!(!sources.is_empty(), "{module}");
        for source in sources {
            let text = std::fs::read_to_string(&source).expect("a source file can be read");
            for below in &order[index + 1..] {
                let name = format!("crate::{below}");
                let found = text.lines().find(|line| !line.trim_start().starts_with("//") && names(line, &name));
                assert_eq!(found, None, "{} imports from {below}, which stands below it", source.display());
            }
        }
    }
}

/// True if a line names this path itself, not a longer word that begins like it.
fn names(line: &str, path: &str) -> bool {
    line.split(path).skip(1).any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}
