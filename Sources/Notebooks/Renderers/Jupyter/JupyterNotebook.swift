// A Jupyter notebook, as nbformat 4.5 has it.

import Foundation

/// The parts of nbformat 4.5 that are written.
package struct JupyterNotebook: Encodable {
  let cells: [Cell]
  private let metadata = Metadata()
  private let nbformat = 4
  private let nbformatMinor = 5

  package init(cells: [Cell]) { self.cells = cells }

  private enum CodingKeys: String, CodingKey {
    case cells, metadata, nbformat
    case nbformatMinor = "nbformat_minor"
  }

  private struct Metadata: Encodable {
    let kernelspec = JupyterKernel.metadata
    let languageInfo = [
      "file_extension": ".swift", "mimetype": "text/x-swift", "name": "swift",
    ]
    // Metadata of this project, which nbformat allows.
    let convbook = ["version": Edition.version]
    enum CodingKeys: String, CodingKey {
      case kernelspec, convbook
      case languageInfo = "language_info"
    }
  }

  /// A cell: of code, or of prose in Markdown.
  package struct Cell: Encodable {
    /// What only a cell of code has.
    package struct Code {
      let executionCount: Int?
      let outputs: [JupyterOutput]

      /// Creates the code of a cell; of one that was not run by default.
      package init(executionCount: Int? = nil, outputs: [JupyterOutput] = []) {
        self.executionCount = executionCount
        self.outputs = outputs
      }
    }

    private let id: String
    private let text: String
    private let code: Code?
    private let grading: Grading?

    /// Creates a cell.
    ///
    /// - Parameters:
    ///   - code: nil for prose.
    ///   - grading: nil for a cell that is not of an assignment.
    package init(id: String, text: String, code: Code? = nil, grading: Grading? = nil) {
      self.id = id
      self.text = text
      self.code = code
      self.grading = grading
    }

    private enum CodingKeys: String, CodingKey {
      case kind = "cell_type"
      case id, source, metadata, outputs
      case executionCount = "execution_count"
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(code == nil ? "markdown" : "code", forKey: .kind)
      try container.encode(id, forKey: .id)
      try container.encode(JupyterOutput.lines(text), forKey: .source)
      try container.encode(grading.map { ["nbgrader": $0] } ?? [:], forKey: .metadata)
      guard let code else { return }
      // A cell that did not run has the count null, which must be written.
      try container.encode(code.executionCount, forKey: .executionCount)
      try container.encode(code.outputs, forKey: .outputs)
    }
  }

  /// What nbgrader knows of a cell, version 3 of its metadata.
  package struct Grading: Encodable {
    private let name: String
    private let isGraded: Bool
    private let isLocked: Bool
    private let isSolution: Bool
    private let points: Int?
    private let isTask = false
    private let version = 3

    /// Creates what nbgrader knows of a cell; with points it is graded.
    package init(
      _ name: String, isLocked: Bool = false, isSolution: Bool = false, points: Int? = nil
    ) {
      self.name = name
      isGraded = points != nil
      self.isLocked = isLocked
      self.isSolution = isSolution
      self.points = points
    }

    private enum CodingKeys: String, CodingKey {
      case name = "grade_id"
      case isGraded = "grade"
      case isLocked = "locked"
      case isSolution = "solution"
      case isTask = "task"
      case points
      case version = "schema_version"
    }
  }
}
