# %% ReLU
import numpy as np

# What the filters gave, written by: swift run 16-simple-conv-net --tensors
maps = np.load("Output/16-simple-conv-net/05-convolution.npy")
maps = np.maximum(maps, 0)
maps

# %% Pooling
# Two axes of 24 become four, 12 windows of 2 each way.
pooled = maps.reshape(1, 12, 2, 12, 2, 30).max(axis=(2, 4))
pooled

# %% Flatten
pooled.reshape(1, -1)

# %% parameters
convolution = (5 * 5 * 1 + 1) * 30
hidden = (4320 + 1) * 100
output = (100 + 1) * 10
convolution + hidden + output

# %% share of the convolution
100 * convolution / (convolution + hidden + output)

# %% width, the notes' sum
side = 28 - 5 + 2 * 0
int(30 * (side / 2) * (side / 2))

# %% width, pooling forgotten
side = (28 + 2 * 0 - 5) // 1 + 1
30 * side * side

# %% width
side = (side - 2) // 2 + 1
30 * side * side

# %% mean
def log_softmax(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))

scores = np.load("Output/16-simple-conv-net/12-predict.npy")
labels = [5, 6, 4]  # what the three are
losses = -log_softmax(scores)[[0, 1, 2], labels]
losses.mean()

# %% loss
answers = np.eye(10)[labels]
-(answers * log_softmax(scores)).sum(axis=1).mean()

# %% gradient of the scores
shares = np.exp(log_softmax(scores))
(shares - answers) / 3
