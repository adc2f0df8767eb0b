//! Where the page was opened from, and the addresses that follow from that.

/// The name of the single file.
pub const SINGLE: &str = "convoscope.html";

/// The place of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The page, without query and fragment.
    pub page: String,
    /// The folder that the site's other files are in, with a slash at its end; empty if there is none.
    pub folder: String,
    /// True if the page is the single file, which nothing lies beside.
    pub single: bool,
    /// True if others can open it: not from a file, nor from this machine's own server.
    pub public: bool,
}

impl Site {
    /// From the page's whole address.
    pub fn of(address: &str) -> Self {
        let page = address.split(['?', '#']).next().unwrap_or_default();
        let page = page.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(page);
        let scheme = page.split_once("://");
        let served = scheme.is_some_and(|(scheme, _)| matches!(scheme, "http" | "https"));
        let host = scheme.map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
        let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
        let own = name.is_empty() || name == "localhost" || name.starts_with("127.") || name.starts_with("[::1]");
        // What is behind the last slash of the path is the page itself; the two slashes of the scheme are no folder.
        let folder = scheme
            .map_or("", |(scheme, rest)| rest.rfind('/').map_or("", |slash| &page[..scheme.len() + 3 + slash + 1]));
        Self {
            page: page.to_owned(),
            folder: folder.to_owned(),
            single: page.ends_with(SINGLE),
            public: served && !own,
        }
    }

    /// The address of the page that shows a link.
    pub fn with(&self, link: &str) -> String {
        if link.is_empty() { self.page.clone() } else { format!("{}#{link}", self.page) }
    }

    /// The address of the figure without a page around it, up to its link.
    pub fn figure(&self) -> String {
        if self.single { format!("{}?ui=bare", self.page) } else { self.file("embed.html") }
    }

    /// The address of a file of the site.
    pub fn file(&self, name: &str) -> String {
        format!("{}{name}", self.folder)
    }
}
