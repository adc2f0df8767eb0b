//! The texts that put a figure into another page, one for each [`Form`].

use super::escape::{html, in_template, markdown, markdown_address};
use super::{Choices, Form, Site, Size, figure_link, joined, page_link};
use crate::i18n::Lang;
use crate::link::Link;

/// What the texts are made from.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// The page's link.
    pub link: &'a Link,
    /// Where the page is.
    pub site: &'a Site,
    /// What the figure shows, short: a name for those who cannot see it.
    pub title: &'a str,
    /// The picture in words, for who cannot see it.
    pub alt: &'a str,
    /// What stands below the picture.
    pub caption: &'a str,
    /// The name of its file, without an ending.
    pub file: &'a str,
    /// Width and height of the picture in CSS pixels.
    pub picture: (u32, u32),
}

/// A text to be pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The text itself.
    pub text: String,
    /// What is needed besides, once for the whole page or site.
    pub once: Option<Once>,
}

/// A text that is needed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// The file that it belongs into; `None` for the page itself.
    pub file: Option<&'static str>,
    /// The text.
    pub text: String,
}

/// The height of a figure that is as wide as its column, in CSS pixels.
const FLUID_HEIGHT: u32 = 420;
/// Where the files of a release are in a site of Jekyll's or Hugo's.
const ASSETS: &str = "/assets/convoscope/";
/// What is needed to run, and to open the full figure.
const SANDBOX: &str = "sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\" allow=\"fullscreen\"";
/// Keys that have nothing left to do in a figure turn the slide.
const KEYS: &str = "<script>
  addEventListener(\"message\", ({ data }) => {
    const key = data?.convoscope === 1 && data.type === \"key\" && data.data?.key;
    const code = { PageUp: 33, PageDown: 34, ArrowLeft: 37, ArrowRight: 39 }[key];
    if (!code) return;
    document.activeElement.blur();
    Reveal.triggerKey(code);
  });
</script>";

/// The text of a form.
pub fn write(form: Form, choices: &Choices, figure: &Figure<'_>) -> Snippet {
    let plain = |text: String| Snippet { text, once: None };
    match form {
        Form::Address => plain(address(choices, figure)),
        Form::MarkdownLink => {
            plain(format!("[{}]({})", markdown(figure.title), markdown_address(&address(choices, figure))))
        }
        Form::HtmlLink => plain(format!("<a href=\"{}\">{}</a>", html(&address(choices, figure)), html(figure.title))),
        Form::Element => element(choices, figure),
        Form::Frame => plain(frame(choices, figure)),
        Form::Jekyll => jekyll(choices, figure),
        Form::Hugo => hugo(choices, figure),
        Form::Reveal => {
            Snippet { text: reveal(choices, figure), once: Some(Once { file: None, text: KEYS.to_owned() }) }
        }
        Form::MarkdownPicture => plain(markdown_picture(choices, figure)),
        Form::HtmlPicture => plain(html_picture(choices, figure)),
    }
}

/// The address of the figure in the page.
pub fn address(choices: &Choices, figure: &Figure<'_>) -> String {
    figure.site.with(&page_link(figure.link, choices.colors))
}

/// The address of the figure alone, for a frame.
fn frame_address(choices: &Choices, figure: &Figure<'_>) -> String {
    let link = joined(&figure_link(figure.link), "theme", choices.colors.theme().map(|theme| theme.id()));
    format!("{}#{}", figure.site.figure(), joined(&link, "start", choices.starts.id()))
}

/// An attribute, or nothing.
fn attribute(name: &str, value: Option<&str>) -> String {
    value.map_or_else(String::new, |value| format!(" {name}=\"{}\"", html(value)))
}

fn height(size: Size) -> u32 {
    size.pixels().map_or(FLUID_HEIGHT, |(_, height)| height)
}

/// The element's attributes for when it plays, its colours and its language.
fn wishes(choices: &Choices, figure: &Figure<'_>) -> String {
    [
        attribute("start", choices.starts.id()),
        attribute("theme", choices.colors.theme().map(|theme| theme.id())),
        attribute("lang", figure.link.lang.map(tag)),
        attribute("src", figure.site.single.then_some(&figure.site.page)),
    ]
    .concat()
}

fn tag(lang: Lang) -> &'static str {
    lang.messages().tag
}

fn element(choices: &Choices, figure: &Figure<'_>) -> Snippet {
    let extent = match choices.size.pixels() {
        Some((_, height)) => format!("height=\"{height}\""),
        None => "ratio=\"12/7\"".to_owned(),
    };
    let text = format!(
        "<convo-scope {extent}{}\n  state=\"{}\"\n  title=\"{}\">\n  <a href=\"{}\">{}</a>\n</convo-scope>",
        wishes(choices, figure),
        html(&figure_link(figure.link)),
        html(figure.title),
        html(&address(choices, figure)),
        html(figure.title),
    );
    let script = html(&figure.site.file("convoscope-embed.js"));
    Snippet { text, once: Some(Once { file: None, text: format!("<script src=\"{script}\" defer></script>") }) }
}

