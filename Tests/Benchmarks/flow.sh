#!/usr/bin/env bash
# Measures the flow facebook, all stages by make, on all posts.
#   Tests/Benchmarks/flow.sh [POSTS.tsv]
source "$(dirname "$0")/common.sh"
mkdir -p $work/data/facebook/pages
cp "$posts" $work/data/facebook/pages/posts.tsv
cp data/facebook/catalogue.tsv $work/data/facebook/
rm -rf $work/data/facebook/out
time make --no-print-directory facebook DATA=$work/data PIPELINE=Tests/Benchmarks/posts.yaml
