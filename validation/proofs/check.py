#!/usr/bin/env python3
"""Re-verifies proofs-data/*.json without Ohmega: fractions for what is rational, mpmath for the balls.

usage: check.py [DIR]

Every claim with instances is recomputed from the circuits and numbers in the file; what was stored has to
come out again, and the printed or the corrected statement has to hold as the verdict says.  Exit 0: all of it;
1: something does not (named); 77: mpmath is missing.
"""
import hashlib
import itertools
import json
import os
import sys
from fractions import Fraction as F

try:
    import mpmath
except ImportError:
    print("check.py: mpmath is missing", file=sys.stderr)
    sys.exit(77)

mpmath.mp.dps = 60
FORMAT = 1


class Wrong(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Wrong(what)


# ---- rational matrices: lists of rows --------------------------------------------------------------------

def num(value):
    if isinstance(value, list):
        return [num(v) for v in value]
    return F(value)


def vec(value):
    """A vector; one entry is stored as a bare number."""
    value = num(value)
    return value if isinstance(value, list) else [value]


def mat(value, rows):
    """A matrix; one of one column is stored as a list."""
    value = num(value)
    if not isinstance(value, list):
        return [[value]]
    return [r if isinstance(r, list) else [r] for r in value] if rows != 1 or isinstance(value[0], list) else [value]


def eye(n):
    return [[F(i == j) for j in range(n)] for i in range(n)]


def tr(a):
    return [list(r) for r in zip(*a)]


def mul(a, b):
    return [[sum((x * y for x, y in zip(r, c)), F(0)) for c in zip(*b)] for r in a]


def app(a, v):
    return [sum((x * y for x, y in zip(r, v)), F(0)) for r in a]


def add(a, b, k=1):
    return [[x + k * y for x, y in zip(r, s)] for r, s in zip(a, b)]


def plus(u, v, k=1):
    return [x + k * y for x, y in zip(u, v)]


def scale(a, k):
    return [[k * x for x in r] for r in a]


def diag(v):
    return [[v[i] if i == j else F(0) for j in range(len(v))] for i in range(len(v))]


def each(u, v):
    return [x * y for x, y in zip(u, v)]


def dot(u, v):
    return sum((x * y for x, y in zip(u, v)), F(0))


def echelon(a):
    """(rank, determinant of a square matrix) by elimination."""
    a = [list(r) for r in a]
    rank, det = 0, F(1)
    for j in range(len(a[0]) if a else 0):
        pivot = next((i for i in range(rank, len(a)) if a[i][j] != 0), None)
        if pivot is None:
            det = F(0)
            continue
        if pivot != rank:
            a[rank], a[pivot] = a[pivot], a[rank]
            det = -det
        det *= a[rank][j]
        for i in range(rank + 1, len(a)):
            k = a[i][j] / a[rank][j]
            if k:
                a[i] = [x - k * y for x, y in zip(a[i], a[rank])]
        rank += 1
    return rank, det


def rank(a):
    return echelon(a)[0] if a and a[0] else 0


def det(a):
    return echelon(a)[1] if a else F(1)


def inv(a):
    n = len(a)
    work = [list(a[i]) + eye(n)[i] for i in range(n)]
    for j in range(n):
        pivot = next((i for i in range(j, n) if work[i][j] != 0), None)
        need(pivot is not None, "a singular matrix")
        work[j], work[pivot] = work[pivot], work[j]
        work[j] = [x / work[j][j] for x in work[j]]
        for i in range(n):
            if i != j and work[i][j]:
                k = work[i][j]
                work[i] = [x - k * y for x, y in zip(work[i], work[j])]
    return [r[n:] for r in work]


def zero(v):
    return all(zero(x) if isinstance(x, list) else x == 0 for x in v)


def characteristic(a):
    """det(z I - a), constant term first (Faddeev and LeVerrier)."""
    n = len(a)
    m, coefficients = [[F(0)] * n for _ in range(n)], [F(1)]
    for k in range(1, n + 1):
        m = add(mul(a, m), scale(eye(n), coefficients[0]))
        coefficients.insert(0, -sum((mul(a, m)[i][i] for i in range(n)), F(0)) / k)
    return coefficients


def trim(p):
    while p and p[-1] == 0:
        p = p[:-1]
    return p


def remainder(p, q):
    p = list(p)
    while len(p) >= len(q):
        k = p[-1] / q[-1]
        for i in range(len(q)):
            p[len(p) - len(q) + i] -= k * q[i]
        p.pop()
    return trim(p)


def gcd_poly(p, q):
    while q:
        p, q = q, remainder(p, q)
    return p


def derivative(p):
    return trim([k * c for k, c in enumerate(p)][1:])


def squarefree(p):
    """p over the greatest common divisor with its derivative."""
    rest, divisor, quotient = list(p), gcd_poly(p, derivative(p)), []
    while len(rest) >= len(divisor):
        quotient.insert(0, rest[-1] / divisor[-1])
        for i, c in enumerate(divisor):
            rest[len(rest) - len(divisor) + i] -= quotient[0] * c
        rest.pop()
    return quotient


def distinct(p):
    return len(squarefree(p)) - 1


def real_roots(p, low=None, high=None):
    """How many distinct real roots lie in (low, high], by Sturm."""
    p = squarefree(p)
    chain = [p, derivative(p)]
    while chain[-1]:
        chain.append([-c for c in remainder(chain[-2], chain[-1])])
    chain.pop()

    def changes(x, end):
        signs = []
        for q in chain:
            v = sum(c * x ** k for k, c in enumerate(q)) if x is not None else q[-1] * end ** (len(q) - 1)
            if v != 0:
                signs.append(v > 0)
        return sum(a != b for a, b in zip(signs, signs[1:]))

    return changes(low, -1) - changes(high, 1)


def is_real(p):
    return real_roots(p) == distinct(p)


def definite(a):
    return all(det([r[:k] for r in a[:k]]) > 0 for k in range(1, len(a) + 1))


# ---- circuits -----------------------------------------------------------------------------------------------

class Circuit:
    def __init__(self, data):
        self.n, self.ends = data["nodes"], data["edges"]
        self.m = len(self.ends)
        for name in ("sign", "polarity", "w", "s"):
            setattr(self, name, vec(data[name]) if self.m else [])
        self.xi, self.alpha, self.beta = F(data["xi"]), F(data["alpha"]), F(data["beta"])
        full = [[F((h == v) - (t == v)) for t, h in self.ends] for v in range(self.n)]
        self.b = full[1:]                       # connected: node 0 is the datum
        self.one = eye(self.m)

    def cycles(self, order=None):
        """Fundamental cycles of a spanning tree found by trying edges in an order."""
        part, tree = list(range(self.n)), []
        for k in order or range(self.m):
            t, h = self.ends[k]
            if part[t] != part[h]:
                old = part[t]
                part = [part[h] if p == old else p for p in part]
                tree.append(k)
        chords = [k for k in range(self.m) if k not in tree]
        columns = [[r[k] for k in tree] for r in self.b]
        rows = []
        for c in chords:
            x = [F(0)] * self.m
            x[c] = F(1)
            if tree:
                for k, v in zip(tree, app(inv(columns), [-r[c] for r in self.b])):
                    x[k] = v
            rows.append(x)
        return rows

    def projector(self, rows=None):
        a = self.cycles() if rows is None else rows
        if not a:
            return [[F(0)] * self.m for _ in range(self.m)]
        return mul(mul(tr(a), inv(mul(a, tr(a)))), a)

    def omega_bar(self):
        a = self.cycles()
        if not a:
            return self.projector()
        ap = mul(a, diag(self.sign))
        return mul(mul(tr(a), inv(mul(ap, tr(a)))), ap)

    def swing(self):
        return [1 + self.xi * w for w in self.w]

    def resistance(self):
        return each(self.sign, self.swing())

    def kirchhoff(self, emf=None):
        """Currents from node potentials (R_on = 1); where some weighted Laplacian is singular, from loops."""
        s = self.s if emf is None else emf
        r = self.resistance()
        a = self.cycles()
        if not a:
            return [F(0)] * self.m
        y = app(inv(mul(mul(a, diag(r)), tr(a))), app(a, s))
        i = app(tr(a), y)
        need(zero(app(self.b, i)), "Kirchhoff's current law")
        return i

    def response(self):
        x = self.omega_bar()
        left = add(self.one, scale(mul(x, diag(self.w)), self.xi))
        return mul(inv(left), x)

    def velocity(self, alpha=None):
        a = self.alpha if alpha is None else alpha
        return [a * w - j * i / self.beta for w, j, i in zip(self.w, self.polarity, self.kirchhoff())]

    def jacobian(self):
        m = self.response()
        x = app(m, each(self.sign, self.s))
        return add(scale(self.one, self.alpha), scale(mul(m, diag(x)), self.xi / self.beta))

    def trees(self):
        return det(mul(self.b, tr(self.b)))

    def all_trees(self):
        for pick in itertools.combinations(range(self.m), self.n - 1):
            if det([[r[k] for k in pick] for r in self.b]) != 0:
                yield pick


def circuit(i):
    return Circuit(i["circuit"])


def is_uniform(v):
    return len(set(v)) <= 1


# ---- claims about the memory equation -------------------------------------------------------------------------

def same_current(i):
    c = circuit(i)
    k = c.kirchhoff()
    need(vec(i["equation_4"]) == k, "equation_4")
    need(vec(i["kirchhoff"]) == k, "kirchhoff")
    return c, k


def at_rest(i):
    c = circuit(i)
    v = vec(i["velocity"])
    need(v == c.velocity(), "velocity")
    return c, v


def without_drift(i):
    c = circuit(i)
    v = vec(i["velocity"])
    need(v == c.velocity(F(0)), "velocity")
    return c, v


def c2_1a(i):
    alpha, w, drive = F(i["alpha"]), F(i["w"]), F(i["drive"])
    v = F(i["velocity_of_1_minus_w"])
    need(v == -(alpha * w - drive), "velocity")
    need(v - drive == alpha * ((1 - w) - 1) and v != alpha * (1 - w) + drive, "the difference is -alpha")


def c2_2a(i):
    c = circuit(i)
    need(vec(i["current"]) == c.kirchhoff(), "current")
    need(zero(mul(c.b, tr(c.cycles()))), "B A^t")


def c2_2b(i):
    if "resistance" in i:
        r, a = vec(i["resistance"]), circuit(i).cycles()
        need(det(mul(mul(a, diag(r)), tr(a))) == F(i["determinant"]) == 0 and all(r), "determinant")


def c2_2c(i):
    c, rows = circuit(i), num(i["cycles"])
    need(zero(mul(c.b, tr(rows))) and len(rows) == 7 and rank(rows) == i["rank"] == 3, "cycles")
    need(all(rank(rows[:k] + rows[k + 1:]) == 3 for k in range(7)), "dropped rows")


def c2_2d(i):
    c = circuit(i)
    x = each(c.resistance(), c.kirchhoff())
    need(app(c.cycles(), x) == app(c.cycles(), c.s), "A R i = A S")
    need(zero(vec(i["a_r_i"])) == zero(app(c.cycles(), c.s)), "a_r_i")


def c2_2e(i):
    c = circuit(i)
    full = c.b + [[-sum(col) for col in zip(*c.b)]]
    need(num(i["laplacian"]) == mul(full, tr(full)) and det(mul(full, tr(full))) == 0, "laplacian")
    need(definite(mul(c.b, tr(c.b))), "reduced")


def c4w(i):
    c, _ = same_current(i)
    need(not all(c.w), "W singular")


def c5(i):
    c, omega = circuit(i), num(i["omega"])
    omega = omega if isinstance(omega[0], list) else [omega] if c.m > 1 else [[x] for x in omega]
    cuts = mul(mul(tr(c.b), inv(mul(c.b, tr(c.b)))), c.b)
    need(omega == c.projector() and add(c.one, omega, -1) == cuts, "projectors")


def c5t(i):
    c = circuit(i)
    need(rank(mul(tr(c.b), c.b)) == i["rank_of_btb"] < c.m and num(i["omega"]) == c.projector(), "shapes")


def c5b(i):
    c, d = circuit(i), vec(i["omega_diagonal"])
    full = mul(c.b, tr(c.b))
    for k in range(c.m):
        column = [r[k] for r in c.b]
        less = add(full, [[x * y for y in column] for x in column], -1)
        need(d[k] == det(less) / det(full), "edge %d" % k)


def c5c(i):
    c = circuit(i)
    if c.m:
        omega = mat(i["omega"], c.m)
        need(omega == c.projector() == c.projector(c.cycles(range(c.m - 1, -1, -1))), "another tree")


def c7(i):
    c, rate = circuit(i), F(i["rate"])
    need(is_uniform(c.w) and rate == -sum(c.s) / (c.m * (1 + c.xi * c.w[0])) / c.beta, "rate")
    need([-x / c.beta for x in c.kirchhoff()] == [rate] * c.m, "Kirchhoff")


def c7b(i):
    c, u = circuit(i), F(i["shift"])
    need(F(i["resistance"]) == sum(1 + c.xi * (w + u) for w in c.w), "resistance")


def c8(i):
    on, off, w = F(i["r_on"]), F(i["r_off"]), F(i["w"])
    law = on * (1 + (off - on) / on * w)
    need(off * w + on * (1 - w) == law, "eq. (1)")


def c12(i):
    c, v = without_drift(i)
    need(zero(app(c.b, v)), "B dw/dt")


def c15(i):
    c, later = circuit(i), vec(i["later_w"])
    q = vec(i["tree_operator"])
    need(zero(app(c.b, plus(later, c.w, -1))), "B (w - w0)")
    moved = plus(later, c.w, -1)
    need(moved[:-1] == [x * moved[-1] for x in q], "w_T - w0_T = Q (w_ch - w0_ch)")
    rest = plus(later[:-1], [x * later[-1] for x in q], -1)
    need(not is_uniform(each(rest, q)), "outside the range")


def c16(i):
    c = circuit(i)
    v = [-x / c.beta for x in each(c.resistance(), c.kirchhoff())]
    need(vec(i["velocity"]) == v and app(c.cycles(), v) == [-x / c.beta for x in app(c.cycles(), c.s)], "A dw/dt")


def c17(i):
    c, t = circuit(i), mat(i["tree_columns"], c_chords(i))
    need(len(t) == c.m - c.n + 1 and len(t[0]) == c.n - 1, "shape")


def c_chords(i):
    return len(i["circuit"]["edges"]) - i["circuit"]["nodes"] + 1


def reach(i):
    c = circuit(i)
    need(i["rank"] == (rank(c.response()) if c.m else 0) == c.m - c.n + 1, "rank")


def c22(i):
    on, off, w = F(i["r_on"]), F(i["r_off"]), F(i["w"])
    law = off * w + on * (1 - w)
    need(on * (1 + (off / on - 1) * w) == law != on * (1 + (on / off - 1) * w), "xi")


def c25(i):
    c = circuit(i)
    a = c.cycles()
    aw = mul(a, diag(c.w))
    pi = mul(mul(tr(a), inv(mul(aw, tr(a)))), aw)
    need(num(i["oblique"]) == pi, "oblique")
    need(num(i["orthogonal"]) == mul(mul(tr(aw), inv(mul(aw, tr(aw)))), aw), "orthogonal")
    return pi != num(i["orthogonal"])


def c26(i):
    c = circuit(i)
    c.xi = F(100000)
    omega = c.projector()
    error = plus(app(omega, each(c.w, c.velocity(F(0)))), app(omega, c.s), 1 / (c.xi * c.beta))
    os = app(omega, c.s)
    need(F(i["error_squared"]) == dot(error, error), "error")
    need(dot(error, error) <= dot(os, os) / (c.xi * c.beta * (1 + c.xi * min(c.w))) ** 2, "bound")


def flux(c, v, polar=True, drift=1):
    weight = [drift + c.xi * w for w in c.w]
    moved = [c.beta * x * y for x, y in zip(weight, v)]
    if polar:
        moved = each(c.polarity, moved)
    return app(c.omega_bar(), plus(moved, each(c.sign, c.s)))


def c27(i):
    c = circuit(i)
    v = c.velocity(F(0))
    need(zero(flux(c, v)) and flux(c, v, drift=0) == vec(i["rate_without_beta_w"]), "rates")


def c27b(i):
    c, v = without_drift(i)
    need(zero(flux(c, v)), "flux law")


def c40(i):
    c, v = at_rest(i)
    os = app(c.projector(), c.s)
    law = [c.alpha * w - x / (c.beta * (1 + c.xi * w)) for w, x in zip(c.w, os)]
    need(v == law and is_uniform(v) == is_uniform(os), "uniform")


def c44(i):
    c = circuit(i)
    x = c.xi * c.w[0]
    c.w = [c.w[0]] * c.m
    r, f = vec(i["r"]), vec(i["flow"])
    omega = c.projector()
    need(plus(app(omega, r), r, 1 / x) == app(omega, c.s) and f == [y / x for y in r] == c.kirchhoff(), "r*")


def s0(i):
    c = circuit(i)
    omega = c.omega_bar()
    need(mat(i["omega_bar"], c.m) == omega and mul(omega, omega) == omega, "omega_bar")


def s1(i):
    c, v = without_drift(i)
    c.sign = [-x for x in c.sign]
    need([-x for x in c.velocity(F(0))] == v, "reversed")


def s2(i):
    c, v = without_drift(i)
    c.s = [-x for x in c.s]
    need([-x for x in c.velocity(F(0))] == v, "odd")


def s3(i):
    c, v = at_rest(i)
    turn = vec(i["turned"])
    c.ends = [[h, t] if x < 0 else [t, h] for (t, h), x in zip(c.ends, turn)]
    c.b = mul(c.b, diag(turn))
    c.polarity = each(c.polarity, turn)
    c.s = each(c.s, turn)
    need(c.velocity() == v, "turned")


def s29(i):
    c, o = circuit(i), num(i["o"])
    back = inv(o)
    omega = mul(mul(back, c.omega_bar()), o)
    left = add(c.one, scale(mul(omega, mul(mul(back, diag(c.w)), o)), c.xi))
    driven = app(inv(left), app(omega, app(back, each(c.sign, c.s))))
    here = plus([c.alpha * x for x in app(back, c.w)], driven, -1 / c.beta)
    need(here == vec(i["velocity"]) == app(back, c.velocity()), "covariance")


def s29b(i):
    c, o = circuit(i), num(i["permutation"])
    need(mul(o, tr(o)) == c.one, "permutation")
    need(mul(mul(tr(o), diag(c.w)), o) == diag(app(tr(o), c.w)), "W' diagonal")


def s30(i):
    c, k = circuit(i), vec(i["k"])
    gauge = plus(k, app(c.omega_bar(), k), -1)
    need(zero(app(c.response(), gauge)), "gauge")


def s31(i):
    c = circuit(i)
    drive = each(c.sign, c.s)
    inside = app(c.omega_bar(), drive)
    outside = plus(drive, inside, -1)
    need(dot(inside, outside) == F(i["inner_product"]) and dot(each(c.sign, inside), outside) == 0, "products")


def s32(i):
    c = circuit(i)
    x = mul(c.omega_bar(), diag(c.w))
    lifted = add(c.one, scale(x, c.xi))
    p, q = num(i["characteristic_of_omega_w"]), num(i["characteristic_of_inverse"])
    need(p == characteristic(x) and q == characteristic(inv(lifted)), "polynomials")
    for z in range(1, c.m + 2):
        y = F(1 - z) / (z * c.xi)
        left = sum(a * z ** k for k, a in enumerate(q)) * det(lifted)
        need(left == (-z * c.xi) ** c.m * sum(a * y ** k for k, a in enumerate(p)), "z = %d" % z)


def c35(i):
    c = circuit(i)
    need(mat(i["jacobian"], c.m) == c.jacobian(), "jacobian")


def c37(i):
    c, d = circuit(i), vec(i["d"])
    need(d == app(c.response(), c.s) and is_real(characteristic(mul(c.response(), diag(d)))), "real")


def real_spectrum(i):
    c, p = circuit(i), num(i["characteristic"])
    need(p == characteristic(c.jacobian()) and is_real(p), "real")


def c37d(i):
    if "omega_bar" in i:
        c = circuit(i)
        need(num(i["omega_bar"]) == c.omega_bar() == tr(c.omega_bar()) and len(set(c.sign)) == 2, "symmetric")


def complex_pair(i):
    c, p = circuit(i), num(i["characteristic"])
    need(zero(vec(i["velocity"])) and zero(c.velocity()), "a fixed point")
    need(p == characteristic(c.jacobian()) and real_roots(p) == distinct(p) - 2, "a complex pair")


def c37e(i):
    complex_pair(i)
    p = num(i["characteristic"])
    re, im = F(386, 221), F(20, 221)
    need(p == [-(re * re + im * im), re * re + im * im + 2 * re, -1 - 2 * re, F(1)], "eigenvalues")


def c39(i):
    c, d = circuit(i), vec(i["d"])
    need(d == c.kirchhoff() == [c.alpha * c.beta * w for w in c.w] and zero(c.velocity()), "D")


def c39b(i):
    c, p = circuit(i), num(i["characteristic"])
    need(p == characteristic(c.jacobian()) and zero(c.velocity()), "a fixed point")
    need(real_roots(p, c.alpha, 2 * c.alpha) + 1 == distinct(p) and is_real(p), "in [alpha, 2 alpha]")


def c39c(i):
    c, other = circuit(i), vec(i["other_w"])
    g, h = each(c.w, c.swing()), [w * (1 + c.xi * w) for w in other]
    need(dot(plus(g, h, -1), plus(c.w, other, -1)) > 0 and zero(c.velocity()), "monotone")


def c39d(i):
    if "rise" in i:
        c, rise = circuit(i), vec(i["rise"])
        need(zero(app(c.cycles(), rise)) and min(rise) >= 0 and max(rise) > 0, "heights")


def c39e(i):
    c, v = at_rest(i)
    need(app(c.b, v) == [c.alpha * x for x in app(c.b, c.w)], "growth")


def c46(i):
    c = circuit(i)
    os = app(c.projector(), c.s)
    gap = add(mul(c.projector(), diag(os)), diag(os), -1)
    ratio = sum(x * x for r in gap for x in r) / dot(os, os)
    need(F(i["relative_residual_squared"]) == ratio == F(2, c.n), "2 / n")


def c47(i):
    c = circuit(i)
    c.xi = F(0)
    os = app(c.projector(), c.s)
    need(vec(i["limit"]) == c.velocity(F(0)), "limit")
    need(vec(i["printed_limit"]) == [-x / c.beta for x in app(c.projector(), each(os, c.w))], "printed")


def c47c(i):
    c = circuit(i)
    omega = c.projector()
    os = app(omega, c.s)
    weak = [-x / c.beta for x in app(omega, [x * (1 - c.xi * w) for x, w in zip(os, c.w)])]
    x = mul(omega, diag(c.w))
    rest = app(inv(add(c.one, scale(x, c.xi))), app(x, app(x, os)))
    need(vec(i["weak_flow"]) == weak, "weak flow")
    need(plus(c.velocity(F(0)), weak, -1) == [-c.xi ** 2 / c.beta * r for r in rest], "remainder")


def c47d(i):
    c, x = circuit(i), vec(i["current"])
    need(zero(app(c.b, x)) and app(c.cycles(), each(c.swing(), x)) == app(c.cycles(), c.s), "metric")


def c50(i):
    c = circuit(i)
    need(vec(i["b_w0"]) == app(c.b, c.w) and zero(app(c.b, c.velocity(F(0)))), "B w0")


def c55(i):
    c, g, lam = circuit(i), vec(i["gradient"]), vec(i["lambda"])
    need(plus(g, app(tr(c.b), lam), -1) == app(c.projector(), g), "projection")


def c59(i):
    c, g = circuit(i), vec(i["gradient"])
    inside = app(c.projector(), g)
    need(F(i["two_mu_z_dot_gradient"]) == dot(inside, g) == dot(inside, inside) >= 0, "ascent")


def cf(i):
    c = circuit(i)
    own = sum(o * s * w * w / 2 for r, w in zip(c.projector(), c.w) for o, s in zip(r, c.s))
    need(F(i["functional"]) == own == sum(c.s) * sum(w * w for w in c.w) / (2 * c.m), "functional")


def c61(i):
    c = circuit(i)
    v = each(c.resistance(), c.kirchhoff())
    need(vec(i["voltage"]) == v and vec(i["flow"]) == each(c.sign, v), "P v")


def c61b(i):
    c = circuit(i)
    rate = [-x * y / c.beta for x, y in zip(c.swing(), c.kirchhoff())]
    need(vec(i["velocity"]) == rate and zero(app(c.b, [x / y for x, y in zip(rate, c.swing())])), "B ln")


def x1(i):
    c = circuit(i)
    need(zero(app(c.b, plus(vec(i["later_w"]), c.w, -1))), "B w")
    c.w = vec(i["later_w"])
    v = c.velocity(F(0))
    need(app(c.cycles(), plus([c.beta * x * y for x, y in zip(c.swing(), v)], c.s)) == [0] * len(c.cycles()), "law")


def x2(i):
    c, d = circuit(i), vec(i["delta_w"])
    c.alpha = F(0)
    moving = app(c.jacobian(), d)
    metric = [c.xi * x for x in c.velocity(F(0))]
    need(zero(app(c.cycles(), plus(each(metric, d), each(c.swing(), moving)))) and zero(app(c.b, moving)), "laws")


def x3(i):
    c = circuit(i)
    left = F(i["determinant"])
    if c.m == 0:
        return
    need(left == det(add(c.one, scale(mul(c.projector(), diag(c.w)), c.xi))), "determinant")
    total, trees = F(0), 0
    for pick in c.all_trees():
        product = F(1)
        for k in range(c.m):
            product *= 1 if k in pick else 1 + c.xi * c.w[k]
        total, trees = total + product, trees + 1
    need(left == total / trees, "trees")


def x4(i):
    c = circuit(i)
    k, os = c.kirchhoff(), app(c.projector(), c.s)
    need(F(i["current_squared"]) == dot(k, k) <= dot(os, os) == F(i["bound_squared"]), "bound")


def trees(i):
    need(F(i["trees"]) == circuit(i).trees(), "trees")


def c20d(i):
    trees(i)
    c = circuit(i)
    if c.n <= 5:
        need(F(i["trees"]) == sum(1 for _ in c.all_trees()), "listed")


def x7(i):
    xi, w, q = F(i["xi"]), F(i["w0"]), F(i["flux"])
    y = w + xi * w * w / 2
    need(F(i["y_before"]) == y and F(i["y_after"]) == max(y - q, F(0)) + q != y, "wall")


def x8(i):
    c = circuit(i)
    need(F(i["trace"]) == c.m - c.n + 1 == sum(c.projector()[k][k] for k in range(c.m)), "trace")


def x9(i):
    c = circuit(i)
    if c.m:
        need(vec(i["omega_diagonal"]) == [c.projector()[k][k] for k in range(c.m)], "diagonal")


def x10(i):
    c = circuit(i)
    need(F(i["gamma"]) == F(c.m - c.n + 1, c.m) and F(i["trees"]) == c.trees(), i["family"])


def x13(i):
    c, on, beta = circuit(i), vec(i["r_on"]), vec(i["beta_of_edge"])
    a, r = c.cycles(), each(vec(i["r_on"]), c.swing())
    k = app(tr(a), app(inv(mul(mul(a, diag(r)), tr(a))), app(a, c.s)))
    v = [c.alpha * w - j * o / b * x for w, j, o, b, x in zip(c.w, c.polarity, on, beta, k)]
    need(vec(i["velocity"]) == v, "velocity")
    d = [b * j / o for b, j, o in zip(beta, c.polarity, on)]
    need(app(c.b, each(d, v)) == [c.alpha * x for x in app(c.b, each(d, c.w))], "B D w")


def x15(i):
    c, v = without_drift(i)
    need(v == [-s / (1 + c.xi * w) for s, w in zip(c.s, c.w)] and is_uniform(v), "uniform")


def x16(i):
    c = circuit(i)
    a = c.cycles()
    limit = mul(mul(tr(a), inv(mul(mul(a, diag(c.w)), tr(a)))), a)
    need(mat(i["limit"], c.m) == limit, "limit")
    inverse = inv(add(c.one, scale(mul(c.projector(), diag(c.w)), c.xi)))
    need(add(scale(c.response(), c.xi), limit, -1) == scale(mul(inverse, limit), F(-1)), "remainder")


# ---- fluidic channels -------------------------------------------------------------------------------------------

def ball(value, found, what):
    """|found - mid| <= rad + the error of mpmath's own quadrature."""
    mid, rad = mpmath.mpf(value["mid"]), mpmath.mpf(value["rad"])
    need(abs(found - mid) <= rad + mpmath.mpf(10) ** -45 * (1 + abs(found)), what)


def a_of(p, r):
    def f(s):
        return mpmath.expm1(p * s * r / (1 - (1 - r) * s)) / mpmath.expm1(p)
    return mpmath.quad(f, mpmath.linspace(0, 1, 9))


def channel(dv, dp, rho, sign=1):
    m = mpmath.mpf
    p = sign * m("0.71e-11") / (m("1.01e-3") * m("1.75e-9")) * m(dv) \
        + m("1e-23") / (8 * m("1.01e-3") * m("1.75e-9") * m("1.75e-14")) * m(dp)
    slope = m("-0.0015e18") / m("6.022e23") * m("1.5e7") * m("1.602e-19") / (m("1.38e-23") * m("293.15"))
    k, lam = m(1) / 3, mpmath.log(4)
    h = (k * (k + 1) * lam - k - a_of(p, m(1) / 4)) / p if p else k * (k + 1) * ((1 + 2 * k) * lam - 2) / 2
    return 1 + slope * m(dv) * h / m(rho)


def con_qv(i):
    b, t = F(i["radius_tip"]) + F(i["radius_step"]), F(i["radius_tip"])
    q = F(i["pi"]) * b * t * -F(i["minus_eps_psi0"]) * F(i["dv"]) / (F(i["length"]) * F(i["viscosity"]))
    need(F(i["q_v_printed"]) == q < 0 < F(i["dv"]), "against the field")


def con_qvb(i):
    ball(i["g_over_g0"], channel(1, 0, "0.2"), "g")
    ball(i["g_over_g0_printed"], channel(1, 0, "0.2", -1), "printed")
    need(abs(mpmath.mpf(i["g_over_g0"]["mid"]) - mpmath.mpf("0.6489602105048034")) < 1e-14, "stored")


def con_p(i):
    t = F(i["radius_tip"])
    b, eta, d, dv, dp = t + F(i["radius_step"]), F(i["viscosity"]), F(i["diffusion"]), F(i["dv"]), F(i["dp"])
    r2, pi, length, slip = (b * b + b * t + t * t) / 3, F(i["pi"]), F(i["length"]), -F(i["minus_eps_psi0"])
    q = -pi * b * t * slip / (length * eta) * dv + pi * b ** 3 * t ** 3 / (8 * length * eta * r2) * dp
    need(q * length / (d * pi * t * t) * t / b == F(i["p"]), "p")


def con_1(i):
    t, dv, rb, rt = F(i["radius_tip"]), F(i["dv"]), F(i["rho_base"]), F(i["rho_tip"])
    b, eta, d = t + F(i["radius_step"]), F(i["viscosity"]), F(i["diffusion"])
    r2 = (b * b + b * t + t * t) / 3
    p = F(i["minus_eps_psi0"]) / (eta * d) * dv + b * b * t * t / (8 * eta * d * r2) * F(i["dp"])
    slope = F(i["sigma"]) / F(i["avogadro"]) * (1 / t - 1 / b) * F(i["e_over_kt"])
    h = (F(i["b"]) - F(i["a"])) / p
    need(F(i["g_over_g0"]) == (rb * (1 - F(i["a"])) + rt * F(i["a"]) + slope * dv * h) / rb, "g")


def con_5(i):
    w = vec(i["weights"])
    v, total = 5 * w[0] / (w[0] + w[1]), w[0] + w[1]
    need(F(i["partial"]) == 2 * (v - 6) * 5 * w[1] / total ** 2, "partial")


def con_a(i):
    ball(i["a"], a_of(mpmath.mpf(i["p"]), mpmath.mpf(i["r"]["mid"])), "A")


def con_g(i):
    g = channel(40, 0, i["rho_mM"])
    ball(i["g_over_g0"], g, "g")
    need(g < 0, "negative")


def con_gm(i):
    volts = ["1", "1.2", "1.4", "1.6", "1.8", "2", "2.2", "2.4", "2.6", "2.8", "3"]
    currents = [channel(v, "-0.2", "0.2") * mpmath.mpf(v) for v in volts]
    for stored, current in zip(i["current_over_g0"], currents):
        ball(stored, current, "current")
    need(any(b < a for a, b in zip(currents, currents[1:])), "falls")


def con_pe(i):
    k, lam = mpmath.mpf(1) / 3, mpmath.log(4)
    m = mpmath.mpf
    slope = m("-0.0015e18") / m("6.022e23") * m("1.5e7") * m("1.602e-19") / (m("1.38e-23") * m("293.15"))
    ball(i["g_over_g0"], 1 + slope * k * (k + 1) * ((1 + 2 * k) * lam - 2) / 2 / m("0.2"), "g")


class Net:
    def __init__(self, i, k=None):
        c = i["circuit"]
        self.n, self.ends = c["nodes"], c["edges"]
        self.k = vec(i["conductance"]) if k is None else k
        self.d = [[F((v == t) - (v == h)) for v in range(self.n)] for t, h in self.ends]
        full = mul(mul(tr(self.d), diag(self.k)), self.d)
        self.ff = [r[2:] for r in full[2:]]
        self.fs = [r[:2] for r in full[2:]]
        self.inverse = inv(self.ff)

    def volts(self, x, injected=None):
        right = [-y for y in app(self.fs, x)]
        return list(x) + app(self.inverse, right if injected is None else plus(right, injected))

    def drops(self, v):
        return app(self.d, v)

    def power(self, v):
        return dot(self.k, each(self.drops(v), self.drops(v)))


def con_max(i):
    v = Net(i).volts([F(0), F(2)])
    need(vec(i["voltages"]) == v and 0 <= min(v) and max(v) <= 2, "between the sources")


def con_17(i):
    x = [F(j, 3) for j in range(-9, 10)]
    floor = sum(max(y - (F(2, 5) * y + 1), F(0)) ** 2 for y in x) / 19
    need(F(i["mean_square_error_at_least"]) == floor == F(6, 95), "floor")


def con_17b(i):
    x = [F(j, 3) for j in range(-9, 10)]
    a = F(i["share"])
    need(sum((5 - y) * (F(2, 5) * y + 1 - y - a * (5 - y)) for y in x) == 0 and 0 <= a <= 1, "stationary")
    need(sum((F(2, 5) * y + 1 - y - a * (5 - y)) ** 2 for y in x) / 19 == F(i["mean_square_error"]) == F(8, 17), "error")


# ---- perceptrons ---------------------------------------------------------------------------------------------------

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def sil_xor(i):
    y = i["labels"]
    need(y == [-1, 1, 1, -1], "labels")
    need([sum(k * x[j] for k, x in zip(y, CORNERS)) for j in (0, 1)] + [sum(y)] == [0, 0, 0], "Farkas")
    need(vec(i["sum_of_y_x_1"]) == [0, 0, 0], "sum")


def sil_20(i):
    w = vec(i["weights"])
    z = [w[0] * a + w[1] * b + w[2] for a, b in CORNERS]
    need([x * (1 - x / 4) for x in z] == vec(i["outputs"]) == [0, 1, 1, 0], "outputs")


def sil_21b(i):
    ball(i["floor"], mpmath.mpf(1) / 2 - 3 / mpmath.pi ** 2, "floor")


def sil_u(i):
    v = F(i["v"])
    need(F(i["update"]) == v * (1 - v) ** 2 and F(4, 27) - F(i["update"]) == (v - F(1, 3)) ** 2 * (F(4, 3) - v), "u")


def sil_ut(i):
    v = F(i["v"])
    need(F(i["update"]) == (1 - v) * (1 - v * v), "u")
    need(F(32, 27) - F(i["update"]) == (v + F(1, 3)) ** 2 * (F(5, 3) - v), "bound")


def sil_1(i):
    need(F(i["rate"]) == F(i["update"]) - 4 != F(i["update"]), "u - 2 I_gamma")


def sil_8(i):
    u = F(i["update"])
    need(F(i["rate"]) == max(u, F(0)), "one-sided")


def sil_10(i):
    need(F(i["v_over_i_r_off"]) == 1 - F(i["gamma_over_d"]), "V / I")


def sil_16(i):
    need(F(i["v"]) == -F(i["z"]) ** 2 <= 0, "V")


def sil_12(i):
    a, b = vec(i["best"])
    need(a + b + (a - 1) == 0 and a + b + (b - 1) == 0, "stationary")
    need(F(25, 2) * ((a - 1) ** 2 + (b - 1) ** 2 + (a + b) ** 2) == F(i["error"]) == F(50, 3), "error")


def sil_13(i):
    need(F(i["slope"]) == -F(99, 100) * F(i["s"]), "slope")


def sil_tr(i):
    need(F(i["dragged"]) == F(1, 16) * F(1, 50) / F(i["peak"]) > 0, "dragged")


def sil_sig(i):
    a, b = F(i["a"]), F(i["b"])
    left = ((1 + a) ** 2 + (1 + b) ** 2) * (1 + a * b) - (1 + a) ** 2 * (1 + b) ** 2
    need(F(i["cleared"]) == left == a * b * (a - b) ** 2 + (a * b - 1) ** 2, "lemma")


def isotonic(t, n):
    blocks = []
    for x, m in zip(t, n):
        blocks.append([x * m, m])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0] + last[0], blocks[-1][1] + last[1]]
    return sum(F(o * (m - o), m) for o, m in blocks)


