//! Numbers as the page writes them: a true minus, at most two decimals, commas only in prose.

/// A value: whole numbers as they are, others with at most two decimals (below a hundredth: two significant digits).
pub fn num(value: f32) -> String {
    let magnitude = f64::from(value.abs());
    let digits = if !value.is_finite() {
        return "?".to_owned();
    } else if magnitude >= 1e6 {
        power_of_ten(magnitude)
    } else if !(1e-4..0.01).contains(&magnitude) {
        trim(format!("{magnitude:.2}"))
    } else {
        trim(format!("{:.*}", if magnitude < 1e-3 { 5 } else { 4 }, magnitude))
    };
    if value < 0.0 && digits != "0" { format!("\u{2212}{digits}") } else { digits }
}

/// A value in at most four signs, for a small tile: two significant digits when there is no more room.
pub fn tile(value: f32) -> String {
    let whole = num(value);
    if whole.chars().count() <= 4 {
        return whole;
    }
    let magnitude = f64::from(value.abs());
    let digits = if magnitude >= 1000.0 {
        power_of_ten(magnitude)
    } else if magnitude >= 10.0 {
        format!("{magnitude:.0}")
    } else {
        trim(format!("{magnitude:.1}"))
    };
    if value < 0.0 && digits != "0" { format!("\u{2212}{digits}") } else { digits }
}

/// A large magnitude as `2e6`, one leading digit, or `12k` below a million.
fn power_of_ten(magnitude: f64) -> String {
    if magnitude < 999_500.0 {
        return format!("{:.0}k", magnitude / 1000.0);
    }
    format!("{magnitude:.0e}")
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

/// A decimal without trailing zeros.
fn trim(decimal: String) -> String {
    decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
}
