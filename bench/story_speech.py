#!/usr/bin/env python3
"""Score speech against the hand-made gold of one story: quotations, indirect speech, chains of attribution.

usage: story_speech.py BINARY PAGES_DIR GOLD.json [--all]      (--all lists every miss)

Runs `BINARY analyze PAGES_DIR`, so it looks at single pages before anything is linked; `score_story.py` of the gold looks at
the dossier. Counted are
 - quotations of the gold found, and found with the right speaker (as `score_story.py` counts them);
 - indirect statements in whose evidence a quotation stands (60 % of the shorter one's words) with the right source;
 - chains: the statement is found, the first link is its speaker, and every other link but the outlet itself is in its chain; where
   the page does not say who ("it was reported"), no speaker is right;
 - stretches that the gold says are no quotations, yet come with a speaker.
"""
import json, os, re, subprocess, sys

SMALL = {"the", "of", "a", "an", "and", "in", "unnamed", "anonymous", "statement", "local", "time", "several", "state"}


def words(text):
    return re.findall(r"\w+", (text or "").lower())


def common(a, b):
    pool = {}
    for w in b:
        pool[w] = pool.get(w, 0) + 1
    hit = 0
    for w in a:
        if pool.get(w, 0):
            pool[w] -= 1
            hit += 1
    return hit


def same_text(a, b, share):
    short, long = sorted((words(a), words(b)), key=len)
    return bool(short) and common(short, long) >= share * len(short)


def main():
    binary, pages, path = sys.argv[1:4]
    gold = json.load(open(path, encoding="utf8"))
    run = subprocess.run([*binary.split(), "analyze", pages], stdout=subprocess.PIPE, check=True)
    docs = {}
    for line in run.stdout.decode("utf8").splitlines():
        d = json.loads(line)
        docs[os.path.basename(d["document"].get("path") or d["id"])] = d
    names = {e["id"]: e for e in gold.get("entities", [])}

    def doc(evidence):
        return docs.get(gold["documents"][evidence["doc"]]["file"], {"text": "", "quotations": [], "entities": []})

    def said(d, s):
        """All words that name a source: its name, the entity's names, the words in the text."""
        if not s:
            return set()
        e = next((e for e in d["entities"] if e["id"] == s.get("entity")), {})
        text = d["text"][s["start"]:s["end"]] if "start" in s else ""
        return set(words(s.get("name"))) | set(words(e.get("name"))) | {w for a in e.get("aliases", []) for w in words(a)} | set(words(text))

    def right(want, have):
        key = want.split(" ")[0]
        want = words(names[key]["name"] if key in names else want)
        return any(w in have for w in want if len(w) > 1 and w not in SMALL)

    rows, misses = [], []

    def tells(q, d, evidence):
        """Whether a quotation stands in the evidence, or holds most of it."""
        w, e = words(d["text"][q["start"]:q["end"]]), words(evidence)
        return len(w) > 1 and common(w, e) >= 0.6 * min(len(w), len(e)) and (common(w, e) >= 0.6 * len(w) or len(w) < 3 * len(e))

    def add(name, ok, total, missed):
        rows.append((name, ok, total, missed))

    found = good = 0
    m = []
    for g in gold["quotations"]:
        d, size, text = doc(g["evidence"]), len(words(g["evidence"]["text"])), g["evidence"]["text"]
        cut = lambda q: d["text"][q["start"]:q["end"]]
        fits = [q for q in d["quotations"] if same_text(text, cut(q), 0.8) and len(words(cut(q))) <= 2 * size + 4 and 2 * len(words(cut(q))) + 4 >= size]
        if not fits:
            m.append((g["id"], "not found", text[:70]))
            continue
        q = min(fits, key=lambda q: (abs(len(words(cut(q))) - size), not same_text(text, cut(q), 1.0)))
        found += 1
        ok = right(g["speaker"], said(d, q.get("speaker")))
        good += ok
        if not ok:
            m.append((g["id"], g["speaker"], (q.get("speaker") or {}).get("name"), text[:60]))
    add("quotations found", found, len(gold["quotations"]), [])
    add("  with the right speaker", good, len(gold["quotations"]), m)

    good, m = 0, []
    for g in gold["indirect_speech"]:
        d = doc(g["evidence"])
        near = [q for q in d["quotations"] if tells(q, d, g["evidence"]["text"])]
        ok = any(right(g["speaker"], said(d, q.get("speaker"))) for q in near)
        good += ok
        if not ok:
            m.append((g["speaker"], [(q.get("speaker") or {}).get("name") for q in near], g["evidence"]["text"][:90]))
    add("indirect statements with the right source", good, len(gold["indirect_speech"]), m)

    good, m = 0, []
    for g in gold["attribution_chains"]:
        d = doc(g["evidence"])
        links = [re.sub(r"\(.*?\)", "", x).strip() or x for x in g["chain"][:-1]]
        best = False
        seen = []
        for q in d["quotations"]:
            if not tells(q, d, g["evidence"]["text"]):
                continue
            have = [said(d, s) for s in [q.get("speaker"), *q.get("chain", [])]]
            unknown = not q.get("speaker") and "cue" in q
            seen.append([(s or {}).get("name") for s in [q.get("speaker"), *q.get("chain", [])]])
            ok = bool(links) and (right(links[0], have[0]) or unknown and ("hearsay" in links[0] or "unnamed" in links[0]))
            best |= ok and all(any(right(x, h) for h in have) for x in links[1:])
        good += best
        if not best:
            m.append((links, seen, g["evidence"]["text"][:90]))
    add("chains of attribution", good, len(gold["attribution_chains"]), m)

    false, m = 0, []
    for g in gold["not_quotations"]:
        d = doc(g["evidence"])
        hit = [q for q in d["quotations"] if words(d["text"][q["start"]:q["end"]]) == words(g["evidence"]["text"]) and q.get("speaker")]
        false += bool(hit)
    add("names not taken for quotations", len(gold["not_quotations"]) - false, len(gold["not_quotations"]), [])

    for name, ok, total, missed in rows:
        print(f"{name:<44} {ok:>4} of {total:<4} {100 * ok / total if total else 0:5.1f}%")
        for x in missed if "--all" in sys.argv else missed[:5]:
            print("      missed:", x)


main()
