"""Link embeddings with PyTorch, as Koehrsen's Keras model has them.

    python3 links.py fixture   makes Tests/EmbeddingsTests/Fixtures/links
    python3 links.py pairs BOOKS.ndjson PAIRS.tsv
                               chooses the links of books as Koehrsen's Kaggle notebook does
    python3 links.py quality PAIRS.tsv BOOK_INFO.tsv [--vectors FOLDER]...
                               trains on a table (id, target) and prints how alike neighbors are, of
                               the nearest 5 or, with --nearest 10, 10; with --vectors, those of `embed`
                               beside it, and with --similar those that `recommend` lists in similar.tsv

Versions: Python 3.11, torch 2.13.0 (CPU), numpy 2.4.6.
"""
import argparse
import collections
import json
import os
import random

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "..", "EmbeddingsTests", "Fixtures", "links")


class Model(torch.nn.Module):
    """The cosine of a document's row and a target's, times a scale, plus a bias if it is a classifier."""

    def __init__(self, documents, targets, kind):
        super().__init__()
        self.documents = torch.nn.Parameter(documents.clone())
        self.targets = torch.nn.Parameter(targets.clone())
        self.kind = kind
        self.scale = torch.nn.Parameter(torch.ones((), dtype=documents.dtype))
        self.bias = torch.nn.Parameter(torch.zeros((), dtype=documents.dtype))

    def loss(self, documents, targets, is_link):
        a = torch.nn.functional.normalize(self.documents[documents], dim=1, eps=1e-6)
        b = torch.nn.functional.normalize(self.targets[targets], dim=1, eps=1e-6)
        cosine = (a * b).sum(1)
        if self.kind == "regression":
            return ((cosine - (2 * is_link - 1)) ** 2).mean()
        return torch.nn.functional.binary_cross_entropy_with_logits(self.scale * cosine + self.bias, is_link)

    def trained(self):
        both = [self.documents, self.targets]
        return both if self.kind == "regression" else both + [self.scale, self.bias]


class KerasAdam:
    """Adam with the step of Keras: w -= rate * sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + 1e-7).

    torch.optim.Adam adds epsilon after the correction of v. Gradients are dense, so all rows move."""

    def __init__(self, parameters, rate=0.001):
        self.parameters, self.rate, self.step_count = parameters, rate, 0
        self.m = [torch.zeros_like(p) for p in parameters]
        self.v = [torch.zeros_like(p) for p in parameters]

    @torch.no_grad()
    def step(self):
        self.step_count += 1
        t = self.step_count
        rate = self.rate * (1 - 0.999 ** t) ** 0.5 / (1 - 0.9 ** t)
        for p, m, v in zip(self.parameters, self.m, self.v):
            m.mul_(0.9).add_(p.grad, alpha=0.1)
            v.mul_(0.999).addcmul_(p.grad, p.grad, value=0.001)
            p.addcdiv_(m, v.sqrt().add_(1e-7), value=-rate)
            p.grad = None


