"""Makes Sources/CLanguageDetector/language-profiles.txt from the n-gram models of Lingua.

    pip download --no-deps lingua-language-detector==1.3.5
    unzip lingua_language_detector-1.3.5-py3-none-any.whl 'lingua/language-models/*'
    pip install brotli==1.1.0 numpy==2.4.6
    python3 language_profiles.py lingua/language-models > language-profiles.txt

Lingua (Peter M. Stahl, Apache-2.0) counted the runs of one to five letters within words in newspaper
texts of Wortschatz Leipzig (CC BY). Of each language we keep the runs that say most for it against
the other languages of its script: the largest p·log(p/q), where p is how often the language has the
run and q how often the others do on average. For each run the file says how far each language is
behind the one that has it most often, in whole natural logarithms, 5 at most.
"""

import json
import sys

import brotli
import numpy

NAMES = ["unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"]
SCRIPTS = {
    "latin": ("af ca cs cy da de en es et eu fi fr ga hr hu id is it lt lv ms nb nl pl pt ro sk sl sq"
              " sv sw tl tr vi", [(0x41, 0x24F), (0x1E00, 0x1EFF)]),
    "cyrillic": ("be bg kk mk mn ru sr uk", [(0x400, 0x52F)]),
    "arabic": ("ar fa ur", [(0x600, 0x77F)]),
}
RUNS = 600  # of each language
FLOOR = 1e-5  # a run that is rarer than this counts as that frequent
NOTE = """\
# How far each language is behind the one that has a run of letters most often, in natural logarithms.
# Made by Tests/References/language_profiles.py from the models of Lingua 1.3.5,
# Copyright (c) 2022-present Peter M. Stahl, licensed under the Apache License 2.0
# (https://www.apache.org/licenses/LICENSE-2.0); changed: a selection, rounded to whole numbers.
# Lingua counted texts of Wortschatz Leipzig (https://wortschatz.uni-leipzig.de), CC BY 4.0."""


def frequencies(folder, language, ranges):
    """How often the language has each run; the models hold the share of what has the same start."""
    absolute = {}
    for size, name in enumerate(NAMES, 1):
        with open(f"{folder}/{language}/{name}.json.br", "rb") as file:
            model = json.loads(brotli.decompress(file.read()))
        for fraction, runs in model["ngrams"].items():
            numerator, denominator = fraction.split("/")
            for run in runs.split(" "):
                start = absolute.get(run[:-1], 0) if size > 1 else 1
                frequency = start * int(numerator) / int(denominator)
                isOurs = all(c.isalpha() and any(a <= ord(c) <= b for a, b in ranges) for c in run)
                if frequency > 2e-6 and isOurs:
                    absolute[run] = frequency
    return absolute


def profiles(folder, languages, ranges):
    frequency = {l: frequencies(folder, l, ranges) for l in languages}
    total = {}
    for runs in frequency.values():
        for run, p in runs.items():
            total[run] = total.get(run, 0) + p
    chosen = set()
    for runs in frequency.values():
        def gain(run):
            p = runs[run]
            return p * numpy.log((p + FLOOR) / ((total[run] - p) / (len(languages) - 1) + FLOOR))
        chosen.update(sorted(runs, key=lambda run: (-gain(run), run))[:RUNS])
    for run in sorted(chosen, key=lambda run: run.encode()):
        logs = [numpy.log(frequency[l].get(run, 0) + FLOOR) for l in languages]
        behind = [min(5, round(max(logs) - x)) for x in logs]
        print(run, "".join(map(str, behind)), sep="\t")


def main():
    print(NOTE)
    for script, (languages, ranges) in SCRIPTS.items():
        print(f"{script}:\t{languages}")
        profiles(sys.argv[1], languages.split(), ranges)


main()
