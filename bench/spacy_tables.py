"""Compares tokenizer, features, attribute ruler and lemmatizer with spaCy, token by token.

    python bench/spacy_tables.py BINARY MODEL [--golden FILE] [--fuzz N] [--seed S] [--tags N] [TEXT...]

BINARY is the example `tables` of the crate `dateline`, MODEL the folder of the spaCy model. TEXT are text or JSON Lines files, or folders of
them (of a JSON document all strings with a space are taken). --fuzz adds N random strings, which mix words, punctuation, digits, quotes, emoticons, units, addresses,
abbreviations and characters of all scripts. --tags N runs spaCy's networks on about N tokens of the texts and compares what ruler and
lemmatizer make of the same tags and relations. --golden FILE rewrites instead the golden file of the tests: its texts are kept, the rows of
their tokens (text, space follows, norm, prefix, suffix, shape, the networks' tag and relation, then tag, relation, part of speech, lemma)
are spaCy's. Ends with status 1 if anything differs.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
import spacy
from spacy.attrs import DEP, IS_SPACE, NORM, ORTH, PREFIX, SHAPE, SPACY, SUFFIX, TAG

WORDS = """the The of Minister said don't Don't can't cannot Cannot gonna I'm I'd've we'll they've that's Let's y'all o'clock ma'am
U.S. U.S U.K. a.m. p.m. A.M. Jan. Sept. Mr. Mrs. Dr. Ph.D. e.g. i.e. etc. vs. Inc. Co. St. Ky. R-Ky. D-Mont. No. Fig. and/or w/o 10a.m. 5pm
rock'n'roll O'Neil well-known state-of-the-art twenty-five e-mail co-operate 'em 'tis ol' doin' nothin' its It's it's ITS IT'S Shan't
ISBN x.y a.b.c end.Start End.start e.g.foo www a,b A,B 1,000 1.5 .5 5. -5 +5 5+ 5- 10-20 10–20 3x5 3*5 2^8 1/2 a/b A:B a=b <b> a<b x>y
10km 10km/h 5°C 5°C. 20% $5 $5.50 US$5 5US$ C$10 £3m €4 ¥5 5kg 5g. 100MB 3.5GB 12µm 5м 7км² 5م 5+ 5++ C++ A+ #tag @user #1 @a.b
http://a.b https://example.org/a?b=c&d=(e) www.example.com example.com/ foo@bar.com mailto:a@b.cd ftp://x.yz 10.0.0.1 8.8.8.8 192.168.1.1
1.2.3.4:80 1.2.3.4/a 256.1.1.1 a.bc:80 a.bc:8 a.b-c.de _a.bc a_.bc a-.bc localhost:80 file.txt setup.py v1.2.3 x@y x.y@z.ab ://a.bc a+b-c://d.ef
:) :-) ;-) :D :( xD <3 </3 ^_^ o_O (-_-) ¯\\(ツ)/¯ ಠ_ಠ (╯°□°）╯︵┻━┻ :P :'( 8) =) :/ ... .. .... …… … --- -- — –– —— ~ ~~
ä. z. X. USA. USA.. NATO's NATO’s James' ’s 's 'S “quoted” ‘x’ «y» „z“ (a) [b] {c} (a). a). "a." 'a' ''a'' ``a`` a' 'a ,, ,a a, ;a a; !a a!
?? !! ?! !? ) ( )( () ([{ * ** & && # ## _ __ _a_ a_b | || \\ / // \\n \\t <space> \u00a0 café naïve Ünïcode Ärger. ÉTÉ. ŁÓDŹ. Привет мир.
МИР. Москва, км. 北京 東京。 서울에서 ロシア、 ー العربية، ٪ ٣٤ १२ हिन्दी। ไทย ኢትዮጵያ ქართული 😀 😀😀 a😀b © ® ™ ° ½ ² ³ 10² m² № § §5 ₽ ₿ ¡a ¿a""".split(" ")
WORDS = [w for chunk in WORDS for w in chunk.split("\n") if w]
CHARACTERS = (
    list("abcXYZ0123456789'\"’‘“”.,;:!?-–—()[]{}<>/\\|@#$%^&*+=~`_ \t\n…°²µ£€")
    + [" "] * 8
    + list("àÉßŁİıſǅΣσςАябәЇ中국かカーاب٣१५ก፩Ⅷⅷªºʰ़́ͅा\u00a0\u2009\u2028\u3000\u200b\ufeff\x1c\x85😀🏳‍🌈①½﷼৳")
)


def fuzz(count, seed):
    rng = random.Random(seed)
    pick = rng.choice
    for _ in range(count):
        parts = []
        for _ in range(rng.randint(1, 12)):
            kind = rng.random()
            if kind < 0.45:
                parts.append(pick(WORDS))
            elif kind < 0.75:
                parts.append("".join(pick(CHARACTERS) for _ in range(rng.randint(1, 6))))
            elif kind < 0.8:
                parts.append(chr(pick([rng.randint(1, 0x2FF), rng.randint(1, 0xD7FF), rng.randint(0xE000, 0x1FBFF)])))
            elif kind < 0.9:
                word = list(pick(WORDS))
                word.insert(rng.randint(0, len(word)), pick(CHARACTERS))
                parts.append("".join(word))
            else:
                word = pick(WORDS)
                parts.append(pick([word.upper(), word.title(), word.lower(), word * 2, word[::-1]]))
            if rng.random() < 0.55:
                parts.append(" ")
        yield "".join(parts)


def strings(value):
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, list):
        for v in value:
            yield from strings(v)
    elif isinstance(value, dict):
        for v in value.values():
            yield from strings(v)


def texts(paths):
    for root in map(Path, paths):
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if not path.is_file() or path.suffix in {".py", ".gz2"}:
                continue
            opened = gzip.open(path, "rt", encoding="utf-8-sig", errors="ignore") if path.suffix == ".gz" else open(path, encoding="utf-8-sig", errors="ignore")
            with opened as file:
                content = file.read()
            name = path.name.removesuffix(".gz")
            if name.endswith(".jsonl"):
                for line in content.splitlines():
                    yield from strings(json.loads(line))
            elif name.endswith(".json"):
                yield from strings(json.loads(content))
            else:
                yield content


def run(binary, inputs):
    data = "".join(json.dumps(i, ensure_ascii=False) + "\n" for i in inputs)
    out = subprocess.run([binary], input=data.encode("utf-8", "surrogatepass"), stdout=subprocess.PIPE, check=True).stdout.decode()
    return [json.loads(line) for line in out.splitlines()]


class Tally:
    def __init__(self):
        self.texts = self.wrong_texts = self.tokens = self.shown = 0
        self.wrong = {}

    def differ(self, what, *shown):
        self.wrong[what] = self.wrong.get(what, 0) + 1
        if self.wrong[what] <= 12:
            print(f"{what}:", *(repr(s) for s in shown))


def compare_tokens(tokenizer, binary, inputs, tally):
    names = ["orth", "norm", "prefix", "suffix", "shape"]
    for text, ours in zip(inputs, run(binary, inputs)):
        doc = tokenizer(text)
        data = text.encode()
        array = doc.to_array([ORTH, NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE])
        theirs = [(t.text, bool(row[5])) for t, row in zip(doc, array)]
        mine = [(data[a:b].decode(), space) for a, b, space, _, _ in ours]
        tally.texts += 1
        tally.tokens += len(theirs)
        if mine != theirs:
            at = next((i for i, (a, b) in enumerate(zip(mine, theirs)) if a != b), min(len(mine), len(theirs)))
            tally.wrong["tokens"] = tally.wrong.get("tokens", 0) + abs(len(mine) - len(theirs))
            tally.differ("tokens", mine[max(0, at - 2) : at + 4], theirs[max(0, at - 2) : at + 4])
            continue
        for (a, b, _, whitespace, features), row in zip(ours, array):
            for name, mine_id, their_id in zip(names, features, row):
                if mine_id != int(their_id):
                    tally.differ(name, data[a:b].decode(), tokenizer.vocab.strings[int(their_id)] if name != "orth" else "")
            if whitespace != bool(row[6]):
                tally.differ("whitespace", data[a:b].decode())


def compare_tags(nlp, binary, inputs, tally):
    before = [name for name in nlp.pipe_names if name in ("tok2vec", "tagger", "parser")]
    after = [nlp.get_pipe(name) for name in ("attribute_ruler", "lemmatizer")]
    tagged, docs = [], []
    with nlp.select_pipes(enable=before):
        for doc in nlp.pipe(inputs):
            tagged.append([doc.text, [[t.tag_, t.dep_] for t in doc]])
            docs.append(doc)
    for doc, ours in zip(docs, run(binary, tagged)):
        for pipe in after:
            doc = pipe(doc)
        tally.tokens += len(doc)
        for token, mine in zip(doc, ours, strict=True):
            for name, a, b in zip(["tag", "dep", "pos", "lemma"], mine, [token.tag_, token.dep_, token.pos_, token.lemma_]):
                if a != b:
                    tally.differ(name, token.text, token.tag_, a, b)


def write_golden(nlp, path):
    """Rewrites a golden file: the texts in it stay, the tokens are spaCy's."""
    lines = []
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    for text in [row for row in rows if isinstance(row, str)]:
        doc = nlp.tokenizer(text)
        features = doc.to_array([NORM, PREFIX, SUFFIX, SHAPE])
        for name in ("tok2vec", "tagger", "parser"):
            doc = nlp.get_pipe(name)(doc)
        before = [(t.tag_, t.dep_) for t in doc]
        for name in ("attribute_ruler", "lemmatizer"):
            doc = nlp.get_pipe(name)(doc)
        lines.append(text)
        for token, row, (tag, dep) in zip(doc, features, before, strict=True):
            strings = [nlp.vocab.strings[int(v)] for v in row]
            space = bool(token.whitespace_)
            lines.append([token.text, space, *strings, tag, dep, token.tag_, token.dep_, token.pos_, token.lemma_])
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("model")
    parser.add_argument("texts", nargs="*")
    parser.add_argument("--fuzz", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tags", type=int, default=0)
    parser.add_argument("--golden", type=Path)
    options = parser.parse_intermixed_args()
    nlp = spacy.load(options.model)
    if options.golden:
        return write_golden(nlp, options.golden)
    inputs = list(dict.fromkeys(t for t in texts(options.texts) if t.strip()))
    tally = Tally()
    compare_tokens(nlp.tokenizer, options.binary, inputs, tally)
    compare_tokens(nlp.tokenizer, options.binary, list(fuzz(options.fuzz, options.seed)), tally)
    print(f"tokenizer: {tally.texts} texts, {tally.tokens} tokens, wrong {tally.wrong or 0}")
    failed = bool(tally.wrong)
    if options.tags:
        some, length = [], 0
        for text in inputs:
            if length < options.tags and len(text) < 20000:
                some.append(text)
                length += len(text) // 5
        tally = Tally()
        compare_tags(nlp, options.binary, some, tally)
        print(f"ruler and lemmatizer: {len(some)} texts, {tally.tokens} tokens, wrong {tally.wrong or 0}")
        failed |= bool(tally.wrong)
    sys.exit(failed)


if __name__ == "__main__":
    main()
