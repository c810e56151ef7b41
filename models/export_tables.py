"""Writes the tables of an English spaCy pipeline that are not weights: tokenizer, norms, attribute ruler, lemmatizer.

    python models/export_tables.py MODEL OUT

MODEL is the folder of a spaCy model (the one that holds config.cfg) and OUT the folder to write, for instance
models/en_core_web_md-3.7.1/tables. Needs spaCy 3.8. The same model gives the same bytes. Files written:

characters.txt   character classes: a name and ranges of code points (hexadecimal, inclusive)
affixes.json     units and currencies that the tokenizer takes off after a digit
exceptions.jsonl tokenizer exceptions, sorted: text, [[part, norm or null], ...]
norms.tsv        string hash, norm, word where known: words whose norm is not their lower case
symbols.txt      strings whose hash is replaced by their line number (first line 1)
ruler.jsonl      one pattern of the attribute ruler a line, later ones win
lemma_rules.json suffix rules by part of speech, in order
lemma_exc.tsv    part of speech, form, lemmas in order
lemma_index.txt  known lemmas by part of speech: a line "# pos", then its lemmas, sorted
"""

import json
import re
import sys
from pathlib import Path

import spacy
from spacy.lang import char_classes as cc
from spacy.lang import punctuation
from spacy.lang.en import English
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.strings import get_string_id
from spacy.symbols import IDS, NORM, ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

CODE_POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]


def ranges(member):
    """The code points for which `member` holds, as text."""
    out = []
    for c in CODE_POINTS:
        if not member(chr(c)):
            continue
        if out and out[-1][1] in (c - 1, 0xD7FF if c == 0xE000 else None):
            out[-1][1] = c
        else:
            out.append([c, c])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in out)


def one_of(charset):
    return lambda c, p=re.compile(f"[{charset}]"): p.fullmatch(c) is not None


def check_source(tokenizer):
    """The matchers in Rust are written after these regular expressions: they must be the ones of the model."""
    defaults = English.Defaults
    for name, made in [
        ("prefix_search", compile_prefix_regex(defaults.prefixes).pattern),
        ("suffix_search", compile_suffix_regex(defaults.suffixes).pattern),
        ("infix_finditer", compile_infix_regex(defaults.infixes).pattern),
        ("url_match", defaults.url_match.__self__.pattern),
    ]:
        found = getattr(tokenizer, name).__self__
        assert found.pattern.strip() == made.strip() and found.flags == re.UNICODE, f"{name} differs from spaCy's"
    assert tokenizer.token_match is None


def characters():
    single = lambda pieces: {p.replace("\\", "") for p in pieces if len(p.replace("\\", "")) == 1}
    icon = one_of(cc.ICONS)
    prefix = {"§", "%", "=", "—", "–"} | single(cc.LIST_PUNCT + cc.LIST_ELLIPSES + cc.LIST_QUOTES + cc.LIST_CURRENCY)
    suffix = {"—", "–"} | single(cc.LIST_PUNCT + cc.LIST_ELLIPSES + cc.LIST_QUOTES)
    before_stop = r"0-9{al}{e}{p}(?:{q})".format(al=cc.ALPHA_LOWER, e=r"%²\-\+", q=cc.CONCAT_QUOTES, p=cc.PUNCT)
    assert rf"(?<=[{before_stop}])\." in punctuation.TOKENIZER_SUFFIXES
    return {
        "alpha": one_of(cc.ALPHA),
        "alpha_upper": one_of(cc.ALPHA_UPPER),
        "alpha_lower": one_of(cc.ALPHA_LOWER),
        "icon": icon,
        "prefix": lambda c: c in prefix or icon(c),
        "suffix": lambda c: c in suffix or icon(c),
        "before_stop": one_of(before_stop),
        "lower_or_quote": one_of(cc.ALPHA_LOWER + cc.CONCAT_QUOTES),
        "upper_or_quote": one_of(cc.ALPHA_UPPER + cc.CONCAT_QUOTES),
        "word": one_of(r"\w"),
        "decimal": one_of(r"\d"),
        "digit": str.isdigit,
        "letter": str.isalpha,
        "uppercase": str.isupper,
        "space": str.isspace,
    }


def norms(vocab):
    table = vocab.lookups.get_table("lexeme_norm")
    rows = {get_string_id(word): norm for word, norm in BASE_NORMS.items()} | {int(k): v for k, v in table.items()}
    words = {get_string_id(word): word for word in BASE_NORMS}
    for key, norm in sorted(rows.items()):
        word = words.get(key) or (vocab.strings[key] if key in vocab.strings else "")
        yield f"{key:016x}\t{norm}\t{word}".rstrip("\t")


def condition(name, spec):
    """One attribute of a token pattern as (key, list of values)."""
    key = name.lower()
    if not isinstance(spec, dict):
        return key, [spec] if isinstance(spec, str) else spec
    (operator, values), = spec.items()
    if operator == "REGEX":
        short = {"^n'?t$": ["nt", "n't"], "^n[ou]thin'$": ["nothin'", "nuthin'"], "^y'?$": ["y", "y'"]}
        return key, short[values]
    assert operator in ("IN", "NOT_IN"), operator
    return (key if operator == "IN" else f"not_{key}"), [v for v in values if v]


def ruler(patterns):
    for entry in patterns:
        for pattern in entry["patterns"]:
            tokens = [dict(condition(name, spec) for name, spec in token.items()) for token in pattern]
            attrs = {name.lower(): value for name, value in entry["attrs"].items()}
            assert set(attrs) <= {"pos", "tag", "dep", "lemma", "morph"}
            yield {"tokens": tokens, "index": entry["index"], "set": attrs}


def main(model, out):
    nlp = spacy.load(model)
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer, vocab = nlp.tokenizer, nlp.vocab
    check_source(tokenizer)

    def write(name, lines):
        (out / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    compact = dict(ensure_ascii=False, separators=(",", ":"))
    write("characters.txt", (f"{name} {ranges(member)}" for name, member in characters().items()))
    plain = lambda pieces: [p.replace("\\", "") for p in pieces]
    affixes = {"units": plain(cc.LIST_UNITS), "currencies": plain(cc.LIST_CURRENCY)}
    write("affixes.json", [json.dumps(affixes, ensure_ascii=False)])
    rules = {text: [[part[ORTH], part.get(NORM)] for part in parts] for text, parts in tokenizer.rules.items()}
    write("exceptions.jsonl", (json.dumps([text, *rules[text]], **compact) for text in sorted(rules)))
    write("norms.tsv", norms(vocab))
    symbols = sorted((number, name) for name, number in IDS.items() if name)
    assert [number for number, _ in symbols] == list(range(1, len(symbols) + 1))
    write("symbols.txt", (name for _, name in symbols))
    write("ruler.jsonl", (json.dumps(p, **compact) for p in ruler(nlp.get_pipe("attribute_ruler").patterns)))
    lookups = nlp.get_pipe("lemmatizer").lookups
    table = lambda name: {vocab.strings[k] if isinstance(k, int) else k: v for k, v in lookups.get_table(name).items()}
    write("lemma_rules.json", [json.dumps(table("lemma_rules"), ensure_ascii=False)])
    exceptions = table("lemma_exc")
    write(
        "lemma_exc.tsv",
        ("\t".join([pos, form, *lemmas]) for pos in sorted(exceptions) for form, lemmas in sorted(exceptions[pos].items())),
    )
    index = table("lemma_index")
    write("lemma_index.txt", (line for pos in sorted(index) for line in [f"# {pos}", *sorted(set(index[pos]))]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
