#!/usr/bin/env python3
"""Spectra of fixed points: the command against SciPy.

    python3 validation/scipy/eigenvalues.py build/tools/ohmega

Draws circuits with a known interior fixed point (currents along a sum of directed cycles, drives
chosen to hold it): passive and mixed, driven by current, by voltage, and with windows.  Asks
`ohmega fixed-points` for its spectrum, and computes the same from the cycle space: with A an
orthonormal basis of the kernel of B (SciPy's null_space) the drift is

    f(w) = alpha w - j d(w) / beta,    i = A (A^t R A)^-1 A^t S,
    d = R_on i,  or R i (voltage),  or 4 w (1 - w) R_on i (joglekar:1),

its Jacobian the imaginary part of f(w + i h e_k) / h, exact to rounding, and the eigenvalues
those of scipy.linalg.eigvals.  Then a torus too large for a dense spectrum in the command, whose
ends come from ARPACK there.  Needs numpy and scipy; prints a line for each, exit code 1 where one
is off.
"""
import json
import subprocess
import sys
import tempfile

import numpy as np
import scipy.linalg

TOLERANCE = 1e-9        # of the largest eigenvalue; QR errs by n eps times a condition < 1e4
REST = 1e-9             # of dw/dt at what the command calls a fixed point
RITZ_TOLERANCE = 1e-6   # of the ends of a large spectrum, which the command asks to 1e-8


def write_graphml(file, nodes, tail, head, columns):
    """columns: {attribute: values of the edges}"""
    out = ['<graphml>']
    for name, values in columns.items():
        kind = 'int' if values.dtype.kind == 'i' else 'double'
        out.append(f'<key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>')
    out.append('<graph edgedefault="directed">')
    out += [f'<node id="{v}"/>' for v in range(nodes)]
    for k, (t, h) in enumerate(zip(tail, head)):
        data = ''.join(f'<data key="{n}">{v[k].item()!r}</data>' for n, v in columns.items())
        out.append(f'<edge source="{t}" target="{h}">{data}</edge>')
    out.append('</graph></graphml>')
    file.write('\n'.join(out))
    file.flush()


def circulation(rng, nodes, cycles):
    """Edges, and a positive circulation on them: a sum of directed cycles."""
    tail, head, w = [], [], []
    for c in range(cycles):
        order = rng.permutation(nodes)[: nodes if c == 0 else rng.integers(2, nodes + 1)]
        weight = rng.uniform(0.05, 0.9 / cycles)
        for u, v in zip(order, np.roll(order, -1)):
            k = next((k for k in range(len(w)) if (tail[k], head[k]) == (u, v) and rng.random() < 0.7), None)
            if k is None:
                tail.append(int(u)), head.append(int(v)), w.append(weight)
            else:
                w[k] += weight
    return np.array(tail), np.array(head), np.array(w)


class Circuit:
    def __init__(self, nodes, tail, head, **parameters):
        incidence = np.zeros((nodes, len(tail)))
        for k, (t, h) in enumerate(zip(tail, head)):
            incidence[t, k] -= 1
            incidence[h, k] += 1
        self.cycles = scipy.linalg.null_space(incidence)
        self.__dict__.update(parameters)        # law, alpha, xi, r_on, beta, sign, polarity, emf

    def resistance(self, w):
        return self.sign * self.r_on * (1 + self.xi * w)

    def drift(self, w):
        a, r = self.cycles, self.resistance(w)
        i = a @ np.linalg.solve(a.T @ (r[:, None] * a), a.T @ self.emf)
        drive = {'voltage': r * i, 'current': self.r_on * i, 'joglekar:1': 4 * w * (1 - w) * self.r_on * i}
        return self.alpha * w - self.polarity / self.beta * drive[self.law]

    def jacobian(self, w, h=1e-30):
        columns = [self.drift(w + 1j * h * e).imag / h for e in np.eye(len(w))]
        return np.array(columns).T


def run(command, *arguments):
    done = subprocess.run([command, *arguments, '--json'], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)['result']['fixed_points']


def matched(a, b):
    """Largest distance when every number of a takes the nearest left in b."""
    left, most = list(b), 0.0
    for x in a:
        k = int(np.argmin(np.abs(np.array(left) - x)))
        most = max(most, abs(left.pop(k) - x))
    return most


