#!/usr/bin/env python3
"""Change one value in a copy of a page and ask whether just this is reported.

usage: mutate.py BINARY INPUT… [--each N] [--seed S] [--show]

INPUT is what `dateline analyze` reads. For every page, copies are made: some sentences dropped, another outlet, published the same
day, and one value of a statement changed (date, time, number, place, name, title, source, polarity), N of each kind and page at most. The page and its
copy are one pile. Found: a discrepancy of a fitting kind holds the changed sentence and the one it was. False alarms: piles of a page and
a copy without a change, and anything else that is reported beside the change; flagged is every discrepancy but wordings and what is
called imprecise. Deterministic for a seed.
"""
import argparse, collections, json, os, random, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
PLACES = "Rotterdam Valencia Gdansk Porto Tampere Zagreb Leipzig Bologna Malmo Toulouse Cork Antwerp".split()
PEOPLE = ["Martin Hale", "Sofia Lindgren", "Paul Ferreira", "Judith Kramer", "Omar Benali", "Clara Novak"]
RANKS = {"minister": "ambassador", "president": "chancellor", "director": "chairman", "chairman": "secretary", "commander": "colonel", "captain": "admiral",
         "prosecutor": "judge", "judge": "prosecutor", "mayor": "governor", "governor": "senator", "senator": "governor", "spokesman": "ambassador",
         "spokeswoman": "ambassador", "chief": "deputy", "professor": "inspector", "general": "colonel", "colonel": "general", "secretary": "director",
         "officer": "professor", "manager": "secretary", "ambassador": "minister", "chancellor": "governor", "king": "president", "leader": "secretary"}
ORGANISATIONS = ["Meridian Insurance", "Norwood Energy", "Calder Airlines", "the Hartwell Institute"]
BODIES = ["the fire brigade", "the central bank", "the teachers' union", "the archbishop"]
NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
AUX = re.compile(r"\b(was|were|is|are|has|have|had|will|would)\b(?! (?:not|never|been no|no)\b)(?!n't)")
FITS = {"date": {"date", "time", "number"}, "time": {"time", "date"}, "number": {"number", "date"}, "place": {"place", "agent", "name", "attribution"},
        "name": {"name", "agent", "attribution", "title"}, "title": {"title", "agent", "attribution"}, "source": {"attribution", "agent", "name"},
        "polarity": {"polarity"}}


def shift(words, word, by):
    return words[(words.index(word) + by) % len(words)]


def date(text, rng):
    for w in WEEKDAYS:
        if re.search(rf"\b{w}\b", text):
            return re.sub(rf"\b{w}\b", shift(WEEKDAYS, w, rng.choice((2, 3, 4))), text, count=1)
    m = re.search(r"\b([1-9]|[12]\d|3[01])\b(?!:)", text)
    if m and any(x in text for x in MONTHS):
        day = int(m.group(1))
        return text[:m.start()] + str(day + 3 if day < 20 else day - 3) + text[m.end():]
    m = re.search(r"\b(19|20)\d\d\b", text)
    if m:
        return text[:m.start()] + str(int(m.group()) - rng.choice((1, 2))) + text[m.end():]
    for w in MONTHS:
        if w in text:
            return text.replace(w, shift(MONTHS, w, 2), 1)


def clock(text, rng):
    m = re.search(r"\b(\d{1,2})([:.]\d\d| ?[ap]\.?m\b)", text)
    if not m or not 0 < int(m.group(1)) <= 12:
        return None
    hour = int(m.group(1))
    return text[:m.start(1)] + str(hour - 2 if hour > 3 else hour + 2) + text[m.end(1):]


def number(word, rng):
    if word.lower() in NUMBER_WORDS:
        new = shift(NUMBER_WORDS, word.lower(), rng.choice((2, 3, 4)))
        return new.capitalize() if word[0].isupper() else new
    value = int(word.replace(",", ""))
    new = value + max(2, round(value * rng.choice((0.3, 0.5))))
    return f"{new:,}" if "," in word else str(new)


def title(text, rng):
    if re.search(r"\b(prime|deputy|vice|chief)\b", text, re.I):
        return None
    for w in re.findall(r"\w+", text):
        if w.lower() in RANKS:
            new = RANKS[w.lower()]
            return re.sub(rf"\b{w}\b", new.capitalize() if w[0].isupper() else new, text, count=1)


