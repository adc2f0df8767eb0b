//! The article's pictures: what a reader sees before a figure is live, without scripts, in a feed and on paper.
//!
//! They are drawn from the article itself whenever the site is built, so that no picture shows something else than its
//! figure. The article says what: a figure has its state in `<convo-scope state="...">`, or in `<figure data-state="..."
//! data-part="aside|matrix">` if it is not live; its `<img>` and `<source>` elements name files of their own size, which end
//! in `-light.svg` or `-dark.svg`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::command::Run;
use crate::paths;

/// The folder, below `static/` and `dist/`.
const FOLDER: &str = "post";
/// The languages' files.
const ARTICLES: [&str; 2] = ["en.html", "zh.html"];

/// Draws the pictures of the article into a folder such as `dist/`, where the article itself is or comes to be.
///
/// # Errors
/// If a file cannot be read or written, a state does not read without notices, or a picture belongs to no figure.
pub fn make(dist: &Path) -> Result<(), String> {
    let (from, to) = (paths::root().join("static").join(FOLDER), dist.join(FOLDER));
    let failed = |what: &Path, error: std::io::Error| format!("{}: {error}", what.display());
    let mut orders = String::new();
    for article in ARTICLES {
        let file = from.join(article);
        let html = fs::read_to_string(&file).map_err(|error| failed(&file, error))?;
        for still in stills(&html).map_err(|sentence| format!("{}: {sentence}", file.display()))? {
            let picture = to.join(&still.file);
            let folder = picture.parent().unwrap_or(&to);
            fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
            let Still { link, size, theme, lang, .. } = still;
            orders += &format!("{}\t{link}\t{size}\t{theme}\t{lang}\n", picture.display());
        }
    }
    Run::line("cargo run --quiet --package convoscope --example draw -- -").input(&orders)
}

/// A picture to be drawn.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Still {
    /// Below the article's folder.
    file: String,
    link: String,
    /// Width by height, or by the word of a part.
    size: String,
    theme: &'static str,
    lang: String,
}

/// The pictures that an article names, each with what its figure shows.
fn stills(html: &str) -> Result<BTreeSet<Still>, String> {
    let lang = tags(html, "html").find_map(|tag| attribute(tag, "lang")).ok_or("the article names no language")?;
    let mut all = BTreeSet::new();
    for figure in html.split("<figure").skip(1) {
        let figure = figure.split("</figure>").next().unwrap_or_default();
        let head = figure.split('>').next().unwrap_or_default();
        let live = tags(figure, "convo-scope").find_map(|tag| attribute(tag, "state"));
        let link = live.or_else(|| attribute(head, "data-state"));
        let link = link.ok_or_else(|| format!("a figure has no state: <figure{head}>"))?;
        let images = tags(figure, "img").filter_map(|tag| Some((attribute(tag, "src")?, tag)));
        let sources = tags(figure, "source").filter_map(|tag| Some((attribute(tag, "srcset")?, tag)));
        let before = all.len();
        for (file, tag) in images.chain(sources) {
            let theme = ["light", "dark"].into_iter().find(|theme| file.ends_with(&format!("-{theme}.svg")));
            let theme = theme.ok_or_else(|| format!("{file} does not end in -light.svg or -dark.svg"))?;
            let side = |name| attribute(tag, name).ok_or_else(|| format!("{file} has no {name}"));
            let (width, height) = (side("width")?, side("height")?);
            let size = format!("{width}x{}", attribute(head, "data-part").unwrap_or(height));
            all.insert(Still { file, link: link.clone(), size, theme, lang: lang.clone() });
        }
        if all.len() == before {
            return Err(format!("the figure of {link:?} has no picture of its own"));
        }
    }
    let pictures = html.matches("<img").count() + html.matches("<source").count();
    if all.len() != pictures {
        return Err(format!("{pictures} pictures are named, and {} figures' files: each needs one", all.len()));
    }
    Ok(all)
}

/// The elements of a name, from behind it to the closing bracket.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let rest = html.split('<').filter_map(move |piece| piece.strip_prefix(name));
    rest.filter(|rest| rest.starts_with(char::is_whitespace)).filter_map(|rest| rest.split('>').next())
}

/// An attribute's value, as the browser reads it.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.match_indices(name).find_map(|(at, _)| {
        let own = tag[..at].is_empty() || tag[..at].ends_with(char::is_whitespace);
        tag[at + name.len()..].strip_prefix("=\"").filter(|_| own)
    })?;
    Some(
        start
            .split('"')
            .next()?
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}

#[cfg(test)]
mod tests {
    use super::{Still, attribute, stills};

    const FIGURE: &str = "<html lang=\"zh-Hans\"><figure id=a>
        <convo-scope state=\"kind=dilated&amp;d=2\" title=\"x\"><a href=\"y\"><picture>
        <source media=\"m\" srcset=\"stills/a-dark.svg\" width=\"700\" height=\"400\" />
        <img alt=\"z\" src=\"stills/a-light.svg\" width=\"700\" height=\"400\" /></picture></a></convo-scope></figure>";

    #[test]
    fn a_figure_gives_its_pictures_their_state_size_colours_and_language() {
        let still = |theme| Still {
            file: format!("stills/a-{theme}.svg"),
            link: "kind=dilated&d=2".into(),
            size: "700x400".into(),
            theme,
            lang: "zh-Hans".into(),
        };
        assert_eq!(stills(FIGURE).map(Vec::from_iter), Ok(vec![still("dark"), still("light")]));
        let part = FIGURE.replace("<figure id=a>", "<figure data-part=\"aside\">");
        assert!(stills(&part).is_ok_and(|stills| stills.iter().all(|still| still.size == "700xaside")));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        for (old, new) in [
            (" state=", " stat="),
            ("a-light", "a-bright"),
            (" lang=", " long="),
            ("src=\"stills/a-light", "src=\"stills/a-dark"),
            (" height=\"400\" /></picture>", " /></picture>"),
            ("</figure>", "</figure><img src=\"b.svg\" />"),
        ] {
            let broken = FIGURE.replace(old, new);
            assert!(broken != FIGURE && stills(&broken).is_err(), "{old} -> {new}");
        }
    }

    #[test]
    fn an_attribute_is_found_by_its_whole_name() {
        assert_eq!(attribute(" data-state=\"a\" state=\"b&amp;c\"", "state").as_deref(), Some("b&c"));
        assert_eq!(attribute(" data-state=\"a\"", "state"), None);
    }
}
