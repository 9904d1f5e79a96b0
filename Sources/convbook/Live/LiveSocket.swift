// The socket of an open page: what it is told, and what it asks for.

import FlyingFox
import Formatting
import Foundation
import LessonKit
import Live
import Notebooks

/// Connects a page with its lesson.
struct LiveSocket: WSMessageHandler {
  let lesson: LiveLesson
  /// The lesson's exercise; nil when it has none.
  private let exercise: LiveExercise?
  /// The language of the page. Messages are made after the request for the socket was answered.
  private let catalogue = Catalogue.current

  init(lesson: LiveLesson) {
    self.lesson = lesson
    exercise = LiveExercise(lesson.lesson)
  }

  /// What a page asks for, as JSON with one key.
  private enum Request: Decodable {
    /// A cell gets another text, and the lesson runs; the number comes back with the answer.
    case edit(cell: CellText, to: String, number: Int)
    /// The lesson runs as it is.
    case run
    /// The run is ended.
    case stop
    /// What trainings have learned is forgotten, and the lesson runs.
    case trainAnew
    /// The training that goes on is ended, and the lesson continues.
    case endTraining
    /// All edits are removed.
    case putBack
    /// What differs from the book is asked for.
    case difference
    /// The text as it is edited becomes a lesson of one's own.
    case saveAs(name: String)
    /// This lesson of one's own, saved before, is taken out of the book.
    case removeSaved
    /// An option gets a value, nil for the lesson's own, and the lesson runs.
    case choose(option: String, value: String?)
    /// All options get the lesson's own values again, and so does the picture.
    case resetOptions
    /// A picture follows in pieces, as binary messages.
    case picture(name: String, size: Int)
    /// The student's file gets a text, where it has `former`, and is checked.
    case check(text: String, former: String)
    /// One more hint is shown.
    case hint
    /// The solution is shown.
    case solution
    /// The student's file is written as it was.
    case resetExercise
  }

  func makeMessages(for client: AsyncStream<WSMessage>) async throws -> AsyncStream<WSMessage> {
    await Catalogue.$current.withValue(catalogue) { await messages(for: client) }
  }

  private func messages(for client: AsyncStream<WSMessage>) async -> AsyncStream<WSMessage> {
    let (messages, out) = AsyncStream.makeStream(of: WSMessage.self)
    @Sendable func tell(_ message: LivePageMessage) { out.yield(.text(message.json)) }
    let changes = await lesson.changes()
    let telling = Task {
      var drawn = DrawnParts()
      for await change in changes {
        switch change {
        case .view(let view): tell(.view(.init(view, of: lesson.files, &drawn)))
        case .progress(let training, let cell): tell(.progress(training, cell: cell))
        }
      }
      out.finish()
    }
    let following = Task { await follow(exercise, tell) }
    let listening = Task {
      var picture: DroppedPicture?
      for await message in client {
        do {
          switch message {
          case .text(let text):
            guard let request = try? JSONDecoder().decode(Request.self, from: Data(text.utf8))
            else { continue }
            if case .picture(let name, let size) = request {
              picture = nil
              picture = try DroppedPicture(name: name, size: size)
            } else {
              try await answer(request, tell)
            }
          case .data(let piece):
            picture?.add(piece)
            guard let whole = picture, whole.isComplete else { continue }
            picture = nil
            try await lesson.take(whole)
          default: break
          }
        } catch { tell(.trouble(describe(error))) }
      }
      telling.cancel()
      following.cancel()
      out.finish()
    }
    out.onTermination = { _ in
      telling.cancel()
      following.cancel()
      listening.cancel()
    }
    return messages
  }

  /// How often the student's file and progress are looked at.
  private static let interval = Duration.milliseconds(300)

  /// Tells what the exercise is, now and whenever it changes, also by an editor or a command.
  private func follow(
    _ exercise: LiveExercise?, _ tell: @Sendable (LivePageMessage) -> Void
  ) async {
    guard let exercise else { return }
    var told: LiveExercise.Source?
    while !Task.isCancelled {
      let now = exercise.source
      if now != told { tell(.exercise(exercise.state(now))) }
      told = now
      try? await Task.sleep(for: Self.interval)
    }
  }

  /// Writes and checks the student's file; meanwhile the page may ask for other things.
  private func check(
    _ text: String, over former: String, _ tell: @escaping @Sendable (LivePageMessage) -> Void
  ) throws {
    guard let exercise else { return }
    guard try exercise.write(text, over: former) else {
      return tell(.exerciseConflict(exercise.state(exercise.source)))
    }
    Task {
      do { tell(.checked(try await exercise.check(), text: text)) } catch {
        tell(.uncheckable(describe(error)))
      }
    }
  }

