"""Records what NumPy computes of a graph convolution, for GraphConvolutionTests in
Tests/NetworksTests.

    python Tests/Peers/record_graph.py      # numpy 2, networkx 3.6

Writes Tests/Peers/Recorded/graph.json: the karate club (its ties from NetworkX), the mixing matrix,
two layers with tanh and a dense one with fixed weights, their outputs, the loss of two labelled
members, all gradients by hand, and the scores after 200 steps of plain gradient descent. All in
float64.
"""
import json
import pathlib

import networkx
import numpy as np

target = pathlib.Path(__file__).parent / "Recorded" / "graph.json"
random = np.random.default_rng(26)
graph = networkx.karate_club_graph()
a = networkx.to_numpy_array(graph, nodelist=range(34), weight=None)
with_self = a + np.eye(34)
root = np.diag(with_self.sum(1) ** -0.5)
mixing = root @ with_self @ root

shapes = [(34, 4), (4,), (4, 2), (2,), (2, 2), (2,)]
start = [random.normal(0, 0.5, shape).round(4) for shape in shapes]
known, answers = [0, 33], [0, 1]


def run(p):
    """Scores, loss and gradients; features are the identity: nothing is known of anybody."""
    w1, b1, w2, b2, w3, b3 = p
    h1 = np.tanh(mixing @ w1 + b1)
    h2 = np.tanh(mixing @ (h1 @ w2) + b2)
    scores = h2 @ w3 + b3
    e = np.exp(scores[known] - scores[known].max(1, keepdims=True))
    shares = e / e.sum(1, keepdims=True)
    loss = -np.log(shares[[0, 1], answers]).mean()
    d = np.zeros_like(scores)
    d[known] = (shares - np.eye(2)[answers]) / 2
    g3, c3 = h2.T @ d, d.sum(0)
    d2 = (d @ w3.T) * (1 - h2**2)
    g2, c2 = h1.T @ (mixing.T @ d2), d2.sum(0)
    d1 = (mixing.T @ d2 @ w2.T) * (1 - h1**2)
    g1, c1 = mixing.T @ d1, d1.sum(0)
    return h2, scores, loss, [g1, c1, g2, c2, g3, c3]


def flat(x):
    x = np.asarray(x)
    return {"shape": list(x.shape), "scalars": [float(f"{v:.8g}") for v in x.ravel()]}


hidden, scores, loss, gradients = run(start)
p = start
for _ in range(200):
    p = [x - 0.1 * g for x, g in zip(p, run(p)[3])]
trained = run(p)
recorded = {
    "numpy": np.__version__, "networkx": networkx.__version__, "adjacency": flat(a),
    "mixing": flat(mixing), "parameters": [flat(x) for x in start], "hidden": flat(hidden),
    "scores": flat(scores), "loss": float(f"{loss:.8g}"), "gradients": [flat(x) for x in gradients],
    "rate": 0.1, "steps": 200, "trainedScores": flat(trained[1]),
    "trainedLoss": float(f"{trained[2]:.8g}"),
    "factions": [int(graph.nodes[n]["club"] != "Mr. Hi") for n in range(34)],
}
target.write_text(
    json.dumps(recorded, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]")
    .replace('},"', '},\n"') + "\n")
wrong = sum(int(s[0] < s[1]) != f for s, f in zip(trained[1], recorded["factions"]))
print(
    f"loss {loss:.4f} to {trained[2]:.4f}, {wrong} wrong, {target.stat().st_size} bytes: {target}")
