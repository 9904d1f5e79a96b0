# %% Â
import torch
from torch import nn

adjacency = torch.tensor([[0.0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])
with_self = adjacency + torch.eye(4)
roots = with_self.sum(dim=1).sqrt()
mixing = with_self / torch.outer(roots, roots)
mixing

# %% GraphConvolution
class GraphConvolution(nn.Module):
    def __init__(self, mixing, inputs, outputs):
        super().__init__()
        # A buffer goes along with the layer and is not learned.
        self.register_buffer("mixing", mixing)
        self.dense = nn.Linear(inputs, outputs, bias=False)

    def forward(self, features):
        return self.mixing @ self.dense(features)

layer = GraphConvolution(mixing, 2, 3)
# A Linear keeps its weights as (outputs, inputs).
layer.dense.weight.data = torch.tensor([[0.1, 0, -0.1], [0, 0.5, 0.5]]).T
features = torch.tensor([[20.0, 2], [30, 1], [40, 9], [50, 4]])
output = layer(features)
output

# %% readout
output.mean(dim=0)
