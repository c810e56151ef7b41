"""Points, names and borders of first-level regions, from the outlines of Natural Earth (public domain).

In: the GeoJSON of Natural Earth's states and provinces (1:10m), towns of GeoNames with their region, codes of the regions. Out: for each
region its point and other names, and the middle of its border with each neighbouring country. The two sources cut some countries in
different pieces (provinces here, regions there): an outline belongs to the region that most of the towns inside it belong to.
"""
import collections, json, math


def rings(geometry):
    """Outer rings of a geometry, each a list of (longitude, latitude)."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [part[0] for part in parts]


def inside(ring, x, y):
    """Whether a point is inside a ring: an odd number of crossings."""
    odd, (x0, y0) = False, ring[-1]
    for x1, y1 in ring:
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0: odd = not odd
        x0, y0 = x1, y1
    return odd


def middle(ring):
    """Area, longitude and latitude of the centroid of a ring, on the sphere's cylinder."""
    area = cx = cy = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
        cross = x0 * y1 - x1 * y0; area += cross; cx += (x0 + x1) * cross; cy += (y0 + y1) * cross
    return (abs(area) * math.cos(math.radians(cy / (3 * area))), cx / (3 * area), cy / (3 * area)) if area else (0.0, *ring[0])


def kilometres(a, b):
    h = math.sin(math.radians(a[1] - b[1]) / 2) ** 2 + math.cos(math.radians(a[1])) * math.cos(math.radians(b[1])) * math.sin(math.radians(a[0] - b[0]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def read(path, towns_by_region):
    """`{region code: (latitude, longitude, [names], GeoNames id)}` and `{(region code, country): (latitude, longitude, kilometres)}`."""
    features = json.load(open(path, encoding="utf8"))["features"]
    shapes = []
    for f in features:
        outer = rings(f["geometry"])
        boxes = [(min(p[0] for p in r), min(p[1] for p in r), max(p[0] for p in r), max(p[1] for p in r)) for r in outer]
        shapes.append((f["properties"], outer, boxes))
    grid = collections.defaultdict(list)
    for s, (_, _, boxes) in enumerate(shapes):
        cells = {(x, y) for b in boxes for x in range(math.floor(b[0]), math.floor(b[2]) + 1) for y in range(math.floor(b[1]), math.floor(b[3]) + 1)}
        for cell in cells: grid[cell].append(s)
    votes = collections.defaultdict(collections.Counter)
    for code in sorted(towns_by_region):
        towns = sorted(towns_by_region[code], key=lambda t: (-t["population"], t["geonameid"]))[:60]
        for t in towns:
            x, y = t["longitude"], t["latitude"]
            for s in grid[math.floor(x), math.floor(y)]:
                _, outer, boxes = shapes[s]
                if any(b[0] <= x <= b[2] and b[1] <= y <= b[3] and inside(r, x, y) for r, b in zip(outer, boxes)):
                    votes[s][code] += 1
                    break
    of_region = collections.defaultdict(list)
    for s, (p, _, _) in enumerate(shapes):
        own = p.get("gn_a1_code")
        if votes[s]: own = max(votes[s].items(), key=lambda v: (v[1], v[0] == own, v[0]))[0]
        if own in towns_by_region: of_region[own].append(s)
    points = {}
    for code, members in sorted(of_region.items()):
        props = [shapes[s][0] for s in members]
        one = props[0] if len(props) == 1 else None
        if one and one.get("latitude") is not None:
            lat, lon = one["latitude"], one["longitude"]
        else:
            areas = [middle(r) for s in members for r in shapes[s][1]]
            whole = sum(a for a, _, _ in areas) or 1.0
            lat, lon = sum(a * y for a, _, y in areas) / whole, sum(a * x for a, x, _ in areas) / whole
        names = []
        if one:
            for field in ("name_en", "name", "gn_name", "woe_name", "name_alt", "name_local", "name_fr", "name_de", "name_es"):
                names += [n.strip() for n in (one.get(field) or "").split("|")]
        elif len({p.get("region") for p in props}) == 1:
            names.append(props[0].get("region") or "")
        ids = {p["gn_id"] for p in props if p.get("gn_a1_code") == code and (p.get("gn_id") or 0) > 0 and p.get("gn_level") == 1}
        points[code] = (lat, lon, [n for n in names if n], ids.pop() if len(ids) == 1 else 0)
    # Outlines that touch have the same corners.
    corner = lambda p: (round(p[0], 4), round(p[1], 4))
    country_of = {s: code[:2] for code, members in of_region.items() for s in members}
    touch = collections.defaultdict(set)
    for s, country in country_of.items():
        for r in shapes[s][1]:
            for p in r: touch[corner(p)].add(country)
    borders = {}
    for code, members in sorted(of_region.items()):
        lines = collections.defaultdict(list)
        for s in members:
            for r in shapes[s][1]:
                for a, b in zip(r, r[1:] + r[:1]):
                    for other in touch[corner(a)] & touch[corner(b)] - {code[:2]}:
                        if a != b: lines[other].append((a, b))
        for other, segments in sorted(lines.items()):
            lengths = [kilometres(a, b) for a, b in segments]
            whole = sum(lengths); run = 0.0
            for (a, b), length in zip(segments, lengths):
                run += length
                if run * 2 >= whole: break
            if whole >= 2: borders[code, other] = ((a[1] + b[1]) / 2, (a[0] + b[0]) / 2, whole)
    return points, borders
