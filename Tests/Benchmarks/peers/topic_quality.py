"""How good topics are, by one measure for all: WORKLOAD NAME DOCUMENTS.tsv TERMS.tsv

TERMS.tsv has columns cluster, rank and word, best first; ten words of each topic count. Texts are cut to
lower-case words as scikit-learn does it, whoever made the topics."""
import csv
import json
import re
import sys
from collections import defaultdict

from gensim.corpora import Dictionary
from gensim.models import CoherenceModel

csv.field_size_limit(sys.maxsize)
workload, name, documents, terms = sys.argv[1:]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


texts = [re.findall(r"(?u)\b\w\w+\b", row["text"].lower()) for row in rows(documents)]
dictionary = Dictionary(texts)
topics, unknown = defaultdict(list), 0
for row in rows(terms):
    word = row["word"].lower()
    if int(row["rank"]) <= 10:
        known = word in dictionary.token2id
        unknown += not known
        if known:
            topics[row["cluster"]].append(word)
topics = [words for words in topics.values() if len(words) > 1]
bags = [dictionary.doc2bow(text) for text in texts]
# A document as one window, as wide as the longest: what we and others call NPMI.
longest = max(map(len, texts))
found = {}
for key, measure, window in [("npmi", "c_npmi", longest), ("c_npmi", "c_npmi", 10), ("c_v", "c_v", 110)]:
    model = CoherenceModel(
        topics=topics, texts=texts, corpus=bags, dictionary=dictionary, coherence=measure,
        window_size=window, topn=10, processes=2)
    found[key] = round(float(model.get_coherence()), 4)
words = [word for topic in topics for word in topic]
found["diversity"] = round(len(set(words)) / len(words), 4)
print(json.dumps(dict(workload=workload, topics_of=name, topics=len(topics), unknown_words=unknown, **found)))
