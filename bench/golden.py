#!/usr/bin/env python3
"""Writes what spaCy and model2vec make of the texts that the tests of the language layer read. Run once a model version.

    python bench/golden.py --model PIPELINE_DIR --vectors models/potion-base-8M --tokenizer POTION_DIR/tokenizer.json

Needs spaCy 3.8, safetensors and tokenizers. Reads crates/dateline/tests/language/texts.jsonl, texts written for this project, one
JSON string a line, and writes expected.jsonl beside it: tokens as [start, end, tag, part of speech, head, relation, lemma, first
of a sentence] in code points, names as [first token, end, type], and the first eight numbers of the text's vector.
"""

import argparse
import json
import pathlib
import warnings

import numpy as np
from safetensors.numpy import load_file

FOLDER = pathlib.Path(__file__).parent.parent / "crates/dateline/tests/language"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--vectors", required=True, type=pathlib.Path)
    arguments.add_argument("--tokenizer", required=True)
    a = arguments.parse_args()
    warnings.filterwarnings("ignore")
    import spacy
    from tokenizers import Tokenizer

    nlp = spacy.load(a.model)
    pieces = Tokenizer.from_file(a.tokenizer)
    table = load_file(a.vectors / "table.safetensors")
    vectors = table["rows"].astype("f4") * table["scale"][:, None]
    unknown = pieces.token_to_id("[UNK]")

    def vector(text):
        ids = [i for i in pieces.encode(text, add_special_tokens=False).ids if i != unknown]
        mean = vectors[ids].mean(axis=0) if ids else np.zeros(vectors.shape[1], "f4")
        length = np.linalg.norm(mean)
        return [round(float(x), 5) for x in (mean / length if length else mean)[:8]]

    lines = []
    for line in (FOLDER / "texts.jsonl").read_text().split("\n")[:-1]:
        text = json.loads(line)
        doc = nlp(text)
        tokens = [[t.idx, t.idx + len(t), t.tag_, t.pos_, t.head.i, t.dep_, t.lemma_, bool(t.is_sent_start)] for t in doc]
        names = [[e.start, e.end, e.label_] for e in doc.ents]
        lines.append(json.dumps({"names": names, "tokens": tokens, "vector": vector(text)}, ensure_ascii=False))
    (FOLDER / "expected.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
