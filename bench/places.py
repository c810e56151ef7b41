#!/usr/bin/env python3
"""Compare the program's resolution of places with the rule "the most populous place of that name".

usage: places.py PLACES_FOLDER places.tsv ANALYSIS.jsonl [--all]

PLACES_FOLDER is data/places. places.tsv: name, latitude, longitude, country code, one place a line, written by hand. ANALYSIS.jsonl is what
`dateline analyze` printed. Every entity of type LOC with a name of the gold is one case: right within 161 km (100 miles) of its point, or
for a country with the country's code. The rule takes what has most people of all that bear the name in the same tables.
"""
import json, math, os, re, sys, unicodedata

folder, gold_file, analysis = sys.argv[1:4]


def fold(name):
    name = unicodedata.normalize("NFKD", name)
    name = re.sub(r"[.'’‘]", "", "".join(c for c in name if not unicodedata.combining(c)).lower())
    return re.sub(r"^the ", "", re.sub(r"[\s\-]+", " ", name).strip())


def distance(a, b):
    la, lb = math.radians(a[0]), math.radians(b[0])
    h = math.sin((la - lb) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(a[1] - b[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


rows = [l.rstrip("\n").split("\t") for l in open(os.path.join(folder, "places.tsv"), encoding="utf8") if not l.startswith("#")]
names = dict(l.rstrip("\n").split("\t") for l in open(os.path.join(folder, "place_names.tsv"), encoding="utf8") if not l.startswith("#"))
gold = {}
for line in open(gold_file, encoding="utf8"):
    if line.strip() and not line.startswith("#"):
        name, lat, lon, code = line.rstrip("\n").split("\t")[:4]
        gold[fold(name)] = (float(lat), float(lon), code)


def populous(name):
    found = [rows[int(i.lstrip("*"))] for i in names.get(fold(name), "").split()]
    best = max(found, key=lambda r: int(r[7] or 0), default=None)
    return best and (float(best[3]), float(best[4]), best[5])


def right(point, want):
    country = want[2] and abs(want[0]) < 1e-9 and abs(want[1]) < 1e-9
    return bool(point) and (point[2] == want[2] if country else distance(point, want) <= 161)


cases = ours = rule = given = had = 0
unknown = {}
for line in open(analysis, encoding="utf8"):
    doc = json.loads(line)
    for e in doc["entities"]:
        if e["type"] not in ("LOC", "FAC") or not any(m["kind"] == "name" for m in e["mentions"]):
            continue
        spellings = [n for n in [e["name"], *e["aliases"]] if fold(n) in gold]
        if not spellings:
            if e["type"] == "LOC": unknown[e["name"]] = unknown.get(e["name"], 0) + 1
            continue
        want, place = gold[fold(spellings[0])], e.get("place")
        mine = place and (place["latitude"], place["longitude"], place.get("country", ""))
        theirs = populous(spellings[0])
        cases += 1; ours += right(mine, want); rule += right(theirs, want); given += bool(mine); had += bool(theirs)
        if "--all" in sys.argv and right(mine, want) != right(theirs, want) or not right(mine, want):
            print(doc["id"], spellings[0], "ours", mine, "rule", theirs)
print(f"{cases} cases: ours right {ours} ({100 * ours / max(cases, 1):.1f} %), of {given} given a point; most populous {rule} ({100 * rule / max(cases, 1):.1f} %), of {had}")
print("not in the gold:", dict(sorted(unknown.items(), key=lambda n: -n[1])[:60]))
