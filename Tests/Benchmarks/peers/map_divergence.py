"""The Kullback-Leibler divergence of t-SNE maps from the same exact affinities: VECTORS.npy MAP.npy [MAP.npy ...]

What each program reports is measured by its own neighbors, which are approximate in some.
"""
import sys

import numpy as np
from openTSNE.affinity import PerplexityBasedNN

x = np.load(sys.argv[1]).astype(np.float32)
p = PerplexityBasedNN(x, perplexity=30, method="exact", n_jobs=2).P.tocoo()
p.data /= p.data.sum()
for path in sys.argv[2:]:
    y = np.load(path).astype(np.float64)
    square = (y**2).sum(1)
    z = -float(len(y))
    for start in range(0, len(y), 1000):
        part = slice(start, start + 1000)
        z += (1 / (1 + np.maximum(0, square[part, None] + square - 2 * y[part] @ y.T))).sum()
    near = 1 / (1 + ((y[p.row] - y[p.col]) ** 2).sum(1))
    print(f"{path}: divergence {float((p.data * (np.log(p.data) - np.log(near / z))).sum()):.4f}")
