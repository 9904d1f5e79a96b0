//: # 28. Errata
//: This book grew out of five sets of study notes. They are good notes, and they err, as all notes
//: do. Here are claims of theirs, each on a card; some were never written down, and are what the
//: notes' code does. Does it hold? Judge first; then see the run that decides.
import LessonKit

@main
struct Errata: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## How to read this page
    //: Each claim has a few lines of code that put it to the test, and a card. Choose an answer on
    //: the card, and it says what came out; pictures and numbers behind it show then, too. (In the
    //: terminal, `--ask` asks.) Some claims hold, and some hold in part, which the card then says.
    //: The verdict is a comparison in the code, not an opinion: change the code, and it may change.
    //: What can't be run, history and what libraries are called, names its source.
    try twelveClaims(page)
    try bookNotebookClaims(page)
    try pyTorchClaims(page)
    try lectureClaims(page)
    try tensorFlowClaims(page)
    imageClaims(page)
    looseEnds(page)

    //: ## The count
    let documents = ["000", "001", "002", "003", "004"]
    page.table(
      "Claims", columns: ["document", "judged", "hold", "don't hold", "of these told, not run"],
      rows: documents.map { document in
        let claims = page.claims.filter { $0.document == document }
        return [
          "\(document)", "\(claims.count)", "\(claims.count { $0.holds })",
          "\(claims.count { !$0.holds })", "\(claims.count { $0.source != nil })",
        ]
      })
    page.trace("claims", value: page.claims.count)
    page.trace("hold", value: page.claims.count { $0.holds })
    page.trace("told, not run", value: page.claims.count { $0.source != nil })

    //: **Notice** the pattern. Hardly any of these mistakes shows in an error message. Shapes fit
    //: by accident, networks learn in spite of a bad start, a picture looks right. What finds them
    //: is a small example whose answer you know, and that is why the lessons begin with one.
    //:
    //: ## Exercise
    //: Put six claims right, at least one from each of the notes:
    //: `Lessons/28-errata/Exercise/Exercise.swift`, checked by `swift run convbook check 28`.
    //:
    //: ## Try next
    //: - Which of these would a test have caught? Write the test.
    //: - Take a claim of your own, from a blog or from this book, and write its run below the
    //:   others, with `page.judge`.
    //: - `--image` takes a photo of yours for the claim about texture. Does the verdict stay?
  }
}
