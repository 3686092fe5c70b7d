#!/usr/bin/env bash
# Times `soma report` on 100 runs of 50 epochs: four settings of the optical digits, one run of each trained for real and copied to 25 seeds.
# Prints the seconds of five reports and the size of the page. Build first: dotnet build -c Release
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

soma=src/Soma.Cli/bin/Release/net10.0/soma
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT

for leak in 0.2 0.5; do
  for step in 0.05 0.1; do
    first=$runs/leak-$leak-step-$step-seed-0
    "$soma" train optdigits --epochs 50 --seed 0 --out "$first" --set "rule.leak=$leak" "rule.neuralStep.start=$step" information.watch=true >/dev/null
    for seed in $(seq 1 24); do
      copy=$runs/leak-$leak-step-$step-seed-$seed
      cp -r "$first" "$copy"
      sed -i "s/\"seed\": 0,/\"seed\": $seed,/" "$copy/experiment.json"
    done
  done
done

echo "$(find "$runs" -name metrics.csv | wc -l) runs of 50 epochs"
for attempt in 1 2 3 4 5; do
  start=$(date +%s.%N)
  "$soma" report "$runs"/leak-* --out "$runs/report" --overwrite >/dev/null
  end=$(date +%s.%N)
  awk -v attempt="$attempt" -v start="$start" -v end="$end" 'BEGIN { printf "report %d: %.2f s\n", attempt, end - start }'
done
printf 'report.html: %.2f MB, the whole folder: %s\n' "$(stat -c %s "$runs/report/report.html" | awk '{ print $1 / 1e6 }')" "$(du -sh "$runs/report" | cut -f1)"
