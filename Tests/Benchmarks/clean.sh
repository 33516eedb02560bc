#!/usr/bin/env bash
# Measures the cleaning of posts beside a script with the C stemmer, and the search for near duplicates
# beside datasketch, in turn; then the search among a million documents.
#   Tests/Benchmarks/clean.sh [POSTS.tsv]
source "$(dirname "$0")/common.sh"
one="taskset -c 0"
crawled=$work/crawled/documents.tsv
$bin/crawl import --quiet --input "$posts" --output $work/crawled
# What the script does too: words without stop words and endings, of every post.
plain="--near-duplicates keep --boilerplate-documents 0 --max-characters 0 --max-symbols 1
  --max-repetition 1 --min-tokens 0"

# clean NAME OPTION...: cleans all posts.
clean() {
  local name=$1
  shift
  ours clean "$name" $work/clean/run.json "$@" --quiet --documents $crawled --output $work/clean
}

begin clean
for ((run = 1; run <= runs; run++)); do
  clean "clean, the same steps, one core" $one $bin/clean --threads 1 $plain
  clean "clean, the same steps, two cores" $bin/clean --threads 2 $plain
  clean "clean, all steps, one core" $one $bin/clean --threads 1
  clean "clean, all steps, two cores" $bin/clean --threads 2
  clean "clean --keep nouns, two cores" $bin/clean --threads 2 --keep nouns
  # Texts in memory, both without reading, writing and looking for the language.
  measure $one $bin/bench --table $crawled --only cleaning --runs 1 --json
  measure $one $python $peers/clean_python.py $crawled $work/clean.txt --stemmer c
  $bin/bench --table $documents --only near-duplicates --runs 1
  measure $one $python $peers/minhash_datasketch.py $documents $work/pairs.tsv
done
$bin/bench --table $documents --only near-duplicates --runs 1 --documents 1000000
$python $peers/ratios.py $lines
