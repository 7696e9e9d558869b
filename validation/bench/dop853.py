# validation/bench/dop853.py -- SciPy's DOP853 on our right-hand side, against our Taylor series.
#
# Usage: dop853.py LIBOHMEGA.SO [RUNS]        the shared library, called through ctypes
#
# The workload of bench_motion.c: grid 40 x 40, xi 100, w0 uniform (.35, .65), alpha .05,
# beta 1, constant EMFs normal (0, 2), to t = 1.5, seed 1, both at 1e-12.  Every
# right-hand side is one factorisation.  Both run in this process, in turns; time is
# processor time, medians.  What Python itself costs DOP853 is not held against it: the
# second ratio counts its right-hand sides only, at what one costs when called alone.
import ctypes as c
import statistics
import sys
import time

import numpy as np
import scipy.integrate

SIDE = 40
END = 1.5
TOLERANCE = 1e-12
REFERENCE_TOLERANCE = 2.5e-14       # the tightest SciPy takes: 100 roundings
TAYLOR, FREE, EMF = 1, 2, 0         # ohm_method, ohm_bounds, ohm_drive_kind


# ---- the layouts of lib/*/*.h ----------------------------------------------------
class Error(c.Structure):
    _fields_ = [("status", c.c_int), ("text", c.c_char * 512)]


class Graph(c.Structure):
    _fields_ = [("nodes", c.c_size_t), ("edges", c.c_size_t), ("tail", c.c_void_p), ("head", c.c_void_p)]


class Memristors(c.Structure):      # what follows alpha is not touched
    _fields_ = [("edges", c.c_size_t), ("r_on", c.c_void_p), ("xi", c.c_void_p), ("alpha", c.POINTER(c.c_double))]


class Waveform(c.Structure):
    _fields_ = [("dc", c.c_double), ("amplitude", c.c_double), ("frequency", c.c_double), ("phase", c.c_double),
                ("line", c.c_void_p)]


class Problem(c.Structure):
    _fields_ = [("graph", c.POINTER(Graph)), ("device", c.POINTER(Memristors)), ("drive", c.c_void_p)]


class NetworkOptions(c.Structure):
    _fields_ = [("solver", c.c_int), ("mixed_signs", c.c_bool), ("cg_tolerance", c.c_double)]


class NetworkWork(c.Structure):
    _fields_ = [("factorizations", c.c_size_t), ("solves", c.c_size_t), ("cg_iterations", c.c_size_t)]


class SolverChoice(c.Structure):
    _fields_ = [("kind", c.c_int), ("why", c.c_char * 160), ("unknowns", c.c_double), ("fill", c.c_double),
                ("flops", c.c_double)]


class Simulation(c.Structure):
    _fields_ = [("time", c.c_double), ("rtol", c.c_double), ("atol", c.c_double), ("method", c.c_int),
                ("bounds", c.c_int), ("network", NetworkOptions), ("samples", c.c_size_t),
                ("sample_time", c.c_void_p), ("checkpoints", c.c_void_p)]


class Report(c.Structure):
    _fields_ = [("method", c.c_int), ("solver", SolverChoice), ("reached", c.c_double), ("steps", c.c_size_t),
                ("rhs", c.c_size_t), ("work", NetworkWork), ("events_reached", c.c_size_t),
                ("events_released", c.c_size_t), ("invariant_cut", c.c_double), ("invariant_flux", c.c_double)]


class Library:
    """Calls that raise what ohm_error says."""

    def __init__(self, path):
        self.so = c.CDLL(path)
        self.error = Error()

    def __call__(self, name, *arguments):
        if getattr(self.so, name)(*arguments, c.byref(self.error)) != 0:
            raise RuntimeError(self.error.text.decode())


