//: # 28. Errata
//: This book grew out of five sets of study notes. They are good notes, and they err, as all notes
//: do. Here is each of their claims that does not hold, one by one: the claim, a run that
//: contradicts it, and what holds. Can you say what is wrong before you read the run?
import LessonKit

@main
struct Errata: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## How to read this page
    //: Every claim ends with a verdict, and the verdict is computed: `fails` is a comparison, not
    //: an opinion. Should a claim stand after all, the page says so. A few claims are about history
    //: or about what libraries are called; those can't be run, and the page says that, too, and
    //: names its source. Each verdict ends with the lesson that goes into it.
    let claims = Claims(page)
    claims.notes = "000"
    try bookNotebookClaims(page, claims)
    claims.notes = "001"
    pyTorchClaims(page, claims)
    claims.notes = "002"
    try lectureClaims(page, claims)
    claims.notes = "003"
    try tensorFlowClaims(page, claims)
    claims.notes = "004"
    imageClaims(page, claims)

    //: ## All of them
    //: What was claimed, what came out, what holds:
    page.table(
      "Errata", columns: ["notes", "claim", "what came out", "what holds", "lesson"],
      rows: claims.overview)
    page.trace("claims", value: claims.overview.count)
    page.trace("failed when run", value: claims.failed)
    page.trace("told", value: claims.told, "history and names")
    page.trace("left open", value: 1)
    page.trace("stood", value: claims.overview.count - claims.failed - claims.told - 1)

    //: **Notice** the pattern. Hardly any of these mistakes shows in an error message. Shapes fit
    //: by accident, networks learn in spite of a bad start, a picture looks right. What finds them
    //: is a small example whose answer you know, and that is why every lesson began with one.
    //:
    //: ## Exercise
    //: Put five claims right, one from each of the notes:
    //: `Lessons/28-errata/Exercise/Exercise.swift`, checked by `swift run convbook check 28`.
    //:
    //: ## Try next
    //: - Cover the verdicts and predict them.
    //: - Take a claim of your own, from a blog or from this book, and write its run below the
    //:   others.
    //: - Which of these would a test have caught? Write the test.
  }
}
