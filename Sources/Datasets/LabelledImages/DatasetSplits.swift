// Loads a data set in training, validation and test splits, from files or drawn.

import Formatting
import Foundation
import Tensors

/// The training, validation and test splits of a data set.
public struct DatasetSplits: Sendable {
  /// The training set; of MNIST 55,000 pictures.
  public let training: LabelledImages
  /// The validation set; of MNIST the last 5,000 of the training pictures.
  public let validation: LabelledImages
  /// The test set; of MNIST 10,000 pictures.
  public let test: LabelledImages
  /// Whether the pictures were drawn by this program.
  public let isDrawn: Bool
  /// A sentence that says which pictures these are and why.
  public let explanation: Message
}

extension DataSource {
  /// Loads the set from files where they are found, else draws it.
  ///
  /// Files are looked for in the folder named; if none is, where CONVBOOK_DATA says and then in the
  /// user's cache folder. The word "drawn" instead of a folder asks for drawn pictures.
  ///
  /// ```swift
  /// let data = try DataSource.digits.load(from: options.data)
  /// page.say(data.explanation)
  /// ```
  /// - Parameters:
  ///   - folder: the folder the reader named, if any.
  ///   - count: The number of drawn pictures in all, split as MNIST is: of 14,000 11,000 for
  ///     training, 1,000 for validation, 2,000 for testing.
  ///   - seed: of the drawn pictures.
  ///   - drawn: the pictures to draw, as `HurriedDigits.self`; nil for the set's own.
  /// - Throws: `DataError` when a folder that was named does not hold the set, or files that were
  ///   found are damaged.
  public func load(
    from folder: String? = nil, drawing count: Int = 14_000, seed: UInt64 = 1,
    as drawn: (any DrawnPictures.Type)? = nil
  ) throws -> DatasetSplits {
    try load(DataFolders(named: folder), drawing: count, seed: seed, as: drawn)
  }

  func load(
    _ folders: DataFolders, drawing count: Int, seed: UInt64,
    as drawn: (any DrawnPictures.Type)? = nil
  ) throws -> DatasetSplits {
    func draw(because reason: Message) -> DatasetSplits {
      let parts = (drawn ?? self.drawn).pictures(count, seed: seed).split(55, 5, 10)
      return DatasetSplits(
        training: parts[0], validation: parts[1], test: parts[2], isDrawn: true,
        explanation: "\(count) \(things) drawn by this program, \(reason).")
    }
    if folders.wantsDrawn { return draw(because: "as asked") }
    let findings = folders.foundFiles(of: self)
    if let found = findings.first(where: \.isComplete) { return try read(found) }
    if let named = folders.searchFolders.first, named.reason == .named {
      throw missing(in: named.path, findings.first)
    }
    let places = folders.searchFolders.map { place in
      place.reason == .environment ? "CONVBOOK_DATA" : abbreviated(place.path)
    }
    let there: Message =
      findings.first.map { found in
        "\(abbreviated(found.folder)) holds only \(found.paths.count) of the four files of \(title)"
      }
      ?? (places.count == 1
        ? "there is no \(title) in \(places[0])"
        : "there is no \(title) in \(places[0]) or \(places[1])")
    return draw(because: "because \(there); `swift run convbook data fetch` gets it")
  }

  private func missing(in folder: String, _ found: DataFolders.FoundFiles?) -> DataError {
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder) else {
      return DataError(
        .missing, file: folder, problem: "there is no such folder",
        advice: "Paths start from the current folder, \(manager.currentDirectoryPath).")
    }
    let names = PublishedFile.Part.allCases.filter { found?.paths[$0] == nil }.map(\.rawValue)
    let list = names.joined(separator: " and ")
    let wanted = "\(folder)/\(folderName)/\(names[0]).gz"
    let expected: Message =
      names.count == 4
      ? "Expected: \(wanted) and the three beside it." : "Expected: \(wanted)."
    return DataError(
      .missing, file: found?.folder ?? folder,
      problem: found == nil
        ? "this folder does not hold \(title)"
        : Message(
          names.count, "of \(title)'s four files \(list) is missing",
          "of \(title)'s four files \(list) are missing"),
      advice: "\(expected) To get them: swift run convbook data fetch --to \(folder).")
  }

  private func read(_ found: DataFolders.FoundFiles) throws -> DatasetSplits {
    let learned = try FilePair(.trainingImages, .trainingLabels, found.paths, of: self)
    if let other = Self.allCases.first(where: { $0 != self }),
      learned.labels.prefix(10).elementsEqual(other.firstLabels)
    {
      throw DataError(
        .mismatch, file: found.folder, problem: "these are the files of \(other.title)",
        advice: "Move them to a folder named \(other.folderName).")
    }
    let test = try FilePair(.testImages, .testLabels, found.paths, of: self)
    // Of 60,000 the last 5,000.
    let border = learned.count * 11 / 12
    let place = found.reason == .environment ? " (CONVBOOK_DATA)" : ""
    return DatasetSplits(
      training: learned.images(0..<border), validation: learned.images(border..<learned.count),
      test: test.images(0..<test.count), isDrawn: false,
      explanation: "\(title), \(learned.count + test.count) \(things) from "
        + "\(abbreviated(found.folder))\(place).")
  }

  private var things: Message {
    switch self {
    case .digits: "digits"
    case .clothes: "pictures of clothes"
    }
  }

  /// Abbreviates the home folder in a path to ~.
  private func abbreviated(_ path: String) -> String {
    let home = NSHomeDirectory() + "/"
    return path.hasPrefix(home) ? "~/" + path.dropFirst(home.count) : path
  }
}
