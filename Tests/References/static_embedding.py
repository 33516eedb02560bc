#!/usr/bin/env python3
"""Makes Tests/EmbeddingsTests/Fixtures/static*: vectors of texts by Model2Vec, and models as it saves them.

    python3 -m venv venv && venv/bin/pip install model2vec==0.10.0 numpy==2.4.6
    venv/bin/python Tests/References/static_embedding.py

Made with Python 3.11 and these versions. The tokenizer is that of Tests/References/tokenization.py,
which runs first. The numbers of the model are random.
"""
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
from model2vec import StaticModel
from model2vec.quantization import DType, quantize_embeddings
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


def save(name, model):
    """Keeps what Model2Vec saves, but for the tokenizer and the text about the model."""
    folder = FIXTURES / "static" / name
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        model.save_pretrained(temporary)
        for file in ["model.safetensors", "config.json"]:
            shutil.copyfile(Path(temporary) / file, folder / file)


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
    saved = {
        "float32": StaticModel(rows, tokenizer, normalize=True),
        "float16": StaticModel(rows.astype(np.float16), tokenizer, normalize=False),
        "int8": StaticModel(quantize_embeddings(rows, DType.Int8), tokenizer, normalize=True),
        "weights": StaticModel(rows.astype(np.float16), tokenizer, normalize=True, weights=weights),
        "mapping": StaticModel(few, tokenizer, normalize=False, token_mapping=mapping),
        "quantized": StaticModel(quantize_embeddings(few, DType.Int8), tokenizer, normalize=True, weights=weights, token_mapping=mapping),
    }
    for name, model in saved.items():
        save(name, model)
        # Model2Vec rounds the vectors of half-precision models to half precision.
        model.embedding = model.embedding.astype(np.float32)
        np.save(FIXTURES / "static" / name / "vectors.npy", model.encode(TEXTS).astype(np.float32))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    cut = [text[:golden["characters"]] for text in TEXTS]
    golden["ids"] = [e.ids for e in tokenizer.encode_batch(cut, add_special_tokens=False)]
    golden["tokens"] = [token for token, _ in sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])]
    (FIXTURES / "static.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
