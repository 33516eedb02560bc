"""Makes Tests/EmbeddingsTests/Fixtures/distilled.tsv: a static model of the encoder tiny-bert, by the definition.

    pip install numpy==2.4.6 torch==2.13.0 transformers==5.23.0
    python distillation.py

The vocabulary is that of Tests/TestSupport/TinyEncoder.swift. A line holds the number of a token and its vector,
weight included, of 8 dimensions; one direction is left out.
"""
from pathlib import Path

import numpy as np
import torch
from transformers import BertModel

TESTS = Path(__file__).parent.parent
SPECIAL = 5
DIMENSIONS, LEFT_OUT, SMOOTHING = 8, 1, 1e-2


def vocabulary():
    letters = "abcdefghijklmnopqrstuvwxyz"
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ":", "query", "fish", "and", "chips", *letters]
    tokens += ["##" + letter for letter in letters]
    return tokens + [f"unused{n}" for n in range(len(tokens), 211)]


def main():
    tokens = vocabulary()
    model = BertModel.from_pretrained(TESTS / "NeuralNetworksTests/Fixtures/tiny-bert", add_pooling_layer=False).eval()
    with torch.no_grad():
        ids = torch.tensor([[2, i, 3] for i in range(len(tokens))])
        vectors = model(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state.mean(1).double().numpy()
    # The characters before the first word of two letters count like that word.
    first = next(i for i, t in enumerate(tokens) if i >= SPECIAL and len(t) > 1)
    rank = np.array([max(i - first, 0) + 1 for i in range(len(tokens))])
    p = 1 / (rank + 50.0)
    p[:SPECIAL] = 0
    p /= p.sum()
    weights = np.where(p > 0, SMOOTHING / (SMOOTHING + p), 0)
    words = vectors[SPECIAL:]
    mean = words.mean(0)
    values, directions = np.linalg.eigh((words - mean).T @ (words - mean))
    chosen = directions[:, ::-1][:, LEFT_OUT:LEFT_OUT + DIMENSIONS]
    # Signs are a matter of choice: the largest component is positive.
    chosen *= np.sign(chosen[np.abs(chosen).argmax(0), range(DIMENSIONS)])
    result = (vectors - mean) @ chosen * weights[:, None]
    with open(TESTS / "EmbeddingsTests/Fixtures/distilled.tsv", "w") as f:
        f.write("token\tvector\n")
        for i in [0, 5, 6, 7, 8, 9, 10, 35, 36, 61, 62, 100, 210]:
            f.write(f"{i}\t{' '.join(f'{x:.6g}' for x in result[i])}\n")


main()
