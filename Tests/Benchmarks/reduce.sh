#!/usr/bin/env bash
# Measures `reduce --method umap` beside umap-learn, in turn, seeded and not, on vectors made for it and on the
# images of Fashion-MNIST, and then what the maps are worth. Ours are timed from start to end: reading,
# hashing, exact neighbors and the model included; umap-learn from vectors in memory, after compiling.
#   Tests/Benchmarks/reduce.sh [POSTS.tsv]
# ROWS=70000 is the number of made vectors of 384 dimensions; SEEDS=3 maps each for quality. All 70,000 images
# are taken if Debian's dataset-fashion-mnist is installed, else the 10,000 beside the project.
source "$(dirname "$0")/common.sh"
make_vectors
sets=$made
[ ! -e $images.tsv ] || sets="$sets $images"

begin reduce
for set in $sets; do
  shape=$($python -c "import numpy, sys; print('%d × %d' % numpy.load(sys.argv[1], mmap_mode='r').shape)" $set.npy)
  for ((run = 1; run <= runs; run++)); do
    ours "umap, $shape to 2" "reduce" $set.tsv \
      $bin/reduce --quiet --vectors $set.npy --method umap --dimensions 2 --seed $run --output $work/reduce-$run
    cp $work/reduce-$run/reduced.npy $set-ours-$run.npy
    measure $python $peers/umap_learn.py $set.npy $set-umap-$run.npy
    measure $python $peers/umap_learn.py $set.npy $set-umap-seeded-$run.npy --seed $run
  done
  ours "umap, one core, $shape to 2" "reduce" $set.tsv taskset -c 0 \
    $bin/reduce --quiet --vectors $set.npy --method umap --dimensions 2 --threads 1 --output $work/reduce-one
done
$python $peers/ratios.py $lines
for set in $sets; do
  $python $peers/map_quality.py $set.npy "$set-ours-*.npy" "$set-umap-[0-9]*.npy" "$set-umap-seeded-*.npy"
done
