//! What a figure is shared with: texts that mean in their languages what they are to mean, addresses, QR codes.

use crate::conv::random::Random;
use convoscope::i18n::Lang;
use convoscope::i18n::panels::share::Words;
use convoscope::link::{self, Link};
use convoscope::scene::{Color, Shape};
use convoscope::share::escape::{html, in_template, markdown, markdown_address};
use convoscope::share::snippet::{Figure, Snippet, write};
use convoscope::share::{Choices, Colors, Form, Site, Size, Starts, Still, Tab, figure_link, page_link, qr, title};
use convoscope::spec::Kind;
use convoscope::stage::ThemeName;

const SITE: &str = "https://example.org/convoscope/";

fn snippet_of(text: &str, form: Form, choices: Choices) -> Snippet {
    let link = link::read(text).0;
    let site = Site::of(&format!("{SITE}index.html#{text}"));
    let name = title(&link.spec, Lang::English);
    let figure = Figure {
        link: &link,
        site: &site,
        title: &name,
        alt: "Step 23 of 72: output 3 is \"13\".",
        caption: "Grouped & small",
        file: "convoscope-grouped-step-023",
        picture: (780, 700),
    };
    write(form, &choices, &figure)
}

const GROUPED: &str = "kind=grouped&step=23";

#[test]
fn every_form_has_its_golden_text() {
    let golden = [
        (Form::Address, "https://example.org/convoscope/#kind=grouped&step=23"),
        (Form::MarkdownLink, "[Grouped convolution, 2 groups](https://example.org/convoscope/#kind=grouped&step=23)"),
        (
            Form::HtmlLink,
            "<a href=\"https://example.org/convoscope/#kind=grouped&amp;step=23\">Grouped convolution, 2 groups</a>",
        ),
        (
            Form::Element,
            "<convo-scope height=\"420\"\n  state=\"kind=grouped&amp;step=23\"\n  title=\"Grouped convolution, 2 groups\">\n  \
             <a href=\"https://example.org/convoscope/#kind=grouped&amp;step=23\">Grouped convolution, 2 groups</a>\n\
             </convo-scope>",
        ),
        (
            Form::Frame,
            "<iframe src=\"https://example.org/convoscope/embed.html#kind=grouped&amp;step=23\"\n  \
             title=\"Grouped convolution, 2 groups\"\n  width=\"720\" height=\"420\" frameborder=\"0\" loading=\"lazy\"\n  \
             sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\" allow=\"fullscreen\"></iframe>",
        ),
        (
            Form::Jekyll,
            "{% include convoscope.html state=\"kind=grouped&amp;step=23\" height=\"420\" title=\"Grouped convolution, 2 groups\" %}",
        ),
        (
            Form::Hugo,
            "{{< convoscope state=\"kind=grouped&amp;step=23\" height=\"420\" title=\"Grouped convolution, 2 groups\" >}}",
        ),
        (
            Form::Reveal,
            "<section>\n  <iframe data-src=\"https://example.org/convoscope/embed.html#kind=grouped&amp;step=23\"\n    \
             title=\"Grouped convolution, 2 groups\" width=\"720\" height=\"420\" frameborder=\"0\"\n    \
             sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\" allow=\"fullscreen\" data-preload></iframe>\n</section>",
        ),
        (
            Form::MarkdownPicture,
            "[![Step 23 of 72: output 3 is \\\"13\\\".](convoscope-grouped-step-023.svg \"Grouped &amp; small\")]\
             (https://example.org/convoscope/#kind=grouped&step=23)",
        ),
        (
            Form::HtmlPicture,
            "<figure>\n  <a href=\"https://example.org/convoscope/#kind=grouped&amp;step=23\">\n    \
             <img src=\"convoscope-grouped-step-023.svg\" width=\"780\" height=\"700\"\n      \
             alt=\"Step 23 of 72: output 3 is &quot;13&quot;.\"></a>\n  \
             <figcaption>Grouped &amp; small</figcaption>\n</figure>",
        ),
    ];
    assert_eq!(golden.map(|(form, _)| form), Form::ALL);
    for (form, text) in golden {
        assert_eq!(snippet_of(GROUPED, form, Choices::default()).text, text, "{form:?}");
    }
}

