#!/usr/bin/env python3
"""Train the classifier of lines of text copies; write its table.

usage: train.py LINE_ROWS_EXAMPLE GOLD OUT.bin [--report]

LINE_ROWS_EXAMPLE is the built example `line_rows`, GOLD the folder with dumps/ and pages/. Needs lightgbm and numpy; with inscriptis,
html2text, beautifulsoup4, lxml and w3m, pages that are there as HTML are rendered in more ways than dumps/ has.

A line is the article's when its words stand in the gold body; short lines only in their place between longer ones. Pages of one outlet are
always in one fold. The second stage is trained on answers of the first that come from other folds. Three kinds of copies of pages keep the
classifier from leaning on what it cannot rely on: pages whose pattern columns are nought (as in a language without patterns), bare bodies
with nothing around them, and several renderings of one page.
"""
import argparse, gzip, hashlib, json, os, re, struct, subprocess, tempfile
from collections import Counter
import lightgbm as lgb
import numpy as np

PATTERNS = list(range(25, 38))          # Columns that patterns of data/page/ fill.
FAR = {32: 60, 33: 60, 34: 60, 35: 60, 36: 60, 37: 60}   # Their values when nothing is found.
SCALE = 256
FOLDS = 4   # Halves by fold // 2 for the second stage, by fold % 2 for --report.


def tokens(text):
    return re.findall(r"\w+", text.lower())


def labels(lines, body):
    """For each line whether it is the article's: the heaviest chain of lines that stand in the body in this order, and long lines of it besides."""
    gold, places = tokens(body), {}
    for size in (1, 4):
        for i in range(len(gold) - size + 1):
            places.setdefault(tuple(gold[i:i + size]), []).append(i)
    found, whole = [], set()                # Candidates: (line, start, end, weight).
    toks = [tokens(l) for l in lines]
    for n, t in enumerate(toks):
        if len(t) >= 8:
            diagonals = Counter(i - k for k in range(len(t) - 3) for i in places.get(tuple(t[k:k + 4]), ())[:8])
            total = sum(1 for k in range(len(t) - 3) if tuple(t[k:k + 4]) in places)
            if total >= 0.5 * (len(t) - 3):
                whole.add(n)
                found += [(n, max(0, d), min(len(gold), d + len(t)), w) for d, w in diagonals.most_common(3)]
        elif t:
            found += [(n, i, i + len(t), len(t)) for i in places.get(tuple(t[:1]), ())[:60] if gold[i:i + len(t)] == t]
    # Fenwick tree over the ends: the heaviest chain that ends at or before a place.
    tree, chain = [(0, -1)] * (len(gold) + 4), []
    def best(at):
        top = (0, -1)
        while at > 0: top, at = max(top, tree[at]), at - (at & -at)
        return top
    i = 0
    while i < len(found):
        n, todo = found[i][0], []
        while i < len(found) and found[i][0] == n:
            weight, before = best(min(len(gold) + 1, found[i][1] + 2))
            chain.append(before); todo.append((weight + found[i][3], i)); i += 1
        for value in todo:
            at = found[value[1]][2] + 1
            while at < len(tree): tree[at], at = max(tree[at], value), at + (at & -at)
    label, at = [0] * len(lines), best(len(tree) - 1)[1]
    while at >= 0:
        label[found[at][0]], at = 1, chain[at]
    texts = {tuple(toks[n]) for n in range(len(lines)) if label[n]}
    for n in whole:
        if not label[n] and tuple(toks[n]) not in texts: label[n] = 1
    return label


def rows(example, pages, sums=None):
    """[(lines, matrix)] of pages, as the program sees them."""
    args, name = [example], None
    if sums is not None:
        with tempfile.NamedTemporaryFile(delete=False) as f:
            f.write(np.asarray(sums, dtype="<i4").tobytes()); name = f.name
        args += ["--second", name]
    data = subprocess.run(args, input="\n".join(json.dumps({k: p.get(k) for k in ("dump", "url", "outlet")}) for p in pages).encode(),
                          stdout=subprocess.PIPE, check=True).stdout
    if name: os.unlink(name)
    at, out = 0, []
    for _ in pages:
        n, width = struct.unpack_from("<II", data, at); at += 8
        lines, matrix = [], np.zeros((n, width), dtype=np.int16)
        for i in range(n):
            size, = struct.unpack_from("<I", data, at); at += 4
            lines.append(data[at:at + size].decode()); at += size
            matrix[i] = np.frombuffer(data, "<i2", width, at); at += 2 * width
        out.append((lines, matrix))
    return out


