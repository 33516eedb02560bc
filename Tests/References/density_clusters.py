#!/usr/bin/env python3
"""Makes Tests/ClusteringTests/Fixtures/density-*.{npy,tsv}: density clusters by hdbscan.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 \
        hdbscan==0.8.44 fast_hdbscan==0.3.4 umap-learn==0.5.12
    venv/bin/python Tests/References/density_clusters.py [PENDIGITS.tsv]

Made with Python 3.11.7 and these versions. PENDIGITS.tsv is the data set
https://archive.ics.uci.edu/dataset/81 with columns c1 ... c16 and class; only results are stored.

Most points have several edges of the same weight, their core distance, and HDBSCAN leaves open which
comes first: hdbscan's three algorithms, fast_hdbscan and scikit-learn each do otherwise, and differ by
some points a cluster. Two things are stored, therefore:

- `label`, `strength`, `outlier`: by hdbscan's own functions from a spanning tree whose edges are
  ordered as Kindred orders them (weight, distance, rows). Kindred's must be the same.
- `plain`, `fast`: what hdbscan (exact Boruvka) and fast_hdbscan say of the same points.

density-cases.tsv tells the options of each case, DBCV, the agreement of hdbscan and fast_hdbscan
(adjusted Rand index), and the number of clusters of the condensed tree.
"""
import csv
import sys
import warnings
from pathlib import Path

import fast_hdbscan
import hdbscan
import numpy as np
from hdbscan._hdbscan_linkage import label as single_linkage
from hdbscan._hdbscan_tree import compute_stability, condense_tree, get_clusters, outlier_scores
from hdbscan.validity import validity_index
from sklearn import datasets
from sklearn.metrics import adjusted_rand_score

warnings.filterwarnings("ignore")
FIXTURES = Path(__file__).parent.parent / "ClusteringTests" / "Fixtures"


def ordered_tree(points, min_samples):
    """The spanning tree by Prim's algorithm with edges ordered by weight, distance and rows."""
    n = len(points)
    distance = np.zeros((n, n))
    for column in points.T:
        distance += (column[:, None] - column[None, :]) ** 2
    core = np.sort(distance, axis=1)[:, min_samples]
    rows = np.arange(n)
    joined = np.zeros(n, bool)
    weight, square = np.full(n, np.inf), np.full(n, np.inf)
    source = np.zeros(n, int)
    edges, point = [], 0
    for _ in range(n - 1):
        joined[point] = True
        w = np.maximum(distance[point], np.maximum(core[point], core))
        d = distance[point]
        low, high = np.minimum(point, rows), np.maximum(point, rows)
        known_low, known_high = np.minimum(source, rows), np.maximum(source, rows)
        tie = (w == weight) & (d == square)
        better = (w < weight) | ((w == weight) & (d < square)) | (
            tie & ((low < known_low) | ((low == known_low) & (high < known_high))))
        better &= ~joined
        weight[better], square[better], source[better] = w[better], d[better], point
        rest = np.flatnonzero(~joined)
        low, high = np.minimum(source[rest], rest), np.maximum(source[rest], rest)
        point = rest[np.lexsort((high, low, square[rest], weight[rest]))[0]]
        edges.append((weight[point], square[point], *sorted((source[point], point))))
    edges.sort()
    return np.array([(a, b, np.sqrt(w)) for w, _, a, b in edges], dtype=float)


def number(labels):
    """Labels by size, larger first, then by first row."""
    kept = [l for l in np.unique(labels) if l >= 0]
    order = sorted(kept, key=lambda l: (-(labels == l).sum(), np.flatnonzero(labels == l)[0]))
    table = {l: i for i, l in enumerate(order)}
    return np.array([table.get(l, -1) for l in labels])


def cases(pendigits):
    rng = np.random.default_rng(7)
    blobs, _ = datasets.make_blobs(
        700, centers=6, random_state=3, cluster_std=[0.4, 0.5, 0.6, 0.7, 0.5, 0.4])
    blobs = np.vstack([blobs, rng.uniform(-12, 12, (100, 2))])
    moons, _ = datasets.make_moons(600, noise=0.08, random_state=0)
    space = np.vstack([rng.normal(c, s, (150, 5)) for c, s in ((0, 1), (6, 1.5), (-5, 0.7))]
                      + [rng.uniform(-12, 12, (50, 5))])
    import umap

    digits = umap.UMAP(random_state=0, min_dist=0.0).fit_transform(datasets.load_digits().data)
    yield "blobs", blobs, [dict(), dict(cluster_selection_method="leaf"), dict(min_samples=1),
                           dict(max_cluster_size=120), dict(cluster_selection_epsilon=3.0),
                           dict(cluster_selection_method="leaf", cluster_selection_epsilon=0.6)]
    yield "moons", moons, [dict(min_cluster_size=20), dict(allow_single_cluster=True)]
    yield "space", space, [dict(), dict(min_samples=3)]
    yield "digits", digits, [dict(min_cluster_size=20), dict(min_cluster_size=15, min_samples=5)]
    yield "single", rng.normal(0, 1, (200, 2)), [
        dict(allow_single_cluster=True, min_cluster_size=15),
        dict(allow_single_cluster=True, cluster_selection_epsilon=0.5)]
    if pendigits:
        table = np.loadtxt(pendigits, delimiter="\t", skiprows=1)
        # Every coordinate is an integer, so distances are often equal; a little is added.
        points = table[:, :16] + np.arange(table.shape[0])[:, None] % 97 * 1e-3
        yield "pendigits", points[:4000], [dict(min_cluster_size=25)]


