#!/usr/bin/env python3
"""Makes the numbers that the tests of co-use models and of their evaluation compare with.

    python3 Tests/References/co_use.py
writes into Tests/RecommendationTests/Fixtures
    co-use-interactions.tsv  user, item, weight: 60 users, 24 items, drawn from four tastes
    co-use-ease.npy          EASE by its formula in NumPy, regularization 3
    co-use-cosines.npy       the cosines of the three nearest items of each item, by implicit
    co-use-factors.npy       factors of the items, drawn at random
    co-use-users.npy         the factors of the users by implicit, regularization 0.5, confidence 5 of a use
    rankings.tsv             lists, what was held out, and their measures: NDCG, recall, precision, the hit rate
                             and the reciprocal rank by trec_eval, MAP by its formula in RecBole
Made with numpy 2.4.6, scipy 1.17.1, implicit 0.7.3, pytrec_eval-terrier 0.5.10, Python 3.11.
"""
from pathlib import Path

import numpy as np
import pytrec_eval
import scipy.sparse as sparse
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import CosineRecommender

FIXTURES = Path(__file__).resolve().parents[2] / "Tests" / "RecommendationTests" / "Fixtures"
USERS, ITEMS, NEAREST, FACTORS = 60, 24, 3, 4
random = np.random.default_rng(1)


def interactions():
    dense = np.zeros((USERS, ITEMS), np.float32)
    for user in range(USERS):
        own = np.arange(user % 4, ITEMS, 4)
        likely = np.where(np.isin(np.arange(ITEMS), own), 8.0, 1.0)
        chosen = random.choice(ITEMS, size=random.integers(2, 7), replace=False, p=likely / likely.sum())
        dense[user, chosen] = 1
    return dense


def ease(x, regularization):
    inverse = np.linalg.inv(x.T.astype(float) @ x + regularization * np.eye(x.shape[1]))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return weights


def cosines(x):
    model = CosineRecommender(K=NEAREST + 1)  # an item counts as its own neighbor there
    model.fit(sparse.csr_matrix(x), show_progress=False)
    rows = model.similarity.toarray()
    np.fill_diagonal(rows, 0)
    return -np.sort(-rows, axis=1)[:, :NEAREST]


def users(x, factors):
    model = AlternatingLeastSquares(factors=FACTORS, regularization=0.5, alpha=1, use_gpu=False, use_native=True)
    model.item_factors = factors
    return model.recalculate_user(np.arange(USERS), sparse.csr_matrix(5 * x))


def rankings():
    rows = []
    for case in range(40):
        ranked = list(random.permutation(30)[: random.integers(1, 11)])
        held = list(random.permutation(30)[: random.integers(1, 15)])
        run = {"q": {f"d{item}": 100.0 - place for place, item in enumerate(ranked)}}
        relevant = {"q": {f"d{item}": 1 for item in held}}
        names = {"ndcg_cut_5", "recall_5", "P_5", "success_5", "recip_rank"}
        trec = pytrec_eval.RelevanceEvaluator(relevant, names).evaluate({"q": dict(list(run["q"].items())[:5])})["q"]
        hits = np.isin(ranked[:5], held)
        precisions = np.cumsum(hits) / np.arange(1, len(hits) + 1)
        mean = (precisions * hits).sum() / min(5, len(held))
        measures = [trec["success_5"], trec["ndcg_cut_5"], trec["recip_rank"], trec["recall_5"], trec["P_5"], mean]
        rows.append([" ".join(map(str, ranked)), " ".join(map(str, held)), *(f"{measure:.9g}" for measure in measures)])
    return rows


def write_table(name, columns, rows):
    (FIXTURES / name).write_text("".join("\t".join(map(str, row)) + "\n" for row in [columns, *rows]))


FIXTURES.mkdir(exist_ok=True)
x = interactions()
factors = random.normal(size=(ITEMS, FACTORS)).astype(np.float32)
write_table("co-use-interactions.tsv", ["user", "item", "weight"], [[u, i, 1] for u, i in zip(*np.nonzero(x))])
for name, array in [
    ("ease", ease(x, 3)), ("cosines", cosines(x)), ("factors", factors), ("users", users(x, factors)),
]:
    np.save(FIXTURES / f"co-use-{name}.npy", np.ascontiguousarray(array, dtype=np.float32))
write_table(
    "rankings.tsv", ["list", "held_out", "hit", "ndcg", "reciprocal_rank", "recall", "precision", "map"], rankings())
