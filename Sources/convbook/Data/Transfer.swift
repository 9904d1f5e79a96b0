// One request over HTTP, whose answer goes into a part file. It may break off at any byte; the next
// request asks for the rest.

import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Why a request did not bring the rest of a file.
enum TransferProblem: Error, Equatable {
  /// Nobody can be asked: no such name, no answer, no network. The words say which.
  case unreachable(String)
  /// An HTTP status other than success.
  case status(Int)
  /// The answer is of another length than the file: this many bytes, for the file or its rest.
  case length(Int, expected: Int, type: String?)
  /// The answer ended, or nothing came any more, before all was there.
  case cut(String)
  /// The server sent another part than was asked for.
  case range(String)

  /// Whether it may go well when tried again.
  var isPassing: Bool {
    switch self {
    case .cut: true
    case .status(let code): code >= 500 || code == 429 || code == 408
    case .unreachable, .length, .range: false
    }
  }

  /// What happened, for people.
  var words: String {
    switch self {
    case .unreachable(let words): words
    case .status(let code): DataMessages.status(code)
    case .length(let found, let expected, let type):
      DataMessages.wrongLength(found, expected: expected, type: type)
    case .cut(let words): DataMessages.cutOff(words)
    case .range(let words): DataMessages.wrongRange(words)
    }
  }
}

/// A request that is under way. The session calls it on a queue of its own, one call at a time, while
/// the caller of `run` waits: nothing is touched from two sides at once.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let part: PartFile
  private let size: Int
  private let progress: @Sendable (Int) -> Void
  private let isOver = DispatchSemaphore(value: 0)
  private var problem: (any Error)?

  /// Seconds without a byte after which a server is given up.
  static let patience = 30.0

  private init(_ part: PartFile, size: Int, progress: @escaping @Sendable (Int) -> Void) {
    self.part = part
    self.size = size
    self.progress = progress
  }

  /// Fetches what a part file lacks.
  ///
  /// - Parameters:
  ///   - size: how many bytes the whole file has.
  ///   - progress: is told how many bytes there are, now and then, from another thread.
  /// - Throws: `TransferProblem`, or `CommandError` when the disk won't take it.
  static func run(
    _ url: URL, into part: PartFile, size: Int, progress: @escaping @Sendable (Int) -> Void
  ) throws {
    let transfer = Transfer(part, size: size, progress: progress)
    let settings = URLSessionConfiguration.ephemeral
    settings.timeoutIntervalForRequest = patience
    settings.urlCache = nil
    let session = URLSession(configuration: settings, delegate: transfer, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    var request = URLRequest(url: url)
    // The files are packed already; unpacked on the way, they would not be the ones published.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    request.setValue("convbook", forHTTPHeaderField: "User-Agent")
    if part.count > 0 { request.setValue("bytes=\(part.count)-", forHTTPHeaderField: "Range") }
    session.dataTask(with: request).resume()
    transfer.isOver.wait()
    if let problem = transfer.problem { throw problem }
    guard part.count == size else {
      throw TransferProblem.cut(DataMessages.came(part.count, of: size))
    }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    do {
      try check(response)
      completionHandler(.allow)
    } catch {
      problem = error
      completionHandler(.cancel)
    }
  }

  /// Decides by the header whether the body is what the part file lacks.
  private func check(_ response: URLResponse) throws {
    guard let answer = response as? HTTPURLResponse else {
      throw TransferProblem.unreachable(DataMessages.notHTTP)
    }
    switch answer.statusCode {
    case 200:
      // A server that does not know ranges sends everything.
      if part.count > 0 { try part.clear() }
    case 206:
      let range = answer.value(forHTTPHeaderField: "Content-Range") ?? ""
      guard range.hasPrefix("bytes \(part.count)-") else { throw TransferProblem.range(range) }
    case 416:
      throw TransferProblem.range(answer.value(forHTTPHeaderField: "Content-Range") ?? "416")
    default: throw TransferProblem.status(answer.statusCode)
    }
    let length = Int(answer.value(forHTTPHeaderField: "Content-Length") ?? "")
    guard let length, length != size - part.count else { return }
    throw TransferProblem.length(
      length, expected: size - part.count, type: answer.value(forHTTPHeaderField: "Content-Type"))
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard problem == nil else { return }
    do {
      guard part.count + data.count <= size else {
        throw TransferProblem.length(part.count + data.count, expected: size, type: nil)
      }
      for region in data.regions { try region.withUnsafeBytes { try part.append($0) } }
      progress(part.count)
    } catch {
      problem = error
      dataTask.cancel()
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    if problem == nil, let error { problem = Self.problem(error, task.originalRequest?.url) }
    isOver.signal()
  }

  private static func problem(_ error: any Error, _ url: URL?) -> TransferProblem {
    let host = [url?.host, url?.port.map(String.init)].compactMap { $0 }.joined(separator: ":")
    switch (error as? URLError)?.code {
    case .cannotFindHost?, .dnsLookupFailed?: return .unreachable(DataMessages.noSuchName(host))
    case .notConnectedToInternet?: return .unreachable(DataMessages.noNetwork)
    case .cannotConnectToHost?: return .unreachable(DataMessages.nobodyAnswers(host))
    case .timedOut?: return .cut(DataMessages.silence(patience))
    case .unsupportedURL?, .badURL?: return .unreachable(DataMessages.noAddress)
    default: return .cut(error.localizedDescription)
    }
  }
}