def sil_iso(i):
    n = i["counts_00_01_10_11"]
    orders = [p for p in itertools.permutations(range(4)) if {p[0], p[3]} in ({0, 3}, {1, 2})]
    least = min(isotonic([k in (1, 2) for k in p], [n[k] for k in p]) for p in orders) / 2
    need(F(i["bound"]) == least, "bound")


# ---- oxide ---------------------------------------------------------------------------------------------------------

class Step:
    """One implicit Euler step with exponents 2, 2, 3, made backwards from its new state and fluxes."""

    def __init__(self, i):
        get = lambda name: vec(i[name])
        self.h, self.n, self.p, self.d = get("h"), get("n"), get("p"), get("d")
        self.fn, self.fp, self.fd = get("flux_n"), get("flux_p"), get("flux_d")
        self.l2, self.dt, self.u, self.u0 = (F(i[k]) for k in ("lambda2", "dt", "u", "u_old"))
        size = len(self.h)
        self.x = [sum(self.h[:k], F(0)) for k in range(size + 1)]
        self.w = [((self.h[k - 1] if k else 0) + (self.h[k] if k < size else 0)) / 2 for k in range(size + 1)]
        self.n0, self.p0 = self.earlier(self.n, self.fn, False), self.earlier(self.p, self.fp, False)
        self.d0 = self.earlier(self.d, self.fd, True)
        self.nb = [1 - x / 2 for x in self.x]
        self.pb = [F(1, 4) + x / 2 for x in self.x]
        self.v = self.potential(self.n, self.p, self.d, self.u)
        self.v0 = self.potential(self.n0, self.p0, self.d0, self.u0)

    def earlier(self, u, f, ends):
        out = list(u)
        for k in range(0 if ends else 1, len(u) if ends else len(u) - 1):
            flow = (f[k] if k < len(f) else 0) - (f[k - 1] if k else 0)
            out[k] = u[k] + self.dt * flow / self.w[k]
        return out

    def potential(self, n, p, d, u):
        size = len(self.h)
        a, b = eye(size + 1), [F(0)] * (size + 1)
        b[size] = u - 1
        for k in range(1, size):
            left, right = self.l2 / self.h[k - 1], self.l2 / self.h[k]
            a[k][k - 1], a[k][k], a[k][k + 1] = -left, left + right, -right
            b[k] = self.w[k] * (d[k] + p[k] - n[k])
        return app(inv(a), b)

    def rise(self, v):
        return [b - a for a, b in zip(v, v[1:])]

    def field(self, v):
        return self.l2 / 2 * sum(r * r / h for r, h in zip(self.rise(v), self.h))

    def energy(self, n, p, d, v, u):
        lift = [x * (u - 1) for x in self.x]
        inside = [(a - b) ** 2 + (e - g) ** 2 + q ** 3 / 2 + q * z
                  for a, b, e, g, q, z in zip(n, self.nb, p, self.pb, d, lift)]
        return dot(self.w, inside) + self.field(plus(v, lift, -1))

    def dissipation(self):
        return -sum(f * r for flux_, level in (
            (self.fn, [2 * a - v for a, v in zip(self.n, self.v)]),
            (self.fp, [2 * a + v for a, v in zip(self.p, self.v)]),
            (self.fd, [F(3, 2) * a * a + v for a, v in zip(self.d, self.v)]))
            for f, r in zip(flux_, self.rise(level)))

    def balance(self):
        breg = [(a - b) ** 2 + (e - g) ** 2 + q ** 3 / 2 - z ** 3 / 2 - F(3, 2) * z * z * (q - z)
                for a, b, e, g, q, z in zip(self.n0, self.n, self.p0, self.p, self.d0, self.d)]
        rest = dot(self.w, breg) + self.field(plus(self.v, self.v0, -1))
        jump, current = self.u - self.u0, dot(self.h, plus(self.fn, self.fp, -1))
        given = self.dt * self.u * current + jump * dot(self.w, each(self.x, self.d0)) + self.l2 / 2 * jump ** 2
        new = self.energy(self.n, self.p, self.d, self.v, self.u)
        return new - self.energy(self.n0, self.p0, self.d0, self.v0, self.u0) + self.dt * self.dissipation() + rest - given


