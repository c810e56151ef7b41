#!/usr/bin/env python3
"""List what `dateline analyze` gets wrong on a file of time expressions, by class, for reading in bulk.

usage: times_misses.py BINARY FILE.jsonl [miss|spurious|span|value|type] [--words N]

A line of FILE is one document: id, dct, text, timex [{start, end, type, value}], offsets in code points.
"""
import json, subprocess, sys, tempfile


def canonical(value):
    return (value or "").rstrip("-X")


def main():
    binary, path = sys.argv[1:3]
    kinds = [a for a in sys.argv[3:] if not a.startswith("-")] or ["miss", "spurious", "span", "value"]
    docs = [json.loads(line) for line in open(path, encoding="utf8")]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as handle:
        for d in docs:
            row = {"id": d["id"], "text": d["text"], "published": d.get("dct")}
            handle.write(json.dumps({k: v for k, v in row.items() if v}) + "\n")
        handle.flush()
        out = subprocess.run([*binary.split(), "analyze", handle.name], stdout=subprocess.PIPE, check=True).stdout
    found = {}
    for line in out.decode("utf8").splitlines():
        item = json.loads(line)
        found[str(item.get("id") or item["document"]["id"])] = item["times"]
    for d in docs:
        text = d["text"]
        gold = [t for t in d["timex"] if t.get("func") not in ("CREATION_TIME", "PUBLICATION_TIME")]
        gold = [t for t in gold if not any(o is not t and o["start"] >= t["start"] and o["end"] <= t["end"] for o in gold)]
        mine = sorted(found.get(d["id"], []), key=lambda t: t["start"])
        used = set()

        def show(kind, start, end, detail):
            if kind in kinds:
                left, right = text[max(0, start - 60):start].replace("\n", " "), text[end:end + 40].replace("\n", " ")
                print(f"{kind:<8} {d['id'][:14]:<14} {(d.get('dct') or '')[:10]} {left}[[{text[start:end]}]]{right} | {detail}")

        for g in sorted(gold, key=lambda t: t["start"]):
            i = next((i for i, s in enumerate(mine) if i not in used and s["start"] < g["end"] and g["start"] < s["end"]), None)
            if i is None:
                show("miss", g["start"], g["end"], f"{g['type']} {g['value']} {g.get('mod') or ''}")
                continue
            used.add(i)
            s = mine[i]
            if (s["start"], s["end"]) != (g["start"], g["end"]):
                show("span", g["start"], g["end"], f"found {text[s['start']:s['end']]!r}")
            if s.get("value") != g["value"] and canonical(s.get("value")) != canonical(g["value"]):
                show("value", g["start"], g["end"], f"found {s.get('value')} gold {g['value']}")
            if g["type"] and s.get("type") != g["type"]:
                show("type", g["start"], g["end"], f"found {s.get('type')} gold {g['type']}")
        for i, s in enumerate(mine):
            if i not in used:
                show("spurious", s["start"], s["end"], f"{s.get('type')} {s.get('value')}")


main()
