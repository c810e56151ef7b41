#!/usr/bin/env python3
"""Train the tagger of speech (source, cue, content) and write its table.

usage: train.py FEATURES_PROGRAM GOLD_DIR TABLE [--test GOLD_DIR]

FEATURES_PROGRAM is the example `speech_features` of the engine, built in release:
    cargo build --release -p dateline --example speech_features
GOLD_DIR holds JSON files with `text` and `attributions` (each with `source`, `cue`, `content`: lists of [start, end] in code
points), as PolNeAR converted. No text enters the table, only hashed features with weights. Needs python-crfsuite.

The table: magic DLSPEAK1; 16 transitions as i16 (from label by to label; labels: other, content, source, cue); the number of
keys as u32; the keys; four i8 weights a key. All little endian. Weights and transitions are multiples of one step.
"""
import json, os, re, struct, subprocess, sys, tempfile
import pycrfsuite

LABELS = "OCSQ"
C1, C2, MIN_COUNT, ITERATIONS = 0.6, 0.05, 5, 90


def load(path):
    return [json.load(open(os.path.join(path, n), encoding="utf8")) for n in sorted(os.listdir(path)) if n.endswith(".json")]


def features(program, docs):
    """Yield for each document its tokens: (start, end, sentence, keys)."""
    with tempfile.TemporaryFile() as texts:
        for d in docs:
            texts.write((json.dumps({"text": d["text"]}) + "\n").encode())
        texts.seek(0)
        run = subprocess.Popen([program], stdin=texts, stdout=subprocess.PIPE)
        read = lambda n: struct.unpack(f"<{n}I", run.stdout.read(4 * n))
        for d in docs:
            out = []
            for _ in range(read(1)[0]):
                start, end, sentence, n = read(4)
                out.append((start, end, sentence, read(n)))
            yield d, out


def gold(d, tokens):
    y = ["O"] * len(tokens)
    for part, label in (("content", "C"), ("source", "S"), ("cue", "Q")):
        for a in d["attributions"]:
            for s, e in a[part]:
                for i, t in enumerate(tokens):
                    if s <= t[0] < e:
                        y[i] = label
    return y


def sentences(tokens):
    at = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or tokens[i][2] != tokens[at][2]:
            yield at, i
            at = i


def write(model, path):
    info = model.info()
    keys = {}
    for (key, label), w in info.state_features.items():
        keys.setdefault(int(key, 16), [0.0] * 4)[LABELS.index(label)] = w
    top = max(abs(w) for ws in keys.values() for w in ws)
    step = min(top, 6.0) / 127
    table = {k: [max(-127, min(127, round(w / step))) for w in ws] for k, ws in keys.items()}
    table = {k: ws for k, ws in sorted(table.items()) if k and any(ws)}
    moves = [max(-32767, min(32767, round(info.transitions.get((a, b), 0.0) / step))) for a in LABELS for b in LABELS]
    with open(path, "wb") as out:
        out.write(b"DLSPEAK1" + struct.pack("<16h", *moves) + struct.pack("<I", len(table)))
        out.write(struct.pack(f"<{len(table)}I", *table))
        for ws in table.values():
            out.write(struct.pack("<4b", *ws))
    print(f"{len(table)} keys, {os.path.getsize(path)} bytes, step {step:.4f}")


def main():
    program, train, path = sys.argv[1:4]
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": C1, "c2": C2, "max_iterations": ITERATIONS, "feature.minfreq": MIN_COUNT})
    for d, tokens in features(program, load(train)):
        y = gold(d, tokens)
        for a, b in sentences(tokens):
            trainer.append([[f"{k:x}" for k in t[3]] for t in tokens[a:b]], y[a:b])
    trainer.train(path + ".crfsuite")
    model = pycrfsuite.Tagger()
    model.open(path + ".crfsuite")
    write(model, path)
    if "--test" in sys.argv:
        count = {k: [0, 0, 0] for k in "CSQ"}
        for d, tokens in features(program, load(sys.argv[sys.argv.index("--test") + 1])):
            y = gold(d, tokens)
            for a, b in sentences(tokens):
                z = model.tag([[f"{k:x}" for k in t[3]] for t in tokens[a:b]])
                for t, g, p in zip(tokens[a:b], y[a:b], z):
                    if re.match(r"\w", d["text"][t[0]:t[1]]):
                        for k in count:
                            count[k][0] += g == p == k; count[k][1] += p == k; count[k][2] += g == k
        for k, (tp, p, g) in count.items():
            print(k, f"P {100 * tp / max(p, 1):.1f} R {100 * tp / max(g, 1):.1f} F1 {200 * tp / max(p + g, 1):.1f}")
    os.remove(path + ".crfsuite")


main()
