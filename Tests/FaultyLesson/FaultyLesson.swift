//: # A lesson that fails
//: It stops in the way it is told to, for the tests of the page that remains.
import Foundation
import LessonKit

@main
struct FaultyLesson: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @Option var fault = "none"

  func run(_ page: Notebook) throws {
    //: ## Before
    page.trace("before", Tensor([1, 2, 3]))

    //: ## The fault
    if fault == "throw" { throw Fault() }
    if fault == "try" { _ = try Image(contentsOf: "/no/such/picture.png") }
    if fault == "trap" { fatalError("the words of the trap") }
    if fault == "index" { page.trace("never", value: [1, 2][fault.count]) }
    if fault == "shape" { _ = Tensor([1, 2, 3]) + Tensor([1, 2]) }
    if fault == "exit" { Foundation.exit(0) }
    if fault == "abort" { abort() }
    if fault == "hang" { while true { usleep(1000) } }
    page.trace("fault survived", value: 1)

    //: ## After
    page.trace("after", Tensor([4, 5]))
  }

  struct Fault: Error, CustomStringConvertible { let description = "the words of the error" }
}
