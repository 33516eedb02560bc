"""Sentence vectors with ONNX Runtime, batches sorted by length: TOKENS.tsv MODEL.onnx [--output OUT.npy] [--reference X.npy]

The texts come as numbers of tokens (column tokens), so that only the network is measured; see export_onnx.py.
"""
import os

import numpy as np
import onnxruntime as ort

from common import Clock, parser, report

a = parser("tokens", "model", limit=0, batch=64, threads=2, output="", reference="")
ids = [list(map(int, line.split())) for line in open(a.tokens).read().splitlines()[1:]]
ids = ids[:a.limit or None]
options = ort.SessionOptions()
options.intra_op_num_threads = a.threads
session = ort.InferenceSession(a.model, options, providers=["CPUExecutionProvider"])


def encode(ids):
    order = sorted(range(len(ids)), key=lambda i: -len(ids[i]))
    out = None
    for start in range(0, len(order), a.batch):
        part = order[start:start + a.batch]
        x = np.zeros((len(part), len(ids[part[0]])), np.int64)
        mask = np.zeros_like(x)
        for row, i in enumerate(part):
            x[row, :len(ids[i])] = ids[i]
            mask[row, :len(ids[i])] = 1
        y = session.run(None, {"input_ids": x, "attention_mask": mask})[0]
        out = np.empty((len(ids), y.shape[1]), np.float32) if out is None else out
        out[part] = y
    return out


encode(ids[:a.batch])
with Clock() as c:
    x = encode(ids)
if a.output:
    np.save(a.output, x)
more = {}
if a.reference:  # vectors of the same texts in single precision: how close are these?
    r = np.load(a.reference)[:len(x)]
    cosines = (x * r).sum(1) / np.linalg.norm(x, axis=1) / np.linalg.norm(r, axis=1)
    more = dict(cosine_mean=float(cosines.mean()), cosine_min=float(cosines.min()))
report("encode", "onnxruntime " + os.path.basename(a.model).removesuffix(".onnx"), len(ids), c, tokens=sum(map(len, ids)),
       threads=a.threads, **more)
