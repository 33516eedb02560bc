"""Makes the fixture of an encoder that is tuned: what PyTorch computes with a tiny BERT of random weights.

    pip install numpy==2.4.6 safetensors==0.8.0 torch==2.13.0 transformers==5.3.0
    python tune.py ../NeuralNetworksTests/Fixtures

Reads tiny-bert (see encoder_models.py) and writes tuning/golden.safetensors:
    loss, gradient.NAME      the multiple-negatives ranking loss (scale 20) of six pairs in the first batch, and its
                             gradient in each of the model's weights, embeddings too
    losses, tuned.NAME       the losses of 20 steps of AdamW (rate 1e-3, decay 0.01 except of biases and normalizations),
                             and the weights afterwards; of weights of two dimensions every third row
    vectors                  the vectors of the first batch then, not scaled to length 1
and tuning/batches.tsv: the texts of the three batches, taken in turn; anchors first, then positives.
"""
import os
import random
import sys

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertModel

STEPS, BATCHES, PAIRS, SCALE = 20, 3, 6, 20.0


def batches():
    draw = random.Random(5)
    return [[[1] + [draw.randrange(5, 211) for _ in range(draw.choice([1, 3, 6, 14, 15, 20]))] + [2]
             for _ in range(2 * PAIRS)] for _ in range(BATCHES)]


def vectors(model, texts):
    longest = max(map(len, texts))
    ids = torch.tensor([t + [0] * (longest - len(t)) for t in texts])
    mask = torch.tensor([[1] * len(t) + [0] * (longest - len(t)) for t in texts])
    hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
    return (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


def loss_of(x):
    a, b = torch.nn.functional.normalize(x[:PAIRS]), torch.nn.functional.normalize(x[PAIRS:])
    return torch.nn.functional.cross_entropy(SCALE * a @ b.T, torch.arange(PAIRS))


def load(folder):
    config = BertConfig.from_json_file(f"{folder}/config.json")
    config._attn_implementation = "eager"
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    model = BertModel(config, add_pooling_layer=False)
    missing, unexpected = model.load_state_dict(load_file(f"{folder}/model.safetensors"), strict=False)
    assert not [m for m in missing if "position_ids" not in m] and not unexpected, (missing, unexpected)
    return model.eval()


def main(fixtures):
    torch.set_num_threads(1)
    model, texts, golden = load(f"{fixtures}/tiny-bert"), batches(), {}
    loss = loss_of(vectors(model, texts[0]))
    loss.backward()
    golden["loss"] = loss.detach()[None]
    for name, p in model.named_parameters():
        golden["gradient." + name] = p.grad.clone()
    decays = [p for n, p in model.named_parameters() if p.dim() > 1]
    others = [p for n, p in model.named_parameters() if p.dim() == 1]
    optimizer = torch.optim.AdamW([dict(params=decays, weight_decay=0.01), dict(params=others, weight_decay=0.0)], lr=1e-3)
    losses = []
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(vectors(model, texts[step % BATCHES]))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    golden["losses"] = torch.tensor(losses)
    golden["vectors"] = vectors(model, texts[0]).detach()
    for name, p in model.named_parameters():
        golden["tuned." + name] = p.detach()[::3].clone() if p.dim() > 1 else p.detach().clone()
    os.makedirs(f"{fixtures}/tuning", exist_ok=True)
    save_file({k: v.contiguous() for k, v in golden.items()}, f"{fixtures}/tuning/golden.safetensors")
    with open(f"{fixtures}/tuning/batches.tsv", "w") as f:
        f.write("batch\ttokens\n")
        for index, batch in enumerate(texts):
            f.writelines(f"{index}\t{' '.join(map(str, t))}\n" for t in batch)
    print("losses", losses[0], "to", losses[-1])


main(*sys.argv[1:])
