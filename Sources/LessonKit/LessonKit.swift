@_exported import ArgumentParser
@_exported import Notebooks
@_exported import Pixels
@_exported import Tensors
