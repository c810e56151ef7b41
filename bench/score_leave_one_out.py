#!/usr/bin/env python3
"""Take the date from one page of a pile at a time and see what the other pages say of it.

usage: score_leave_one_out.py BINARY INPUT…

The pages are cleaned first, so that no date of the page's furniture is left; then, for each page whose date is known, the pile is built with that
page undated. Counts how many get bounds on both sides, how many of these hold the true day, and how wide they are. A bound that leaves the true
day out is an error; no bound is none.
"""
import datetime, json, os, subprocess, sys, tempfile

binary, inputs = sys.argv[1].split(), sys.argv[2:]

def run(*args):
    return subprocess.run([*binary, *args], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()

def line(page, dated):
    record = {"id": page["id"], "title": page["document"].get("title"), "text": page["text"]}
    published = page["document"]["published"]
    if dated and published.get("value") and published.get("basis") != "inferred": record["published"] = published["value"]
    return json.dumps(record)

with tempfile.TemporaryDirectory() as folder:
    pages = [json.loads(l) for l in run("analyze", *inputs).splitlines()]
    seen = {}
    for page in pages: seen.setdefault(page["id"], page)
    pages = list(seen.values())
    bounded = right = wrong = dated = width = 0
    for page in pages:
        true = (page["document"]["published"].get("value") or "")[:10]
        if len(true) < 10 or page["document"]["published"].get("basis") == "inferred": continue
        dated += 1
        pile, out = os.path.join(folder, "pile.jsonl"), os.path.join(folder, "out.dateline")
        with open(pile, "w") as f: f.write("\n".join(line(p, p is not page) for p in pages) + "\n")
        run("build", pile, "-o", out)
        found = next((d for d in json.loads(run("export", out, "--format", "json"))["documents"] if d.get("input_id") == page["id"] or d["id"] == page["id"]), None)
        if not found: print("lost", page["id"]); continue
        p = found["published"]
        a, b = (p.get("earliest") or "")[:10], (p.get("latest") or "")[:10]
        ok = (not a or a <= true) and (not b or true <= b)
        wrong += not ok
        if a and b and (datetime.date.fromisoformat(b) - datetime.date.fromisoformat(a)).days < 31:
            bounded += 1; right += ok
            width += (datetime.date.fromisoformat(b) - datetime.date.fromisoformat(a)).days + 1
        print(f"{'  ' if ok else '! '}{true}  {a or '…':>10} … {b or '…':<10} {(page.get('title') or '')[:60]}")
        if not ok: print("      " + "; ".join(p.get("reasons") or []))
print(f"{dated} pages with a date; without it {bounded} bounded within a month, {right} of these rightly, {width / max(bounded, 1):.1f} days wide; {wrong} wrong")
