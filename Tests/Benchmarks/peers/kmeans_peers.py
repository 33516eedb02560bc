"""k-means from given first centroids: POINTS.npy FIRST.npy --peer faiss|lloyd|elkan|minibatch [--iterations 25]

FIRST.npy is made, of --k points picked by the seed, where it is missing. The seconds are those of the fit,
without reading. faiss is told not to leave points out."""
import os

import numpy as np

from common import Clock, parser, report

a = parser("input", "first", peer="faiss", k=100, iterations=25, seed=1, threads=2)
x = np.ascontiguousarray(np.load(a.input), dtype=np.float32)
if not os.path.exists(a.first):
    np.save(a.first, x[np.random.default_rng(a.seed).choice(len(x), a.k, replace=False)])
first = np.load(a.first)
k = len(first)
if a.peer == "faiss":
    import faiss
    faiss.omp_set_num_threads(a.threads)
    with Clock() as c:
        m = faiss.Kmeans(x.shape[1], k, niter=a.iterations, max_points_per_centroid=len(x))
        m.train(x, init_centroids=first)
        d, labels = m.index.search(x, 1)
    inertia, iterations = float(d.sum()), a.iterations
else:
    from sklearn.cluster import KMeans, MiniBatchKMeans
    with Clock() as c:
        if a.peer == "minibatch":
            m = MiniBatchKMeans(k, init=first, n_init=1, batch_size=4096, max_iter=a.iterations,
                                random_state=a.seed).fit(x)
        else:
            m = KMeans(k, init=first, n_init=1, max_iter=a.iterations, tol=0, algorithm=a.peer).fit(x)
    inertia, iterations = float(m.inertia_), int(m.n_iter_)
report("kmeans", a.peer, len(x), c, dims=x.shape[1], k=k, iterations=iterations, inertia=inertia,
       threads=a.threads)
