# %% mean in training
import numpy as np

rng = np.random.default_rng(seed=19)
ones = np.ones((100, 1000))
stays = rng.random(ones.shape) >= 0.3
np.round((ones * stays / 0.7).mean(), 2)

# %% without the factor
np.round((ones * stays).mean(), 2)

# %% mean in use
ones.mean()

# %% normalized 4
column = np.array([1, 2, 3, 4])
# np.std divides by n, as the layer does in training; ddof=1 would divide by n − 1.
normalized = (column - column.mean()) / column.std()
normalized[3]

# %% means
maps = np.array([1, 10, 2, 10, 3, 10, 5, 20, 6, 30, 7, 40]).reshape(2, 1, 3, 2)
means = maps.mean(axis=(0, 1, 2))
means

# %% mean of channel 0
means[0]

# %% mean after
normalized = (maps - means) / maps.std(axis=(0, 1, 2))
normalized[..., 0].mean()

# %% 5 alone, in training
alone = np.array([5])
alone - alone.mean()

# %% 5 alone, in use
# Running statistics settle around those of all the numbers: mean 3, deviation 2.
(5 - 3) / 2

# %% b of channel 3
channels = np.array([0, 40, 0, 300, 80, 40, 0, 120])
near = np.lib.stride_tricks.sliding_window_view(np.pad(channels, 2), 5)
responses = channels / (2 + 0.0001 * (near ** 2).sum(axis=1)) ** 0.75
responses[3]