#[test]
fn what_is_needed_once_is_said_where_something_is() {
    let once = |form| snippet_of(GROUPED, form, Choices::default()).once;
    let script = once(Form::Element).expect("the element has a script");
    assert_eq!(script.file, None);
    assert_eq!(script.text, "<script src=\"https://example.org/convoscope/convoscope-embed.js\" defer></script>");
    for (form, file) in
        [(Form::Jekyll, "_includes/convoscope.html"), (Form::Hugo, "layouts/shortcodes/convoscope.html")]
    {
        let once = once(form).expect("the tool has a template");
        assert_eq!(once.file, Some(file));
        for piece in ["convoscope-embed.js", "<convo-scope state=\"{{ ", "start", "theme", "lang", "</convo-scope>"] {
            assert!(once.text.contains(piece), "{form:?} lacks {piece}: {}", once.text);
        }
    }
    for form in [Form::Address, Form::Frame, Form::MarkdownPicture, Form::HtmlPicture] {
        assert_eq!(once(form), None, "{form:?}");
    }
}

#[test]
fn the_single_file_is_what_its_own_texts_name() {
    for address in ["file:///home/a/convoscope.html", "https://example.org/convoscope.html"] {
        let (link, site) = (link::read(GROUPED).0, Site::of(&format!("{address}#{GROUPED}")));
        let (title, alt, caption, file) = ("Grouped", "", "", "a");
        let figure = Figure { link: &link, site: &site, title, alt, caption, file, picture: (1, 1) };
        let text = |form| write(form, &Choices::default(), &figure).text;
        for form in [Form::Frame, Form::Reveal] {
            assert!(text(form).contains(&format!("src=\"{address}?ui=bare#kind=grouped&amp;step=23\"")), "{form:?}");
        }
        assert!(text(Form::Element).starts_with(&format!("<convo-scope height=\"420\" src=\"{address}\"\n")));
    }
}

#[test]
fn choices_are_in_the_texts() {
    let chosen = Choices { size: Size::Tall, starts: Starts::Click, colors: Colors::Dark, ..Choices::default() };
    let text = |form| snippet_of(GROUPED, form, chosen).text;
    assert!(text(Form::Element).starts_with("<convo-scope height=\"480\" start=\"click\" theme=\"dark\"\n"));
    let frame = text(Form::Frame);
    assert!(frame.contains("embed.html#kind=grouped&amp;step=23&amp;theme=dark&amp;start=click\""), "{frame}");
    assert!(frame.contains("width=\"360\" height=\"480\""), "{frame}");
    assert!(text(Form::Jekyll).ends_with("start=\"click\" theme=\"dark\" %}"));
    assert!(text(Form::Hugo).ends_with("start=\"click\" theme=\"dark\" >}}"));
    assert_eq!(text(Form::Address), "https://example.org/convoscope/#kind=grouped&step=23&theme=dark");

    let fluid = Choices { size: Size::Fluid, starts: Starts::Still, ..Choices::default() };
    assert!(
        snippet_of(GROUPED, Form::Element, fluid).text.starts_with("<convo-scope ratio=\"12/7\" start=\"manual\"\n")
    );
    let frame = snippet_of(GROUPED, Form::Frame, fluid).text;
    assert!(frame.contains("width=\"100%\" height=\"420\"") && frame.contains("&amp;start=manual\""), "{frame}");
}

