#!/usr/bin/env python3
"""Compare the time expressions of `dateline` with the English date and time specifications of Recognizers-Text.

usage: recognizers.py BINARY SPECS_DIR [--differences FILE] [--misses [SUBSTRING]] [--all] [--list]

SPECS_DIR holds the JSON files of `Specs/DateTime/English` of microsoft/Recognizers-Text (MIT), which are not part of this repository.
A case is an input, a reference time and the expressions that are to be found. Recognizers-Text writes spans, types and values
in a way of its own; a case counts as read alike when, for every expression of the case,

* what is found inside it leaves out only function words ("from", "in", "before", "the"), and nothing else is found in the input;
* the value is the same: the same TIMEX after equal notations are made one, or one of the resolutions that the case allows (it
  gives the last and the next one where it does not choose), as a stretch of the calendar; for a range told by its two ends, the two ends.

Cases that a TIMEX3 tagger of news should not read as the specification does stand in the file of known differences, by class with a reason;
they are counted apart. --misses prints the rest that is read otherwise, --list prints each as FILE and index, --all the known differences too.
"""
import argparse, collections, datetime as dt, json, os, re, subprocess, sys, tempfile, tomllib

FUNCTION = set("""a an the of in on at from to between and through till until since before after by for during within around about
circa approximately roughly near or as early late later than prior earlier not up til till - – — , ( ) [ ] ' " ’s 's . : ; ~ starting start
started beginning ending ends end this with day time times hours hour if it is be over into past most least more less any
using no just exactly""".split())
OFFSET = re.compile(r"\b(ago|later|hence|earlier|before|prior|previously|afterwards?|after|from)\b")
UNITS = {"Y": 365.25, "M": 30.4375, "W": 7, "D": 1}