def jun_h(i):
    s = Step(i)
    need(s.balance() == F(i.get("imbalance", 0)) == 0, "balance")
    if "energy" in i:
        need(F(i["energy"]) == s.energy(s.n, s.p, s.d, s.v, s.u), "energy")


def jun_balance(i):
    need(Step(i).balance() == 0, "balance")


def jun_3(i):
    s = Step(i)
    need(F(i["dissipation"]) == s.dissipation() > 0 and s.balance() == 0, "dissipation")
    need(s.dissipation() == s.u * dot(s.h, plus(s.fn, s.fp, -1)), "power")


def jun_9(i):
    s = Step(i)
    carried = plus(plus(s.fp, s.fd), s.fn, -1)
    moved = s.rise(plus(s.v, s.v0, -1))
    total = [c - s.l2 * m / (s.dt * h) for c, m, h in zip(carried, moved, s.h)]
    need(vec(i["carried"]) == carried and vec(i["total"]) == total and is_uniform(total), "total")


def jun_2(i):
    b, a = F(i["contact"]), i["a"]
    need(F(i["slope_at_contact"]) == b ** (a - 1) != 0, "slope")


def jun_bdf2(i):
    dt = F(i["dt"])
    need(F(i["u2"]) == (4 / (1 + dt) - 1) / (3 + 2 * dt) < 0, "u_2")