#[test]
fn the_visitor_s_own_colours_are_not_shared_unless_chosen_and_the_language_is() {
    let link = link::read("kind=dilated&step=3&lang=zh-Hans&theme=dark&view=present&panel=cost").0;
    assert_eq!(page_link(&link, Colors::Auto), "kind=dilated&step=3&lang=zh-Hans&panel=cost");
    assert_eq!(page_link(&link, Colors::Light), "kind=dilated&step=3&lang=zh-Hans&theme=light&panel=cost");
    assert_eq!(figure_link(&link), "kind=dilated&step=3&lang=zh-Hans");
    let element = snippet_of("kind=dilated&step=3&lang=zh-Hans&theme=dark", Form::Element, Choices::default()).text;
    assert!(element.starts_with("<convo-scope height=\"420\" lang=\"zh-Hans\"\n"), "{element}");
}

#[test]
fn every_shared_link_opens_the_same_figure() {
    for kind in Kind::ALL {
        for text in [format!("kind={}&step=2", kind.id()), format!("kind={}&step=0&seed=7&bias=0", kind.id())] {
            let link = link::read(&text).0;
            let again = link::read(&figure_link(&link));
            assert_eq!((again.0, again.1.len()), (Link { theme: None, ..link }, 0), "{text}");
        }
    }
}

#[test]
fn the_place_of_the_site_follows_from_the_address() {
    let cases = [
        ("https://e.org/c/index.html?a=1#kind=dilated", "https://e.org/c/", "https://e.org/c/", true),
        ("https://e.org/c/#x", "https://e.org/c/", "https://e.org/c/", true),
        ("https://e.org", "https://e.org", "", true),
        ("https://e.org/convoscope.html#x/y", "https://e.org/convoscope.html", "https://e.org/", true),
        ("http://localhost:8080/", "http://localhost:8080/", "http://localhost:8080/", false),
        ("http://127.0.0.1:8080/a/", "http://127.0.0.1:8080/a/", "http://127.0.0.1:8080/a/", false),
        ("http://[::1]:8080/", "http://[::1]:8080/", "http://[::1]:8080/", false),
        ("file:///home/a/convoscope.html", "file:///home/a/convoscope.html", "file:///home/a/", false),
        ("about:srcdoc", "about:srcdoc", "", false),
        ("blob:https://e.org/1-2", "blob:https://e.org/1-2", "blob:https://e.org/", false),
    ];
    for (address, page, folder, public) in cases {
        let site = Site::of(address);
        assert_eq!((site.page.as_str(), site.folder.as_str(), site.public), (page, folder, public), "{address}");
    }
    assert_eq!(Site::of("https://e.org/index.html").with("step=1"), "https://e.org/#step=1");
    assert_eq!(Site::of("https://e.org/").with(""), "https://e.org/");
}

// ---- escaping ----

/// What an HTML parser makes of the entities that are written.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, end) = after.split_once(';').expect("every & begins an entity");
        let letter = match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => {
                let number = name.strip_prefix('#').and_then(|number| number.parse().ok());
                number.and_then(char::from_u32).unwrap_or_else(|| panic!("&{name};"))
            }
        };
        out.push_str(before);
        out.push(letter);
        rest = end;
    }
    out + rest
}

/// Texts full of signs that mean something somewhere.
fn nasty(random: &mut Random) -> String {
    const SIGNS: &[&str] = &[
        "&",
        "<",
        ">",
        "\"",
        "'",
        "\\",
        "`",
        "{{",
        "}}",
        "{%",
        "%}",
        ">}}",
        "*",
        "_",
        "[",
        "]",
        "(",
        ")",
        "!",
        "#",
        ";",
        "&amp;",
        "&#39;",
        "</script>",
        "-->",
        "]]>",
        "\n",
        "\r",
        "\t",
        "\u{0}",
        " ",
        "=",
        "a",
        "B",
        "7",
        "卷积",
        "é",
        "$",
        "~",
        "|",
        "%20",
        "javascript:",
        "\u{2028}",
        "🟧",
    ];
    let length = random.between(0, 12);
    (0..length).map(|_| random.one_of(SIGNS)).collect()
}

#[test]
fn html_is_read_back_as_it_was_and_leaves_no_attribute_or_tag() {
    let mut random = Random::new(1);
    for _ in 0..5000 {
        let text = nasty(&mut random);
        let written = html(&text);
        assert!(!written.contains(['<', '>', '"', '\'']), "{text:?}: {written}");
        assert_eq!(unescaped(&written), text);
    }
}

