use super::universal::{Row, universal};
use super::*;
use crate::language::{Dep, Pos, Tag};

/// Five sentences in both schemes: word, lemma, part of speech, tag, then head and relation in ClearNLP and in Universal Dependencies.
const FIXTURE: &str = include_str!("fixture.txt");

fn sentences() -> Vec<Vec<[&'static str; 8]>> {
    let row = |line: &'static str| -> [&'static str; 8] {
        let columns: Vec<&str> = line.split_whitespace().collect();
        columns.try_into().expect("eight columns")
    };
    let blocks = FIXTURE.split("\n\n").map(|b| b.lines().filter(|l| !l.starts_with('#')).map(row).collect());
    blocks.filter(|b: &Vec<_>| !b.is_empty()).collect()
}

fn head(own: usize, column: &str) -> usize {
    match column.parse::<usize>().expect("a number") {
        0 => own,
        n => n - 1,
    }
}

fn both(rows: &[[&'static str; 8]]) -> (Clauses<'static>, Clauses<'static>) {
    let pos = |r: &[&str; 8]| scheme::class(Pos::parse(r[2]).expect("a part of speech"));
    let form = |r: &[&str; 8]| scheme::form(Tag::parse(r[3]).expect("a tag"));
    let clear = rows.iter().enumerate().map(|(i, r)| tree::Word {
        text: r[0],
        lemma: r[1],
        head: head(i, r[4]),
        sentence: crate::SentenceId::FIRST,
        relation: scheme::relation(Dep::parse(r[5]).expect("a relation")),
        class: pos(r),
        form: form(r),
    });
    let other: Vec<Row<'_>> = rows
        .iter()
        .enumerate()
        .map(|(i, r)| Row { text: r[0], lemma: r[1], class: pos(r), form: form(r), head: head(i, r[6]), label: r[7] })
        .collect();
    (Clauses::of_tree(Tree::new(clear.collect())), Clauses::of_tree(universal(&other)))
}

#[test]
fn two_schemes_give_the_same_clauses() {
    let all = sentences();
    assert_eq!(all.len(), 5);
    for rows in all {
        let (clear, other) = both(&rows);
        let words: Vec<&str> = rows.iter().map(|r| r[0]).collect();
        assert!(!clear.clauses.is_empty());
        assert_eq!(clear.clauses, other.clauses, "{}", words.join(" "));
    }
}

/// The clause of a word of a sentence, and the text of tokens.
fn of<'c>(clauses: &'c Clauses<'_>, word: &str) -> &'c Clause {
    let found = (0..clauses.tree.len()).find(|t| clauses.tree.word(*t).text == word).expect("the word");
    clauses.at(found).expect("a clause")
}

#[test]
fn conjuncts_share_subject_negation_and_governor() {
    let all = sentences();
    let (clauses, _) = both(&all[1]);
    let word = |t: Option<usize>| t.map(|t| clauses.tree.word(t).text);
    let (first, second) = (of(&clauses, "warn"), of(&clauses, "close"));
    assert_eq!((word(first.subject), word(second.subject)), (Some("harbour"), Some("harbour")));
    assert_eq!((word(first.negation), word(second.negation)), (Some("not"), Some("not")));
    assert_eq!(first.above, second.above);
    assert_eq!(first.above.map(|l| l.frame), Some(Frame::That));
}

#[test]
fn a_clause_knows_what_it_stands_under() {
    let all = sentences();
    let frame = |sentence: usize, word: &str| {
        let (clauses, _) = both(&all[sentence]);
        of(&clauses, word).above.map(|l| (clauses.tree.word(l.governor).text.to_owned(), l.frame))
    };
    assert_eq!(frame(0, "sank"), Some(("denied".into(), Frame::That)));
    assert_eq!(frame(2, "leaving"), Some(("stopped".into(), Frame::FromGerund)));
    assert_eq!(frame(3, "open"), Some(("likely".into(), Frame::Infinitive)));
    assert_eq!(frame(4, "fails"), Some(("resign".into(), Frame::Condition)));
}

#[test]
fn a_passive_keeps_who_does_it() {
    let all = sentences();
    let (clauses, _) = both(&all[2]);
    let stopped = of(&clauses, "stopped");
    assert!(stopped.passive);
    assert_eq!(stopped.agent.map(|t| clauses.tree.word(t).text), Some("guards"));
}
