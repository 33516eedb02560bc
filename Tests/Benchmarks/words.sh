#!/usr/bin/env bash
# Measures word and document vectors beside gensim on novels, in turn, on one core and on two, and then what
# the vectors are worth.
#   Tests/Benchmarks/words.sh [POSTS.tsv]
# The novels and the word pairs are those beside the project. EPOCHS=5 and SEEDS=3 set the size. Ours are
# timed from start to end, reading, hashing and the vectors of all paragraphs included; gensim's learning alone.
source "$(dirname "$0")/common.sh"
data=${KINDRED_SHARED_DATA:-../shared/data}
if [ ! -e "$data/novels/novels.tar.xz" ]; then
  note "no novels to measure with in $data/novels"
  exit 66
fi
epochs=${EPOCHS:-5}
novels=$work/novels.tsv
[ -e $novels ] || { $python $peers/novels_to_documents.py "$data/novels/novels.tar.xz" $novels.new && mv $novels.new $novels; }
words=$($python $peers/count_tokens.py $novels $epochs)
begin words
for ((run = 1; run <= runs; run++)); do
  for cores in 1 2; do
    on="taskset -c 0"
    [ $cores = 1 ] || on=
    for method in "word2vec skip-gram" "word2vec cbow" "doc2vec dbow"; do
      read -r kind architecture <<< "$method"
      ours "$architecture, $cores" "embed" "$words" $on $bin/embed --quiet --documents $novels --method "$kind" \
        --architecture "$architecture" --epochs "$epochs" --threads $cores --output $work/words
      measure $on $python $peers/words_gensim.py $novels "$architecture" --epochs "$epochs" --workers $cores
    done
  done
done
$python $peers/ratios.py $lines

# Quality: the mean of some seeds; none with SEEDS=0.
for ((seed = 1; seed <= ${SEEDS:-3}; seed++)); do
  for architecture in skip-gram cbow; do
    $bin/embed --quiet --documents $novels --method word2vec --architecture $architecture --epochs "$epochs" \
      --seed $seed --output $work/words-$architecture-$seed
    $python $peers/words_gensim.py $novels $architecture --epochs "$epochs" --workers 2 --seed $seed \
      --out $work/gensim-$architecture-$seed > $work/line.json
  done
done
[ "${SEEDS:-3}" -gt 0 ] || exit 0
for architecture in skip-gram cbow; do
  $python $peers/word_similarity.py "$data/words" $work/words-$architecture-{1..9}
  $python $peers/word_similarity.py "$data/words" $work/gensim-$architecture-{1..9}
done
