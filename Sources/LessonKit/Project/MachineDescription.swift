// Describes this machine in reports of measurements.

import Formatting
import Foundation
import Processes
import Tensors

/// A description of this machine.
public enum MachineDescription {
  /// The processor's model name, or the architecture.
  public static let processor: String = {
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

  /// The processor and its number of cores.
  public static var processorAndCores: Message {
    Message(cores, "\(processor), \(cores) core", "\(processor), \(cores) cores")
  }

  /// The number of its processor cores.
  public static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// What times depend on: the processor, its cores, the SIMD backend and the build.
  public static var forTimes: Message {
    #if DEBUG
      "\(processorAndCores), \(SIMDBackend.name) backend, debug build"
    #else
      "\(processorAndCores), \(SIMDBackend.name) backend, release build"
    #endif
  }

  /// The Swift version, such as "Swift 6.3.3"; nil when `swift` is missing.
  public static var swift: String? {
    swiftVersion.flatMap { $0.firstMatch(of: /Swift version ([0-9.]+)/) }.map { "Swift \($0.1)" }
  }

  /// The first line of `swift --version`.
  public static var swiftVersion: String? {
    (try? ProcessOutput.run(["/usr/bin/env", "swift", "--version"], timeLimit: 20))?.firstLine
  }
}