fn frame(choices: &Choices, figure: &Figure<'_>) -> String {
    let width = choices.size.pixels().map_or_else(|| "100%".to_owned(), |(width, _)| width.to_string());
    format!(
        "<iframe src=\"{}\"\n  title=\"{}\"\n  width=\"{width}\" height=\"{}\" frameborder=\"0\" loading=\"lazy\"\n  {SANDBOX}></iframe>",
        html(&frame_address(choices, figure)),
        html(figure.title),
        height(choices.size),
    )
}

/// A slide takes the figure as large as it can be, and loads it with the slide.
fn reveal(choices: &Choices, figure: &Figure<'_>) -> String {
    let (width, height) = choices.size.pixels().unwrap_or((960, 560));
    format!(
        "<section>\n  <iframe data-src=\"{}\"\n    title=\"{}\" width=\"{width}\" height=\"{height}\" frameborder=\"0\"\n    {SANDBOX} data-preload></iframe>\n</section>",
        html(&frame_address(choices, figure)),
        html(figure.title),
    )
}

/// The values that a template is called with.
fn called(choices: &Choices, figure: &Figure<'_>) -> String {
    let value = |name: &str, value: &str| format!(" {name}=\"{}\"", in_template(value));
    [
        value("state", &figure_link(figure.link)),
        value("height", &height(choices.size).to_string()),
        value("title", figure.title),
        choices.starts.id().map_or_else(String::new, |starts| value("start", starts)),
        choices.colors.theme().map_or_else(String::new, |theme| value("theme", theme.id())),
        figure.link.lang.map_or_else(String::new, |lang| value("lang", tag(lang))),
    ]
    .concat()
}

fn jekyll(choices: &Choices, figure: &Figure<'_>) -> Snippet {
    let wish = |name: &str| format!("{{% if include.{name} %}} {name}=\"{{{{ include.{name} }}}}\"{{% endif %}}");
    let file = |name: &str| format!("{{{{ '{ASSETS}{name}' | relative_url }}}}");
    let once = format!(
        "<script src=\"{}\" defer></script>\n<convo-scope state=\"{{{{ include.state | escape_once }}}}\" height=\"{{{{ include.height | default: 420 }}}}\"\n  title=\"{{{{ include.title | escape_once }}}}\"{}{}{}>\n  <a href=\"{}#{{{{ include.state | escape_once }}}}\">{{{{ include.title | escape_once }}}}</a>\n</convo-scope>",
        file("convoscope-embed.js"),
        wish("start"),
        wish("theme"),
        wish("lang"),
        file("index.html"),
    );
    Snippet {
        text: format!("{{% include convoscope.html{} %}}", called(choices, figure)),
        once: Some(Once { file: Some("_includes/convoscope.html"), text: once }),
    }
}

fn hugo(choices: &Choices, figure: &Figure<'_>) -> Snippet {
    let wish = |name: &str| format!("{{{{ with .Get \"{name}\" }}}} {name}=\"{{{{ . }}}}\"{{{{ end }}}}");
    let file = |name: &str| format!("{{{{ \"{}{name}\" | relURL }}}}", ASSETS.trim_start_matches('/'));
    let once = format!(
        "{{{{- $state := .Get \"state\" | htmlUnescape -}}}}\n{{{{- $title := .Get \"title\" | htmlUnescape -}}}}\n<script src=\"{}\" defer></script>\n<convo-scope state=\"{{{{ $state }}}}\" height=\"{{{{ .Get \"height\" | default \"420\" }}}}\"\n  title=\"{{{{ $title }}}}\"{}{}{}>\n  <a href=\"{}#{{{{ $state | safeURL }}}}\">{{{{ $title }}}}</a>\n</convo-scope>",
        file("convoscope-embed.js"),
        wish("start"),
        wish("theme"),
        wish("lang"),
        file("index.html"),
    );
    Snippet {
        text: format!("{{{{< convoscope{} >}}}}", called(choices, figure)),
        once: Some(Once { file: Some("layouts/shortcodes/convoscope.html"), text: once }),
    }
}

fn markdown_picture(choices: &Choices, figure: &Figure<'_>) -> String {
    format!(
        "[![{}]({}.svg \"{}\")]({})",
        markdown(figure.alt),
        markdown_address(figure.file),
        markdown(figure.caption),
        markdown_address(&address(choices, figure)),
    )
}

fn html_picture(choices: &Choices, figure: &Figure<'_>) -> String {
    let (width, height) = figure.picture;
    format!(
        "<figure>\n  <a href=\"{}\">\n    <img src=\"{}.svg\" width=\"{width}\" height=\"{height}\"\n      alt=\"{}\"></a>\n  <figcaption>{}</figcaption>\n</figure>",
        html(&address(choices, figure)),
        html(figure.file),
        html(figure.alt),
        html(figure.caption),
    )
}
