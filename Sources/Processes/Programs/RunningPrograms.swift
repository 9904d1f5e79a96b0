// The programs of this process that run now, so that all can be ended at once.

import Foundation

/// Programs that lead a group, from their start until they are waited for. `ChildProcess.startLock`
/// guards them.
enum RunningPrograms {
  nonisolated(unsafe) static var groups: Set<pid_t> = []
  nonisolated(unsafe) static var isStopping = false
}

extension ChildProcess {
  /// Ends every running program that leads a group, and lets none start until `allowStarts`.
  package static func endAll() {
    startLock.withLock {
      RunningPrograms.isStopping = true
      // The lock is held: none of them is waited for meanwhile, so no identifier is another's.
      for group in RunningPrograms.groups { kill(-group, SIGKILL) }
    }
  }

  /// Lets programs start again.
  package static func allowStarts() { startLock.withLock { RunningPrograms.isStopping = false } }

  /// The number of its threads; nil when the system does not tell, or it has ended.
  package var threads: Int? {
    #if canImport(Darwin)
      var information = proc_taskinfo()
      let size = Int32(MemoryLayout<proc_taskinfo>.size)
      guard proc_pidinfo(identifier, PROC_PIDTASKINFO, 0, &information, size) == size else {
        return nil
      }
      return Int(information.pti_threadnum)
    #else
      // The folder has a folder for each thread, and a folder has two links and one for each.
      var information = stat()
      guard stat("/proc/\(identifier)/task", &information) == 0 else { return nil }
      return Int(information.st_nlink) - 2
    #endif
  }

  /// Seconds in which its first thread could have run, but others were on the processor; nil when
  /// the system does not tell.
  package var secondsWaited: Double? {
    // The file has a size of 0, so it is read to its end.
    let data = try? FileHandle(forReadingAtPath: "/proc/\(identifier)/schedstat")?.readToEnd()
    let words = String(decoding: data ?? Data(), as: UTF8.self).split(separator: " ")
    return words.count > 1 ? Double(words[1]).map { $0 / 1e9 } : nil
  }

  /// The processor time in seconds of its group; nil when the system does not tell.
  var processorSeconds: Double? {
    groupUsage.map(\.processorSeconds)
  }

  /// What the processes of its group have now; nil without any, or when the system does not tell.
  var groupUsage: GroupUsage? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    let page = Double(sysconf(Int32(_SC_PAGESIZE)))
    var total = GroupUsage()
    for name in names where name.allSatisfy(\.isNumber) {
      let data = try? FileHandle(forReadingAtPath: "/proc/\(name)/stat")?.readToEnd()
      // Behind the program's name: the state, the parent, the group; then, from the twelfth on, the
      // times in the program and the system, its own and those of the children it waited for; the
      // twenty-second is the resident memory in pages.
      let text = String(decoding: data ?? Data(), as: UTF8.self)
      guard let end = text.lastIndex(of: ")") else { continue }
      let words = text[text.index(after: end)...].split(separator: " ")
      guard words.count > 21, pid_t(words[2]) == identifier else { continue }
      total.processes += 1
      total.processorSeconds += words[11...14].compactMap { Double($0) }.reduce(0, +) / ticks
      total.megabytes += (Double(words[21]) ?? 0) * page / 1_048_576
    }
    return total.processes > 0 ? total : nil
  }
}

/// What the processes of a group may have together, while one supervises them.
package struct GroupLimits: Sendable {
  package var processes: Int
  /// The resident memory in MB.
  package var megabytes: Int

  package init(processes: Int, megabytes: Int) {
    self.processes = processes
    self.megabytes = megabytes
  }
}

/// What the processes of a group have.
package struct GroupUsage: Sendable {
  package internal(set) var processes = 0
  package internal(set) var processorSeconds = 0.0
  /// The resident memory in MB; what processes share is counted for each.
  package internal(set) var megabytes = 0.0

  /// Whether it is more than the limits allow.
  func exceeds(_ limits: GroupLimits) -> Bool {
    processes > limits.processes || megabytes > Double(limits.megabytes)
  }
}
