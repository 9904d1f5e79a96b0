// The web server of `live`: pages, pictures, and a socket for each open page.

import FlyingFox
import Foundation
import LessonKit
import Live
import Notebooks

/// Serves the book.
struct LiveServer: HTTPHandler {
  private let access: LiveAccess
  private let lessons: LiveLessons
  private let catalogues = LiveCatalogues()

  init(access: LiveAccess, lessons: LiveLessons) {
    self.access = access
    self.lessons = lessons
  }

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    switch access.verdict(for: request) {
    case .allowed:
      let path = LivePath(request.target.path())
      return try await Catalogue.$current.withValue(await catalogues.catalogue(for: path)) {
        try await answer(request, path.parts)
      }
    case .welcomed(let cookie):
      return HTTPResponse(
        statusCode: .seeOther,
        headers: headers([.location: lessons.startPath, .setCookie: cookie]), body: Data())
    case .refused(let refusal): return refused(refusal)
    }
  }

  private func answer(_ request: HTTPRequest, _ parts: [String]) async throws -> HTTPResponse {
    switch parts {
    case [""]: return page(contents.liveHTML)
    // Asked for by a page whose socket was closed, and the icon by the browser itself.
    case ["alive"], ["favicon.ico"]:
      return HTTPResponse(statusCode: .noContent, headers: headers([:]), body: Data())
    default: break
    }
    guard let first = parts.first, let lesson = await lessons.lesson(first) else {
      return contents.bookPage(parts.joined(separator: "/")).map { page($0) } ?? notFound
    }
    switch Array(parts.dropFirst()) {
    case []:
      return HTTPResponse(
        statusCode: .permanentRedirect, headers: headers([.location: "/\(first)/"]), body: Data())
    case [""]:
      return page(LivePage(await lesson.view().record.inCurrentLanguage).html)
    case ["socket"]:
      return try await WebSocketHTTPHandler(
        handler: MessageFrameWSHandler(handler: LiveSocket(lesson: lesson))
      ).handleRequest(request)
    case let rest where rest.first == "pictures":
      return picture(lesson.pictures.file(rest.joined(separator: "/")))
    case let rest where rest.count == 1 && rest[0].hasSuffix(".png"):
      // A cover of the contents page, from the last run in the terminal.
      let file = Project.output.appendingPathComponent(lesson.files.folder.lastPathComponent)
        .appendingPathComponent(rest[0])
      return picture(FileManager.default.contents(atPath: file.path))
    default: return notFound
    }
  }

  private var contents: ContentsPage { Curriculum().contentsPage(in: Project.output) }

  private func headers(_ more: [HTTPHeader: String]) -> HTTPHeaders {
    HTTPHeaders(
      [
        .cacheControl: "no-store", HTTPHeader("X-Content-Type-Options"): "nosniff",
        HTTPHeader("Referrer-Policy"): "no-referrer",
        HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
        HTTPHeader("Cross-Origin-Opener-Policy"): "same-origin",
      ].merging(more) { _, new in new })
  }

  private func page(_ html: String, status: HTTPStatusCode = .ok) -> HTTPResponse {
    HTTPResponse(
      statusCode: status,
      headers: headers([
        .contentType: "text/html; charset=utf-8",
        HTTPHeader("Content-Security-Policy"): ContentSecurityPolicy.header(for: html),
      ]), body: Data(html.utf8))
  }

  private func picture(_ data: Data?) -> HTTPResponse {
    guard let data else { return notFound }
    // Its name is made of its content.
    return HTTPResponse(
      statusCode: .ok,
      headers: headers([
        .contentType: "image/png", .cacheControl: "private, max-age=3600",
      ]), body: data)
  }

  private var notFound: HTTPResponse { words(LiveMessages.notFound, status: .notFound) }

  private func refused(_ refusal: LiveAccess.Refusal) -> HTTPResponse {
    switch refusal {
    case .stranger: words(LiveMessages.stranger, status: .forbidden)
    case .noKey: words(LiveMessages.noKey, status: .unauthorized)
    case .method: words(LiveMessages.method, status: .methodNotAllowed)
    }
  }

  private func words(_ words: Message, status: HTTPStatusCode) -> HTTPResponse {
    page(
      HTMLDocument(
        title: "Convbook", metadata: [], styles: "main { padding: 3rem 1.25rem; }",
        body: "<main><h1>Convbook</h1><p>\(escaped(words.text))</p></main>"
      ).html, status: status)
  }
}

/// The lessons that were opened. They stay open as long as the server runs.
actor LiveLessons {
  /// Where the link leads once it has given its cookie.
  nonisolated let startPath: String
  private let engine: LiveEngine
  private let folder: URL
  private var open: [String: LiveLesson] = [:]

  /// Creates the lessons of the book.
  /// - Parameters:
  ///   - start: the lesson that is opened first; nil for the contents page.
  ///   - folder: the folder of all edits.
  init(engine: LiveEngine, start: LessonFolder?, folder: URL) {
    self.engine = engine
    self.folder = folder
    startPath = start.map { "/\($0.name)/" } ?? "/"
  }

  /// Returns a lesson; nil when there is none of that name.
  func lesson(_ name: String) async -> LiveLesson? {
    if let lesson = open[name] {
      if FileManager.default.fileExists(atPath: lesson.lesson.folder.path) { return lesson }
      // A lesson of one's own may have gone.
      open[name] = nil
      await lesson.close()
    }
    // Read anew: a lesson of one's own may have come.
    let curriculum = Curriculum()
    guard let lesson = curriculum.lessons.first(where: { $0.name == name }) else { return nil }
    let opened = LiveLesson(
      lesson, files: EditedFiles(of: lesson, in: folder),
      navigation: curriculum.navigation(
        of: name, source: "", page: Project.output.appendingPathComponent(name)),
      engine: engine)
    open[name] = opened
    return opened
  }
}
