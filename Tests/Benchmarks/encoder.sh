#!/usr/bin/env bash
# Measures encoders beside ONNX Runtime on the same tokens, in turn: float32, bfloat16 where the processor
# has it, and int8, then the matrix products alone, which are the machine's limit.
#   Tests/Benchmarks/encoder.sh MODEL_FOLDER TEXTS
# TEXTS has a text a line; of a .tsv the column message or text counts. RUNS=3, THREADS=2 and LIMIT=5000 texts
# set the size, KINDRED_BIN names other programs than those of .build/release.
source "$(dirname "$0")/encoders.sh"
$python $peers/tokens.py "$texts" "$model" $work/tokens.tsv --limit "${LIMIT:-5000}"
$python $peers/export_onnx.py "$model" $work > $work/export.log 2>&1
$bin/bench-encoder "$model" $work/tokens.tsv --output $work/float32.npy > /dev/null
precisions="float32 int8"
# Elsewhere bfloat16 is computed, but not faster than float32, which it is measured beside.
if grep -q avx512_bf16 /proc/cpuinfo; then precisions="float32 bfloat16 int8"; fi
for ((run = 1; run <= ${RUNS:-3}; run++)); do
  for precision in $precisions; do
    onnx=fused
    [ $precision != int8 ] || onnx=int8
    compared=(--threads "$threads" --reference $work/float32.npy)
    {
      $bin/bench-encoder "$model" $work/tokens.tsv --precision $precision "${compared[@]}"
      $python $peers/encode_onnxruntime.py $work/tokens.tsv $work/$onnx.onnx "${compared[@]}"
      $bin/bench-encoder "$model" $work/tokens.tsv --precision $precision --threads "$threads" --products
    } | sed "s/\"workload\": \"[a-z]*\"/\"workload\": \"$precision\"/" | tee -a $lines
  done
done
$python $peers/ratios.py $lines
