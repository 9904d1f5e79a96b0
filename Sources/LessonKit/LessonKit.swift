// What `import LessonKit` brings: everything a lesson is written with.

@_exported import ArgumentParser
@_exported import Datasets
@_exported import Exercises
@_exported import Formatting
@_exported import Networks
@_exported import Notebooks
@_exported import Pixels
@_exported import Tensors
