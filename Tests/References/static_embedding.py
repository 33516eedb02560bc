#!/usr/bin/env python3
"""Makes Tests/EmbeddingsTests/Fixtures/static-*: vectors of texts by Model2Vec.

    python3 -m venv venv && venv/bin/pip install model2vec==0.10.0 numpy==2.4.6
    venv/bin/python Tests/References/static_embedding.py

Made with Python 3.11 and these versions. The tokenizer is that of Tests/References/tokenization.py,
which runs first. The numbers of the model are random.
"""
import json
from pathlib import Path

import numpy as np
from model2vec import StaticModel
from tokenizers import Tokenizer

TESTS = Path(__file__).parent.parent
FIXTURES = TESTS / "EmbeddingsTests" / "Fixtures"
DIMENSIONS = 16
ROWS = 40
LIMIT = 12

TEXTS = [
    "", "the cat", "The cat sat on the mat and the dog slept under the table.", "qqq 😀 ☃", "reading 😀 libraries",
    "고양이가 의자 밑에서 잡니다", "the " * 60, "unbelievable " * 30, "Übung macht den Meister", "a", "[MASK] [UNK] cat",
]


def main():
    rng = np.random.default_rng(5)
    tokenizer = Tokenizer.from_file(str(TESTS / "TokenizationTests/Fixtures/wordpiece/tokenizer.json"))
    size = tokenizer.get_vocab_size()
    rows = rng.normal(size=(size, DIMENSIONS)).astype(np.float32)
    few = rng.normal(size=(ROWS, DIMENSIONS)).astype(np.float32)
    mapping = rng.integers(0, ROWS, size)
    weights = rng.uniform(0.1, 2, size).astype(np.float32)
    golden = {"limit": LIMIT, "texts": TEXTS, "mapping": mapping.tolist(), "weights": weights.tolist()}
    np.save(FIXTURES / "static-rows.npy", rows)
    np.save(FIXTURES / "static-few-rows.npy", few)
    for name, model in [
        ("plain", StaticModel(rows, tokenizer, normalize=True, max_length=LIMIT)),
        ("weighted", StaticModel(few, tokenizer, normalize=False, max_length=LIMIT, weights=weights, token_mapping=mapping)),
    ]:
        golden["unknown"] = model.unk_token_id
        golden["characters"] = LIMIT * model.median_token_length
        np.save(FIXTURES / f"static-{name}.npy", model.encode(TEXTS).astype(np.float32))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    cut = [text[:golden["characters"]] for text in TEXTS]
    golden["ids"] = [e.ids for e in tokenizer.encode_batch(cut, add_special_tokens=False)]
    golden["tokens"] = [token for token, _ in sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])]
    (FIXTURES / "static.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
