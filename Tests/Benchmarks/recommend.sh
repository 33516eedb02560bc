#!/usr/bin/env bash
# Measures `recommend evaluate` beside implicit and NumPy on the same split of real histories: how often what was held
# out of a user is among ten suggestions, and the time to learn. Then `recommend users` on 20,000 items, beside the same
# closed form in NumPy: time and memory.
#   Tests/Benchmarks/recommend.sh [POSTS.tsv]
# ITEMS=20000 and USERS=380000 set the size of the made-up histories.
source "$(dirname "$0")/common.sh"
data=${KINDRED_SHARED_DATA:-../shared/data}
begin recommend
for kind in groceries wikispeedia; do
  source=$data/$kind/$([ $kind = groceries ] && echo baskets.tsv || echo click_paths.tsv)
  [ -e $source ] || { note "skipped: no $source"; continue; }
  clicks=$work/clicks-$kind.tsv
  $python $peers/click_tables.py $kind $source $clicks
  for split in random last; do
    evaluate="$bin/recommend evaluate --quiet --interactions $clicks --split $split"
    $evaluate --method popularity --output $work/evaluation > /dev/null
    $bin/embed --quiet --method clicks --interactions $work/evaluation/train.tsv --output $work/item2vec \
      --dimensions 50 --min-count 2
    echo "$kind, split $split"
    $evaluate --tune --item-vectors $work/item2vec/vectors.npy --output $work/evaluation | cut -f 1-5,13
    $python $peers/recommend_implicit.py $work/evaluation/train.tsv $work/evaluation/test.tsv
  done
done
items=${ITEMS:-20000}
app=$work/clicks-app-$items.tsv
if [ ! -e $app ]; then
  $python $peers/click_tables.py app ${USERS:-380000} $work/clicks-app-all.tsv
  awk -F'\t' -v items=$items 'NR == 1 || substr($2, 2) + 0 < items + 0' $work/clicks-app-all.tsv > $app
fi
for ((run = 1; run <= runs; run++)); do
  ours "ease $items items" "recommend users, the whole program" $app \
    $bin/recommend users --quiet --interactions $app --similar-users 0 --threads 2 --output $work/users
  measure $python $peers/ease_numpy.py $app
done
$python $peers/ratios.py $lines
