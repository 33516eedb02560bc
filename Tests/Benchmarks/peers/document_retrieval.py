"""What vectors of documents are worth: DOCUMENTS.tsv VECTORS.npy...

Of 2,000 documents with 20 tokens or more, how many of the ten nearest by cosine are of the same author or
novel, and how often the nearest one is. Rows of the vectors are those of the table, or of its documents with
tokens."""
import sys

import numpy as np


def labels(path):
    """Of each document its author, or of a paragraph its novel; and the number of its tokens."""
    names, counts = [], []
    with open(path, encoding="utf-8") as table:
        columns = next(table).rstrip("\n").split("\t")
        for line in table:
            row = dict(zip(columns, line.rstrip("\n").split("\t")))
            name, _, number = row["id"].rpartition("-")
            names.append(name or row["author"])
            counts.append(len(row["tokens"].split()))
    return np.unique(names, return_inverse=True)[1], np.array(counts)


label, counts = labels(sys.argv[1])
label, kept = label[counts > 0], counts[counts > 0]
candidates = np.flatnonzero(kept >= 20)
queries = np.random.default_rng(1).choice(candidates, 2000, replace=False)
for path in sys.argv[2:]:
    vectors = np.load(path).astype(np.float32)
    if len(vectors) == len(counts):
        vectors = vectors[counts > 0]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    similarity = vectors[queries] @ vectors[candidates].T
    similarity[candidates[None, :] == queries[:, None]] = -2
    nearest = np.argpartition(-similarity, 10, axis=1)[:, :10]
    best = np.take_along_axis(similarity, nearest, 1).argmax(1)
    same = label[candidates[nearest]] == label[queries][:, None]
    first = same[np.arange(len(queries)), best]
    error = first.std() / len(queries) ** 0.5
    print(f"{path}: precision@10 {same.mean():.4f}, accuracy@1 {first.mean():.4f} (one standard error {error:.4f})")
