#!/bin/sh
# Our Taylor integrator against CVODE, on the network of nanowires.
. "$(dirname "$0")/../lib.sh"
title 'CVODE'
for method in taylor cvode; do
    "$OHMEGA" simulate "$EXAMPLES/nanowires-588.graphml" --time 99.98 --rtol 1e-9 --atol 1e-11 --method $method --quiet --json \
        >"$WORK/$method.json"
    json delivered "$WORK/$method.json" >/dev/null
done
states() # METHOD
{
    sed 's/.*"result":{"time":[^,]*,"w":\[\([^]]*\)\].*/\1/' "$WORK/$1.json" | tr ',' '\n'
}
states taylor >"$WORK/taylor.w"
states cvode >"$WORK/cvode.w"
worst=$(paste -d, "$WORK/taylor.w" "$WORK/cvode.w" | awk -F, '{ d = $1 - $2; if (d < 0) d = -d; if (d > m) m = d } END { print m }')
row 'examples/nanowires-588.graphml to 99.98 s at 1e-9: largest difference of a memory' '1e-6' "$(short "$worst" 2)" \
    "$(below "$worst" 1e-6)"
end_table
