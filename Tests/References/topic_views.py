#!/usr/bin/env python3
"""Makes fixtures of Tests/TopicModelingTests: SciPy's linkages, and log-odds with a Dirichlet prior.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1
    venv/bin/python Tests/References/topic_views.py

Made with Python 3.11 and these versions. The log-odds are those of Monroe, Colaresi and Quinn (2008,
10.1093/pan/mpn018), equations 15 to 22, of the documents that ctfidf.py makes.
"""
import csv
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

FIXTURES = Path(__file__).parent.parent / "TopicModelingTests" / "Fixtures"
PRIOR = 500
CLASSES = 4


def write(name, columns, rows):
    with open(FIXTURES / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def linkages():
    """Twelve random profiles by their cosine distances."""
    points = np.random.default_rng(5).gamma(0.6, size=(12, 7))
    unit = points / np.linalg.norm(points, axis=1, keepdims=True)
    distances = 1 - unit @ unit.T
    np.fill_diagonal(distances, 0)
    distances = (distances + distances.T) / 2
    write("distances.tsv", ["item"] + [f"d{i}" for i in range(12)], [
        [row] + [repr(float(d)) for d in distances[row]] for row in range(12)])
    rows = []
    for method in ["average", "ward", "complete"]:
        for a, b, distance, size in linkage(squareform(distances, checks=False), method):
            rows.append([method, int(a), int(b), repr(float(distance)), int(size)])
    write("linkage.tsv", ["method", "first", "second", "distance", "size"], rows)


def log_odds():
    with open(FIXTURES / "documents.tsv", encoding="utf-8") as file:
        documents = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts = [Counter() for _ in range(CLASSES)]
    for row in documents:
        if int(row["class"]) >= 0:
            counts[int(row["class"])].update(row["tokens"].split(" "))
    everything = sum(counts, Counter())
    total = sum(everything.values())

    def z(a, b, word):
        prior = PRIOR * everything[word] / total
        n, m = sum(a.values()), sum(b.values())
        x, y = a[word] + prior, b[word] + prior
        delta = np.log(x / (n + PRIOR - x)) - np.log(y / (m + PRIOR - y))
        return delta / np.sqrt(1 / x + 1 / y)

    rows = []
    for first in range(CLASSES):
        for second in range(CLASSES):
            if first == second:
                continue
            rest = [sum((c for k, c in enumerate(counts) if k != me), Counter())
                    for me in (first, second)]
            own = {w: z(counts[first], counts[second], w) for w in counts[first]}
            both = {w: min(z(counts[first], rest[0], w), z(counts[second], rest[1], w))
                    for w in counts[first] if w in counts[second]}
            for kind, scores in [("own", own), ("both", both)]:
                best = sorted(((-s, w) for w, s in scores.items() if s >= 0.5))[:5]
                rows += [[first, second, kind, w, repr(float(-s))] for s, w in best]
    write("contrast.tsv", ["first", "second", "kind", "term", "z"], rows)


if __name__ == "__main__":
    linkages()
    log_odds()
