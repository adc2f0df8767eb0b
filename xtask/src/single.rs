//! The single file, `dist/convoscope.html`: the site's programs in one, and all that they read, for a folder without a server, a
//! sandbox, an attachment.
//!
//! Modules and files beside the page are blocked there, so that its scripts are classic ones and everything is in the file.
//! Bytes in a page are base64, which gzip takes back to 1.01 of what was encoded, and cannot make smaller. So all that is not script is
//! compressed before: sorted ([`streams`]) and as LZMA, together a quarter smaller than with gzip, which 2 KB of script undo
//! (`static/single.js`).

use std::fs;
use std::io::Write;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};

use crate::command::Run;
use crate::own_std::Std;
use crate::tools::{self, Tools};
use crate::{embed, imports, paths, streams};

/// Its name in `dist/`.
pub const NAME: &str = "convoscope.html";
/// The program's name in Cargo.toml.
const PROGRAM: &str = "single";

/// Something that the file carries: its name and its bytes.
type Part = (String, Vec<u8>);

/// Builds the program and writes the file.
///
/// # Errors
/// If the program cannot be built, or something that belongs into the file is not there.
pub fn make(dist: &Path, tools: &Tools, library: Std) -> Result<(), String> {
    println!("Building the single file ...");
    let page = read(&paths::root().join("index.html"))?;
    let (wasm, glue) = program(&page, tools, library)?;
    let parts = parts(&wasm, dist)?;
    let script = |name: &str| read(&paths::root().join("static").join(name));
    let html =
        html(&page, &script("icon.svg")?, &script("crash.js")?, &[starter(&glue)?, script("single.js")?], &parts)?;
    let file = dist.join(NAME);
    fs::write(&file, html).map_err(|error| format!("writing {}: {error}", file.display()))
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("reading {}: {error}", file.display()))
}

/// The program's WASM and its script, made as Trunk makes those of the site.
fn program(page: &str, tools: &Tools, library: Std) -> Result<(Vec<u8>, String), String> {
    let build = Run::line("cargo build --release --offline --target").args([tools::BROWSER, "--bin", PROGRAM]);
    library.apply(tools::for_browser(build)).without("RUST_BACKTRACE").run()?;
    let built = paths::target().join(tools::BROWSER).join(format!("release/{PROGRAM}.wasm"));
    let folder = paths::target().join(PROGRAM);
    let bindgen = Run::line("wasm-bindgen --target no-modules --no-typescript --out-dir").args([&folder, &built]);
    bindgen.tools(tools.folders()).run()?;
    let (wasm, script) = (folder.join(format!("{PROGRAM}_bg.wasm")), folder.join(format!("{PROGRAM}.js")));
    let output = format!("--output={}", wasm.display());
    let optimise = Run::program("wasm-opt").args(passes(page)?).args(["--strip-debug", "--strip-producers"]);
    optimise.args([wasm.as_os_str(), output.as_ref()]).tools(tools.folders()).run()?;
    imports::shorten(&wasm, &script)?;
    let bytes = fs::read(&wasm).map_err(|error| format!("reading {}: {error}", wasm.display()))?;
    Ok((bytes, read(&script)?))
}

/// What wasm-opt is told for the page's own program.
fn passes(page: &str) -> Result<impl Iterator<Item = &str>, String> {
    let (_, rest) = page.split_once("data-wasm-opt-params=\"").ok_or("index.html has no data-wasm-opt-params")?;
    Ok(rest.split('"').next().unwrap_or_default().split_whitespace())
}

/// The program in pieces, then the style of the page and of the figure alone, and the texts under the names that they are looked for.
fn parts(wasm: &[u8], dist: &Path) -> Result<Vec<Part>, String> {
    let source = paths::root();
    let pieces = streams::sorted(wasm).ok_or("the program has instructions that streams.rs does not know")?;
    let mut parts = vec![("head".to_owned(), pieces.head)];
    parts.extend(pieces.streams.into_iter().enumerate().map(|(kind, stream)| (kind.to_string(), stream)));
    parts.push(("tail".to_owned(), pieces.tail));
    let style = embed::plain(&read(&source.join("static/style.css"))?);
    parts.push(("page".to_owned(), style.into_bytes()));
    let figure = files(dist)?.into_iter().find(|name| name.starts_with("embed") && name.ends_with(".css"));
    let figure = read(&dist.join(figure.ok_or("dist/ has no style of the embedded figure")?))?;
    parts.push(("figure".to_owned(), figure.into_bytes()));
    for name in ["src/i18n/chapters.en.html", "src/i18n/chapters.zh.html", "src/spec/pictures/pictures.html"] {
        let html = read(&source.join(name))?;
        let (id, text) = carried(&html).ok_or_else(|| format!("{name} is not one script with an id"))?;
        parts.push((id.to_owned(), text.as_bytes().to_vec()));
    }
    let networks = source.join("static/networks");
    for name in files(&networks)? {
        parts.push((format!("networks/{name}"), read(&networks.join(&name))?.into_bytes()));
    }
    Ok(parts)
}

