#!/usr/bin/env bash
# Measures `vectors`: conversions beside gensim, and the neighbors of all vectors beside faiss and
# scikit-learn, in turn, on vectors made for it. Ours read and write files in their time.
#   Tests/Benchmarks/vectors.sh [POSTS.tsv]
# ROWS=70000 is the number of vectors of 384 dimensions.
source "$(dirname "$0")/common.sh"
rows=${ROWS:-70000}
made=$work/made-$rows
[ -e $made.tsv ] || $python $peers/make_vectors.py $rows $made.npy
begin vectors
for ((run = 1; run <= runs; run++)); do
  for format in text binary; do
    kind=word2vec
    flag=
    [ $format = text ] || { kind=word2vec-binary; flag=--binary; }
    ours "export $format" "vectors export" $made.tsv \
      $bin/vectors export --quiet $made.npy --format $kind --output $work/vectors.$format
    measure $python $peers/word2vec_gensim.py $made.npy $work/gensim.$format $flag
    ours "import $format" "vectors import" $made.tsv \
      $bin/vectors import --quiet $work/vectors.$format --format $kind --output $work/read.npy
    measure $python $peers/word2vec_gensim.py $work/vectors.$format $work/gensim.npy $flag
  done
  ours knn "vectors graph" $made.tsv \
    $bin/vectors graph --quiet $made.npy -n 15 --metric euclidean --output $work/graph
  for peer in faiss sklearn; do
    measure $python $peers/knn_exact.py $made.npy $work/$peer.npy --peer $peer
  done
done
$python $peers/ratios.py $lines
