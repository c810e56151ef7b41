#!/usr/bin/env python3
"""Time and memory of building one story of many pages.

usage: scale.py BINARY INPUT… [--sizes 100,1000,10000] [--seed S]

Pages are made by variation of those of INPUT (what `dateline analyze` reads): each takes a part of the sentences of one to three pages in
their order, changes some numbers, and is published by one of many outlets within two weeks. One story, many half copies: the worst case.
Prints, for each size, seconds of the whole build and of the analysis of the pages alone, by the clock and on the processors, and the peak
of memory.
"""
import argparse, json, os, random, re, resource, subprocess, sys, tempfile, time

WORDS = "Herald Courier Gazette Post Mirror Tribune Observer Record Standard Chronicle Dispatch Examiner Sentinel Bulletin".split()


def main():
    args = argparse.ArgumentParser(usage=__doc__)
    args.add_argument("binary"); args.add_argument("inputs", nargs="+")
    args.add_argument("--sizes", default="100,1000,10000"); args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    out = subprocess.run([args.binary, "analyze", *args.inputs], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    pages = [json.loads(l) for l in out.decode().splitlines()]
    texts = [[p["text"][s["start"]:s["end"]].strip() for s in p["sentences"]] for p in pages]
    rng = random.Random(args.seed)
    for size in map(int, args.sizes.split(",")):
        with tempfile.TemporaryDirectory() as tmp:
            source = os.path.join(tmp, "x.jsonl")
            with open(source, "w", encoding="utf8") as f:
                for i in range(size):
                    lines = []
                    for sentences in rng.sample(texts, min(len(texts), rng.choice((1, 1, 2, 3)))):
                        lines += [s for s in sentences if rng.random() < 0.6]
                    text = re.sub(r"\b\d{2,3}\b", lambda m: str(int(m.group()) + rng.randrange(9)) if rng.random() < 0.1 else m.group(), "\n".join(lines[:60]))
                    f.write(json.dumps({"id": f"p{i}", "title": lines[0][:90] if lines else "", "outlet": f"{rng.choice(WORDS)} {i % 211}",
                                        "published": f"2025-03-{5 + rng.randrange(14):02}", "text": text}) + "\n")
            alone = measured([args.binary, "analyze", source, "--threads", "2"])
            whole = measured([args.binary, "build", source, "-o", os.path.join(tmp, "x.dossier"), "--threads", "2"])
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{size:>6} pages  build {whole[0]:7.1f} s, CPU {whole[1]:7.1f} s  analysis alone {alone[0]:7.1f} s, CPU {alone[1]:7.1f} s  peak {peak:7.0f} MiB", flush=True)


def measured(command):
    """Seconds by the clock and on the processors."""
    began, before = time.time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.time() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


main()
