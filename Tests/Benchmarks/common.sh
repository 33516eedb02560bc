# What the parts of `make bench` share: folders, the peers' environment, the words to measure with.
# It is sourced by them. Settings, with their defaults:
#   RUNS=3            how often each is measured; the median counts
#   PAGES=2000        the pages of crawl.sh; SLOW_PAGES=200 for the peers that take seconds for each ten
#   KINDRED_BIN=.build/release      the programs to measure
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=.build/bench
peers=Tests/Benchmarks/peers
bin=${KINDRED_BIN:-.build/release}
runs=${RUNS:-3}
python=$work/venv/bin/python
export OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2 MKL_NUM_THREADS=2
mkdir -p $work

note() { echo "bench: $*" >&2; }

# The posts that all texts come from: the argument, or those beside the project.
posts=${1:-}
if [ -z "$posts" ]; then
  archive=${KINDRED_SHARED_DATA:-../shared/data}/facebook_posts/posts.tsv.xz
  if [ ! -e "$archive" ]; then
    note "no posts to measure with; give a table of page, post_id and message: $0 POSTS.tsv"
    exit 66
  fi
  posts=$work/posts.tsv
  [ -e $posts ] || { xz -dc "$archive" > $posts.new && mv $posts.new $posts; }
fi

# A peer that cannot be had is left out; the others are measured all the same.
if [ ! -e $work/venv/ready ] || [ $peers/requirements.txt -nt $work/venv/ready ]; then
  python3 -m venv $work/venv
  if ! $work/venv/bin/pip install -q -r $peers/requirements.txt; then
    while read -r requirement; do
      $work/venv/bin/pip install -q "$requirement" ||
        note "skipped $requirement: it cannot be installed here"
    done < $peers/requirements.txt
  fi
  touch $work/venv/ready
fi

documents=$work/documents.tsv
if [ ! -e $documents ] || [ "$posts" -nt $documents ]; then
  $python $peers/posts_to_documents.py "$posts" $documents.new > /dev/null
  mv $documents.new $documents
fi

# begin NAME: starts a list of measurements.
begin() {
  lines=$work/$1.jsonl
  : > $lines
}

# measure COMMAND...: keeps the JSON line that the command prints, or says that it is left out.
measure() {
  if "$@" > $work/line.json 2> $work/peer.log; then
    cat $work/line.json >> $lines
  else
    note "skipped: $* ($(tail -n 1 $work/peer.log))"
  fi
}

# ours WORKLOAD NAME COUNT COMMAND...: measures a program of this project, which must not fail; see
# timed.py.
# Where the environment prescribes kernels to OpenBLAS, it does so for the peers, some of whose builds do not
# know new processors; the system's, which ours uses, does. It is given no threads, as by the Makefile.
ours() { env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE OPENBLAS_NUM_THREADS=1 $python $peers/timed.py --ours "$@" >> $lines; }

# theirs WORKLOAD NAME COUNT COMMAND...: measures any other program.
theirs() { measure $python $peers/timed.py "$@"; }

# make_vectors: sees to the vectors that maps are made of, $made of ROWS rows and $images, if there are any.
make_vectors() {
  local rows=${ROWS:-70000} folder=/usr/share/datasets/fashion-mnist
  made=$work/made-$rows images=$work/fashion
  [ -e $made.tsv ] || $python $peers/make_vectors.py $rows $made.npy
  [ -e $folder/train-images-idx3-ubyte.gz ] || folder=${KINDRED_SHARED_DATA:-../shared/data}/fashion_mnist
  if [ -e $folder ]; then
    [ -e $images.tsv ] || $python $peers/idx_to_npy.py $folder/*images-idx3-ubyte.gz $images.npy
  else
    note "no images to measure with in $folder"
  fi
}
