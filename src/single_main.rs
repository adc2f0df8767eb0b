//! Mounts the page and the panels below its figure, or the figure alone: the single file's program, which is all of the site's in one.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn main() {
    use convoscope::{ui, web};
    if web::document::is_bare() {
        ui::embed::mount();
    } else {
        ui::mount();
        ui::panels::mount();
        ui::panels::mount_share();
    }
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn main() {
    eprintln!("The single file runs in a browser: `cargo xtask build` leaves it in dist/convoscope.html.");
}
