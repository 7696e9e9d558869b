#!/bin/sh
# ohmega simulate against SciPy (validation/scipy/memory.py), by PYTHON.
. "$(dirname "$0")/../lib.sh"
title 'SciPy'
: "${PYTHON:=python3}"
if ! "$PYTHON" -c 'import scipy' 2>/dev/null; then
    say 'Not run: no SciPy for '"$PYTHON"' (Debian: python3-scipy).'
    exit 0
fi
status=0
PYTHONDONTWRITEBYTECODE=1 OPENBLAS_NUM_THREADS=1 "$PYTHON" "$validation/scipy/memory.py" "$OHMEGA" \
    "$EXAMPLES/nanowires-588.graphml" >"$WORK/scipy.txt" || status=$?
passed=$(grep -c ' PASS ' "$WORK/scipy.txt" || true) failed=$(grep -c ' FAIL ' "$WORK/scipy.txt" || true)
row 'twenty circuits, seven samples each, both sides at 1e-12: memories' '1e-10' \
    "$(awk '$0 ~ / w  / { for (k = 1; k <= NF; k++) if ($k == "PASS" || $k == "FAIL") if ($(k - 2) + 0 > m && $(k - 1) + 0 <= 1e-9) m = $(k - 2) + 0 } END { printf "%.0e at most", m }' "$WORK/scipy.txt")" \
    "$([ $status -eq 0 ] && echo reproduced || echo DIFFERS)"
row 'all comparisons, nanowires and MemNNetSim among them' "all pass" "$passed pass, $failed fail" \
    "$([ $status -eq 0 ] && echo reproduced || echo DIFFERS)"
status=0
PYTHONDONTWRITEBYTECODE=1 OPENBLAS_NUM_THREADS=1 "$PYTHON" "$validation/scipy/eigenvalues.py" "$OHMEGA" >"$WORK/spectra.txt" ||
    status=$?
row 'spectra of states at rest, passive and mixed, by current, by voltage, windows' '1e-9 of the largest' \
    "$(grep -c '^ok' "$WORK/spectra.txt" || true) circuits agree, $(grep -c '^OFF' "$WORK/spectra.txt" || true) do not" \
    "$([ $status -eq 0 ] && echo reproduced || echo DIFFERS)"
end_table
