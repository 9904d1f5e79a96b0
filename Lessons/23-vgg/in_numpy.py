# %% 1 × 3 × 3 see
import numpy as np

def seen(layers):
    return 1 + 2 * layers

seen(1)

# %% pixels with a gradient
def footprint(layers, side=9):
    """The gradient of the middle, walked back through filters of ones."""
    gradient = np.zeros((side, side))
    gradient[side // 2, side // 2] = 1
    for _ in range(layers):
        nines = np.lib.stride_tricks.sliding_window_view(np.pad(gradient, 1), (3, 3))
        gradient = nines.sum(axis=(2, 3))
    return gradient

np.count_nonzero(footprint(1))

# %% 2 × 3 × 3 see
seen(2)

# %% pixels with a gradient #2
np.count_nonzero(footprint(2))

# %% 3 × 3 × 3 see
seen(3)

# %% pixels with a gradient #3
np.count_nonzero(footprint(3))

# %% ways from the centre
footprint(3)[4, 4]

# %% ways from a corner of the 7 × 7
footprint(3)[1, 1]

# %% 27 C² with C = 64
3 * (3 * 3 * 64 * 64)

# %% 49 C² with C = 64
7 * 7 * 64 * 64

# %% VGG16, parameters
stages = [[64] * 2, [128] * 2, [256] * 3, [512] * 3, [512] * 3]
filters = np.concatenate(stages)
channels = np.concatenate([[3], filters[:-1]])
widths = np.array([7 * 7 * 512, 4096, 4096, 1000])
weights = np.concatenate([9 * channels * filters, widths[:-1] * widths[1:]])
biases = np.concatenate([filters, widths[1:]])
parameters = (weights + biases).sum()
parameters

# %% of them dense
np.round(100 * (weights + biases)[-3:].sum() / parameters, 1)

# %% VGG19, parameters
parameters + sum(9 * maps * maps + maps for maps in [256, 512, 512])

# %% multiplications
sides = np.concatenate([[224 >> stage] * len(maps) for stage, maps in enumerate(stages)])
# Each weight of a filter is used at every place of its map, a dense one once.
(weights * np.concatenate([sides ** 2, [1] * 3])).sum()

# %% activations
convolved = filters * sides ** 2
pooled = [maps[-1] * (112 >> stage) ** 2 for stage, maps in enumerate(stages)]
activations = 224 * 224 * 3 + convolved.sum() + sum(pooled) + widths[1:].sum()
activations

# %% memory of the activations
np.round(4 * activations / 1e6, 1)

# %% the first two convolutions
convolved[:2].sum()

# %% their share
np.round(100 * convolved[:2].sum() / activations)

# %% stage 1 sees
field, step, fields = 1, 1, []
for maps in stages:
    field += 2 * step * len(maps)
    fields.append(field)
    # A pooling adds one step, and behind it a step is twice as wide.
    field, step = field + step, 2 * step
fields[0]

# %% stage 2 sees
fields[1]

# %% stage 3 sees
fields[2]

# %% stage 4 sees
fields[3]

# %% stage 5 sees
fields[4]
