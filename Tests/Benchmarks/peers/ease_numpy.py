"""Times EASE as its paper prints it, in NumPy and single precision, with reading and the lists of all users:
CLICKS.tsv [REGULARIZATION]"""
import sys

import numpy as np
import scipy.sparse as sparse
from common import Clock, report

TOP = 10
with Clock() as clock:
    with open(sys.argv[1], encoding="utf-8") as table:
        next(table)
        pairs = [line.split("\t")[:2] for line in table]
    users = {name: index for index, name in enumerate(sorted({user for user, _ in pairs}))}
    items = {name: index for index, name in enumerate(sorted({item.rstrip() for _, item in pairs}))}
    x = sparse.csr_matrix(
        (np.ones(len(pairs), np.float32), ([users[u] for u, _ in pairs], [items[i.rstrip()] for _, i in pairs])),
        shape=(len(users), len(items)))
    x.data[:] = 1
    gram = (x.T @ x).toarray()
    gram[np.diag_indices(len(items))] += float(sys.argv[2]) if len(sys.argv) > 2 else 100
    weights = np.linalg.inv(gram)
    del gram
    weights /= -np.diag(weights)
    np.fill_diagonal(weights, 0)
    for start in range(0, len(users), 1000):
        part = x[start:start + 1000]
        scores = part @ weights
        scores[part.nonzero()] = -np.inf
        np.argpartition(-scores, TOP, axis=1)[:, :TOP]
report(f"ease {len(items)} items", "NumPy, as the paper prints it", len(pairs), clock)
