#!/usr/bin/env python3
"""Score the time expressions of saved pages against a hand-made list: relaxed match and equal value.

usage: score_story_times.py BINARY PAGES_DIR TIMES.jsonl [--dates ID=DATE ...] [--all]

A line of TIMES: doc (the start of a page's file name), start, end (code points of the file), text, type, value. Pages are given
as clean text with their dates. Prints the misses and the count; --all prints every line.
"""
import json, os, subprocess, sys, tempfile

binary, pages, times = sys.argv[1:4]
dates = dict(a.split("=") for a in sys.argv[4:] if "=" in a)
gold = [json.loads(line) for line in open(times, encoding="utf8")]
with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as handle:
    for name in sorted(os.listdir(pages)):
        text = open(os.path.join(pages, name), encoding="utf8").read()
        row = {"id": name[:3], "text": text}
        if name[:3] in dates: row["published"] = dates[name[:3]]
        handle.write(json.dumps(row) + "\n")
    handle.flush()
    out = subprocess.run([*binary.split(), "analyze", handle.name], stdout=subprocess.PIPE, check=True).stdout
found = {}
for line in out.decode("utf8").splitlines():
    item = json.loads(line)
    found[item.get("id") or item["document"]["id"]] = item
right = 0
for g in gold:
    hits = [t for t in found[g["doc"]]["times"] if t["start"] < g["end"] and g["start"] < t["end"]]
    ok = any(t["value"] == g["value"] or (t["value"] or "") .startswith(g["value"] + "T") and g["type"] == "TIME" for t in hits)
    right += ok
    if not ok or "--all" in sys.argv:
        print(g["doc"], repr(g["text"]), g["value"], "|", [(found[g["doc"]]["text"][t["start"]:t["end"]], t["value"]) for t in hits])
for doc in sorted(found):
    print(doc, found[doc]["document"]["published"])
print(f"{right} of {len(gold)}")
