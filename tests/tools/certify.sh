#!/bin/sh
# ohmega certify: the memory at T enclosed; what is not proved is said.
. "$OHM_SRCDIR/tests/tools/lib.sh"

"$OHMEGA" generate complete 5 --set emf=uniform:-1,1 --set w=uniform:0.2,0.8 -o k5.graphml

# K5, xi = 10, alpha = 0.3: the doubles are inside, far more digits than asked for
case_json '.result.contained == true' certify k5.graphml --time 0.5 --xi 10 --alpha 0.3
check_json '.result.certified == true' case.out
check_json '.result.max_radius < 1e-18' case.out
check_json '.result.enclosure# == 10' case.out
check_json '.result.float# == 10' case.out
check_json '.result.method == "taylor"' case.out
check_json '.result.float_tolerance == 1e-10' case.out
check_json '.result.float_error < 1e-12' case.out
check_json '.result.reason == null' case.out
middle=$(json '.result.enclosure[0].mid' case.out | tr -d '"')
check_json ".result.float[0] ~ $middle 1e-13" case.out
case_same certify k5.graphml --time 0.5 --xi 10 --alpha 0.3 --json
case_text 'contained' certify k5.graphml --time 0.5 --xi 10 --alpha 0.3

# alpha = 0: charges, and both methods about the same number
case_json '.result.method == "flux-charge"' certify k5.graphml --time 0.5 --xi 10
check_json '.result.max_radius < 1e-25' case.out
middle=$(json '.result.enclosure[3].mid' case.out | tr -d '"')
case_json ".result.float[3] ~ $middle 1e-12" certify k5.graphml --time 0.5 --xi 10 --method taylor
case_json '.result.max_radius < 1e-60' certify k5.graphml --time 0.5 --xi 10 --bits 256

# closed forms: a ring, uniform or not
"$OHMEGA" generate ring 5 --set emf=uniform:-1,1 --set w=uniform:0.2,0.8 -o ring.graphml
case_json '.result.method == "closed-form"' certify ring.graphml --time 1 --xi 10 --method closed-form
middle=$(json '.result.enclosure[0].mid' case.out | tr -d '"')
case_json ".result.float[0] ~ $middle 1e-13" certify ring.graphml --time 1 --xi 10
"$OHMEGA" generate ring 4 --set emf@0=-1 --set w=0.3 -o one.graphml
case_json '.result.contained == true' certify one.graphml --time 1 --xi 10 --alpha 0.2 --method closed-form

# a method that does not apply, and a number out of range, are wrong usage
case_exit 2 'closed-form does not apply' certify k5.graphml --time 1 --method closed-form
case_exit 2 'flux-charge does not apply: alpha is not 0' certify k5.graphml --time 1 --alpha 0.3 --method flux-charge
case_exit 2 'a window is on' certify k5.graphml --time 1 --window joglekar:2
case_exit 2 'bits 8' certify k5.graphml --time 1 --bits 8
case_exit 2 'time' certify k5.graphml
case_exit 2 '' certify k5.graphml --time -1
printf '<graphml><key id="w" for="edge" attr.name="w" attr.type="double"/><graph edgedefault="directed"><node id="a"/>' >bad.graphml
printf '<edge source="a" target="a"><data key="w">1.5</data></edge></graph></graphml>\n' >>bad.graphml
case_exit 3 'w = 1.5' certify bad.graphml --time 1
case_exit 1 '' certify none.graphml --time 1

# unproved STATUS CHECK ARGUMENT...: fails with this status, and the report says what it must
unproved()
{
    unproved_want=$1 unproved_check=$2
    shift 2
    "$OHMEGA" "$@" >case.out 2>case.err
    check "exit $unproved_want: ohmega $*" [ $? -eq "$unproved_want" ]
    check_json "$unproved_check" case.out
    check_json '.result.contained == false' case.out
}

# a path to a bound, by each method: no number is printed as proved, and the double is
unproved 5 '.result.certified == false' certify k5.graphml --time 100 --xi 10 --json
check_json '.result.enclosure# == 0' case.out
check_json '.result.max_radius == null' case.out
check_json '.result.float# == 10' case.out
unproved 5 '.result.certified == false' certify k5.graphml --time 100 --xi 10 --alpha 0.3 --json
unproved 5 '.result.certified == false' certify one.graphml --time 100 --xi 10 --method closed-form --json
case_exit 5 'not certified: flux-charge: edge' certify k5.graphml --time 100 --xi 10
case_exit 5 'stays inside its bounds' certify k5.graphml --time 100 --xi 10 --alpha 0.3

# a tolerance no double can meet: proved, but not contained
unproved 5 '.result.certified == true' certify k5.graphml --time 0.5 --xi 10 --float-tolerance 1e-20 --json
# wide balls contain what lies in them
case_json '.result.contained == true' certify k5.graphml --time 0.5 --xi 10 --bits 24
check_json '.result.max_radius > 1e-9' case.out

# active elements that cancel: a loop of 1 and -1 ohm has no answer
printf '<graphml><key id="s" for="edge" attr.name="sign" attr.type="int"/><key id="w" for="edge" attr.name="w" attr.type="double"/>' >cancel.graphml
printf '<key id="e" for="edge" attr.name="emf" attr.type="double"/><graph edgedefault="directed"><node id="a"/><node id="b"/>' >>cancel.graphml
printf '<edge source="a" target="b"><data key="s">1</data><data key="e">1</data></edge>' >>cancel.graphml
printf '<edge source="b" target="a"><data key="s">-1</data></edge></graph></graphml>\n' >>cancel.graphml
case_exit 4 '' certify cancel.graphml --time 1 --xi 10

# states at rest: existence and kind
"$OHMEGA" generate ring 4 --set emf=-0.1 --set alpha=-0.1 --set r_off=2 -o rest.graphml
case_json '.result.fixed_points[0].certified == true' fixed-points rest.graphml --certify
check_json '.result.fixed_points[0].kind == "stable node"' case.out
check_json '.result.fixed_points[0].certificate.enclosure# == 4' case.out
check_json '.result.fixed_points[0].certificate.reason == null' case.out
case_json '.result.fixed_points[0].certified == false' fixed-points rest.graphml
tap_done