/// The id and the text of a script that holds data.
fn carried(html: &str) -> Option<(&str, &str)> {
    let (tag, rest) = html.split_once('>')?;
    let id = tag.split_once("id=\"")?.1.strip_suffix('"')?;
    Some((id, rest.split_once("</script>")?.0))
}

/// The names of the files in a folder, sorted.
fn files(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("reading {}: {error}", folder.display()))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

/// wasm-bindgen's script as a function, which starts the program once more each time, and without the line that asks where it was
/// loaded from: from nowhere.
///
/// Yew numbers its roots and its listeners and writes the numbers on the elements; the names that it writes them under have to differ
/// from one start to the next, as they do in the programs of the site ([`crate::later`]).
fn starter(glue: &str) -> Result<String, String> {
    const LINE: &str = "script_src = new URL(document.currentScript.src, location.href).toString();";
    let mut glue = glue.to_owned();
    let changes = ["listener_id", "subtree_id", "subtree_cache_key"]
        .map(|name| (format!(".__yew_{name}"), format!("[`__${{program}}_{name}`]"), 2));
    for (old, new, times) in changes.into_iter().chain([(LINE.to_owned(), String::new(), 1)]) {
        if glue.matches(&old).count() != times {
            return Err(format!(
                "wasm-bindgen's script does not have {old:?} as often as expected: is it another one?"
            ));
        }
        glue = glue.replace(&old, &new);
    }
    Ok(format!("const glue = (program) => {{\n{glue}\nreturn wasm_bindgen;\n}};"))
}

/// The file: the page's head without what Trunk puts in, the scripts and the packed parts in it, and its body.
fn html(page: &str, icon: &str, crash: &str, scripts: &[String], parts: &[Part]) -> Result<String, String> {
    let own = without_sentence(&without_comments(page));
    let own: Vec<&str> = own
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.contains("data-trunk") && !line.contains("name=\"later\""))
        .collect();
    let own = own.join("\n");
    let (head, body) = own.split_once("</head>").ok_or("index.html has no </head>")?;
    let whole: usize = parts.iter().map(|(_, bytes)| bytes.len()).sum();
    let list: String = parts.iter().map(|(name, bytes)| format!(" {name} {}", bytes.len())).collect();
    let bytes: Vec<u8> = parts.iter().flat_map(|(_, bytes)| bytes).copied().collect();
    Ok(format!(
        "{head}<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\" />\n<script>{}</script>\n\
         <script type=\"text/plain\" id=\"packed\" data-parts=\"{whole}{list}\">{}</script>\n<script>{}</script>\n</head>{body}\n",
        STANDARD.encode(icon),
        inline(crash),
        STANDARD.encode(pack(&bytes)?),
        inline(&scripts.join("\n")),
    ))
}

/// The page without the sentence that its style keeps out of sight for a while: here style comes with the scripts, or not at all.
fn without_sentence(html: &str) -> String {
    let Some((before, rest)) = html.split_once("<p class=\"blocked\">") else { return html.to_owned() };
    before.to_owned() + rest.split_once("</p>").map_or("", |(_, after)| after)
}

fn without_comments(html: &str) -> String {
    let mut pieces = html.split("<!--");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| out + piece.split_once("-->").map_or("", |(_, after)| after))
}

/// A script as it may stand in a page: no end of a script and no beginning of a comment in it; and without the white space and the
/// comments at the beginning of its lines.
fn inline(js: &str) -> String {
    let lines = js.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")
}

