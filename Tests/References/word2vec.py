"""What gensim reaches on passages of novels: DATA_FOLDER [--seeds 3] > Tests/EmbeddingsTests/Fixtures/word2vec.tsv

gensim 4.4.0, numpy 2.4.6, scipy 1.17.1. DATA_FOLDER has novels/passages.tsv and words/wordsim353.tsv. Words
are runs of the letters a to z in lower case. Spearman's rank correlation with WordSim-353, and the share of
passages whose nearest passage of another novel is by the same author; mean of the seeds."""
import argparse
import re

import numpy as np
from gensim.models import Word2Vec
from gensim.models.doc2vec import Doc2Vec, TaggedDocument
from scipy.stats import spearmanr

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--seeds", type=int, default=3)
a = parser.parse_args()

rows = [line.rstrip("\n").split("\t") for line in open(f"{a.data}/novels/passages.tsv", encoding="utf-8")][1:]
authors, novels = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
texts = [re.findall("[a-z]+", r[3].lower()) for r in rows]
pairs = [line.rstrip("\n").split("\t") for line in open(f"{a.data}/words/wordsim353.tsv", encoding="utf-8")][1:]
common = dict(vector_size=100, window=5, negative=5, min_count=5, sample=1e-3, workers=2)


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def word_similarity(words):
    vectors = unit(words.vectors)
    known = [(words.key_to_index[x.lower()], words.key_to_index[y.lower()], float(s)) for x, y, s in pairs
             if x.lower() in words.key_to_index and y.lower() in words.key_to_index]
    return spearmanr([vectors[x] @ vectors[y] for x, y, _ in known], [s for *_, s in known]).statistic


def same_author(vectors):
    vectors = unit(vectors)
    similarities = vectors @ vectors.T
    similarities[novels[:, None] == novels[None, :]] = -2
    return (authors[similarities.argmax(axis=1)] == authors).mean()


def mean(measure):
    return np.mean([measure(seed) for seed in range(1, a.seeds + 1)])


def words(skip_gram):
    return lambda seed: word_similarity(Word2Vec(texts, sg=skip_gram, epochs=10, seed=seed, **common).wv)


def documents(memory):
    tagged = [TaggedDocument(text, [i]) for i, text in enumerate(texts)]
    return lambda seed: same_author(Doc2Vec(tagged, dm=memory, epochs=10, seed=seed, **common).dv.vectors)


print("measure\tvalue")
print(f"skip-gram\t{mean(words(1)):.4f}", flush=True)
print(f"dbow\t{mean(documents(0)):.4f}", flush=True)
print(f"cbow\t{mean(words(0)):.4f}", flush=True)
print(f"dm\t{mean(documents(1)):.4f}")
