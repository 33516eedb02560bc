"""Fits LDA to a table of documents: TRAIN MODEL.npz --peer tomotopy|scikit-learn

The time is that of fitting alone; a pass is a sweep over all tokens. The model is kept for lda_quality.py."""
import numpy as np

from common import Clock, parser, report
from lda_documents import documents

a = parser("train", "model", peer="tomotopy", topics=50, passes=200, workers=2, seed=1)
docs, words = documents(a.train)
tokens = sum(map(len, docs))
if a.peer == "tomotopy":
    import tomotopy
    model = tomotopy.LDAModel(k=a.topics, seed=a.seed)
    for doc in docs:
        if doc:
            model.add_doc(doc)
    model.train(0)
    with Clock() as clock:
        model.train(a.passes, workers=a.workers)
    place = {word: i for i, word in enumerate(words)}
    phi = np.zeros((a.topics, len(words)))
    columns = [place[word] for word in model.used_vocabs]
    for topic in range(a.topics):
        phi[topic, columns] = model.get_topic_word_dist(topic)
    alpha = np.array(model.alpha)
else:
    from sklearn.decomposition import LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer
    counts = CountVectorizer(analyzer=lambda doc: doc, vocabulary=words).fit_transform(docs)
    model = LatentDirichletAllocation(
        a.topics, learning_method="online", max_iter=a.passes, n_jobs=a.workers, random_state=a.seed)
    with Clock() as clock:
        model.fit(counts)
    phi = model.components_ / model.components_.sum(axis=1, keepdims=True)
    alpha = np.full(a.topics, 1 / a.topics)
np.savez(a.model, phi=phi, alpha=alpha)
report(f"lda, {a.topics} topics", f"{a.peer}, {a.passes} passes", tokens * a.passes, clock)
