// What this machine calls itself, for those who read measurements made on another.

import Foundation
import LessonKit
import Processes

enum MachineDescription {
  /// The processor's name as its maker writes it, or the architecture where there is none.
  static let processor: String = {
    #if os(macOS)
      var size = 0
      sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0)
      var name = [CChar](repeating: 0, count: max(size, 1))
      sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0)
      let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      if !text.isEmpty { return text }
    #else
      let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
      let line = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
      if let name = line?.split(separator: ":", maxSplits: 1).last {
        return name.trimmingCharacters(in: .whitespaces)
      }
    #endif
    var system = utsname()
    uname(&system)
    return withUnsafeBytes(of: &system.machine) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }()

  static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// "Swift 6.3.3"; nil when there is no `swift` to ask.
  static var swift: String? {
    swiftVersion.flatMap { $0.firstMatch(of: /Swift version ([0-9.]+)/) }.map { "Swift \($0.1)" }
  }

  /// The first line of `swift --version`.
  static var swiftVersion: String? {
    (try? ProcessOutput.run(["/usr/bin/env", "swift", "--version"]))?.firstLine
  }
}
