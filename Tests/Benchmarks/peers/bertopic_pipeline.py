"""BERTopic from texts to topics: DOCUMENTS.tsv MODEL TOPICS.tsv [--workload NAME] [--vectors FILE.npy]

DOCUMENTS.tsv has a column text. The embedding and the rest are measured apart, each with its processor
seconds; packages are loaded and compiled before. With --vectors, these are taken and nothing is embedded.
TOPICS.tsv gets the ten words of each topic."""
import csv
import sys
import warnings

from common import Clock, parser, report

warnings.filterwarnings("ignore")
a = parser("documents", "model", "topics", workload="topics", vectors="", threads=2, min_cluster_size=50, seed=42)
import numpy as np
import torch
from bertopic import BERTopic
from hdbscan import HDBSCAN
from sentence_transformers import SentenceTransformer
from sklearn.feature_extraction.text import CountVectorizer
from umap import UMAP

csv.field_size_limit(sys.maxsize)
torch.set_num_threads(a.threads)
with open(a.documents, encoding="utf-8", newline="") as file:
    texts = [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
if a.vectors:
    vectors = np.load(a.vectors)
else:
    encoder = SentenceTransformer(a.model, device="cpu")
    encoder.encode(texts[:64])
    with Clock() as clock:
        vectors = encoder.encode(texts, batch_size=64)
    report(a.workload + ", embed", "sentence-transformers", len(texts), clock)

# Numba compiles at the first call of each size of problem.
UMAP(n_neighbors=15, n_components=5, metric="cosine").fit_transform(
    np.random.default_rng(1).random((4500, 16), dtype=np.float32))
model = BERTopic(
    umap_model=UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=a.seed),
    hdbscan_model=HDBSCAN(
        min_cluster_size=a.min_cluster_size, min_samples=10, prediction_data=True,
        core_dist_n_jobs=a.threads),
    vectorizer_model=CountVectorizer(stop_words="english", min_df=5))
with Clock() as clock:
    model.fit_transform(texts, vectors)
topics = [[word for word, _ in words] for topic, words in model.get_topics().items() if topic >= 0]
report(a.workload + ", rest", "BERTopic", len(texts), clock, topics=len(topics),
       noise=float(np.mean(np.array(model.topics_) < 0)))
with open(a.topics, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    writer.writerow(["cluster", "rank", "word"])
    writer.writerows((c, r + 1, w) for c, words in enumerate(topics) for r, w in enumerate(words))
