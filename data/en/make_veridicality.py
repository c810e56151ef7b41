#!/usr/bin/env python3
"""Learns how far a verb makes the clause it governs true: verb × frame × polarity, with a back-off by class and by construction.

In: MegaVeridicality 2 (CC BY-SA 4.0; White and Rawlins 2018, White et al. 2018) as rows of JSON, and the classes of governors.toml.
Out: veridicality.tsv, so under CC BY-SA 4.0. Needs numpy.

usage: make_veridicality.py MEGAVERIDICALITY.jsonl [--check]

Every judgement is a number from -3 (did not happen) to 3 (did). A ridge regression over construction, and class of verb by family of
constructions, gives what is expected of any verb; a verb that was judged has its own judgement, with some weight on what is expected.
The row "*" is the construction alone, for words in no class. --check prints ten-fold figures in which no verb is in both parts.
"""
import json, os, sys, tomllib

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
FRAMES = ["that", "that-passive", "to", "to-state", "to-passive", "to-state-passive", "object-to", "object-to-state", "for-to"]
NAMES = {("that_S", "active"): 0, ("that_S", "passive"): 1, ("to_VPeventive", "active"): 2, ("to_VPstative", "active"): 3,
         ("to_VPeventive", "passive"): 4, ("to_VPstative", "passive"): 5, ("NP_to_VPeventive", "active"): 6,
         ("NP_to_VPstative", "active"): 7, ("for_NP_to_VP", "active"): 8}
# Constructions in which a class means the same.
FAMILY = [0, 1, 2, 2, 3, 3, 4, 4, 5]
OWN = 0.85      # weight of a verb's own judgement
RIDGE = 10.0


def answer(score): return "fact" if score >= 2 else "not" if score <= -1 else "open" if score < 1 else None


def features(verb, construction, classes, names):
    x = np.zeros(18 + 12 * len(names))
    x[construction] = 1
    mine = classes.get(verb, [])
    for c in mine:
        x[18 + (2 * FAMILY[construction // 2] + construction % 2) * len(names) + names.index(c)] = len(mine) ** -0.5
    return x


def fit(X, y):
    mean = y.mean()
    return np.linalg.solve(X.T @ X + RIDGE * np.eye(X.shape[1]), X.T @ (y - mean)), mean


def main():
    rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf8")]
    lexicon = tomllib.load(open(os.path.join(HERE, "governors.toml"), "rb"))
    names, classes = list(lexicon), {}
    for c, words in lexicon.items():
        for verb in dict.fromkeys(words.get("verbs", "").split()): classes.setdefault(verb, []).append(c)
    place = lambda r: 2 * NAMES[r["frame"], r["voice"]] + (r["events"][0]["classes"][1] == "negative matrix verb")
    X = np.array([features(r["verb"], place(r), classes, names) for r in rows])
    y = np.array([r["events"][0]["score"] for r in rows])
    if "--check" in sys.argv:
        verbs = sorted({r["verb"] for r in rows})
        fold = np.array([verbs.index(r["verb"]) % 10 for r in rows])
        told = np.zeros(len(rows))
        for k in range(10):
            w, mean = fit(X[fold != k], y[fold != k])
            told[fold == k] = X[fold == k] @ w + mean
        for lo, hi in [(-1.0, 1.0), (-0.9, 1.2), (-0.8, 1.3), (-0.7, 1.5)]:
            pairs = [(answer(t), "fact" if p >= hi else "not" if p <= lo else "open") for t, p in zip(y, told) if answer(t)]
            print(f"not up to {lo}, fact from {hi}: accuracy {100 * sum(a == b for a, b in pairs) / len(pairs):.1f}, r {np.corrcoef(told, y)[0, 1]:.3f}, n {len(pairs)}")
        return
    w, mean = fit(X, y)
    own = {(r["verb"], place(r)): r["events"][0]["score"] for r in rows}
    expected = lambda verb, c: float(features(verb, c, classes, names) @ w + mean)
    # A construction alone: the mean of what was judged in it.
    alone = [float(np.mean([v for (_, k), v in own.items() if k == c])) for c in range(18)]
    with open(os.path.join(HERE, "veridicality.tsv"), "w", encoding="utf8") as out:
        out.write("# How far a verb makes the clause that it governs true, in tenths from -30 (it is not so) to 30 (it is so). Learnt by make_veridicality.py from\n"
                  "# MegaVeridicality 2 (White and Rawlins 2018; White, Rudinger, Rawlins and Van Durme 2018), and like it under CC BY-SA 4.0.\n")
        out.write("verb\t" + "\t".join(f"{f}{p}" for f in FRAMES for p in "+-") + "\n")
        out.write("*\t" + "\t".join(str(round(10 * v)) for v in alone) + "\n")
        for verb in sorted({*classes, *(v for v, _ in own)}):
            value = lambda c: OWN * own[verb, c] + (1 - OWN) * expected(verb, c) if (verb, c) in own else expected(verb, c)
            out.write(verb + "\t" + "\t".join(str(round(10 * max(-3, min(3, value(c))))) for c in range(18)) + "\n")


main()