def predicted():
    """Points, queries, and the clusters of both by hdbscan.

    `plain` is what `approximate_predict` says of the queries. It counts one neighbor less for the core
    distances of points than the fit does, and one more for those of queries; `label` and `strength` are by
    its functions with those of the fit.
    """
    rng = np.random.default_rng(11)
    centers = np.array([[0, 0, 0], [7, 1, 0], [0, 8, 3]])
    points = np.vstack([rng.normal(c, s, (m, 3)) for c, s, m in zip(centers, (1, 1.4, 0.8), (150, 120, 80))]
                       + [rng.uniform(-8, 14, (50, 3))]).astype(np.float32)
    queries = np.vstack([rng.normal(c, 1.5, (60, 3)) for c in centers]
                        + [rng.uniform(-8, 14, (120, 3))]).astype(np.float32)
    model = hdbscan.HDBSCAN(
        min_cluster_size=15, min_samples=8, approx_min_span_tree=False, prediction_data=True,
        algorithm="boruvka_kdtree").fit(points.astype(np.float64))
    plain, _ = hdbscan.approximate_predict(model, queries.astype(np.float64))
    data = model.prediction_data_
    cores = data.tree.query(points.astype(np.float64), k=9)[0][:, -1]
    distances, neighbors = data.tree.query(queries.astype(np.float64), k=40)
    labels, strengths, _ = zip(*(
        hdbscan.prediction._find_cluster_and_probability(
            model.condensed_tree_, data.cluster_tree, neighbors[i], distances[i], cores,
            data.cluster_map, data.max_lambdas, 7)
        for i in range(len(queries))))
    table = dict(zip(model.labels_, number(model.labels_)))
    np.save(FIXTURES / "density-fitted.npy", points)
    np.save(FIXTURES / "density-queries.npy", queries)
    for name, columns in (("fitted", [number(model.labels_)]),
                          ("queries", [[table.get(l, -1) for l in labels], strengths,
                                       [table.get(l, -1) for l in plain]])):
        with open(FIXTURES / f"density-{name}.tsv", "w") as file:
            write = csv.writer(file, delimiter="\t", lineterminator="\n").writerow
            write(["label", "strength", "plain"][:len(columns)])
            for row in zip(*columns):
                write([round(float(v), 7) if i == 1 else int(v) for i, v in enumerate(row)])


def main():
    predicted()
    records = []
    for name, points, variants in cases(sys.argv[1] if len(sys.argv) > 1 else None):
        points = points.astype(np.float32)
        if name != "pendigits":
            np.save(FIXTURES / f"density-{name}.npy", points)
        points = points.astype(np.float64)
        columns = {}
        for index, given in enumerate(variants):
            options = dict(min_cluster_size=10, min_samples=10) | given
            size, samples = options.pop("min_cluster_size"), options.pop("min_samples")
            condensed = condense_tree(single_linkage(ordered_tree(points, samples)), size)
            labels, strengths, _ = get_clusters(condensed, compute_stability(condensed), **options)
            labels = number(labels)
            plain = hdbscan.HDBSCAN(
                min_cluster_size=size, min_samples=samples, approx_min_span_tree=False,
                algorithm="boruvka_kdtree", **options).fit_predict(points)
            if "max_cluster_size" in options:
                options_fast = options | {"max_cluster_size": options["max_cluster_size"]}
            else:
                options_fast = options
            fast = fast_hdbscan.HDBSCAN(
                min_cluster_size=size, min_samples=samples, **options_fast).fit_predict(points)
            key = str(index)
            columns["label" + key] = labels
            columns["strength" + key] = strengths
            columns["outlier" + key] = outlier_scores(condensed)
            columns["plain" + key], columns["fast" + key] = number(plain), number(fast)
            validity = validity_index(points, labels) if labels.max() > 0 and len(points) < 3000 else ""
            tree = condensed[condensed["child_size"] > 1]
            records.append([
                name, index, size, samples, options.get("cluster_selection_method", "eom"),
                options.get("cluster_selection_epsilon", 0.0), options.get("max_cluster_size", 0),
                int(options.get("allow_single_cluster", False)), validity,
                adjusted_rand_score(plain, fast), len(tree) + 1,
                repr(float(np.sum(tree["lambda_val"] * tree["child_size"])))])
            print(records[-1], labels.max() + 1, (labels < 0).mean(),
                  adjusted_rand_score(labels, plain), adjusted_rand_score(labels, fast))
        # Labels and shortest decimals of the numbers.
        if name == "pendigits":
            columns = {"label0": columns["label0"]}
        with open(FIXTURES / f"density-{name}.tsv", "w") as file:
            write = csv.writer(file, delimiter="\t", lineterminator="\n").writerow
            write(columns)
            for row in zip(*columns.values()):
                write([repr(round(float(v), 7)) if isinstance(v, np.floating) else int(v) for v in row])
    with open(FIXTURES / "density-cases.tsv", "w") as file:
        write = csv.writer(file, delimiter="\t", lineterminator="\n").writerow
        write(["points", "case", "size", "samples", "selection", "epsilon", "maximum", "single",
               "validity", "agreement", "clusters", "births"])
        for record in records:
            write(record)


main()
