#!/usr/bin/env python3
"""Score the entities and places of one story's dossier against a hand-made list.

usage: story_entities.py DOSSIER.json GOLD.json [--all]

DOSSIER.json is what `dateline export FILE --format json` printed. GOLD.json has `entities` (name, type, aliases, titles) and `places`
(name, aliases, `in`, `approx`). An entity is found when one of the dossier has its name; an alias counts when it is a name or mention of
that entity and of no other. Titles have to be among the entity's, words in order, case aside. A place has to stand within 60 km of a
sane point (below, or `approx`), and `place.within` has to name all that the gold puts it in and the dossier has a name for.
"""
import json, math, re, sys, unicodedata

dossier, gold = (json.load(open(p, encoding="utf8")) for p in sys.argv[1:3])
verbose = "--all" in sys.argv
texts = {d["id"]: d["text"] for d in dossier["documents"]}

# Points written from general knowledge (degrees north, east): for regions their middle and chief town, for seas and zones their middle.
SANE = {
    "Primorsky Krai": [(45.0, 134.7), (43.1, 131.9)], "Amur Oblast": [(53.0, 128.0), (52.5, 127.0), (50.3, 127.5)],
    "Sunan area": [(39.2, 125.67), (39.03, 125.75)], "demilitarized zone (DMZ)": [(38.0, 127.0), (37.96, 126.68)],
    "Singapore": [(1.33, 103.83)], "Hanoi": [(21.03, 105.85)], "Sea of Japan": [(40.0, 135.0), (40.0, 134.0)],
    "Japan’s exclusive economic zone": [(36.0, 138.0)], "Japan's exclusive economic zone": [(36.0, 138.0)],
}
# Other ways to write what a place lies in.
SAME = {"Amur Oblast": {"amur", "amur oblast", "amurskaya oblast", "amur region"}, "Primorsky Krai": {"primorye", "primorskiy krai", "primorskiy", "primorye region", "primorskiy kray"}}


def fold(name):
    name = unicodedata.normalize("NFKD", name.replace("’", "'").replace("С", "C")).lower()
    name = re.sub(r"\s*\(.*?\)|\[.*?\]", "", "".join(c for c in name if not unicodedata.combining(c)))
    name = re.sub(r"^(the|a|an|his|its) ", "", name.strip().removesuffix("'s"))
    return re.sub(r"[\s\-]+", " ", name).strip()


def names_of(entity, mentions=True):
    found = {fold(entity["name"]), *map(fold, entity["aliases"])}
    if mentions:
        found |= {fold(texts[m["document"]][m["start"]:m["end"]]) for m in entity["mentions"]}
    return found


entities = dossier["entities"]
proper = [names_of(e, False) for e in entities]
every = [names_of(e) for e in entities]


def locate(g):
    """The dossier's entity with the gold's name: by name first, then by mention; the most mentioned of several."""
    for pool in (proper, every):
        for name in [g["name"], *g.get("aliases", [])[:2]]:
            # "Y's X" is also found as X.
            hits = [i for i, names in enumerate(pool) if fold(name) in names or fold(re.sub(r"^.*[’']s ", "", name)) in names]
            if hits:
                return max(hits, key=lambda i: len(entities[i]["mentions"])), hits
    return None, []


def title_words(text):
    return [w for w in re.findall(r"\w+", fold(text)) if w not in ("of", "the", "s")]


def distance(a, b):
    la, lb = math.radians(a[0]), math.radians(b[0])
    h = math.sin((la - lb) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(a[1] - b[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


found, doubled, aliases, titles, at = 0, 0, [0, 0], [0, 0], {}
for g in gold["entities"]:
    i, hits = locate(g)
    if i is None:
        print("MISSING", g["name"])
        titles[1] += len(g.get("titles", []))
        continue
    found += 1
    at.setdefault(i, []).append(g["name"])
    if len(hits) > 1:
        doubled += 1
        print("DOUBLED", g["name"], [(entities[h]["id"], entities[h]["name"], entities[h]["type"]) for h in hits])
    for alias in g.get("aliases", []):
        where = [h for h, names in enumerate(every) if fold(alias) in names]
        aliases[1] += 1
        aliases[0] += where == [i]
        if where != [i] and (verbose or i not in where):
            print("ALIAS", g["name"], "|", alias, "->", [(entities[h]["id"], entities[h]["name"]) for h in where])
    have = [title_words(t["title"] if isinstance(t, dict) else t) for t in entities[i]["titles"]]
    for t in g.get("titles", []):
        want = title_words(t["evidence"]["text"])
        ok = any(want == h or all(w in h for w in want) for h in have)
        titles[0] += ok; titles[1] += 1
        if not ok:
            print("TITLE", g["name"], "|", t["evidence"]["text"], "not in", [" ".join(h) for h in have])
merged = [names for names in at.values() if len(names) > 1]
print(f"entities found                 {found} of {len(gold['entities'])}, doubled {doubled}, merged {merged or 0}")
print(f"aliases in the one entity      {aliases[0]} of {aliases[1]}")
print(f"titles                         {titles[0]} of {titles[1]}")

near, contained, single = 0, [0, 0], 0
for g in gold["places"]:
    i, hits = locate(g)
    place = entities[i].get("place") if i is not None else None
    if not place:
        print("NO POINT", g["name"], entities[i]["name"] if i is not None else "missing")
        contained[1] += len(g.get("in", []))
        continue
    single += len(hits) == 1
    point = (place["latitude"], place["longitude"])
    sane = SANE.get(g["name"], []) + ([tuple(g["approx"])] if "approx" in g else [])
    away = min(distance(point, s) for s in sane)
    near += away <= 60
    if away > 60 or verbose:
        print("FAR" if away > 60 else "near", g["name"], point, f"{away:.0f} km")
    within = {fold(w) for w in place.get("within") or []}
    for outer in g.get("in", []):
        contained[1] += 1
        ok = bool(({fold(outer)} | SAME.get(outer, set())) & within)
        contained[0] += ok
        if not ok:
            print("NOT WITHIN", g["name"], outer, sorted(within))
print(f"places within 60 km            {near} of {len(gold['places'])}; in one entity {single}")
print(f"containment                    {contained[0]} of {contained[1]}")
