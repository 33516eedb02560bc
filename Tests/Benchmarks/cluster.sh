#!/usr/bin/env bash
# Measures k-means beside faiss and scikit-learn, in turn, from the same first centroids, and the command
# `cluster` as a whole (reading, writing and measures included) on a million vectors.
#   Tests/Benchmarks/cluster.sh [POSTS.tsv]
# ROWS=200000 vectors of 384 dimensions, CLUSTERS=100, ITERATIONS=25; MILLION=1000000 rows go through the
# command, in full and by mini-batches (0 leaves them out).
source "$(dirname "$0")/common.sh"
rows=${ROWS:-200000}
clusters=${CLUSTERS:-100}
iterations=${ITERATIONS:-25}
million=${MILLION:-1000000}
made=$work/made-$rows
first=$work/first-$rows-$clusters.npy
[ -e $made.tsv ] || $python $peers/make_vectors.py "$rows" $made.npy
begin cluster
[ -e $first ] || $python $peers/kmeans_peers.py $made.npy $first --k "$clusters" --iterations 1 --peer lloyd > $work/line.json
for ((run = 1; run <= runs; run++)); do
  $bin/bench --only kmeans --table "$documents" --vectors $made.npy --first-centroids $first --iterations "$iterations" >> $lines
  for peer in faiss lloyd; do
    measure $python $peers/kmeans_peers.py $made.npy $first --peer $peer --iterations "$iterations"
  done
done
if [ "$million" != 0 ]; then
  large=$work/made-$million
  [ -e $large.tsv ] || $python $peers/make_vectors.py "$million" $large.npy
  for updates in full minibatch; do
    ours "$million rows, $updates" cluster $large.tsv $bin/cluster --quiet --vectors $large.npy --clusters "$clusters" \
      --restarts 1 --max-iterations "$iterations" --updates $updates --output $work/cluster
  done
fi
$python $peers/ratios.py $lines
