#!/usr/bin/env bash
# Measures the programs, and the same work done with what others offer, in one run on the same files.
#   Tests/Benchmarks/run.sh [POSTS.tsv]
# POSTS.tsv has the columns page, post_id and message; without it the posts beside the project are used.
# Each part can be run alone; common.sh lists the settings.
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in scan crawl clean embed words authors links clicks vectors neighbors reduce tsne cluster hdbscan \
  lda recommend flow; do
  echo "== $part"
  Tests/Benchmarks/$part.sh "$@"
done
echo "== graph"
Tests/Benchmarks/graph.sh || true
if [ -e models/minilm ]; then
  echo "== tokens"
  Tests/Benchmarks/tokens.sh "$@"
  echo "== encoder"
  Tests/Benchmarks/encoder.sh models/minilm "${1:-.build/bench/posts.tsv}"
  echo "== tune"
  Tests/Benchmarks/tune.sh models/minilm "${1:-.build/bench/posts.tsv}"
  echo "== topics"
  Tests/Benchmarks/topics.sh models/minilm "${1:-.build/bench/posts.tsv}"
  echo "== static"
  Tests/Benchmarks/static.sh "$@" || true
else
  echo "bench: run 'make models/minilm' to measure encoders too" >&2
fi