def load(path):
    return [json.loads(l) for l in gzip.open(path, "rt", encoding="utf8")]


def renderers():
    found = {}
    try:
        import inscriptis; found["inscriptis"] = inscriptis.get_text
    except ImportError: pass
    try:
        import html2text
        def h2t(html):
            h = html2text.HTML2Text(); h.ignore_links = h.ignore_images = h.ignore_emphasis = True; h.body_width = 0
            return h.handle(html)
        found["html2text"] = h2t
    except ImportError: pass
    try:
        from bs4 import BeautifulSoup
        def soup(html):
            s = BeautifulSoup(html, "lxml")
            for t in s(["script", "style", "noscript", "template"]): t.decompose()
            return s.get_text("\n")
        found["soup"] = soup
    except ImportError: pass
    def w3m(html):
        return subprocess.run(["w3m", "-dump", "-T", "text/html", "-cols", "200", "-I", "utf8", "-O", "utf8"], input=html.encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=20).stdout.decode("utf8", "replace")
    if not os.system("command -v w3m >/dev/null"): found["w3m"] = w3m
    return found


def collect(gold, cache):
    """Sets of pages, by renderer."""
    sets = {}
    for name in sorted(os.listdir(f"{gold}/dumps")):
        sets[name.split(".")[0]] = load(f"{gold}/dumps/{name}")
    extra = f"{cache}/extra.json"
    if not os.path.exists(extra):
        more = {}
        for source in ("aeb", "wcxb"):
            pages = load(f"{gold}/pages/{source}.jsonl.gz")
            for name, render in renderers().items():
                if f"{source}-{name}" in sets: continue
                done = []
                for p in pages:
                    try: dump = render(p["html"])
                    except Exception: continue
                    done.append({"id": p["id"], "url": p.get("url"), "dump": dump, "gold": p["gold"]})
                more[f"{source}-{name}"] = done
        json.dump(more, open(extra, "w"))
    sets.update(json.load(open(extra)))
    # Of the pages that have many renderings, each of the further ones has a part.
    for k, name in enumerate(n for n in sorted(sets) if n.startswith("wcxb-") and n not in ("wcxb-lynx", "wcxb-resiliparse")):
        sets[name] = sets[name][k % 4::4]
    for pages in sets.values():
        for p in pages:
            host = re.sub(r"^https?://(?:www\.)?([^/]*).*", r"\1", p.get("url") or "")
            p["site"] = p.get("outlet") or ".".join(host.split(".")[-2:]) or p["id"]
    bodies = [dict(p, dump=((p["gold"].get("title") or "") + "\n\n" + "\n\n".join(l.strip() for l in p["gold"]["body"].split("\n") if l.strip())).strip())
              for p in sets["aeb-resiliparse"] + sets["wcxb-resiliparse"][::3]]
    sets["bare"] = bodies
    return sets


