#!/usr/bin/env python3
"""Train the choice of the headline among the lines of a text copy; write its table.

usage: train_headline.py HEADLINE_ROWS_EXAMPLE GOLD OUT.bin [--all]

HEADLINE_ROWS_EXAMPLE is the built example `headline_rows`, GOLD the folder with dumps/, pages/ and piles/. Needs lightgbm and numpy. Learns
from WCXB (CC BY 4.0) in two renderings and from the text pages of the open piles; the blind piles are not read. It first prints how many
headlines are right with a fifth of the sites, or one pile, left out at a time (--all: and the wrong ones of the piles); the floor, below
which a page has no headline, is set on these answers. No text of a page is in the table.
"""
import gzip, hashlib, json, os, re, struct, subprocess, sys

import lightgbm as lgb
import numpy as np

from train import table, sums

BLIND = ("chess", "dig", "libel", "oilspill", "outbreak", "summit")
TREES = 120
PILES = 3.0     # Weight of a page of a pile: pages that Dateline reads, where WCXB holds shops and forums too.
WRONG = 0.5     # What a wrong headline costs, a right one being worth 1 and none nought.


def words(text):
    return re.findall(r"\w+", (text or "").lower())


def same(line, title):
    """Whether a line is the headline, with or without the name of the site behind it or a label before it."""
    a, b = words(re.sub(r"^(?:subject|re):\s*", "", line, flags=re.I)), words(title)
    return bool(b) and (a == b or a[:len(b)] == b and len(a) <= len(b) + 5 and re.search(r" [|–—:•»-] ", line) is not None)


def pages(gold):
    titles = {}
    for line in gzip.open(f"{gold}/pages/wcxb.jsonl.gz", "rt", encoding="utf8"):
        page = json.loads(line); titles["wcxb/" + page["id"]] = page["gold"].get("title")
    for name in ("wcxb-lynx", "wcxb-resiliparse"):
        for line in gzip.open(f"{gold}/dumps/{name}.jsonl.gz", "rt", encoding="utf8"):
            page = json.loads(line)
            if titles.get(page["id"]):
                fold = "sites %d" % (int(hashlib.sha1((page.get("outlet") or page["id"]).encode()).hexdigest(), 16) % 5)
                yield {"run": name, "dump": page["dump"], "url": page.get("url"), "title": titles[page["id"]], "fold": fold, "weight": 1.0}
    for name in sorted(os.listdir(f"{gold}/piles")):
        if name in BLIND or not os.path.exists(f"{gold}/piles/{name}/gold.json"): continue
        documents = json.load(open(f"{gold}/piles/{name}/gold.json", encoding="utf8"))["documents"]
        for page in documents.values():
            text = open(f"{gold}/piles/{name}/pages/{page['file']}", encoding="utf8", errors="replace").read()
            if page["file"].endswith(".txt") and "<html" not in text[:2000].lower():
                yield {"run": name, "dump": text, "title": page["title"], "fold": name, "weight": PILES}


def fit(data):
    data = [d for d in data if d[1].any()]
    rows = lgb.Dataset(np.vstack([d[0] for d in data]), np.concatenate([d[1] for d in data]), group=[len(d[1]) for d in data],
                       weight=np.concatenate([np.full(len(d[1]), d[2]["weight"]) for d in data]), params={"verbose": -1})
    return table(lgb.train({"objective": "lambdarank", "num_leaves": 8, "learning_rate": 0.08, "min_data_in_leaf": 10, "feature_fraction": 0.6, "lambda_l2": 3.0,
                            "verbose": -1, "num_threads": 1, "seed": 7, "deterministic": True, "force_row_wise": True}, rows, TREES))


def main():
    program, gold, out = sys.argv[1:4]
    found = list(pages(gold))
    text = "\n".join(json.dumps({k: p.get(k) for k in ("run", "dump", "url")}) for p in found)
    lines = subprocess.run([program], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
    data = []
    for page, rows in zip(found, (json.loads(l) for l in lines if l)):
        if rows:
            x = np.array([r["row"] for r in rows], dtype=np.int16)
            data.append((x, np.array([int(same(r["text"], page["title"])) for r in rows]), page, rows))
    tops, total = [], {}
    for fold in dict.fromkeys(d[2]["fold"] for d in data):
        model = fit([d for d in data if d[2]["fold"] != fold])
        for x, y, page, rows in (d for d in data if d[2]["fold"] == fold):
            scores = sums(model, x); best = int(np.argmax(scores))
            tops.append((int(scores[best]), bool(y[best]), page))
            if "--all" in sys.argv and not y[best] and not fold.startswith("sites"):
                print(f"   {fold} | {page['title'][:70]} | chose: {rows[best]['text'][:70]} {'' if y.any() else '(it is no candidate)'}")
    gain, best, floor = 0.0, 0.0, min(t[0] for t in tops)
    for score, right, page in sorted(tops, key=lambda t: t[0]):
        gain -= page["weight"] * (1 if right else -WRONG)
        if gain > best: best, floor = gain, score + 1
    for score, right, page in tops:
        had = total.setdefault("sites" if page["fold"].startswith("sites") else "piles", [0, 0, 0])
        had[0] += right and score >= floor; had[1] += score >= floor; had[2] += 1
    for kind, (right, given, of) in total.items(): print(f"{kind} left out: {of} pages, {given} headlines given, {right} right, {100 * right / of:.1f} %")
    base, trees = fit(data)
    with open(out, "wb") as f:
        f.write(b"DLHEADS1" + struct.pack("<hhh", floor, base, len(trees)))
        for nodes in trees:
            f.write(struct.pack("<h", len(nodes)))
            for feature, threshold, left, right in nodes:
                f.write(struct.pack("<hh", feature, max(-32768, min(32767, threshold))))
                for kind, value in (left, right): f.write(struct.pack("<hh", int(kind == "leaf"), value))
    print("floor", floor, "table", os.path.getsize(out), "bytes")


if __name__ == "__main__":
    main()
