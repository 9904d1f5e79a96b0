// The modules that `import LessonKit` re-exports to lessons.

@_exported import ArgumentParser
@_exported import Datasets
@_exported import Exercises
@_exported import Formatting
@_exported import Networks
@_exported import Notebooks
@_exported import Pixels
@_exported import Tensors
