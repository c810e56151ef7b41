use super::*;
use crate::page::{Page, Role};

/// `expected`: one stretch a line, two spaces of indent a level of nesting; `~` a paragraph that the next continues, `!` never
/// closed, `+` continues the paragraph before.
fn check(text: &str, expected: &[&str]) {
    // Paragraphs at blank lines, whatever the page stage makes of single line ends.
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        blocks.push(Block { span: Span::new(at, at + part.len()), source: None, role: Role::Body });
        at += part.len() + 2;
    }
    let found = scan(text, &blocks);
    let shown: Vec<String> = found
        .iter()
        .map(|q| {
            let mut depth = 0;
            let mut at = q.parent;
            while let Some(p) = at {
                depth += 1;
                at = found[p].parent;
            }
            let plus = if q.continues.is_some() { "+" } else { "" };
            let end = match q.end {
                QuotedEnd::Closed => "",
                QuotedEnd::Continued => "~",
                QuotedEnd::Unclosed => "!",
            };
            format!("{}{plus}{}{end}", "  ".repeat(depth), q.span.of(text))
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn straight_and_curly() {
    check("\"We act,\" said Orlov, \"in peace.\"", &["\"We act,\"", "\"in peace.\""]);
    check("“We act,” said Orlov, “in peace.”", &["“We act,”", "“in peace.”"]);
    check("He called it a \"sacred\"-looking (\"old\") thing.", &["\"sacred\"", "\"old\""]);
    check("She said ``no deal'' twice.", &["``no deal''"]);
    check("«Nous partons», she said.", &["«Nous partons»"]);
}

#[test]
fn wrong_way_round() {
    check("He said ”we go” and left.", &["”we go”"]);
    check("The pole is 6' 2\" long, 3\" wide.", &[]);
}

#[test]
fn single_marks_and_apostrophes() {
    check("Mayor hails 'great victory' at Tolm's port", &["'great victory'"]);
    check("It's the workers' party, and that’s all, rock ’n’ roll of the ’90s.", &[]);
    check("Minister praises ‘the teachers’ union’ in Sarn", &["‘the teachers’ union’"]);
    check("‘We will go,’ he said. ‘They won’t.’", &["‘We will go,’", "‘They won’t.’"]);
    check("Get 'em back 'til dawn", &[]);
}

#[test]
fn nested() {
    check("\"He told me 'go home' twice,\" she said.", &["\"He told me 'go home' twice,\"", "  'go home'"]);
    check("“I saw “The Dam” twice,” she said.", &["“I saw “The Dam” twice,”", "  “The Dam”"]);
    check("\"We watched “Shark Bay.” It was good.\"", &["\"We watched “Shark Bay.” It was good.\"", "  “Shark Bay.”"]);
}

#[test]
fn over_paragraphs() {
    check(
        "“The dam broke.\n\n“We ran.\n\n“Nobody was hurt,” she said.",
        &["“The dam broke.~", "+“We ran.~", "+“Nobody was hurt,”"],
    );
    check("She said: “The dam broke.\n\nWe ran.”\n\nThen “rain” came.", &["“The dam broke.~", "+We ran.”", "“rain”"]);
}

#[test]
fn never_closed() {
    check(
        "The office urged them to “not sell boats to Ruvia.\n\n“As we said, talks go on,” Wells said.",
        &["“not sell boats to Ruvia.!", "“As we said, talks go on,”"],
    );
    check("He spoke of a \"sacred war. Then he left town.", &["\"sacred war.!"]);
    check("She said, \"We go. We stay.", &["\"We go. We stay.!"]);
    check("\"We go now, Mayor Ina Holm said in Velm. She left.", &["\"We go now,!"]);
    check("“We go now, said Ina Holm. She left.", &["“We go now,!"]);
    check("“I know, he said it would rain. We stay.", &["“I know, he said it would rain. We stay.!"]);
    check("He called it “bad. Later he said “good” and left.", &["“bad.!", "“good”"]);
}

#[test]
fn edits_and_ellipses() {
    check("\"...support for all, and [he] will go,\" it read.", &["\"...support for all, and [he] will go,\""]);
    check("“[They] came … at night”, he said.", &["“[They] came … at night”"]);
}

#[test]
fn hard_wraps_do_not_end_a_quotation() {
    check("He said, \"we go on\nto the end,\" and left.", &["\"we go on\nto the end,\""]);
    check("\"One,\" he said.\n\"Two,\" she said.", &["\"One,\"", "\"Two,\""]);
}

#[test]
fn any_input() {
    for text in ["", "\"", "''", "“", "”", "’", "‘‘", "\"\"\"", "\n\n\"\n\n\"", "é\"é”é‘", "'", "‘ ’"]
    {
        let page = Page::from_text("t", text, None);
        scan(&page.text, &page.blocks);
    }
}
