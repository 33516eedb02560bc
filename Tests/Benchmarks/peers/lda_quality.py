"""What models of LDA are worth: TRAIN TEST NAME=MODEL... (a MODEL.npz of lda_peers.py, or a folder of ours)

npmi        mean over the topics of the pairs of the ten likeliest terms, a document of TRAIN being the window
held out    mean log probability of the tokens at odd places of the documents of TEST, whose topics are found by
            those at even places: for every model by the same fixed point, with its own topics and its own prior
Models of one NAME are its seeds, of which the mean is printed."""
import csv
import math
import sys
from itertools import combinations
from pathlib import Path

import numpy as np

from lda_documents import documents


def read(path, words):
    if path.endswith(".npz"):
        model = np.load(path)
        return model["phi"], model["alpha"]
    folder = Path(path)
    columns = {name: [row for row in csv.DictReader(open(folder / f"{name}.tsv", encoding="utf-8"), delimiter="\t",
                                                   quoting=csv.QUOTE_NONE)] for name in ("terms", "topics")}
    assert [row["term"] for row in columns["terms"]] == words, "other words"
    phi = np.load(folder / "terms.npy").astype(float).T
    return phi / phi.sum(axis=1, keepdims=True), np.array([float(row["prior"]) for row in columns["topics"]])


def npmi(docs, topics):
    where = {word: set() for topic in topics for word in topic}
    for number, doc in enumerate(docs):
        for word in where.keys() & set(doc):
            where[word].add(number)
    scores = []
    for topic in topics:
        for a, b in combinations(topic, 2):
            both = len(where[a] & where[b])
            scores.append(-1 if both == 0 else math.log(both * len(docs) / len(where[a]) / len(where[b]))
                          / -math.log(both / len(docs)))
    return np.mean(scores)


def held_out(phi, alpha, halves, place):
    total, tokens = 0.0, 0
    for known, hidden in halves:
        seen = [place[w] for w in known if w in place]
        asked = [place[w] for w in hidden if w in place]
        share = alpha / alpha.sum()
        if seen:
            columns = phi[:, seen]
            share = alpha + len(seen) * alpha / alpha.sum()
            for _ in range(100):
                of_tokens = columns * share[:, None]
                share = alpha + (of_tokens / of_tokens.sum(axis=0)).sum(axis=1)
            share = share / share.sum()
        total += np.log(share @ phi[:, asked]).sum()
        tokens += len(asked)
    return total / tokens


train, test, *models = sys.argv[1:]
docs, words = documents(train)
place = {word: number for number, word in enumerate(words)}
halves = [[half.split() for half in line.rstrip("\n").split("\t")] for line in open(test, encoding="utf-8")]
found = {}
for model in models:
    name, path = model.split("=", 1)
    phi, alpha = read(path, words)
    topics = [[words[i] for i in np.argsort(-row, kind="stable")[:10]] for row in phi]
    # Terms that a model never saw in a topic have some probability all the same.
    phi = np.maximum(phi, 1e-12)
    found.setdefault(name, []).append((npmi(docs, topics), held_out(phi, alpha, halves, place)))
print(f"{'model':32}{'seeds':>6}{'npmi':>9}{'held out':>10}{'perplexity':>12}")
for name, values in found.items():
    coherence, likelihood = np.mean(values, axis=0)
    print(f"{name:32}{len(values):>6}{coherence:>9.4f}{likelihood:>10.4f}{math.exp(-likelihood):>12.1f}")
