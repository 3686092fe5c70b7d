#!/usr/bin/env bash
# Three numbers of a sweep of two hundred short runs: the throughput that a second job brings, the overhead per run, and whether ten kills leave a trace in the table.
# usage: bench/sweeps/measure.sh [ROUNDS] [SWEEP]     from the repository, after dotnet build -c Release; 3 rounds of bench/sweeps/200-short-runs.json by default
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C
rounds=${1:-3} file=${2:-bench/sweeps/200-short-runs.json}
soma=src/Soma.Cli/bin/Release/net10.0/soma
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Each in a fresh folder, and nothing is deleted in between: a file system that has just lost many files is slow to make new ones.
sweep() { "$soma" sweep "$file" --jobs "$1" --threads "$1" --out "$scratch/$2" >/dev/null; }

seconds() {
  local begin=$EPOCHREALTIME
  sweep "$1" "$2"
  awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", b - a }'
}

median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

for ((round = 1; round <= rounds; round++)); do
  for jobs in 1 2; do seconds "$jobs" "jobs$jobs-$round" >>"$scratch/seconds$jobs"; done
  awk -F, -v whole="$(tail -n 1 "$scratch/seconds1")" '
    FNR == 1 { runs++; next } { epochs += $NF } END { printf "%.1f\n", 1000 * (whole - epochs) / runs }' "$scratch/jobs1-$round"/*/metrics.csv >>"$scratch/overhead"
done
echo "jobs 1: $(median "$scratch/seconds1") s, jobs 2: $(median "$scratch/seconds2") s (medians of $rounds)"
awk -v one="$(median "$scratch/seconds1")" -v two="$(median "$scratch/seconds2")" 'BEGIN { printf "throughput of 2 jobs: %.2f times that of 1\n", one / two }'
echo "overhead per run: $(median "$scratch/overhead") ms"

RANDOM=1
kills=0
for ((kill = 1; kill <= 10; kill++)); do
  "$soma" sweep "$file" --jobs 2 --threads 2 --out "$scratch/killed" >/dev/null &
  process=$!
  sleep "$(awk -v r="$RANDOM" 'BEGIN { print 0.4 + r / 32768 }')"
  kill -9 "$process" 2>/dev/null && kills=$((kills + 1))
  wait "$process" 2>/dev/null || true
done
done_before=$(cat "$scratch"/killed/*/events.jsonl | grep -c '"event":"finished"' || true)
sweep 2 killed
for table in table.csv table.md; do
  cmp "$scratch/jobs1-1/$table" "$scratch/killed/$table" || { echo "the tables differ" >&2; exit 1; }
done
echo "killed $kills times, with $done_before runs finished by then: the tables are those of a sweep that was left alone, byte for byte"
