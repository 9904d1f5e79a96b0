# %% members
import numpy as np

# For each member those of higher number whom they are tied to.
later = [
    [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31], [2, 3, 7, 13, 17, 19, 21, 30],
    [3, 7, 8, 9, 13, 27, 28, 32], [7, 12, 13], [6, 10], [6, 10, 16], [16], [], [30, 32, 33],
    [33], [], [], [], [33], [32, 33], [32, 33], [], [], [32, 33], [33], [32, 33], [], [32, 33],
    [25, 27, 29, 32, 33], [25, 27, 31], [31], [29, 33], [33], [31, 33], [32, 33], [32, 33],
    [32, 33], [33], []]
club = np.zeros((34, 34))
for member, others in enumerate(later):
    club[member, others] = club[others, member] = 1
len(club)

# %% ties
club.sum() / 2

# %% A X
adjacency = np.array([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])
features = np.array([[20, 2], [30, 1], [40, 9], [50, 4]])
adjacency @ features

# %% Â
def normalized(adjacency):
    with_self = adjacency + np.eye(len(adjacency))
    roots = np.sqrt(with_self.sum(axis=1))
    return with_self / np.outer(roots, roots)

mixing = normalized(adjacency)
mixing

# %% difference
# The same, as the formula is written: D̃^−½ (A + I) D̃^−½.
with_self = adjacency + np.eye(4)
roots = np.diag(with_self.sum(axis=1) ** -0.5)
np.abs(roots @ with_self @ roots - mixing).max()

# %% A + I
with_self

# %% X
features

# %% GraphConvolution
weights = np.array([[0.1, 0, -0.1], [0, 0.5, 0.5]])
output = mixing @ features @ weights
output

# %% Â of the club
mixing_club = normalized(club)
mixing_club

# %% members seen after 2 layers
np.count_nonzero(np.linalg.matrix_power(mixing_club, 2)[16])

# %% parameters
(34 + 1) * 4 + (4 + 1) * 2 + (2 + 1) * 2

# %% readout
output.mean(axis=0)
