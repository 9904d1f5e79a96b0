// The limit of memory of lessons and commands: what would need more is refused before it begins.

import ArgumentParser
import Foundation
import Pixels

/// The option `--megabytes`.
public struct MemoryOption: ParsableArguments {
  @Option(
    in: 16...1_000_000,
    help: """
      Megabytes of memory that the pictures may need; by default half of the machine's, and no \
      more than ulimit -v leaves.
      """)
  var megabytes: Int?

  /// Made by the argument parser.
  public init() {}

  /// The most memory in bytes.
  public var byteLimit: Int { megabytes.map { $0 * 1_000_000 } ?? Self.defaultByteLimit }

  /// The same in MB.
  package static var defaultMegabytes: Int { defaultByteLimit >> 20 }

  /// Half of the machine's memory in bytes, or what `ulimit -v` leaves to this process if it is
  /// less.
  static var defaultByteLimit: Int {
    let half = Int(clamping: ProcessInfo.processInfo.physicalMemory / 2)
    var addressSpace = rlimit()
    #if os(Linux)
      let status = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &addressSpace)
    #else
      let status = getrlimit(RLIMIT_AS, &addressSpace)
    #endif
    guard status == 0 else { return half }
    return min(half, max(0, Int(clamping: addressSpace.rlim_cur) - usedAddressSpace))
  }

  /// The address space of this process in bytes; 0 where the system doesn't tell.
  private static var usedAddressSpace: Int {
    let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = words.split(separator: " ").first.flatMap { Int($0) } ?? 0
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }
}
