# %% labels, one-hot
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

# Written by: swift run 17-three-conv-net --tensors
folder = "Output/17-three-conv-net"
labels = torch.from_numpy(np.load(f"{folder}/05-labels-one-hot.npy")).argmax(dim=1)
F.one_hot(labels, num_classes=10)

# %% Pooling #3
# The lesson's (N, H, W, C) as PyTorch's (N, C, H, W).
maps = torch.from_numpy(np.load(f"{folder}/16-convolution.npy")).permute(0, 3, 1, 2)
# Of 7 × 7 a pooling makes 3 × 3; ceil_mode makes 4 × 4, as SAME does.
pooled = F.max_pool2d(F.relu(maps), 2, ceil_mode=True)
pooled.permute(0, 2, 3, 1)

# %% parameters
def block(channels, filters):
    return [
        nn.Conv2d(channels, filters, kernel_size=3, padding="same"), nn.ReLU(),
        nn.MaxPool2d(2, ceil_mode=True)]

network = nn.Sequential(
    *block(1, 32), *block(32, 64), *block(64, 128), nn.Flatten(), nn.Linear(2048, 10))
sum(parameter.numel() for parameter in network.parameters())

# %% ln 10
# Labels go in as numbers, not one-hot.
F.cross_entropy(torch.zeros(1, 10), torch.tensor([3]))

# %% steps
pictures = torch.from_numpy(np.load(f"{folder}/01-to-learn-from.npy")).permute(0, 3, 1, 2)
batches = torch.utils.data.DataLoader(
    torch.utils.data.TensorDataset(pictures, labels), batch_size=100, shuffle=True)
adam = torch.optim.Adam(network.parameters(), lr=0.001)
losses = []
for epoch in range(3):
    for images, targets in batches:
        loss = F.cross_entropy(network(images), targets)
        # Gradients are added up until they are set back.
        adam.zero_grad()
        loss.backward()
        adam.step()
        losses.append(loss.item())
# Other first weights, another order: as many steps, and other losses.
len(losses)
