// The same steps in Python: the cells of a lesson's in_numpy.py and in_torch.py, which the page
// shows beside its own code.

/// A library of Python in which a lesson's steps stand beside Swift, in the order of their tabs.
public enum PythonLibrary: String, Codable, Sendable, CaseIterable {
  /// Arrays, and each idea written out.
  case numPy = "numpy"
  /// Layers, losses, optimizers and transforms by their names there.
  case pyTorch = "torch"

  /// What its tab says.
  var name: String {
    switch self {
    case .numPy: "NumPy"
    case .pyTorch: "PyTorch"
    }
  }

  /// The name of the file in a lesson's folder. It is not `numpy.py`, because Python would then
  /// import that file where it says `import numpy`.
  var fileName: String { "in_\(rawValue).py" }
}

/// A step of a lesson in Python.
///
/// In the lesson's `in_numpy.py`, or `in_torch.py`, a line begins it with the name that
/// `page.trace` gives the step, and its last line is its value:
///
///     # %% conv2D
///     slide(kernel, picture)
///
/// `# %% conv2D #2` is the second step of that name.
public struct PythonCell: Codable, Sendable, Equatable {
  /// The library it is written with.
  public let library: PythonLibrary
  /// The name of the traced step.
  public let step: String
  /// Which of the steps of that name it is, from 1.
  public let occurrence: Int
  /// Its code, without the line that names it.
  public let code: String

  /// Reads the cells of such a file; what stands above the first is left out.
  static func cells(in text: String, _ library: PythonLibrary) -> [PythonCell] {
    let mark = "# %% "
    var cells: [(title: Substring, lines: [Substring])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(mark), line != mark {
        cells.append((line.dropFirst(mark.count), []))
      } else if !cells.isEmpty {
        cells[cells.count - 1].lines.append(line)
      }
    }
    return cells.map { title, lines in
      let numbered = title.contains("#") ? title.wholeMatch(of: /(.+) #([0-9]+)/) : nil
      let code = lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed()
      return PythonCell(
        library: library, step: String(numbered?.1 ?? title),
        occurrence: numbered.flatMap { Int($0.2) } ?? 1, code: code.joined(separator: "\n"))
    }
  }
}

extension LessonRecord {
  /// The steps in Python by the index of the code cell that traced them.
  var pythonByCell: [Int: [PythonCell]] {
    guard let cells = source.python, !cells.isEmpty else { return [:] }
    var traced: [String: [Int]] = [:]
    for (index, output) in outputsInCells {
      guard case .trace(let trace) = output.content else { continue }
      traced[trace.step, default: []].append(index)
    }
    var result: [Int: [PythonCell]] = [:]
    for cell in cells {
      guard let places = traced[cell.step], places.indices.contains(cell.occurrence - 1) else {
        continue
      }
      result[places[cell.occurrence - 1], default: []].append(cell)
    }
    return result
  }
}
