"""Prints a table of measurements: LINES.jsonl [--expect N] [--allow N]

Each line is a measurement; those of a workload and peer are its runs, done in turn with the others'.
`times ours` is the time for a page over ours in the same run, and of that the median: above 1, ours is
faster. The first of ours in a workload is the measure. A peer that did another number of pages than
asked for, or than the slow ones are allowed, is marked."""
import json
from statistics import median

from common import parser

a = parser("lines", expect=0, allow=0)
runs = {}
with open(a.lines) as lines:
    for line in map(json.loads, lines):
        runs.setdefault(line["workload"], {}).setdefault(line["peer"], []).append(line)


def cost(run):
    return run["seconds"] / max(run["n"], 1)


def row(peer, lines, own):
    n = lines[-1]["n"]
    ratios = [cost(theirs) / cost(ours) for theirs, ours in zip(lines, own)]
    wrong = a.expect and n not in (a.expect, a.allow) and not lines[0].get("ours")
    wrong = wrong or (a.expect and n != a.expect and lines[0].get("ours"))
    return [
        peer + (" (!)" if wrong else ""), str(n), str(len(lines)),
        f"{median(l['seconds'] for l in lines):.2f}", f"{1 / median(map(cost, lines)):.0f}",
        f"{median(l['cpu_seconds'] for l in lines) / n * 1000:.2f}",
        f"{median(l['peak_rss_mb'] for l in lines):.0f}", f"{median(ratios):.2f}" if ratios else "",
    ]


for workload, found in runs.items():
    own = next((lines for lines in found.values() if lines[0].get("ours")), [])
    ordered = sorted(found.items(), key=lambda item: (not item[1][0].get("ours"), median(map(cost, item[1]))))
    heads = [workload, "n", "runs", "seconds", "a second", "CPU s/1000", "MB", "times ours"]
    rows = [heads] + [row(peer, lines, own) for peer, lines in ordered]
    widths = [max(len(r[i]) for r in rows) for i in range(len(heads))]
    for r in rows:
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(r, widths))))
    if any("(!)" in r[0] for r in rows):
        print("(!) not all pages, or more: not comparable")
    print()
