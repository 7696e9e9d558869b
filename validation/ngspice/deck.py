# validation/ngspice/deck.py -- a circuit of memristors as a deck for ngspice.
#
# Every edge becomes a behavioural memristor: one capacitor of 1 F whose voltage is w,
# charged by a current source with the right-hand side of the memory equation, and one
# source for the current of the edge,
#
#     i = (v(tail) - v(head) + S) / (sign R_on (1 + xi v(w))),
#     C dw/dt = alpha (v(w) - w_rest) - j (R_on / beta) i.
#
# So written ngspice has N + M - 1 unknowns.  A source of voltage in place of the current
# would need branch currents too, M unknowns more at least.
#
# Nodes are n0, n1, ...; the memories w0, w1, ...  Node 0 of a circuit without held
# nodes is the ground.  No windows, and polarities 1 and -1 only.


def _wave(constant, amplitude, frequency, phase):
    text = "%.17g" % constant
    if amplitude != 0.0:
        text += "%+.17g*sin(%.17g*time%+.17g)" % (amplitude, 6.283185307179586 * frequency, phase)
    return text


def _emf(circuit, k):
    return _wave(circuit.emf[k], circuit.emf_amplitude[k], circuit.emf_frequency[k], circuit.emf_phase[k])


def _potential(circuit, n):
    return _wave(circuit.potential[n], circuit.potential_amplitude[n], circuit.potential_frequency[n],
                 circuit.potential_phase[n])


def write(file, circuit, time, steps, options):
    """Writes the deck: to `time` in at least `steps` steps; options of .options in one string."""
    if any(window != "none" for window in circuit.window) or (circuit.polarity == 0.0).any():
        raise ValueError("deck: windows and polarity 0 are not written")
    held = set(circuit.held)
    name = ["n%d" % n for n in range(circuit.nodes)]
    if not held:
        name[0] = "0"
    put = file.write
    put("* %d memristors\n" % circuit.edges)
    for n in sorted(held):
        if circuit.potential_amplitude[n] != 0.0:
            put("Bv%d %s 0 V=%s\n" % (n, name[n], _potential(circuit, n)))
        else:
            put("V%d %s 0 DC %.17g\n" % (n, name[n], circuit.potential[n]))
    for n in range(circuit.nodes):
        if circuit.injection[n] != 0.0:
            put("I%d 0 %s DC %.17g\n" % (n, name[n], circuit.injection[n]))
    for k in range(circuit.edges):
        tail, head = name[circuit.tail[k]], name[circuit.head[k]]
        current = "(v(%s)-v(%s)+(%s))/(%.17g*(1+%.17g*v(w%d)))" % (
            tail, head, _emf(circuit, k), circuit.sign[k] * circuit.r_on[k], circuit.xi[k], k)
        gain = circuit.polarity[k] * circuit.r_on[k] / circuit.beta[k]
        put("B%d %s %s I=%s\n" % (k, tail, head, current))
        put("C%d w%d 0 1 IC=%.17g\n" % (k, k, circuit.w[k]))
        put("Bw%d 0 w%d I=%.17g*(v(w%d)-%.17g)-%.17g*%s\n" % (
            k, k, circuit.alpha[k], k, circuit.w_rest[k], gain, current))
    put(".options %s\n" % options)
    put(".save %s\n" % " ".join("v(w%d)" % k for k in range(circuit.edges)))
    put(".tran %.17g %.17g 0 %.17g uic\n.end\n" % (time / steps, time, time / steps))
