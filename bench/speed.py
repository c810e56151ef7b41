#!/usr/bin/env python3
"""Tokens per CPU second of the language layer, from tokenizer to lemmas, and of spaCy's full pipeline on the same texts.

    cargo build --release -p dateline --example parse_only
    python bench/speed.py --model PIPELINE_DIR --program target/release/examples/parse_only CORPUS...

CORPUS as for parity.py. Both run on one thread; user CPU time is compared, since it depends least on what else runs. Start-up is
printed apart and not counted in the rate.
"""

import argparse
import json
import os
import resource
import subprocess
import warnings

for variable in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"]:
    os.environ[variable] = "1"

from parity import texts


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--characters", type=int, default=500_000)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("corpus", nargs="+")
    a = arguments.parse_args()
    warnings.filterwarnings("ignore")
    pile, seen = [], 0
    for text in texts(a.corpus):
        pile.append(text)
        seen += len(text)
        if seen > a.characters:
            break
    stdin = "".join(json.dumps(t) + "\n" for t in pile)

    def run(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([a.program, str(times)], input=stdin, capture_output=True, text=True, check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime, int(out), after.ru_maxrss // 1024

    rounds = []
    start, _, _ = run(0)
    for _ in range(3):
        time, tokens, memory = run(a.repeat)
        rounds.append(tokens / (time - start))
        print(f"ours   {tokens} tokens in {time - start:.2f} user seconds: {rounds[-1]:.0f} tokens/s; start {start:.2f} s, {memory} MB at most")

    import spacy

    nlp = spacy.load(a.model)
    paragraphs = [p.strip() for t in pile for p in t.split("\n") if p.strip()]
    before = resource.getrusage(resource.RUSAGE_SELF)
    tokens = sum(len(d) for d in nlp.pipe(paragraphs, batch_size=64))
    time = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before.ru_utime
    print(f"spaCy  {tokens} tokens in {time:.2f} user seconds: {tokens / time:.0f} tokens/s")
    print(f"ours / spaCy = {max(rounds) / (tokens / time):.1f}")


if __name__ == "__main__":
    main()
