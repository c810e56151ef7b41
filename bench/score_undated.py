#!/usr/bin/env python3
"""Check what a pile says of the publication dates of pages that carry none.

usage: score_undated.py BINARY INPUT… [ID=FROM..TO …]

Builds the pile and prints for each document the interval found, with its reasons. ID is the start of a file's name; FROM and TO are days, either
may be missing. A page counts as right when its interval, as far as it is bounded, lies inside; "FROM.." asks for no earlier first day.
"""
import json, os, subprocess, sys, tempfile

binary = sys.argv[1]
inputs = [a for a in sys.argv[2:] if ".." not in a or os.path.exists(a)]
wanted = dict(a.split("=", 1) for a in sys.argv[2:] if a not in inputs)
with tempfile.TemporaryDirectory() as folder:
    file = os.path.join(folder, "pile.dateline")
    subprocess.run([*binary.split(), "build", *inputs, "-o", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    out = subprocess.run([*binary.split(), "export", file, "--format", "json"], stdout=subprocess.PIPE, check=True).stdout
right = 0
for document in json.loads(out)["documents"]:
    published = document["published"]
    name = os.path.basename(document.get("path") or document.get("input_id") or "")
    print(f"{name[:24]:<24} {published.get('earliest') or ''}..{published.get('latest') or ''} {published.get('basis') or 'not dated'}")
    for reason in published.get("reasons") or []: print(f"    {reason}")
    for start, interval in wanted.items():
        if name.startswith(start):
            first, last = interval.split("..")
            a, b = (published.get("earliest") or "")[:10], (published.get("latest") or "")[:10]
            ok = (not first or not a and not last or a >= first) and (not last or a and b and b <= last)
            right += bool(ok)
            print(f"    {'as wanted' if ok else 'not as wanted: ' + interval}")
print(f"{right} of {len(wanted)}")
