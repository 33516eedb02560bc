"""Compares vectors of `embed --method encoder` with those of sentence-transformers, on 1,000 texts.

    pip install numpy==2.4.6 sentence-transformers==6.2.0 torch==2.13.0 transformers==5.23.0
    python encoder_agreement.py POSTS.tsv MODEL_FOLDER WORK_FOLDER [EMBED_PROGRAM]

POSTS.tsv has a column `message`; every so many-th post is taken, and texts that are hard: empty, of one token, emoji,
Korean, 10,000 characters. Prints the mean and the least cosine for each precision that the processor has. Long texts are
cut off in both, as sentence-transformers does.
"""
import subprocess
import sys

import numpy as np

HARD = ["a", ".", "😀", "👨‍👩‍👧 🇻🇳 ☃", "안녕하세요 고양이가 의자 밑에서 잡니다", "Übung macht den Meister", "fish " * 2000,
        "x" * 10_000, "東京は日本の首都です", "سلام دنیا", "\u200b", "don't [MASK] me", "9" * 120]


def escaped(text):
    for plain, code in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, code)
    return text


def texts(path):
    with open(path, encoding="utf-8", newline="\n") as f:
        column = next(f).rstrip("\n").split("\t").index("message")
        rows = [line.rstrip("\n").split("\t")[column] for line in f]
    for code, plain in (("\\n", "\n"), ("\\t", "\t"), ("\\r", "\r"), ("\\\\", "\\")):
        rows = [row.replace(code, plain) for row in rows]
    rows = [row for row in rows if row.strip()]
    return HARD + rows[:: len(rows) // (1000 - len(HARD))][: 1000 - len(HARD)]


def main(posts, model, work, program=".build/release/embed"):
    from sentence_transformers import SentenceTransformer

    chosen = texts(posts)
    expected = SentenceTransformer(model, device="cpu").encode(chosen, batch_size=16, normalize_embeddings=True)
    with open(f"{work}/documents.tsv", "w", encoding="utf-8", newline="\n") as f:
        f.write("id\tauthor\ttitle\tlanguage\ttext\ttokens\n")
        for i, text in enumerate(chosen):
            f.write(f"{i:06}\t\t\ten\t{escaped(text)}\tx\n")
    for precision in ("float32", "bfloat16", "int8"):
        run = subprocess.run(
            [program, "--method", "encoder", "--encoder", model, "--precision", precision, "--long-texts", "cut",
             "--documents", f"{work}/documents.tsv", "--output", f"{work}/{precision}"], capture_output=True, text=True)
        if run.returncode:
            print(precision, run.stderr.strip())
            continue
        cosines = (np.load(f"{work}/{precision}/vectors.npy") * expected).sum(1)
        print(f"{precision}\t{len(cosines)} texts\tmean {cosines.mean():.6f}\tleast {cosines.min():.6f}"
              f"\tof text {int(cosines.argmin())}: {chosen[int(cosines.argmin())][:40]!r}")


main(*sys.argv[1:])
