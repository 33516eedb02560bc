#!/usr/bin/env bash
# Measures the neighbors of all vectors: exact ones beside faiss, approximate ones beside pynndescent,
# in turn, on vectors made for it or given. Ours read and write files in their time.
#   Tests/Benchmarks/neighbors.sh [POSTS.tsv]
# ROWS=70000 is the number of vectors of 384 dimensions; VECTORS=FILE.npy (with FILE.tsv) gives others.
# The recall of each is measured by one rule: found is what is no farther than the last true neighbor.
source "$(dirname "$0")/common.sh"
rows=${ROWS:-70000}
made=$work/made-$rows
[ -n "${VECTORS:-}" ] || [ -e $made.tsv ] || $python $peers/make_vectors.py $rows $made.npy
vectors=${VECTORS:-$made.npy}
table=${vectors%.npy}.tsv
begin neighbors
for ((run = 1; run <= runs; run++)); do
  ours knn "vectors graph" $table \
    $bin/vectors graph --quiet $vectors -n 15 --metric euclidean --search exact --output $work/exact
  measure $python $peers/knn_exact.py $vectors $work/faiss.npy --peer faiss
  ours "approximate neighbors" "vectors graph" $table \
    $bin/vectors graph --quiet $vectors -n 15 --metric euclidean --search approximate \
    --output $work/approximate
  measure $python $peers/knn_pynndescent.py $vectors $work/pynndescent.npy
done
for found in approximate/neighbors pynndescent; do
  $python $peers/knn_recall.py $vectors $work/$found.npy >&2
done
$python $peers/ratios.py $lines
