#!/usr/bin/env bash
# Measures the scan of a table and the kernels on one core.
#   Tests/Benchmarks/scan.sh [POSTS.tsv]
source "$(dirname "$0")/common.sh"
$bin/bench --table $documents
