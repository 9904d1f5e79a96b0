# %% mean in training
import torch
from torch import nn

torch.manual_seed(19)
# As here, p is the share that is dropped, and what stays is multiplied by 1 / (1 − p).
dropout = nn.Dropout(p=0.3)
ones = torch.ones(100, 1000)
dropout(ones).mean().round(decimals=2)

# %% mean in use
dropout.eval()
dropout(ones).mean()

# %% normalized 4
column = torch.tensor([[1.0], [2], [3], [4]])
# ε must be above 0 here; so small it changes nothing.
normalize = nn.BatchNorm1d(1, eps=1e-12)
normalize(column)[3]

# %% mean after
maps = torch.tensor([1.0, 10, 2, 10, 3, 10, 5, 20, 6, 30, 7, 40]).reshape(2, 1, 3, 2)
# (N, H, W, C) as (N, C, H, W).
normalized = nn.BatchNorm2d(2, eps=1e-12)(maps.permute(0, 3, 1, 2))
normalized[:, 0].mean()

# %% 5 alone, in use
# Its momentum is the share of the new batch, a tenth, not that of the old ones.
gathering = nn.BatchNorm1d(1, momentum=0.1)
with torch.no_grad():
    for _ in range(60):
        gathering(torch.randn(2000, 1) * 2 + 3)
# Alone in a batch it is refused in training: “Expected more than 1 value per channel”.
gathering.eval()
gathering(torch.tensor([[5.0]])).round(decimals=1)

# %% b of channel 3
channels = torch.tensor([0.0, 40, 0, 300, 80, 40, 0, 120]).reshape(1, 8, 1)
# PyTorch takes the mean of the five squares, not their sum: its alpha is five times AlexNet's.
responses = nn.LocalResponseNorm(5, alpha=5 * 0.0001, beta=0.75, k=2)(channels)
responses[0, 3]