# ---- contrastive learning ---------------------------------------------------------------------------------------------

class Task(Net):
    def __init__(self, i):
        super().__init__(i)
        self.x, self.d_out = vec(i["sources"]), vec(i["error"])
        self.t = i["targets"]
        self.eta = F(i["eta"]) if "eta" in i else F(1, 10)
        free = self.n - 2
        self.pick = [[F(j == free - self.t + k) for j in range(free)] for k in range(self.t)]
        self.free = self.volts(self.x)
        self.z = mul(self.inverse, tr(self.pick))
        self.a = mul(self.pick, self.z)

    def clamped(self):
        q = [self.eta * e for e in self.d_out]
        push = app(self.z, app(inv(self.a), q))
        return plus(self.free, [F(0), F(0)] + push)

    def spread(self, y):
        return self.drops([F(0), F(0)] + app(self.z, y))

    def gradient(self):
        return each(self.drops(self.free), self.spread(self.d_out))


def dur_p(i):
    t, away = Task(i), vec(i["away"])
    other = plus(t.free, [F(0), F(0)] + away)
    gap = t.power(other) - t.power(t.free)
    need(F(i["gap"]) == gap == dot(away, app(t.ff, away)) > 0, "gap")


def dur_c(i):
    t = Task(i)
    gap = t.power(t.clamped()) - t.power(t.free)
    need(F(i["contrast"]) == gap == t.eta ** 2 * dot(t.d_out, app(inv(t.a), t.d_out)) >= 0, "contrast")


