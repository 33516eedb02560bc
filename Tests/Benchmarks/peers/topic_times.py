"""Prints what topics.sh measured: LINES.jsonl. Kindred's stages behind the embedding count together."""
import json
import sys

lines = [json.loads(line) for line in open(sys.argv[1])]
times, quality = {}, []
for line in lines:
    if "topics_of" in line:
        quality.append(line)
        continue
    part = "embed" if line["workload"].endswith(", embed") else "rest"
    side = times.setdefault("Kindred" if line.get("ours") else "BERTopic", {})
    for unit in ["seconds", "cpu_seconds"]:
        for name in [part, "all"]:
            side[name, unit] = side.get((name, unit), 0) + line[unit]
print(f"{'':10}" + "".join(f"{n + ' ' + u:>20}" for n in ["embed", "rest", "all"] for u in ["s", "CPU s"]))
for side, found in times.items():
    print(f"{side:10}" + "".join(
        f"{found[n, u]:20.2f}" for n in ["embed", "rest", "all"] for u in ["seconds", "cpu_seconds"]))
ours, theirs = times["Kindred"], times["BERTopic"]
print(f"{'ratio':10}" + "".join(
    f"{theirs[n, u] / ours[n, u]:20.2f}" for n in ["embed", "rest", "all"] for u in ["seconds", "cpu_seconds"]))
for line in quality:
    print({key: value for key, value in line.items() if key != "workload"})
