#!/bin/sh
# ohmega matrix: incidence, cycles, Omega, the tree operator.
. "$OHM_SRCDIR/tests/tools/lib.sh"

"$OHMEGA" generate ring 3 -o ring.graphml
case_json '.result.entries == [[-1,0,1],[1,-1,0],[0,1,-1]]' matrix incidence ring.graphml
check_json '.result.rows == 3' case.out
check_json '.result.cols == 3' case.out
case_json '.result.rows == 2' matrix reduced ring.graphml
check_json '.result.cols == 3' case.out
case_json '.result.rows == 1' matrix cycle ring.graphml
case_json '.result.entries[0][1] ~ 0.33333333333333333 1e-15' matrix omega ring.graphml
case_json '.result.entries == [["1/3","1/3","1/3"],["1/3","1/3","1/3"],["1/3","1/3","1/3"]]' \
    matrix omega ring.graphml --exact
case_json '.result.rows == 2' matrix tree-operator ring.graphml
check_json '.result.cols == 1' case.out
case_json '.result.entries[0][0] == "-1"' matrix incidence ring.graphml --exact

# K_n: Omega = I - B^t B / n, exactly
"$OHMEGA" generate complete 4 -o k4.graphml
case_json '.result.entries[0] == ["1/2","-1/4","-1/4","1/4","1/4","0"]' matrix omega k4.graphml --exact

case_text '1/3' matrix omega ring.graphml --exact
case_text '%%MatrixMarket' matrix omega ring.graphml --to mtx
case_text '-1,0,1' matrix incidence ring.graphml --to csv
case_text '"entries"' matrix incidence ring.graphml --to json
case_exit 0 '' matrix omega ring.graphml -o omega.mtx
check '-o X.mtx is MatrixMarket' grep -q '^%%MatrixMarket' omega.mtx
case_exit 0 '' matrix omega ring.graphml -o omega.csv
check '-o X.csv starts with the facts' grep -q '^# ' omega.csv
case_same matrix omega k4.graphml --json
case_same matrix omega k4.graphml --exact --to csv

"$OHMEGA" generate grid 50 50 -o grid.graphml
case_exit 2 '24010000' matrix omega grid.graphml
case_exit 2 'must be one of' matrix omega ring.graphml --to xls
case_exit 2 'did you mean omega?' matrix omgea ring.graphml
case_exit 2 'an argument is missing' matrix omega
case_exit 2 'suffix' matrix omega ring.graphml -o omega.png
case_exit 1 'omega.mtx' matrix omega ring.graphml -o omega.mtx
case_exit 2 'exact' matrix omega ring.graphml --exact --to mtx

tap_done
