"""What vectors of words are worth: WORDS_FOLDER FOLDER... (each with words.npy and words.tsv; missing ones are left out)

Spearman's rank correlation of cosines with WordSim-353, and the share of analogies (a is to b as c is to what?)
whose answer is the nearest word to b - a + c; pairs and questions of unknown words are left out."""
import os
import sys

import numpy as np
from scipy.stats import spearmanr


def rows(name):
    with open(f"{sys.argv[1]}/{name}", encoding="utf-8") as table:
        return [line.rstrip("\n").lower().split("\t") for line in table][1:]


def measures(folder):
    vectors = np.load(f"{folder}/words.npy")
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    with open(f"{folder}/words.tsv", encoding="utf-8") as table:
        numbers = {line.rstrip("\n").split("\t")[0]: i for i, line in enumerate(list(table)[1:])}
    pairs = [(numbers[a], numbers[b], float(s)) for a, b, s in rows("wordsim353.tsv") if a in numbers and b in numbers]
    correlation = spearmanr([vectors[a] @ vectors[b] for a, b, _ in pairs], [s for *_, s in pairs]).statistic
    questions = np.array([[numbers[w] for w in q[1:]] for q in rows("questions_words.tsv")
                          if all(w in numbers for w in q[1:])])
    right = 0
    for start in range(0, len(questions), 500):
        a, b, c, d = questions[start:start + 500].T
        similarities = (vectors[b] - vectors[a] + vectors[c]) @ vectors.T
        for given in (a, b, c):
            similarities[np.arange(len(a)), given] = -9
        right += (similarities.argmax(axis=1) == d).sum()
    return correlation, right / len(questions), len(pairs), len(questions)


found = [(folder, measures(folder)) for folder in sys.argv[2:] if os.path.exists(f"{folder}/words.npy")]
for folder, (correlation, analogies, pairs, questions) in found:
    print(f"{folder}: WordSim-353 {correlation:.4f} ({pairs} pairs), analogies {analogies:.4f} ({questions})")
mean = np.mean([m[:2] for _, m in found], axis=0)
print(f"mean: WordSim-353 {mean[0]:.4f}, analogies {mean[1]:.4f}")
