#!/usr/bin/env python3
"""Makes Tests/ClusteringTests/Fixtures: cluster quality and agreement by scikit-learn.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    venv/bin/python Tests/References/cluster_quality.py [PENDIGITS.tsv]

Made with Python 3.11.7 and these versions. Coordinates are written as float32, which is what
Kindred reads; the measures are those of the same numbers in float64. PENDIGITS.tsv is the data set
https://archive.ics.uci.edu/dataset/81 with columns c1 ... c16 and class; only its measures are
stored.
"""
import csv
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn import metrics

FIXTURES = Path(__file__).parent.parent / "ClusteringTests" / "Fixtures"


def point_sets():
    """Small point sets: name, points, and labelings by name."""
    rng = np.random.default_rng(7)
    centers = np.array([[0, 0, 0], [6, 0, 1], [0, 7, -2]])
    truth = np.repeat([0, 1, 2], [30, 20, 10])
    blobs = centers[truth] + rng.normal(size=(60, 3))
    yield "blobs", blobs, {
        "truth": truth,
        "interleaved": np.arange(60) % 4,
        "singleton": np.where(np.arange(60) == 5, 3, truth),
    }
    cloud = rng.normal(size=(40, 5)) * [1, 10, 0.1, 100, 1] + 1000
    yield "cloud", cloud, {"halves": (np.arange(40) >= 20).astype(int), "fives": np.arange(40) // 5}
    equal = np.repeat([[1.0, 2.0], [3.0, 5.0], [1.0, 2.5]], 4, axis=0)
    yield "equal", equal, {"exact": np.repeat([0, 1, 2], 4), "mixed": np.arange(12) % 2}


def pendigits(path):
    table = np.loadtxt(path, delimiter="\t", skiprows=1)
    points, digit = table[:, :16], table[:, 16].astype(int)
    return points, {"class": digit, "first": np.minimum(points[:, 0] // 34, 2).astype(int)}


def measures(points, labels):
    """Inertia, Davies-Bouldin, silhouette and Calinski-Harabasz."""
    points = points.astype(np.float32).astype(np.float64)
    inertia = sum(
        ((points[labels == label] - points[labels == label].mean(axis=0)) ** 2).sum()
        for label in np.unique(labels)
    )
    return [
        repr(float(measure)) for measure in (
            inertia,
            metrics.davies_bouldin_score(points, labels),
            metrics.silhouette_score(points, labels),
            metrics.calinski_harabasz_score(points, labels),
        )
    ]


def agreements():
    """Pairs of labelings with their adjusted Rand index, normalized and adjusted mutual
    information, and accuracy."""
    rng = np.random.default_rng(11)
    truth = np.repeat([0, 1, 2, 3], [10, 5, 8, 2])
    noisy = np.where(rng.random(25) < 0.3, rng.integers(0, 4, 25), truth)
    pairs = [
        (truth, truth), (truth, 3 - truth), (truth, noisy), (noisy, truth),
        (truth, rng.integers(0, 5, 25)), (truth, np.zeros(25, int)), (np.zeros(4, int),) * 2,
        (np.arange(6), np.arange(6)), (np.arange(6), np.zeros(6, int)),
        ([0, 0, 1, 1], [0, 1, 0, 1]), ([0, 0, 1, 2], [0, 0, 1, 1]),
    ]
    for a, b in pairs:
        yield [
            " ".join(map(str, a)), " ".join(map(str, b)),
            repr(float(metrics.adjusted_rand_score(a, b))),
            repr(float(metrics.normalized_mutual_info_score(a, b))),
            repr(float(metrics.adjusted_mutual_info_score(a, b))),
            repr(accuracy(a, b)),
        ]


def accuracy(a, b):
    """The share of items on the best pairing of the clusters of a with those of b."""
    table = metrics.cluster.contingency_matrix(a, b)
    return float(table[linear_sum_assignment(table, maximize=True)].sum() / len(a))


def write(name, columns, records):
    with open(FIXTURES / name, "w", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(records)


def main():
    FIXTURES.mkdir(exist_ok=True)
    qualities = []
    for name, points, labelings in point_sets():
        points = points.astype(np.float32)
        labels = np.array(list(labelings.values())).T
        write(
            f"{name}.tsv", [f"c{i + 1}" for i in range(points.shape[1])] + list(labelings),
            [[str(x) for x in row] + [str(x) for x in own] for row, own in zip(points, labels)])
        qualities += [[name, key] + measures(points, own) for key, own in labelings.items()]
    for path in sys.argv[1:]:
        points, labelings = pendigits(path)
        qualities += [["pendigits", key] + measures(points, own) for key, own in labelings.items()]
    columns = ["points", "labeling", "wcss", "davies_bouldin", "silhouette", "calinski_harabasz"]
    write("quality.tsv", columns, qualities)
    columns = ["a", "b", "adjusted_rand", "mutual_information", "adjusted_information", "accuracy"]
    write("agreement.tsv", columns, agreements())


main()
