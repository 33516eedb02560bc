"""Makes vectors to search and convert: ROWS OUT.npy [--dims 384]

Rows of length 1 around a thousand centers of unequal size, in a space of fewer true dimensions, as
encoders make them; OUT.tsv beside has ids."""
import numpy as np

from common import parser

a = parser("rows", "output", dims=384, seed=42)
n = int(a.rows)
rng = np.random.default_rng(a.seed)
basis = rng.normal(size=(64, a.dims)).astype("<f4") * np.linspace(1, 0.1, 64, dtype="<f4")[:, None]
centers = rng.normal(size=(1000, 64)).astype("<f4")
x = np.lib.format.open_memmap(a.output, mode="w+", dtype="<f4", shape=(n, a.dims))
for start in range(0, n, 65536):
    count = min(65536, n - start)
    label = (1000 * rng.random(count) ** 2).astype(int)
    part = (centers[label] + 0.7 * rng.normal(size=(count, 64)).astype("<f4")) @ basis
    part += 0.05 * rng.normal(size=part.shape).astype("<f4")
    x[start:start + count] = part / np.linalg.norm(part, axis=1, keepdims=True)
x.flush()
with open(a.output[:-4] + ".tsv", "w") as ids:
    ids.write("id\n")
    ids.writelines(f"word{i}\n" for i in range(n))
