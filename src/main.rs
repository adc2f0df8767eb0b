//! Mounts the page.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn main() {
    convoscope::ui::mount();
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn main() {
    eprintln!("Convoscope runs in a browser: `cargo xtask serve` builds it and prints the address.");
}
