// The libraries that benchmarks compare with, and their installation.

import Foundation
import LessonKit

/// A library with a script of the same benchmarks in Tests/Peers.
enum ReferenceLibrary: String, CaseIterable, Hashable, Codable, CodingKeyRepresentable {
  case tensorflow
  case pytorch
  case numpy
  case opencv
  case scipy
  case pillow

  /// The display name.
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

  /// The name of its pip package.
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

  /// The script of its benchmarks.
  var script: URL { Self.scripts.appendingPathComponent("bench_\(rawValue).py") }

  static let scripts = Project.folder.appendingPathComponent("Tests/Peers")

  /// Returns a line that says how to install some of them.
  static func advice(for missing: [ReferenceLibrary]) -> Message {
    let packages = missing.map(\.package).joined(separator: " ")
    let place = ".convbook/peers"
    return "python3 -m venv \(place) && \(place)/bin/pip install \(packages)  "
      + "(then: --python \(place)/bin/python)"
  }
}
