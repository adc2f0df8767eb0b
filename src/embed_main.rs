//! Mounts a figure in somebody else's page: the third program.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn main() {
    convoscope::ui::embed::mount();
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn main() {
    eprintln!("An embedded figure runs in a browser: `cargo xtask serve` builds it and prints the address.");
}
