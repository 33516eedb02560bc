"""Writes a table of clicks (user, item, time): KIND INPUT OUTPUT

KIND is `wikispeedia` (INPUT: click_paths.tsv; a game is a user, `<` goes back and is no click), `groceries` (INPUT:
baskets.tsv) or `app` (INPUT: a number of users; made up: 30,000 items of 200 subjects, popular ones by Zipf's law,
a user likes three subjects and clicks five items on average). The time is the place in the path or basket."""
import sys

import numpy as np

kind, source, target = sys.argv[1:4]


def paths():
    with open(source, encoding="utf-8") as table:
        next(table)
        for number, line in enumerate(table):
            fields = line.rstrip("\n").split("\t")
            if kind == "wikispeedia":
                yield f"g{number:05d}", [item for item in fields[2].split(";") if item not in ("", "<")]
            else:
                yield f"b{int(fields[0]):05d}", fields[1].split("|")


def app(users, items=30_000, subjects=200, block=100_000):
    draw = np.random.default_rng(42)
    per = items // subjects
    weights = (1 + np.arange(per)) ** -0.8
    bounds = np.cumsum(weights / weights.sum())
    for start in range(0, users, block):
        count = min(block, users - start)
        sizes = 2 + draw.geometric(1 / 3.0, count)
        liked = draw.integers(0, subjects, (count, 3))
        owner = np.repeat(np.arange(count), sizes)
        subject = liked[owner, draw.choice(3, owner.size, p=[0.6, 0.3, 0.1])]
        noise = draw.random(owner.size) < 0.15
        subject[noise] = draw.integers(0, subjects, noise.sum())
        item = subject * per + np.searchsorted(bounds, draw.random(owner.size))
        ends = np.cumsum(sizes)
        for user in range(count):
            yield f"u{start + user:07d}", [f"c{i}" for i in item[ends[user] - sizes[user]:ends[user]]]


with open(target, "w", encoding="utf-8") as out:
    out.write("user\titem\ttime\n")
    for user, clicked in app(int(source)) if kind == "app" else paths():
        for time, item in enumerate(dict.fromkeys(clicked)):
            out.write(f"{user}\t{item}\t{time}\n")
