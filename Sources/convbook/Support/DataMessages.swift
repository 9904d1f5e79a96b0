// The texts of `convbook data`.

import Foundation
import LessonKit

/// The texts of `data list`, `data fetch` and `data verify`.
enum DataMessages {
  // The file that grows.
  static func isBusy(_ path: String) -> Message {
    "\(path): another program is fetching this file. Wait for it, or stop it."
  }
  static let diskIsFull: Message =
    "the disk is full. Make room; the same command goes on from there."
  static let mayNotWrite: Message = "writing there is not allowed. Choose another folder with --to."
  static let isFolder: Message =
    "this is a folder. Move it away, or choose another place with --to."
  static func cannotMakeFolder(_ path: String) -> Message {
    "\(path): this folder can't be made. Choose another with --to."
  }

  // What a server may do.
  static let noNetwork: Message = "there is no network."
  static let notHTTP: Message = "the answer is not HTTP."
  static let noAddress: Message = "this is no http or https address."
  static func noSuchName(_ host: String) -> Message {
    "the name \(host) can't be found; is there a network?"
  }
  static func nobodyAnswers(_ host: String) -> Message { "nobody answers at \(host)." }
  static func silence(_ seconds: Double) -> Message {
    "nothing came for \(number(seconds)) seconds."
  }
  static func cutOff(_ words: Message) -> Message { "the connection broke off: \(words)" }
  static func came(_ count: Int, of size: Int) -> Message {
    "\(Count(count)) of \(Count(size)) bytes came."
  }
  static func wrongRange(_ range: String) -> Message {
    "asked for the rest of the file, the server sent something else (\(range))."
  }
  static func wrongLength(_ found: Int, expected: Int, type: String?) -> Message {
    let (found, expected) = (Count(found), Count(expected))
    return type.map {
      "the answer has \(found) bytes instead of \(expected) and is of type \($0): it is not "
        + "this file."
    } ?? "the answer has \(found) bytes instead of \(expected): it is not this file."
  }
  static func status(_ code: Int) -> Message {
    switch code {
    case 404, 410: "the file is not there (status \(code))."
    case 401, 403, 407: "the server refuses (status \(code))."
    case 429: "the server asks for patience (status 429)."
    case 500...: "the server has trouble of its own (status \(code))."
    default: "the server answers with status \(code)."
    }
  }
  static let wrongChecksum: Message = "the checksum is wrong, so these are not the published bytes."

  static func nobodyHasIt(_ file: String, reports: [Message], kept: Int) -> Message {
    let advice: Message =
      kept > 0
      ? "\(byteCount(kept)) are kept; the same command goes on from there."
      : "Try again later, or from another server with --mirror."
    return (["\(file) could not be fetched."] + reports + [advice]).joined(separator: "\n")
  }

  // How fetching goes.
  static let wasThere: Message = "is there already"
  static func fetched(_ size: String, _ time: String, resumedAt: Int) -> Message {
    resumedAt > 0
      ? "\(size) in \(time), going on from \(byteCount(resumedAt))" : "\(size) in \(time)"
  }
  static func fetching(_ done: Int, of total: Int, seconds: Double, fresh: Int) -> Message {
    // A speed needs no words.
    let speed = seconds > 0.5 ? "  \(byteCount(Int(Double(fresh) / seconds)))/s" : ""
    let bar = progressBar(done, of: total, width: 20)
    return "\(bar)  \(byteCount(done)) of \(byteCount(total))\(speed)"
  }
  static func isComplete(_ title: String, _ folder: String) -> Message {
    "\(title) is complete, in \(folder)"
  }
  static let lessonsFindIt: Message = "Lessons find it there by themselves."
  static func toUseIt(_ folder: String) -> Message {
    "To use it, add --data \(folder) to a lesson, or set CONVBOOK_DATA=\(folder)"
  }
  static let stopped: Message =
    "Stopped. What came so far is kept; the same command goes on from there."

  // What is found.
  static let asPublished: Message = "as published"
  static let sameContents: Message = "as published, packed or unpacked by someone else"
  static let different: Message = "not the published file"
  static let missing: Message = "missing"
  static let notFound: Message = "not found; lessons draw pictures of their own"
  static let noneFound: Message = "no MNIST, no Fashion-MNIST; lessons draw pictures of their own"
  static let toFetchAll: Message = "To get them, about 43 MB: swift run convbook data fetch"
  static func lookedIn(_ places: [Message]) -> Message {
    "looked in \(places.joined(separator: ", "))"
  }
  static func toFetch(_ set: String) -> Message {
    "to get it: swift run convbook data fetch \(set)"
  }
  static func folder(_ path: String, reason: DataFolders.Reason) -> Message {
    switch reason {
    case .named, .cache: Message(path)
    case .environment: "\(path) (CONVBOOK_DATA)"
    }
  }
  static let drawnIsAskedFor: Message =
    "“drawn” instead of a folder: lessons draw pictures of their own"
  static let nothingToVerify: Message = "there is no data to verify."
  static let allGood: Message = "Everything that was found is as published."
  static let someBad: Message = "Some files are not as published: fetch them again, or remove them."
}
