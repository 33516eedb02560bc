"""Training steps of an encoder with PyTorch: TOKENS.tsv MODEL_FOLDER [--pairs 32] [--threads 2]

The texts come as numbers of tokens (column tokens) and take turns: a batch of anchors, then of their positives. The
multiple-negatives ranking loss (scale 20), AdamW at the rate 2e-5, no dropout, embeddings as they are; a batch is
padded to its longest text, as sentence-transformers does. Loading and a first step are not measured."""
import copy

import torch
from transformers import AutoModel

from common import Clock, parser, report

a = parser("tokens", "model", pairs=32, threads=2)
torch.set_num_threads(a.threads)
ids = [list(map(int, line.split())) for line in open(a.tokens).read().splitlines()[1:]]
batches = [ids[i:i + 2 * a.pairs] for i in range(0, len(ids) - 2 * a.pairs + 1, 2 * a.pairs)]


def prepare(model):
    model = model.eval()
    for p in model.embeddings.parameters():
        p.requires_grad_(False)
    decays = [p for p in model.encoder.parameters() if p.dim() > 1]
    others = [p for p in model.encoder.parameters() if p.dim() == 1]
    return model, torch.optim.AdamW([dict(params=decays, weight_decay=0.01), dict(params=others, weight_decay=0.0)],
                                    lr=2e-5)


def step(model, optimizer, batch):
    longest = max(map(len, batch))
    x = torch.tensor([t + [0] * (longest - len(t)) for t in batch])
    mask = torch.tensor([[1] * len(t) + [0] * (longest - len(t)) for t in batch])
    hidden = model(input_ids=x, attention_mask=mask).last_hidden_state
    y = torch.nn.functional.normalize((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))
    half = len(batch) // 2
    loss = torch.nn.functional.cross_entropy(20 * y[:half] @ y[half:].T, torch.arange(half))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


original = AutoModel.from_pretrained(a.model, add_pooling_layer=False, dtype=torch.float32)
step(*prepare(copy.deepcopy(original)), batches[0])
model, optimizer = prepare(original)
with Clock() as c:
    losses = [step(model, optimizer, batch) for batch in batches]
report("tune", "torch", len(batches) * 2 * a.pairs, c, first_loss=losses[0], last_loss=losses[-1],
       tokens=sum(map(len, ids)))
