#!/usr/bin/env python3
"""Writes word_frequencies.txt: in how many of a sample of pages each lemma stands.

usage: make_frequencies.py MODEL WCXB.jsonl.gz AEB.jsonl.gz MEANTIME_DIR…

MODEL is the spaCy pipeline that models/convert.py converts; the samples are the web content extraction benchmark WCXB (CC BY 4.0), the
article extraction benchmark AEB (MIT) and the news of MEANTIME (CC BY 4.0), of which only these counts are kept.
"""
import collections, glob, gzip, json, sys
import spacy

LEAST = 3


def texts(paths):
    for path in paths:
        if path.endswith(".gz"):
            for line in gzip.open(path, "rt", encoding="utf8"):
                gold = json.loads(line)["gold"]
                body = gold if isinstance(gold, str) else gold.get("body") or gold.get("text") or ""
                yield "\n".join(body) if isinstance(body, list) else body
        else:
            for name in sorted(glob.glob(path + "/*.json")):
                yield json.load(open(name, encoding="utf8"))["text"]


def main():
    nlp = spacy.load(sys.argv[1], exclude=["ner", "parser"])
    pages, counts = 0, collections.Counter()
    for doc in nlp.pipe(t[:6000] for t in texts(sys.argv[2:]) if len(t) > 300):
        pages += 1
        counts.update({t.lemma_.lower() for t in doc if t.pos_ in ("PROPN", "NOUN", "VERB", "ADJ")})
    words = sorted(w for w, n in counts.items() if n >= LEAST and len(w) > 2 and all(c.isalnum() or c == "-" for c in w))
    with open("word_frequencies.txt", "w", encoding="utf8") as out:
        print("# In how many of a sample of pages a lemma stands, for lemmas in at least three. Made by make_frequencies.py, which names", file=out)
        print(f"# the samples. First line: the number of pages.\n{pages}", file=out)
        by_count = collections.defaultdict(list)
        for w in words:
            by_count[counts[w]].append(w)
        for n in sorted(by_count, reverse=True):
            print(n, *by_count[n], file=out)


main()
