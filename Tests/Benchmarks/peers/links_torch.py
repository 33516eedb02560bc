"""Link embeddings with PyTorch: LINKS.tsv [--optimizer adam|fused|sparse] [--epochs 15] [--steps N]

The model of `embed --method links`; with --steps an epoch has so many. Batches are drawn by numpy, one at a
time. `adam` is torch.optim.Adam with dense gradients, as Keras has it; `fused` the same in one pass over
memory; `sparse` SparseAdam, which moves only the rows of the batch and so computes something else."""
import numpy as np
import torch

from common import Clock, parser, report

a = parser("input", optimizer="adam", epochs=15, steps=0, batch=1024, negatives=2, dimensions=50,
           objective="regression", seed=42, threads=2)
torch.set_num_threads(a.threads)
torch.manual_seed(a.seed)
with open(a.input) as f:
    rows = [line.rstrip("\n").split("\t") for line in f][1:]
names = [sorted({r[side] for r in rows}) for side in (0, 1)]
number = [{name: i for i, name in enumerate(n)} for n in names]
pairs = np.array([(number[0][d], number[1][t]) for d, t in rows])
known = np.unique(pairs[:, 0] * len(names[1]) + pairs[:, 1])
rng = np.random.default_rng(a.seed)


def batch():
    links = pairs[rng.integers(0, len(pairs), a.batch)]
    others = np.empty((0, 2), dtype=int)
    while len(others) < a.negatives * a.batch:
        drawn = np.stack([rng.integers(0, len(n), a.negatives * a.batch) for n in names], axis=1)
        keys = drawn[:, 0] * len(names[1]) + drawn[:, 1]
        place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        others = np.concatenate([others, drawn[known[place] != keys]])
    both = np.concatenate([links, others[:a.negatives * a.batch]])
    return torch.from_numpy(both), torch.arange(len(both)) < len(links)


sparse = a.optimizer == "sparse"
tables = [torch.nn.Embedding(len(n), a.dimensions, sparse=sparse) for n in names]
for table in tables:
    torch.nn.init.uniform_(table.weight, -0.05, 0.05)
dense = torch.nn.Linear(1, 1)
weights = [t.weight for t in tables] + ([] if a.objective == "regression" else list(dense.parameters()))
optimizer = (
    torch.optim.SparseAdam([t.weight for t in tables], lr=0.001, eps=1e-7) if sparse else
    torch.optim.Adam(weights, lr=0.001, eps=1e-7, fused=a.optimizer == "fused"))
steps, losses = a.steps or len(pairs) // a.batch, []
with Clock() as c:
    for epoch in range(a.epochs):
        total = 0.0
        for _ in range(steps):
            rows, is_link = batch()
            cosine = torch.nn.functional.cosine_similarity(tables[0](rows[:, 0]), tables[1](rows[:, 1]))
            if a.objective == "regression":
                loss = ((cosine - (2.0 * is_link - 1)) ** 2).mean()
            else:
                score = dense(cosine[:, None])[:, 0]
                loss = torch.nn.functional.binary_cross_entropy_with_logits(score, is_link.float())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        losses.append(total / steps)
report("links", f"torch {a.optimizer}", steps * a.batch * a.epochs, c, first=losses[0], last=losses[-1])
