#!/usr/bin/env python3
"""Fit the table by which facts of two pages are taken for one slot (data/judge/alignment.json).

usage: fit_alignment.py PAIRS GOLD [--except A,B] [--write]
PAIRS is the program `cargo build --example alignment_pairs`; GOLD a folder of piles, NAME/pages and NAME/gold.json with differences.
Needs numpy and scikit-learn. Learns from the piles that are ours (gold/piles, made for Dateline; no text of theirs goes into the table, only
weights of the features in `judge/align/features.rs`). Prints what it finds with one pile left out at a time; --write fits on all of them.

A pair of facts whose values exclude each other is right when the gold sets their two sentences, with these values, against each other.
Half of the score is logistic regression, half boosted trees: together they were better on the pile left out than either.
"""
import json, os, subprocess, sys

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

THRESHOLDS = (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0)
# How sure it has to be by type of value, chosen on the pile left out: the least at which three of four differences were known to the gold.
BY_TYPE = {"Count": 0.25, "Amount": -1.25, "Measure": -0.5, "Share": -1.25, "Duration": -0.25, "Age": -0.5, "Day": -0.75, "Clock": -0.25}
ANCHORS = ("same_entities", "subject_same", "slip", "one_digit", "other_values_same")
VETOES = ("one_ahead", "negated", "sentence_tells_both", "same_sentence_words")


def words(text):
    out, word = [], ""
    for c in (text or "").lower():
        if c.isalnum() or c == "_": word += c
        elif word: out.append(word); word = ""
    return out + [word] if word else out


def same(a, b):
    a, b = words(a), words(b)
    if not a or not b: return False
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    pool = {}
    for w in long: pool[w] = pool.get(w, 0) + 1
    hit = 0
    for w in short:
        if pool.get(w, 0): pool[w] -= 1; hit += 1
    return hit >= 0.6 * len(short)


