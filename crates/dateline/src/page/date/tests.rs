use super::*;

#[track_caller]
fn line(text: &str, expected: Option<(&str, Said)>) {
    assert_eq!(date_line(text), expected.map(|(d, s)| (d.parse().unwrap(), s)), "{text}");
}

#[test]
fn date_lines() {
    line("May 2, 2031", Some(("2031-05-02", Said::Plain)));
    line("Friday, 2nd May 2031, 9:02 a.m. GMT", Some(("2031-05-02", Said::Plain)));
    line("Published 02/05/2031 at 10:15", Some(("2031-02-05", Said::Published)));
    line("Updated 4 May 2031 | Published 2 May 2031", Some(("2031-05-02", Said::Published)));
    line("2.5.2031", Some(("2031-05-02", Said::Plain)));
    line("2031-05-02T08:00:00+02:00", Some(("2031-05-02", Said::Plain)));
    line("2031 年 5 月 2 日", Some(("2031-05-02", Said::Plain)));
}

#[test]
fn date_lines_of_other_languages() {
    for text in [
        "Freitag, 2. Mai 2031, 10.15 Uhr",
        "Veröffentlicht am 2. Mai 2031 um 10:15",
        "Publié le 2 mai 2031 à 10h15, mis à jour le 4 mai 2031",
        "2 de mayo de 2031 - 10:15 h",
        "venerdì 2 maggio 2031",
        "Gepubliceerd op 2 mei 2031 10:15 uur",
        "Publicado em 2 de maio de 2031 às 10h15",
        "2 maja 2031, godz. 10:15",
        "pátek 2. května 2031",
        "Publicerad 2 maj 2031 kl. 10.15",
        "Perjantai 2. toukokuuta 2031 klo 10.15",
        "2 Mayıs 2031 Cuma",
        "Опубликовано: 2 мая 2031 г., 10:15",
        "2 травня 2031, 10:15",
        "Παρασκευή 2 Μαΐου 2031",
        "2 مايو 2031",
        "٢ مايو ٢٠٣١",
        "2 במאי 2031",
        "2031年5月2日 星期五 10:15",
        "2031년 5월 2일",
        "2031. május 2. 10:15",
        "02.05.31",
    ] {
        let found = date_line(text).map(|(d, _)| d.to_string());
        assert_eq!(found.as_deref(), Some("2031-05-02"), "{text}");
    }
}

#[test]
fn lines_that_are_no_date_lines() {
    line("PoliticsMay 2, 2031", None);
    line("The dam burst on May 2, 2031", None);
    line("Copyright 2019-2031", None);
    line("May 2031", None);
    line("31/31/2031", None);
    line("Version 2.5.2031.1", None);
}

#[test]
fn order_of_day_and_month() {
    let check = |text: &str, language: Option<&str>, address: Option<&str>, day: &str, open: bool| {
        let (found, _) = date_line_in(text, &Context::new(language, address)).unwrap();
        assert_eq!((found.date.to_string().as_str(), found.other.is_some()), (day, open), "{text}");
    };
    check("04/05/2031", Some("fr"), None, "2031-05-04", false);
    check("04/05/2031", Some("en-GB"), None, "2031-05-04", false);
    check("04/05/2031", Some("en-US"), None, "2031-04-05", false);
    check("04/05/2031", Some("en"), Some("https://velm.example.co.uk/a"), "2031-05-04", false);
    check("04/05/2031", Some("en"), None, "2031-04-05", true);
    // A second date, or a weekday, tells the order.
    check("Published 04/05/2031, updated 17/05/2031", Some("en"), None, "2031-05-04", false);
    check("Sunday 04/05/2031", Some("en"), None, "2031-05-04", false);
}

#[test]
fn what_is_said_of_a_date() {
    line("Aktualisiert: 4. Mai 2031", Some(("2031-05-04", Said::Updated)));
    line("Last updated 4 May 2031", Some(("2031-05-04", Said::Updated)));
    assert_eq!(date_in_line("Join us on 30 June 2031").map(|f| f.1), Some(Said::Event));
    assert_eq!(date_in_line("Обновлено 4 мая 2031").map(|f| f.1), Some(Said::Updated));
    let (found, _) = date_of_article("WorldMay 2, 2031", &Context::default()).unwrap();
    assert_eq!(found.date.to_string(), "2031-05-02");
}

#[test]
fn addresses() {
    let check =
        |url: &str, expected: Option<&str>| assert_eq!(address(url).map(|d| d.to_string()).as_deref(), expected);
    check("https://velm.example/2031/05/02/dam-bursts", Some("2031-05-02"));
    check("https://velm.example/news/dam-2031-05-02.html", Some("2031-05-02"));
    check("https://velm.example/20310502/dam", Some("2031-05-02"));
    check("https://velm.example/dam-20310502.html", Some("2031-05-02"));
    check("https://velm.example/2031/may/02/dam", Some("2031-05-02"));
    check("https://velm.example/a-2031123", None);
}

#[test]
fn attributes() {
    let check = |v: &str, day: &str, time: Option<&str>| {
        let given = attribute(v, &Context::default());
        let expected = Given { date: day.parse().unwrap(), time: time.map(Into::into), other: None };
        assert_eq!(given, Some(expected), "{v}");
    };
    check("2031-05-02T23:30:00-05:00", "2031-05-02", Some("2031-05-02T23:30:00-05:00"));
    check("2031-05-02", "2031-05-02", None);
    check("Fri, 02 May 2031 10:00:00 GMT", "2031-05-02", None);
    check("Fri May 02 10:00:00 UTC 2031", "2031-05-02", None);
    check("1935482400", "2031-05-02", None);
    check("1935482400000", "2031-05-02", None);
    check("20310502", "2031-05-02", None);
    check("20310502T101500Z", "2031-05-02", None);
    assert_eq!(attribute("12345", &Context::default()), None);
}

#[test]
fn parts_of_dates() {
    let check = |v: &str, span: Option<(&str, &str)>| {
        let found = partial(v, &Context::default()).map(|(a, b)| (a.to_string(), b.to_string()));
        assert_eq!(found, span.map(|(a, b)| (a.to_string(), b.to_string())), "{v}");
    };
    check("2031-05", Some(("2031-05-01", "2031-05-31")));
    check("2031/2", Some(("2031-02-01", "2031-02-28")));
    check("May 2031", Some(("2031-05-01", "2031-05-31")));
    check("2031", Some(("2031-01-01", "2031-12-31")));
    check("no day", None);
}
