"""Tokens of texts, a text a line (of a .tsv its last column): TEXTS MODEL_FOLDER OUT.tsv [--limit 5000] [--max-tokens 256]"""
import os

from tokenizers import Tokenizer

from common import parser, read_docs

a = parser("texts", "model", "out", limit=5000, max_tokens=256)
texts = read_docs(a.texts, a.limit)
tokenizer = Tokenizer.from_file(os.path.join(a.model, "tokenizer.json"))
tokenizer.no_padding()
tokenizer.enable_truncation(a.max_tokens)
with open(a.out, "w") as out:
    out.write("tokens\n")
    for encoding in tokenizer.encode_batch(texts):
        out.write(" ".join(map(str, encoding.ids)) + "\n")