def read(program, folder, name):
    gold = json.load(open(os.path.join(folder, name, "gold.json"), encoding="utf8"))
    page = {v["file"]: k for k, v in gold["documents"].items()}
    lines = subprocess.run([program, os.path.join(folder, name, "pages")], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    names, rows = json.loads(lines[0])["names"], []
    for line in lines[1:]:
        row = json.loads(line)
        if "fact" in row: continue
        for side in "ab": row[side]["doc"] = page[os.path.basename(row[side]["file"])]
        row["label"] = label(gold, row)
        rows.append(row)
    return gold, names, rows


def label(gold, row):
    """The difference of the gold that a pair shows: its id, its status, and whether the values are those of the evidence."""
    best = None
    def hits(side, value): return [e for e in value["evidence"] if e["doc"] == row[side]["doc"] and same(e["text"], row[side]["sentence"])]
    def within(side, evidence):
        own = words(row[side]["words"])
        own = [w for w in own if any(c.isdigit() for c in w)] or own
        return any(w in words(e["text"]) for e in evidence for w in own)
    for d in gold["discrepancies"]:
        a = {i: e for i, v in enumerate(d["values"]) if (e := hits("a", v))}
        b = {i: e for i, v in enumerate(d["values"]) if (e := hits("b", v))}
        if not any(i != j for i in a for j in b): continue
        exact = any(within("a", e) for e in a.values()) and any(within("b", e) for e in b.values())
        if best is None or exact and not best[2]: best = (d["id"], d["label"], exact)
    return best


def samples(piles):
    X, Y = [], []
    for _, _, rows in piles:
        for row in rows:
            known = row["label"]
            right = bool(known and known[2] and known[1] != "forecast")
            if row["verdict"] == "Excludes" and (right or not known): X.append(row["features"]); Y.append(right)
    return np.array(X), np.array(Y, dtype=int)


class Model:
    def __init__(self, piles):
        X, Y = samples(piles)
        self.mean, self.scale = X.mean(0), X.std(0) + 1e-9
        self.line = LogisticRegression(C=0.3, max_iter=5000).fit((X - self.mean) / self.scale, Y)
        self.trees = GradientBoostingClassifier(n_estimators=150, learning_rate=0.05, max_depth=3, subsample=0.7, min_samples_leaf=30,
            max_features=0.3, random_state=1).fit(X, Y)
        self.prior = float(np.log(Y.mean() / (1 - Y.mean())))

    def table(self, names, support):
        w = self.line.coef_[0] / self.scale / 2
        bias = float(self.line.intercept_[0]) / 2 - float((w * self.mean).sum()) + self.prior / 2
        def node(t, n):
            if t.children_left[n] < 0: return round(float(t.value[n][0][0]) * 0.05 / 2, 6)
            return [int(t.feature[n]), round(float(t.threshold[n]), 6), node(t, t.children_left[n]), node(t, t.children_right[n])]
        trees = [node(e[0].tree_, 0) for e in self.trees.estimators_]
        return {"names": names, "bias": round(bias, 6), "linear": [round(float(x), 6) for x in w], "thresholds": BY_TYPE, "support": support, "trees": trees}


def evaluate(table, features):
    def value(n, f):
        while not isinstance(n, float): n = n[2] if f[n[0]] <= n[1] else n[3]
        return n
    return [table["bias"] + sum(w * x for w, x in zip(table["linear"], f)) + sum(value(t, f) for t in table["trees"]) for f in features]


def groups(names, rows, scores, threshold):
    at = {n: i for i, n in enumerate(names)}
    def free(r):
        f = r["features"]
        calendar = r["dimension"] in ("Day", "Clock")
        if f[at["sentence_tells_both"]] or f[at["same_sentence_words"]]: return False
        if r["dimension"] == "Age": return True
        if f[at["ratio"]] > 10 or calendar and f[at["bare_weekday"]] and f[at["days_apart"]] % 7 == 0: return False
        if r["dimension"] == "Day" and not any(f[at[a]] for a in ANCHORS): return False
        if calendar and not (f[at["same_verb"]] or f[at["akin_verb"]]): return False
        return not any(f[at[v]] for v in VETOES) and not f[at["open"]] and (calendar or not f[at["times_apart"]])
    sure = lambda i: scores[i] >= (BY_TYPE[rows[i]["dimension"]] + threshold)
    order = sorted((i for i, r in enumerate(rows) if r["verdict"] == "Excludes" and sure(i) and free(r)), key=lambda i: -scores[i])
    slot, members, told = {}, [], []
    for i in order:
        a, b = [(rows[i][s]["doc"], rows[i][s]["start"], rows[i]["dimension"]) for s in "ab"]
        x, y = slot.get(a), slot.get(b)
        if x is None and y is None:
            slot[a] = slot[b] = len(members); members.append([i])
            told.append({a[0]: rows[i]["a"]["words"], b[0]: rows[i]["b"]["words"]})
        elif x is None or y is None:  # a page has one value in a slot
            s, new, words = (y, a, rows[i]["a"]["words"]) if x is None else (x, b, rows[i]["b"]["words"])
            if told[s].setdefault(new[0], words) == words: slot[new] = s; members[s].append(i)
        elif x == y: members[x].append(i)
    return members


def main():
    args = [a for a in sys.argv[1:] if a != "--write"]
    out = args[args.index("--except") + 1].split(",") if "--except" in args else []
    program, folder = args[:2]
    piles = {n: read(program, folder, n) for n in sorted(os.listdir(folder)) if n not in out and os.path.exists(os.path.join(folder, n, "gold.json"))}
    names = next(iter(piles.values()))[1]
    tally = {t: [0, 0, {}] for t in THRESHOLDS}
    for left, (gold, _, rows) in piles.items():
        table = Model([p for n, p in piles.items() if n != left]).table(names, 0)
        scores = evaluate(table, [r["features"] for r in rows])
        tier = {d: t for t, ids in gold["acceptance"].items() for d in ids}
        for t in THRESHOLDS:
            got = set()
            for m in groups(names, rows, scores, t):
                known = {rows[i]["label"][0] for i in m if rows[i]["label"]}
                tally[t][0] += 1; tally[t][1] += bool(known); got |= known
            for d in got: tally[t][2][tier.get(d)] = tally[t][2].get(tier.get(d), 0) + 1
    print("one pile left out: added to the thresholds, differences shown, known to the gold, found by tier")
    for t, (shown, known, found) in tally.items(): print(f"{t:>6} {shown:>4} {known:>4} {100 * known / max(shown, 1):5.1f}%  {found}")
    if "--write" in sys.argv:
        table = Model(list(piles.values())).table(names, -1.0)
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data/judge/alignment.json")
        with open(path, "w", encoding="utf8") as f: f.write(json.dumps(table, separators=(",", ":")).replace("],[", "],\n[") + "\n")


if __name__ == "__main__":
    main()
