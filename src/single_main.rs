//! Mounts the page, or what is loaded later into it, or the figure alone: the single file's program, which is all of the site's in
//! one. The file starts it once for each that is wanted, as the site loads one for each.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod start {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        /// The name of the program to be: a variable of the script that it is started in.
        #[wasm_bindgen(thread_local_v2, js_name = program)]
        static PROGRAM: String;
    }

    /// The name of the program to be.
    pub fn name() -> String {
        PROGRAM.with(String::clone)
    }
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn main() {
    use convoscope::ui::{self, embed, panels};
    match start::name().as_str() {
        "figure" => embed::mount(),
        "panels" => panels::mount_without_reader(),
        "share" => panels::mount_share(),
        _ => ui::mount(),
    }
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn main() {
    eprintln!("The single file runs in a browser: `cargo xtask build` leaves it in dist/convoscope.html.");
}
