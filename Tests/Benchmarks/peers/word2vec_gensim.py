"""Reads or writes word2vec's formats with gensim: FROM TO [--binary]

FROM or TO is a .npy file, with ids in the .tsv file beside it; the other one is of word2vec's."""
import numpy as np
from gensim.models import KeyedVectors

from common import Clock, parser, report

a = parser("source", "target", binary=False)
name = "binary" if a.binary else "text"
if a.source.endswith(".npy"):
    with Clock() as c:
        x = np.load(a.source)
        ids = open(a.source[:-4] + ".tsv").read().split("\n")[1:-1]
        kv = KeyedVectors(x.shape[1])
        kv.add_vectors(ids, x)
        kv.save_word2vec_format(a.target, binary=a.binary)
    report(f"export {name}", "gensim", len(x), c)
else:
    with Clock() as c:
        kv = KeyedVectors.load_word2vec_format(a.source, binary=a.binary)
        np.save(a.target, kv.vectors)
    report(f"import {name}", "gensim", len(kv), c)
