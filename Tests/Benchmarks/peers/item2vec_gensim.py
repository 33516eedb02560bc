"""item2vec with gensim: CLICKS.tsv [--dims 100] [--epochs 10] … [--hold-out]

Histories are sentences, in a new order in every epoch (gensim itself does not shuffle, so a copy is made for each),
windows as wide as `embed --method clicks` has them. With --hold-out the last item of each user with three or more is
left out, and looked for: among the ten items of the largest cosine with the mean of the user's vectors, the same
with the mean of all vectors taken out first, and among the ten that the model predicts, by context vectors."""
import random

import numpy as np
from gensim.models import Word2Vec

from common import Clock, parser, report

a = parser("clicks", dims=100, window=50, negatives=5, epochs=10, subsample=1e-3, min_users=5, seed=42, workers=2,
           learning_rate=0.025, cbow=False, hold_out=False)
histories, last = {}, {}
with open(a.clicks, encoding="utf-8") as table:
    next(table)
    for line in table:
        user, item, time = line.rstrip("\n").split("\t")
        histories.setdefault(user, []).append((float(time), item))
histories = {user: [item for _, item in sorted(clicks)] for user, clicks in histories.items()}
if a.hold_out:
    for user, items in histories.items():
        if len(items) >= 3:
            last[user] = items.pop()


class Copies:
    """All histories, in a new order each time they are gone through."""

    def __init__(self):
        self.random = random.Random(a.seed)

    def __iter__(self):
        for items in histories.values():
            copy = list(items)
            self.random.shuffle(copy)
            yield copy


def hit_rates(model):
    known, vectors = model.wv.key_to_index, model.wv.vectors.astype(np.float64)
    rows = {user: [known[item] for item in histories[user] if item in known] for user in last}

    def unit(x):
        return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)

    def rate(own, answers):
        hits = 0
        for user, item in last.items():
            if item not in known or not rows[user]:
                continue
            scores = answers @ own[rows[user]].mean(0)
            scores[rows[user]] = -np.inf
            hits += (scores > scores[known[item]]).sum() < 10
        return hits / len(last)

    centered = unit(vectors - vectors.mean(0))
    return dict(nearest=rate(unit(vectors), unit(vectors)), nearest_centered=rate(centered, centered),
                predicted=rate(vectors, model.syn1neg.astype(np.float64)))


model = Word2Vec(vector_size=a.dims, window=a.window, negative=a.negatives, min_count=a.min_users, sample=a.subsample,
                 workers=a.workers, sg=0 if a.cbow else 1, epochs=a.epochs, seed=a.seed, alpha=a.learning_rate)
copies = Copies()
model.build_vocab(copies)
with Clock() as clock:
    model.train(copies, total_examples=model.corpus_count, epochs=a.epochs)
words = model.corpus_total_words * a.epochs
report("clicks", f"gensim, {a.workers} workers", words, clock, vocabulary=len(model.wv), seed=a.seed,
       hit_rate_at_10=hit_rates(model) if a.hold_out else {})
