//! A program to run: shown when it fails, with a time limit where it may hang, never waiting for the keyboard.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often a program with a time limit is asked whether it has ended.
const POLL: Duration = Duration::from_millis(100);

/// One program with its arguments, run in the checkout unless told otherwise.
pub struct Run {
    command: Command,
    /// As one would type it.
    shown: String,
    limit: Option<Duration>,
}

impl Run {
    /// A program and its arguments, given as one would type them: `Run::line("cargo fmt --all")`.
    pub fn line(line: &str) -> Self {
        let mut words = line.split_whitespace();
        let program = words.next().expect("every command line in this program names a program");
        Self::program(program).args(words)
    }

    /// A program by name or path, without arguments yet.
    pub fn program(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program.as_ref());
        command.current_dir(super::paths::root()).stdin(Stdio::null());
        Self { command, shown: program.as_ref().display().to_string(), limit: None }
    }

    /// Adds arguments.
    pub fn args<Word: AsRef<OsStr>>(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        for word in words {
            self.shown = format!("{} {}", self.shown, word.as_ref().display());
            self.command.arg(word);
        }
        self
    }

    /// Sets an environment variable, which is shown too: it is needed to repeat the command.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.shown = format!("{name}='{}' {}", value.as_ref().display(), self.shown);
        self.command.env(name, value);
        self
    }

    /// Puts folders in front of PATH.
    pub fn tools<'a>(mut self, folders: impl IntoIterator<Item = &'a Path>) -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = folders.into_iter().map(Path::to_path_buf).chain(std::env::split_paths(&path));
        let joined = std::env::join_paths(folders).expect("no tool's folder has a colon in its name");
        self.command.env("PATH", joined);
        self
    }

    /// Takes a variable out of the environment.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs in another folder than the checkout.
    pub fn inside(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Ends the program after this time.
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Runs to the end, output to the terminal.
    ///
    /// # Errors
    /// A sentence with the command, if it could not start, failed, or took too long.
    pub fn run(mut self) -> Result<(), String> {
        let child = self.command.spawn().map_err(|error| self.cannot_start(&error))?;
        self.judge(wait(child, self.limit))
    }

    /// Becomes the program: whoever ends this process ends the program. Returns only if it cannot start.
    ///
    /// # Errors
    /// A sentence with the command.
    #[cfg(unix)]
    pub fn replace(mut self) -> Result<(), String> {
        use std::os::unix::process::CommandExt;
        let error = self.command.exec();
        Err(self.cannot_start(&error))
    }

    /// Where a process cannot become another, runs to the end.
    ///
    /// # Errors
    /// As [`Run::run`].
    #[cfg(not(unix))]
    pub fn replace(self) -> Result<(), String> {
        self.run()
    }

    /// Runs to the end and hands every line of standard output to `see`.
    ///
    /// # Errors
    /// As [`Run::run`].
    pub fn lines(mut self, mut see: impl FnMut(&str)) -> Result<(), String> {
        self.command.stdout(Stdio::piped());
        let mut child = self.command.spawn().map_err(|error| self.cannot_start(&error))?;
        let output = child.stdout.take().expect("standard output was asked for as a pipe");
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|error| format!("reading from `{}`: {error}", self.shown))?;
            see(&String::from_utf8_lossy(&line));
        }
        self.judge(wait(child, self.limit))
    }

    /// Runs to the end with a text on standard input.
    ///
    /// # Errors
    /// As [`Run::run`].
    pub fn input(mut self, text: &str) -> Result<(), String> {
        self.command.stdin(Stdio::piped());
        let mut child = self.command.spawn().map_err(|error| self.cannot_start(&error))?;
        let mut input = child.stdin.take().expect("standard input was asked for as a pipe");
        // A program that ends before it has read everything says why by how it ends.
        let _ = input.write_all(text.as_bytes());
        drop(input);
        self.judge(wait(child, self.limit))
    }

    /// Whether the program is there and ends well; nothing is shown.
    pub fn succeeds(self) -> bool {
        self.answer().is_some()
    }

    /// What the program prints, or nothing if it is not there or fails. For asking about versions.
    pub fn answer(mut self) -> Option<String> {
        let output = self.command.stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn cannot_start(&self, error: &std::io::Error) -> String {
        format!("`{}` could not start: {error}", self.shown)
    }

    fn judge(&self, end: End) -> Result<(), String> {
        match end {
            End::Status(status) if status.success() => Ok(()),
            End::Status(status) => Err(format!("this command failed ({status}):\n  {}", self.shown)),
            End::Late(limit) => {
                Err(format!("this command took longer than {} s and was ended:\n  {}", limit.as_secs(), self.shown))
            }
            End::Lost(error) => Err(format!("waiting for `{}`: {error}", self.shown)),
        }
    }
}

/// How a program ended.
enum End {
    Status(ExitStatus),
    Late(Duration),
    Lost(std::io::Error),
}

fn wait(mut child: Child, limit: Option<Duration>) -> End {
    let started = Instant::now();
    loop {
        let state = if limit.is_some() { child.try_wait() } else { child.wait().map(Some) };
        match (state, limit) {
            (Ok(Some(status)), _) => return End::Status(status),
            (Err(error), _) => return End::Lost(error),
            (Ok(None), Some(limit)) if started.elapsed() > limit => {
                // The process may have ended by itself in between; either way it is over.
                let _ = child.kill();
                let _ = child.wait();
                return End::Late(limit);
            }
            (Ok(None), _) => thread::sleep(POLL),
        }
    }
}