class Data:
    """All lines of all sets: rows, labels, weights, fold and set of each."""

    def __init__(self, example, sets):
        self.sets, self.pages = sets, []
        matrix, label, weight, page_of = [], [], [], []
        for name, pages in sets.items():
            for p, (lines, m) in zip(pages, rows(example, pages)):
                n = len(self.pages)
                y = labels(lines, p["gold"]["body"])
                size = np.array([len(tokens(l)) for l in lines], dtype=float)
                total = max(60, size.sum())
                w = (size + 3) / (total + 3 * len(lines)) if len(lines) else size
                self.pages.append({"set": name, "lines": lines, "gold": p["gold"]["body"], "fold": int(hashlib.md5(p["site"].encode()).hexdigest(), 16) % FOLDS,
                                   "dropped": int(hashlib.md5((p["site"] + name).encode()).hexdigest(), 16) % 4 == 0, "from": sum(map(len, label)), "n": len(lines)})
                matrix.append(m); label.append(y); weight.append(w); page_of.append([n] * len(lines))
        self.x = np.concatenate([m for m in matrix if len(m)])
        self.y = np.concatenate([np.array(l) for l in label if l])
        self.w = np.concatenate(weight) * 1000
        self.page = np.concatenate([np.array(p, dtype=int) for p in page_of if p])
        self.fold = np.array([p["fold"] for p in self.pages])[self.page]
        self.set = np.array([p["set"] for p in self.pages])[self.page]
        # A part of the pages is trained without patterns.
        dropped = np.array([p["dropped"] for p in self.pages])[self.page]
        self.train_x = self.x.copy()
        for c in PATTERNS:
            self.train_x[dropped, c] = FAR.get(c, 0)

    def second(self, example, sums):
        at, parts = 0, []
        for name, pages in self.sets.items():
            n = sum(p["n"] for p in self.pages if p["set"] == name)
            parts += [m for _, m in rows(example, pages, sums[at:at + n])]
            at += n
        x = np.concatenate([m for m in parts if len(m)])
        x[:, :self.train_x.shape[1]] = self.train_x
        return x


