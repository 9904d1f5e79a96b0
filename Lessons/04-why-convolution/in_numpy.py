# %% f = W x
import numpy as np

x = np.array([[1], [2], [0], [3]])
weights = np.array([
    [1, 0, 2, 1],
    [0, 1, 0, -1],
    [2, 1, 1, 0],
])
weights @ x

# %% photo, flattened
photo = np.zeros((224, 224, 3))
photo.size

# %% dense weights
photo.size * 100

# %% filter weights
filters = np.zeros((3, 3, 3, 100))
filters.size

# %% change of a dense layer
# It is 0 for any pixels, weights and order, so these are drawn.
rng = np.random.default_rng(seed=4)
pixels = rng.integers(256, size=784)
dense = rng.integers(-3, 4, size=(10, 784))
order = rng.permutation(784)
np.abs(dense @ pixels - dense[:, order] @ pixels[order]).max()

# %% filter
picture = pixels.reshape(28, 28)
moved = np.roll(picture, 1, axis=1)
still, shifted = np.diff(picture), np.diff(moved)  # each pixel from its right one
np.abs(still[:, 1:26] - shifted[:, 2:27]).max()
