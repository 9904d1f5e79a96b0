// The errors of reading a .safetensors file.

import Tensors

/// Tells why bytes are not a `.safetensors` file that can be read.
public indirect enum SafetensorsError: Error, Equatable, CustomStringConvertible {
  /// Fewer than the 8 bytes of the header's length.
  case tooShort(found: Int)
  /// A header longer than any model needs.
  case headerTooLong(UInt64)
  /// The file ends inside its header.
  case headerCutOff(length: Int, found: Int)
  /// The header is not a JSON object.
  case noObject
  /// The header is not JSON; the byte is counted from its beginning.
  case json(position: Int, problem: Message)
  /// The metadata is not an object of strings.
  case metadata
  /// The description of a tensor is not valid.
  case entry(tensor: String, problem: Message)
  /// A number type that is not supported.
  case type(tensor: String, String)
  /// A shape whose count overflows.
  case tooLarge(tensor: String, shape: [Int])
  /// The bytes of a tensor do not have the size of its shape.
  case size(tensor: String, shape: [Int], type: String, needed: Int, found: Int)
  /// The file ends before a tensor does.
  case cutOff(tensor: String, needed: Int, found: Int)
  /// The bytes of two tensors overlap.
  case overlap(Message, Message)
  /// Bytes that belong to no tensor.
  case gap(bytes: Int, after: Message, before: Message)
  /// Another error, with the name of the file.
  case inFile(String, SafetensorsError)

  /// What was found, what was expected, and what to do.
  public var description: String { message.text }

  private var message: Message {
    switch self {
    case .tooShort(let found):
      "not a .safetensors file: it has \(found) bytes, and 8 tell the length of the header alone"
    case .headerTooLong(let length):
      "not a .safetensors file: its header would have \(length) bytes, where "
        + "\(SafetensorsHeader.longest) are the limit (a .pt or .pth file is another format: save "
        + "its state_dict with safetensors.torch.save_file)"
    case .headerCutOff(let length, let found):
      "the file is cut off: its header has \(length) bytes, \(found) are there; fetch it again"
    case .noObject: "not a .safetensors file: its header is not an object { }"
    case .json(let position, let problem):
      "the header can't be read: \(problem) at its byte \(position)"
    case .metadata: "__metadata__ in the header is not an object of strings"
    case .entry(let tensor, let problem): "tensor '\(tensor)' \(problem)"
    case .type(let tensor, let type):
      "tensor '\(tensor)' has numbers of type \(type), which are not read here: save it as F32"
    case .tooLarge(let tensor, let shape):
      "tensor '\(tensor)' has shape \(shape), more numbers than can be counted"
    case .size(let tensor, let shape, let type, let needed, let found):
      "tensor '\(tensor)' of shape \(shape) and type \(type) needs \(needed) bytes, its "
        + "data_offsets span \(found): the header does not fit the file"
    case .cutOff(let tensor, let needed, let found):
      "the file is cut off: tensor '\(tensor)' ends at byte \(needed), there are \(found); fetch "
        + "it again"
    case .overlap(let one, let other):
      "tensors '\(one)' and '\(other)' lie on the same bytes: the file is damaged"
    case .gap(let bytes, let after, let before):
      "\(bytes) bytes between \(after) and \(before) belong to no tensor: the file is damaged"
    case .inFile(let name, let error): "\(name): \(error.message)"
    }
  }
}
