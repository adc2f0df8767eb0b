//! Mounts what the figure is shared with, over the page: a program of its own, loaded when it is opened.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn main() {
    convoscope::ui::panels::mount_share();
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn main() {
    eprintln!("What is shared is part of the page: `cargo xtask serve` builds it and prints the address.");
}