def load(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            for index, case in enumerate(json.load(open(os.path.join(folder, name), encoding="utf-8-sig"))):
                yield name.removesuffix(".json"), index, case


def wanted(case):
    """Expressions of a case: start, end, type, and the values allowed, each a dict of timex, mod, start, end."""
    found = []
    for r in case.get("Results") or []:
        start = r.get("Start")
        if start is None:
            start = case["Input"].lower().find(r["Text"].lower())
        end = start + r["Length"] if "Length" in r else r["End"] + 1 if "End" in r else start + len(r["Text"])
        kind = (r.get("TypeName") or r.get("Type") or "").split(".")[-1]
        value = r.get("Value") or r.get("Resolution") or {}
        values = []
        for v in value.get("values") or [] if isinstance(value, dict) else []:
            values.append({"timex": v.get("timex"), "mod": v.get("Mod"), "start": v.get("start") or v.get("value"),
                           "end": v.get("end"), "point": "value" in v})
        if isinstance(value, dict) and "values" not in value and (value.get("Timex") or value.get("timex")):
            for side in ("FutureResolution", "PastResolution"):
                s = value.get(side) or {}
                pick = lambda *keys: next((s[k] for k in s for w in keys if k.lower().startswith(w)), None)
                values.append({"timex": value.get("Timex") or value.get("timex"), "mod": value.get("Mod"),
                               "start": pick("start") or pick("date", "time"), "end": pick("end"), "point": bool(pick("date", "time"))})
        found.append((start, end, kind, values))
    return found


def moment(text):
    text = (text or "").strip().replace(" ", "T")
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def length(value):
    """A TIMEX3 duration in days, None when it is none or of unknown number."""
    m = re.fullmatch(r"P((?:[\d.]+(?:DE|CE|WE|BD|[YMWDQ]))*)(?:T((?:[\d.]+[HMS])*))?", value or "")
    if not m or "X" in value: return None
    days = 0.0
    for number, unit in re.findall(r"([\d.]+)(DE|CE|WE|BD|[YMWDQ])", m[1] or ""):
        days += float(number) * {"DE": 3652.5, "CE": 36525, "Q": 91.3125, "WE": 2, "BD": 1, **UNITS}[unit]
    for number, unit in re.findall(r"([\d.]+)([HMS])", m[2] or ""):
        days += float(number) * {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}[unit]
    return days


def near(a, b):
    return a is not None and b is not None and abs(a - b) <= 0.02 * max(abs(a), abs(b), 1e-6)


def clock(value):
    """Minutes of the day of a value, or the part of the day, None without one."""
    m = re.search(r"T(\d\d)(?::?(\d\d))?(?::?(\d\d))?(?:Z|[+-][\d:]+)?$", value or "")
    if m: return int(m[1]) % 24 * 60 + int(m[2] or 0)
    m = re.search(r"T(MO|MI|AF|EV|NI|DT)$", value or "")
    return m[1] if m else None


def same_clock(a, b):
    a, b = clock(a), clock(b)
    if a == b: return a is not None
    # Noon and midday are written with the clock here; "morning" as a clock range there.
    return {str(a), str(b)} in ({"MI", "720"}, {"NI", "EV"}) if a is not None and b is not None else False


def fits(pattern, value):
    """Whether a value with unknown fields, such as XXXX-WXX-5 or XXXX-10, holds for another."""
    if not pattern or not value: return False
    pattern, value = pattern.split("T")[0], value.split("T")[0]
    if len(pattern) == len(value) and all(p == v or p == "X" for p, v in zip(pattern, value)): return True
    m = re.fullmatch(r"XXXX-WXX-(\d)", pattern)
    day = moment(value)
    return bool(m and day and day.isoweekday() == int(m[1]))


def bounds(timex):
    first, last = moment(timex.get("earliest")), moment(timex.get("latest"))
    return first, last + dt.timedelta(hours=24, seconds=-1) if last and len(timex["latest"]) == 10 else last


def stretch(mine, v):
    """Whether the stretch that was found is the one wanted; a wanted end is exclusive."""
    froms = [bounds(t)[0] for t in mine if t.get("earliest")]
    tos = [bounds(t)[1] for t in mine if t.get("latest")]
    if not froms or not tos: return False
    a, b = min(froms), max(tos)
    start, end = moment(v["start"]), moment(v["end"])
    if v["point"] and start:
        return a.date() == start.date() == b.date() and ("T" not in (v["start"] or "").replace(" ", "T") or a == start)
    if not start or not end: return False
    last = end - dt.timedelta(days=1) if end.time() == dt.time() else end
    return a.date() == start.date() and b.date() in (last.date(), end.date()) and (len(mine) > 1 or b.date() == last.date() or "/" in (mine[0]["value"] or ""))


def same_end(found, end):
    """One end of a range, as TIMEX there: the first moment of what is named or the one after its last, exclusive or not."""
    value, at = found["value"] or "", moment(end.replace("XXXX", (found["value"] or "")[:4]))
    a, b = bounds(found)
    if at and a and b and (found.get("mod") in ("START", "MID", "END") and a <= at <= b + dt.timedelta(days=2) or at in (a, b + dt.timedelta(seconds=1))): return True
    if value.startswith("PRESENT"): return True
    if "T" in end:
        head = end.split("T")[0]
        return same_clock(value, end) and (not head or fits(head, value) or value.startswith("XXXX"))
    return value == end or fits(end, value) or (len(value) < len(end) and end.startswith(value + "-01"))


def day_after(value, end):
    """An end that is excluded there: "through 12 May" ends on the 13th."""
    a, b = moment(value.split("T")[0]), moment(end.replace("XXXX", value[:4]).split("T")[0])
    return a is not None and b is not None and (b - a).days == 1


def alike(mine, kind, v):
    timex = (v["timex"] or "").strip()
    values = [t["value"] or "" for t in mine]
    if len(mine) == 1:
        value = values[0]
        if value == timex or near(length(value), length(timex)): return True
        if timex.startswith("P") and re.fullmatch(r"P.*X.*", value) and re.sub(r"[\d.]+", "X", timex) == value: return True
        # Three weeks away is a week there, the day of that week here.
        point = moment(v["start"])
        if kind == "date" and point and mine[0].get("earliest") and length(timex) is None and v["point"] and OFFSET.search(mine[0]["text"].lower()):
            a, b = bounds(mine[0])
            if a <= point <= b: return True
        if kind == "set": return value == timex or same_clock(value, timex) and "T" in timex
        if kind == "time": return same_clock(value, timex)
        if kind in ("datetime", "timerange") and same_clock(value, timex):
            if timex.startswith("T") or fits(timex, value) or value.split("T")[0] == timex.split("T")[0]: return True
        if kind == "date" and fits(timex, value) and (not v["start"] or v["start"] == value or v["mod"]): return True
        # "More than two weeks after today" begins there on a day, here in the week of that day.
        ends = [m for m in (moment(v["start"]), moment(v["end"])) if m]
        if v["mod"] and ends and mine[0].get("earliest") and any(bounds(mine[0])[0] <= e <= bounds(mine[0])[1] for e in ends): return True
        if v["mod"] and (fits(timex, value) or timex.split("T")[0] == value and "T" not in timex): return True
        if kind == "daterange" and fits(timex, value) and not timex.startswith("("): return stretch(mine, v) or "WI" in value or v["start"] is None
        m = re.fullmatch(r"\((.*),(.*),(P.*)\)", timex)
        # A stretch that begins or ends at the moment of speech is a length with an anchor in TIMEX3.
        if m and near(length(value), length(m[3])) and mine[0]["type"] == "DURATION": return True
        if m and value.startswith("P") and value == re.sub(r"[\d.]+", "X", m[3]): return True
        if m and "/" in value:
            a, b = ({**mine[0], "value": end} for end in value.split("/"))
            if same_end(a, m[1]) and (same_end(b, m[2]) or day_after(b["value"], m[2])): return True
        if m and "T" in m[1] and "T" in value and isinstance(clock(value), str) and fits(m[1].split("T")[0], value): return True
    # "Today" and "at 4 p.m." apart, the second resolved with the first.
    if len(mine) > 1:
        whole = [t for t in mine if all(fits(o["value"] or "?", (t["value"] or "")[:len(o["value"] or "")]) for o in mine)]
        if whole and alike(whole[:1], kind, v): return True
    m = re.fullmatch(r"\((.*),(.*),(P.*)\)", timex)
    if m and len(mine) == 2:
        a, b = mine
        if same_end(a, m[1]) and (same_end(b, m[2]) or day_after(values[1], m[2])): return True
    if len(mine) == 2 and kind in ("set", "datetime", "date") and timex in values: return True
    return stretch(mine, v)


def leftover(text, start, end, mine):
    """Words of an expression that are not covered."""
    keep = [c if not any(t["start"] <= start + i < t["end"] for t in mine) else " " for i, c in enumerate(text[start:end])]
    return [w for w in re.findall(r"[a-z]+|'s|\d+", "".join(keep).lower()) if w not in FUNCTION]


def judge(name, case, times):
    """None when a case is read alike, else what differs."""
    text, used = case["Input"], set()
    for start, end, kind, values in wanted(case):
        mine = [t for t in times if t["start"] < end and start < t["end"]]
        used.update(id(t) for t in mine)
        if not mine: return f"not found: {text[start:end]!r} {kind}"
        rest = leftover(text, start, end, mine)
        if rest: return f"left out {' '.join(rest)!r} of {text[start:end]!r}"
        outside = [t for t in mine if leftover(text, t["start"], t["end"], [{"start": start, "end": end}])]
        if outside: return f"too wide: {text[outside[0]['start']:outside[0]['end']]!r} for {text[start:end]!r}"
        if values and not any(alike(mine, kind, v) for v in values):
            shown = " ".join(f"{text[t['start']:t['end']]!r}={t['value']}" for t in mine)
            return f"value: {shown} wanted {values[0]['timex']} {values[0]['mod'] or ''} {values[0]['start']}..{values[0]['end']}"
    # The cases of one part of that library know only one type of expression.
    if re.search(r"(?<!Merged)(Extractor|Parser)$", name): return None
    extra = [t for t in times if id(t) not in used]
    return f"spurious: {text[extra[0]['start']:extra[0]['end']]!r} {extra[0]['value']}" if extra else None


def known(differences, name, index, case):
    """The class of a known difference, or None."""
    results = wanted(case)
    for d in differences:
        if name in d.get("files", []) or index in d.get("cases", {}).get(name, []): return d["class"]
        if d.get("unsupported") and d["unsupported"] in str(case.get("NotSupported", "")).lower(): return d["class"]
        if any(k in d.get("types", []) for _, _, k, _ in results): return d["class"]
        wrong = [case["Input"][a:b].lower() for a, b, _, _ in results]
        if any(re.search(p, w) for p in d.get("patterns", []) for w in wrong): return d["class"]
        if any(re.search(p, case["Input"].lower()) for p in d.get("inputs", [])): return d["class"]
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary"); parser.add_argument("specs")
    parser.add_argument("--differences", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "recognizers_differences.toml"))
    parser.add_argument("--misses", nargs="?", const=""); parser.add_argument("--all", action="store_true"); parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    differences = tomllib.load(open(args.differences, "rb"))["difference"] if os.path.exists(args.differences) else []
    cases = list(load(args.specs))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as handle:
        for name, index, case in cases:
            day = (case.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")[:10]
            handle.write(json.dumps({"id": f"{name}/{index}", "text": case["Input"], "published": day}) + "\n")
        handle.flush()
        out = subprocess.run([*args.binary.split(), "analyze", handle.name], stdout=subprocess.PIPE, check=True).stdout
    found = {}
    for line in out.decode("utf8").splitlines():
        item = json.loads(line)
        found[item["id"]] = item
    right, total, apart = collections.Counter(), collections.Counter(), collections.Counter()
    for name, index, case in cases:
        item = found.get(f"{name}/{index}", {"times": [], "text": case["Input"]})
        for t in item["times"]: t["text"] = case["Input"][t["start"]:t["end"]]
        differs = judge(name, case, item["times"])
        group = known(differences, name, index, case) if differs else None
        if group:
            apart[group] += 1
            if not args.all: continue
        else:
            total[name] += 1
            right[name] += differs is None
        if differs and (args.misses is not None or args.list or args.all) and (args.misses or "") in f"{name} {differs}":
            print(f"{name}/{index} {'[' + group + '] ' if group else ''}" + ("" if args.list else f"{case['Input']!r} {differs}"))
    for name in sorted(total):
        print(f"{name:<32} {right[name]:>4} of {total[name]:>4}  {100 * right[name] / total[name]:5.1f}")
    for group, n in sorted(apart.items()): print(f"known difference, {group}: {n}")
    done, of = sum(right.values()), sum(total.values())
    print(f"read alike: {done} of {of} = {100 * done / of:.1f} %; known differences {sum(apart.values())} of {len(cases)} cases")


main()
