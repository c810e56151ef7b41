#![allow(clippy::unwrap_used)] // a test fails by panicking

use proptest::prelude::*;

use super::{Figure, Nowhere, Value, Verdict, compare};
use crate::EntityId;
use crate::event::Bound;
use crate::numerals::Number;

fn figure(value: f64, bound: Bound) -> Figure {
    Figure { number: Number { value, grain: 1.0 }, high: None, bound }
}

fn any_figure() -> impl Strategy<Value = Figure> {
    let bound = prop_oneof![Just(Bound::Exact), Just(Bound::About), Just(Bound::AtLeast), Just(Bound::AtMost)];
    (0u32..5000, bound, 0u32..3, proptest::option::of(1u32..50)).prop_map(|(v, bound, grain, more)| Figure {
        number: Number { value: f64::from(v), grain: 10f64.powi(grain as i32) },
        high: more.map(|m| f64::from(v + m)),
        bound,
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    let currency = prop_oneof![Just("USD"), Just("EUR")];
    let unit = prop_oneof![Just("m"), Just("kg")];
    let of = prop_oneof![Just(String::new()), Just("boat".to_owned()), Just("crew".to_owned())];
    prop_oneof![
        (any_figure(), of).prop_map(|(n, of)| Value::Count { n, of }),
        (any_figure(), currency).prop_map(|(n, currency)| Value::Amount { n, currency }),
        (any_figure(), unit).prop_map(|(n, unit)| Value::Measure { n, unit }),
        any_figure().prop_map(|n| Value::Share { n }),
        any_figure().prop_map(|n| Value::Duration { n }),
        (any_figure(), proptest::option::of(0i16..400)).prop_map(|(n, d)| Value::Age {
            n,
            on: d.map(|d| jiff::civil::date(2020, 1, 1) + jiff::Span::new().days(i64::from(d) * 9)),
        }),
        (0i32..1440, proptest::option::of(-720i16..720), any::<bool>())
            .prop_map(|(minutes, zone, approximate)| Value::Clock { minutes, zone, approximate }),
        (0usize..4).prop_map(|e| Value::Place(EntityId::new(e))),
        (0usize..4).prop_map(|e| Value::Person(EntityId::new(e))),
        any::<bool>().prop_map(Value::Polarity),
        prop_oneof![Just("a"), Just("b")].prop_map(|w: &str| Value::Words(w.into())),
    ]
}

proptest! {
    #[test]
    fn it_does_not_matter_which_comes_first(a in any_value(), b in any_value()) {
        prop_assert_eq!(compare(&a, &b, &Nowhere), compare(&b, &a, &Nowhere));
    }

    #[test]
    fn a_value_is_itself(a in any_value()) {
        prop_assert_eq!(compare(&a, &a.clone(), &Nowhere), Verdict::Same);
    }

    #[test]
    fn two_currencies_say_nothing(n in any_figure(), m in any_figure()) {
        let (a, b) = (Value::Amount { n, currency: "USD" }, Value::Amount { n: m, currency: "EUR" });
        prop_assert_eq!(compare(&a, &b, &Nowhere), Verdict::Unknown);
    }

    #[test]
    fn values_of_two_types_never_exclude_each_other(n in any_figure(), m in any_figure()) {
        let all = [Value::Share { n }, Value::Duration { n: m }, Value::Measure { n, unit: "m" }, Value::Words("a".into())];
        for (i, a) in all.iter().enumerate() {
            for b in &all[i + 1..] {
                prop_assert_eq!(compare(a, b, &Nowhere), Verdict::Unknown);
            }
        }
    }
}

#[test]
fn hedges_are_kept() {
    let count = |v, bound| Value::Count { n: figure(v, bound), of: String::new() };
    let check = |a: &Value, b: &Value, want| assert_eq!(compare(a, b, &Nowhere), want, "{a:?} {b:?}");
    check(&count(200.0, Bound::AtLeast), &count(212.0, Bound::Exact), Verdict::Overlap);
    check(&count(200.0, Bound::AtLeast), &count(190.0, Bound::Exact), Verdict::Excludes);
    check(&count(1000.0, Bound::About), &count(1040.0, Bound::Exact), Verdict::Overlap);
    check(&count(7.0, Bound::Exact), &count(9.0, Bound::Exact), Verdict::Excludes);
}

#[test]
fn hours_without_zones() {
    let clock = |minutes, zone| Value::Clock { minutes, zone, approximate: false };
    let check = |a: &Value, b: &Value, want| assert_eq!(compare(a, b, &Nowhere), want, "{a:?} {b:?}");
    check(&clock(460, None), &clock(469, None), Verdict::Excludes);
    check(&clock(460, None), &clock(460 + 180, None), Verdict::Unknown);
    check(&clock(600, Some(120)), &clock(540, Some(60)), Verdict::Same);
}

#[test]
fn years_pass() {
    let day = |y| Some(jiff::civil::date(y, 6, 1));
    let age = |v, on| Value::Age { n: figure(v, Bound::Exact), on };
    let check = |a: &Value, b: &Value, want| assert_eq!(compare(a, b, &Nowhere), want, "{a:?} {b:?}");
    check(&age(40.0, day(2020)), &age(43.0, day(2023)), Verdict::Overlap);
    check(&age(40.0, day(2020)), &age(47.0, day(2020)), Verdict::Excludes);
    check(&age(40.0, None), &age(43.0, None), Verdict::Unknown);
}
