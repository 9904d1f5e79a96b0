// How much of a long check is done: a sample, or the whole, which .ci/run --all asks for.

import Foundation

/// Whether checks that take a sample take everything: CONVBOOK_CHECK_ALL=1.
public let checksAll = ProcessInfo.processInfo.environment["CONVBOOK_CHECK_ALL"] == "1"

/// The number of random cases of a check: `usual`, ten times as many when everything is checked.
public func sampleSize(_ usual: Int) -> Int { checksAll ? 10 * usual : usual }

/// The number of damaged files that a check reads: what CONVBOOK_MUTATIONS says, else `usual` as
/// `sampleSize` has it.
public func mutationCount(_ usual: Int) -> Int {
  ProcessInfo.processInfo.environment["CONVBOOK_MUTATIONS"].flatMap { Int($0) }
    ?? sampleSize(usual)
}
