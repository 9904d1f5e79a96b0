// The texts of `convbook data`.

import Foundation
import LessonKit

/// The texts of `data list`, `data fetch` and `data verify`.
enum DataMessages {
  // The file that grows.
  static func isBusy(_ path: String) -> String {
    "\(path): another program is fetching this file. Wait for it, or stop it."
  }
  static let diskIsFull = "the disk is full. Make room; the same command goes on from there."
  static let mayNotWrite = "writing there is not allowed. Choose another folder with --to."
  static let isFolder = "this is a folder. Move it away, or choose another place with --to."
  static func cannotMakeFolder(_ path: String) -> String {
    "\(path): this folder can't be made. Choose another with --to."
  }

  // What a server may do.
  static let noNetwork = "there is no network."
  static let notHTTP = "the answer is not HTTP."
  static let noAddress = "this is no http or https address."
  static func noSuchName(_ host: String) -> String {
    "the name \(host) can't be found; is there a network?"
  }
  static func nobodyAnswers(_ host: String) -> String { "nobody answers at \(host)." }
  static func silence(_ seconds: Double) -> String {
    "nothing came for \(number(seconds)) seconds."
  }
  static func cutOff(_ words: String) -> String { "the connection broke off: \(words)" }
  static func came(_ count: Int, of size: Int) -> String {
    "\(Count(count)) of \(Count(size)) bytes came."
  }
  static func wrongRange(_ range: String) -> String {
    "asked for the rest of the file, the server sent something else (\(range))."
  }
  static func wrongLength(_ found: Int, expected: Int, type: String?) -> String {
    "the answer has \(Count(found)) bytes instead of \(Count(expected))"
      + (type.map { " and is of type \($0)" } ?? "") + ": it is not this file."
  }
  static func status(_ code: Int) -> String {
    switch code {
    case 404, 410: "the file is not there (status \(code))."
    case 401, 403, 407: "the server refuses (status \(code))."
    case 429: "the server asks for patience (status 429)."
    case 500...: "the server has trouble of its own (status \(code))."
    default: "the server answers with status \(code)."
    }
  }
  static let wrongChecksum = "the checksum is wrong, so these are not the published bytes."

  static func nobodyHasIt(_ file: String, reports: [String], kept: Int) -> String {
    "\(file) could not be fetched.\n" + reports.joined(separator: "\n")
      + (kept > 0
        ? "\n\(byteCount(kept)) are kept; the same command goes on from there."
        : "\nTry again later, or from another server with --mirror.")
  }

  // How fetching goes.
  static let wasThere = "is there already"
  static func fetched(_ size: String, _ time: String, resumedAt: Int) -> String {
    "\(size) in \(time)"
      + (resumedAt > 0 ? ", going on from \(byteCount(resumedAt))" : "")
  }
  static func fetching(_ done: Int, of total: Int, seconds: Double, fresh: Int) -> String {
    let speed = seconds > 0.5 ? "  \(byteCount(Int(Double(fresh) / seconds)))/s" : ""
    let bar = progressBar(done, of: total, width: 20)
    return "\(bar)  \(byteCount(done)) of \(byteCount(total))\(speed)"
  }
  static func isComplete(_ title: String, _ folder: String) -> String {
    "\(title) is complete, in \(folder)"
  }
  static let lessonsFindIt = "Lessons find it there by themselves."
  static func toUseIt(_ folder: String) -> String {
    "To use it, add --data \(folder) to a lesson, or set CONVBOOK_DATA=\(folder)"
  }
  static let stopped = "Stopped. What came so far is kept; the same command goes on from there."

  // What is found.
  static let asPublished = "as published"
  static let sameContents = "as published, packed or unpacked by someone else"
  static let different = "not the published file"
  static let missing = "missing"
  static let notFound = "not found; lessons draw pictures of their own"
  static let noneFound = "no MNIST, no Fashion-MNIST; lessons draw pictures of their own"
  static let toFetchAll = "To get them, about 43 MB: swift run convbook data fetch"
  static func lookedIn(_ places: [String]) -> String {
    "looked in \(places.joined(separator: ", "))"
  }
  static func toFetch(_ set: String) -> String { "to get it: swift run convbook data fetch \(set)" }
  static func folder(_ path: String, reason: DataFolders.Reason) -> String {
    switch reason {
    case .named: path
    case .environment: "\(path) (CONVBOOK_DATA)"
    case .cache: path
    }
  }
  static let drawnIsAskedFor = "“drawn” instead of a folder: lessons draw pictures of their own"
  static let nothingToVerify = "there is no data to verify"
  static let allGood = "Everything that was found is as published."
  static let someBad = "Some files are not as published: fetch them again, or remove them."
}