def dur_w(i):
    t = Task(i)
    v = t.clamped()
    need(vec(i["clamped"]) == v and v[-t.t:] == plus(t.free[-t.t:], t.d_out, t.eta), "clamped")
    out = app(tr(t.d), each(t.k, t.drops(v)))
    need(zero(out[2:t.n - t.t]), "no current where nothing is clamped")


def dur_g(i):
    need(vec(i["gradient"]) == Task(i).gradient(), "gradient")


def dur_g2(i):
    t = Task(i)
    limit = each(t.drops(t.free), t.spread(app(inv(t.a), t.d_out)))
    need(F(i["contrast_dot_gradient"]) == dot(limit, t.gradient()) < 0, "uphill")


def dur_h(i):
    t = Task(i)
    h = scale(mul(t.inverse, t.fs), F(-1))
    need(mat(i["transfer"], len(h)) == h and min(min(r) for r in h) >= 0 and all(sum(r) == 1 for r in h), "averages")


def dur_xor(i):
    t = Task(i)
    o = {x: t.volts([F(x[0]), F(x[1])])[-1] for x in CORNERS}
    need(o[0, 0] + o[1, 1] - o[0, 1] - o[1, 0] == 0 == F(i["alternating_sum"]), "affine")


def transistors(i):
    c = i["circuit"]
    g, v = vec(i["g"]), vec(i["voltages"])
    j = [[F(0)] * c["nodes"] for _ in range(c["nodes"])]
    for e, pair in enumerate(c["edges"]):
        for a, b in (pair, pair[::-1]):
            j[a][a] += g[e] - v[a]
            j[b][a] -= g[e] - v[a]
    return j


