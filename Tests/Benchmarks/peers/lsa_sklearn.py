"""LSA with scikit-learn: DOCUMENTS.tsv (column tokens) [--dims 100]

TfidfVectorizer and TruncatedSVD with the options of `embed --method lsa`; each prints its own time.
"""
import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from common import Clock, parser, read_docs, report

a = parser("input", dims=100, seed=42)
docs = read_docs(a.input)[1:]
with Clock() as c:
    with Clock() as vectorize:
        vectorizer = TfidfVectorizer(
            token_pattern=r"\S+", lowercase=False, min_df=2, max_df=0.5, sublinear_tf=True, dtype=np.float32)
        x = vectorizer.fit_transform(docs)
    svd = TruncatedSVD(a.dims, random_state=a.seed)
    y = normalize(svd.fit_transform(x))
report("lsa", "scikit-learn", len(docs), c, vectorize_seconds=vectorize.wall, terms=x.shape[1],
       explained=float((svd.singular_values_ ** 2).sum() / len(docs)))
