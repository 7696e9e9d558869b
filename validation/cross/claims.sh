#!/bin/sh
# The ledger of claims: every statement of the five sources that is decided from scratch, by source and verdict.
. "$(dirname "$0")/../lib.sh"
title 'The ledger of claims'
"$OHMEGA" claims verify --json --quiet >"$WORK/claims.json"
sed 's/{"id":/\n&/g' "$WORK/claims.json" | sed -n 's/.*"source":"\([^"]*\)".*"verdict":"\([^"]*\)".*/\1 \2/p' >"$WORK/verdicts"
printf '| source | proved | certified | corrected | refuted | supported |\n|---|---|---|---|---|---|\n'
sort "$WORK/verdicts" | awk '{ count[$1, $2]++; if (!($1 in seen)) { seen[$1]; order[++n] = $1 } } END {
    for (k = 1; k <= n; k++) printf "| %s | %d | %d | %d | %d | %d |\n", order[k], count[order[k], "proved"],
        count[order[k], "certified"], count[order[k], "corrected"], count[order[k], "refuted"], count[order[k], "supported"] }'
echo
say "\`ohmega claims list\` has the statements, \`ohmega claims show ID\` one of them with what would falsify it."
