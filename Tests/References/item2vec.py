#!/usr/bin/env python3
"""Measures gensim's word2vec as item2vec on real histories, for tests to compare with.

    python3 Tests/References/item2vec.py FOLDER
FOLDER has wikispeedia/click_paths.tsv and groceries/baskets.tsv. Writes
    Tests/EmbeddingsTests/Fixtures/clicks/item2vec.tsv  data, seed, nearest, nearest_centered, predicted
the share of users whose last item, left out of the training, is among ten; the columns are those of
Tests/Benchmarks/peers/item2vec_gensim.py, which this runs. Made with gensim 4.4.0, numpy 2.4.6,
50 dimensions, 10 epochs, windows of 50, 5 negatives, subsample 1e-3, items of 5 users or more,
one worker.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "Tests" / "Benchmarks" / "peers"
OUTPUT = ROOT / "Tests" / "EmbeddingsTests" / "Fixtures" / "clicks" / "item2vec.tsv"
DATA = {"groceries": "baskets.tsv", "wikispeedia": "click_paths.tsv"}
MEASURES = ("nearest", "nearest_centered", "predicted")


def run(script, *arguments):
    command = [sys.executable, PEERS / script, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


rows = []
for data, name in DATA.items():
    with tempfile.NamedTemporaryFile(suffix=".tsv") as clicks:
        run("click_tables.py", data, Path(sys.argv[1]) / data / name, clicks.name)
        for seed in (1, 2, 3):
            output = run("item2vec_gensim.py", clicks.name, "--hold-out", "--dims", 50, "--seed", seed, "--workers", 1)
            rates = json.loads(output)["hit_rate_at_10"]
            rows.append([data, str(seed), *(f"{rates[measure]:.5f}" for measure in MEASURES)])
OUTPUT.parent.mkdir(parents=True, exist_ok=True)
OUTPUT.write_text("".join("\t".join(row) + "\n" for row in [["data", "seed", *MEASURES], *rows]))
