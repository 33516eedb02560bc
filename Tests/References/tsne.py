#!/usr/bin/env python3
"""Makes Tests/ReductionTests/Fixtures/tsne-*: affinities by scikit-learn and openTSNE, a gradient by the formula,
and the trustworthiness of a map by scikit-learn.

    python3 -m venv venv
    venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 openTSNE==1.0.4
    venv/bin/python Tests/References/tsne.py

Made with Python 3.11 and these versions. The digits are those of scikit-learn (1,797 × 64, whole numbers up to 16,
a byte each; BSD license).
"""
from pathlib import Path

import numpy as np
from openTSNE.affinity import PerplexityBasedNN
from scipy.spatial.distance import squareform
from sklearn.datasets import load_digits
from sklearn.manifold import trustworthiness
from sklearn.manifold._t_sne import _joint_probabilities
from sklearn.metrics import pairwise_distances

FIXTURES = Path(__file__).parent.parent / "ReductionTests" / "Fixtures"


def save(name, array):
    np.save(FIXTURES / f"tsne-{name}.npy", np.ascontiguousarray(array, dtype="<f4"))


def gradient(p, y):
    """The gradient of the divergence of q from p at y: 4 Σ (p − q) (y_i − y_j) / (1 + d²)."""
    way = y[:, None] - y[None]
    nearness = 1 / (1 + (way ** 2).sum(-1))
    np.fill_diagonal(nearness, 0)
    q = nearness / nearness.sum()
    mask = p > 0
    divergence = (p[mask] * np.log(p[mask] / q[mask])).sum()
    return 4 * (((p - q) * nearness)[:, :, None] * way).sum(1), divergence


def main():
    FIXTURES.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(7)
    points = (rng.normal(size=(80, 6)) * [3, 2, 1, 1, 0.5, 0.2]).astype("<f4")
    map_ = (rng.normal(size=(80, 2)) * 6 + points[:, :2] * 2).astype("<f4")
    save("points", points)
    save("map", map_)
    squares = pairwise_distances(points.astype(float), squared=True, metric="euclidean")
    # Of all pairs, as scikit-learn's exact method has them.
    exact = squareform(_joint_probabilities(squares, 10.0, verbose=0))
    save("joint", exact)
    # Of the 30 nearest neighbors of each, as openTSNE has them.
    nearest = PerplexityBasedNN(
        points.astype(float), perplexity=10, method="exact", symmetrize=True, n_jobs=1)
    save("nearest", nearest.P.toarray())
    gradients, divergence = gradient(exact, map_.astype(float))
    save("gradient", gradients)
    lines = ["measure\tneighbors\tvalue", f"divergence\t0\t{float(divergence)!r}"]
    for k in (1, 5, 12, 39):
        value = trustworthiness(points.astype(float), map_.astype(float), n_neighbors=k)
        lines.append(f"trustworthiness\t{k}\t{float(value)!r}")
        # Continuity is the trustworthiness of the way back.
        value = trustworthiness(map_.astype(float), points.astype(float), n_neighbors=k)
        lines.append(f"continuity\t{k}\t{float(value)!r}")
        d, e = (pairwise_distances(x.astype(float)) for x in (points, map_))
        kept = 0
        for i in range(len(points)):
            a, b = (set([j for j in np.argsort(x[i], kind="stable") if j != i][:k]) for x in (d, e))
            kept += len(a & b)
        lines.append(f"kept\t{k}\t{kept / (k * len(points))!r}")
    (FIXTURES / "tsne-measures.tsv").write_text("\n".join(lines) + "\n")
    (FIXTURES / "digits.bytes").write_bytes(load_digits().data.astype("u1").tobytes())
    print("\n".join(lines))


if __name__ == "__main__":
    main()
