//! The bytes of a WebAssembly module: numbers, and things with their size before them.

/// The sections of a module, each with its number, after the eight bytes that every module begins with; nothing if it is
/// not made of sections.
pub fn sections(wasm: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let (_, mut rest) = wasm.split_at_checked(8)?;
    let mut sections = Vec::new();
    while let Some((&id, after)) = rest.split_first() {
        let (body, after) = sized(after)?;
        sections.push((id, body));
        rest = after;
    }
    Some(sections)
}

/// An unsigned number of up to 32 bits (LEB128) and what follows it.
pub fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (nth, &byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 127) << (7 * nth);
        if byte < 128 {
            return Some((value, &bytes[nth + 1..]));
        }
    }
    None
}

/// Writes a number as [`number`] reads it.
pub fn push_number(to: &mut Vec<u8>, mut value: usize) {
    while value >= 128 {
        to.push((value % 128) as u8 | 128);
        value /= 128;
    }
    to.push(value as u8);
}

/// Bytes with their count before them, and what follows.
pub fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (count, rest) = number(bytes)?;
    rest.split_at_checked(count)
}

/// Writes bytes as [`sized`] reads them.
pub fn push_sized(to: &mut Vec<u8>, bytes: &[u8]) {
    push_number(to, bytes.len());
    to.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::{number, push_number};

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for value in [0, 1, 127, 128, 300, 70_000, u32::MAX as usize] {
            let mut bytes = Vec::new();
            push_number(&mut bytes, value);
            assert_eq!(number(&bytes), Some((value, [].as_slice())));
        }
        assert_eq!(number(&[128]), None);
    }
}
