// The libraries that our side is held beside: what they are called, and how they are got.

import Foundation
import LessonKit

/// A library whose script in Tests/Peers does the same works.
enum ReferenceLibrary: String, CaseIterable, Hashable, Codable, CodingKeyRepresentable {
  case tensorflow
  case pytorch
  case numpy
  case opencv
  case scipy
  case pillow

  /// Its name as it writes it itself.
  var title: String {
    switch self {
    case .tensorflow: "TensorFlow"
    case .pytorch: "PyTorch"
    case .numpy: "NumPy"
    case .opencv: "OpenCV"
    case .scipy: "SciPy"
    case .pillow: "Pillow"
    }
  }

  /// What pip calls it.
  var package: String {
    switch self {
    #if os(macOS)
      case .tensorflow: "tensorflow"
    #else
      case .tensorflow: "tensorflow-cpu"
    #endif
    case .pytorch: "torch"
    case .opencv: "opencv-python-headless"
    case .numpy, .scipy, .pillow: rawValue
    }
  }

  /// The script that does its works.
  var script: URL { Self.scripts.appendingPathComponent("bench_\(rawValue).py") }

  static let scripts = Project.folder.appendingPathComponent("Tests/Peers")

  /// How to get some of them, in one line.
  static func advice(for missing: [ReferenceLibrary]) -> String {
    let packages = missing.map(\.package).joined(separator: " ")
    let place = ".convbook/peers"
    return "python3 -m venv \(place) && \(place)/bin/pip install \(packages)  "
      + "(then: --python \(place)/bin/python)"
  }
}
