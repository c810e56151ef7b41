#!/usr/bin/env python3
"""Fit the scorer of the audit; write data/audit/weights.json.

usage: fit_audit.py AUDIT_ROWS GOLD OUT.json [--measure NAME.jsonl.gz ...] [--cache FOLDER] [--rows FOLDER]

AUDIT_ROWS is the built example `audit_rows`, GOLD the folder with wice.jsonl.gz (ODC-BY, text CC BY-SA) and bump.jsonl.gz (MIT). Learns from
these two only and prints cross-validated figures: WiCE in ten folds, BUMP in ten folds by page, so that no page is learnt from and measured.
What is named with --measure is scored and never learnt from. No text of any set is in the table. Needs numpy and scikit-learn.

First weights of the features: logistic regression in which also the two sides of a pair of BUMP stand against each other; then small trees on
what is left, their thresholds rounded so that the table is short.
"""
import argparse, gzip, hashlib, json, os, subprocess, sys, tempfile
from collections import defaultdict

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.tree import DecisionTreeRegressor

FOLDS, TREES, DEPTH, LEAF, RATE, REGULAR, PAIRS = 10, 0, 2, 40, 0.15, 0.01, 2.0


def rows(program, path, cache, keep):
    """The gold rows of a file, each with its features."""
    gold = [json.loads(l) for l in gzip.open(path, "rt", encoding="utf8")]
    kept = keep and os.path.join(keep, os.path.basename(path).split(".")[0] + ".rows")
    if kept and os.path.exists(kept):
        lines = open(kept, encoding="utf8").read().splitlines()
    else:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as h:
            for r in gold: h.write(json.dumps({k: r[k] for k in ("id", "statement", "pages")}, ensure_ascii=False) + "\n")
            h.flush()
            lines = subprocess.run([program, h.name, *([cache] if cache else [])], stdout=subprocess.PIPE, check=True).stdout.decode("utf8").splitlines()
    found = {d["id"]: d for d in map(json.loads, lines)}
    for r in gold:
        r["x"], r["y"] = np.array(found[r["id"]]["features"]), int(r["gold"]["label"] == "supported")
        text = r["pages"][0]["text"] if "pair" in r["gold"] else r["id"]
        r["fold"] = int(hashlib.sha1(text.encode()).hexdigest(), 16) % FOLDS
    return gold


def balanced(ys):
    ys = np.array(ys); weight = np.where(ys == 1, 0.5 / max(1, (ys == 1).sum()), 0.5 / max(1, (ys == 0).sum()))
    return weight * len(ys)


def fit(sets):
    """A model of the rows of some sets, each set counting alike."""
    size = np.mean([len(s) for s in sets])
    X = np.vstack([r["x"] for s in sets for r in s]); y = np.array([r["y"] for s in sets for r in s])
    w = np.concatenate([balanced([r["y"] for r in s]) * size / len(s) for s in sets])
    mean, scale = X.mean(0), np.maximum(X.std(0), 1e-3)
    Z = (X - mean) / scale
    pairs = defaultdict(dict)
    for s in sets:
        for r in s:
            if "pair" in r["gold"]: pairs[r["gold"]["pair"]][r["y"]] = r["x"]
    D = np.array([(p[1] - p[0]) / scale for p in pairs.values() if len(p) == 2])
    ones = np.ones((len(Z), 1))
    A, b, v = [np.hstack([Z, ones])], [y], [w]
    if len(D):
        A += [np.hstack([D, np.zeros((len(D), 1))]), np.hstack([-D, np.zeros((len(D), 1))])]
        b += [np.ones(len(D), int), np.zeros(len(D), int)]; v += [np.full(2 * len(D), PAIRS * 0.5)]
    logistic = LogisticRegression(C=REGULAR, fit_intercept=False, max_iter=3000).fit(np.vstack(A), np.concatenate(b), sample_weight=np.concatenate(v))
    weights = logistic.coef_[0][:-1] / scale
    bias = logistic.coef_[0][-1] - (weights * mean).sum()
    odds, trees = X @ weights + bias, []
    for n in range(TREES):
        p = 1 / (1 + np.exp(-odds))
        tree = DecisionTreeRegressor(max_depth=DEPTH, min_samples_leaf=LEAF, random_state=n, max_features=0.4)
        tree.fit(X, y - p, sample_weight=w)
        t = tree.tree_
        def node(i):
            if t.children_left[i] < 0:
                at = leaves == i; g, h = (w * (y - p))[at].sum(), (w * p * (1 - p))[at].sum() + 5.0
                return round(float(RATE * g / h), 4)
            return [int(t.feature[i]), round(float(t.threshold[i]), 4), node(t.children_left[i]), node(t.children_right[i])]
        leaves = tree.apply(X)
        trees.append(node(0))
        odds = odds + np.array([walk(trees[-1], x) for x in X])
    return {"bias": round(float(bias), 4), "linear": [round(float(v), 4) for v in weights], "trees": trees}


