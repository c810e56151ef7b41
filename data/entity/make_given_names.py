#!/usr/bin/env python3
"""Write given_names.tsv: how much a given name, or its ending, speaks for a woman or a man.

usage: make_given_names.py FOLDER > given_names.tsv
FOLDER holds `dist.female.first` and `dist.male.first`, the frequencies of given names in the census of the United States of 1990 (public
domain), as the package `names` 0.3.0 (MIT) ships them.

A row: a name, or `~` and an ending of one to three letters, and the log-odds for a woman in tenths of a bit. Names weigh by how often they
are given; endings count every name once, so that rare and foreign names are judged by what names in general end in. Both are smoothed and
cut to ±60 (names) and ±30 (endings); what says little (under 10) is left out.
"""
import collections, math, os, sys


def read(path):
    for line in open(path):
        name, share, *_ = line.split()
        yield name.lower(), float(share)


def odds(woman, man, smooth):
    return 10 * math.log2((woman + smooth) / (man + smooth))


def main():
    folder = sys.argv[1]
    women = dict(read(os.path.join(folder, "dist.female.first")))
    men = dict(read(os.path.join(folder, "dist.male.first")))
    print("# Written by data/entity/make_given_names.py from the census of the United States, 1990 (public domain).")
    for name in sorted(set(women) | set(men)):
        value = round(max(-60, min(60, odds(women.get(name, 0), men.get(name, 0), 0.0005))))
        if abs(value) >= 10: print(f"{name}\t{value}")
    ends = collections.defaultdict(lambda: [0, 0])
    for sex, names in enumerate((women, men)):
        for name in names:
            for n in (1, 2, 3):
                if len(name) > n: ends[name[-n:]][sex] += 1
    total = len(women) / len(men)
    for end, (woman, man) in sorted(ends.items()):
        value = round(max(-30, min(30, odds(woman / total, man, 1.0))))
        if woman + man >= 5 and abs(value) >= 10: print(f"~{end}\t{value}")


main()
