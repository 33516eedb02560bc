#!/usr/bin/env python3
"""Makes Tests/TopicModelingTests/Fixtures/mixtures.tsv: LDA by variational Bayes and NMF, by scikit-learn.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    venv/bin/python Tests/References/lda.py

Made with Python 3.11 and these versions. The documents are those of documents.tsv there, which ctfidf.py
makes. Each matrix begins in the file with its start, so that both sides start alike; the shares of
documents start at 1 in scikit-learn too, by a switch that it has for documents that were not fitted.
"""
import csv
import warnings
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

FIXTURES = Path(__file__).parent.parent / "TopicModelingTests" / "Fixtures"
TOPICS = 4
PASSES = 4


class FromTopics(LatentDirichletAllocation):
    """Starts from given topics, and from shares of 1."""

    def start_from(self, start):
        self.start = start
        return self

    def _init_latent_vars(self, n_features, dtype=np.float64):
        super()._init_latent_vars(n_features, dtype)
        self.components_ = self.start.copy()
        expected = np.exp(digamma_difference(self.components_))
        self.exp_dirichlet_component_ = expected

    def _e_step(self, X, cal_sstats, random_init, parallel=None):
        return super()._e_step(X, cal_sstats, False, parallel)


def digamma_difference(parameters):
    from scipy.special import digamma
    return digamma(parameters) - digamma(parameters.sum(axis=1))[:, None]


def main():
    warnings.simplefilter("ignore", ConvergenceWarning)
    with open(FIXTURES / "documents.tsv", encoding="utf-8", newline="") as table:
        texts = [row["tokens"] for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]
    words = sorted({word for text in texts for word in text.split()}, key=str.encode)
    counts = CountVectorizer(analyzer=str.split, vocabulary=words).fit_transform(texts).astype(np.float64)
    counts = sp.csr_matrix(counts)
    rng = np.random.default_rng(5)
    start = rng.gamma(100, 0.01, (TOPICS, len(words))).round(6)
    matrices = {"lda-start": start.T}
    for method, size in [("batch", len(texts)), ("online", 32)]:
        model = FromTopics(
            TOPICS, learning_method=method, batch_size=size, max_iter=PASSES, total_samples=len(texts),
            random_state=0, evaluate_every=0).start_from(start).fit(counts)
        matrices[f"lda-{method}"] = model.components_.T
        matrices[f"lda-{method}-shares"] = model.transform(counts)[:40]

    weights = TfidfTransformer().fit_transform(counts).astype(np.float32).astype(np.float64)
    w = rng.uniform(0.1, 1, (len(texts), TOPICS)).round(6)
    h = rng.uniform(0.1, 1, (TOPICS, len(words))).round(6)
    matrices["nmf-documents"] = w
    matrices["nmf-terms"] = h.T
    for name, loss, solver in [("frobenius", "frobenius", "cd"), ("divergence", "kullback-leibler", "mu")]:
        model = NMF(TOPICS, init="custom", solver=solver, beta_loss=loss, tol=0, max_iter=20)
        documents = model.fit_transform(weights, W=w.copy(), H=h.copy())
        matrices[f"nmf-{name}-documents"] = documents[:40]
        matrices[f"nmf-{name}-terms"] = model.components_.T
        matrices[f"nmf-{name}-error"] = np.full((1, TOPICS), model.reconstruction_err_)
    with open(FIXTURES / "mixtures.tsv", "w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, delimiter="\t", lineterminator="\n")
        writer.writerow(["matrix", "row"] + [f"topic{k}" for k in range(TOPICS)])
        for name, matrix in matrices.items():
            for row, values in enumerate(matrix):
                writer.writerow([name, row] + [f"{value:.9g}" for value in values])


if __name__ == "__main__":
    main()
