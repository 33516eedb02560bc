#!/usr/bin/env bash
# Measures `embed --method links` beside PyTorch on links of the size of Wikipedia's books, in turn:
# 37,020 documents, 41,758 targets, 772,798 pairs.
#   Tests/Benchmarks/links.sh
# RUNS=3, EPOCHS=15 and PEER_STEPS=200 set the size: a step of the peer takes as long as any other, and times
# are counted for a pair, so it need not take all 11,310.
# The Python environment is that of encoder.sh (torch), kept in .build/bench, or the one in VENV.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=.build/bench/links
peers=Tests/Benchmarks/peers
bin=${KINDRED_BIN:-.build/release}
venv=${VENV:-.build/bench/encoder-venv}
epochs=${EPOCHS:-15}
lines=$work/lines.jsonl
mkdir -p $work
export OMP_NUM_THREADS=2
if [ ! -e "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q -r $peers/encoder-requirements.txt
fi
python=$venv/bin/python
[ -e $work/links.tsv ] || { $python $peers/make_links.py $work/links.new && mv $work/links.new $work/links.tsv; }
pairs=$(($(wc -l < $work/links.tsv) - 1))
: > $lines
for ((run = 1; run <= ${RUNS:-3}; run++)); do
  for objective in regression classification; do
    $python $peers/timed.py --ours "links $objective" "embed, reading and writing too" \
      $((pairs * epochs)) $bin/embed --method links --links $work/links.tsv --output $work/embed --quiet \
      --threads 2 --epochs "$epochs" --objective $objective --held-out 0 --min-documents 1
    for optimizer in adam fused sparse; do
      [ "$objective $optimizer" != "classification sparse" ] || continue
      $python $peers/links_torch.py $work/links.tsv --optimizer $optimizer --objective $objective \
        --epochs 1 --steps "${PEER_STEPS:-200}" | sed "s/\"links\"/\"links $objective\"/"
    done
  done
done | tee -a $lines
$python $peers/ratios.py $lines
