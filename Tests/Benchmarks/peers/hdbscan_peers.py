"""Density clustering: IN.npy [--peer fast_hdbscan|hdbscan] [--truth LABELS.npy] [--ours clusters.tsv]

The clustering alone is timed, after a first one of 2,000 points in which machine code is made. With --ours
nothing is timed: the table's labels are compared with the truth."""
import sys

import numpy as np
from sklearn.metrics import adjusted_rand_score

from common import Clock, parser, report

a = parser("input", peer="fast_hdbscan", min_cluster_size=50, min_samples=10, threads=2, truth="", ours="")
truth = np.load(a.truth) if a.truth else None
if a.ours:
    # Ids are numbers of one width, so bytewise order is the order of the points.
    labels = np.loadtxt(a.ours, delimiter="\t", skiprows=1, usecols=1, dtype=int)
    print(f"ours: {labels.max() + 1} clusters, noise {(labels < 0).mean():.4f}, ARI to the truth "
          f"{adjusted_rand_score(truth, labels):.4f}", file=sys.stderr)
    sys.exit()
x = np.ascontiguousarray(np.load(a.input), dtype=np.float64)


def model():
    if a.peer == "fast_hdbscan":
        from fast_hdbscan import HDBSCAN

        return HDBSCAN(min_cluster_size=a.min_cluster_size, min_samples=a.min_samples)
    from hdbscan import HDBSCAN

    return HDBSCAN(
        min_cluster_size=a.min_cluster_size, min_samples=a.min_samples, core_dist_n_jobs=a.threads,
        algorithm="boruvka_kdtree")


model().fit_predict(x[:2000])
with Clock() as c:
    labels = model().fit_predict(x)
more = {"ari_truth": float(adjusted_rand_score(truth, labels))} if truth is not None else {}
report(f"hdbscan {len(x)} x {x.shape[1]}", a.peer, len(x), c, clusters=int(labels.max()) + 1,
       noise_share=float((labels < 0).mean()), **more)
