#!/usr/bin/env python3
"""Makes Tests/ReductionTests/Fixtures: principal components by scikit-learn.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    venv/bin/python Tests/References/pca.py

Made with Python 3.11 and these versions. Points are written as float32, which is what Kindred reads;
the components are those of the same numbers in float64, by a full singular value decomposition.
"""
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA

FIXTURES = Path(__file__).parent.parent / "ReductionTests" / "Fixtures"


def point_sets():
    """Name, points and the number of components."""
    rng = np.random.default_rng(3)
    mix = rng.normal(size=(6, 6)) * [5, 3, 2, 1, 0.5, 0.2]
    yield "correlated", rng.normal(size=(60, 6)) @ mix.T, 4
    # Far from the origin, where sums of squares lose their digits.
    yield "distant", rng.normal(size=(80, 5)) * [8, 4, 2, 1, 0.5] + 1000, 5
    yield "wide", rng.normal(size=(7, 20)) * np.linspace(5, 0.5, 20), 6
    constant = rng.normal(size=(30, 4)) * [3, 2, 1, 1]
    constant[:, 2] = 7
    yield "constant", constant, 3


def main():
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for name, points, count in point_sets():
        points = points.astype("<f4")
        pca = PCA(count, svd_solver="full").fit(points.astype(float))
        projected = pca.transform(points.astype(float))
        np.save(FIXTURES / f"{name}-points.npy", points)
        np.save(FIXTURES / f"{name}-components.npy", pca.components_.astype("<f4", order="C"))
        np.save(FIXTURES / f"{name}-projected.npy", projected.astype("<f4", order="C"))
        total = np.var(points.astype(float), axis=0, ddof=1).sum()
        lines = [f"total\t{float(total)!r}"] + [
            f"component_{i + 1}\t{float(v)!r}" for i, v in enumerate(pca.explained_variance_)]
        (FIXTURES / f"{name}-variances.tsv").write_text("id\tvariance\n" + "\n".join(lines) + "\n")
        print(name, pca.explained_variance_)


if __name__ == "__main__":
    main()
