#!/bin/sh
# ohmega simulate against ngspice (validation/ngspice/agree.py), by PYTHON.
. "$(dirname "$0")/../lib.sh"
title 'ngspice'
: "${PYTHON:=python3}"
if ! command -v ngspice >/dev/null; then
    say 'Not run: ngspice is not installed (Debian: ngspice).'
    exit 0
fi
if ! "$PYTHON" -c 'import numpy' 2>/dev/null; then
    say 'Not run: no NumPy for '"$PYTHON"' (Debian: python3-numpy).'
    exit 0
fi
PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$validation/ngspice/agree.py" "$OHMEGA" >"$WORK/ngspice.txt" || true
while IFS='|' read -r what difference allowed verdict; do
    row "$what" "$allowed" "$difference" "$verdict"
done <"$WORK/ngspice.txt"
end_table