def resting(rng, law, mixed):
    """A circuit and its state at rest: alpha beta w = j d, so that d runs along the edges."""
    nodes, alpha, xi = 5, float(rng.choice([-0.8, 1.3])), 10 ** rng.uniform(-1, 2)
    tail, head, c = circulation(rng, nodes, 4)
    m = len(c)
    sign = np.where(rng.random(m) < (0.3 if mixed else 0.0), -1, 1)
    polarity = np.where(rng.random(m) < 0.4, -1, 1)
    r_on = rng.uniform(0.5, 2.0, m)
    if law == 'current':            # alpha beta w = j R_on i
        beta, way, w = r_on.copy(), polarity, c
        current = way * alpha * c
    elif law == 'voltage':          # alpha beta w = j sign R_on (1 + xi w) i
        beta, way = rng.uniform(0.5, 2.0, m), polarity * sign
        share = 0.7 / (r_on * c * (1 + xi) / beta).max()
        w = share * r_on * c / (beta - xi * share * r_on * c)
        current = way * alpha * share * c
    else:                           # alpha beta = j 4 (1 - w) R_on i
        beta, way = rng.uniform(0.5, 2.0, m), polarity
        share = 0.3 / (r_on * c / beta).min()
        w = 1 - beta / (4 * share * r_on * c)
        current = way * alpha * share * c
    tail, head = np.where(way > 0, tail, head), np.where(way > 0, head, tail)
    potential = rng.normal(size=nodes)
    circuit = Circuit(nodes, tail, head, law=law, alpha=alpha, xi=xi, r_on=r_on, beta=beta, sign=sign,
                      polarity=polarity, emf=None)
    circuit.emf = circuit.resistance(w) * current + potential[head] - potential[tail]
    columns = {'sign': sign, 'polarity': polarity, 'r_on': r_on, 'r_off': r_on * (1 + xi), 'beta': beta,
               'alpha': np.full(m, alpha), 'emf': circuit.emf, 'w': w}
    return circuit, w, nodes, tail, head, columns


def small(command, seed, law):
    circuit, w, nodes, tail, head, columns = resting(np.random.default_rng(seed), law, seed % 2 == 1)
    option = ['--window', law] if ':' in law else ['--control', law]
    name = f'{law} seed {seed}'
    with tempfile.NamedTemporaryFile('w', suffix='.graphml') as file:
        write_graphml(file, nodes, tail, head, columns)
        points = run(command, 'fixed-points', file.name, *option)
    point = min(points, key=lambda p: np.abs(np.array(p['w']) - w).max(), default=None)
    if point is None or np.abs(np.array(point['w']) - w).max() > 1e-6:
        return f'{name}: the state was not found', False
    ours = [complex(*pair) for pair in point['eigenvalues']]
    theirs = scipy.linalg.eigvals(circuit.jacobian(w))
    off = matched(ours, theirs) / np.abs(theirs).max()
    turns = sum(abs(x.imag) > 1e-9 for x in theirs)
    return (f'{name}: M = {len(w)}, {"mixed" if (circuit.sign < 0).any() else "passive"}, xi = {circuit.xi:.3g}, '
            f'{point["kind"]}, {turns} complex: off by {off:.1e}'), off < TOLERANCE


def large(command):
    side, alpha, xi, rng = 21, -0.5, 3.0, np.random.default_rng(1)
    node = np.arange(side * side).reshape(side, side)
    tail = np.concatenate([node.ravel(), node.ravel()])
    head = np.concatenate([np.roll(node, -1, 1).ravel(), np.roll(node, -1, 0).ravel()])
    m = len(tail)
    emf, one = rng.uniform(-0.3, -0.25, m), np.ones(m)
    with tempfile.NamedTemporaryFile('w', suffix='.graphml') as file:
        write_graphml(file, side * side, tail, head, {
            'r_off': np.full(m, 1 + xi), 'alpha': np.full(m, alpha), 'emf': emf})
        point = run(command, 'fixed-points', file.name)[0]
    w = np.array(point['w'])
    # at rest R_on i = alpha w, so the Jacobian is alpha I + alpha xi K diag(w)
    a = Circuit(side * side, tail, head).cycles
    response = a @ np.linalg.solve(a.T @ ((1 + xi * w)[:, None] * a), a.T)
    rest = np.abs(alpha * w - response @ emf).max()
    theirs = np.sort(scipy.linalg.eigvals(alpha * np.diag(one) + alpha * xi * response * w[None, :]).real)
    ours = [pair[0] for pair in point['eigenvalues']]
    off = max(np.abs(theirs - x).min() for x in ours) / np.abs(theirs).max()
    ends = max(abs(max(ours) - theirs[-1]), abs(min(ours) - theirs[0])) / np.abs(theirs).max()
    return (f'torus {side} x {side}, M = {m}: {len(ours)} eigenvalues off by {off:.1e}, ends by {ends:.1e}, '
            f'drift {rest:.1e}',
            point['all_eigenvalues'] is False and max(off, ends) < RITZ_TOLERANCE and rest < REST)


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else 'build/tools/ohmega'
    results = [small(command, seed, law) for law in ('current', 'voltage', 'joglekar:1') for seed in range(12)]
    results.append(large(command))
    for text, good in results:
        print('ok  ' if good else 'OFF ', text)
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
