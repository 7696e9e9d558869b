#!/bin/sh
# ohmega memory: effective memory, spanning trees, the diagonal of Omega.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# gamma FAMILY ARGUMENTS GAMMA TREES: the closed forms, through a pipe
gamma() {
    wanted=$2 trees=$3
    # shellcheck disable=SC2086
    "$OHMEGA" generate $1 >family.graphml 2>case.err
    "$OHMEGA" memory --json - <family.graphml >case.out 2>>case.err
    check_json ".result.gamma == \"$wanted\"" case.out
    check_json ".result.spanning_trees == \"$trees\"" case.out
}
gamma 'path 7' 0 1
gamma 'star 9' 0 1
gamma 'ring 5' 1/5 5
gamma 'complete 6' 2/3 1296
gamma 'bipartite 3 4' 1/2 432
gamma 'wheel 5' 1/2 121
gamma 'hypercube 4' 17/32 42467328
gamma 'grid 3 3' 1/3 192
gamma 'torus 3 3' 5/9 11664
gamma 'torus 2 2' 5/8 32
gamma 'petersen' 2/5 2000

"$OHMEGA" generate complete 5 -o k5.graphml
case_json '.result.nodes == 5' memory k5.graphml
case_json '.result.edges == 10' memory k5.graphml
case_json '.result.components == 1' memory k5.graphml
case_json '.result.tree_edges == 4' memory k5.graphml
case_json '.result.chords == 6' memory k5.graphml
case_json '.result.bridges == 0' memory k5.graphml
case_json '.result.gamma_float ~ 0.6 1e-15' memory k5.graphml
case_json '.result.log_spanning_trees ~ 4.8283137373023015 1e-14' memory k5.graphml
case_json '.inputs[0].path == "k5.graphml"' memory k5.graphml
check 'the recorded hash is that of the file' \
    test "$(json '.inputs[0].sha256' case.out)" = "$(sha256sum k5.graphml | cut -d' ' -f1)"
STDIN=k5.graphml
run_ohmega memory --json -
STDIN=/dev/null
check 'standard input is hashed too' \
    test "$(json '.inputs[0].sha256' case.out)" = "$(sha256sum k5.graphml | cut -d' ' -f1)"
case_text '3/5' memory k5.graphml

# the diagonal of Omega: 1 - effective resistance, 3/5 on every edge of K5
case_json '.result.omega_diagonal# == 10' memory k5.graphml --edges
case_json '.result.omega_diagonal[9] ~ 0.6 1e-13' memory k5.graphml --edges
case_json '.result.omega_diagonal[9] == "3/5"' memory k5.graphml --edges --exact
case_text '3/5' memory k5.graphml --edges --exact

# components multiply; no edge has no gamma
printf '0 1\n1 2\n2 0\n3 4\n4 5\n5 3\n' >two.edges
case_json '.result.spanning_trees == "9"' memory two.edges
case_json '.result.components == 2' memory two.edges
case_json '.result.gamma == "1/3"' memory two.edges
printf '@' >one.g6
printf '\n' >>one.g6
case_json '.result.gamma == null' memory one.g6 --graph6
case_json '.result.spanning_trees == "1"' memory one.g6 --graph6

# large: exact only when asked
"$OHMEGA" generate grid 46 46 -o grid.graphml
case_json '.result.spanning_trees == null' memory grid.graphml
case_json '.result.log_spanning_trees > 2000' memory grid.graphml

case_same memory --json k5.graphml --edges
case_same memory --json k5.graphml --edges --exact
# the same wherever the file lies
mkdir elsewhere
cp k5.graphml elsewhere/
"$OHMEGA" memory --json "$tap_dir/k5.graphml" >here.json
"$OHMEGA" memory --json "$tap_dir/elsewhere/k5.graphml" >there.json
check 'no absolute path in the envelope' cmp here.json there.json
run_ohmega memory --json --quiet --threads 2 --exact k5.graphml
check_json '.argv# == 4' case.out
check_json '.argv[2] == "--exact"' case.out
check_json '.options.exact == true' case.out
check_json '.options.edges == false' case.out
check_json '.options.seed == 1' case.out
check_json '.options# == 4' case.out
check_json '.rng == "philox4x32-10"' case.out
check_json '.libraries# >= 3' case.out

# graph6: several graphs are JSON Lines; all 112 connected ones on 6 nodes
if command -v nauty-geng >/dev/null; then
    nauty-geng -cq 6 >six.g6
    STDIN=six.g6
    run_ohmega memory --graph6 --json -
    STDIN=/dev/null
    mv case.out six.jsonl
    check '112 lines' test "$(wc -l <six.jsonl)" -eq 112
    # An independent count: graph6 decoded and Kirchhoff's determinant taken in awk
    # (Bareiss, integers below 6^4), chords from the edges.
    awk -v letters='?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~' '
    function value(c) { return index(letters, c) - 1 }
    {
        n = value(substr($0, 1, 1)); m = 0; bit = 0
        split("", a)
        for (j = 1; j < n; j++) for (i = 0; i < j; i++) {
            v = value(substr($0, 2 + int(bit / 6), 1))
            if (int(v / 2 ^ (5 - bit % 6)) % 2) { m++; a[i, j]--; a[j, i]--; a[i, i]++; a[j, j]++ }
            bit++
        }
        last = 1
        for (k = 1; k < n - 1; k++) {
            for (i = k + 1; i < n; i++) for (j = k + 1; j < n; j++)
                a[i, j] = (a[i, j] * a[k, k] - a[i, k] * a[k, j]) / last
            last = a[k, k]
        }
        print m - n + 1, a[n - 1, n - 1] + 0
    }' six.g6 >expected
    line=0
    while [ "$line" -lt 112 ]; do
        line=$((line + 1))
        "$jsonpath" -n "$line" -p .result.chords <six.jsonl
        "$jsonpath" -n "$line" -p .result.spanning_trees <six.jsonl
    done | paste -d ' ' - - >found
    check 'chords and spanning trees of all 112' cmp expected found
else
    tap_skip '112 connected graphs on 6 nodes' 'install nauty for nauty-geng'
fi

# bad input: one line that names file, element and remedy
printf 'no XML\n' >bad.graphml
case_exit 3 'bad.graphml' memory bad.graphml
head -c 300 k5.graphml >cut.graphml
case_exit 3 'cut.graphml' memory cut.graphml
printf '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"/></graphml>\n' \
    >empty.graphml
case_exit 3 'empty.graphml' memory empty.graphml
: >nothing.graphml
case_exit 3 'nothing.graphml' memory nothing.graphml
printf '~~~~\n' >bad.g6
case_exit 3 'bad.g6' memory --graph6 bad.g6
case_exit 1 'not-there' memory not-there.graphml
case_exit 2 'one argument too many' memory k5.graphml k5.graphml

tap_done
