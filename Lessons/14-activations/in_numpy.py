# %% slope of sigmoid at 5
import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

np.round((sigmoid(5.01) - sigmoid(4.99)) / 0.02, 4)

# %% difference
rng = np.random.default_rng(seed=14)
x = rng.normal(size=(1, 4))
layers = rng.normal(scale=0.6, size=(20, 4, 4))
deep, single = x, np.eye(4)
for layer in layers:
    deep = deep @ layer
    single = single @ layer
np.round(np.abs(deep - x @ single).max() / np.abs(deep).max(), 3)

# %% softmax
def softmax(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)

probabilities = softmax(np.array([[2, 1, 0.1]]))
probabilities

# %% sum
probabilities.sum()

# %% log-softmax
def log_softmax(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))

log_softmax(np.array([[0.0, 1000.0]]))[0, 0]

# %% gradient, squared error
p = softmax(np.array([[-20.0, 20.0]]))[0, 0]
2 * (p - 1) * p * (1 - p)

# %% gradient, log-softmax
p - 1