def walk(node, x):
    while isinstance(node, list): node = node[2] if x[node[0]] <= node[1] else node[3]
    return node


def score(model, r):
    return model["bias"] + float(np.dot(model["linear"], r["x"])) + sum(walk(t, r["x"]) for t in model["trees"])


def report(name, data, scores):
    y = np.array([r["y"] for r in data]); s = np.array(scores)
    print(f"{name}: balanced accuracy {50 * ((s[y == 1] >= 0).mean() + (s[y == 0] < 0).mean()):.1f}  AUROC {100 * roc_auc_score(y, s):.1f}  supported right {100 * (s[y == 1] >= 0).mean():.0f}, others right {100 * (s[y == 0] < 0).mean():.0f}")
    pairs = defaultdict(dict)
    for r, v in zip(data, s):
        if "pair" in r["gold"]: pairs[(r["gold"]["kind"], r["gold"]["pair"])][r["y"]] = v
    kinds = defaultdict(list)
    for (kind, _), p in pairs.items(): kinds[kind].append(p[1] > p[0])
    if kinds: print("   pairs", f"{100 * np.mean(sum(kinds.values(), [])):.1f}", "; ".join(f"{k} {100 * np.mean(v):.0f}" for k, v in sorted(kinds.items())))
    domains = defaultdict(list)
    for r, v in zip(data, s):
        if r["gold"].get("domain"): domains[r["gold"]["domain"]].append((r["y"], v >= 0))
    for d, v in sorted(domains.items()):
        print(f"   {d:<12} {50 * (np.mean([b for a, b in v if a]) + np.mean([not b for a, b in v if not a])):.1f}")


def main():
    args = argparse.ArgumentParser(); args.add_argument("program"); args.add_argument("gold"); args.add_argument("out")
    args.add_argument("--measure", nargs="*", default=[]); args.add_argument("--cache"); args.add_argument("--rows")
    a = args.parse_args()
    names = subprocess.run([a.program, "--names"], stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")[:-1]
    wice, bump = (rows(a.program, f"{a.gold}/{n}.jsonl.gz", a.cache, a.rows) for n in ("wice", "bump"))
    out = {}
    for fold in range(FOLDS):
        model = fit([[r for r in s if r["fold"] != fold] for s in (wice, bump)])
        for s in (wice, bump):
            for r in s:
                if r["fold"] == fold: out[r["id"]] = score(model, r)
    print("cross-validated")
    report("WiCE", wice, [out[r["id"]] for r in wice]); report("BUMP", bump, [out[r["id"]] for r in bump])
    model = fit([wice, bump])
    for path in a.measure:
        data = rows(a.program, path, a.cache, a.rows)
        report("measured, " + os.path.basename(path), data, [score(model, r) for r in data])
    for n, w in sorted(zip(names, model["linear"]), key=lambda p: p[0]): print(f"  {n:<24} {w:+.2f}", file=sys.stderr)
    lines = ",\n  ".join(json.dumps(t, separators=(",", ":")) for t in model["trees"])
    with open(a.out, "w", encoding="utf8") as h:
        h.write('{"names":%s,\n "bias":%s,\n "linear":%s,\n "trees":[\n  %s]}\n' % (json.dumps(names), model["bias"], json.dumps(model["linear"]), lines))


main()
