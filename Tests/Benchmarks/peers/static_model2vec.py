"""Vectors of texts with Model2Vec on one core, texts in memory to vectors in memory: TABLE.tsv FOLDER

The texts are those of the column `message` or `text`, the folder holds a static model."""
import os
import sys
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from model2vec import StaticModel

path, folder = sys.argv[1:]
with open(path, newline="\n") as table:
    columns = next(table).rstrip("\n").split("\t")
    column = columns.index("message" if "message" in columns else "text")
    texts = [line.rstrip("\n").split("\t")[column].replace("\\n", "\n") for line in table]
model = StaticModel.from_pretrained(folder)
begun = time.perf_counter()
model.encode(texts, max_length=None, batch_size=1024, use_multiprocessing=False)
seconds = time.perf_counter() - begun
print(f"texts, 1 thread\t{len(texts) / seconds:.0f}\t/s")
