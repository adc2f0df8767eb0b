//! Mounts the panels below the figure: the second program, loaded when one is opened.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn main() {
    convoscope::ui::panels::mount();
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn main() {
    eprintln!("The panels are part of the page: `cargo xtask serve` builds it and prints the address.");
}