  private func answer(
    _ request: Request, _ tell: @escaping @Sendable (LivePageMessage) -> Void
  ) async throws {
    switch request {
    case .edit(let cell, let text, let number):
      switch try await lesson.edit(cell, to: text) {
      case .written(let edition): tell(.written(number: number, edition: edition))
      case .conflict: tell(.conflict(number: number))
      }
    case .run: await lesson.run()
    case .stop: await lesson.stop()
    case .trainAnew: await lesson.trainAnew()
    case .endTraining: await lesson.endTraining()
    case .putBack: try await lesson.putBack()
    case .difference: tell(.difference(lesson.files.difference))
    case .saveAs(let name):
      let own = try NewLesson(name, number: nil, in: Curriculum())
      try own.write(versionOf: lesson.files)
      tell(.saved(name: own.name))
    case .removeSaved:
      guard let saved = SavedLesson(lesson.lesson) else { return }
      tell(.removed(place: shortPath(try saved.remove().path)))
    case .choose(let option, let value): await lesson.choose(value, for: option)
    case .resetOptions: await lesson.resetOptions()
    case .picture: break
    case .check(let text, let former): try check(text, over: former, tell)
    case .hint: try exercise?.seeHint()
    case .solution: if let exercise { tell(.solution(try exercise.solution())) }
    case .resetExercise: try exercise?.putBack()
    }
  }
}

/// What a page is told, as JSON with one key.
enum LivePageMessage: Encodable {
  /// This is shown now.
  case view(LivePageView)
  /// A network is being trained.
  case progress(TrainingProgress, cell: Int)
  /// An edit was written, in this edition of the text.
  case written(number: Int, edition: Int)
  /// An edit was not written: the file has other lines there now.
  case conflict(number: Int)
  /// The lines that differ from the book.
  case difference([FileDifference])
  /// A lesson of one's own was made.
  case saved(name: String)
  /// A lesson of one's own was taken out of the book; its folder is kept there.
  case removed(place: String)
  /// The student's file and progress.
  case exercise(LiveExercise.State)
  /// The student's file was checked with this text.
  case checked(LiveVerdict, text: String)
  /// It was not written: it has another text now.
  case exerciseConflict(LiveExercise.State)
  /// It could not be checked.
  case uncheckable(String)
  /// The solution of an exercise that has passed.
  case solution(String)
  /// What was asked for could not be done.
  case trouble(String)

  var json: String {
    let encoder = JSONEncoder()
    encoder.userInfo[Message.rendering] = true
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

/// The parts that a page has.
struct DrawnParts {
  private var revision: Int?
  private(set) var order: [String] = []

  /// Draws a view, unless it is the one that was drawn last.
  /// - Returns: the HTML of the parts that the page does not have yet, by their keys.
  mutating func draw(_ view: LiveLesson.View) -> [String: String] {
    guard view.revision != revision else { return [:] }
    let units = LivePage(view.record.inCurrentLanguage).units
    let known = Set(order)
    (revision, order) = (view.revision, units.map(\.key))
    return Dictionary(
      units.filter { !known.contains($0.key) }.map { ($0.key, $0.html) },
      uniquingKeysWith: { first, _ in first })
  }
}

/// What a page shows.
struct LivePageView: Encodable {
  /// A training that was not run again, with the part of its cell.
  struct KeptTraining: Encodable {
    let name: String
    let part: Int
  }

  /// The keys of the page's parts from top to bottom.
  let order: [String]
  /// The HTML of the parts that the page does not have yet, by their keys.
  let parts: [String: String]
  /// The texts of the cells, by the indices of their parts.
  let texts: [Int: CellText]
  /// The number of the text, higher for each later one.
  let edition: Int
  /// What is going on: "compiling", "running", "finished", "kept", "failed", "rejected", "stopped"
  /// or "trouble".
  let phase: String
  /// The part of the cell that runs; nil when none does.
  let running: Int?
  /// The part from which on outputs are those of the run before; nil where all are new.
  let stale: Int?
  /// What stood in the way.
  let words: Message?
  /// The compiler's errors.
  let errors: [LiveDiagnostic]
  let isEdited: Bool
  /// Whether it is a version of one's own that was saved as a lesson.
  let isSaved: Bool
  let seconds: Double?
  /// The trainings that were not run again, with the parts of their cells.
  let keptTrainings: [KeptTraining]
  /// The lesson's options.
  let options: LiveOptions

  init(_ view: LiveLesson.View, of files: EditedFiles, _ drawn: inout DrawnParts) {
    parts = drawn.draw(view)
    order = drawn.order
    edition = view.edition
    // Above the first cell stands a part of its own.
    texts = Dictionary(
      view.texts.map { ($0.key + 1, $0.value) }, uniquingKeysWith: { first, _ in first })
    var (running, words, errors): (Int?, Message?, [LiveDiagnostic]) = (nil, nil, [])
    switch view.phase {
    case .compiling: phase = "compiling"
    case .kept: phase = "kept"
    case .running(let cell):
      phase = "running"
      running = cell + 1
    case .ended(.finished): phase = "finished"
    case .ended(.failed(let failure)):
      phase = "failed"
      // Its line stands where the lesson stopped, and is told as that of the cell.
      words = failure.title
    case .ended(.stopped): phase = "stopped"
    case .ended(.trouble(let trouble)):
      phase = "trouble"
      words = trouble
    case .ended(.rejected(let diagnostics)):
      phase = "rejected"
      errors = LiveDiagnostic.all(
        diagnostics, in: files, texts: texts, of: view.record.source)
    }
    (self.running, self.words, self.errors) = (running, words, errors)
    stale = view.staleFrom.map { $0 + 1 }
    isEdited = !view.editedFiles.isEmpty
    isSaved = SavedLesson(files.lesson) != nil
    seconds = view.seconds
    keptTrainings = view.keptTrainings.map { KeptTraining(name: $0.name, part: $0.cell + 1) }
    options = LiveOptions(view, of: files.lesson)
  }
}
