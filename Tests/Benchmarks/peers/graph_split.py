"""Splits the page graph of Facebook for link prediction: FOLDER OUT [--share 0.1] [--seed 42]

FOLDER has pages.tsv, edges.tsv.gz and features.tsv.gz. A share of the edges, and as many uniform pairs that are no
edges, go to OUT/test.tsv (source, target, label); the other edges to OUT/edges.tsv (source, target). OUT/features.tsv
(id, features) and OUT/labels.tsv (id, label) have the features and the types of all pages."""
import csv
import gzip
import os

import numpy as np

from common import parser

csv.field_size_limit(1 << 30)
a = parser("folder", "out", share=0.1, seed=42)
os.makedirs(a.out, exist_ok=True)
rng = np.random.default_rng(a.seed)


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def write(name, columns, records):
    with open(f"{a.out}/{name}", "w", encoding="utf-8") as f:
        for record in [columns, *records]:
            f.write("\t".join(map(str, record)) + "\n")


edges = sorted({tuple(sorted((int(r["a"]), int(r["b"])))) for r in rows(f"{a.folder}/edges.tsv.gz")})
edges = np.array([e for e in edges if e[0] != e[1]])
pages = [r for r in rows(f"{a.folder}/pages.tsv")]
known = set(map(tuple, edges.tolist()))
order = rng.permutation(len(edges))
degrees = np.bincount(edges.ravel(), minlength=len(pages))
out, wanted = [], int(a.share * len(edges))
for index in order:
    u, v = edges[index]
    if len(out) < wanted and degrees[u] > 1 and degrees[v] > 1:
        degrees[[u, v]] -= 1
        out.append(index)
is_out = np.zeros(len(edges), bool)
is_out[out] = True
others = set()
while len(others) < len(out):
    u, v = sorted(rng.integers(0, len(pages), 2).tolist())
    if u != v and (u, v) not in known:
        others.add((u, v))
write("edges.tsv", ["source", "target"], edges[~is_out].tolist())
write("test.tsv", ["source", "target", "label"],
      [[*e, 1] for e in edges[is_out].tolist()] + [[*e, 0] for e in sorted(others)])
write("features.tsv", ["id", "features"],
      [[r["id"], r["description_features"]] for r in rows(f"{a.folder}/features.tsv.gz")])
write("labels.tsv", ["id", "label"], [[r["id"], r["type"]] for r in pages])
print(f"{len(pages)} pages, {(~is_out).sum()} edges, {len(out)} held out")
