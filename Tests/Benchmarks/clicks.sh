#!/usr/bin/env bash
# Measures `embed --method clicks` beside gensim's word2vec on the same histories, in turn: how fast, and how often the
# item that a user clicked next is among the ten that are expected, for three seeds.
#   Tests/Benchmarks/clicks.sh [POSTS.tsv]
# The histories are real ones beside the project, and made-up ones of USERS=380000 users.
source "$(dirname "$0")/common.sh"
data=${KINDRED_SHARED_DATA:-../shared/data}
begin clicks
for kind in groceries wikispeedia; do
  source=$data/$kind/$([ $kind = groceries ] && echo baskets.tsv || echo click_paths.tsv)
  [ -e $source ] || { note "skipped: no $source"; continue; }
  clicks=$work/clicks-$kind.tsv
  $python $peers/click_tables.py $kind $source $clicks
  for subsample in 0 1e-4 1e-3; do
    for seed in 1 2 3; do
      $bin/embed --quiet --method clicks --interactions $clicks --hold-out-last --output $work/clicks \
        --dimensions 50 --copies 10 --min-count 5 --subsample $subsample --seed $seed
      awk -F'\t' -v head="$kind, subsample $subsample, seed $seed, ours: " \
        '/^hit_rate/ { head = head $1 " " $2 "  " } END { print head }' $work/clicks/quality.tsv
      $python $peers/item2vec_gensim.py $clicks --hold-out --dims 50 --epochs 10 --min-users 5 \
        --subsample $subsample --seed $seed --workers 1
    done
  done
done
app=$work/clicks-app.tsv
[ -e $app ] || $python $peers/click_tables.py app ${USERS:-380000} $app
for ((run = 1; run <= runs; run++)); do
  ours clicks-app "embed, the whole program" $app \
    $bin/embed --quiet --method clicks --interactions $app --output $work/clicks --threads 2
  measure $python $peers/item2vec_gensim.py $app --workers 2
done
$python $peers/ratios.py $lines