def train(pairs, documents, targets, kind="regression", epochs=15, batch=1024, negatives=2, seed=100,
          dimensions=50, steps=None):
    """Koehrsen's recipe: a batch is a random sample of the pairs and uniform pairs that are none."""
    rng = random.Random(seed)
    generator = torch.Generator().manual_seed(seed)
    start = [(torch.rand(n, dimensions, generator=generator) - 0.5) / 10 for n in (documents, targets)]
    model = Model(*start, kind)
    adam = KerasAdam(model.trained())
    known = set(pairs)
    losses = []
    for _ in range(epochs):
        total, count = 0.0, max(1, len(pairs) // batch)
        for _ in range(steps or count):
            chosen = rng.sample(pairs, min(batch, len(pairs)))
            labels = [1.0] * len(chosen)
            while len(labels) < (1 + negatives) * min(batch, len(pairs)):
                pair = (rng.randrange(documents), rng.randrange(targets))
                if pair not in known:
                    chosen.append(pair)
                    labels.append(0.0)
            rows = torch.tensor(chosen)
            loss = model.loss(rows[:, 0], rows[:, 1], torch.tensor(labels))
            loss.backward()
            adam.step()
            total += loss.item()
        losses.append(total / (steps or count))
    return model, losses


def fixture():
    """Forty steps on a small graph, in doubles, with the batches written down."""
    os.makedirs(FIXTURES, exist_ok=True)
    rng = np.random.default_rng(7)
    documents, targets, dimensions = 12, 15, 10
    start = [rng.uniform(-0.05, 0.05, (n, dimensions)).astype(np.float32) for n in (documents, targets)]
    np.save(f"{FIXTURES}/start-documents.npy", start[0])
    np.save(f"{FIXTURES}/start-targets.npy", start[1])
    steps = []
    for _ in range(40):
        # A step touches a few rows; one document is touched by the first step alone.
        rows = [(int(rng.integers(1, documents)), int(rng.integers(0, targets)), int(i < 3)) for i in range(9)]
        if not steps:
            rows[0] = (0, 3, 1)
        steps.append(rows)
    with open(f"{FIXTURES}/batches.tsv", "w") as f:
        f.write("step\tdocument\ttarget\tlink\n")
        for number, rows in enumerate(steps):
            for row in rows:
                f.write("\t".join(map(str, (number, *row))) + "\n")
    with open(f"{FIXTURES}/losses.tsv", "w") as f:
        f.write("kind\tstep\tloss\tscale\tbias\n")
        for kind in ("regression", "classification"):
            model = Model(*(torch.tensor(x, dtype=torch.float64) for x in start), kind)
            adam = KerasAdam(model.trained(), rate=0.01)
            for number, rows in enumerate(steps):
                rows = torch.tensor(rows)
                loss = model.loss(rows[:, 0], rows[:, 1], rows[:, 2].double())
                loss.backward()
                adam.step()
                values = (loss.item(), model.scale.item(), model.bias.item())
                f.write(f"{kind}\t{number}\t" + "\t".join(f"{x:.9g}" for x in values) + "\n")
            for name, rows in (("documents", model.documents), ("targets", model.targets)):
                np.save(f"{FIXTURES}/{kind}-{name}.npy", rows.detach().numpy().astype(np.float32))


# ------------------------------------------------------------------------------------------ quality

def pairs(options):
    """Links counted once a book, four books or more, without bindings and projects; repeats are kept."""
    with open(options.books, encoding="utf-8") as f:
        books = [b for b in map(json.loads, f) if "Wikipedia:" not in b["title"]]
    counts = collections.Counter(link.lower() for b in books for link in set(b["wikilinks"]))
    dropped = {"hardcover", "paperback", "hardback", "e-book", "wikipedia:wikiproject books",
               "wikipedia:wikiproject novels"}
    kept = {link for link, count in counts.items() if count >= 4} - dropped
    with open(options.pairs, "w", encoding="utf-8") as f:
        f.write("id\ttarget\n")
        for b in books:
            for link in b["wikilinks"]:
                if link.lower() in kept:
                    f.write(f"{b['title']}\t{link.lower()}\n")


def read_table(path):
    with open(path, encoding="utf-8") as f:
        head = f.readline().rstrip("\n").split("\t")
        return [dict(zip(head, line.rstrip("\n").split("\t"))) for line in f]


def words(text):
    """The names in a field such as `science fiction / fantasy`."""
    for mark in ("/", ";", "&", " and ", "|", "(", ")"):
        text = text.replace(mark, ",")
    return {x.strip() for x in text.split(",") if len(x.strip()) > 2}


class Facts:
    """What books have in common: authors and genres of book_info.tsv."""

    def __init__(self, path):
        self.of = {r["title"].lower(): (words(r["author"]), words(r["genre"])) for r in read_table(path)}

    def alike(self, a, b):
        pairs = zip(self.of.get(a.lower(), (set(), set())), self.of.get(b.lower(), (set(), set())))
        return any(x & y for x, y in pairs)

    def known(self, title):
        return any(self.of.get(title.lower(), (set(), set())))


def precision(names, vectors, facts, queries, k=5):
    """The share of the nearest k known books that share an author or a genre; mean over queries."""
    index = {name: i for i, name in enumerate(names)}
    known = [i for i, name in enumerate(names) if facts.known(name)]
    shares = []
    for query in queries:
        scores = vectors[known] @ vectors[index[query]]
        nearest = [known[i] for i in np.argsort(-scores) if known[i] != index[query]][:k]
        shares.append(np.mean([facts.alike(query, names[i]) for i in nearest]))
    return float(np.mean(shares))


def listed_precision(listed, facts, queries, k):
    """The same of neighbors that are listed, nearest first; there must be k known ones."""
    assert all(len(listed[query]) >= k for query in queries), "ask recommend for more with --similar"
    return float(np.mean([np.mean([facts.alike(query, name) for name in listed[query][:k]])
                          for query in queries]))


def neighbors(names, vectors, query, k=5):
    scores = vectors @ vectors[names.index(query)]
    return [(names[i], round(float(scores[i]), 2)) for i in np.argsort(-scores)[1:k + 1]]


def quality(options):
    rows = [(r["id"], r["target"]) for r in read_table(options.pairs)]
    documents, targets = sorted({a for a, _ in rows}), sorted({b for _, b in rows})
    number = [{name: i for i, name in enumerate(names)} for names in (documents, targets)]
    pairs = [(number[0][a], number[1][b]) for a, b in rows]
    facts = Facts(options.info)
    wellknown = [name for name in QUERIES if name in number[0] and facts.known(name)]
    everyone = [name for name in documents if facts.known(name)]
    print(f"{len(documents)} documents, {len(targets)} targets, {len(pairs)} pairs; "
          f"{len(wellknown)} well-known books, {len(everyone)} with author or genre")

    def show(label, names, vectors):
        few, all_ = (precision(names, vectors, facts, q, options.nearest) for q in (wellknown, everyone))
        print(f"{label}\twell-known {few:.3f}\tall {all_:.3f}")

    for seed in range(options.seeds):
        model, losses = train(pairs, len(documents), len(targets), options.kind, options.epochs,
                              seed=seed, steps=options.steps or None)
        show(f"torch seed {seed} losses {losses[0]:.4f} {losses[-1]:.4f}", documents,
             torch.nn.functional.normalize(model.documents.detach(), dim=1).numpy())
    for folder in options.vectors:
        names = [r["id"] for r in read_table(f"{folder}/vectors.tsv")]
        vectors = np.load(f"{folder}/vectors.npy")
        show(folder, names, vectors)
        if options.show and options.show in names:
            print(neighbors(names, vectors, options.show))


    for path in options.similar:
        listed = collections.defaultdict(list)
        for r in read_table(path):
            if facts.known(r["neighbor"]):
                listed[r["id"]].append(r["neighbor"])
        few, all_ = (listed_precision(listed, facts, q, options.nearest) for q in (wellknown, everyone))
        print(f"{path}\twell-known {few:.3f}\tall {all_:.3f}")


# Books of books.ndjson that most readers know.
QUERIES = [
    "At the Mountains of Madness and Other Novels", "Dragonsdawn", "Storm Front (The Dresden Files)",
    "Tarzan, Lord of the Jungle (novel)", "The Black Tower", "The Einstein Intersection",
    "The Emigrants (Moberg novel)", "The Guns of Navarone (novel)", "The History of The Hobbit",
    "The Sea of Monsters",
]

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("fixture")
    chosen = commands.add_parser("pairs")
    chosen.add_argument("books")
    chosen.add_argument("pairs")
    measured = commands.add_parser("quality")
    measured.add_argument("pairs")
    measured.add_argument("info")
    measured.add_argument("--kind", default="regression")
    measured.add_argument("--epochs", type=int, default=15)
    measured.add_argument("--steps", type=int, default=0)
    measured.add_argument("--seeds", type=int, default=3)
    measured.add_argument("--vectors", nargs="*", default=[])
    measured.add_argument("--similar", nargs="*", default=[])
    measured.add_argument("--nearest", type=int, default=5)
    measured.add_argument("--show", default="")
    given = parser.parse_args()
    torch.set_num_threads(2)
    if given.command == "fixture":
        fixture()
    else:
        {"pairs": pairs, "quality": quality}[given.command](given)
