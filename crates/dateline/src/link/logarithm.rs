//! The natural logarithm in steps that every machine takes alike.
//!
//! In: a number. Out: its logarithm, from multiplications and comparisons only; what the platform's library gives may differ in the last
//! bit, and a group of pages must not depend on that.

/// Binary digits behind the point.
const DIGITS: u32 = 30;

/// Logarithm of a positive number; 0 for what is none.
pub(crate) fn ln(x: f64) -> f64 {
    if !(x.is_normal() && x > 0.0) {
        return 0.0;
    }
    let bits = x.to_bits();
    let mut whole = f64::from(((bits >> 52) & 0x7ff) as i32 - 1023);
    let mut rest = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000);
    // The square of a number has twice its logarithm: one digit a step.
    let mut digit = 0.5;
    for _ in 0..DIGITS {
        rest *= rest;
        if rest >= 2.0 {
            rest /= 2.0;
            whole += digit;
        }
        digit /= 2.0;
    }
    whole * std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn logarithms_are_right_to_eight_digits() {
        for (x, expected) in [
            (1.0, 0.0),
            (std::f64::consts::E, 1.0),
            (10.0, std::f64::consts::LN_10),
            (0.5, -std::f64::consts::LN_2),
            (4321.0, 8.371_242_135),
        ] {
            assert!((ln(x) - expected).abs() < 1e-8, "{x}: {}", ln(x));
        }
    }
}
