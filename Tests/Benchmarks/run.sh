#!/usr/bin/env bash
# Measures the programs, and the same work done with what others offer, in one run on the same files.
#   Tests/Benchmarks/run.sh [POSTS.tsv]
# POSTS.tsv has the columns page, post_id and message; without it the posts beside the project are used.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=.build/bench
peers=Tests/Benchmarks/peers
data=${KINDRED_SHARED_DATA:-../shared/data}
posts=${1:-}
mkdir -p $work
if [ -z "$posts" ]; then
  if [ ! -e "$data/facebook_posts/posts.tsv.xz" ]; then
    echo "bench: no posts to measure with; give a table: Tests/Benchmarks/run.sh POSTS.tsv" >&2
    exit 66
  fi
  posts=$work/posts.tsv
  [ -e $posts ] || xz -dc "$data/facebook_posts/posts.tsv.xz" > $posts
fi
if [ ! -e $work/venv/ready ] || [ $peers/requirements.txt -nt $work/venv/ready ]; then
  python3 -m venv $work/venv
  $work/venv/bin/pip install -q -r $peers/requirements.txt
  touch $work/venv/ready
fi
export OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2 MKL_NUM_THREADS=2

echo "== table scan, one core"
documents=$work/documents.tsv
$work/venv/bin/python $peers/posts_to_documents.py "$posts" $documents
.build/release/bench --table $documents

echo "== near duplicates among the posts, one core: three runs of each, in turn; then a million documents"
for run in 1 2 3; do
  .build/release/bench --table $documents --near-duplicates --runs 1
  $work/venv/bin/python $peers/minhash_datasketch.py $documents $work/pairs.tsv
done
.build/release/bench --table $documents --near-duplicates --runs 1 --documents 1000000

echo "== text and links of 2,000 articles of 100 kB: one core, then two"
if [ ! -e $work/pages ]; then $work/venv/bin/python $peers/make_pages.py $documents $work/pages; fi
for cores in 1 2; do
  for peer in lxml lexbor; do $work/venv/bin/python $peers/parse_html.py $work/pages --peer $peer --workers $cores; done
  .build/release/crawl import --input $work/pages --output $work/crawl --threads $cores --workers 0 --from-scratch
  .build/release/crawl import --input $work/pages --output $work/crawl --threads $cores --from-scratch
  .build/release/crawl import --input $work/pages --output $work/crawl --threads $cores
done

echo "== embed --method lsa, 100 dimensions: three runs of each, in turn"
for run in 1 2 3; do
  .build/release/embed --documents $documents --dimensions 100 --output $work/embed --threads 2
  $work/venv/bin/python $peers/lsa_sklearn.py $documents --dims 100
done

echo "== the flow facebook on all posts"
mkdir -p $work/data/facebook/pages
cp "$posts" $work/data/facebook/pages/posts.tsv
cp data/facebook/catalogue.tsv $work/data/facebook/
rm -rf $work/data/facebook/out
time make --no-print-directory facebook DATA=$work/data PIPELINE=Tests/Benchmarks/posts.yaml
