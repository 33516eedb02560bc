#!/usr/bin/env bash
# Measures how well authors that were not trained on are found again, by the mean of vectors and by networks,
# for vectors of LSA, of the static model and of an encoder; and the time of a whole training on all posts.
#   Tests/Benchmarks/authors.sh [POSTS.tsv]
# ENCODER=models/minilm is left out if it is not there, as MOST=150 posts of an author are read by it. The
# passages of novels are those beside the project. NETWORKS="attention gru" are the networks.
source "$(dirname "$0")/common.sh"
data=${KINDRED_SHARED_DATA:-../shared/data}
networks=$(printf -- '--method %s ' ${NETWORKS:-attention gru})
encoder=${ENCODER:-models/minilm}
begin authors

# evaluate NAME TEXTS SAMPLE: the tables of one set of texts.
evaluate() {
  local made=$work/authors-$1
  $python $peers/posts_of_authors.py "$2" $made.tsv
  $bin/embed --quiet --documents $made.tsv --method lsa --output $made-lsa
  $bin/embed --quiet --documents $made.tsv --method static --output $made-static
  for vectors in lsa static; do
    note "$1, $vectors"
    $bin/embed evaluate-authors --quiet --vectors $made-$vectors/vectors.npy --documents $made.tsv --sample $3 $networks
  done
  [ -e "$encoder/config.json" ] || return 0
  $python $peers/posts_of_authors.py "$2" $made-some.tsv --most ${MOST:-150}
  $bin/embed --quiet --documents $made-some.tsv --method encoder --encoder "$encoder" --precision int8 \
    --output $made-encoder
  note "$1, $encoder"
  $bin/embed evaluate-authors --quiet --vectors $made-encoder/vectors.npy --documents $made-some.tsv --sample $3 $networks
}

evaluate posts "$posts" 5
[ ! -e "$data/novels/passages.tsv" ] || evaluate novels "$data/novels/passages.tsv" 3
for ((run = 1; run <= runs; run++)); do
  ours "authors of all posts" "embed" $work/authors-posts.tsv \
    $bin/embed --quiet --documents $work/authors-posts.tsv --method author --threads 2 --output $work/authors
done
$python $peers/ratios.py $lines
