#!/usr/bin/env bash
# What the GitHub action runs: annotations and a job summary, SARIF beside them, the exit status of the check.
set -euo pipefail
arguments=(check --format github --fail-on "${RACI_FAIL_ON:-error}" --report "sarif=${RACI_SARIF:-raci.sarif}")
if [[ -n "${RACI_SINCE:-}" ]]; then
  arguments+=(--since "$RACI_SINCE")
fi
arguments+=(--)
while IFS= read -r path; do
  if [[ -n "$path" ]]; then
    arguments+=("$path")
  fi
done <<< "${RACI_PATHS:-.}"
exec "${RACI:-raci}" "${arguments[@]}"
