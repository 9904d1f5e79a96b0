# %% gradient of x
import numpy as np

# Forward …
x, y, z = -2, 5, 4
a = x + y
F = a * z
# … and back: a product swaps, a sum hands on.
dF_dz, dF_da = a, z
dF_dx, dF_dy = dF_da * 1, dF_da * 1
dF_dx

# %% gradient of y
dF_dy

# %% gradient of z
dF_dz

# %% gradient of u
u = 3
clone, detached = u, u
# The slope of a clone is 1, that of what was detached is 0.
detached * 1 + clone * 0

# %% steps to a loss below 0.1, plain
x = np.array([2, 1])  # the 1 is what the bias is multiplied by

def loss_and_gradient(weights):
    y = 1 / (1 + np.exp(-weights @ x))
    return (y - 1) ** 2, 2 * (y - 1) * y * (1 - y) * x

weights, rate, steps = np.array([-2.0, 0]), 1, 0
loss, gradient = loss_and_gradient(weights)
while loss >= 0.1:
    weights -= rate * gradient
    loss, gradient = loss_and_gradient(weights)
    steps += 1
steps

# %% steps to a loss below 0.1, momentum
weights, velocity, steps = np.array([-2.0, 0]), 0, 0
loss, gradient = loss_and_gradient(weights)
while loss >= 0.1:
    velocity = 0.9 * velocity - rate * gradient
    weights += velocity
    loss, gradient = loss_and_gradient(weights)
    steps += 1
steps

# %% steps to a loss below 0.1, Adam
weights, mean, square, rate, steps = np.array([-2.0, 0]), 0, 0, 0.3, 0
loss, gradient = loss_and_gradient(weights)
while loss >= 0.1:
    steps += 1
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient ** 2
    # Both began at 0; these divisions make up for it.
    steady, size = mean / (1 - 0.9 ** steps), np.sqrt(square / (1 - 0.999 ** steps))
    weights -= rate * steady / (size + 1e-8)
    loss, gradient = loss_and_gradient(weights)
steps

# %% difference, turned
kernel = np.array([[2, 0, 1], [0, 1, 2], [1, 0, 2]])
gradient = np.array([[1, -2, 3], [0, 4, -1], [2, 5, -3]])

def back(gradient, stride=1):
    pixels = np.zeros((5, 5))
    for y, x in np.ndindex(gradient.shape):
        window = pixels[stride * y:stride * y + 3, stride * x:stride * x + 3]
        window += gradient[y, x] * kernel
    return pixels

def correlate(picture, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))

padded = np.pad(gradient, 2)
np.abs(correlate(padded, kernel[::-1, ::-1]) - back(gradient)).max()

# %% difference, not turned
np.abs(correlate(padded, kernel) - back(gradient)).max()

# %% relative error
picture = np.random.default_rng(seed=15).integers(-3, 4, size=(5, 5))
wanted = np.array([[1, -2], [3, 1]])

def loss(picture):
    return (correlate(picture, kernel)[::2, ::2] * wanted).sum()

measured = np.zeros((5, 5))
for place in np.ndindex(5, 5):
    nudge = np.zeros((5, 5))
    nudge[place] = 1
    measured[place] = (loss(picture + nudge) - loss(picture - nudge)) / 2
np.abs(back(wanted, stride=2) - measured).max() / np.abs(measured).max()