def changes(page, rng, each):
    """(kind, start, end, new words) in code points; what stands in quotation marks is left as it is."""
    text, out = page["text"], collections.defaultdict(list)
    quoted = [(q["start"], q["end"]) for q in page["quotations"] if q["kind"] != "indirect"]
    # Statements: sentences of the narration that tell of an event with somebody or something in it; no captions, credits, stamps and lists.
    told = [e["start"] for e in page["events"] if any(p["role"] != "other" for p in e["participants"])]
    aside = [(b["start"], b["end"]) for b in page["blocks"] if b["role"] not in ("body", "standfirst", "title")]
    sentences = [(s["start"], s["end"]) for s in page["sentences"]]
    sentences = [(a, b) for a, b in sentences if any(a <= t < b for t in told) and not re.search(r"[|@{}\t]|file photo", text[a:b])
                 and not any(x <= a and b <= y for x, y in aside)]
    plain = lambda a, b: not any(x < b and a < y for x, y in quoted) and any(x <= a and b <= y and len(text[x:y].split()) > 7 for x, y in sentences)
    taken = [(t["start"], t["end"]) for t in page["times"]]
    for t in page["times"]:
        a, b = t["start"], t["end"]
        if plain(a, b) and t["type"] in ("DATE", "TIME"):
            out["date"].append((a, b, date(text[a:b], rng)))
            out["time"].append((a, b, clock(text[a:b], rng)))
    starts = {(s[0], s[0]) for s in sentences}
    speakers = [(q["speaker"]["start"], q["speaker"]["end"]) for q in page["quotations"] if (q.get("speaker") or {}).get("start") is not None]
    for a, b in speakers:
        if plain(a, b) and len(text[a:b].split()) <= 6 and text[a:b].lower() not in ("he", "she", "they", "it", "we", "i", "who"):
            inside = lambda e: any(a <= m["start"] and m["end"] <= b for m in e["mentions"] if m["kind"] == "name")
            person = any(e["type"] == "PER" and inside(e) for e in page["entities"])
            body = rng.choice(ORGANISATIONS if any(e["type"] != "PER" and inside(e) for e in page["entities"]) else BODIES)
            out["source"].append((a, b, rng.choice(PEOPLE) if person else body[0].upper() + body[1:] if (a, a) in starts else body))
    taken += speakers
    for e in page["entities"]:
        for t in e.get("titles", []):
            if plain(t["start"], t["end"]):
                out["title"].append((t["start"], t["end"], title(text[t["start"]:t["end"]], rng)))
            taken.append((t["start"], t["end"]))
    for e in page["entities"]:
        for m in e["mentions"]:
            a, b = m["start"], m["end"]
            if m["kind"] != "name" or not plain(a, b) or any(x < b and a < y for x, y in taken):
                continue
            if e["type"] == "PER" and " " in text[a:b]:
                out["name"].append((a, b, rng.choice([p for p in PEOPLE if p not in text])))
            if e["type"] == "LOC" and e.get("place") and re.fullmatch(r"[A-Z][a-z]+", text[a:b]):
                out["place"].append((a, b, rng.choice([p for p in PLACES if p not in text])))
    names = [(m["start"], m["end"]) for e in page["entities"] for m in e["mentions"] if m["kind"] == "name"]
    for m in re.finditer(r"(?<![\w.,$€£:-])(\d{1,3}(?:,\d{3})+|\d{1,4}|" + "|".join(NUMBER_WORDS) + r")(?![\w:-]|[.,]\d|th\b)", text, re.I):
        if plain(*m.span()) and not any(x < m.end() and m.start() < y for x, y in taken + names):
            out["number"].append((*m.span(), number(m.group(), rng)))
    for a, b in sentences:
        m = AUX.search(text, a, b)
        if m and plain(*m.span()) and plain(a, a + 1):
            out["polarity"].append((*m.span(), m.group() + " not"))
    chosen = []
    for kind in FITS:
        fine = [c for c in out[kind] if c[2] and c[2] != text[c[0]:c[1]]]
        rng.shuffle(fine)
        chosen += [(kind, *c) for c in fine[:each]]
    return chosen


