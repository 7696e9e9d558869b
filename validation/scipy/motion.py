# validation/scipy/motion.py -- the memory equation on SciPy's own numerics.
#
#     (B G B^t) p = B G S + J at the nodes that are not held,     i = G (S - B^t p),
#     dw/dt = alpha (w - w_rest) - d (R_on / beta) f(w, d),       d = j i, or |i| for polarity 0,
#
# assembled with scipy.sparse, solved by SuperLU, integrated by solve_ivp: nothing here is
# shared with Ohmega but the equation.
import numpy as np
import scipy.integrate
import scipy.sparse
import scipy.sparse.csgraph
import scipy.sparse.linalg


# A current has turned when it is this part of the largest one beyond 0: far more than its
# rounding, and what a law with a kink at 0 gains or loses by it is of the order of the square.
TURNING = 1e-8


def window(text, w, falls):
    """f(w, d) of one kind of window for many elements; `falls` says where d > 0."""
    kind, _, numbers = text.partition(":")
    p, j = ([float(number) for number in numbers.split(",") if number] + [1.0, 1.0])[:2]
    w = np.clip(w, 0.0, 1.0)
    if kind == "none":
        return np.ones_like(w)
    if kind == "strukov":
        return w * (1.0 - w)
    if kind == "joglekar":
        return 1.0 - (2.0 * w - 1.0) ** (2.0 * p)
    if kind == "biolek":
        return 1.0 - np.where(falls, 1.0 - w, w) ** (2.0 * p)
    if kind == "prodromakis":
        return j * (1.0 - ((w - 0.5) ** 2 + 0.75) ** p)
    raise ValueError("window " + text)


class Motion:
    def __init__(self, circuit, control="current", emf=None):
        """emf: a function of t in place of the file's."""
        self.circuit, self.control = circuit, control
        self.emf_at = emf if emf is not None else circuit.emf_at
        n, m = circuit.nodes, circuit.edges
        ones, edge = np.ones(m), np.arange(m)
        self.incidence = scipy.sparse.csr_matrix(
            (np.concatenate([-ones, ones]), (np.concatenate([circuit.tail, circuit.head]), np.tile(edge, 2))), (n, m))
        self.windows = {text: np.array([text == other for other in circuit.window]) for text in set(circuit.window)}
        self.free = self._free_nodes()
        self.reduced = self.incidence[self.free]
        # Laplacian = reduced diag(g) reduced^t: its non-zeros are linear in g
        self.pattern = self._pattern()

    def _free_nodes(self):
        """All but the held nodes and the first node of a component that has none."""
        c = self.circuit
        edges = scipy.sparse.coo_matrix((np.ones(c.edges), (c.tail, c.head)), (c.nodes, c.nodes))
        count, component = scipy.sparse.csgraph.connected_components(edges, directed=False)
        fixed = set(c.held)
        for label in range(count):
            members = np.flatnonzero(component == label)
            if not fixed & set(members):
                fixed.add(members[0])
        return np.array(sorted(set(range(c.nodes)) - fixed))

    def _pattern(self):
        """(columns, rows, K): the Laplacian's data are K g, column by column."""
        b = self.reduced.tocsc()
        entries = []
        for k in range(b.shape[1]):
            rows, signs = b.indices[b.indptr[k]:b.indptr[k + 1]], b.data[b.indptr[k]:b.indptr[k + 1]]
            entries += [(rows[i], rows[j], k, signs[i] * signs[j]) for i in range(len(rows)) for j in range(len(rows))]
        row, column, edge, sign = (np.array(part) for part in zip(*entries))
        places, place = np.unique(column * np.int64(b.shape[0]) + row, return_inverse=True)
        starts = np.searchsorted(places // b.shape[0], np.arange(b.shape[0] + 1))
        weights = scipy.sparse.csr_matrix((sign, (place, edge)), (len(places), b.shape[1]))
        return starts, places % b.shape[0], weights

    def resistance(self, w):
        return self.circuit.sign * self.circuit.r_on * (1.0 + self.circuit.xi * w)

    def solve(self, t, w):
        """Currents (M) and potentials (N)."""
        c, g, emf = self.circuit, 1.0 / self.resistance(w), self.emf_at(t)
        p = np.zeros(c.nodes)
        p[c.held] = c.potential_at(t)[c.held]
        starts, rows, weights = self.pattern
        laplacian = scipy.sparse.csc_matrix((weights @ g, rows, starts), (len(self.free), len(self.free)))
        right = self.reduced @ (g * (emf - self.incidence.T @ p)) + c.injection[self.free]
        p[self.free] = scipy.sparse.linalg.splu(laplacian).solve(right)
        return g * (emf - self.incidence.T @ p), p

    def drift(self, t, w, heading=None):
        """heading: signs of the currents, where they are to be taken as given."""
        c = self.circuit
        i, _ = self.solve(t, w)
        drive = i * (c.r_on if self.control == "current" else self.resistance(w))
        heading = np.sign(i) if heading is None else heading
        drive = np.where(c.polarity == 0.0, heading * drive, c.polarity * drive)
        falls = (heading * c.polarity > 0.0) | (c.polarity == 0.0)
        f = np.empty_like(w)
        for text, these in self.windows.items():
            f[these] = window(text, w[these], falls[these])
        return c.alpha * (w - c.w_rest) - drive / c.beta * f

    def run(self, times, tolerance, method="DOP853", kinks=(), turning=False):
        """w at the times, beginning with 0; no step crosses a kink of the drive, or, with
        turning, a moment where some current changes sign."""
        w, t, rows = self.circuit.w.copy(), 0.0, [self.circuit.w]
        heading = np.sign(self.solve(0.0, w)[0]) if turning else None
        for stop in sorted({*times[1:], *(kink for kink in kinks if kink < times[-1])}):
            while t < stop:
                w, t = self._piece(t, w, stop, heading, tolerance, method)
            if stop in times:
                rows.append(w)
        return np.array(rows)

    def _piece(self, start, w, stop, heading, tolerance, method):
        """To `stop`, or to the first current that turns; its heading is turned there."""
        def least(t, w, heading):
            return np.min(heading * self.solve(t, w)[0]) + turned

        def integrate(end, events):
            answer = scipy.integrate.solve_ivp(self.drift, (start, end), w, method, rtol=tolerance, atol=tolerance,
                                               events=events, args=(heading,))
            if not answer.success:
                raise RuntimeError(answer.message)
            return answer

        turned = TURNING * np.abs(self.solve(start, w)[0]).max()
        least.terminal, least.direction = True, -1.0
        answer = integrate(stop, None if heading is None else least)
        if answer.status == 1:          # again: to there without interpolation
            stop = answer.t[-1]
            answer = integrate(stop, None)
            i, _ = self.solve(stop, answer.y[:, -1])
            heading[heading * i < -0.5 * turned] *= -1.0       # edges in series turn together
        return answer.y[:, -1], stop

    def sensitivity(self, w, i):
        """Spectral norm of di/dw = -K diag(sign R_on xi i), K = G - G B^t (B G B^t)^-1 B G; dense."""
        c, g = self.circuit, 1.0 / self.resistance(w)
        b = self.reduced.toarray()
        k = np.diag(g) - (b * g).T @ np.linalg.solve((b * g) @ b.T, b * g)
        return np.linalg.norm(k * (c.sign * c.r_on * c.xi * i), 2)
