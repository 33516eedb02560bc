"""Makes a table (id, target) of the size of Wikipedia's books: OUTPUT [--documents N] [--targets N] [--pairs N]

Documents and targets have subjects. Four in five links of a document are to targets of its subject, the
others to any; both by popularity, which falls as a power of the rank. Every target has four documents
or more, as in the data that it stands for, every document a link or more; the numbers of links are
log-normal. Repeated links stay.
"""
import numpy as np

from common import parser

a = parser("output", documents=37_020, targets=41_758, pairs=772_798, subjects=400, seed=42)
rng = np.random.default_rng(a.seed)
subject_of_document = rng.integers(0, a.subjects, a.documents)
subject_of_target = rng.integers(0, a.subjects, a.targets)
popularity = (np.arange(a.targets) + 10.0) ** -0.8
rng.shuffle(popularity)

# Four documents of its subject for each target, then links of documents until there are enough.
by_subject = [np.flatnonzero(subject_of_document == s) for s in range(a.subjects)]
documents = [rng.choice(by_subject[s], 4, replace=False) for s in subject_of_target]
documents = np.concatenate(documents)
targets = np.repeat(np.arange(a.targets), 4)
documents = np.concatenate([documents, np.arange(a.documents)])
targets = np.concatenate([targets, rng.integers(0, a.targets, a.documents)])

left = a.pairs - len(documents)
weight = rng.lognormal(0, 0.9, a.documents)
extra = rng.choice(a.documents, left, p=weight / weight.sum())
chosen = np.empty(left, dtype=int)
anywhere = rng.random(left) < 0.2
chosen[anywhere] = rng.choice(a.targets, anywhere.sum(), p=popularity / popularity.sum())
for s in range(a.subjects):
    here = np.flatnonzero(~anywhere & (subject_of_document[extra] == s))
    own = np.flatnonzero(subject_of_target == s)
    chosen[here] = rng.choice(own, len(here), p=popularity[own] / popularity[own].sum())
documents = np.concatenate([documents, extra])
targets = np.concatenate([targets, chosen])

with open(a.output, "w") as f:
    f.write("id\ttarget\n")
    for i in np.lexsort((targets, documents)):
        f.write(f"book{documents[i]:06d}\tpage{targets[i]:06d}\n")
