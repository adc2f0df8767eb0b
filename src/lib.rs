//! Convoscope: an interactive visualiser of the kinds of convolution.
//!
//! A kernel slides over a real picture; stride, padding, dilation, channels and groups can be changed; every cell can be pointed at.
//! Every number on the screen comes from the engine in [`conv`].
//!
//! # The path of the data
//!
//! ```text
//!  link, keys, pointer, controls ──> Action ──> State { plan, clock, focus, ... }
//!                                                 │
//!                                                 v
//!         Spec ──Plan::new──> Plan ──Frame::new(Moment, Focus)──> Frame ──compose──> Scene ─┬─> canvas   pixels
//!                may fail                                                 View              └─> svg      text
//! ```
//!
//! | step | takes | gives | can it fail |
//! | --- | --- | --- | --- |
//! | [`link::read`] | text | a [`link::Link`] and notices | no: clamps, falls back, says so |
//! | [`spec::Spec::check`] | a spec | a [`conv::Geometry`] | yes, [`spec::SpecError`]: the only gate |
//! | [`timeline::Plan::new`] | a spec | a [`timeline::Plan`]: tensors and results | through the same gate |
//! | [`timeline::Frame::new`] | plan, [`timeline::Moment`], [`timeline::Focus`] | what is true at one instant | no |
//! | [`stage::compose`] | a frame, a [`stage::View`] | a [`stage::Picture`]: a [`scene::Scene`] and where its cells are | no |
//! | [`matrix::Matrix`] | geometry and weights | the layer as one matrix: a scene, and where its entries are | no |
//! | painters | a scene | a picture | no |
//!
//! Everything on the screen is a function of the spec and of time. Any step can be shown without the steps before it, so
//! playing, stepping back, scrubbing and a link to step 17 cannot disagree.
//!
//! # One relation
//!
//! Which numbers meet is defined once, as the [`conv::Link`]s of a [`conv::Geometry`]: *(output, weight, input)*. The reference engine
//! sums over them; the stage, the pointing in all three directions, the weight matrix, the equation and the counts read them; the
//! fast engine, and the small one that the page is built with ([`conv::slim`]), must agree with them to the bit.
//!
//! A plan has one [`timeline::Pass`], a depthwise separable layer two: what the first gives is what the second reads. Steps, outputs
//! and weights are counted through all passes.
//!
//! # What the download holds
//!
//! The WASM has a tight budget (`cargo xtask build` prints it). So the words of the chapters and the pictures stand in `index.html`,
//! which the page reads at its start, markup is built step by step (`ui::node`), and the standard library is compiled with the page
//! (`xtask/src/own_std.rs`); a panic is then a trap, and `static/crash.js` shows a way on.
//!
//! # The second program, and the one for sharing
//!
//! What stands below the figure, the panels, is a program of its own (`src/panels_main.rs`), from the same package: the same engine, links
//! and words, with [plotters](chart) and what only the panels need. `static/later.js` loads it when the page first has a place for a panel.
//!
//! ```text
//!  page's State ──link, panel's own text──> attributes of the place ──> panels::Place ──> panels::State ──> costs, stack, networks, call
//!       ^                                                                                      │                    │
//!       └──Action::Panel, or the address <── event, link <── panels::Ask <─────────────────────┘        Scene ──> SVG in the page
//! ```
//!
//! What the figure is shared with, over the page, is such a program as well (`src/share_main.rs`), with its own place: it needs the
//! stage, which the panels do without. Texts that are pasted elsewhere are [`share`]'s; files that leave the page, and words for
//! them, are made in [`export`]: without a browser, but for the pixels of a PNG or GIF.
//!
//! What a panel is set to is part of the page's link ([`link::is_panel`]), so the page keeps it, and the panels are a function of what
//! the page says. If such a program fails, the page goes on.
//!
//! # The single file
//!
//! `dist/convoscope.html` holds all of these programs as one (`src/single_main.rs`), packed with all that they read
//! (`xtask/src/single.rs`), and starts it once for each that is wanted (`static/single.js`). There is one thing that it leaves out: it
//! does not read code that is pasted.
//!
//! # Where things are
//!
//! The order of the modules is the direction of imports: **a module imports only from modules above it** (a test holds
//! this). What a key means stands in [`keys`], the formulas beside the figure in [`readout`], the one in letters in [`general`], what stands
//! under the figure in some chapters in [`lab`] and [`field`]. [`i18n`] and [`conv`] and [`scene`] know nothing of each other. `web` and `ui` exist only in a browser's build; all
//! that decides something is above them and tested natively.
//!
//! | to add | the place | and then |
//! | --- | --- | --- |
//! | a chapter | a variant of [`spec::Kind`] and its place in [`spec::Kind::ALL`] | the compiler asks for its id, start, control and stage, a test for its words in each language |
//! | a setting | a variant of [`spec::Setting`], a field of [`spec::Spec`] | field, slider, link and tests walk [`spec::Setting::ALL`] |
//! | a picture under the stage | a variant of [`stage::aside::Aside`], a `question` in the chapter's words | its fields are slots of [`spec::Slots`] |
//! | a picture, a kernel | a variant of [`spec::Picture`] or [`spec::Filter`] | the list and the link walk `ALL` |
//! | a key of the link | an entry of [`link::KEYS`] | the tests read and write it |
//! | a language | a file in `i18n/`, a variant of [`i18n::Lang`] | the compiler lists every missing sentence |
//! | a shape | a variant of [`scene::Shape`] | both painters stop compiling |
//! | a chart | lines and bars for [`chart::Chart`] | [`costs::picture`] is the one to copy |
//! | what leaves the page as a file | a module of [`export`] | its words in [`i18n::panels::export`] |
//! | a way of sharing | a variant of [`share::Form`] | the compiler asks for its text, a test for its golden one |
//! | a panel | a word in [`link::PANELS`], its name in `ui::below`, a function in `ui::panels` | its words in [`i18n::panels`] |

// Words, numbers, shapes.
pub mod i18n;

pub mod conv;

pub mod scene;

// What is asked, and when what is true.
pub mod spec;

pub mod lab;

pub mod field;

pub mod timeline;

// What is seen.
pub mod stage;

pub mod matrix;

pub mod contrast;

// What happens.
pub mod link;

pub mod state;

pub mod keys;

pub mod readout;

pub mod general;

// The second program: what it costs, how far it sees, the layers of real networks, the layer as code, what is taken elsewhere.
pub mod chart;

pub mod costs;

pub mod call;

pub mod networks;

pub mod stack;

pub mod export;

pub mod share;

pub mod panels;

// The third program: a figure in somebody else's page.
pub mod embed;

// The browser's build only.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub mod web;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub mod ui;

/// Both programs are small and short of bytes: the standard library's allocator would be the larger one.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
