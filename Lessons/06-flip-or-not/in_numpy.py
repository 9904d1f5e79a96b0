# %% conv2D
import numpy as np

def cross_correlate(picture, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))

dot = np.zeros((5, 5))
dot[2, 2] = 1
corner = np.arange(1, 10).reshape(3, 3)
cross_correlate(dot, corner)

# %% blur
blur = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]])
np.abs(blur - blur[::-1, ::-1]).max()  # [::-1, ::-1] turns by 180°

# %% sum
edge = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
np.abs(edge + edge[::-1, ::-1]).max()

# %% distance
hidden = np.array([[0, 1, 2], [-1, 0, 1], [-2, 0, 3]])
picture = np.random.default_rng(seed=6).uniform(-1, 1, size=(16, 16))
target = cross_correlate(picture, hidden[::-1, ::-1])

learned = np.zeros((3, 3))
for _ in range(200):
    error = cross_correlate(picture, learned) - target
    learned -= 0.5 / error.size * cross_correlate(picture, error)
np.round(np.abs(learned[::-1, ::-1] - hidden).max(), 2)
