"""The recall of neighbors on a sample: POINTS.npy NEIGHBORS.npy [--sample 1000]

A neighbor is found if it is no farther than the last of the true ones, so that it does not matter which
of equal points are listed."""
import faiss
import numpy as np

from common import parser

a = parser("points", "neighbors", sample=1000, seed=1)
x = np.ascontiguousarray(np.load(a.points), dtype=np.float32)
found = np.load(a.neighbors)
k = found.shape[1]
rows = np.random.default_rng(a.seed).choice(len(x), min(a.sample, len(x)), replace=False)
index = faiss.IndexFlatL2(x.shape[1])
index.add(x)
true = index.search(x[rows], k + 1)[1]
share = 0.0
for row, ids in zip(rows, true):
    last = np.sort(np.linalg.norm(x[ids[ids != row][:k]].astype(float) - x[row], axis=1))[-1]
    ours = np.linalg.norm(x[found[row]].astype(float) - x[row], axis=1)
    share += (ours <= last * (1 + 1e-6) + 1e-9).mean()
print(f"{a.neighbors}: recall {share / len(rows):.4f} on {len(rows)} points")
