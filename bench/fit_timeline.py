#!/usr/bin/env python3
"""Fit the weights by which events become lines of the chronology (data/tell/line_weights.txt).

usage: fit_timeline.py ROWS GOLD [--write]
ROWS is the program `cargo build --example timeline_rows`; GOLD a folder with `piles` (NAME/pages and NAME/gold.json, ours) and `timeset/dev`
(TimeSET, Wikinews pages with their salient events, CC BY 4.0). Needs numpy and scikit-learn. No text goes into the table, only weights of
the features in `tell/worth`. Prints what the chronology would hold with one pile left out at a time; --write fits on all of them.

An event is a right line when one of its sentences tells an event that the editor of the pile calls central, with the label in the words of
that event, on its day, and with its status; or one that was only planned, alleged or denied, and is told so. An event that the editor knows
and does not call central counts less as a wrong one; what did not happen and is told as if it had counts more.
"""
import glob, json, os, re, subprocess, sys, tempfile
from datetime import datetime

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

BLIND = {"chess", "dig", "libel", "oilspill", "outbreak", "summit"}
NEEDED, STRENGTH, PAGES = -0.9, 0.05, 0.5
KNOWN, OPEN, FALSE = 0.4, 2.0, 3.0


def words(text): return re.findall(r"\w+", (text or "").lower())


def same(a, b):
    short, long = sorted((words(a), words(b)), key=len)
    pool = {}
    for w in long: pool[w] = pool.get(w, 0) + 1
    hit = 0
    for w in short:
        if pool.get(w, 0): pool[w] -= 1; hit += 1
    return bool(short) and hit >= 0.6 * len(short)


def fits(time, date):
    return bool(time and time[0] and time[1]) and time[0][:10] >= date[0] and time[1][:10] <= date[1]


