//! The views that are photographed and measured, as links. New ones are added here.

use crate::page::Window;

/// A name for files and filters, and the link. Links with a step stand still.
pub const VIEWS: &[(&str, &str)] = &[
    ("dense", "#kind=dense&step=8"),
    ("local", "#kind=local&step=8"),
    ("shared", "#step=8"),
    ("flipped", "#kind=flipped&step=8"),
    ("strided", "#kind=strided&step=8"),
    ("dilated", "#kind=dilated&d=2&step=8"),
    ("channels", "#kind=channels&step=8"),
    ("grouped", "#kind=grouped&step=8"),
    ("depthwise", "#kind=depthwise&step=8"),
    ("separable", "#kind=separable&step=8"),
    ("transposed", "#kind=transposed&step=23"),
    ("pooling", "#kind=pooling&step=8"),
    ("line", "#kind=line&step=8"),
    ("costs", "#kind=grouped&step=8&panel=cost"),
    ("field", "#kind=dilated&step=8&panel=field"),
    ("networks", "#kind=depthwise&step=8&panel=networks"),
    ("code", "#kind=grouped&step=8&panel=code"),
];

/// The windows that are photographed.
pub const WINDOWS: [Window; 2] = [Window::DESK, Window::PHONE];

/// `prefers-color-scheme` and the names of the themes.
pub const THEMES: [&str; 2] = ["light", "dark"];

/// The short name of a language and what `<html lang>` says.
pub const LANGUAGES: [(&str, &str); 2] = [("en", "en"), ("zh", "zh-Hans")];

/// The links whose animation is measured, by name. Links without a step play by themselves.
pub const PLAYED: &[(&str, &str)] = &[
    ("shared", ""),
    ("dilated", "#kind=dilated&d=2"),
    ("grouped", "#kind=grouped"),
    // As many cells as are drawn one by one.
    ("cells", "#n=40&in=cat&speed=4"),
    ("channels", "#kind=channels&cin=8&cout=8&n=12"),
    ("pixels", "#n=64&k=7&p=3&in=cat&speed=4"),
    // The largest layers that are taught with.
    ("channels-16", "#kind=channels&n=16&cin=8&cout=8"),
    ("grouped-16", "#kind=grouped&n=16&cin=8&cout=8&g=2"),
    ("depthwise-16", "#kind=depthwise&n=16&cin=8&cout=8"),
    ("separable-16", "#kind=separable&n=16&cin=8&cout=8"),
    ("local-16", "#kind=local&n=16"),
    ("dense-16", "#kind=dense&n=16"),
    ("transposed-16", "#kind=transposed&n=16"),
    ("pooling-16", "#kind=pooling&n=16&cin=8"),
    ("line-64", "#kind=line&n=64"),
    ("wide", "#kind=channels&cin=1024&cout=8&n=64&in=cat&speed=4"),
];
