//! Runs one test on a page of its own and judges what the page said meanwhile.

use std::any::Any;
use std::future::Future;
use std::io::Write;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::LazyLock;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use crate::engine::Unsupported;
use crate::site::{self, Isolation, Site};
use crate::{Outcome, Page};

/// The most that a test may take, as long as the longest and more: a driver that does not answer ends here.
const LIMIT: Duration = Duration::from_secs(300);
/// The most that a photograph may take.
const EXPOSURE: Duration = Duration::from_secs(10);

/// Opens the page with a link (such as `#kind=dilated&step=8`, or nothing) in a fresh browser, waits for its first
/// picture, and runs the test on it.
///
/// # Panics
/// If the test fails, or the page wrote an error to the console or broke the policy. A photograph of the failure is
/// put into `target/e2e/`.
pub fn with_page(link: &str, test: impl AsyncFnOnce(&Page) -> Outcome) {
    with_page_at("/", link, test);
}

/// As [`with_page`], with the site under another path than `/`.
///
/// # Panics
/// As [`with_page`].
pub fn with_page_at(base: &str, link: &str, test: impl AsyncFnOnce(&Page) -> Outcome) {
    println!("the link is {link:?}");
    with_site(base, async |page| {
        page.open(link).await?;
        page.ready().await?;
        test(page).await
    });
}

/// As [`with_page_at`], with nothing opened yet.
///
/// # Panics
/// As [`with_page`].
pub fn with_site(base: &str, test: impl AsyncFnOnce(&Page) -> Outcome) {
    let result = block_on(async {
        let page = Page::start(Site::serve(base, Isolation::None).await?).await?;
        let in_time = async {
            let late = |_| format!("the test took longer than {} s", LIMIT.as_secs()).into();
            timeout(LIMIT, test(&page)).await.unwrap_or_else(|elapsed| Err(late(elapsed)))
        };
        let ended = AssertUnwindSafe(in_time).catch_unwind().await;
        let judged = judge(&page, ended).await;
        match judged {
            Ok(Ok(())) => page.rest().await?,
            _ => page.quit().await?,
        }
        judged.unwrap_or_else(|panic| resume_unwind(panic))
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}

/// Runs a future to its end. All share one runtime: what a browser that rests keeps open must go on in the next test.
///
/// # Panics
/// If the machine gives no runtime.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.expect("a runtime needs no more than two threads and a few file handles")
    });
    RUNTIME.block_on(future)
}

/// How a test ended: with an outcome, or with an assertion's panic.
type Ended = Result<Outcome, Box<dyn Any + Send>>;

/// Turns a test that ended well into a failure if the page did not; takes a photograph of any failure. A test that
/// wanted what the browser's driver cannot do ended well, if the page did up to there, but is told as skipped.
async fn judge(page: &Page, ended: Ended) -> Ended {
    let skipped = match &ended {
        Ok(Err(failure)) => failure.downcast_ref::<Unsupported>().map(ToString::to_string),
        _ => None,
    };
    let ended = if skipped.is_some() { Ok(Ok(())) } else { ended };
    let complaints = page.complaints().await.unwrap_or_else(|error| vec![error.to_string()]);
    let ended = match ended {
        Ok(Ok(())) if !complaints.is_empty() => Ok(Err("the page complained".into())),
        other => other,
    };
    if !matches!(ended, Ok(Ok(()))) {
        for complaint in complaints {
            eprintln!("the page wrote: {complaint}");
        }
        photograph(page).await;
    } else if let Some(reason) = skipped {
        tell_skipped(&reason);
    }
    ended
}

/// Past the capture of tests' output: nobody reads that of a test that did not fail.
fn tell_skipped(reason: &str) {
    let line = format!("SKIPPED {}: {reason}\n", std::thread::current().name().unwrap_or("page"));
    // Standard output that is closed is nothing that a test could mend.
    let _ = std::io::stdout().write_all(line.as_bytes());
}

/// Under the test's name. A failing photograph must not hide the failure it was to show.
async fn photograph(page: &Page) {
    let name = std::thread::current().name().unwrap_or("page").replace("::", "-");
    let file = site::root().join("target/e2e").join(format!("{}-{name}.png", page.engine()).to_lowercase());
    match timeout(EXPOSURE, page.screenshot(&file)).await {
        Ok(Ok(())) => eprintln!("photograph: {}", file.display()),
        Ok(Err(error)) => eprintln!("no photograph: {error}"),
        Err(_) => eprintln!("no photograph: the browser gives none"),
    }
}
