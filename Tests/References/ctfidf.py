#!/usr/bin/env python3
"""Makes Tests/TopicModelingTests/Fixtures: c-TF-IDF by BERTopic, its approximate shares, and NPMI.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    venv/bin/pip install --no-deps bertopic==0.17.4
    venv/bin/python Tests/References/ctfidf.py

Made with Python 3.11 and these versions. Of BERTopic only the file of its ClassTfidfTransformer is
loaded, which needs none of its other packages; the shares follow its `approximate_distribution`.
"""
import csv
import importlib.util
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.preprocessing import normalize

FIXTURES = Path(__file__).parent.parent / "TopicModelingTests" / "Fixtures"
CLASSES = 4
MINIMUM_DOCUMENT_FREQUENCY = 2
SEED_WORDS, SEED_MULTIPLIER = ["word05", "word41"], 3


def bertopic_transformer():
    """BERTopic's ClassTfidfTransformer, without importing the package around it."""
    for folder in sys.path:
        path = Path(folder) / "bertopic" / "vectorizers" / "_ctfidf.py"
        if path.exists():
            spec = importlib.util.spec_from_file_location("ctfidf_of_bertopic", path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module.ClassTfidfTransformer
    sys.exit("bertopic is not installed")


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


def transformer(counts, bm25=False, reduce=False, multiplier=None):
    """BERTopic's transformer fitted on counts of shape (classes, terms)."""
    made = bertopic_transformer()(bm25_weighting=bm25, reduce_frequent_words=reduce)
    return made.fit(counts, multiplier=multiplier)


def ctfidf(counts, bm25=False, reduce=False, multiplier=None):
    return transformer(counts, bm25, reduce, multiplier).transform(counts.astype(float).copy())


def shares(texts, vectorizer, fitted, weights, window=4, least=0.1):
    """BERTopic's approximate_distribution with a stride of 1 and without padding."""
    for text in texts:
        tokens = text.split(" ")
        last = max(1, len(tokens) - window + 1)
        windows = [" ".join(tokens[start:start + window]) for start in range(last)]
        similarity = cosine_similarity(
            fitted.transform(vectorizer.transform(windows).astype(float)), weights)
        similarity[similarity < least] = 0
        yield normalize(similarity.sum(axis=0, keepdims=True), norm="l1")[0]


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

    multiplier = np.where(np.isin(words, SEED_WORDS), SEED_MULTIPLIER, 1)
    rows = []
    for variant, bm25, reduce, seeds in [
            ("plain", False, False, None), ("reduced", False, True, None),
            ("bm25", True, False, None), ("seeded", False, False, multiplier)]:
        weights = ctfidf(merged, bm25, reduce, seeds).toarray()
        for label, term in zip(*merged.nonzero()):
            rows.append([variant, label, words[term], repr(float(weights[label, term]))])
    write("ctfidf.tsv", ["variant", "class", "term", "weight"], rows)

    # Runs of two words; few of them, so that the file stays small.
    pairs = CountVectorizer(
        min_df=4, lowercase=False, token_pattern=r"\S+", ngram_range=(1, 2)).fit(texts)
    counted = pairs.transform(texts)
    classes = sp.csr_matrix(np.vstack([
        np.asarray(counted[labels == label].sum(axis=0)) for label in range(CLASSES)]))
    names = [name.replace(" ", "_") for name in pairs.get_feature_names_out()]
    weights = ctfidf(classes).toarray()
    write("ngrams.tsv", ["class", "term", "weight"], [
        [label, names[term], repr(float(weights[label, term]))]
        for label, term in zip(*classes.nonzero()) if "_" in names[term]])

    fitted = transformer(merged, reduce=True)
    found = shares(texts, vectorizer, fitted, ctfidf(merged, reduce=True))
    write("shares.tsv", ["document", "class", "share"], [
        [document, label, repr(float(share))]
        for document, row in enumerate(found) if document % 5 == 0
        for label, share in enumerate(row) if share > 0])

    presence = (counts > 0).toarray()
    plain = ctfidf(merged).toarray()
    topics = [np.argsort(-plain[label], kind="stable")[:10] for label in range(CLASSES)]
    write("npmi.tsv", ["class", "terms", "npmi"], [
        [label, " ".join(words[topic]), repr(float(npmi(presence, topic)))]
        for label, topic in enumerate(topics)])


if __name__ == "__main__":
    main()
