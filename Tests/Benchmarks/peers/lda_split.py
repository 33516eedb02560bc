"""Splits a table of documents for LDA: DOCUMENTS TRAIN TEST [--limit N]

Every tenth document goes to TEST, with the tokens at even places to find its topics by and those at odd places to
predict; the others to TRAIN, as a table again."""
from common import parser

a = parser("documents", "train", "test", limit=20_000)
with open(a.documents, encoding="utf-8", newline="\n") as documents, \
        open(a.train, "w", encoding="utf-8", newline="\n") as train, \
        open(a.test, "w", encoding="utf-8", newline="\n") as test:
    header = next(documents)
    train.write(header)
    tokens = header.rstrip("\n").split("\t").index("tokens")
    for number, line in zip(range(a.limit), documents):
        if number % 10:
            train.write(line)
        else:
            words = line.rstrip("\n").split("\t")[tokens].split()
            test.write(" ".join(words[::2]) + "\t" + " ".join(words[1::2]) + "\n")
