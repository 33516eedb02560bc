"""GraphSAGE with plain PyTorch: EDGES.tsv FEATURES.tsv [--test TEST.tsv] [--labels LABELS.tsv]

The model of `embed --method graph`: two layers x W + mean(neighbors) V + b with a rectifier between them, vectors of
length 1, logistic loss of scale * cosine + bias, AdamW, steps over the whole graph, of whose edges half are
predicted and not used in each; the epoch is kept that tells held-out edges best. With --test and --labels it prints
how well edges are predicted and types found."""
import numpy as np
import torch
from scipy import sparse

import graph_data
from common import Clock, parser, report

a = parser("edges", "features", test="", labels="", epochs=200, patience=20, hidden=128, dimensions=64, negatives=1,
           held_out=0.05, masked=0.5, rate=0.01, decay=0.01, seed=42, threads=2, out="")
torch.set_num_threads(a.threads)
torch.manual_seed(a.seed)
ids, x = graph_data.features(a.features)
edges = graph_data.edges(a.edges, ids)
n = len(ids)


def matrix(m):
    m = m.tocsr()
    return torch.sparse_csr_tensor(
        torch.from_numpy(m.indptr.astype(np.int64)), torch.from_numpy(m.indices.astype(np.int64)),
        torch.from_numpy(m.data.astype(np.float32)), m.shape)


class Spmm(torch.autograd.Function):
    """A constant sparse matrix times a dense one; its transpose is kept for the way back."""

    @staticmethod
    def forward(ctx, m, mt, dense):
        ctx.mt = mt
        return m @ dense

    @staticmethod
    def backward(ctx, gradient):
        return None, None, ctx.mt @ gradient


def means(pairs):
    both = np.concatenate([pairs, pairs[:, ::-1]])
    m = sparse.csr_matrix((np.ones(len(both), np.float32), both.T), shape=(n, n))
    degree = np.maximum(np.asarray(m.sum(1)).ravel(), 1)
    m = sparse.diags(1 / degree).dot(m).tocsr()
    return matrix(m), matrix(m.T.tocsr())


class Layer(torch.nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.own = torch.nn.Parameter(torch.empty(inputs, outputs))
        self.others = torch.nn.Parameter(torch.empty(inputs, outputs))
        self.bias = torch.nn.Parameter(torch.zeros(outputs))
        for w in (self.own, self.others):
            torch.nn.init.xavier_uniform_(w)

    def forward(self, times, m):
        return times(self.own) + Spmm.apply(*m, times(self.others)) + self.bias


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = Layer(x.shape[1], a.hidden), Layer(a.hidden, a.dimensions)
        self.scale, self.bias = torch.nn.Parameter(torch.tensor(5.0)), torch.nn.Parameter(torch.tensor(0.0))

    def forward(self, m):
        h = torch.relu(self.first(lambda w: Spmm.apply(*features, w), m))
        return torch.nn.functional.normalize(self.second(lambda w: h @ w, m))


rng = np.random.default_rng(a.seed)
keys = np.unique(edges[:, 0] * n + edges[:, 1])


def others(pairs, count):
    """Pairs that are no edges, one end of an edge kept."""
    kept = np.repeat(pairs, count, axis=0)
    result = []
    while len(kept):
        swap = rng.random(len(kept)) < 0.5
        u, v = np.where(swap, kept[:, 1], kept[:, 0]), rng.integers(0, n, len(kept))
        key = np.minimum(u, v) * n + np.maximum(u, v)
        is_none = (keys[np.minimum(np.searchsorted(keys, key), len(keys) - 1)] != key) & (u != v)
        result.append(np.stack([u, v], 1)[is_none])
        kept = kept[~is_none]
    return np.concatenate(result)


with Clock() as clock:
    features = (matrix(x), matrix(x.T.tocsr()))
    order = rng.permutation(len(edges))
    count = int(a.held_out * len(edges))
    heldout, training = edges[order[:count]], edges[order[count:]]
    graph, validation = means(training), (heldout, others(heldout, 8))
    model = Model()
    optimizer = torch.optim.AdamW(model.parameters(), lr=a.rate, weight_decay=a.decay)
    best, best_epoch, kept = -1, 0, None
    for epoch in range(a.epochs):
        # Edges to predict are no neighbors meanwhile.
        masked = rng.random(len(training)) < a.masked
        asked = training[masked] if a.masked else training
        vectors = model(means(training[~masked]) if a.masked else graph)
        pairs = torch.from_numpy(np.concatenate([asked, others(asked, a.negatives)]))
        truth = (torch.arange(len(pairs)) < len(asked)).float()
        score = model.scale * (vectors[pairs[:, 0]] * vectors[pairs[:, 1]]).sum(1) + model.bias
        loss = torch.nn.functional.binary_cross_entropy_with_logits(score, truth)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            vectors = model(graph)
            cosines = [(vectors[p[:, 0]] * vectors[p[:, 1]]).sum(1).numpy() for p in validation]
        low = np.sort(cosines[1])
        area = (np.searchsorted(low, cosines[0]) + np.searchsorted(low, cosines[0], "right")).mean() / 2 / len(low)
        if area > best:
            best, best_epoch, kept = area, epoch, {k: v.clone() for k, v in model.state_dict().items()}
        elif epoch - best_epoch >= a.patience:
            break
    model.load_state_dict(kept)
    with torch.no_grad():
        vectors = model(means(edges)).numpy()
extra = {"epochs": epoch + 1, "validation_auc": round(float(best), 4)}
if a.test:
    extra["auc"] = round(graph_data.auc(vectors, ids, a.test), 4)
if a.labels:
    extra["nmi"] = round(graph_data.nmi(vectors, ids, a.labels), 4)
if a.out:
    np.save(a.out, vectors)
report("graph", "torch", len(edges), clock, **extra)
