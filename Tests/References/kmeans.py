#!/usr/bin/env python3
"""Makes Tests/ClusteringTests/Fixtures/kmeans.tsv: inertias that scikit-learn's k-means reaches.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    venv/bin/python Tests/References/kmeans.py PENDIGITS.tsv

`rows` starts from the first rows of the data set https://archive.ics.uci.edu/dataset/81 (columns c1 ...
c16 and class), with so many iterations at most, tolerance 0; more rows than 40 would have exact ties,
which scikit-learn leaves to rounding. `own` is the mean over the seeds 0 ... 9 of one start each by its
own k-means++, 300 iterations at most, tolerance 0.0001.
"""
import csv
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans

FILE = Path(__file__).parent.parent / "ClusteringTests" / "Fixtures" / "kmeans.tsv"


def records(points):
    for clusters, iterations in [(2, 300), (10, 3), (10, 300), (40, 300)]:
        model = KMeans(clusters, init=points[:clusters], n_init=1, max_iter=iterations, tol=0)
        yield ["rows", clusters, iterations, repr(float(model.fit(points).inertia_))]
    for clusters in [10, 40]:
        own = [KMeans(clusters, n_init=1, random_state=seed).fit(points).inertia_ for seed in range(10)]
        yield ["own", clusters, 300, repr(float(np.mean(own)))]


def main():
    # It warns where the iterations do not suffice.
    warnings.simplefilter("ignore")
    points = np.loadtxt(sys.argv[1], delimiter="\t", skiprows=1)[:, :16]
    with open(FILE, "w", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["start", "clusters", "iterations", "inertia"])
        writer.writerows(records(points))


main()