def dur_cc(i):
    j = [r[2:] for r in transistors(i)[2:]]
    need(mat(i["jacobian"], len(j)) == j, "jacobian")


def dur_mono(i):
    j = transistors(i)
    rise = scale(mul(inv([r[2:] for r in j[2:]]), [r[:2] for r in j[2:]]), F(-1))
    need(mat(i["rise"], len(rise)) == rise and min(min(r) for r in rise) >= 0, "monotone")


def dur_tri(i):
    g, a, b = F(i["g"]), F(i["v1"]), F(i["v2"])
    need((g - (a + b) / 2) * (a - b) == ((g - b) ** 2 - (g - a) ** 2) / 2, "triode")


def dur_mem(i):
    t = Task(i)
    before, after = t.drops(t.free), t.drops(t.clamped())
    down = [x * x - y * y for x, y in zip(before, after)]
    need(F(i["raw_dot_descent"]) == dot(plus(before, after, -1), down), "raw")


def dur_t0(i):
    net = Net(i)
    free = net.volts(vec(i["sources"]))
    d = F(1, 2) - free[2]
    clamped = free[:2] + [free[2] + d / 10]
    new = [k - (y * y - x * x) / 2 for k, x, y in zip(net.k, net.drops(free), net.drops(clamped))]
    need(vec(i["updated"]) == new == [1 + F(79, 7200), 2 - F(41, 7200)] and free[2] == F(1, 3), "update")


