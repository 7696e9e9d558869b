# validation/ngspice/compare.py -- a grid of memristors by ngspice and by ohmega.
#
# Usage: compare.py OHMEGA [LARGEST]      grids of sides 5, 10, 20, 40 up to LARGEST (40)
#
# The workload: grid n x n, xi 100, w uniform (.35, .65), alpha .05, beta 1, constant EMFs
# normal (0, 2), to t = 1.5 s at 111 time points.  A third run, by ohmega at 1e-12, says how
# wrong both are.  Either program is given every accuracy of a ladder and counts with the
# cheapest that is right to ACCURACY at all points; time is processor time of the whole
# process, reading and writing included, the median of REPEATS runs.
# Exit status 1: they disagree, or ohmega is not FASTER times as fast at side 40.
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import circuit as circuits
import deck

TIME = 1.5
POINTS = 111
ACCURACY = 1e-4         # of w, the accuracy both are asked for
FASTER = 20.0           # what we set out to reach
REPEATS = 3
PATIENCE = 300.0        # seconds of the clock one run may take
SIDES = (5, 10, 20, 40)

# ngspice: its relative tolerance, and how many steps it makes at least: the samples
# themselves; its own limit of fifty; ten.  Fewer than 110 leave samples to interpolation.
NGSPICE_LADDER = [(reltol, steps) for reltol in (1e-2, 1e-3, 1e-4) for steps in (10, 50, POINTS - 1)]
OHMEGA_LADDER = (1e-3, 1e-4, 1e-5, 1e-6)


def processor_time(command):
    """Seconds of user and system time of a command that has to succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def read_raw(path):
    """Times and samples (rows) of a binary raw file of real numbers."""
    with open(path, "rb") as file:
        head, body = file.read().split(b"Binary:\n", 1)
    count = next(int(line.split(b":")[1]) for line in head.split(b"\n") if line.startswith(b"No. Variables"))
    table = np.frombuffer(body, dtype=float)
    table = table[:len(table) // count * count].reshape(-1, count)
    names = [line.split()[1].decode() for line in head.split(b"Variables:")[-1].strip().split(b"\n")]
    order = [names.index("v(w%d)" % k) for k in range(count - 1)]
    return table[:, 0], table[:, order]


def at_points(times, rows):
    """ngspice's samples on the common time points, straight between its steps."""
    grid = np.linspace(0.0, TIME, POINTS)
    return np.column_stack([np.interp(grid, times, rows[:, k]) for k in range(rows.shape[1])])


class Contest:
    def __init__(self, ohmega, folder, side):
        self.ohmega, self.folder = ohmega, folder
        self.file = os.path.join(folder, "grid%d.graphml" % side)
        subprocess.run([ohmega, "generate", "grid", str(side), str(side), "--set", "w=uniform:0.35,0.65",
                        "--set", "alpha=0.05", "--set", "r_off=101", "--set", "emf=normal:0,2",
                        "-o", self.file, "--force", "--quiet"], check=True)
        self.circuit = circuits.Circuit(self.file)
        self.truth = self.ours(1e-12)

    def command(self, rtol):
        return [self.ohmega, "simulate", self.file, "--time", str(TIME), "--samples", str(POINTS),
                "--rtol", str(rtol), "--atol", str(rtol), "--bounds", "free", "--quiet"]

    def ours(self, rtol):
        out = subprocess.run(self.command(rtol) + ["--json"], check=True, capture_output=True).stdout
        return np.array([sample["w"] for sample in json.loads(out)["result"]["samples"]])

    def time_ours(self, rtol):
        return processor_time(self.command(rtol) + ["--force", "-o", os.path.join(self.folder, "ours.h5")])

    def ngspice_command(self, reltol, steps):
        path = os.path.join(self.folder, "deck.cir")
        # absolute tolerances well below what matters: w is of order 1, currents of order 0.02
        with open(path, "w") as file:
            deck.write(file, self.circuit, TIME, steps,
                       "reltol=%g vntol=%g abstol=%g" % (reltol, 1e-2 * reltol, 1e-4 * reltol))
        return ["ngspice", "-b", "-r", os.path.join(self.folder, "out.raw"), path]

    def time_ngspice(self, reltol, steps):
        seconds = processor_time(self.ngspice_command(reltol, steps))
        times, rows = read_raw(os.path.join(self.folder, "out.raw"))
        if times[-1] < TIME * (1.0 - 1e-9):     # it gave up, and said so on its terminal
            return seconds, np.inf, len(times)
        return seconds, np.abs(at_points(times, rows) - self.truth).max(), len(times)

    def best_ours(self):
        for rtol in OHMEGA_LADDER:
            error = np.abs(self.ours(rtol) - self.truth).max()
            if error <= ACCURACY:
                return rtol, error, statistics.median(self.time_ours(rtol) for _ in range(REPEATS))
        return None

    def best_ngspice(self):
        """The cheapest rung that is right: each once, the cheapest REPEATS times."""
        runs = []
        for rung in NGSPICE_LADDER:
            try:
                seconds, error, rows = self.time_ngspice(*rung)
            except subprocess.TimeoutExpired:
                print("    ngspice reltol %g: stopped after %g s of the clock" % (rung[0], PATIENCE))
                continue
            print("    ngspice reltol %-6g steps <= T/%-3d %4d rows  error %.1e  %8.3f s"
                  % (rung[0], rung[1], rows, error, seconds), flush=True)
            if error <= ACCURACY:
                runs.append((seconds, error, rung))
        if not runs:
            return None
        first, error, rung = min(runs)
        again = [first] + [self.time_ngspice(*rung)[0] for _ in range(REPEATS - 1)]
        return rung, error, statistics.median(again)


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: compare.py OHMEGA [LARGEST]")
    largest = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    passed = True
    for side in [side for side in SIDES if side <= largest]:
        with tempfile.TemporaryDirectory() as folder:
            contest = Contest(sys.argv[1], folder, side)
            print("grid %d x %d, %d memristors, to t = %g s at %d points" % (
                side, side, contest.circuit.edges, TIME, POINTS))
            ours, theirs = contest.best_ours(), contest.best_ngspice()
        if ours is None or theirs is None:
            print("    FAIL: %s never came within %g" % ("ohmega" if ours is None else "ngspice", ACCURACY))
            passed = False
            continue
        ratio = theirs[2] / ours[2]
        verdict = "PASS" if side < 40 or ratio >= FASTER else "FAIL"
        passed = passed and verdict == "PASS"
        print("    ohmega  rtol %-8g error %.1e  %8.3f s of processor time" % ours)
        print("    ngspice reltol %-6g error %.1e  %8.3f s: %.1f times ours   %s"
              % (theirs[0][0], theirs[1], theirs[2], ratio, verdict), flush=True)
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
