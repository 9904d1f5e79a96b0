# %% answer
import torch
from torch import nn
from torch.nn import functional as F

layer = nn.Conv2d(1, 1, kernel_size=2)
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[1.0, 1], [1, -1]]))
    layer.bias.zero_()
stroke = torch.tensor([[0.0, 2], [2, 0]]).reshape(1, 1, 2, 2)
answer = layer(stroke)
answer

# %% bias
descent = torch.optim.SGD(layer.parameters(), lr=0.1)
# The slope of half the squared error is the error itself.
((answer - 6) ** 2 / 2).sum().backward()
descent.step()
layer.bias

# %% new answer
layer(stroke)

# %% first level
squares = torch.zeros(12, 24)
squares[3:9, 3:9] = 1
squares[:, 12:] = 1 - squares[:, :12]
edge = torch.tensor([[-1.0, 0, 1]] * 3)
# Filters are (out, in, height, width), the lesson's (height, width, in, out).
edges = torch.stack([edge, -edge, edge.T, -edge.T]).unsqueeze(1)
first = F.conv2d(squares.reshape(1, 1, 12, 24), edges)
first.permute(0, 2, 3, 1)

# %% second level
sums = F.conv2d(F.relu(first), torch.ones(1, 4, 1, 1))
sums.permute(0, 2, 3, 1)

# %% places that answer
F.relu(sums - 3).count_nonzero()
