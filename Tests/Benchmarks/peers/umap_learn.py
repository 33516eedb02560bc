"""UMAP by umap-learn, its defaults: IN.npy OUT.npy [--dims 2] [--seed N: reproducible, one thread in the layout]

The seconds are those of fit_transform, neighbors included, after a first fit of 4,500 rows for which numba
compiles; reading is not counted."""
import warnings

import numpy as np
import umap

from common import Clock, parser, report

warnings.filterwarnings("ignore")
a = parser("input", "out", dims=2, neighbors=15, min_dist=0.1, metric="euclidean", seed=-1, threads=2)
x = np.ascontiguousarray(np.load(a.input), dtype=np.float32)


def fit(x):
    how = dict(random_state=a.seed) if a.seed >= 0 else dict(n_jobs=a.threads)
    return umap.UMAP(n_components=a.dims, n_neighbors=a.neighbors, min_dist=a.min_dist,
                     metric=a.metric, **how).fit_transform(x)


fit(x[:4500])
with Clock() as c:
    y = fit(x)
np.save(a.out, y)
report(f"umap, {len(x)} × {x.shape[1]} to {a.dims}", "umap-learn" + (" seeded" if a.seed >= 0 else ""), len(x), c)
