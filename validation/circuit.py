# validation/circuit.py -- a circuit file of Ohmega, read by other code than Ohmega's.
#
# GraphML by Python's own XML parser; one array per attribute, in file order, with the
# defaults of doc/case.md.  What is not used here is not read.
import xml.etree.ElementTree as xml

import numpy as np

SPACE = "{http://graphml.graphdrawing.org/xmlns}"

EDGE_DEFAULTS = {
    "r_on": 1.0, "r_off": None, "w": 0.5, "w_rest": 0.0, "alpha": 0.0, "beta": 1.0, "polarity": 1.0,
    "sign": 1.0, "emf": 0.0, "emf_amplitude": 0.0, "emf_frequency": 0.0, "emf_phase": 0.0,
}
NODE_DEFAULTS = {
    "potential": np.nan, "potential_amplitude": 0.0, "potential_frequency": 0.0, "potential_phase": 0.0,
    "injection": 0.0,
}
XI_DEFAULT = 100.0


class Circuit:
    """N nodes, M edges tail -> head; .r_on, .w, .emf ... are arrays of M, .potential ... of N."""

    def __init__(self, path):
        root = xml.parse(path).getroot()
        names = {key.get("id"): key.get("attr.name") for key in root.iter(SPACE + "key")}

        def values(element):
            return {names[data.get("key")]: data.text for data in element.findall(SPACE + "data")}

        nodes = list(root.iter(SPACE + "node"))
        edges = list(root.iter(SPACE + "edge"))
        place = {node.get("id"): n for n, node in enumerate(nodes)}
        self.nodes, self.edges = len(nodes), len(edges)
        self.tail = np.array([place[edge.get("source")] for edge in edges])
        self.head = np.array([place[edge.get("target")] for edge in edges])
        self._take(EDGE_DEFAULTS, [values(edge) for edge in edges])
        self._take(NODE_DEFAULTS, [values(node) for node in nodes])
        self.window = [values(edge).get("window", "none") for edge in edges]
        self.xi = np.where(np.isnan(self.r_off), XI_DEFAULT, self.r_off / self.r_on - 1.0)
        moving = ~np.isnan(self.potential) | (self.potential_amplitude != 0.0)
        self.held = np.flatnonzero(moving)
        self.potential = np.nan_to_num(self.potential)

    def _take(self, defaults, found):
        for name, default in defaults.items():
            given = np.array([float(values.get(name, np.nan)) for values in found])
            if default is not None:
                given = np.where(np.isnan(given), default, given)
            setattr(self, name, given)

    def emf_at(self, t):
        return self.emf + self.emf_amplitude * np.sin(2.0 * np.pi * self.emf_frequency * t + self.emf_phase)

    def potential_at(self, t):
        wave = np.sin(2.0 * np.pi * self.potential_frequency * t + self.potential_phase)
        return self.potential + self.potential_amplitude * wave
