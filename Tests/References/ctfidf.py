#!/usr/bin/env python3
"""Makes Tests/TopicModelingTests/Fixtures: c-TF-IDF by BERTopic's formula, and NPMI.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    venv/bin/python Tests/References/ctfidf.py

Made with Python 3.11 and these versions. The weights follow bertopic/vectorizers/_ctfidf.py of
BERTopic 0.17.4; a test of the formula and not of the package, so that it need not be installed.
"""
import csv
from itertools import combinations
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

FIXTURES = Path(__file__).parent.parent / "TopicModelingTests" / "Fixtures"
CLASSES = 4
MINIMUM_DOCUMENT_FREQUENCY = 2


def documents():
    """Random texts: each class prefers some words of a Zipf-like vocabulary; 5 texts have no class."""
    rng = np.random.default_rng(11)
    words = np.array(["wört%02d" % i if i % 9 == 0 else "word%02d" % i for i in range(60)])
    shares = 1 / (1 + np.arange(60))
    for index in range(125):
        label = index % CLASSES if index < 120 else -1
        boost = np.where(np.arange(60) % (CLASSES + 1) == label, 6, 1)
        text = rng.choice(words, size=rng.integers(3, 20), p=shares * boost / (shares * boost).sum())
        yield label, " ".join(text)


def ctfidf(counts, bm25, reduce):
    """BERTopic's ClassTfidfTransformer.fit and transform on counts of shape (classes, terms)."""
    frequency = np.asarray(counts.sum(axis=0)).squeeze()
    average = int(counts.sum(axis=1).mean())
    if bm25:
        idf = np.log(1 + (average - frequency + 0.5) / (frequency + 0.5))
    else:
        idf = np.log(average / frequency + 1)
    shares = normalize(counts.astype(float), axis=1, norm="l1")
    if reduce:
        shares.data = np.sqrt(shares.data)
    return shares @ sp.diags(idf)


def npmi(presence, terms):
    """The mean NPMI of all pairs of terms; presence has shape (documents, vocabulary)."""
    values = []
    for a, b in combinations(terms, 2):
        pa, pb = presence[:, a].mean(), presence[:, b].mean()
        both = (presence[:, a] & presence[:, b]).mean()
        values.append(-1 if both == 0 else np.log(both / (pa * pb)) / -np.log(both))
    return np.mean(values)


def write(name, columns, rows):
    with open(FIXTURES / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def main():
    FIXTURES.mkdir(exist_ok=True)
    labels, texts = zip(*documents())
    write("documents.tsv", ["class", "tokens"], zip(labels, texts))

    vectorizer = CountVectorizer(
        min_df=MINIMUM_DOCUMENT_FREQUENCY, lowercase=False, token_pattern=r"\S+")
    counts = vectorizer.fit_transform(texts)
    words = vectorizer.get_feature_names_out()
    labels = np.array(labels)
    merged = sp.csr_matrix(np.vstack([
        np.asarray(counts[labels == label].sum(axis=0)) for label in range(CLASSES)]))
    # A word of the unassigned texts alone would divide by zero, in BERTopic too.
    merged = merged[:, np.asarray(merged.sum(axis=0)).squeeze() > 0]
    assert merged.shape[1] == len(words)

    rows = []
    for variant, bm25, reduce in [
            ("plain", False, False), ("reduced", False, True), ("bm25", True, False)]:
        weights = ctfidf(merged, bm25, reduce).toarray()
        for label, term in zip(*merged.nonzero()):
            rows.append([variant, label, words[term], repr(float(weights[label, term]))])
    write("ctfidf.tsv", ["variant", "class", "term", "weight"], rows)

    presence = (counts > 0).toarray()
    plain = ctfidf(merged, False, False).toarray()
    topics = [np.argsort(-plain[label], kind="stable")[:10] for label in range(CLASSES)]
    write("npmi.tsv", ["class", "terms", "npmi"], [
        [label, " ".join(words[topic]), repr(float(npmi(presence, topic)))]
        for label, topic in enumerate(topics)])


if __name__ == "__main__":
    main()
