# %% mean
import numpy as np

pixel = np.array([200, 100, 50], dtype=np.uint8)
pixel.mean()

# %% stored
pixel.mean().astype(np.uint8)  # cuts off

# %% rounded
np.round(pixel.mean())

# %% luma
luma_weights = np.array([0.299, 0.587, 0.114])
np.round(pixel @ luma_weights)

# %% one number a pixel
# The photo's pixels, written by: swift run 02-grayscale --tensors
photo = np.load("Output/02-grayscale/01-photo.npy")
grey = photo.mean(axis=2).astype(np.uint8)
grey

# %% largest difference
luma = np.round(photo @ luma_weights)
np.abs(luma - grey).max()

# %% mean loss
np.round((grey - photo.mean(axis=2)).mean(), 3)