CHECKS = {
    "C17-2.1a": c2_1a, "C17-2.2a": c2_2a, "C17-2.2b": c2_2b, "C17-2.2c": c2_2c, "C17-2.2d": c2_2d,
    "C17-2.2e": c2_2e, "C17-2.2f": same_current, "C17-3": at_rest, "C17-4": same_current, "C17-4P": same_current,
    "C17-4W": c4w, "C17-5": c5, "C17-5t": c5t, "C17-5b": c5b, "C17-5c": c5c, "C17-7": c7, "C17-7b": c7b,
    "C17-8": c8, "C17-12": c12, "C17-15": c15, "C17-16": c16, "C17-17": c17, "C17-20a": reach, "C17-20b": reach,
    "C17-20d": c20d, "C17-22": c22, "C17-23": lambda i: need(mat(i["t"], 9) == circuit(i).response(), "T"),
    "C17-25": c25, "C17-26": c26, "C17-27": c27, "C17-27b": c27b, "C17-27c": c27b, "C17-40": c40, "C17-44": c44,
    "C17-4b": lambda i: need(vec(i["current"]) == circuit(i).kirchhoff(), "current"), "C17-9": at_rest, "C17-S0": s0, "C17-S1": s1, "C17-S2": s2, "C17-S3": s3, "C17-29": s29, "C17-29b": s29b, "C17-30": s30,
    "C17-31": s31, "C17-32": s32, "C17-35": c35, "C17-37": c37, "C17-37b": real_spectrum, "C17-37c": real_spectrum,
    "C17-37d": c37d, "C17-37e": c37e, "C17-37f": complex_pair, "C17-39": c39, "C17-39b": c39b, "C17-39c": c39c,
    "C17-39d": c39d, "C17-39e": c39e, "C17-46": c46, "C17-47": c47, "C17-47c": c47c, "C17-47d": c47d, "C17-50": c50,
    "C17-55": c55, "C17-59": c59, "C17-f": cf, "C17-61": c61, "C17-61b": c61b,
    "C17-20c": lambda i: need(i["chords"] == c_chords(i), "chords"),
    "X-1": x1, "X-2": x2, "X-3": x3, "X-4": x4, "X-5": trees, "X-7": x7, "X-8": x8, "X-9": x9, "X-10": x10,
    "X-12": trees, "X-13": x13, "X-15": x15, "X-16": x16,
    "CON-QV": con_qv, "CON-QVb": con_qvb, "CON-p": con_p, "CON-1": con_1, "CON-5": con_5, "CON-A": con_a, "CON-Am": con_a,
    "CON-tau": lambda i: need(F(i["tau_ms"]) == F(100, 21) != F(24, 5), "tau"),
    "CON-g": con_g, "CON-gm": con_gm, "CON-Pe": con_pe, "CON-max": con_max, "CON-16": con_max, "CON-17": con_17,
    "CON-17b": con_17b,
    "SIL-XOR": sil_xor, "SIL-20": sil_20, "SIL-21b": sil_21b, "SIL-u": sil_u, "SIL-ut": sil_ut, "SIL-1": sil_1,
    "SIL-8": sil_8, "SIL-10": sil_10, "SIL-16": sil_16, "SIL-12": sil_12, "SIL-13": sil_13, "SIL-tr": sil_tr,
    "SIL-sig": sil_sig, "SIL-iso": sil_iso,
    "SIL-9": lambda i: need(F(i["i0"]) + F(i["i_gamma"]) > F(i["i0"]) > 0, "currents"),
    "SIL-c": lambda i: need(F(i["z"]) * (1 - F(i["c"]) * F(i["z"])) <= 1 / (4 * F(i["c"])), "cap"),
    "JUN-11": lambda i: need(F(i["current_at_zero_voltage"]) != 0, "current"),
    "SIL-21": lambda i: need(F(i["third_difference"]) == 0, "third difference"),
    "JUN-H": jun_h, "JUN-1b": jun_balance, "JUN-5": jun_balance, "JUN-10": jun_balance, "JUN-3": jun_3,
    "JUN-9": jun_9, "JUN-2": jun_2, "JUN-bdf2": jun_bdf2,
    "DUR-P": dur_p, "DUR-C": dur_c, "DUR-W": dur_w, "DUR-g1": dur_g, "DUR-EP": dur_g, "DUR-g2": dur_g2,
    "DUR-H": dur_h, "DUR-XOR": dur_xor, "DUR-cc": dur_cc, "DUR-mono": dur_mono, "DUR-tri": dur_tri,
    "DUR-mem": dur_mem, "DUR-T0": dur_t0,
    "DUR-dP": lambda i: need(vec(i["clamped"]) == Task(i).clamped(), "clamped"),
    "DUR-g": lambda i: need(vec(i["voltages"]) == Task(i).free, "voltages"),
    "DUR-tap": lambda i: need((abs(F(i["dv_clamped"])) > abs(F(i["dv_free"])))
                              == (F(i["dv_clamped"]) ** 2 > F(i["dv_free"]) ** 2), "sign"),
    "DUR-32": lambda i: need((i["periodic"], i["open"]) == (2 * 4 * 4, 2 * 4 * 3), "edges"),
}


