// The text of a new lesson's files: a small lesson that runs, an exercise with a solution, and one
// misconception.

import LessonKit

enum NewLessonText {
  static func lesson(_ lesson: NewLesson) -> String {
    """
    //: # \(lesson.number). \(lesson.title)
    //: Begin with a question, or with something to look at: how bright is each row of a photo?
    import LessonKit

    @main
    struct \(lesson.typeName): Lesson {
      static let source = #filePath
      @OptionGroup var options: LessonOptions

      func run(_ page: Notebook) throws {
        //: ## First a small example
        //: A run of `//:` lines is prose, the code up to the next is a cell, and what it shows \
        lands
        //: under it.
        let small = Tensor([[1, 2, 3], [4, 5, 6]])
        page.numbers(small, "Two rows")
        page.trace("mean of each row", small.mean(axes: [1]), from: small)

        //: ## Then a picture
        let photo = try options.image(default: "teddy.jpg")
        page.show(photo, "photo", cover: true)
        //: ![A teddy bear on a cobbled path](photo "The photo")
        let grey = photo.tensor.mean(axes: [2])
        page.trace("grey", grey, from: photo)
        let rows = grey.mean(axes: [1])
        page.trace("rows", rows, from: grey)
        page.say("The brightest row has a mean of \\(number(rows.max())).")

        //: **Notice** what is worth noticing.
        //:
        //: ## Exercise
        //: Say what it asks, and how to check it: `swift run convbook check \(lesson.number)`.
      }
    }

    """
  }

  static func exerciseProtocol(_ lesson: NewLesson) -> String {
    """
    /// \(lesson.title)
    ///
    /// Say in two or three lines what is to be written, and why.
    public protocol \(lesson.typeName)Exercise: Exercise {
      /// The mean of each row.
      ///
      /// The rows [[1, 2, 3], [4, 5, 6]] have the means [2, 5].
      ///
      /// - Parameter rows: rows of numbers, all of one length, at least one number in each.
      /// - Returns: one number for each row, from the top.
      func meanOfRows(_ rows: [[Float]]) throws -> [Float]
    }

    extension \(lesson.typeName)Exercise {
      /// The functions above.
      public static var problems: [Problem] {
        [Problem("meanOfRows") { (answer: Self) in answer.meanOfRows }]
      }
    }

    """
  }

  static func check(_ lesson: NewLesson) -> String {
    """
    // Lesson \(lesson.number): say what the exercise is about, and what is taken for it.

    import Exercises
    import Formatting

    extension ExerciseCheck {
      /// Rows and columns of different lengths, so that their means can't be confused.
      static var \(lesson.checkName): ExerciseCheck {
        ExerciseCheck(
          lesson: \(lesson.number), "\(lesson.typeName)Exercise",
          hints: [
            "A mean is a sum divided by how many numbers went into it.",
            "rows.map { row in … } makes one number of each row.",
          ],
          ProblemCheck(
            "meanOfRows",
            cases: [
              TestCase("two rows of three", [[1, 2, 3], [4, 5, 6]]),
              TestCase("three rows of two", [[1, 2], [0, 8], [-3, 4]]),
            ],
            draw: { draw in draw.rows(draw.size(1...4), draw.size(1...5)) },
            right: { (rows: [[Float]]) in rows.map { $0.reduce(0, +) / Float($0.count) } },
            workedExample: { (place: [Int], rows: [[Float]]) in
              let row = rows[place.first ?? 0]
              let terms = row.map { bracketed($0) }.joined(separator: " + ")
              let mean = number(row.reduce(0, +) / Float(row.count))
              return "Row \\(place.first ?? 0): (\\(terms)) / \\(row.count) = \\(mean)."
            },
            mistakes: [
              Mistake(
                "columns", "You took the mean of each column",
                "A row goes from left to right: rows[0] is the uppermost one.",
                answer: { rows in
                  rows[0].indices.map { column in
                    rows.map { $0[column] }.reduce(0, +) / Float(rows.count)
                  }
                }),
              Mistake(
                "sum", "You added up and did not divide",
                "A mean is the sum divided by how many numbers went into it.",
                answer: { rows in rows.map { $0.reduce(0, +) } }),
            ]))
      }
    }

    """
  }

  static func solution(_ lesson: NewLesson) -> String {
    """
    import LessonKit

    struct \(lesson.typeName)Solution: \(lesson.typeName)Exercise {
      func meanOfRows(_ rows: [[Float]]) throws -> [Float] {
        rows.map { row in
          var sum: Float = 0
          for number in row { sum += number }
          return sum / Float(row.count)
        }
      }
    }

    """
  }

  static func mistakes(_ lesson: NewLesson) -> String {
    """
    import LessonKit

    extension Answers {
      static var \(lesson.checkName): Answers {
        Answers(
          \(lesson.typeName)Solution.self,
          mistakes: [("columns", Columns.self), ("sum", Sum.self)])
      }
    }

    private struct Columns: \(lesson.typeName)Exercise {
      func meanOfRows(_ rows: [[Float]]) throws -> [Float] {
        var means: [Float] = []
        for x in 0..<rows[0].count {
          var sum: Float = 0
          for row in rows { sum += row[x] }
          means.append(sum / Float(rows.count))
        }
        return means
      }
    }

    private struct Sum: \(lesson.typeName)Exercise {
      func meanOfRows(_ rows: [[Float]]) throws -> [Float] {
        rows.map { $0.reduce(0, +) }
      }
    }

    """
  }
}
