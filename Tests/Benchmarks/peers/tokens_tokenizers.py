"""Token ids with Hugging Face tokenizers on one core: TABLE.tsv FOLDER

The texts are those of the column `message` or `text`, the folder holds tokenizer.json."""
import os
import sys
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from tokenizers import Tokenizer

path, folder = sys.argv[1:]
with open(path, newline="\n") as table:
    columns = next(table).rstrip("\n").split("\t")
    column = columns.index("message" if "message" in columns else "text")
    texts = [line.rstrip("\n").split("\t")[column].replace("\\n", "\n") for line in table]
begin = time.perf_counter()
tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
loaded = time.perf_counter()
tokenizer.no_truncation()
tokenizer.no_padding()
begun = time.perf_counter()
count = sum(len(e.ids) for e in tokenizer.encode_batch_fast(texts, add_special_tokens=False))
seconds = time.perf_counter() - begun
print(f"tokenizer load\t{(loaded - begin) * 1e3:.1f}\tms")
print(f"tokens\t{count / seconds / 1e6:.2f}\tmillion/s")
print(f"texts of {count // len(texts)} tokens\t{len(texts) / seconds:.0f}\t/s")
