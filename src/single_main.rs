//! Mounts the page, and the panels below the figure with it: the single file's program, which is both of the site's in one.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn main() {
    convoscope::ui::mount();
    convoscope::ui::panels::mount();
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn main() {
    eprintln!("The single file runs in a browser: `cargo xtask build` leaves it in dist/convoscope.html.");
}
