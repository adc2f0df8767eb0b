//! Files in one archive, and the stills of a figure in one.
//!
//! The writer is this file: files are stored as they are, which is all that an archive needs to be opened anywhere. A packer would
//! cost more bytes of the program than this and its sums together, for files that are made on the spot and sent nowhere.

use super::still::{self, Look};
use super::{Figure, caption};
use crate::i18n::Lang;
use crate::i18n::number::filled;
use crate::i18n::panels::export::Words;
use crate::timeline::Moment;
use std::ops::Range;

/// Stills of an archive at most.
pub const MOST_STILLS: usize = 300;
/// The file with the words.
const CAPTIONS: &str = "captions.txt";

/// At most `most` steps of some: all of them, or the last one of each n, n as small as can be.
pub fn picked(steps: &Range<usize>, most: usize) -> Vec<usize> {
    let each = distance(steps, most);
    steps.clone().filter(|step| (step + 1 - steps.start).is_multiple_of(each) || step + 1 == steps.end).collect()
}

/// How many steps one picture stands for, so that there are at most `most`.
pub fn distance(steps: &Range<usize>, most: usize) -> usize {
    steps.len().div_ceil(most.max(1)).max(1)
}

/// The stills of a figure, one at a time, and in the end the archive: whoever asks can show progress and stop in between.
pub struct Stills<'a> {
    figure: &'a Figure,
    look: Look<'a>,
    steps: Vec<usize>,
    /// From one to the next.
    each: usize,
    next: usize,
    archive: Archive,
}

impl<'a> Stills<'a> {
    /// The complete picture of each of some steps, counted from 0; of more than [`MOST_STILLS`], as [`picked`] says.
    pub fn new(figure: &'a Figure, steps: &Range<usize>, look: Look<'a>) -> Self {
        let (each, steps) = (distance(steps, MOST_STILLS), picked(steps, MOST_STILLS));
        Self { figure, look, steps, each, next: 0, archive: Archive::default() }
    }

    /// How many have been made, and of how many.
    pub fn done(&self) -> (usize, usize) {
        (self.next, self.steps.len())
    }

    /// Makes the next one; false if there is none.
    pub fn advance(&mut self) -> bool {
        let Some(&step) = self.steps.get(self.next) else { return false };
        let svg = still::svg(&self.figure.running(Moment::done(step)), &self.look);
        self.archive.add(&file_name(self.figure, step), svg.as_bytes());
        self.next += 1;
        true
    }

    /// Makes what is left, adds the words in every language, and gives the archive.
    pub fn finish(mut self) -> Vec<u8> {
        while self.advance() {}
        self.archive.add(CAPTIONS, captions(self.figure, &self.steps, self.each).as_bytes());
        self.archive.finish()
    }
}

fn file_name(figure: &Figure, step: usize) -> String {
    format!("{}.svg", figure.file_name(Some(step)))
}

/// The names of the stills, each with its text in every language.
fn captions(figure: &Figure, steps: &[usize], each: usize) -> String {
    let mut out = String::new();
    for lang in Lang::ALL {
        out.push_str(&caption::described_beside(figure.plan(), figure.other(), lang));
        if each > 1 {
            let words = Words::of(lang);
            out += &(words.stop.to_owned() + &filled(words.sheet_every, &[each.to_string()]));
        }
        out.push('\n');
    }
    for &step in steps {
        out.push('\n');
        out.push_str(&file_name(figure, step));
        out.push('\n');
        for lang in Lang::ALL {
            let alt = caption::alt(&figure.running(Moment::done(step)), lang);
            out.push_str(&caption::beside(alt, figure.other(), lang));
            out.push('\n');
        }
    }
    out
}

/// An archive that is being written: below 65,535 files and 4 GB.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    files: Vec<u8>,
    list: Vec<u8>,
    count: u16,
}

/// The first of January 1980, as archives write it: a file made from the same link is the same file.
const DAY: u16 = 0x21;
/// The version that can read it, and the mark that names are UTF-8.
const VERSION: u16 = 20;
const UTF_8: u16 = 1 << 11;

impl Archive {
    /// Adds a file.
    pub fn add(&mut self, name: &str, content: &[u8]) {
        let (start, length) = (self.files.len() as u32, content.len() as u32);
        // What stands before the file and in the list: version, marks, stored, time, day, sum, lengths, length of the name, no more.
        let mut head = Vec::new();
        [VERSION, UTF_8, 0, 0, DAY].into_iter().for_each(|short| head.extend(short.to_le_bytes()));
        [crc(content), length, length].into_iter().for_each(|long| head.extend(long.to_le_bytes()));
        [name.len() as u16, 0].into_iter().for_each(|short| head.extend(short.to_le_bytes()));
        self.files.extend(b"PK\x03\x04");
        self.files.extend(&head);
        self.files.extend(name.as_bytes());
        self.files.extend(content);
        self.list.extend(b"PK\x01\x02");
        self.list.extend(VERSION.to_le_bytes());
        self.list.extend(&head);
        // No remark, the first disk, no attributes.
        self.list.extend([0; 10]);
        self.list.extend(start.to_le_bytes());
        self.list.extend(name.as_bytes());
        self.count += 1;
    }

    /// The whole archive.
    pub fn finish(mut self) -> Vec<u8> {
        let (start, length) = (self.files.len() as u32, self.list.len() as u32);
        self.files.append(&mut self.list);
        self.files.extend(b"PK\x05\x06\0\0\0\0");
        [self.count, self.count].into_iter().for_each(|short| self.files.extend(short.to_le_bytes()));
        [length, start].into_iter().for_each(|long| self.files.extend(long.to_le_bytes()));
        self.files.extend([0; 2]);
        self.files
    }
}

/// The sum that archives check: CRC-32 of IEEE 802.3.
pub fn crc(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 256];
    for (nth, entry) in table.iter_mut().enumerate() {
        *entry = (0..8).fold(nth as u32, |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 });
    }
    !bytes.iter().fold(u32::MAX, |sum, byte| (sum >> 8) ^ table[((sum ^ u32::from(*byte)) & 0xFF) as usize])
}
