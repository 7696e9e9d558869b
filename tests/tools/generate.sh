#!/bin/sh
# ohmega generate: every family, --set, seeds, where it goes.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# family ARGUMENTS NODES EDGES
family() {
    # shellcheck disable=SC2086
    case_json ".result.nodes == $2" generate $1
    check_json ".result.edges == $3" case.out
}
family 'path 6' 6 5
family 'ring 7' 7 7
family 'ring 1' 1 1
family 'star 6' 6 5
family 'complete 6' 6 15
family 'bipartite 3 4' 7 12
family 'layered 4,8,3' 15 56
family 'wheel 5' 6 10
family 'hypercube 4' 16 32
family 'grid 3 4' 12 17
family 'grid 2 3 2' 12 20
family 'torus 3 4' 12 24
family 'torus 1 2' 2 4
family 'torus 3 3 3' 27 81
family 'petersen' 10 15
family 'regular 10 3' 10 15
family 'gnm 10 20' 10 20
family 'barabasi 20 2' 20 36
family 'smallworld 12 4 0.2' 12 24
family 'famous Zachary' 34 78
case_json '.result.nodes == 30' generate gnp 30 0.2
case_json '.result.nodes == 30' generate geometric 30 0.4
case_exit 0 '' generate nanowires 60 --length 6 --box 20x20

# order and orientation: ring k -> k+1 mod n; grid node by node, first along the row
case_json '.result.tail == [0,1,2]' generate ring 3
check_json '.result.head == [1,2,0]' case.out
case_json '.result.tail == [0,0,1,2]' generate grid 2 2
check_json '.result.head == [1,2,3,3]' case.out
case_json '.result.tail == [0,0,1]' generate complete 3
check_json '.result.head == [1,2,2]' case.out

# the same seed gives the same bytes, another seed another graph
case_same generate gnp 20 0.3 --seed 5
case_same generate nanowires 40 --length 6 --box 20x20 --seed 3
case_same generate ring 9 --set w=uniform:0,1 --set r_on=normal:10,0.1
"$OHMEGA" generate gnp 20 0.3 --seed 5 >first
"$OHMEGA" generate gnp 20 0.3 --seed 6 >second
check 'another seed, another graph' sh -c '! cmp -s first second'

# --set: numbers, words, draws; edges and nodes; one element
"$OHMEGA" generate ring 4 --set r_on=10 --set r_off=1600 --set window=strukov --set polarity=-1 \
    --set w=uniform:0.2,0.4 --set emf@2=1.5 --set potential@0=2 --set injection@3=0.25 \
    --set edge.colour=red --set node.mass=normal:1,0.1 >set.graphml
check 'a number on every edge' test "$(grep -c '>1600<' set.graphml)" -eq 4
check 'a word on every edge' test "$(grep -c '>strukov<' set.graphml)" -eq 4
check 'an attribute of one edge' test "$(grep -c '>1.5<' set.graphml)" -eq 1
check 'an attribute of one node' test "$(grep -c '>0.25<' set.graphml)" -eq 1
check 'an attribute of our own' test "$(grep -c '>red<' set.graphml)" -eq 4
case_exit 0 '' memory set.graphml

# -o
"$OHMEGA" generate ring 5 -o ring.graphml
check '-o writes the circuit' grep -q '<graphml' ring.graphml
case_exit 1 'ring.graphml' generate ring 6 -o ring.graphml
case_exit 0 '' generate ring 6 -o ring.graphml --force
case_exit 0 '' generate ring 6 -o ring.edges
check 'an edge list by its suffix' test "$(grep -vc '^#' ring.edges)" -eq 6

# bad input
case_exit 2 'did you mean ring?' generate rign 5
case_exit 2 'ring' generate ring
case_exit 2 'ring' generate ring 5 6
case_exit 2 'ring' generate ring 0
case_exit 2 'must be positive' generate ring -1
case_exit 2 'ring' generate ring five
case_exit 2 'gnp' generate gnp 10 1.5
case_exit 2 'gnp' generate gnp 10 nan
case_exit 2 'regular' generate regular 5 3
case_exit 2 'hypercube' generate hypercube 70
case_exit 2 'Nobody' generate famous Nobody
case_exit 2 'box' generate nanowires 10 --length 1 --box wide
case_exit 2 'expected ATTR=VALUE' generate ring 5 --set w
case_exit 2 'nosuch' generate ring 5 --set nosuch=3
case_exit 2 'uniform' generate ring 5 --set w=uniform:1
case_exit 2 'uniform' generate ring 5 --set w=uniform:1,0
case_exit 2 'normal' generate ring 5 --set w=normal:0,-1
case_exit 2 'no such position' generate ring 5 --set w@5=0.5
case_exit 2 'w = 2' generate ring 5 --set w=2
case_exit 2 'r_on' generate ring 5 --set r_on=nan
case_exit 2 'window' generate ring 5 --set window=round

tap_done
