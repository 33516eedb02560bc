"""Graph networks with plain PyTorch and the propagation of features with numpy.

    python3 graph.py    makes Tests/EmbeddingsTests/Fixtures/graph

A graph of thirty nodes with weights: the weights a network starts with, the gradients of its first step, and its
losses and weights after twenty steps of AdamW, for features that are vectors and for bags; what features become when
they are passed along the edges.

Versions: Python 3.11, torch 2.13.0 (CPU), numpy 2.4.6, safetensors 0.8.0.
"""
import os

import numpy as np
import torch
from safetensors.numpy import save_file

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "..", "EmbeddingsTests", "Fixtures", "graph")
NODES, FEATURES, HIDDEN, DIMENSIONS = 30, 7, 6, 5


def names():
    """The parameters, as `embed` names them."""
    result = {}
    for layer, (inputs, outputs) in enumerate([(FEATURES, HIDDEN), (HIDDEN, DIMENSIONS)]):
        result[f"layers.{layer}.self.weight"] = (inputs, outputs)
        result[f"layers.{layer}.neighbors.weight"] = (inputs, outputs)
        result[f"layers.{layer}.bias"] = (outputs,)
    result["score.scale"] = result["score.bias"] = (1,)
    return result


def vectors(p, x, means):
    for layer in (0, 1):
        own, others, bias = (p[f"layers.{layer}.{n}"] for n in ("self.weight", "neighbors.weight", "bias"))
        x = x @ own + means @ (x @ others) + bias
        x = torch.relu(x) if layer == 0 else torch.nn.functional.normalize(x)
    return x


def loss(p, x, means, pairs):
    unit = vectors(p, x, means)
    cosine = (unit[pairs[:, 0]] * unit[pairs[:, 1]]).sum(1)
    score = p["score.scale"] * cosine + p["score.bias"]
    return torch.nn.functional.binary_cross_entropy_with_logits(score, pairs[:, 2].double())


def save(name, tensors):
    save_file({k: np.ascontiguousarray(v.detach().numpy(), dtype=np.float32) for k, v in tensors.items()},
              f"{FIXTURES}/{name}.safetensors")


def write(name, columns, rows):
    with open(f"{FIXTURES}/{name}.tsv", "w") as f:
        for row in [columns, *rows]:
            f.write("\t".join(map(str, row)) + "\n")


os.makedirs(FIXTURES, exist_ok=True)
rng = np.random.default_rng(5)
weights = np.zeros((NODES, NODES))
edges = []
# The last node has no edge.
for u in range(NODES - 1):
    for v in range(u + 1, NODES - 1):
        if rng.random() < 0.12 or v == u + 1:
            weight = round(float(rng.uniform(0.2, 3)), 3)
            weights[u, v] = weights[v, u] = weight
            edges.append((u, v, weight))
write("edges", ["source", "target", "weight"], edges)
steps = []
for step in range(20):
    chosen = [edges[i] for i in rng.permutation(len(edges))[:12]]
    steps.append([(u, v, 1) for u, v, _ in chosen])
    steps[-1] += [(int(a), int(b), 0) for a, b in rng.integers(0, NODES, (12, 2)) if weights[a, b] == 0 and a != b]
write("pairs", ["step", "source", "target", "edge"], [(s, *pair) for s, rows in enumerate(steps) for pair in rows])
start = {n: rng.normal(0, 0.4, shape) for n, shape in names().items()}
start["score.scale"][:] = 5
save("start", {n: torch.tensor(v) for n, v in start.items()})
bags = np.where(rng.random((NODES, FEATURES)) < 0.3, rng.uniform(0.2, 1, (NODES, FEATURES)), 0)
features = {"vectors": rng.normal(size=(NODES, FEATURES)), "bags": bags}
means = torch.tensor(weights / np.maximum(weights.sum(1, keepdims=True), 1e-12))
losses = []
for kind, x in features.items():
    x = x.astype(np.float32)
    np.save(f"{FIXTURES}/{kind}.npy", x)
    p = {n: torch.tensor(v.astype(np.float32).astype(np.float64), requires_grad=True) for n, v in start.items()}
    plain = [v for n, v in p.items() if n.endswith("bias") or n.startswith("score")]
    groups = [{"params": [v for v in p.values() if not any(v is w for w in plain)]},
              {"params": plain, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=0.01, weight_decay=0.05)
    for step, pairs in enumerate(steps):
        value = loss(p, torch.tensor(x, dtype=torch.float64), means, torch.tensor(pairs))
        losses.append((kind, step, f"{value.item():.9g}"))
        optimizer.zero_grad()
        value.backward()
        if step == 0:
            save(f"{kind}-gradients", {n: v.grad for n, v in p.items()})
        optimizer.step()
    save(f"{kind}-trained", p)
    np.save(f"{FIXTURES}/{kind}-trained.npy",
            vectors(p, torch.tensor(x, dtype=torch.float64), means).detach().numpy().astype(np.float32))
write("losses", ["features", "step", "loss"], losses)

# Propagation: steps, teleport, weight of the edge to itself.
x = features["vectors"].astype(np.float32).astype(np.float64)
for name, count, teleport, own, normalization in [
        ("sgc", 2, 0.0, 1.0, "symmetric"), ("appnp", 6, 0.15, 1.0, "symmetric"),
        ("walk", 3, 0.1, 0.0, "random-walk")]:
    a = weights + own * np.eye(NODES)
    degree = np.maximum(a.sum(1), 1e-12)
    s = a / np.sqrt(np.outer(degree, degree)) if normalization == "symmetric" else a / degree[:, None]
    h = x
    for _ in range(count):
        h = (1 - teleport) * s @ h + teleport * x
    h = h / np.maximum(np.linalg.norm(h, axis=1, keepdims=True), 1e-12)
    np.save(f"{FIXTURES}/propagated-{name}.npy", h.astype(np.float32))
