#!/bin/sh
# ohmega convert: reads and writes a circuit, losing nothing.
. "$OHM_SRCDIR/tests/tools/lib.sh"

"$OHMEGA" generate torus 3 3 --set w=uniform:0,1 --set edge.note='a<b&c' -o a.graphml

# what was written is read back and written the same
"$OHMEGA" convert a.graphml -o b.graphml
check 'GraphML to GraphML keeps every byte of our own' cmp a.graphml b.graphml
"$OHMEGA" convert - <a.graphml >c.graphml
check 'through a pipe too' cmp a.graphml c.graphml

# through the other formats the topology stays
case_exit 0 '' convert a.graphml -o a.edges
case_json '.result.gamma == "5/9"' memory a.edges
check_json '.result.spanning_trees == "11664"' case.out
case_exit 0 '' convert a.graphml -o a.mtx
check 'MatrixMarket: the adjacency matrix, an entry an edge' grep -qx '9 9 18' a.mtx
"$OHMEGA" generate petersen -o p.graphml
case_exit 0 '' convert p.graphml -o p.g6
case_json '.result.spanning_trees == "2000"' memory --graph6 p.g6
case_exit 0 '' convert p.g6 -o q.graphml
case_json '.result.spanning_trees == "2000"' memory q.graphml

# graph6 has no parallel edges and no loops: refused, not lost
"$OHMEGA" generate torus 2 2 -o parallel.graphml
case_exit 2 'graph6' convert parallel.graphml -o parallel.g6
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
