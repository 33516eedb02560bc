"""What the peers of `embed --method graph` read: edges, features, pairs to test, and the measures."""
import collections

import numpy as np
from scipy import sparse


def table(path):
    with open(path, encoding="utf-8") as f:
        head = f.readline().rstrip("\n").split("\t")
        return [dict(zip(head, line.rstrip("\n").split("\t"))) for line in f]


def features(path):
    """Ids in bytewise order and their TF-IDF, as `embed` computes it: names of two nodes or more, at most half."""
    rows = sorted(table(path), key=lambda r: r["id"].encode())
    bags = [collections.Counter(r["features"].split()) for r in rows]
    counts = collections.Counter(name for bag in bags for name in bag)
    names = sorted(n for n, c in counts.items() if 2 <= c <= len(rows) // 2)
    number = {n: i for i, n in enumerate(names)}
    idf = 1 + np.log((1 + len(rows)) / (1 + np.array([counts[n] for n in names])))
    entries = [(r, number[n], (1 + np.log(c)) * idf[number[n]])
               for r, bag in enumerate(bags) for n, c in bag.items() if n in number]
    r, c, v = map(np.array, zip(*entries))
    x = sparse.csr_matrix((v, (r, c)), shape=(len(rows), len(names)), dtype=np.float32)
    length = np.asarray(np.sqrt(x.multiply(x).sum(1))).ravel()
    return [r["id"] for r in rows], sparse.diags(1 / np.maximum(length, 1e-12)).dot(x).tocsr().astype(np.float32)


def edges(path, ids):
    """The edges of a table, each once, the lower number first."""
    number = {name: i for i, name in enumerate(ids)}
    pairs = np.array([(number[r["source"]], number[r["target"]]) for r in table(path)])
    return np.unique(np.sort(pairs, axis=1), axis=0)


def auc(vectors, ids, path):
    """The area under the curve of the cosines of the pairs of a test table."""
    from sklearn.metrics import roc_auc_score
    rows = table(path)
    number = {name: i for i, name in enumerate(ids)}
    u, v = ([number[r[end]] for r in rows] for end in ("source", "target"))
    if sparse.issparse(vectors):
        cosine = np.asarray(vectors[u].multiply(vectors[v]).sum(1)).ravel()
    else:
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        cosine = (unit[u] * unit[v]).sum(1)
    return roc_auc_score([int(r["label"]) for r in rows], cosine)


def nmi(vectors, ids, path, seeds=5):
    """The normalized mutual information of k-means with the labels of a table, mean over seeds."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import normalized_mutual_info_score
    label = {r["id"]: r["label"] for r in table(path)}
    truth = [label[i] for i in ids]
    k = len(set(truth))
    return float(np.mean([
        normalized_mutual_info_score(truth, KMeans(k, n_init=3, random_state=seed).fit_predict(vectors))
        for seed in range(seeds)]))
