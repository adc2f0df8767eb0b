//! A QR code of an address, as a scene: black on white with its quiet zone, whatever the colours of the page are.
//!
//! By the crate `qrcodegen` (Project Nayuki, ISO/IEC 18004), which costs the second program about 8 KB gzipped.

use crate::scene::{Area, Color, Scene, Shape};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The largest version that is made: 117 modules on a side, which a phone still reads from a screen or from paper.
const LARGEST: u8 = 25;
/// Modules of white on each side, as the standard wants it.
pub const QUIET: i32 = 4;
/// A module's side in CSS pixels.
const MODULE: f64 = 4.0;

/// The code; `None` if the address is too long for one that can be read: beyond about 1,270 bytes.
pub fn code(address: &str) -> Option<Scene> {
    let segments = QrSegment::make_segments(address);
    let (least, most) = (Version::new(1), Version::new(LARGEST));
    // With more correction than asked for where it costs no larger code.
    let code = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, least, most, None, true).ok()?;
    let side = code.size() + 2 * QUIET;
    let (black, white) = (Color::hex(0x00_0000), Color::hex(0xFF_FFFF));
    // Modules outside the code are white.
    let module = |nth: i32| if code.get_module(nth % side - QUIET, nth / side - QUIET) { black } else { white };
    let length = f64::from(side) * MODULE;
    let area = Area::new(0.0, 0.0, length, length);
    let colors = (0..side * side).map(module).collect();
    Some(Scene { width: length, height: length, shapes: vec![Shape::Pixels { area, cols: side as usize, colors }] })
}