def run(binary, paths):
    piles, current = {}, None
    for line in subprocess.run([binary, *paths], stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines():
        row = json.loads(line)
        if "pile" in row: current = piles.setdefault(row["pile"], [])
        else: current.append(row)
    return piles


def label(rows, gold):
    file = {g: v["file"] for g, v in gold["documents"].items()}
    names = {x["id"]: " ".join([x["name"], *x.get("aliases", [])]) for x in gold.get("entities", [])}
    for r in rows:
        told = [g for g in gold["events"] if any(file[s["doc"]] == os.path.basename(p) and same(s["text"], t) for s in g["support"] for p, t in r["support"])]
        r["told"], r["y"], r["w"] = told, 0, 1.0
        own = [w for w in words(r["label"]) if len(w) > 3 or w.isdigit()]
        right = []
        for g in told:
            have = set(words(" ".join([g["event"], *(s["text"] for s in g["support"]), *(names.get(p, p) for p in g.get("participants", []))])))
            worded = sum(w in have for w in own) >= 0.6 * len(own)
            if worded and r["status"] == g["factuality"] and (not g["date"] or fits(r["time"], g["date"])): right.append(g)
        if any(g.get("core") for g in right): r["y"] = 1
        elif right: r["w"] = KNOWN
        if r["status"] != "happened" and any(g["factuality"] != "happened" for g in right): r["y"], r["w"] = 1, OPEN
        elif told and all(g["factuality"] not in ("happened", r["status"]) for g in told): r["w"] = FALSE
    return rows


def salient(folder):
    """Pages of TimeSET, each a pile, with the byte spans of their salient events."""
    for txt in sorted(glob.glob(os.path.join(folder, "**", "*.txt"), recursive=True)):
        text, spans = open(txt, encoding="utf8").read(), []
        for line in open(txt[:-4] + ".ann", encoding="utf8"):
            part = line.rstrip("\n").split("\t")
            if line.startswith("T"): at = [int(x) for x in re.findall(r"\d+", part[1].split(" ", 1)[1])]; spans.append((part[0], at[0], at[-1]))
        triggers = {p.split("\t")[1].split()[0].split(":")[1] for p in open(txt[:-4] + ".ann", encoding="utf8") if p.startswith("E")}
        size = lambda n: len(text[:n].encode())
        day = re.search(r"(\w+ \d{1,2}, \d{4})", text.split("\n", 2)[1])
        row = {"id": os.path.basename(txt), "title": text.split("\n", 1)[0], "text": text}
        if day: row["published"] = datetime.strptime(day.group(1), "%B %d, %Y").date().isoformat()
        yield row, [(size(a), size(b)) for t, a, b in spans if t in triggers]


def gather(binary, gold):
    names = [n for n in sorted(os.listdir(os.path.join(gold, "piles"))) if n not in BLIND]
    paths = {os.path.join(gold, "piles", n, "pages"): n for n in names}
    piles = {}
    for path, rows in run(binary, list(paths)).items():
        facts = json.load(open(os.path.join(os.path.dirname(path), "gold.json"), encoding="utf8"))
        piles[paths[path]] = (label(rows, facts), facts)
    single = []
    with tempfile.TemporaryDirectory() as tmp:
        spans = {}
        for row, at in salient(os.path.join(gold, "timeset", "dev")):
            path = os.path.join(tmp, row["id"] + ".jsonl")
            with open(path, "w", encoding="utf8") as f: f.write(json.dumps(row) + "\n")
            spans[path] = at
        for path, rows in run(binary, list(spans)).items():
            for r in rows: r["y"], r["w"] = int(any(a < m[2] and m[1] < b for a, b in spans[path] for m in r["mentions"])), PAGES
            single += rows
    return piles, single


def fit(rows):
    x, y, w = (np.array([r[k] for r in rows]) for k in ("features", "y", "w"))
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(scale.transform(x), y, sample_weight=w)
    weights = model.coef_[0] / scale.scale_
    return weights, model.intercept_[0] - (weights * scale.mean_).sum()


def chosen(rows, score, needed):
    """The lines that these scores give: of one sentence and time the best speaks."""
    told, lines = {}, []
    for i in sorted(range(len(rows)), key=lambda i: (-score[i], i)):
        if score[i] < needed: break
        r = rows[i]; time = tuple(r["time"] or ())
        def repeats(s): return any(not time or o == time or (all(time) and all(o or (0,)) and time[0] <= o[0] and o[1] <= time[1]) for o in told.get(tuple(s), []))
        if r["sentences"] and all(map(repeats, r["sentences"])): continue
        for s in r["sentences"]: told.setdefault(tuple(s), []).append(time)
        lines.append(r)
    return lines


def main():
    binary, gold = sys.argv[1:3]
    piles, single = gather(binary, gold)
    scores = {}
    for left in piles:
        weights, bias = fit([r for n in piles if n != left for r in piles[n][0]] + single)
        scores[left] = np.array([r["features"] for r in piles[left][0]]) @ weights + bias
    for needed in (NEEDED - 0.6, NEEDED - 0.3, NEEDED, NEEDED + 0.3, NEEDED + 0.6):
        core = found = right = lines = pages = 0
        for name, (rows, facts) in piles.items():
            kept = chosen(rows, scores[name], needed)
            want = [g["id"] for g in facts["events"] if g.get("core")]
            core += len(want); found += len({g["id"] for r in kept for g in r["told"]} & set(want))
            right += sum(r["y"] for r in kept); lines += len(kept); pages += len(facts["documents"])
        print(f"needed {needed:+.1f}: central events told {100 * found / core:.1f} %, right lines {100 * right / lines:.1f} %, {lines / pages:.2f} lines a page")
    if "--write" not in sys.argv: return
    rows = [r for n in piles for r in piles[n][0]] + single
    weights, bias = fit(rows)
    head = ["# What tells for and against an event as a line of the chronology: weights of the logarithm of the odds, fitted by bench/fit_timeline.py",
            "# on the open piles (ours) and on TimeSET dev (CC BY 4.0). Numbers only; no text of either is in here."]
    table = [f"needed {NEEDED}", f"bias {bias:.4f}", *(f"{n} {w:.4f}" for n, w in zip(rows[0]["names"], weights))]
    out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "tell", "line_weights.txt")
    with open(out, "w", encoding="utf8") as f: f.write("\n".join(head + table) + "\n")


main()
