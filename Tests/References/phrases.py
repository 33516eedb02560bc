#!/usr/bin/env python3
"""Makes Tests/CleaningTests/Fixtures/phrases*.tsv: collocations by gensim's npmi_scorer, in two rounds.

    python3 -m venv venv && venv/bin/pip install gensim==4.4.0 numpy==2.4.6
    venv/bin/python Tests/References/phrases.py

Made with Python 3.11 and these versions.
"""
import csv
from pathlib import Path

import numpy as np
from gensim.models.phrases import Phrases

FIXTURES = Path(__file__).parent.parent / "CleaningTests" / "Fixtures"
MINIMUM_COUNT = 4
THRESHOLD = 0.3
COLLOCATIONS = [["premier", "leagu"], ["new", "york", "citi"], ["ice", "cream"], ["star", "war"],
                ["game", "of"], ["unit", "state"], ["são", "paulo"]]


def documents():
    """Random texts of a Zipf-like vocabulary with some words that often stand together."""
    rng = np.random.default_rng(5)
    words = [f"w{i}" for i in range(80)] + [word for words in COLLOCATIONS for word in words]
    shares = 1 / (3 + np.arange(len(words)))
    shares /= shares.sum()
    for _ in range(400):
        text = []
        for _ in range(rng.integers(0, 9)):
            if rng.random() < 0.15:
                text += COLLOCATIONS[rng.integers(len(COLLOCATIONS))]
            else:
                text.append(str(rng.choice(words, p=shares)))
        yield text


def write(name, columns, rows):
    with open(FIXTURES / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def main():
    FIXTURES.mkdir(exist_ok=True)
    texts = list(documents())
    options = dict(min_count=MINIMUM_COUNT, threshold=THRESHOLD, scoring="npmi")
    first = Phrases(texts, delimiter="_", **options)
    once = [first[text] for text in texts]
    # Another delimiter: gensim takes a phrase apart by its first and its last one.
    second = Phrases(once, delimiter="|", **options)
    rows = [[1, phrase, first.vocab[phrase], repr(float(score))]
            for phrase, score in first.export_phrases().items()]
    # The second round joins nothing but what the first one joined with its neighbors.
    rows += [[2, phrase.replace("|", "_"), second.vocab[phrase], repr(float(score))]
             for phrase, score in second.export_phrases().items() if "_" in phrase]
    write("phrases.tsv", ["round", "phrase", "count", "npmi"], sorted(rows))
    write("phrase-documents.tsv", ["tokens", "once"],
          [[" ".join(text), " ".join(joined)] for text, joined in zip(texts, once)])


if __name__ == "__main__":
    main()
