#!/usr/bin/env bash
# Measures a static model beside Model2Vec, texts in memory to vectors in memory, in turn.
#   Tests/Benchmarks/static.sh [POSTS.tsv]
# The model is models/minilm-static, as `make static-model` makes it, or another in STATIC_MODEL.
source "$(dirname "$0")/common.sh"
model=${STATIC_MODEL:-models/minilm-static}
if [ ! -e $model/model.safetensors ]; then
  note "no model in $model; run 'make static-model', or name a folder of Model2Vec's"
  exit 66
fi
for ((run = 1; run <= runs; run++)); do
  $bin/bench --table "$posts" --only static --static-model $model
  taskset -c 0 $python $peers/static_model2vec.py "$posts" $model | sed 's/^/model2vec: /'
done
