#!/usr/bin/env python3
"""Makes Tests/ReductionTests/Fixtures/umap-*: the steps of UMAP by umap-learn's own functions.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 \\
        umap-learn==0.5.12 pynndescent==0.7.0 numba==0.68.1
    venv/bin/python Tests/References/umap.py ../shared/data/vectors/pendigits.tsv

Made with Python 3.11 and these versions. The points are three overlapping groups, so that their graph
is connected; their neighbors are exact. Kindred counts the neighbors without the point itself.
"""
from pathlib import Path
import sys

# This file has the name of the package that it asks.
sys.path = [p for p in sys.path if Path(p or ".").resolve() != Path(__file__).resolve().parent]

import numpy as np
import umap
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors
from sklearn.utils import check_random_state
from umap.spectral import spectral_layout
from umap.umap_ import find_ab_params, fuzzy_simplicial_set, smooth_knn_dist

FIXTURES = Path(__file__).parent.parent / "ReductionTests" / "Fixtures"
NEIGHBORS = 10


def points():
    rng = np.random.default_rng(11)
    groups = [rng.normal(size=(30, 5)) * s + c for s, c in ((1, 0), (0.5, 2), (2, -2))]
    return np.concatenate(groups).astype("<f4")


def save(name, array):
    np.save(FIXTURES / f"umap-{name}.npy", np.ascontiguousarray(array, dtype="<f4"))


def main():
    x = points()
    save("points", x)
    distances, indexes = NearestNeighbors(n_neighbors=NEIGHBORS, algorithm="brute").fit(x).kneighbors(x)
    distances = distances.astype(np.float32)
    for connectivity in (1.0, 2.5):
        sigmas, rhos = smooth_knn_dist(distances, float(NEIGHBORS), local_connectivity=connectivity)
        save(f"smooth-{connectivity}", np.stack([rhos, sigmas], axis=1))
    for ratio in (1.0, 0.25):
        weights = fuzzy_simplicial_set(
            x, NEIGHBORS, check_random_state(1), "euclidean", knn_indices=indexes,
            knn_dists=distances, set_op_mix_ratio=ratio)[0]
        save(f"weights-{ratio}", weights.toarray())
        if ratio == 1:
            save("spectral", spectral_layout(None, weights, 2, check_random_state(1)))
    lines = ["id\tminimum\tspread\ta\tb"]
    for index, (minimum, spread) in enumerate(((0.1, 1), (0, 1), (0.5, 1), (0.25, 2.5), (0.99, 1))):
        a, b = find_ab_params(spread, minimum)
        lines.append(f"{index}\t{minimum}\t{spread}\t{float(a)!r}\t{float(b)!r}")
    (FIXTURES / "umap-curves.tsv").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))
    if len(sys.argv) > 1:
        quality(sys.argv[1])


def quality(path):
    """How well umap-learn's maps of the first 1,500 pen-written digits keep neighbors, mean of three seeds."""
    x = np.loadtxt(path, delimiter="\t", skiprows=1, max_rows=1500)[:, :16].astype("<f4")
    near = NearestNeighbors(n_neighbors=10).fit(x).kneighbors(return_distance=False)
    figures = []
    for seed in range(3):
        y = umap.UMAP(random_state=seed).fit_transform(x)
        placed = NearestNeighbors(n_neighbors=10).fit(y).kneighbors(return_distance=False)
        kept = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(near, placed)])
        figures.append((trustworthiness(x, y, n_neighbors=12), kept))
    trust, kept = np.mean(figures, axis=0)
    (FIXTURES / "umap-quality.tsv").write_text(
        f"id\tvalue\ntrustworthiness\t{float(trust)!r}\nkept\t{float(kept)!r}\n")
    print(trust, kept)


if __name__ == "__main__":
    main()
