// What `import LessonKit` brings: everything a lesson is written with.

@_exported import ArgumentParser
@_exported import Notebooks
@_exported import Pixels
@_exported import Tensors
