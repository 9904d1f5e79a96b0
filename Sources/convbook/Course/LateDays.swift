// How late an answer is: by the calendar of the course, in which a day may have 23 or 25 hours.

import Foundation
import LessonKit

extension Course {
  /// Returns the moment some days later at the same time by the course's clock.
  func moment(_ moment: Date, daysLater days: Int) -> Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    return calendar.date(byAdding: .day, value: days, to: moment)
      ?? moment.addingTimeInterval(Double(days) * 86_400)
  }

  /// Returns the days begun between a moment and a later one; 0 if it is not later.
  func daysBegun(from start: Date, to end: Date) -> Int {
    guard end > start else { return 0 }
    // No clock is put by more than a day.
    var days = max(1, Int(end.timeIntervalSince(start) / 86_400) - 1)
    while moment(start, daysLater: days) < end { days += 1 }
    return days
  }

  /// Returns the last moment at which an answer to an exercise may still get points, late days
  /// included; nil where it is never due.
  func end(ofExercise number: Int) -> Date? {
    exercises[number]?.due.map {
      moment($0, daysLater: late.map { $0.mostDays ?? $0.freeDays } ?? 0)
    }
  }
}
