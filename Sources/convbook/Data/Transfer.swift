// Runs an HTTP request whose body is appended to a part file. After an interruption the next
// request asks for the rest.

import Foundation
import LessonKit

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The error of a request that did not complete a file.
enum TransferError: Error, Equatable {
  /// No connection: unknown host, no answer, or no network, with the reason.
  case unreachable(Message)
  /// An HTTP status other than success.
  case status(Int)
  /// The response has this length instead of the expected one.
  case length(Int, expected: Int, type: String?)
  /// The response ended or stalled before its end.
  case cut(Message)
  /// The server sent another range than requested.
  case range(String)

  /// Whether a retry can succeed.
  var isPassing: Bool {
    switch self {
    case .cut: true
    case .status(let code): code >= 500 || code == 429 || code == 408
    case .unreachable, .length, .range: false
    }
  }

  /// The message of the error.
  var words: Message {
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

/// A running request. The session calls it on a serial queue while the caller of `run` waits, so
/// that no state is accessed concurrently.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let part: PartFile
  private let size: Int
  private let progress: @Sendable (Int) -> Void
  private let isOver = DispatchSemaphore(value: 0)
  private var problem: (any Error)?

  /// The timeout in seconds without data.
  static let timeout = 30.0

  private init(_ part: PartFile, size: Int, progress: @escaping @Sendable (Int) -> Void) {
    self.part = part
    self.size = size
    self.progress = progress
  }

  /// Downloads the missing rest of a part file.
  ///
  /// - Parameters:
  ///   - size: the size of the complete file in bytes.
  ///   - progress: called with the number of bytes so far, on another thread.
  /// - Throws: `TransferError`, or `CommandError` when the bytes can't be written.
  static func run(
    _ url: URL, into part: PartFile, size: Int, progress: @escaping @Sendable (Int) -> Void
  ) throws {
    let transfer = Transfer(part, size: size, progress: progress)
    let settings = URLSessionConfiguration.ephemeral
    settings.timeoutIntervalForRequest = timeout
    settings.urlCache = nil
    let session = URLSession(configuration: settings, delegate: transfer, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    var request = URLRequest(url: url)
    // The checksums are of the compressed files, so no content encoding may be applied.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    request.setValue("convbook", forHTTPHeaderField: "User-Agent")
    if part.count > 0 { request.setValue("bytes=\(part.count)-", forHTTPHeaderField: "Range") }
    session.dataTask(with: request).resume()
    transfer.isOver.wait()
    if let problem = transfer.problem { throw problem }
    guard part.count == size else {
      throw TransferError.cut(DataMessages.came(part.count, of: size))
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

  /// Checks by the header that the body is the rest of the part file.
  private func check(_ response: URLResponse) throws {
    guard let answer = response as? HTTPURLResponse else {
      throw TransferError.unreachable(DataMessages.notHTTP)
    }
    switch answer.statusCode {
    case 200:
      // A server without range support sends the whole file.
      if part.count > 0 { try part.clear() }
    case 206:
      let range = answer.value(forHTTPHeaderField: "Content-Range") ?? ""
      guard range.hasPrefix("bytes \(part.count)-") else { throw TransferError.range(range) }
    case 416:
      throw TransferError.range(answer.value(forHTTPHeaderField: "Content-Range") ?? "416")
    default: throw TransferError.status(answer.statusCode)
    }
    let length = Int(answer.value(forHTTPHeaderField: "Content-Length") ?? "")
    guard let length, length != size - part.count else { return }
    throw TransferError.length(
      length, expected: size - part.count, type: answer.value(forHTTPHeaderField: "Content-Type"))
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard problem == nil else { return }
    do {
      guard part.count + data.count <= size else {
        throw TransferError.length(part.count + data.count, expected: size, type: nil)
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

  private static func problem(_ error: any Error, _ url: URL?) -> TransferError {
    let host = [url?.host, url?.port.map(String.init)].compactMap { $0 }.joined(separator: ":")
    switch (error as? URLError)?.code {
    case .cannotFindHost?, .dnsLookupFailed?: return .unreachable(DataMessages.noSuchName(host))
    case .notConnectedToInternet?: return .unreachable(DataMessages.noNetwork)
    case .cannotConnectToHost?: return .unreachable(DataMessages.nobodyAnswers(host))
    case .timedOut?: return .cut(DataMessages.silence(timeout))
    case .unsupportedURL?, .badURL?: return .unreachable(DataMessages.noAddress)
    default: return .cut(Message(error.localizedDescription))
    }
  }
}
