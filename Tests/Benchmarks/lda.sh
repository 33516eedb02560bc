#!/usr/bin/env bash
# Measures LDA beside tomotopy and scikit-learn on posts, in turn, and then what the topics are worth: the mean
# of some seeds.
#   Tests/Benchmarks/lda.sh [POSTS.tsv]
# LIMIT=20000 posts, TOPICS=50 and SEEDS=3 set the size. The posts are crawled and cleaned by our own programs
# and shared by all. Ours is the whole program, from reading to all tables and the shares of every post;
# theirs fitting alone. `a second` counts a token once for each sweep or pass over it.
source "$(dirname "$0")/common.sh"
$work/venv/bin/pip install -q tomotopy==0.14.0 || note "skipped tomotopy: it cannot be installed here"
limit=${LIMIT:-20000} topics=${TOPICS:-50} seeds=${SEEDS:-3}
lda=$work/lda
mkdir -p $lda
$bin/crawl import --quiet --input "$posts" --output $lda/crawl
$bin/clean --quiet --language en --documents $lda/crawl/documents.tsv --output $lda/clean
$python $peers/lda_split.py $lda/clean/documents.tsv $lda/train.tsv $lda/test.tsv --limit "$limit"
tokens=$(PYTHONPATH=$peers $python -c "
from lda_documents import documents
print(sum(map(len, documents('$lda/train.tsv')[0])))")
begin lda
models=()
for ((seed = 1; seed <= seeds; seed++)); do
  # 200 sweeps, and 10 samples three sweeps apart.
  ours "lda, $topics topics" "topics, 230 sweeps" $((tokens * 230)) \
    $bin/topics --quiet --documents $lda/train.tsv --method lda --topics "$topics" --min-documents 5 --tolerance 0 \
      --seed $seed --threads 2 --output $lda/ours-$seed
  models+=("topics=$lda/ours-$seed/model")
  for passes in tomotopy:230 scikit-learn:10; do
    measure $python $peers/lda_peers.py $lda/train.tsv $lda/${passes%:*}-$seed.npz --peer "${passes%:*}" \
      --passes "${passes#*:}" --topics "$topics" --seed $seed
    [ ! -e $lda/${passes%:*}-$seed.npz ] || models+=("${passes%:*}=$lda/${passes%:*}-$seed.npz")
  done
done
$python $peers/ratios.py $lines
$python $peers/lda_quality.py $lda/train.tsv $lda/test.tsv "${models[@]}"
