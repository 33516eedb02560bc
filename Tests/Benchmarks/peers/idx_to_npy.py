"""Makes vectors of images in the IDX format of MNIST: IMAGES.gz... OUT.npy, ids beside in OUT.tsv"""
import gzip
import sys

import numpy as np

*images, out = sys.argv[1:]
parts = []
for path in images:
    with gzip.open(path) as f:
        data = f.read()
    count, height, width = (int.from_bytes(data[i:i + 4], "big") for i in (4, 8, 12))
    parts.append(np.frombuffer(data, np.uint8, offset=16).reshape(count, height * width))
x = np.concatenate(parts).astype("<f4")
np.save(out, x)
with open(out[:-4] + ".tsv", "w") as ids:
    ids.write("id\n" + "".join(f"image{i:06}\n" for i in range(len(x))))