class Workload:
    def __init__(self, library):
        self.call, so = library, library.so
        graph, device, drive, rng = c.POINTER(Graph)(), c.POINTER(Memristors)(), c.c_void_p(), c.c_void_p()
        library("ohm_graph_grid", c.byref(graph), c.c_size_t(SIDE), c.c_size_t(SIDE), c.c_size_t(1))
        self.edges = graph.contents.edges
        edges = c.c_size_t(self.edges)
        library("ohm_memristors_alloc", c.byref(device), edges)
        library("ohm_drive_alloc", c.byref(drive), c.c_size_t(graph.contents.nodes), edges)
        library("ohm_rng_alloc", c.byref(rng), c.c_uint64(1), c.c_uint64(0))
        so.ohm_rng_normal.restype = so.ohm_rng_between.restype = c.c_double
        self.w0 = np.empty(self.edges)
        for k in range(self.edges):
            emf = Waveform(2.0 * so.ohm_rng_normal(rng), 0.0, 0.0, 0.0, None)
            self.w0[k] = so.ohm_rng_between(rng, c.c_double(0.35), c.c_double(0.65))
            device.contents.alpha[k] = 0.05
            library("ohm_drive_set", drive, EMF, c.c_size_t(k), c.byref(emf))
        so.ohm_memristors_survey(device)
        self.problem = Problem(graph, device, drive)
        self.flow = c.c_void_p()

    def analyse(self):
        """Makes the flow afresh, as ohm_simulate does; processor time of the symbolic analysis."""
        start = time.process_time()
        self.call.so.ohm_flow_free(self.flow)
        self.call("ohm_flow_alloc", c.byref(self.flow), c.byref(self.problem), None)
        return time.process_time() - start

    def drift(self, t, w):
        w, dwdt = np.ascontiguousarray(w), np.empty(self.edges)
        self.call("ohm_flow_rhs", dwdt.ctypes.data_as(c.c_void_p), c.c_double(t), w.ctypes.data_as(c.c_void_p),
                  self.flow)
        return dwdt

    def dop853(self, tolerance):
        """Final w, right-hand sides, processor time, analysis included."""
        start = time.process_time()
        self.analyse()
        answer = scipy.integrate.solve_ivp(self.drift, (0.0, END), self.w0, "DOP853", rtol=tolerance, atol=tolerance)
        return answer.y[:, -1], answer.nfev, time.process_time() - start

    def taylor(self, tolerance):
        """Final w, factorisations, processor time, analysis included."""
        w, report = self.w0.copy(), Report()
        simulation = Simulation(time=END, rtol=tolerance, atol=tolerance, method=TAYLOR, bounds=FREE)
        start = time.process_time()
        self.call("ohm_simulate", w.ctypes.data_as(c.c_void_p), None, None, None, c.byref(report),
                  c.byref(self.problem), c.byref(simulation), None, None, None)
        return w, report.work.factorizations, time.process_time() - start

    def drift_time(self, times):
        start = time.process_time()
        for _ in range(times):
            self.drift(0.0, self.w0)
        return (time.process_time() - start) / times


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: dop853.py LIBOHMEGA.SO [RUNS]")
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    work = Workload(Library(sys.argv[1]))
    reference = work.dop853(REFERENCE_TOLERANCE)[0]
    theirs, ours, alone, analysis = [], [], [], []
    for _ in range(runs):
        ours.append(work.taylor(TOLERANCE))
        theirs.append(work.dop853(TOLERANCE))
        alone.append(work.drift_time(100))
        analysis.append(work.analyse())
    our_time, their_time = (statistics.median(run[2] for run in side) for side in (ours, theirs))
    once, drift = statistics.median(analysis), statistics.median(alone)
    print("grid %d x %d (M = %d) to t = %g at %g; reference DOP853 at %g; medians of %d runs"
          % (SIDE, SIDE, work.edges, END, TOLERANCE, REFERENCE_TOLERANCE, runs))
    print("  analysis, in both            %9.5f s" % once)
    print("  one right-hand side alone    %9.5f s" % drift)
    for name, (w, count, _), seconds in (("taylor", ours[0], our_time), ("DOP853", theirs[0], their_time)):
        print("  %s  %4d factorizations  %9.5f s  error %.1e" % (name, count, seconds, np.abs(w - reference).max()))
    print("  factorizations: %.1f times ours" % (theirs[0][1] / ours[0][1]))
    print("  time: %.1f times ours; without the analysis %.1f times; of its right-hand sides alone %.1f times"
          % (their_time / our_time, (their_time - once) / (our_time - once), theirs[0][1] * drift / (our_time - once)))


if __name__ == "__main__":
    main()
