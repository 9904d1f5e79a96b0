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
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    var total: Double?
    for name in names where name.allSatisfy(\.isNumber) {
      let data = try? FileHandle(forReadingAtPath: "/proc/\(name)/stat")?.readToEnd()
      // Behind the program's name: the state, the parent, the group; then, from the twelfth on, the
      // times in the program and the system, its own and those of the children it waited for.
      let text = String(decoding: data ?? Data(), as: UTF8.self)
      guard let end = text.lastIndex(of: ")") else { continue }
      let words = text[text.index(after: end)...].split(separator: " ")
      guard words.count > 14, pid_t(words[2]) == identifier else { continue }
      total = (total ?? 0) + words[11...14].compactMap { Double($0) }.reduce(0, +) / ticks
    }
    return total
  }
}
