#!/usr/bin/env bash
# Measures embed, reduce, cluster and topics beside BERTopic on the same texts, with one encoder, UMAP to
# five dimensions and HDBSCAN on both sides; then how good the topics of both are, by gensim's measures on
# the same words.
#   Tests/Benchmarks/topics.sh MODEL_FOLDER TEXTS.tsv
# MODEL_FOLDER is models/minilm, or another encoder that sentence-transformers reads. Of TEXTS.tsv the column message
# or text counts, and of that the first LIMIT=20000 rows. THREADS=2; VENV names a Python environment with
# peers/topics-requirements.txt, which is made in .build/bench if it is not given; KINDRED_BIN names other
# programs than those of .build/release.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ $# -ne 2 ]; then
  echo "usage: $0 MODEL_FOLDER TEXTS.tsv" >&2
  exit 2
fi
model=$1 texts=$2
work=.build/bench/topics
peers=Tests/Benchmarks/peers
bin=${KINDRED_BIN:-.build/release}
threads=${THREADS:-2}
venv=${VENV:-.build/bench/topics-venv}
lines=$work/lines.jsonl
name=$(basename "$texts" .tsv)
mkdir -p $work
: > $lines
export OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads MKL_NUM_THREADS=$threads NUMBA_NUM_THREADS=$threads
if [ ! -e "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q -r $peers/topics-requirements.txt
fi
python=$venv/bin/python

# What the crawl would have written. Words are not cut to stems, so that both sides have the same words.
awk -F'\t' -v OFS='\t' -v limit="${LIMIT:-20000}" '
  NR == 1 { for (i = 1; i <= NF; i++) if ($i == "message" || $i == "text") column = i
    print "id", "page", "author", "title", "url", "published", "text"; next }
  NR - 1 <= limit { printf "%08d\t\t\t\t\t\t%s\n", NR, $column }' "$texts" > $work/crawled.tsv
$bin/clean --quiet --documents $work/crawled.tsv --stemming none --near-duplicates keep --output $work/clean
documents=$work/clean/documents.tsv

# ours PART COMMAND...
ours() {
  local part=$1
  shift
  $python $peers/timed.py --ours "$name, $part" Kindred $documents "$@" --quiet --threads "$threads" >> $lines
}
rm -rf $work/embed  # or it would find its vectors of the last run
ours embed $bin/embed --method encoder --encoder "$model" --documents $documents \
  --output $work/embed
ours "rest (reduce)" $bin/reduce --vectors $work/embed/vectors.npy --method umap --dimensions 5 --metric cosine \
  --minimum-distance 0 --output $work/reduce
ours "rest (cluster)" $bin/cluster --method hdbscan --vectors $work/reduce/reduced.npy --min-cluster-size 50 \
  --min-samples 10 --from-scratch --output $work/cluster
ours "rest (topics)" $bin/topics --documents $documents --clusters $work/cluster/clusters.tsv \
  --words $work/clean/words.tsv --min-documents 5 --bm25 --output $work/topics
$python $peers/bertopic_pipeline.py $documents "$model" $work/bertopic.tsv --workload "$name" \
  --threads "$threads" >> $lines
$python $peers/topic_quality.py "$name" Kindred $documents $work/topics/terms.tsv >> $lines
$python $peers/topic_quality.py "$name" BERTopic $documents $work/bertopic.tsv >> $lines
$python $peers/topic_times.py $lines
