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
if ! command -v taskset > /dev/null; then
  one=
  note "taskset is missing: what is said of one core may take two"
fi

# import_site WORKLOAD NAME THREADS OPTION...: reads all pages.
import_site() {
  local workload=$1 name=$2 threads=$3 core=
  shift 3
  if [ $threads = 1 ]; then core=$one; fi
  ours "$workload" "$name" $work/crawl/run.json $core \
    $bin/crawl import --quiet --input $site/wiki --output $work/crawl --threads $threads "$@"
}

read_pages() {
  local workload="text and links, one core"
  import_site "$workload" "crawl import" 1 --from-scratch
  import_site "$workload" "crawl import --workers 0" 1 --from-scratch --workers 0
  import_site "$workload" "crawl import, nothing changed" 1
  for peer in lexbor lxml; do measure $one $python $peers/parse_html.py $site/wiki --peer $peer; done
  for peer in bs4-lxml bs4-html trafilatura; do
    measure $one $python $peers/parse_html.py $site/wiki --peer $peer --limit "$slow"
  done
  import_site "text and links, two cores" "crawl import" 2 --from-scratch
  for peer in lexbor lxml; do
    measure $python $peers/parse_html.py $site/wiki --peer $peer --workers 2
  done
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
  echo $$ > $site/session
  nginx -p $work/nginx -c "$PWD/$peers/nginx.conf" 2> $work/nginx/start.log &
  nginx=$!
  trap 'kill $nginx 2> /dev/null || true; wait $nginx 2> /dev/null || true' EXIT
  for _ in $(seq 50); do
    # Another server may have the port.
    if [ "$(curl -sf http://$server/session)" = $$ ]; then return 0; fi
    sleep 0.1
  done
  note "nginx does not answer at $server: $(tail -n 1 $work/nginx/start.log)"
  return 1
}

fetch_pages() {
  local list=$work/addresses.txt follow= help
  for ((page = 0; page < pages; page++)); do echo "$base/Article_$page"; done > $list
  help=$($bin/crawl fetch --help)
  if [[ $help == *--follow* ]]; then follow="--url $base/Article_0 --follow links --depth 100"; fi

  local workload="fetch a list of addresses, 16 at once"
  fetch "$workload" --urls $list
  rm -rf $work/wget && mkdir $work/wget
  theirs "$workload" "wget2 -i" $work/wget wget2 -q --max-threads=16 -P $work/wget -i $list

  workload="fetch by following links, 16 at once"
  if [ -n "$follow" ]; then fetch "$workload" $follow; fi
  rm -rf $work/wget && mkdir $work/wget
  theirs "$workload" "wget2 -r" $work/wget \
    wget2 -q --max-threads=16 -r -l 0 -np --no-robots -P $work/wget $base/Article_0
  measure $python $peers/crawl_scrapy.py $base/Article_0 $work/scrapy.jsonl \
    --fetch-only --workload "$workload"

  workload="fetch, text and links"
  fetch "$workload" --then-import ${follow:---urls $list}
  measure $python $peers/crawl_scrapy.py $base/Article_0 $work/scrapy.jsonl --workload "$workload"
}

for program in nginx wget2; do
  command -v $program > /dev/null ||
    note "$program is missing; for all peers: sudo apt-get install nginx-light wget2"
done
can_fetch=
if command -v nginx > /dev/null && start_server; then can_fetch=yes; fi
for ((run = 1; run <= runs; run++)); do
  read_pages
  if [ -n "$can_fetch" ]; then fetch_pages; fi
done
$python $peers/ratios.py $lines --expect "$pages" --allow "$slow"
