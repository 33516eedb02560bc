"""Times a program from its start to its end: [--ours] WORKLOAD NAME COUNT COMMAND...

COUNT tells how many pages or rows it did: a number, the `run.json` of a stage, a table, or a folder of files.
The memory is that of the largest of its processes. Fails if the command does."""
import json
import os
import subprocess
import sys

from common import Clock, report


def count(path):
    if path.isdigit():
        return int(path)
    if os.path.isdir(path):
        return sum(len(files) for _, _, files in os.walk(path))
    if path.endswith(".json"):
        with open(path) as record:
            return json.load(record)["rows"]["out"]
    with open(path) as table:
        return sum(1 for _ in table) - 1


arguments = sys.argv[1:]
is_ours = arguments[0] == "--ours"
workload, name, counted, *command = arguments[is_ours:]
with Clock() as clock:
    # What it prints would mix with the line of this program.
    status = subprocess.run(command, stdout=sys.stderr).returncode
# wget2 ends with 8 where a page links to one that is not there.
if status not in ((0, 8) if command[0] == "wget2" else (0,)):
    sys.exit(f"{command[0]} ended with {status}")
report(workload, name, count(counted), clock, ours=is_ours)
