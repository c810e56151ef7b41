#!/usr/bin/env python3
"""Score the finding of copies on labelled pairs of news texts.

usage: score_copies.py BINARY DOCS.jsonl.gz PAIRS.json

DOCS holds rows with `id`, `publisher`, `time` and `text`; PAIRS holds `a`, `b` and `label`: `dep` for a text that depends on the other,
`quote`, `caption`, `chrome` for what two texts share without that, `partial` (left out) for doubtful ones. One dossier is built of all
texts; a pair counts as found when `copies` of the export has both documents in one group.
"""
import gzip, json, os, subprocess, sys, tempfile, time


def main():
    binary, docs, pairs = sys.argv[1:4]
    rows = [json.loads(line) for line in gzip.open(docs, "rt", encoding="utf8")]
    pairs = [p for p in json.load(open(pairs, encoding="utf8")) if p["label"] != "partial"]
    with tempfile.TemporaryDirectory() as tmp:
        source, out = os.path.join(tmp, "docs.jsonl"), os.path.join(tmp, "x.dossier")
        with open(source, "w", encoding="utf8") as f:
            for r in rows:
                f.write(json.dumps({"id": r["id"], "outlet": r["publisher"], "published": r["time"][:10], "text": r["text"]}) + "\n")
        began = time.time()
        subprocess.run([*binary.split(), "build", source, "-o", out], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        seconds = time.time() - began
        d = json.loads(subprocess.run([*binary.split(), "export", out, "--format", "json"], stdout=subprocess.PIPE, check=True).stdout)
    name = {x["id"]: x["input_id"] for x in d["documents"]}
    stands_for, found = {}, set()
    for c in d["copies"]:
        ids = [name[x] for x in c["documents"]]
        if c["kind"] == "exact":
            stands_for.update({x: ids[0] for x in ids})
            found |= {frozenset((a, b)) for a in ids for b in ids if a != b}
    for c in d["copies"]:
        ids = [name[x] for x in c["documents"]]
        found |= {frozenset((a, b)) for a in ids for b in ids if a != b}
    hit = lambda p: frozenset((p["a"], p["b"])) in found or frozenset((stands_for.get(p["a"], p["a"]), stands_for.get(p["b"], p["b"]))) in found
    tp = sum(hit(p) for p in pairs if p["label"] == "dep")
    fp = [p for p in pairs if p["label"] != "dep" and hit(p)]
    fn = sum(p["label"] == "dep" for p in pairs) - tp
    print(f"{len(rows)} texts, {len(d['copies'])} copies, built in {seconds:.1f} s")
    print(f"copies   P {100 * tp / max(tp + len(fp), 1):.1f}  R {100 * tp / (tp + fn):.1f}  F1 {200 * tp / (2 * tp + len(fp) + fn):.1f}")
    for p in fp:
        print("  false:", p["a"], p["b"], p["label"])


main()