def copy(page, rng, change=None):
    """The text with some sentences dropped, never the changed one; and the changed sentence before and after."""
    text, parts, old, new = page["text"], [], None, None
    for s in page["sentences"]:
        a, b = s["start"], s["end"]
        words = text[a:b]
        if change and a <= change[1] and change[2] <= b:
            old = words
            words = new = text[a:change[1]] + change[3] + text[change[2]:b]
        elif rng.random() < 0.2:
            continue
        parts.append(words)
    return "\n".join(p.strip() for p in parts), old, new


def build(binary, rows):
    with tempfile.TemporaryDirectory() as tmp:
        source, out = os.path.join(tmp, "x.jsonl"), os.path.join(tmp, "x.dossier")
        with open(source, "w", encoding="utf8") as f:
            f.writelines(json.dumps(r) + "\n" for r in rows)
        subprocess.run([binary, "build", source, "-o", out, "--threads", "1"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return json.loads(subprocess.run([binary, "export", out, "--format", "json"], stdout=subprocess.PIPE, check=True).stdout)


def words(text):
    return set(re.findall(r"\w+", text.lower()))


def near(a, b):
    x, y = words(a), words(b)
    return len(x & y) >= 0.8 * min(len(x), len(y))


def flagged(d):
    return [x for x in d["discrepancies"] if x["status"] != "imprecise" and x["kind"] != "wording"]


def main():
    args = argparse.ArgumentParser(usage=__doc__)
    args.add_argument("binary"); args.add_argument("inputs", nargs="+")
    args.add_argument("--each", type=int, default=1); args.add_argument("--seed", type=int, default=1); args.add_argument("--pages", type=int, default=1000)
    args.add_argument("--show", action="store_true")
    args = args.parse_args()
    rng = random.Random(args.seed)
    lines = subprocess.run([args.binary, "analyze", *args.inputs], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    pages = [json.loads(l) for l in lines.decode().splitlines()][:args.pages]
    jobs = []
    for page in pages:
        p = page["document"].get("published") or {}
        row = {"id": "page", "text": page["text"], "title": page["document"].get("title"), "outlet": "The Original"}
        if p.get("value"):
            row["published"] = p["value"]
        for change in [None] + changes(page, rng, args.each):
            text, old, new = copy(page, rng, change)
            if change and old is None:
                continue
            jobs.append((page["id"], change, [row, {**row, "id": "copy", "text": text, "outlet": "The Copy"}], old, new))
    found, total, beside, alarms, plain = collections.Counter(), collections.Counter(), 0, 0, 0
    with ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda j: build(args.binary, j[2]), jobs)
        for (name, change, _, old, new), d in zip(jobs, results):
            if change is None:
                plain += 1; alarms += bool(flagged(d))
                if args.show and flagged(d):
                    print("false alarm in", name, [(x["kind"], x["status"], x["label"]) for x in flagged(d)])
                continue
            kind = change[0]
            total[kind] += 1
            hits = [x for x in d["discrepancies"] if x["kind"] in FITS[kind] | {"wording"} & {"wording" if kind == "source" else ""}
                    and any(near(s["text"], new) for v in x["variants"] for s in v["support"]) and len(x["variants"]) > 1]
            found[kind] += bool(hits)
            more = [x for x in flagged(d) if x not in hits]
            beside += bool(more)
            if args.show and (not hits or more):
                print("missed" if not hits else "beside", kind, name, "|", old, "|", change[3], "|", [(x["kind"], x["status"], x["label"]) for x in d["discrepancies"] if x not in hits][:3])
    for kind in FITS:
        if total[kind]:
            print(f"{kind:<10} {found[kind]:>4} of {total[kind]:<4} {100 * found[kind] / total[kind]:5.1f}%")
    n = sum(total.values())
    print(f"{'all':<10} {sum(found.values()):>4} of {n:<4} {100 * sum(found.values()) / max(n, 1):5.1f}% found")
    print(f"unmodified pairs flagged {alarms} of {plain} ({100 * alarms / max(plain, 1):.1f}%); changed pairs with something else flagged {beside} of {n} ({100 * beside / max(n, 1):.1f}%)")


main()