/// LZMA without a header and an end, as `static/single.js` expects it.
fn pack(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let options = LzmaOptions {
        dict_size: 1 << 21,
        lc: 3,
        lp: 0,
        pb: 0,
        mode: EncodeMode::Normal,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        mf: MfType::Bt4,
        depth_limit: 1000,
        preset_dict: None,
    };
    let packed = LzmaWriter::new_no_header(Vec::new(), &options, false)
        .and_then(|mut writer| writer.write_all(bytes).map(|()| writer))
        .and_then(LzmaWriter::finish);
    packed.map_err(|error| format!("packing the single file: {error}"))
}

#[cfg(test)]
mod tests {
    use super::{STANDARD, carried, html, inline, pack, passes, starter};
    use base64::Engine;
    use lzma_rust2::LzmaReader;
    use std::io::Read;

    fn unpack(packed: &[u8], size: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut reader = LzmaReader::new(packed, size as u64, 3, 0, 0, 1 << 21, None).expect("the parameters are good");
        reader.read_to_end(&mut bytes).expect("what was packed can be unpacked");
        bytes
    }

    #[test]
    fn what_is_packed_comes_out_as_it_was() {
        let mut seed = 1_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        let repeats = b"a kernel slides over a picture, a kernel slides ".repeat(300);
        for bytes in [repeats, (0..5000).map(|_| noise()).collect(), vec![0; 70_000], b"x".to_vec()] {
            let packed = pack(&bytes).expect("there is nothing to fail");
            assert_eq!(unpack(&packed, bytes.len()), bytes);
        }
    }

    #[test]
    fn a_script_in_a_page_neither_ends_it_nor_begins_a_comment() {
        let js = "{\n  // said\n  const a = '</script><!--';\n\n  b = 1 // 2\n}";
        assert_eq!(inline(js), "{\nconst a = '<\\/script><\\!--';\nb = 1 // 2\n}");
    }

    #[test]
    fn the_file_has_the_page_s_own_words_and_nothing_that_is_loaded() {
        let page = "<html>\n<head>\n<title>T</title>\n<!-- two\nlines -->\n<link data-trunk href=\"a.css\" />\n\
                    <meta name=\"later\" content=\"./b.js\" />\n</head>\n<body>\n\
                    <p class=\"blocked\">\nNot yet.\n</p>\n</body>\n</html>";
        let parts = [("wasm".to_owned(), vec![7; 3]), ("style".to_owned(), b"p {}".to_vec())];
        let file = html(page, "<svg/>", "crash()", &["glue()".into(), "start()".into()], &parts).expect("it is a page");
        let packed = STANDARD.encode(pack(&[&[7; 3], b"p {}".as_slice()].concat()).expect("there is nothing to fail"));
        assert_eq!(
            file,
            format!(
                "<html>\n<head>\n<title>T</title>\n<link rel=\"icon\" href=\"data:image/svg+xml;base64,PHN2Zy8+\" />\n\
                 <script>crash()</script>\n<script type=\"text/plain\" id=\"packed\" data-parts=\"7 wasm 3 style 4\">{packed}</script>\n\
                 <script>glue()\nstart()</script>\n</head>\n<body>\n</body>\n</html>\n"
            )
        );
    }

    #[test]
    fn data_is_known_by_its_id() {
        assert_eq!(carried("<script type=\"text/plain\" id=\"a\">\nb: c\n</script>\n"), Some(("a", "\nb: c\n")));
        assert_eq!(carried("<p>none</p>"), None);
    }

    #[test]
    fn each_start_has_its_own_names_on_elements() {
        let names = "x.__yew_listener_id; x.__yew_subtree_id; x.__yew_subtree_cache_key;\n".repeat(2);
        let line = "script_src = new URL(document.currentScript.src, location.href).toString();";
        let own = "x[`__${program}_listener_id`]; x[`__${program}_subtree_id`]; x[`__${program}_subtree_cache_key`];\n";
        let script = starter(&format!("{names}{line}")).expect("it is as wasm-bindgen writes it");
        assert_eq!(script, format!("const glue = (program) => {{\n{}\nreturn wasm_bindgen;\n}};", own.repeat(2)));
    }

    #[test]
    fn another_wasm_bindgen_or_page_is_noticed() {
        assert!(starter("script_src = elsewhere;").is_err());
        assert!(passes("<link />").is_err());
        assert_eq!(
            passes("a data-wasm-opt-params=\"-Oz  --x\" b").map(|words| words.collect()),
            Ok(vec!["-Oz", "--x"])
        );
    }
}
