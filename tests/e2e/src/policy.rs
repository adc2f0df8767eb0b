//! The Content-Security-Policy that the site must work under: nothing from elsewhere, no inline code but what the
//! page itself carries, no string turned into code.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy for a page of a site, whose origin is such as `https://example.org`. Its inline scripts are allowed by their
/// hashes; everything else inline is not.
///
/// The origin stands beside `'self'` since that word matches nothing in a sandboxed frame for WebKit.
pub fn for_html(html: &str, site: &str) -> String {
    let hashes: String = inline_scripts(html).map(|script| format!(" 'sha256-{}'", hash(script))).collect();
    [
        "default-src 'none'",
        &format!("script-src 'self' {site} 'wasm-unsafe-eval'{hashes}"),
        &format!("style-src 'self' {site}"),
        &format!("img-src 'self' {site} data: blob:"),
        &format!("connect-src 'self' {site}"),
        "font-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ]
    .join("; ")
}

/// The policy for a page that has the site's pages in frames: as strict, but for the frames.
pub fn for_host(html: &str, site: &str) -> String {
    format!("{}; frame-src 'self'", for_html(html, site))
}

/// The texts between `<script ...>` and `</script>` that are not loaded from a file.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    })
}

fn hash(script: &str) -> String {
    STANDARD.encode(Sha256::digest(script))
}

#[cfg(test)]
mod tests {
    use super::{for_html, inline_scripts};

    #[test]
    fn only_scripts_without_a_file_are_hashed() {
        let html = "<script type=module>one()</script><script src='a.js'></script><script>two()</script>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["one()", "two()"]);
    }

    #[test]
    fn a_script_is_allowed_by_the_hash_of_its_exact_text() {
        let policy = for_html("<script>alert('Hello, world.');</script>", "https://example.org");
        // The example of the Content Security Policy specification, level 3.
        assert!(policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"), "{policy}");
    }
}
