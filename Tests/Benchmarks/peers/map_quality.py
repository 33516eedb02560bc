"""How well maps keep neighbors: HIGH.npy MAP.npy... [--k 10] [--sample 5000]

Of a sample, the share of the k exact neighbors among the k on the map, and trustworthiness within the
sample. A name with a * stands for several maps, whose mean is printed."""
import glob
import sys

import faiss
import numpy as np
from sklearn.manifold import trustworthiness

K, SAMPLE = 10, 5000
high = np.ascontiguousarray(np.load(sys.argv[1]), dtype=np.float32)
pick = np.sort(np.random.default_rng(1).choice(len(high), min(SAMPLE, len(high)), replace=False))


def neighbors(x):
    index = faiss.IndexFlatL2(x.shape[1])
    index.add(x)
    ids = index.search(x[pick], K + 1)[1]
    return [set(r[r != i][:K]) for r, i in zip(ids, pick)]


near = neighbors(high)
for name in sys.argv[2:]:
    figures = []
    for path in sorted(glob.glob(name)):
        low = np.ascontiguousarray(np.load(path), dtype=np.float32)
        kept = np.mean([len(a & b) / K for a, b in zip(near, neighbors(low))])
        figures.append((trustworthiness(high[pick], low[pick], n_neighbors=12), kept))
    if figures:
        trust, kept = np.mean(figures, axis=0)
        print(f"{name}: trustworthiness@12 {trust:.4f}, neighbors kept@10 {kept:.4f}, {len(figures)} maps")
