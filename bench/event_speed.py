#!/usr/bin/env python3
"""Words per CPU second of the stage of entities and events, after the parse.

    cargo build --release -p dateline --example event_speed
    python bench/event_speed.py target/release/examples/event_speed CORPUS...

CORPUS: files of JSON Lines with `text`, or folders of JSON files with `text`. The program analyses all texts once and then does this
stage N more times; the difference between N = 0 and N = 20 in user CPU time is the stage's.
"""
import glob, json, os, resource, subprocess, sys

program, corpora = sys.argv[1], sys.argv[2:]
texts = []
for path in corpora:
    if os.path.isdir(path):
        texts += [json.load(open(f, encoding="utf8"))["text"] for f in sorted(glob.glob(path + "/*.json"))]
    else:
        texts += [json.loads(line)["text"] for line in open(path, encoding="utf8") if line.strip()]
stdin = "".join(json.dumps(t) + "\n" for t in texts)


def run(times):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    out = subprocess.run([program, str(times)], input=stdin, capture_output=True, text=True, check=True).stdout
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, int(out)


rates = []
for _ in range(3):
    start, _ = run(0)
    time, words = run(20)
    rates.append(words / max(time - start, 1e-6))
    print(f"{len(texts)} texts, {words} words in {time - start:.2f} user seconds: {rates[-1]:.0f} words/s")
print(f"median {sorted(rates)[1]:.0f} words a CPU second")