def fit(x, y, w, trees, leaves, rate, seed=7):
    # Of the lines far from any prose a third suffices.
    far = (np.minimum(x[:, 51], x[:, 52]) >= 25) & (y == 0)
    keep = ~far | (np.arange(len(y)) % 3 == 0)
    x, y, w = x[keep], y[keep], np.where(far, 3 * w, w)[keep]
    d = lgb.Dataset(x, y, weight=w, free_raw_data=True, params={"max_bin": 255, "verbose": -1})
    return lgb.train({"objective": "binary", "num_leaves": leaves, "learning_rate": rate, "min_data_in_leaf": 60, "feature_fraction": 0.5, "bagging_fraction": 0.7,
                      "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 255, "verbose": -1, "num_threads": 2, "seed": seed, "deterministic": True, "force_row_wise": True}, d, trees)


def table(booster):
    """(base, trees): trees as lists of nodes (feature, threshold, left, right), a child ("node", i) or ("leaf", value)."""
    out = []
    for tree in booster.dump_model()["tree_info"]:
        nodes = []
        def walk(t):
            if "leaf_value" in t: return ("leaf", int(round(t["leaf_value"] * SCALE)))
            assert t["decision_type"] == "<="
            n = len(nodes); nodes.append(None)
            left = walk(t["left_child"]); right = walk(t["right_child"])
            nodes[n] = (t["split_feature"], int(np.floor(t["threshold"])), left, right)
            return ("node", n)
        root = walk(tree["tree_structure"])
        if nodes: out.append(nodes)
    return 0, out


def sums(table, x):
    """The very sums the program makes."""
    base, trees = table
    total = np.full(len(x), base, dtype=np.int64)
    for nodes in trees:
        at = np.zeros(len(x), dtype=np.int64); open_ = np.arange(len(x))
        feature = np.array([n[0] for n in nodes]); threshold = np.array([n[1] for n in nodes])
        kids = np.array([[(c[1] if c[0] == "node" else -1) for c in n[2:]] for n in nodes]); leaf = np.array([[(c[1] if c[0] == "leaf" else 0) for c in n[2:]] for n in nodes])
        while len(open_):
            node = at[open_]; side = (x[open_, feature[node]] > threshold[node]).astype(int)
            nxt = kids[node, side]; done = nxt < 0
            total[open_[done]] += leaf[node[done], side[done]]
            at[open_[~done]] = nxt[~done]; open_ = open_[~done]
    return total


def best_sequence(s, change, lean):
    outside, inside, back = 0, 0, []
    for v in s:
        back.append((inside - change > outside, inside >= outside - change))
        outside, inside = max(outside, inside - change), max(inside, outside - change) + int(v) + lean
    state, out = inside > outside, []
    for b in reversed(back):
        out.append(state); state = b[int(state)]
    return out[::-1]


def shingles(text):
    t = tokens(text)
    return Counter(tuple(t[i:i + 4]) for i in range(max(1, len(t) - 3))) if t else Counter()


def score(data, s, which, change, lean):
    """Body F1 as score_pages.py, from the lines alone."""
    ps, rs = [], []
    for p in data.pages:
        if not which(p): continue
        keep = best_sequence(s[p["from"]:p["from"] + p["n"]], change, lean)
        mine = shingles("\n\n".join(l for l, k in zip(p["lines"], keep) if k))
        gold = p.setdefault("shingles", shingles(p["gold"]))
        tp = sum((gold & mine).values())
        if mine: ps.append(tp / sum(mine.values()))
        if gold: rs.append(tp / sum(gold.values()))
    pr, re_ = np.mean(ps or [0]), np.mean(rs or [0])
    return 2 * pr * re_ / max(1e-9, pr + re_), pr, re_


CHANGE, LEAN = 350, 0
SETTINGS = [(90, 31, 0.16), (140, 31, 0.1)]


def two_stages(example, data, train):
    """Tables trained on the lines `train`; answers on all lines: of other folds for the lines trained on, of the whole for the others."""
    inner = np.zeros(len(data.y), dtype=np.int64)
    first = table(fit(data.train_x[train], data.y[train], data.w[train], *SETTINGS[0]))
    inner[~train] = sums(first, data.x[~train])
    for half in (0, 1):
        part = train & (data.fold // 2 == half)
        rest = train & (data.fold // 2 != half)
        inner[part] = sums(table(fit(data.train_x[rest], data.y[rest], data.w[rest], *SETTINGS[0])), data.train_x[part])
    x2 = data.second(example, inner)
    second = table(fit(x2[train], data.y[train], data.w[train], *SETTINGS[1]))
    return first, second, inner, x2


def write(path, first, second, change, lean):
    with open(path, "wb") as f:
        f.write(b"DLLINES1" + struct.pack("<hh", change, lean))
        for base, trees in (first, second):
            f.write(struct.pack("<hh", base, len(trees)))
            for nodes in trees:
                f.write(struct.pack("<h", len(nodes)))
                for feature, threshold, left, right in nodes:
                    f.write(struct.pack("<hh", feature, max(-32768, min(32767, threshold))))
                    for kind, value in (left, right): f.write(struct.pack("<hh", int(kind == "leaf"), value))


def main():
    a = argparse.ArgumentParser(); a.add_argument("example"); a.add_argument("gold"); a.add_argument("out"); a.add_argument("--cache", default=tempfile.gettempdir()); a.add_argument("--report", action="store_true")
    a = a.parse_args()
    data = Data(a.example, collect(a.gold, a.cache))
    names = list(data.sets)
    print(len(data.pages), "pages", len(data.y), "lines", f"{data.y.mean():.3f} inside", flush=True)
    first, second, inner, x2 = two_stages(a.example, data, np.ones(len(data.y), dtype=bool))
    write(a.out, first, second, CHANGE, LEAN)
    print("table:", os.path.getsize(a.out), "bytes", flush=True)
    if not a.report: return
    # What is told of a page was trained on pages of other sites: one half of the sites on the other.
    train = data.fold % 2 == 0
    first, second, inner, x2 = two_stages(a.example, data, train)
    answers = sums(second, x2)
    oracle = np.where(data.y == 1, 2560, -2560)
    for n in names:
        which = lambda p: p["set"] == n and p["fold"] % 2
        line = f"{n:<18} labels {score(data, oracle, which, 0, 0)[0]:.3f}  one stage {score(data, inner, which, CHANGE, LEAN)[0]:.3f}"
        for change in (0, 200, 350, 600): line += "  change %d: %.3f (%.3f %.3f)" % (change, *score(data, answers, which, change, 0))
        for lean in (-150, 150): line += "  lean %d: %.3f" % (lean, score(data, answers, which, CHANGE, lean)[0])
        print(line, flush=True)


if __name__ == "__main__":
    main()
