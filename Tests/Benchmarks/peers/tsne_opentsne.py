"""Maps vectors by t-SNE with openTSNE (FFT): IN.npy OUT.npy [--threads 2]"""
import numpy as np
import openTSNE

from common import Clock, parser, report

a = parser("input", "output", perplexity=30.0, seed=42, threads=2)
x = np.ascontiguousarray(np.load(a.input), dtype=np.float32)
openTSNE.TSNE(n_iter=10, n_jobs=a.threads).fit(x[:1000, :10])
with Clock() as c:
    y = openTSNE.TSNE(perplexity=a.perplexity, n_jobs=a.threads, random_state=a.seed).fit(x)
np.save(a.output, np.asarray(y, dtype=np.float32))
rows, columns = x.shape
report(f"tsne, {rows} × {columns} to 2, {a.threads}", "openTSNE", rows, c,
       kl_divergence=float(y.kl_divergence), threads=a.threads)
