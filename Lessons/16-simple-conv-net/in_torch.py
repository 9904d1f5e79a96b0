# %% Convolution
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

# Written by: swift run 16-simple-conv-net --tensors
folder = "Output/16-simple-conv-net"
digit = torch.from_numpy(np.load(f"{folder}/04-one-digit.npy"))
# PyTorch has (N, C, H, W) where the lesson has (N, H, W, C): there and back.
maps = nn.Conv2d(1, 30, kernel_size=5)(digit.permute(0, 3, 1, 2))
tuple(maps.permute(0, 2, 3, 1).shape)

# %% Pooling
maps = torch.from_numpy(np.load(f"{folder}/05-convolution.npy")).permute(0, 3, 1, 2)
pooled = F.max_pool2d(F.relu(maps), 2)
pooled.permute(0, 2, 3, 1)

# %% Flatten
# pooled.flatten(1) puts map after map in a row, the lesson place after place with all its maps:
# the weights of the dense layer stand in another order.
pooled.permute(0, 2, 3, 1).flatten(1)

# %% parameters
network = nn.Sequential(
    nn.Conv2d(1, 30, kernel_size=5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
    nn.Linear(4320, 100), nn.ReLU(),
    nn.Linear(100, 10))
sum(parameter.numel() for parameter in network.parameters())

# %% width
network[:4](digit.permute(0, 3, 1, 2)).shape[1]

# %% loss
scores = torch.from_numpy(np.load(f"{folder}/12-predict.npy")).requires_grad_()
labels = torch.tensor([5, 6, 4])  # what the three are
# Scores go in as they are: the softmax is inside.
loss = F.cross_entropy(scores, labels)
loss

# %% gradient of the scores
loss.backward()
scores.grad
