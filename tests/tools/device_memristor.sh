#!/bin/sh
# tests/tools/device_memristor.sh -- one memristor, against its closed form
. "$OHM_SRCDIR/tests/tools/lib.sh"

# w + 50 w^2 = 13 - (A / 2 pi f)(1 - cos 2 pi f t): at t = 1/2 with A = 3 that is 13 - 3 / pi
case_json '.result.points[200].w ~ 0.4809189412000443 1e-9' device memristor --drive sin:3,1 --time 1
check_json '.result.points[400].w ~ 0.5 1e-8' case.out
check_json '.result.loop.pinch <= 1e-8' case.out
check_json '.result.loop.to == 1' case.out
# voltage control: dw/dt = -v, so w = 0.5 - 0.1 t under 0.1 V
case_json '.result.w ~ 0.3 1e-9' device memristor --drive 0.1 --time 2 --control voltage
# polarity -1 goes the other way; a wall holds it
case_json '.result.w == 1' device memristor --drive 3 --time 20 --polarity -1
case_json '.result.w ~ 0.5 1e-15' device memristor --drive 3 --time 0
printf 'time,value\n0,1\n2,1\n' >one.csv
case_json '.inputs# == 1' device memristor --drive csv:one.csv --time 2
case_same device memristor --drive sin:1,0.5 --time 4 --window biolek:2 --json
case_text 'pinch' device memristor --drive sin:1,0.5 --time 4
case_exit 2 '--drive' device memristor --drive wave --time 1
case_exit 2 '--w 1.5' device memristor --drive 1 --time 1 --w 1.5
case_exit 2 '--window' device memristor --drive 1 --time 1 --window hann
case_exit 2 '--samples' device memristor --drive 1 --time 1 --samples 1
case_exit 3 'one.csv' device memristor --drive csv:one.csv --time 3

tap_done
