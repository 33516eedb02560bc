"""The first principal components of vectors, without repeated rows: IN.npy OUT.npy [--components 50]

What both programs map then is the same points. OUT.tsv beside has ids."""
import numpy as np
from sklearn.decomposition import PCA

from common import parser

a = parser("input", "output", components=50)
x = np.load(a.input).astype("<f4")
z = PCA(a.components, svd_solver="covariance_eigh").fit_transform(x).astype("<f4")
_, first = np.unique(z, axis=0, return_index=True)
z = np.ascontiguousarray(z[np.sort(first)])
np.save(a.output, z)
with open(a.output[:-4] + ".tsv", "w") as ids:
    ids.write("id\n")
    ids.writelines(f"point{i:07}\n" for i in range(len(z)))
