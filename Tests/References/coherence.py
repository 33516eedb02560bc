#!/usr/bin/env python3
"""Makes Tests/TopicModelingTests/Fixtures/coherence.tsv: gensim's measures of coherence.

    python3 -m venv venv && venv/bin/pip install gensim==4.4.0 numpy==2.4.6 scipy==1.17.1
    venv/bin/python Tests/References/coherence.py

Made with Python 3.11 and these versions, of the documents that ctfidf.py makes: as they are, and twelve
joined to one, so that some are longer than the windows and have words several times in one window.
"""
import csv
from pathlib import Path

from gensim.corpora import Dictionary
from gensim.models import CoherenceModel

FIXTURES = Path(__file__).parent.parent / "TopicModelingTests" / "Fixtures"


def read(name):
    with open(FIXTURES / name, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def main():
    texts = [row["tokens"].split(" ") for row in read("documents.tsv")]
    topics = [row["terms"].split(" ") for row in read("npmi.tsv")]
    joined = [sum(texts[start:start + 12], []) for start in range(0, len(texts), 12)]
    rows = []
    for corpus, documents in [("short", texts), ("long", joined + [[]])]:
        dictionary = Dictionary(documents)
        for measure, window in [("c_npmi", 10), ("c_v", 110), ("u_mass", None)]:
            model = CoherenceModel(
                topics=topics, texts=documents, dictionary=dictionary, coherence=measure,
                window_size=window, topn=10, processes=1,
                corpus=[dictionary.doc2bow(text) for text in documents])
            for topic, value in enumerate(model.get_coherence_per_topic()):
                rows.append([corpus, measure, topic, repr(float(value))])
    with open(FIXTURES / "coherence.tsv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["corpus", "measure", "topic", "value"])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
