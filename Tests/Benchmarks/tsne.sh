#!/usr/bin/env bash
# Measures `reduce --map tsne` beside openTSNE (FFT), in turn, on the first 50 principal components of the images
# of Fashion-MNIST and of vectors made for it, and then what the maps are worth. Ours are timed from start to
# end: reading, hashing, exact neighbors, the model and the quality of the map included; openTSNE from vectors
# in memory. Both do 250 + 500 epochs; the divergences are of each one's own affinities, which differ by the
# neighbors that openTSNE misses.
#   Tests/Benchmarks/tsne.sh [POSTS.tsv]
# ROWS=70000 is the number of made vectors. All 70,000 images are taken if Debian's dataset-fashion-mnist is
# installed, else the 10,000 beside the project.
source "$(dirname "$0")/common.sh"
make_vectors
sets=
for set in $images $made; do
  [ -e $set.tsv ] || continue
  [ -e $set-50.tsv ] || $python $peers/first_components.py $set.npy $set-50.npy
  sets="$sets $set-50"
done

begin tsne
for set in $sets; do
  shape=$($python -c "import numpy, sys; print('%d × %d' % numpy.load(sys.argv[1], mmap_mode='r').shape)" $set.npy)
  for ((run = 1; run <= runs; run++)); do
    for threads in 2 1; do
      on=
      [ $threads = 2 ] || on="taskset -c 0"
      ours "tsne, $shape to 2, $threads" "reduce" $set.tsv $on \
        $bin/reduce --quiet --vectors $set.npy --method tsne --dimensions 2 --threads $threads --seed $run \
        --output $work/tsne-$run
    done
    cp $work/tsne-$run/reduced.npy $set-tsne-$run.npy
    grep -o '"kl_divergence": *[0-9.]*' $work/tsne-$run/run.json
    measure $python $peers/tsne_opentsne.py $set.npy $set-opentsne-$run.npy --seed $run
  done
done
$python $peers/ratios.py $lines
for set in $sets; do
  $python $peers/map_quality.py $set.npy "$set-tsne-*.npy" "$set-opentsne-*.npy"
done
