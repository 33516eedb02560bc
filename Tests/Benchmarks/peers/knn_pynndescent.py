"""Approximate neighbors of all points by pynndescent: POINTS.npy OUT.npy [--k 15] [--threads 2]

Euclidean, each point itself among its k + 1; the seconds are those of the graph, without reading, and
without compiling, which a first run on few points does. OUT.npy has the indexes, the point left out."""
import numpy as np

from common import Clock, parser, report

a = parser("input", "out", k=15, threads=2)
import pynndescent

x = np.ascontiguousarray(np.load(a.input), dtype=np.float32)
pynndescent.NNDescent(x[:4500], n_neighbors=a.k + 1, n_jobs=a.threads)
with Clock() as c:
    ids = pynndescent.NNDescent(x, n_neighbors=a.k + 1, n_jobs=a.threads).neighbor_graph[0]
others = ids != np.arange(len(x))[:, None]
# Where a point is not among its own neighbors, the farthest is one too many.
others[others.all(1), -1] = False
np.save(a.out, ids[others].reshape(len(x), a.k).astype(np.int32))
report("approximate neighbors", "pynndescent", len(x), c, dims=x.shape[1], k=a.k, threads=a.threads)
