# What the measurements of encoders share: the model and the texts they are given, folders, the peers'
# environment, which is kept in .build/bench; a CPU build of torch will do. It is sourced by them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [ $# -ne 2 ]; then
  echo "usage: $0 MODEL_FOLDER TEXTS" >&2
  exit 2
fi
model=$1 texts=$2
work=.build/bench/$(basename "$0" .sh)
peers=Tests/Benchmarks/peers
bin=${KINDRED_BIN:-.build/release}
threads=${THREADS:-2}
venv=${VENV:-.build/bench/encoder-venv}
lines=$work/lines.jsonl
mkdir -p $work
export OMP_NUM_THREADS=$threads
if [ ! -e "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q -r $peers/encoder-requirements.txt
fi
python=$venv/bin/python
: > $lines
