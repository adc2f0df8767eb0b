//! What leaves the page: words, stills, loops, archives, sheets for print.

mod caption;
mod gif;
mod raster;
mod still;
mod zip;

use convoscope::export::Figure;
use convoscope::link;
use convoscope::spec::Kind;

/// The figure of a link.
fn figure(link: &str) -> Figure {
    let (link, notices) = link::read(link);
    assert_eq!(notices, [], "the link has nothing to be changed");
    Figure::new(&link).expect("a link that was read can be computed")
}

/// Every chapter's start, and settings beside them.
fn links() -> Vec<String> {
    let starts = Kind::ALL.into_iter().map(|kind| format!("kind={}", kind.id()));
    let others = [
        "kind=grouped&g=1",
        "kind=grouped&g=4&bias=0",
        "kind=grouped&cin=64&cout=64&g=32",
        "kind=flipped&flip=0",
        "kind=shared&flip=1&k=1",
        "kind=shared&n=7x12&k=3x5",
        "kind=strided&s=2x1&p=1,0&n=9",
        "kind=strided&s=1&p=0",
        "kind=strided&p=1,2,0,1&pad=reflect",
        "kind=strided&pad=circular",
        "kind=dilated&d=2x1",
        "kind=dilated&d=1",
        "kind=depthwise&cout=8",
        "kind=separable&s=2&p=1&bias=1",
        "kind=transposed&p=1&s=3",
        "kind=pooling&pool=mean&cin=3",
        "kind=pooling&k=3&s=2&p=1",
        "kind=line&d=2&p=2,1",
        "kind=line&s=2&p=1&pad=replicate",
        "kind=dense&n=6&bias=1",
        "kind=local&cin=2&cout=2&n=5",
    ];
    starts.chain(others.map(str::to_owned)).collect()
}
