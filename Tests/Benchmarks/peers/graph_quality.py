"""How well vectors predict edges and tell types: FOLDER [--features] [VECTORS ...]

FOLDER is what graph_split.py made; VECTORS are folders of `embed`. --features measures TF-IDF of the features alone."""
import argparse

import numpy as np

import graph_data

p = argparse.ArgumentParser()
p.add_argument("folder")
p.add_argument("vectors", nargs="*")
p.add_argument("--features", action="store_true")
a = p.parse_args()
test, labels = f"{a.folder}/test.tsv", f"{a.folder}/labels.tsv"


def show(name, ids, vectors):
    area, nmi = graph_data.auc(vectors, ids, test), graph_data.nmi(vectors, ids, labels)
    print(f"{name}\tAUC {area:.4f}\tNMI {nmi:.3f}", flush=True)


if a.features:
    show("features, TF-IDF", *graph_data.features(f"{a.folder}/features.tsv"))
for folder in a.vectors:
    ids = [r["id"] for r in graph_data.table(f"{folder}/vectors.tsv")]
    show(folder.rsplit("/", 1)[-1], ids, np.load(f"{folder}/vectors.npy"))
