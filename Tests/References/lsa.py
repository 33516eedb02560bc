#!/usr/bin/env python3
"""Makes Tests/EmbeddingsTests/Fixtures: TF-IDF and LSA by scikit-learn.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    venv/bin/python Tests/References/lsa.py

Made with Python 3.11 and these versions. The documents are below, five subjects of eight. Kept are
the terms of 2 documents or more and of at most half of them; the decomposition is ARPACK's, which is
exact to the last digits.
"""
import csv
from pathlib import Path

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

FIXTURES = Path(__file__).parent.parent / "EmbeddingsTests" / "Fixtures"
DIMENSIONS = [5, 20]

DOCUMENTS = """
the dog chased the ball across the park and brought the ball back
a puppy sleeps all day and chews every shoe at night
walk the dog in the park twice a day and bring a ball
the vet weighed the puppy and gave the dog a biscuit
dog and puppy shared a biscuit under the table
train a puppy with a biscuit and a short leash
the leash broke and the dog ran through the park
my dog hates the vet but loves the leash
slice the onion and fry the onion in butter until golden
knead the dough and let the dough rest for an hour
bake the bread in a hot oven until golden
fry the garlic with butter and add the onion
the oven must be hot before the dough goes in
bread with butter and garlic from the oven
a soup of onion garlic and old bread
café au lait with bread and butter for the crème
the striker scored a goal in the last minute of the match
the goalkeeper saved a penalty and the match ended level
a goal from a penalty decided the final match
the coach praised the striker and the goalkeeper after the final
two teams one ball and a referee with a whistle
the referee gave a penalty in the last minute
the striker missed the penalty and the coach shouted
the final match of the season was played in the rain
plant the seeds in spring and water the seeds every day
the roses need water and sun and rich soil
prune the roses in spring before the leaves open
the soil is dry so water the tomatoes at night
tomatoes love sun and rich soil and a sheltered wall
sow the seeds in rows and cover the seeds with soil
the leaves of the roses turned yellow in the sun
weeds steal water from the tomatoes and the roses
the train left the station an hour late in the rain
a ticket to the island costs more in summer
we took the ferry to the island and a train back
the hotel near the station had a view of the harbour
the ferry waits in the harbour until the last train arrives
book the hotel and the ticket before summer
the island has one hotel one harbour and no station
her ticket was for the ferry of the day before
""".strip().splitlines()


def write(name, columns, rows):
    with open(FIXTURES / name, "w", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(columns)
        writer.writerows(rows)


def main():
    FIXTURES.mkdir(parents=True, exist_ok=True)
    write("corpus.tsv", ["id", "tokens"], [(f"d{i:02}", text) for i, text in enumerate(DOCUMENTS)])
    vectorizer = TfidfVectorizer(
        token_pattern=r"\S+", lowercase=False, min_df=2, max_df=0.5, sublinear_tf=True,
        smooth_idf=True, norm="l2", dtype=np.float64)
    weights = vectorizer.fit_transform(DOCUMENTS)
    terms = vectorizer.get_feature_names_out()
    documents = (weights > 0).sum(axis=0).A1
    write("terms.tsv", ["id", "documents", "idf"],
          zip(terms, documents, map(repr, map(float, vectorizer.idf_))))
    entries = weights.tocoo()
    order = np.lexsort((entries.col, entries.row))
    write("weights.tsv", ["document", "term", "weight"],
          ((entries.row[i], terms[entries.col[i]], repr(float(entries.data[i]))) for i in order))
    for dimensions in DIMENSIONS:
        svd = TruncatedSVD(dimensions, algorithm="arpack", random_state=0).fit(weights)
        write(f"singular-values-{dimensions}.tsv", ["value"],
              ([repr(float(value))] for value in svd.singular_values_))
        np.save(FIXTURES / f"right-vectors-{dimensions}.npy", svd.components_.T.astype("<f4", order="C"))
        vectors = normalize(svd.transform(weights))
        np.save(FIXTURES / f"similarities-{dimensions}.npy", (vectors @ vectors.T).astype("<f4", order="C"))
        print(dimensions, svd.singular_values_, weights.shape)


if __name__ == "__main__":
    main()
