"""Tokens of texts, a text a line (of a .tsv its column message or text): TEXTS MODEL_FOLDER OUT.tsv [--limit 5000] [--max-tokens 256]"""
import os

from tokenizers import Tokenizer

from common import parser

a = parser("texts", "model", "out", limit=5000, max_tokens=256)
with open(a.texts, encoding="utf-8", newline="\n") as lines:
    column = 0
    if a.texts.endswith(".tsv"):
        names = next(lines).rstrip("\n").split("\t")
        column = names.index("message" if "message" in names else "text")
    texts = [line.rstrip("\n").split("\t")[column].replace("\\n", "\n") for line in lines]
texts = [text for text in texts if text][: a.limit]
tokenizer = Tokenizer.from_file(os.path.join(a.model, "tokenizer.json"))
tokenizer.no_padding()
tokenizer.enable_truncation(a.max_tokens)
with open(a.out, "w") as out:
    out.write("tokens\n")
    for encoding in tokenizer.encode_batch(texts):
        out.write(" ".join(map(str, encoding.ids)) + "\n")
