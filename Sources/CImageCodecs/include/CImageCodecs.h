// Decoding and encoding PNG and JPEG in memory, through libpng and libjpeg.
//
// The only code with setjmp and longjmp: both libraries leave a failing call by longjmp. Each jump
// ends in a C function of these files, so none crosses a Swift frame. There is no global state; a
// decoder belongs to its caller, and different decoders may run in different threads.

#ifndef CIMAGECODECS_H
#define CIMAGECODECS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#define CODEC_CLOSED_ENUM __attribute__((enum_extensibility(closed)))
#else
#define CODEC_CLOSED_ENUM
#endif

/// The outcome of a call.
typedef enum CODEC_CLOSED_ENUM CodecStatus {
  CodecStatusSuccess = 0,
  /// More pixels, bytes or a longer side than is allowed.
  CodecStatusTooLarge,
  /// The bytes end before the picture does.
  CodecStatusTruncated,
  /// The bytes contradict the format or a checksum.
  CodecStatusDamaged,
  /// A legal file of a kind that is not decoded.
  CodecStatusUnsupported,
  /// The system refused memory.
  CodecStatusOutOfMemory,
} CodecStatus;

/// The error of a call, or the notes of a successful one.
typedef struct CodecReport {
  CodecStatus status;
  /// Bytes read when it happened.
  size_t offset;
  /// The row being decoded, or -1 before the first.
  int64_t row;
  /// The error, in the library's words or ours.
  char message[256];
  /// Warnings about a picture that was read, and what is missing in it; a line each.
  char notes[768];
} CodecReport;

typedef struct CodecOptions {
  /// The largest width · height, checked before anything of that size is allocated.
  uint64_t pixelLimit;
  /// The most memory for the pixels and libjpeg's coefficients together, checked likewise.
  uint64_t byteLimit;
  /// Decode what can be decoded of damaged or truncated data instead of failing.
  bool toleratesDamage;
} CodecOptions;

/// The picture as codec_read delivers it: rows from the top, 8 bits a sample, interleaved.
typedef struct CodecHeader {
  uint32_t width;
  uint32_t height;
  /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
  int channels;
} CodecHeader;

/// The longest sides that are read and written: libpng's default limit, and libjpeg's fixed one.
enum { codec_png_side_limit = 1000000, codec_jpeg_side_limit = 65500 };

typedef struct CodecDecoder CodecDecoder;

/// Reads up to where the pixels begin. `bytes` must stay in place until codec_close.
///
/// Returns a decoder that the caller gives to codec_close, or null with the reason in `report`.
CodecDecoder *codec_open_png(const uint8_t *bytes, size_t count, CodecOptions options,
                             CodecHeader *header, CodecReport *report);
CodecDecoder *codec_open_jpeg(const uint8_t *bytes, size_t count, CodecOptions options,
                              CodecHeader *header, CodecReport *report);

/// Decodes into `pixels`, which holds width · height · channels bytes. To be called once.
///
/// On success every byte is written. Rows are written as their data arrives, so that a short file
/// that declares a large picture does not touch the memory pages of rows it lacks.
void codec_read(CodecDecoder *decoder, uint8_t *pixels, CodecReport *report);

/// Frees the decoder and what its library allocated; null is allowed.
void codec_close(CodecDecoder *decoder);

/// Encoded bytes, to be given to codec_free.
typedef struct CodecBytes {
  uint8_t *bytes;
  size_t count;
} CodecBytes;

/// Encodes 1 to 4 channels; the same pixels and the same zlib give the same bytes.
CodecBytes codec_encode_png(const uint8_t *pixels, uint32_t width, uint32_t height, int channels,
                            CodecReport *report);

/// Encodes 1 or 3 channels, with colour at full resolution; `quality` is libjpeg's 1 to 100.
CodecBytes codec_encode_jpeg(const uint8_t *pixels, uint32_t width, uint32_t height, int channels,
                             int quality, CodecReport *report);

void codec_free(CodecBytes bytes);

/// The versions of libpng, and of libjpeg's interface and libjpeg-turbo where it is that.
const char *codec_png_version(void);
const char *codec_jpeg_version(void);

#endif
