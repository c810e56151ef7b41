#!/usr/bin/env python3
"""Compares the language layer with spaCy on any texts, token by token.

    cargo build --release -p dateline --example parse_json
    python bench/parity.py --model PIPELINE_DIR --program target/release/examples/parse_json CORPUS...

CORPUS is a file or a folder with .json, .jsonl or .jsonl.gz files whose objects have a string "text", or with .txt files. Each
text is compared by paragraph, and every fifth as a whole too, with its line breaks. Prints agreement and each class of difference.
"""

import argparse
import collections
import gzip
import json
import pathlib
import subprocess
import sys
import time
import warnings


def texts(paths):
    for path in paths:
        path = pathlib.Path(path)
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_dir():
                continue
            if file.suffix == ".txt":
                yield file.read_text()
                continue
            data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            if ".jsonl" in file.name:
                objects = [json.loads(line) for line in data.splitlines() if line.strip()]
            elif file.suffix == ".json":
                objects = [json.loads(data)]
            else:
                continue
            for o in objects:
                if isinstance(o, dict) and isinstance(o.get("text"), str):
                    yield o["text"]


def units(paths, limit):
    """Paragraphs of all texts, every fifth text whole, up to a number of characters."""
    seen = 0
    for i, text in enumerate(texts(paths)):
        for piece in [text] if i % 5 == 0 else [p.strip() for p in text.split("\n")]:
            if piece.strip():
                yield piece
                seen += len(piece)
        if seen > limit:
            return


def of_spacy(doc):
    tokens = [
        [t.idx, t.idx + len(t), t.tag_, t.pos_, t.head.i, t.dep_, t.lemma_, bool(t.is_sent_start)] for t in doc
    ]
    return tokens, {(doc[e.start].idx, doc[e.end - 1].idx + len(doc[e.end - 1]), e.label_) for e in doc.ents}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--characters", type=int, default=1_200_000, help="stop after about so many")
    arguments.add_argument("--examples", type=int, default=5, help="to show of each class of difference")
    arguments.add_argument("corpus", nargs="+")
    a = arguments.parse_args()
    warnings.filterwarnings("ignore")
    import spacy

    nlp = spacy.load(a.model)
    # A text may be met twice, as in two editions of a corpus; once is enough.
    pieces = list(dict.fromkeys(units(a.corpus, a.characters)))
    start = time.process_time()
    expected = [of_spacy(d) for d in nlp.pipe(pieces, batch_size=64)]
    spacy_time = time.process_time() - start
    stdin = "".join(json.dumps(p) + "\n" for p in pieces)
    out = subprocess.run([a.program], input=stdin, capture_output=True, text=True, check=True).stdout
    found = [json.loads(line) for line in out.splitlines()]
    assert len(found) == len(pieces)

    total, same = collections.Counter(), collections.Counter()
    classes, examples = collections.Counter(), collections.defaultdict(list)

    def differ(kind, ours, theirs, text, at):
        key = (kind, str(ours), str(theirs))
        classes[key] += 1
        if len(examples[key]) < a.examples:
            examples[key].append(text[max(0, at - 40) : at + 40].replace("\n", "⏎"))

    for text, (theirs, their_names), ours in zip(pieces, expected, found):
        by_place = {(t[0], t[1]): i for i, t in enumerate(ours["tokens"])}
        for t in theirs:
            total["tokens"] += 1
            i = by_place.get((t[0], t[1]))
            if i is None:
                differ("tokens", "-", text[t[0] : t[1]][:20], text, t[0])
                continue
            same["tokens"] += 1
            o = ours["tokens"][i]
            head, their_head = ours["tokens"][o[4]][:2], theirs[t[4]][:2]
            pairs = [("tags", o[2], t[2]), ("parts of speech", o[3], t[3]), ("heads", head, their_head)]
            pairs += [("labels", o[5], t[5]), ("lemmas", o[6], t[6]), ("sentence starts", o[7], t[7])]
            for kind, mine, other in pairs:
                total[kind] += 1
                same[kind] += mine == other
                if mine != other:
                    shown = ("", "") if kind == "heads" else (mine, other)
                    differ(kind, *shown, text, t[0])
        names = {(ours["tokens"][n[0]][0], ours["tokens"][n[1] - 1][1], n[2]) for n in ours["names"]}
        total["entities"] += len(their_names | names)
        same["entities"] += len(their_names & names)
        for name in sorted(names - their_names):
            differ("entities", name[2], "-", text, name[0])
        for name in sorted(their_names - names):
            differ("entities", "-", name[2], text, name[0])

    print(f"{len(pieces)} texts, {total['tokens']} tokens, spaCy took {spacy_time:.1f} CPU seconds")
    for kind, count in total.items():
        print(f"{kind:16} {same[kind]:8} of {count:8} {100 * same[kind] / max(count, 1):9.4f} %")
    for (kind, ours, theirs), count in classes.most_common():
        print(f"\n{count} x {kind}: ours {ours!r}, spaCy {theirs!r}")
        for e in examples[kind, ours, theirs]:
            print("   ", e)


if __name__ == "__main__":
    sys.exit(main())