#[test]
fn a_template_s_value_stays_one_value() {
    let mut random = Random::new(2);
    for _ in 0..5000 {
        let text = nasty(&mut random);
        let written = in_template(&text);
        assert!(!written.contains(['<', '>', '"', '\'', '{', '}', '%', '\\', '`']), "{text:?}: {written}");
        assert!(!written.contains(char::is_control), "{text:?}: {written}");
        let spaced: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        assert_eq!(unescaped(&written), spaced);
    }
}

/// What a reader of Markdown makes of what is written: backslashes before signs and entities mean the sign.
fn read_markdown(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.push(letters.next().filter(char::is_ascii_punctuation).expect("a sign is escaped")),
            '&' => {
                let entity: String = letters.by_ref().take_while(|&letter| letter != ';').collect();
                out.push_str(&unescaped(&format!("&{entity};")));
            }
            '`' | '*' | '_' | '[' | ']' | '<' | '>' | '"' | '~' | '|' | '$' | '!' | '{' | '}' => {
                panic!("{letter} stands bare in {text:?}")
            }
            _ => out.push(letter),
        }
    }
    out
}

#[test]
fn markdown_means_the_text_itself() {
    let mut random = Random::new(3);
    for _ in 0..5000 {
        let text = nasty(&mut random);
        let spaced: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        assert_eq!(read_markdown(&markdown(&text)), spaced);
        let address = markdown_address(&text);
        let ends = |letter: char| letter.is_whitespace() || letter.is_control() || "()<>\\\"'`{}".contains(letter);
        assert!(!address.contains(ends), "{text:?}: {address}");
    }
}

#[test]
fn whatever_the_words_are_every_text_keeps_its_form() {
    let mut random = Random::new(4);
    let (link, site) = (link::read(GROUPED).0, Site::of(SITE));
    for _ in 0..2000 {
        let words = [(); 3].map(|()| nasty(&mut random));
        let [title, alt, caption] = words.each_ref().map(String::as_str);
        let figure = Figure { link: &link, site: &site, title, alt, caption, file: "a", picture: (1, 1) };
        for form in Form::ALL {
            let text = write(form, &Choices::default(), &figure).text;
            let tags = text.matches('<').count();
            match form {
                Form::Address => assert!(!text.contains(' ')),
                Form::HtmlLink => assert_eq!((tags, text.matches('"').count()), (2, 2), "{text}"),
                Form::Element => assert_eq!((tags, text.matches('"').count()), (4, 8), "{text}"),
                Form::Frame => assert_eq!((tags, text.matches('"').count()), (2, 16), "{text}"),
                Form::Reveal => assert_eq!((tags, text.matches('"').count()), (4, 14), "{text}"),
                Form::HtmlPicture => assert_eq!((tags, text.matches('"').count()), (7, 10), "{text}"),
                Form::Jekyll => assert_eq!((text.matches('%').count(), text.matches('"').count()), (2, 6), "{text}"),
                Form::Hugo => assert_eq!((text.matches("{{").count(), text.matches('"').count()), (1, 6), "{text}"),
                Form::MarkdownLink | Form::MarkdownPicture => assert!(!text.contains('\n'), "{text}"),
            }
        }
    }
}

// ---- the QR code ----

