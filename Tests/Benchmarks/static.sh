#!/usr/bin/env bash
# Measures a static model beside Model2Vec, texts in memory to vectors in memory, in turn.
#   Tests/Benchmarks/static.sh [POSTS.tsv]
# The model's folder is models/static, or static within KINDRED_MODELS.
source "$(dirname "$0")/common.sh"
model=${KINDRED_MODELS:-models}/static
if [ ! -e $model/model.safetensors ]; then
  note "no model in $model; put the files of a Model2Vec model there, such as potion-base-8M"
  exit 66
fi
for ((run = 1; run <= runs; run++)); do
  $bin/bench --table "$posts" --only static --static-model $model
  taskset -c 0 $python $peers/static_model2vec.py "$posts" $model | sed 's/^/model2vec: /'
done
