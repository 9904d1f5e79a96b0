//: # 9. Edges in a photo
//: Nine small numbers, slid over a photo, and only the outlines are left. How can that be?
import LessonKit

@main
struct EdgeFilter: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @Option(help: "How many pixels the filter moves.") var stride = 1

  func run(_ page: Notebook) throws {
    //: ## A photo is numbers
    let photo = try options.image(default: "teddy.jpg")
    page.show(photo, "The photo", alt: "The photo the lesson works on")
    page.trace("photo", photo)

    //: ## One channel
    let red = photo.tensor.batched.channel(0)
    page.trace("red channel", red)

    //: ## The filter
    let filter = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    page.numbers(filter, "The filter")
    let edges = conv2D(red, filter.reshaped(3, 3, 1, 1), stride: stride)
    page.trace("conv2D", edges)
    page.show(edges, "Signed response", scale: .signed, alt: "Grey with dark and light outlines")
  }
}
