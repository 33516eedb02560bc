#!/usr/bin/env bash
# Measures `crawl` and what others offer on the same pages: reading them, fetching them from a server
# on this machine with politeness off, and both.
#   Tests/Benchmarks/crawl.sh [POSTS.tsv]
# `crawl` is timed from its start to its end, with hashing, links, fields and tables; peers print the
# seconds of their work alone.
source "$(dirname "$0")/common.sh"
pages=${PAGES:-2000}
slow=${SLOW_PAGES:-200}
site=$work/site
server=127.0.0.1:8099
base=http://$server/wiki

if [ "$(cat $site/pages 2> /dev/null)" != "$pages" ] || [ $peers/make_pages.py -nt $site/pages ]; then
  rm -rf $site
  $python $peers/make_pages.py $documents $site/wiki --pages "$pages"
  echo "$pages" > $site/pages
fi

begin crawl
one="taskset -c 0"
command -v taskset > /dev/null || { one=; note "taskset is missing: what is said of one core may take two"; }

read_pages() {
  local work_name="text and links, one core" out=$work/crawl
  ours "$work_name" "crawl import" $out/run.json $one $bin/crawl import --quiet --input $site/wiki --output $out --threads 1 --from-scratch
  ours "$work_name" "crawl import --workers 0" $out/run.json $one $bin/crawl import --quiet --input $site/wiki --output $out --threads 1 --workers 0 --from-scratch
  ours "$work_name" "crawl import, nothing changed" $out/run.json $one $bin/crawl import --quiet --input $site/wiki --output $out --threads 1
  for peer in lexbor lxml; do measure $one $python $peers/parse_html.py $site/wiki --peer $peer; done
  for peer in bs4-lxml bs4-html trafilatura; do
    measure $one $python $peers/parse_html.py $site/wiki --peer $peer --limit "$slow"
  done
  work_name="text and links, two cores"
  ours "$work_name" "crawl import" $out/run.json $bin/crawl import --quiet --input $site/wiki --output $out --threads 2 --from-scratch
  for peer in lexbor lxml; do measure $python $peers/parse_html.py $site/wiki --peer $peer --workers 2; done
}

# fetch WORKLOAD OPTION...: fetches into a new store; with `--then-import` reads it, too.
fetch() {
  local workload=$1 name="crawl fetch" then= count=$work/fetched/pages.tsv
  shift
  if [ "$1" = --then-import ]; then
    shift
    name="crawl fetch, crawl import"
    then="$bin/crawl import --quiet --input $work/fetched --output $work/crawl --from-scratch"
    count=$work/crawl/run.json
  fi
  rm -rf $work/fetched
  ours "$workload" "$name" $count bash -c "set -e
    $bin/crawl fetch --quiet --store $work/fetched --allow-host $server --loopback-interval 0 $*
    $then"
}

start_server() {
  mkdir -p $work/nginx/tmp
  nginx -p $work/nginx -c "$PWD/$peers/nginx.conf" 2> $work/nginx/start.log &
  nginx=$!
  trap 'kill $nginx 2> /dev/null; wait $nginx' EXIT
  for _ in $(seq 50); do
    if curl -sf -o /dev/null $base/Article_0; then return 0; fi
    sleep 0.1
  done
  note "nginx does not answer at $server: $(tail -n 1 $work/nginx/start.log)"
  return 1
}

fetch_pages() {
  local list=$work/addresses.txt follow=
  for ((page = 0; page < pages; page++)); do echo "$base/Article_$page"; done > $list
  if $bin/crawl fetch --help | grep -q -e '--follow'; then
    follow="--url $base/Article_0 --follow links"
    if $bin/crawl fetch --help | grep -q -e '--depth'; then follow+=" --depth 100"; fi
  fi

  local workload="fetch a list of addresses, 16 at once"
  fetch "$workload" --urls $list
  rm -rf $work/wget && mkdir $work/wget
  theirs "$workload" "wget2 -i" $work/wget wget2 -q --max-threads=16 -P $work/wget -i $list

  workload="fetch by following links, 16 at once"
  if [ -n "$follow" ]; then fetch "$workload" $follow; fi
  rm -rf $work/wget && mkdir $work/wget
  theirs "$workload" "wget2 -r" $work/wget \
    wget2 -q --max-threads=16 -r -l 0 -np --no-robots -P $work/wget $base/Article_0
  measure $python $peers/crawl_scrapy.py $base/Article_0 $work/scrapy.jsonl --fetch-only --workload "$workload"

  workload="fetch, text and links"
  if [ -n "$follow" ]; then fetch "$workload" --then-import $follow; else fetch "$workload" --then-import --urls $list; fi
  measure $python $peers/crawl_scrapy.py $base/Article_0 $work/scrapy.jsonl --workload "$workload"
}

for program in nginx wget2; do
  command -v $program > /dev/null || note "$program is missing; for all peers: sudo apt-get install nginx-light wget2"
done
can_fetch=
if command -v nginx > /dev/null && start_server; then can_fetch=yes; fi
for ((run = 1; run <= runs; run++)); do
  read_pages
  if [ -n "$can_fetch" ]; then fetch_pages; fi
done
$python $peers/ratios.py $lines --expect "$pages" --allow "$slow"
