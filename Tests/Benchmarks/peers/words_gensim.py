"""word2vec and doc2vec with gensim: DOCUMENTS.tsv (column tokens) ARCHITECTURE [--out NAME] [...]

ARCHITECTURE is skip-gram, cbow, dbow or dm. The time is that of learning alone; the vectors of words go to
NAME/words.npy and NAME/words.tsv, those of documents to NAME/documents.npy."""
import os

import numpy as np
from gensim.models import Word2Vec
from gensim.models.doc2vec import Doc2Vec, TaggedDocument

from common import Clock, parser, read_docs, report

a = parser("input", "architecture", dims=100, epochs=5, workers=1, seed=1, of="", out="")
texts = [tokens.split() for tokens in read_docs(a.input)[1:]]
options = dict(vector_size=a.dims, window=5, negative=5, min_count=5, sample=1e-3, workers=a.workers, epochs=a.epochs,
               seed=a.seed)
if a.architecture in ("dbow", "dm"):
    texts = [TaggedDocument(text, [i]) for i, text in enumerate(texts)]
    model = Doc2Vec(dm=a.architecture == "dm", **options)
else:
    model = Word2Vec(sg=a.architecture == "skip-gram", **options)
with Clock() as vocabulary:
    model.build_vocab(texts)
with Clock() as clock:
    model.train(texts, total_examples=model.corpus_count, epochs=a.epochs)
if a.out:
    os.makedirs(a.out, exist_ok=True)
    np.save(f"{a.out}/words.npy", model.wv.vectors)
    if a.architecture in ("dbow", "dm"):
        np.save(f"{a.out}/documents.npy", model.dv.vectors)
    with open(f"{a.out}/words.tsv", "w", encoding="utf-8") as table:
        table.write("id\n" + "".join(word + "\n" for word in model.wv.index_to_key))
report(f"{a.architecture} of {a.of}, {a.workers}", "gensim", model.corpus_total_words * a.epochs, clock,
       vocabulary=len(model.wv), vocabulary_seconds=vocabulary.wall)
