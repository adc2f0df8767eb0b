//! Numbers as the page writes and reads them: a true minus, at most two decimals, commas only in prose.
//!
//! By whole-number arithmetic: the standard library's exact conversions, with their tables, would be a twelfth of the download.

/// A value: whole numbers as they are, others with at most two decimals (below a hundredth: two significant digits).
pub fn num(value: f32) -> String {
    let magnitude = f64::from(value.abs());
    let digits = match magnitude {
        _ if value == f32::NEG_INFINITY => return "\u{2212}∞".to_owned(),
        _ if !value.is_finite() => return "?".to_owned(),
        m if m >= 1e6 => power_of_ten(m),
        m if !(1e-4..0.01).contains(&m) => decimals(m, 2),
        m if m < 1e-3 => decimals(m, 5),
        m => decimals(m, 4),
    };
    signed(value, digits)
}

/// A value in at most four signs, for a small tile: two significant digits when there is no more room.
pub fn tile(value: f32) -> String {
    let whole = num(value);
    if whole.chars().count() <= 4 {
        return whole;
    }
    let magnitude = f64::from(value.abs());
    let digits = match magnitude {
        m if m >= 1000.0 => power_of_ten(m),
        m if m >= 10.0 => decimals(m, 0),
        m => decimals(m, 1),
    };
    signed(value, digits)
}

/// A value for a field of digits: an ASCII minus, at most three decimals.
pub fn plain(value: f32) -> String {
    let digits = decimals(f64::from(value.abs()), 3);
    if value < 0.0 && digits != "0" { format!("-{digits}") } else { digits }
}

/// Reads a decimal: a sign, digits with or without a point, a power of ten. `None` if it is none.
///
/// Right to the last digit up to 15 digits; beyond the range of a double it is infinite.
pub fn read(text: &str) -> Option<f64> {
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, power) = match text.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, power.parse::<i32>().ok()?.clamp(-400, 400)),
        None => (text, 0),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + part.len() == 0 || !all(whole) || !all(part) {
        return None;
    }
    let value = whole.bytes().chain(part.bytes()).fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'));
    let value = scaled(value, power - i32::try_from(part.len()).ok()?);
    Some(if negative { -value } else { value })
}

/// A value times a power of ten.
fn scaled(value: f64, power: i32) -> f64 {
    let mut ten = 1.0;
    for _ in 0..power.unsigned_abs() {
        ten *= 10.0;
    }
    if power < 0 { value / ten } else { value * ten }
}

/// With a true minus; zero has no sign.
fn signed(value: f32, digits: String) -> String {
    if value < 0.0 && digits != "0" { format!("\u{2212}{digits}") } else { digits }
}

/// A magnitude below 10^12 with at most so many decimals, without trailing zeros.
fn decimals(magnitude: f64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    let scaled = (magnitude * unit as f64).round() as u64;
    let (whole, part) = (scaled / unit, scaled % unit);
    if part == 0 {
        return whole.to_string();
    }
    let digits = format!("{whole}.{part:0width$}", width = places as usize);
    digits.trim_end_matches('0').to_owned()
}

/// A large magnitude as `2e6`, one leading digit, or `12k` below a million.
fn power_of_ten(magnitude: f64) -> String {
    if magnitude < 999_500.0 {
        return format!("{}k", (magnitude / 1000.0).round() as u64);
    }
    let (mut leading, mut power) = (magnitude, 0);
    while leading >= 9.5 {
        leading /= 10.0;
        power += 1;
    }
    format!("{}e{power}", leading.round() as u64)
}

/// A sentence with its numbers in the places of its `#` signs, in order.
pub fn filled(sentence: &str, numbers: &[String]) -> String {
    let mut out = String::new();
    for (nth, part) in sentence.split('#').enumerate() {
        if let Some(number) = nth.checked_sub(1).and_then(|nth| numbers.get(nth)) {
            out.push_str(number);
        }
        out.push_str(part);
    }
    out
}

/// A count with commas between thousands, for prose and charts.
pub fn commas(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
