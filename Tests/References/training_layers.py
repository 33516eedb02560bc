"""Layers, losses and 20 steps of AdamW by PyTorch, for Tests/NeuralNetworksTests/Training.

    python3 -m venv venv && venv/bin/pip install torch==2.13.0 numpy==2.4.6 safetensors==0.8.0
    venv/bin/python Tests/References/training_layers.py Tests/NeuralNetworksTests/Fixtures/training

Writes layers.safetensors: for each layer its weights under PyTorch's names, what goes in (`NAME.x`), what
comes out (`NAME.y`), the gradient that is sent back (`NAME.dy`), and the gradients that come of it
(`NAME.dx`, and `PARAMETER.grad`). Sequences stand one after the other, `lengths` says how long they are.
Losses have `loss.x`, `loss.classes`, and the value and gradient of each kind. `steps.*` is a training.
"""
import itertools
import sys

import torch
from safetensors.torch import save_file

torch.manual_seed(7)
torch.set_num_threads(1)
INPUTS, HIDDEN = 5, 6
LENGTHS = [3, 1, 4, 2, 4]
tensors = {}


def sequences(rows, lengths):
    """Rows of all sequences, cut into sequences."""
    return list(torch.split(rows, lengths))


def states(network, rows, lengths):
    """The states of a recurrent network behind each row."""
    packed = torch.nn.utils.rnn.pack_sequence(sequences(rows, lengths), enforce_sorted=False)
    padded, _ = torch.nn.utils.rnn.pad_packed_sequence(network(packed)[0], batch_first=True)
    return torch.cat([padded[i, :n] for i, n in enumerate(lengths)])


class Pooling(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(INPUTS, HIDDEN)
        self.query = torch.nn.Linear(HIDDEN, 1, bias=False)

    def forward(self, rows):
        means = []
        for x in sequences(rows, LENGTHS):
            weights = torch.softmax(self.query(torch.tanh(self.layer(x))), 0)
            means.append((weights * x).sum(0))
        return torch.stack(means)


def note_layer(name, module, forward):
    for parameter in module.parameters():
        torch.nn.init.uniform_(parameter, -0.8, 0.8)
    x = torch.randn(sum(LENGTHS), INPUTS, requires_grad=True)
    y = forward(x)
    dy = torch.randn_like(y)
    y.backward(dy)
    tensors.update({f"{name}.x": x, f"{name}.y": y, f"{name}.dy": dy, f"{name}.dx": x.grad})
    for key, parameter in module.named_parameters():
        tensors[f"{name}.{key}"] = parameter
        tensors[f"{name}.{key}.grad"] = parameter.grad


def distances(x, kind):
    if kind == "cosine":
        unit = torch.nn.functional.normalize(x, dim=1)
        return 1 - unit @ unit.T
    return (x[:, None] - x[None]).pow(2).sum(2).clamp_min(1e-12).sqrt()


def triplet_loss(x, classes, kind, mining, margin):
    d = distances(x, kind)
    terms = []
    for a in range(len(classes)):
        same = [i for i in range(len(classes)) if classes[i] == classes[a] and i != a]
        other = [i for i in range(len(classes)) if classes[i] != classes[a]]
        if not same or not other:
            continue
        if mining == "batch-hard":
            terms.append((max(d[a, i] for i in same), min(d[a, i] for i in other)))
            continue
        for p in same:
            farther = [d[a, i] for i in other if d[a, i] > d[a, p]]
            negative = min(farther) if farther else max(d[a, i] for i in other)
            terms.append((d[a, p], negative))
    excess = torch.stack([p - n for p, n in terms])
    if margin is None:
        return torch.nn.functional.softplus(excess).mean()
    return torch.relu(margin + excess).mean()


def ranking_loss(anchors, candidates, symmetric):
    normalize = torch.nn.functional.normalize
    scores = 20 * normalize(anchors, dim=1) @ normalize(candidates, dim=1).T
    targets = torch.arange(len(anchors))
    loss = torch.nn.functional.cross_entropy(scores, targets)
    if not symmetric:
        return loss
    other = torch.nn.functional.cross_entropy(scores[:, : len(anchors)].T, targets)
    return (loss + other) / 2


def note_losses():
    x = torch.randn(12, INPUTS, requires_grad=True)
    classes = torch.tensor([0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 2], dtype=torch.int32)
    tensors.update({"loss.x": x, "loss.classes": classes})
    for kind, mining, margin in itertools.product(
        ["euclidean", "cosine"], ["batch-hard", "semi-hard"], [0.5, None]
    ):
        x.grad = None
        loss = triplet_loss(x, classes.tolist(), kind, mining, margin)
        loss.backward()
        name = f"loss.{kind}.{mining}.{'soft' if margin is None else 'hinge'}"
        tensors.update({name: loss.reshape(1), name + ".grad": x.grad.clone()})
    for symmetric in [False, True]:
        x.grad = None
        loss = ranking_loss(x[:5], x[5:], symmetric)
        loss.backward()
        name = f"loss.ranking.{'symmetric' if symmetric else 'plain'}"
        tensors.update({name: loss.reshape(1), name + ".grad": x.grad.clone()})


def note_steps(steps=20):
    # No bias: differences of rows do not depend on it, and AdamW would follow the rounding of its gradient.
    network = torch.nn.ModuleDict(
        {"gru": torch.nn.GRU(INPUTS, HIDDEN), "out": torch.nn.Linear(HIDDEN, 4, bias=False)}
    )
    for name, parameter in network.named_parameters():
        tensors[f"steps.{name}"] = parameter.detach().clone()
    lengths = [1, 2, 3, 4, 3, 2, 1, 2]
    classes = [0, 0, 1, 1, 2, 2, 3, 3]
    batches = torch.randn(steps, sum(lengths), INPUTS)
    decayed = [p for n, p in network.named_parameters() if "bias" not in n]
    others = [p for n, p in network.named_parameters() if "bias" in n]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}], lr=0.02
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: step / 5 if step < 5 else max(0, (steps - step) / (steps - 5))
    )
    losses = []
    for batch in batches:
        rows = states(network["gru"], batch, lengths)
        ends = torch.tensor(lengths).cumsum(0) - 1
        loss = triplet_loss(network["out"](rows[ends]), classes, "euclidean", "batch-hard", 1.0)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 0.5)
        optimizer.step()
        schedule.step()
        losses.append(loss.detach())
    tensors["steps.batches"] = batches
    tensors["steps.lengths"] = torch.tensor(lengths, dtype=torch.int32)
    tensors["steps.classes"] = torch.tensor(classes, dtype=torch.int32)
    tensors["steps.losses"] = torch.stack(losses)
    for name, parameter in network.named_parameters():
        tensors[f"steps.{name}.after"] = parameter


tensors["lengths"] = torch.tensor(LENGTHS, dtype=torch.int32)
for name, network in {"gru": torch.nn.GRU(INPUTS, HIDDEN), "lstm": torch.nn.LSTM(INPUTS, HIDDEN)}.items():
    note_layer(name, network, lambda x, network=network: states(network, x, LENGTHS))
for name, module in {
    "dense": torch.nn.Linear(INPUTS, HIDDEN), "norm": torch.nn.LayerNorm(INPUTS), "pooling": Pooling(),
}.items():
    note_layer(name, module, module)
note_losses()
note_steps()
save_file(
    {name: tensor.detach().contiguous() for name, tensor in tensors.items()},
    sys.argv[1] + "/layers.safetensors",
)
