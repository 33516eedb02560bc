#!/usr/bin/env bash
# Measures word and document vectors beside gensim on novels, in turn, on one core and on two, and then what
# the vectors are worth; vectors of documents also of posts, which are shorter.
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
begin words

# learn DOCUMENTS WHAT KIND ARCHITECTURE: learns vectors of words or documents beside gensim, on one core and two.
learn() {
  local tokens cores on
  tokens=$($python $peers/count_tokens.py $1 $epochs)
  for cores in 1 2; do
    on="taskset -c 0"
    [ $cores = 1 ] || on=
    ours "$4 of $2, $cores" "embed" "$tokens" $on $bin/embed --quiet --documents $1 --method $3 \
      --architecture $4 --epochs "$epochs" --threads $cores --output $work/words-$2-$4
    measure $on $python $peers/words_gensim.py $1 $4 --of "$2" --epochs "$epochs" --workers $cores --out $work/gensim-$2-$4
  done
}
for ((run = 1; run <= runs; run++)); do
  learn $novels novels word2vec skip-gram
  learn $novels novels word2vec cbow
  learn $novels novels doc2vec dbow
  learn $documents posts doc2vec dbow
done
$python $peers/ratios.py $lines

# Quality: of documents whether those of one author or novel are near each other; of words the mean of some
# seeds, none with SEEDS=0.
$python $peers/document_retrieval.py $novels $work/words-novels-dbow/vectors.npy $work/gensim-novels-dbow/documents.npy
$python $peers/document_retrieval.py $documents $work/words-posts-dbow/vectors.npy $work/gensim-posts-dbow/documents.npy
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
