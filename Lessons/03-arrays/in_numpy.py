# %% smallest
import numpy as np

rng = np.random.default_rng(seed=3)
throws = rng.integers(10, size=100_000)  # as randint(10)
throws.min()

# %% largest
throws.max()

# %% deviation of rand
np.round(np.sqrt(1 / 12), 4)  # measured: rng.random(100_000).std()

# %% as a row
# Eight numbers, written by: swift run 03-arrays --tensors
eight = np.load("Output/03-arrays/01-rand-8.npy")
eight.reshape(1, 8)

# %% as a table
eight.reshape(4, 2)

# %% view(−1, 6)
two_pictures = np.arange(12).reshape(2, 2, 3)
two_pictures.reshape(-1, 6)

# %% place of (1, 1)
np.ravel_multi_index((1, 1), two_pictures[1].shape)
