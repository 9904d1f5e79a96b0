// Searches folders for the files of a data set.

import Foundation

/// The folders a set's files may lie in.
public struct DataFolders: Sendable {
  /// Why a folder is searched.
  public enum Reason: Equatable, Sendable {
    /// The reader named it: `--data`.
    case named
    /// The environment variable CONVBOOK_DATA names it.
    case environment
    /// It is where `convbook data fetch` puts files.
    case cache
  }

  /// A folder that is searched, and why.
  public struct SearchFolder: Equatable, Sendable {
    /// The folder's path.
    public let path: String
    /// Why it is searched.
    public let reason: Reason
  }

  /// The value of `--data` and CONVBOOK_DATA that asks for drawn pictures, whatever is there.
  public static let drawnKeyword = "drawn"

  /// The folders, in the order of the search. A folder that was named is the only one.
  public let searchFolders: [SearchFolder]
  /// Whether drawn pictures are asked for.
  public let wantsDrawn: Bool

  /// Chooses the folders.
  ///
  /// - Parameters:
  ///   - named: the folder the reader named, if any.
  ///   - environment: the process's own by default.
  public init(
    named: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let variable = environment["CONVBOOK_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    wantsDrawn = (named ?? variable) == Self.drawnKeyword
    if let named {
      searchFolders = wantsDrawn ? [] : [SearchFolder(path: Self.path(named), reason: .named)]
    } else {
      let cache = SearchFolder(path: Self.cache(environment: environment), reason: .cache)
      let first = wantsDrawn ? nil : variable
      searchFolders =
        (first.map { [SearchFolder(path: Self.path($0), reason: .environment)] } ?? []) + [cache]
    }
  }

  /// Expands ~ in a path that the shell has left as typed; an empty path is the current folder.
  private static func path(_ typed: String) -> String {
    typed.isEmpty ? "." : (typed as NSString).expandingTildeInPath
  }

  /// The user's cache folder for this program, which `convbook data fetch` fills.
  public static func cache(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    // The XDG specification says to ignore a relative path.
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      return folder + "/convbook"
    }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    #if os(macOS)
      return home + "/Library/Caches/convbook"
    #else
      return home + "/.cache/convbook"
    #endif
  }

  /// The files of a set that one folder holds.
  public struct FoundFiles: Equatable, Sendable {
    /// The folder they lie in.
    public let folder: String
    /// Why it was searched.
    public let reason: Reason
    /// The path of each file that is there, with what it holds.
    public let paths: [PublishedFile.Part: String]

    /// Whether all four are there.
    public var isComplete: Bool { paths.count == PublishedFile.Part.allCases.count }
  }

  /// Finds the files of a set in each folder; folders without any are left out.
  ///
  /// The subfolder with the set's name is searched first, then the folder itself.
  public func foundFiles(of source: DataSource) -> [FoundFiles] {
    searchFolders.flatMap { place in
      [place.path + "/" + source.folderName, place.path].compactMap { folder in
        // Both sets have the same file names: a folder that is named after the other is not it.
        let name = URL(fileURLWithPath: folder).lastPathComponent
        let others = DataSource.allCases.filter { $0 != source }.map(\.folderName)
        guard !others.contains(name) else { return nil }
        var paths: [PublishedFile.Part: String] = [:]
        for part in PublishedFile.Part.allCases {
          paths[part] = part.names.lazy.map { folder + "/" + $0 }
            .first(where: FileManager.default.fileExists)
        }
        return paths.isEmpty ? nil : FoundFiles(folder: folder, reason: place.reason, paths: paths)
      }
    }
  }
}
