# validation/ngspice/agree.py -- small circuits of every kind of drive, by ngspice and by ohmega.
#
# Usage: agree.py OHMEGA
#
# Prints `circuit|largest difference of w|allowed|verdict`; exit status 1 where one is not met.
# The decks ask for 4000 steps and a relative tolerance of 1e-6; ngspice's trapezoidal rule
# is then wrong by about (T/4000)^2 times a second derivative: 1e-5 of w is ten times that.
import os
import subprocess
import sys
import tempfile

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import circuit as circuits
import compare
import deck

TIME = 1.5
STEPS = 4000
SAMPLES = 31
ALLOWED = 1e-5

GRID = ["generate", "grid", "3", "3", "--set", "w=uniform:0.4,0.6", "--set", "alpha=0.1", "--set", "r_off=21"]
CASES = [
    ("constant generators", ["--set", "emf=normal:0,1"]),
    ("sinusoidal generators", ["--set", "emf_amplitude=normal:0,2", "--set", "emf_frequency=1.3",
                               "--set", "emf_phase=0.4"]),
    ("held potentials", ["--set", "potential@0=3", "--set", "potential@8=0"]),
    ("a held potential with a sine", ["--set", "potential@0=1", "--set", "potential_amplitude@0=4",
                                      "--set", "potential_frequency@0=0.9", "--set", "potential_phase@0=0.7",
                                      "--set", "potential@8=0"]),
    ("a held and an injected node", ["--set", "potential@8=0", "--set", "injection@0=0.2"]),
    ("opposite polarities", ["--set", "emf=normal:0,1", "--set", "polarity@0=-1", "--set", "polarity@5=-1"]),
]


def difference(ohmega, folder, settings):
    path = os.path.join(folder, "case.graphml")
    subprocess.run([ohmega] + GRID + settings + ["--quiet", "--force", "-o", path], check=True)
    table = os.path.join(folder, "case.csv")
    subprocess.run([ohmega, "simulate", path, "--time", str(TIME), "--samples", str(SAMPLES), "--rtol", "1e-12",
                    "--bounds", "free", "--quiet", "--force", "-o", table], check=True, stdout=subprocess.DEVNULL)
    with open(table) as file:
        lines = [line for line in file if not line.startswith("#")]
    memories = [k for k, name in enumerate(lines[0].split(",")) if name.startswith("w_")]
    ours = np.array([[float(line.split(",")[k]) for k in memories] for line in lines[1:]])
    times = np.array([float(line.split(",")[0]) for line in lines[1:]])
    cir, raw = os.path.join(folder, "case.cir"), os.path.join(folder, "case.raw")
    with open(cir, "w") as file:
        deck.write(file, circuits.Circuit(path), TIME, STEPS, "reltol=1e-6 vntol=1e-9 abstol=1e-12")
    subprocess.run(["ngspice", "-b", "-r", raw, cir], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    moments, rows = compare.read_raw(raw)
    theirs = np.column_stack([np.interp(times, moments, rows[:, k]) for k in range(rows.shape[1])])
    return np.abs(ours - theirs).max(), np.abs(ours[-1] - ours[0]).max()


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: agree.py OHMEGA")
    passed = True
    with tempfile.TemporaryDirectory() as folder:
        for name, settings in CASES:
            worst, moved = difference(sys.argv[1], folder, settings)
            good = worst <= ALLOWED and moved > 100.0 * ALLOWED
            passed = passed and good
            print("grid of 3 x 3, %s: memories (which move by %.2f)|%.0e|%g|%s"
                  % (name, moved, worst, ALLOWED, "reproduced" if good else "DIFFERS"))
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
