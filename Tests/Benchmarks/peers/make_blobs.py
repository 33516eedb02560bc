"""Gaussian blobs of unequal size and spread, and 10 % uniform noise: POINTS.npy TRUTH.npy [--n 500000]

The ids of the points, for our programs, go beside them into POINTS.tsv."""
import numpy as np

from common import parser

a = parser("points", "truth", n=500_000, blobs=200, dims=2, seed=7)
r = np.random.default_rng(a.seed)
noise = a.n // 10
share = r.dirichlet(np.full(a.blobs, 3.0))
size = r.multinomial(a.n - noise, share)
centre = r.uniform(0, 100, (a.blobs, a.dims))
spread = r.uniform(0.2, 0.8, a.blobs)
x = np.concatenate([r.normal(c, s, (k, a.dims)) for c, s, k in zip(centre, spread, size)] + [r.uniform(-5, 105, (noise, a.dims))])
y = np.concatenate([np.full(k, i) for i, k in enumerate(size)] + [np.full(noise, -1)])
p = r.permutation(a.n)
np.save(a.points, x[p].astype(np.float32))
np.save(a.truth, y[p].astype(np.int32))
with open(a.points.removesuffix(".npy") + ".tsv", "w") as ids:
    ids.write("id\n" + "".join(f"p{i:07}\n" for i in range(a.n)))
