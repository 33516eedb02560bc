#!/usr/bin/env bash
# Measures `embed --method lsa` with 100 dimensions beside scikit-learn, in turn.
#   Tests/Benchmarks/embed.sh [POSTS.tsv]
source "$(dirname "$0")/common.sh"
begin embed
for ((run = 1; run <= runs; run++)); do
  ours lsa "embed" $work/embed/run.json \
    $bin/embed --quiet --documents $documents --dimensions 100 --output $work/embed --threads 2
  measure $python $peers/lsa_sklearn.py $documents --dims 100
done
$python $peers/ratios.py $lines
