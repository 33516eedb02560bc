#!/usr/bin/env bash
# Measures `cluster --method hdbscan` beside fast_hdbscan and hdbscan, in turn, on points made for it. Ours
# is the whole program, with reading, scores, the nearest clusters of noise, measures and all tables; theirs
# the clustering alone, made ready.
#   Tests/Benchmarks/hdbscan.sh [POSTS.tsv]
source "$(dirname "$0")/common.sh"
begin hdbscan
export NUMBA_NUM_THREADS=2
for shape in "500000 2" "70000 5"; do
  read -r rows dimensions <<< "$shape"
  made=$work/blobs-$rows-$dimensions
  [ -e $made.tsv ] || $python $peers/make_blobs.py $made.npy $made-truth.npy --n $rows --dims $dimensions
  for ((run = 1; run <= runs; run++)); do
    ours "hdbscan $rows x $dimensions" "cluster" $made.tsv \
      $bin/cluster --quiet --method hdbscan --vectors $made.npy --min-cluster-size 50 --min-samples 10 --from-scratch \
        --threads 2 --output $work/density
    for peer in fast_hdbscan hdbscan; do
      measure $python $peers/hdbscan_peers.py $made.npy --peer $peer --truth $made-truth.npy
    done
  done
  $python $peers/hdbscan_peers.py $made.npy --truth $made-truth.npy --ours $work/density/clusters.tsv
done
$python $peers/ratios.py $lines