#[test]
fn a_qr_code_is_black_on_white_with_its_quiet_zone() {
    let scene = qr::code(&format!("{SITE}#{GROUPED}")).expect("a short link has a code");
    let [Shape::Pixels { cols, colors, area }] = scene.shapes.as_slice() else { panic!("one picture of pixels") };
    let (side, quiet) = (*cols, qr::QUIET as usize);
    assert_eq!(colors.len(), side * side);
    assert_eq!((area.w, area.h), (scene.width, scene.height));
    assert_eq!((side - 2 * quiet - 17) % 4, 0, "the side of a version");
    let (black, white) = (Color::hex(0), Color::hex(0xFF_FFFF));
    let at = |row: usize, col: usize| colors[row * side + col];
    for nth in 0..side {
        for depth in 0..quiet {
            for (row, col) in [(depth, nth), (nth, depth), (side - 1 - depth, nth), (nth, side - 1 - depth)] {
                assert_eq!(at(row, col), white, "row {row}, column {col}");
            }
        }
    }
    // The three finders: seven black modules along the edge, and none in the fourth corner.
    let edge = |row: usize, col: usize| (0..7).all(|nth| at(row, col + nth) == black);
    let far = side - quiet - 7;
    assert!(edge(quiet, quiet) && edge(quiet, far) && edge(far, quiet) && !edge(far, far));
}

#[test]
fn a_qr_code_is_read_back_as_its_address() {
    for address in
        [format!("{SITE}#{GROUPED}"), format!("{SITE}#{}", "seed=7&".repeat(150)), "https://例子/#分组".into()]
    {
        let scene = qr::code(&address).expect("the address is short enough");
        let [Shape::Pixels { cols, colors, .. }] = scene.shapes.as_slice() else { panic!("one picture of pixels") };
        // As a camera has it: some pixels for each module.
        let (zoom, cols) = (4, *cols);
        let gray = |x: usize, y: usize| colors[y / zoom * cols + x / zoom].r;
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(cols * zoom, cols * zoom, gray);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].decode().expect("the code can be read").1, address);
    }
}

#[test]
fn a_link_that_is_too_long_has_no_code() {
    assert!(qr::code(&"a".repeat(1000)).is_some());
    assert!(qr::code(&"a".repeat(1300)).is_none());
}

// ---- words and picture ----

#[test]
fn every_kind_has_a_name_and_a_value() {
    for lang in Lang::ALL {
        let words = Words::of(lang);
        for kind in Kind::ALL {
            let title = title(&kind.spec(), lang);
            assert!(!title.contains('#') && !title.ends_with(words.comma), "{title}");
        }
        let all = words.tabs.into_iter().chain(words.forms).chain(words.starts_of).chain(words.colors_of);
        assert!(all.into_iter().all(|word| !word.is_empty()));
    }
    let english = |text: &str| title(&link::read(text).0.spec, Lang::English);
    assert_eq!(english("kind=grouped&g=4"), "Grouped convolution, 4 groups");
    assert_eq!(english("kind=grouped&g=1"), "Grouped convolution, 1 group");
    assert_eq!(english("kind=dilated&d=2x3"), "Dilated convolution, rate 2 × 3");
}

#[test]
fn a_still_shows_the_figure_alone_in_the_chosen_colours() {
    for kind in Kind::ALL {
        let link = link::read(&format!("kind={}&step=2", kind.id())).0;
        for theme in [ThemeName::Light, ThemeName::Dark] {
            let still = Still::new(&link, Lang::English, theme).expect("a chapter's start can be computed");
            assert!(still.svg.starts_with("<svg") && still.preview.height < still.scene.height, "{kind:?}");
            assert!(still.scene.width > 300.0 && still.scene.height > 100.0, "{kind:?}");
            assert!(still.scene.shapes.len() > 20, "{kind:?}");
            assert_eq!(still.ground, theme.theme().paper);
            assert!(still.alt.contains(still.title.split(',').next().unwrap_or_default()), "{kind:?}: {}", still.alt);
        }
    }
}

#[test]
fn tabs_go_round() {
    let mut tab = Tab::Link;
    for _ in Tab::ALL {
        tab = tab.beside(true);
        assert_eq!(tab.beside(true).beside(false), tab);
    }
    assert_eq!((tab, tab.beside(false)), (Tab::Link, Tab::Loop));
    for tab in Tab::ALL {
        let choices = Choices { tab, ..Choices::default() };
        for &form in Form::of(tab) {
            assert_eq!(choices.with_form(form).form(), form);
        }
    }
}
