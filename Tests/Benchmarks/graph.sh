#!/usr/bin/env bash
# Measures `embed --method graph` beside PyTorch on a graph of Facebook pages: a tenth of the edges is held out; how
# well vectors tell them from other pairs (AUC), and how k-means of them finds the four types of pages (NMI).
#   Tests/Benchmarks/graph.sh [FOLDER]
# FOLDER has pages.tsv, edges.tsv.gz and features.tsv.gz; without it those beside the project are used. RUNS=1 and
# SEEDS="42 43 44" set the size. The Python environment is kept in .build/bench, or the one in VENV.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=.build/bench/graph
peers=Tests/Benchmarks/peers
bin=${KINDRED_BIN:-.build/release}
venv=${VENV:-.build/bench/graph-venv}
pages=${1:-${KINDRED_SHARED_DATA:-../shared/data}/facebook_pages_graph}
lines=$work/lines.jsonl
if [ ! -e "$pages/edges.tsv.gz" ]; then
  echo "bench: no graph to measure with; give its folder: $0 FOLDER" >&2
  exit 66
fi
mkdir -p $work
export OMP_NUM_THREADS=2
if [ ! -e "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q -r $peers/graph-requirements.txt
fi
python=$venv/bin/python
: > $lines
for seed in ${SEEDS:-42 43 44}; do
  made=$work/seed-$seed
  [ -e $made/labels.tsv ] || $python $peers/graph_split.py "$pages" $made --seed "$seed"
  edges=$(($(wc -l < $made/edges.tsv) - 1))
  given=(--edges $made/edges.tsv --node-features $made/features.tsv --quiet --threads 2 --seed "$seed")
  $python $peers/graph_quality.py $made --features
  for ((run = 1; run <= ${RUNS:-1}; run++)); do
    $python $peers/timed.py --ours graph "embed --method graph" "$edges" \
      $bin/embed --method graph "${given[@]}" --held-out 0.05 --output $work/graph | tee -a $lines
    $python $peers/graph_torch.py $made/edges.tsv $made/features.tsv --seed "$seed" \
      --test $made/test.tsv --labels $made/labels.tsv 2> /dev/null | tee -a $lines
    $python $peers/timed.py --ours propagation "embed --method propagation" "$edges" \
      $bin/embed --method propagation "${given[@]}" --output $work/propagation | tee -a $lines
  done
  $python $peers/graph_quality.py $made $work/graph $work/propagation
done
$python $peers/ratios.py $lines
