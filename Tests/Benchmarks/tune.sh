#!/usr/bin/env bash
# Measures the training of encoders beside PyTorch: the same steps on the same tokens, in turn, loading left out.
#   Tests/Benchmarks/tune.sh MODEL_FOLDER TEXTS
# TEXTS has a text a line; of a .tsv the column message or text counts. RUNS=3, THREADS=2, PAIRS=32 (of a batch),
# LIMIT=640 texts and MAX_TOKENS=64 set the size, KINDRED_BIN names other programs than those of .build/release.
# The losses of the first and the last step tell whether both computed the same.
source "$(dirname "$0")/encoders.sh"
$python $peers/tokens.py "$texts" "$model" $work/tokens.tsv --limit "${LIMIT:-640}" --max-tokens "${MAX_TOKENS:-64}"
for ((run = 1; run <= ${RUNS:-3}; run++)); do
  {
    $bin/bench-encoder "$model" $work/tokens.tsv --train "${PAIRS:-32}" --threads "$threads"
    $python $peers/tune_torch.py $work/tokens.tsv "$model" --pairs "${PAIRS:-32}" --threads "$threads"
  } | tee -a $lines
done
$python $peers/ratios.py $lines
