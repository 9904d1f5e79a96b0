// Dates and times as course files, lists of a class and learning platforms write them.

import Foundation

/// A date as people write it, and the moment that it means.
package enum CourseTime {
  /// Returns the moment of a date and time.
  ///
  /// - Parameters:
  ///   - text: `2026-10-19`, which is the end of that day, `2026-10-19 23:59`, with `T`, seconds
  ///     and an offset (`Z`, `UTC`, `+02:00`) if need be, or as Moodle's grading worksheet has it:
  ///     `Monday, 19 October 2026, 11:59 PM`.
  ///   - zone: where the clock stands for times without an offset.
  /// - Returns: nil when it is none of these, or no day of the calendar.
  package static func moment(_ text: String, in zone: TimeZone) -> Date? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if let match = text.wholeMatch(
      of:
        #/
        (\d{4})-(\d\d)-(\d\d)
        (?:[T\ ]+(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|UTC|[-+]\d\d:?\d\d)?)?
        /#
    ) {
      let numbers = [match.1, match.2, match.3].map { Int($0) ?? 0 }
      guard let hour = match.4, let minute = match.5 else {
        return date(numbers, [23, 59, 59], in: zone)
      }
      let time = [Int(hour) ?? 0, Int(minute) ?? 0, match.6.flatMap { Int($0) } ?? 0]
      return date(numbers, time, in: match.7.map { offset(String($0)) } ?? zone)
    }
    if let match = text.wholeMatch(
      of: #/\p{Alpha}+, (\d\d?) (\p{Alpha}+) (\d{4}), (\d\d?):(\d\d)(?: ([AP])M)?/#
    ), let month = months.firstIndex(of: match.2.lowercased()) {
      var hour = Int(match.4) ?? 0
      if let half = match.6 { hour = hour % 12 + (half == "P" ? 12 : 0) }
      let day = [Int(match.3) ?? 0, month + 1, Int(match.1) ?? 0]
      return date(day, [hour, Int(match.5) ?? 0, 0], in: zone)
    }
    return nil
  }

  /// Returns whether a time has an offset of its own, so that no zone is needed.
  package static func hasOffset(_ text: String) -> Bool {
    text.contains(#/:\d\d.*(Z|UTC|[-+]\d\d:?\d\d)\s*$/#)
  }

  /// Formats a moment as `2026-10-19 23:59`.
  package static func text(_ moment: Date, in zone: TimeZone) -> String {
    let parts = calendar(zone).dateComponents([.year, .month, .day, .hour, .minute], from: moment)
    func two(_ number: Int?) -> String { String(number ?? 0).padded("0", to: 2) }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) "
      + "\(two(parts.hour)):\(two(parts.minute))"
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  private static func calendar(_ zone: TimeZone) -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    return calendar
  }

  private static func date(_ day: [Int], _ time: [Int], in zone: TimeZone?) -> Date? {
    guard let zone else { return nil }
    let parts = DateComponents(
      year: day[0], month: day[1], day: day[2], hour: time[0], minute: time[1], second: time[2])
    let calendar = calendar(zone)
    guard time[0] < 24, time[1] < 60, time[2] < 60, let date = calendar.date(from: parts) else {
      return nil
    }
    // The calendar takes 30 February for 2 March.
    let back = calendar.dateComponents([.year, .month, .day], from: date)
    return [back.year, back.month, back.day] == day.map(Optional.some) ? date : nil
  }

  private static func offset(_ text: String) -> TimeZone? {
    guard let sign = text.first, "+-".contains(sign) else { return TimeZone(secondsFromGMT: 0) }
    let digits = text.filter(\.isNumber)
    let seconds = ((Int(digits.prefix(2)) ?? 0) * 60 + (Int(digits.suffix(2)) ?? 0)) * 60
    return TimeZone(secondsFromGMT: sign == "-" ? -seconds : seconds)
  }
}

extension String {
  fileprivate func padded(_ sign: Character, to count: Int) -> String {
    String(repeating: sign, count: Swift.max(0, count - self.count)) + self
  }
}
