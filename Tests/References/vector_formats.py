#!/usr/bin/env python3
"""Makes Tests/VectorFormatsTests/Fixtures: vectors in the formats of others, by gensim and safetensors.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 gensim==4.4.0 safetensors==0.8.0
    venv/bin/python Tests/References/vector_formats.py

Made with Python 3.11 and these versions. vectors.npy and vectors.tsv are the same vectors in the
project's own form. c-text.vec and c-binary.bin are written as word2vec.c does (fprintf with "%lf ", and a
line break behind each binary vector), glove.txt by gensim without its header.
"""
import struct
from pathlib import Path

import numpy as np
from gensim.models import KeyedVectors
from safetensors.numpy import save_file

FIXTURES = Path(__file__).parent.parent / "VectorFormatsTests" / "Fixtures"
WORDS = ["king", "man", "woman", "queen", "Straße", "한국", "naïve", "c++", "-dash", "+plus", "2*x", "'quoted'"]


def vectors():
    """Ordinary numbers, and the ones that are hard to write."""
    rng = np.random.default_rng(7)
    x = rng.normal(size=(len(WORDS), 5)).astype("<f4")
    # king - man + woman = queen.
    x[3] = x[0] - x[1] + x[2]
    x[4] = [0, -0.0, 1, -1, 0.1]
    x[5] = [1e-5, -1e-10, 1.17549435e-38, 1e-45, 3.4028235e38]
    x[6] = [1000.5, 0.33333334, 2.5, 1 / 3 * 1e-4, 123456.79]
    return x


def main():
    FIXTURES.mkdir(parents=True, exist_ok=True)
    x = vectors()
    np.save(FIXTURES / "vectors.npy", x)
    (FIXTURES / "vectors.tsv").write_text("id\n" + "".join(f"{w}\n" for w in WORDS))
    kv = KeyedVectors(x.shape[1])
    kv.add_vectors(WORDS, x)
    kv.save_word2vec_format(str(FIXTURES / "gensim-text.vec"), binary=False)
    kv.save_word2vec_format(str(FIXTURES / "gensim-binary.bin"), binary=True)
    kv.save_word2vec_format(str(FIXTURES / "glove.txt"), binary=False, write_header=False)
    with open(FIXTURES / "c-binary.bin", "wb") as file:
        file.write(f"{len(WORDS)} {x.shape[1]}\n".encode())
        for word, row in zip(WORDS, x):
            file.write(word.encode() + b" " + row.tobytes() + b"\n")
    with open(FIXTURES / "c-text.vec", "w") as file:
        file.write(f"4 {x.shape[1]}\n")
        for word, row in zip(WORDS[:4], x):
            file.write(word + " " + "".join(f"{v:.6f} " for v in row) + "\n")
    with open(FIXTURES / "vectors.fvecs", "wb") as file:
        for row in x:
            file.write(struct.pack("<i", len(row)) + row.tobytes())
    save_file({"embeddings": x}, FIXTURES / "vectors.safetensors")
    cosines(kv)


def cosines(kv):
    """Neighbors and an analogy by gensim, of the vectors that are not extreme."""
    small = KeyedVectors(kv.vector_size)
    kept = [w for i, w in enumerate(WORDS) if i not in (4, 5, 6)]
    small.add_vectors(kept, np.array([kv[w] for w in kept]))
    lines = ["query\trank\tid\tsimilarity"]
    for rank, (word, cosine) in enumerate(small.most_similar("king", topn=5)):
        lines.append(f"king\t{rank + 1}\t{word}\t{float(cosine)!r}")
    found = small.most_similar(positive=["king", "woman"], negative=["man"], topn=5)
    for rank, (word, cosine) in enumerate(found):
        lines.append(f"analogy\t{rank + 1}\t{word}\t{float(cosine)!r}")
    (FIXTURES / "most-similar.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
