//! A dossier that lasts: whatever is added and taken away, in whatever order, it is what a build from nothing gives, byte for byte.
#![allow(clippy::unwrap_used)] // a test fails by panicking

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Run, arg, dateline, done, ferry};

/// The pages of the example, by name.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(ferry()).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files.iter().map(|f| (f.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(f).unwrap())).collect()
}

/// A folder with these pages in it.
fn folder(of: &Path, name: &str, pages: &[(String, Vec<u8>)]) -> PathBuf {
    let folder = of.join(name);
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in pages {
        fs::write(folder.join(name), bytes).unwrap();
    }
    folder
}

fn summary(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.out).unwrap()
}

/// Numbers that look random and are the same on every day.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

#[test]
fn any_order_of_adding_and_removing_gives_the_bytes_of_a_build_from_nothing() {
    let all = pages();
    let place = tempfile::tempdir().unwrap();
    let (grown, fresh, pile) = (place.path().join("grown"), place.path().join("fresh"), place.path().join("pile"));
    let mut dice = Dice(7);
    for round in 0..6 {
        fs::remove_dir_all(&pile).ok();
        fs::remove_file(&grown).ok();
        let mut there: Vec<usize> = vec![dice.roll(all.len())];
        folder(place.path(), "pile", &[all[there[0]].clone()]);
        done(&["build", arg(&pile), "-o", arg(&grown)]);
        for step in 0..3 {
            let come: Vec<usize> = (0..all.len()).filter(|i| !there.contains(i) && dice.roll(3) == 0).collect();
            let new: Vec<_> = come.iter().map(|i| all[*i].clone()).collect();
            folder(place.path(), "pile", &new);
            match dice.roll(2) {
                0 if !new.is_empty() => {
                    let alone = folder(place.path(), &format!("new {round} {step}"), &new);
                    let run = summary(&done(&["add", arg(&grown), arg(&alone), "--json"]));
                    assert_eq!(run["new"].as_array().unwrap().len(), new.len());
                }
                _ => {
                    done(&["build", arg(&pile), "-o", arg(&grown)]);
                }
            }
            there.extend(come);
            if there.len() > 1 {
                let go = there.swap_remove(dice.roll(there.len()));
                fs::remove_file(pile.join(&all[go].0)).unwrap();
                let kept = done(&["build", arg(&pile), "-o", arg(&grown)]);
                assert!(kept.err.contains(&format!("{}: kept, though gone", all[go].0)), "{}", kept.err);
                let run = summary(&done(&["build", arg(&pile), "-o", arg(&grown), "--prune", "--json"]));
                assert_eq!(run["gone"], serde_json::json!([all[go].0]));
            }
        }
        fs::remove_file(&fresh).ok();
        done(&["build", arg(&pile), "-o", arg(&fresh)]);
        assert!(fs::read(&grown).unwrap() == fs::read(&fresh).unwrap(), "round {round}");
    }
}

#[test]
fn only_what_is_new_or_changed_is_analysed() {
    let (all, place) = (pages(), tempfile::tempdir().unwrap());
    let (pile, file) = (folder(place.path(), "pile", &all[..4]), place.path().join("x"));
    let build = || summary(&done(&["build", arg(&pile), "-o", arg(&file), "--json"]));
    assert_eq!(build()["analysed"], 4);
    let before = fs::read(&file).unwrap();
    assert_eq!(build()["analysed"], 0);
    assert!(before == fs::read(&file).unwrap());
    fs::write(pile.join(&all[4].0), &all[4].1).unwrap();
    fs::write(pile.join(&all[0].0), &all[5].1).unwrap();
    let run = build();
    assert_eq!((&run["analysed"], &run["documents"]), (&2.into(), &5.into()));
    assert_eq!((&run["new"], &run["changed"]), (&serde_json::json!([all[4].0]), &serde_json::json!([all[0].0])));
    // Another name is no other page.
    fs::rename(pile.join(&all[1].0), pile.join("renamed.html")).unwrap();
    let run = build();
    assert_eq!((&run["analysed"], &run["documents"], &run["gone"]), (&0.into(), &5.into(), &serde_json::json!([])));
}

#[test]
fn what_is_added_under_a_name_that_is_there_is_kept_beside_it() {
    let (all, place) = (pages(), tempfile::tempdir().unwrap());
    let (monday, tuesday) = (place.path().join("monday"), place.path().join("tuesday"));
    for (folder, page) in [(&monday, &all[0]), (&tuesday, &all[1])] {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("index.html"), &page.1).unwrap();
    }
    let file = place.path().join("x");
    done(&["build", arg(&monday), "-o", arg(&file)]);
    let run = done(&["add", arg(&file), arg(&tuesday), "--json"]);
    assert_eq!(summary(&run)["documents"], 2, "{}", run.err);
    assert!(run.err.contains("1 the same name as another page, both kept"), "{}", run.err);
    let again = done(&["add", arg(&file), arg(&tuesday), arg(&monday), "--json"]);
    assert_eq!(summary(&again)["documents"], 2, "{}", again.err);
}

#[test]
fn lines_of_json_are_taken_up_again_without_their_file() {
    let place = tempfile::tempdir().unwrap();
    let line = |id: &str, day: &str| {
        let text = format!("The dam above Vellin burst on {day}, officials said. Three people were killed.");
        serde_json::json!({"id": id, "text": text, "published": "2024-05-14", "outlet": "Vellin Post", "url": "https://v.example/a"})
            .to_string()
    };
    let (feed, other, file, fresh) =
        (place.path().join("a.jsonl"), place.path().join("b.json"), place.path().join("x"), place.path().join("y"));
    fs::write(&feed, format!("{}\n{}\n", line("a", "Monday"), line("b", "Tuesday"))).unwrap();
    fs::write(&other, line("c", "Sunday")).unwrap();
    done(&["build", arg(&feed), "-o", arg(&file)]);
    done(&["add", arg(&file), arg(&other)]);
    done(&["build", arg(&feed), arg(&other), "-o", arg(&fresh)]);
    assert!(fs::read(&file).unwrap() == fs::read(&fresh).unwrap());
}

#[test]
fn nothing_is_added_to_nothing() {
    let place = tempfile::tempdir().unwrap();
    let run = dateline(&["add", arg(&place.path().join("none")), arg(&ferry())]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("there is no such dossier"), "{}", run.err);
}
