//! Waiting for a condition, with a time limit and never longer than needed.

use std::time::{Duration, Instant};

use crate::{Failure, Outcome};

/// The most a condition may take. Generous: on a busy machine a wait that holds is still right.
pub const LIMIT: Duration = Duration::from_secs(20);
/// The pause between two looks.
const POLL: Duration = Duration::from_millis(20);

/// Looks again and again until `look` gives something.
///
/// # Errors
/// After [`LIMIT`], with `what` was waited for and the last error that `look` gave, if it gave one.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let started = Instant::now();
    loop {
        let seen = look().await;
        match seen {
            Ok(Some(found)) => return Ok(found),
            Ok(None) | Err(_) if started.elapsed() < LIMIT => tokio::time::sleep(POLL).await,
            Ok(None) => return Err(late(what, None)),
            Err(error) => return Err(late(what, Some(error))),
        }
    }
}

fn late(what: &str, error: Option<Failure>) -> Failure {
    let error = error.map(|error| format!(" ({error})")).unwrap_or_default();
    format!("not within {} s: {what}{error}", LIMIT.as_secs()).into()
}
