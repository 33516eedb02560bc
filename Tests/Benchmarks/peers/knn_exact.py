"""Neighbors of all points, or of some: POINTS.npy OUT.npy --peer faiss|sklearn [--k 15] [--threads 2]

Euclidean, exact, each point itself among its k + 1; the seconds are those of index and search, without
reading. OUT.npy has the indexes. gflops counts a product of all pairs, 2 x dimensions for each."""
import numpy as np

from common import Clock, parser, report

a = parser("input", "out", peer="faiss", k=15, threads=2)
x = np.ascontiguousarray(np.load(a.input), dtype=np.float32)
if a.peer == "faiss":
    import faiss
    faiss.omp_set_num_threads(a.threads)
    with Clock() as c:
        index = faiss.IndexFlatL2(x.shape[1])
        index.add(x)
        ids = index.search(x, a.k + 1)[1]
else:
    from sklearn.neighbors import NearestNeighbors
    with Clock() as c:
        search = NearestNeighbors(n_neighbors=a.k + 1, algorithm="brute", n_jobs=a.threads).fit(x)
        ids = search.kneighbors(x, return_distance=False)
np.save(a.out, ids.astype(np.int32))
report("knn", a.peer, len(x), c, dims=x.shape[1], k=a.k, threads=a.threads,
       gflops=2 * x.shape[1] * len(x) ** 2 / c.wall / 1e9)
