#!/usr/bin/env python3
"""Score the grouping of documents by story: B-cubed over rows with a label.

usage: score_stories.py BINARY ROWS.jsonl.gz [FIELD]      (FIELD holds the label, by default `event`)
"""
import collections, gzip, json, os, subprocess, sys, tempfile


def main():
    binary, path = sys.argv[1:3]
    field = sys.argv[3] if len(sys.argv) > 3 else "event"
    rows = [json.loads(line) for line in gzip.open(path, "rt", encoding="utf8")]
    with tempfile.TemporaryDirectory() as tmp:
        source, out = os.path.join(tmp, "docs.jsonl"), os.path.join(tmp, "x.dossier")
        with open(source, "w", encoding="utf8") as f:
            for r in rows:
                f.write(json.dumps({k: r[k] for k in ("id", "title", "outlet", "text") if r.get(k)}) + "\n")
        subprocess.run([*binary.split(), "build", source, "-o", out], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        d = json.loads(subprocess.run([*binary.split(), "export", out, "--format", "json"], stdout=subprocess.PIPE, check=True).stdout)
    label = {r["id"]: r[field] for r in rows}
    story = {x["input_id"]: x["story"] for x in d["documents"]}
    gold, system = collections.defaultdict(set), collections.defaultdict(set)
    for i in story:
        gold[label[i]].add(i)
        system[story[i]].add(i)
    common = {i: len(gold[label[i]] & system[story[i]]) for i in story}
    p = sum(common[i] / len(system[story[i]]) for i in story) / len(story)
    r = sum(common[i] / len(gold[label[i]]) for i in story) / len(story)
    print(f"{len(rows)} documents, {len(gold)} labels, {len(system)} stories")
    print(f"stories   B-cubed P {100 * p:.1f}  R {100 * r:.1f}  F1 {200 * p * r / (p + r):.1f}")


main()
