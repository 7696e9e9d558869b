#!/bin/sh
# ohmega device channel: the reference numbers, sweeps, validity, bad input.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# ---- numbers found with 40 digits ------------------------------------------------
case_json '.result.conductance ~ 5.4520869369225262 1e-14' device channel --dv 1
check_json '.result.ratio ~ 0.64896021050480341 1e-14' case.out
check_json '.result.p ~ 4.016973125884017 1e-14' case.out
check_json '.result.ohmic ~ 8.4012653606012899 1e-14' case.out
check_json '.result.validity.positive_conductance == true' case.out
check_json '.result.validity.rising_current == true' case.out
case_json '.result.conductance ~ 12.475730422831513 1e-14' device channel --dv -1
case_json '.result.conductance ~ 11.233674965950396 1e-14' device channel --dp 0.05 --rho-base 0.3 --rho-tip 0.1
case_json '.result.conductance ~ 4.1129575999736492 1e-14' device channel --dv 1 --dp -0.0994
case_json '.result.conductance ~ 1.8581435010849614 1e-14' device channel --dv 1 --rho-tip 0.1 --radius-base 50
case_json '.result.conductance ~ 2.1003163401503225 1e-14' device channel --dv 1 --rho-tip 0.1 --radius-base 50 --density compat
case_json '.result.ratio ~ 0.479187 1e-4' device channel --dv 1e4

# ---- sweeps -------------------------------------------------------------------------
case_json '.result.points# == 5' device channel --dv -2:2:5
check_json '.result.points[3].conductance ~ 5.4520869369225262 1e-14' case.out
check_json '.result.points[4].dv == 2' case.out
case_json '.result.points# == 6' device channel --dv 1 --dp 0:0.1:2 --length 5:15:3
check_json '.result.points[1].length == 10' case.out
run_ohmega device channel --dv -1:1:21 -o iv.csv
check 'a row per point' test "$(grep -c '^[-0-9]' iv.csv)" -eq 21
check 'behind what it depends on' grep -q '^# command: "device channel"' iv.csv

# ---- hysteresis ---------------------------------------------------------------------------
case_json '.result.loop.time# == 201' device channel --drive sin:1,33
check_json '.result.lobes.positive > 0.1' case.out
check_json '.result.loop.current[0] < 1e-10' case.out
case_json '.result.lobes.positive < 1e-10' device channel --drive sin:1,33 --radius-base 50
run_ohmega device channel --drive sin:1,33,0.5 --tau diffusive -o loop.csv
check 'a row per instant' test "$(grep -c '^[0-9]' loop.csv)" -eq 201
case_exit 2 'expected sin:A,F' device channel --drive sin:1
case_exit 2 'expected sin:A,F' device channel --drive cos:1,1
case_exit 2 'not a sweep' device channel --drive sin:1,1 --dp 0:1:3
case_exit 2 'at least 3' device channel --drive sin:1,1 --samples 2

# ---- beyond the theory ----------------------------------------------------------------
case_json '.result.validity.positive_conductance == false' device channel --dv 3 --dp -0.2982
case_text 'the linear theory does not hold' device channel --dv 3 --dp -0.2982
case_text 'several states' device channel --dv 1 --dp -0.12
case_same device channel --dv -1:1:21 --json

# ---- bad input ----------------------------------------------------------------------------
case_exit 2 '--length -1: must be > 0' device channel --length -1
case_exit 2 '--radius-base 0' device channel --radius-base 0
case_exit 2 '--rho-base -0.1: must be >= 0' device channel --rho-base -0.1
case_exit 2 'FROM:TO:COUNT' device channel --dv 1:2
case_exit 2 'FROM:TO:COUNT' device channel --dv 1:2:3:4
case_exit 2 'FROM:TO:COUNT' device channel --dv one
case_exit 2 'at least 2 points' device channel --dv 0:1:1
case_exit 2 'must be finite' device channel --dv nan
case_exit 2 'more than' device channel --dv 0:1:100000 --dp 0:1:100000

tap_done
