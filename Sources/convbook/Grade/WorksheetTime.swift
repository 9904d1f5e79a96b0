// Times as lists of a class have them, Moodle's in Korean among them.

import Foundation
import LessonKit

/// A time in a column of a list.
enum WorksheetTime {
  /// Returns the moment of what `CourseTime` reads, or of Moodle's `2026년 10월 19일(월) 오후 11:59`.
  static func moment(_ text: String, in zone: TimeZone) -> Date? {
    let korean =
      #/(\d{4})년 *(\d\d?)월 *(\d\d?)일(?: *\(.+?\))?,? *(?:(오전|오후|AM|PM) *)?(\d\d?):(\d\d)/#
    guard let match = text.trimmingCharacters(in: .whitespaces).wholeMatch(of: korean) else {
      return CourseTime.moment(text, in: zone)
    }
    var hour = Int(match.5) ?? 0
    if let half = match.4 { hour = hour % 12 + (["오후", "PM"].contains(half) ? 12 : 0) }
    func two(_ digits: Substring) -> String { digits.count < 2 ? "0\(digits)" : "\(digits)" }
    return CourseTime.moment(
      "\(match.1)-\(two(match.2))-\(two(match.3)) \(hour):\(match.6)", in: zone)
  }
}
