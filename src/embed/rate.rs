//! How much is said: what comes in at most so often a second, what goes out as well.

use super::value::Value;

/// The most messages of a host that are read in a second.
pub const MOST_IN: usize = 60;
/// The least time between two messages of one type that goes out often, in milliseconds.
pub const PAUSE: f64 = 100.0;

/// Counts what comes in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gate {
    since: f64,
    count: usize,
}

impl Gate {
    /// True if a message at a time in milliseconds is to be read.
    pub fn opens(&mut self, now: f64) -> bool {
        if now - self.since >= 1000.0 || self.count == 0 {
            (self.since, self.count) = (now, 0);
        }
        self.count += 1;
        self.count <= MOST_IN
    }
}

/// A type of message that goes out often: the last one counts, and at most one goes in [`PAUSE`].
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    sent: Option<f64>,
    last: Option<Value>,
    waiting: Option<Value>,
}

impl Outbox {
    /// Takes what is now so; nothing happens if that was said last.
    pub fn put(&mut self, value: Value) {
        self.waiting = (self.last.as_ref() != Some(&value)).then_some(value);
    }

    /// What is to be said at a time in milliseconds.
    pub fn take(&mut self, now: f64) -> Option<Value> {
        if self.wait(now)? > 0.0 {
            return None;
        }
        self.sent = Some(now);
        self.last = self.waiting.take();
        self.last.clone()
    }

    /// How long what waits has to wait from a time on, in milliseconds; `None` if nothing does.
    pub fn wait(&self, now: f64) -> Option<f64> {
        self.waiting.as_ref()?;
        Some(self.sent.map_or(0.0, |sent| (PAUSE - (now - sent)).max(0.0)))
    }
}
