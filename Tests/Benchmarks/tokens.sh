#!/usr/bin/env bash
# Measures token ids by all-MiniLM-L6-v2 on one core beside Hugging Face tokenizers, in turn.
#   Tests/Benchmarks/tokens.sh [POSTS.tsv]
# The model's folder is models/minilm, or minilm within KINDRED_MODELS.
source "$(dirname "$0")/common.sh"
model=${KINDRED_MODELS:-models}/minilm
if [ ! -e $model/tokenizer.json ]; then
  note "no tokenizer in $model; put the files of all-MiniLM-L6-v2 there"
  exit 66
fi
for ((run = 1; run <= runs; run++)); do
  taskset -c 0 $bin/bench --table "$posts" --tokenizer $model
  taskset -c 0 $python $peers/tokens_tokenizers.py "$posts" $model | sed 's/^/tokenizers: /'
done
