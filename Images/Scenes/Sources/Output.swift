// Writes pictures.

import Pixels

func save(_ pixels: [UInt8], width: Int, height: Int, to path: String) throws {
  let image = Image(height: height, width: width, channels: 3, pixels: pixels)
  try image.write(to: path)
}
