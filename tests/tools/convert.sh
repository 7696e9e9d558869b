#!/bin/sh
# ohmega convert: reads and writes a circuit, losing nothing.
. "$OHM_SRCDIR/tests/tools/lib.sh"

"$OHMEGA" generate torus 3 3 --set w=uniform:0,1 --set edge.note='a<b&c' -o a.graphml

# what was written is read back and written the same
"$OHMEGA" convert a.graphml -o b.graphml
check 'GraphML to GraphML keeps every byte of our own' cmp a.graphml b.graphml
"$OHMEGA" convert - <a.graphml >c.graphml
check 'through a pipe too' cmp a.graphml c.graphml

# through the other formats the topology stays; what else there is, is refused unless told
case_exit 2 'edge 0: the attribute w = ' convert a.graphml -o a.edges
case_exit 2 '--lossy' convert a.graphml -o a.mtx
check 'nothing was written' test ! -e a.edges -a ! -e a.mtx
case_exit 0 'warning: .edges does not hold edge 0: the attribute w = ' convert a.graphml --lossy -o a.edges
case_json '.result.gamma == "5/9"' memory a.edges
check_json '.result.spanning_trees == "11664"' case.out
case_exit 0 'warning' convert a.graphml --lossy -o a.mtx
check 'MatrixMarket: the adjacency matrix, an entry an edge' grep -qx '9 9 18' a.mtx
"$OHMEGA" generate petersen -o p.graphml
case_exit 0 '' convert p.graphml -o p.g6
case_json '.result.spanning_trees == "2000"' memory --graph6 p.g6
case_exit 0 '' convert p.g6 -o q.graphml
case_json '.result.spanning_trees == "2000"' memory q.graphml

# graph6 knows no orientation, no order and no ids
"$OHMEGA" generate ring 4 -o ring.graphml
case_exit 2 'the orientation of edge 3, which runs from node 3 to node 0' convert ring.graphml -o ring.g6
case_exit 0 'warning' convert ring.graphml --lossy -o ring.g6
case_exit 2 'the orientation of edge 3' generate ring 4 -o made.g6
case_exit 2 'edge 0: the attribute emf = "0.4"' generate path 3 --set emf@0=0.4 -o made.g6
case_exit 0 '' generate path 3 -o made.g6
printf '1 2\n0 1\n' >named.edges
case_exit 2 'the id of node 0 (id "1")' convert named.edges -o named.g6
printf '0 1\n2 3\n1 2\n0 2\n' >mixed.edges
case_exit 2 'the order of the edges: edge 2 is not sorted among them' convert mixed.edges -o mixed.g6
case_exit 2 'the order of the edges' convert mixed.edges -o mixed.mtx
case_exit 0 '' convert mixed.edges -o same.edges
check 'an edge list keeps order and orientation' cmp mixed.edges same.edges
case_exit 0 'warning' convert mixed.edges --lossy -o mixed.g6
case_exit 0 '' convert mixed.g6 -o back.graphml
case_exit 0 '' convert back.graphml -o back.g6
check 'the order of graph6 itself is no loss' cmp mixed.g6 back.g6

# graph6 has no parallel edges and no loops: refused, not lost
"$OHMEGA" generate torus 2 2 -o parallel.graphml
case_exit 2 'the orientation' convert parallel.graphml -o parallel.g6
case_exit 2 'graph6 cannot hold' convert parallel.graphml --lossy --quiet -o parallel.g6
printf '0 1\n0 1\n' >twice.edges
case_exit 2 'edge 1 is parallel to another' convert twice.edges -o twice.g6
check 'nothing was written' test ! -e parallel.g6

# --set
case_exit 0 '' convert a.graphml --set r_on=100 -o set.graphml
check 'set on all edges' test "$(grep -c '>100<' set.graphml)" -eq 18
case_same convert a.graphml --set w=normal:0.5,0.01 --seed 4
case_exit 2 'w = 7' convert a.graphml --set w=7

# a file of NetworkX: kept, unknown attributes too
cat >nx.graphml <<'X'
<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d1" for="edge" attr.name="colour" attr.type="string"/>
<key id="d0" for="edge" attr.name="r_on" attr.type="double"/>
<graph edgedefault="directed"><node id="left"/>
<node id="right"/>
<edge source="left" target="right" id="0">
  <data key="d0">10.0</data>
  <data key="d1">blue &amp; green</data>
</edge>
<edge source="right" target="left" id="0">
  <data key="d0">1e1</data>
</edge>
</graph></graphml>
X
case_text '>10.0<' convert nx.graphml
for kept in '>1e1<' 'blue &amp; green' 'id="left"' 'edgedefault="directed"' 'source="right"'; do
    check "keeps $kept" grep -qF -e "$kept" case.out
done

case_json '.result.nodes == 2' convert nx.graphml
check_json '.result.edges == 2' case.out
case_exit 1 'a.graphml' convert nx.graphml -o a.graphml
check 'the old file stays' cmp a.graphml b.graphml
case_exit 2 'suffix' convert nx.graphml -o nx.png
case_exit 1 'none.graphml' convert none.graphml
case_exit 2 'an argument is missing' convert

tap_done
