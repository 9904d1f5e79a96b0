// What to write in Swift where somebody wrote a word of Python, which the compiler only misses.

import Formatting

/// Words of Python that Swift says otherwise.
enum PythonWord {
  /// Returns what to write instead; nil for a name that means nothing in Python.
  static func advice(_ word: String) -> Message? {
    switch word {
    case "def": "A function begins with “func”: func f(_ x: Float) -> Float { return x * 2 }"
    case "lambda": "A function without a name stands in braces: { x in x * 2 }"
    case "elif": "Swift writes “else if”."
    case "pass": "Braces may be empty: nothing stands for “pass”."
    case "len": "A list tells its length by itself: list.count"
    case "range":
      "Ranges are written with dots: 0..<n goes from 0 to n − 1, and stride(from: 0, to: n, by: 2) "
        + "in steps."
    case "enumerate": "A list counts itself: for (index, value) in list.enumerated()"
    case "sorted", "reversed": "A list does that itself: list.\(word)()"
    case "sum": "A list is summed by list.reduce(0, +), a tensor by tensor.sum()."
    case "str", "int", "float", "list":
      "Types begin with a capital letter: String(x), Int(x), Float(x), Array(x)"
    case "True", "False": "Swift writes true and false in small letters."
    case "None": "Swift calls nothing “nil”."
    case "and": "“And” is written && between two conditions."
    case "or": "“Or” is written || between two conditions."
    case "not": "“Not” is written ! before a condition."
    case "np", "numpy", "torch", "tf", "tensorflow", "scipy", "cv2", "PIL", "matplotlib", "plt":
      "That is Python's. Here LessonKit has tensors, layers and pictures: import LessonKit, then "
        + "Tensor([[1, 2], [3, 4]])"
    case "math": "import Foundation, and leave “math.” out: sqrt(2), exp(1), sin(0)"
    default: nil
    }
  }

  /// Whether a line gives a name a value as Python makes a new one: `x = 3`.
  static func isAssignment(_ line: String, to name: String) -> Bool {
    let rest = line.drop { $0 == " " }.dropFirst(name.count).drop { $0 == " " }
    return line.drop { $0 == " " }.hasPrefix(name) && rest.first == "="
      && rest.dropFirst().first != "="
  }
}