# ---- files ----------------------------------------------------------------------------------------------------------------

def consistent(claim):
    """The counts and the verdict agree."""
    e = claim["evidence"]
    failed = {name: e[name]["false"] for name in ("printed", "corrected", "control") if name in e}
    need(failed.get("corrected", 0) == failed.get("control", 0) == 0, "a correction or a control is false")
    verdict = claim["verdict"]
    if verdict in ("proved", "certified", "supported"):
        need(failed["printed"] == 0, "%s with false evaluations" % verdict)
        need(verdict != "proved" or claim.get("proof"), "proved without a proof")
    else:
        need(failed["printed"] > 0 and (verdict == "corrected") == ("corrected" in failed), verdict)


def check_claim(claim):
    """The number of instances recomputed."""
    consistent(claim)
    check = CHECKS.get(claim["id"])
    if check is None:
        return 0
    for instance in claim["evidence"]["instances"]:
        check(instance)
    return len(claim["evidence"]["instances"])


def check_sums(folder):
    with open(os.path.join(folder, "SHA256SUMS"), encoding="ascii") as lines:
        for line in lines:
            wanted, name = line.split()
            with open(os.path.join(folder, name), "rb") as data:
                need(hashlib.sha256(data.read()).hexdigest() == wanted, "%s: is not the file of SHA256SUMS" % name)
            yield name


def main(folder):
    claims = instances = wrong = 0
    left = []
    for name in check_sums(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as text:
            data = json.load(text)
        need(data["format"] == FORMAT, "%s: format" % name)
        for claim in data["claims"]:
            claims += 1
            try:
                done = check_claim(claim)
            except (Wrong, KeyError, ValueError, TypeError, IndexError, ZeroDivisionError) as why:
                print("%s: %s: %s" % (name, claim["id"], why))
                wrong += 1
                continue
            instances += done
            if not done:
                left.append(claim["id"])
    print("%d claims, %d instances recomputed; by their counts alone: %s" % (claims, instances, " ".join(left) or "none"))
    return 1 if wrong or not claims else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "proofs-data"))
    except (Wrong, OSError, ValueError) as why:
        print("check.py: %s" % why)
        sys.exit(1)
