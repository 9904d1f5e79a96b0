// The versions of the picture libraries, for reports of pictures that differ.

import CImageCodecs

/// The versions of the system's picture libraries.
public enum CodecVersions {
  /// libpng's, as "1.6.43".
  public static var png: String { String(cString: codec_png_version()) }
  /// libjpeg's interface, and libjpeg-turbo's version where it is that: "62 (libjpeg-turbo 2.1.5)".
  public static var jpeg: String { String(cString: codec_jpeg_version()) }
}
