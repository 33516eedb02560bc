"""What vectors of documents are worth: DOCUMENTS.tsv VECTORS.npy...

Of 2,000 documents with 20 tokens or more, how many of the ten nearest by cosine are of the same author or
novel, and how often the nearest one is. Rows of vectors are those of the table VECTORS.tsv (id) beside them, or
else those of the documents with tokens; a document without a vector is nobody's neighbor."""
import os
import sys

import numpy as np


def rows(path):
    """Of each document with tokens its id, its author or novel, and the number of its tokens."""
    with open(path, encoding="utf-8") as table:
        columns = next(table).rstrip("\n").split("\t")
        for line in table:
            row = dict(zip(columns, line.rstrip("\n").split("\t")))
            if row["tokens"]:
                novel = row["id"].rpartition("-")[0]
                yield row["id"], novel or row["author"], row["tokens"].count(" ") + 1


ids, names, counts = zip(*rows(sys.argv[1]))
label = np.unique(names, return_inverse=True)[1]
candidates = np.flatnonzero(np.array(counts) >= 20)
queries = np.random.default_rng(1).choice(candidates, 2000, replace=False)
for path in sys.argv[2:]:
    vectors = np.load(path).astype(np.float32)
    table = os.path.splitext(path)[0] + ".tsv"
    if os.path.exists(table):
        place = {name: row for row, name in enumerate(line.split("\t")[0].rstrip() for line in list(open(table))[1:])}
        vectors = np.vstack([vectors, np.zeros_like(vectors[:1])])[[place.get(name, -1) for name in ids]]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    similarity = vectors[queries] @ vectors[candidates].T
    similarity[candidates[None, :] == queries[:, None]] = -2
    nearest = np.argpartition(-similarity, 10, axis=1)[:, :10]
    best = np.take_along_axis(similarity, nearest, 1).argmax(1)
    same = label[candidates[nearest]] == label[queries][:, None]
    first = same[np.arange(len(queries)), best]
    error = first.std() / len(queries) ** 0.5
    print(f"{path}: precision@10 {same.mean():.4f}, accuracy@1 {first.mean():.4f} (one standard error {error:.4f})")
