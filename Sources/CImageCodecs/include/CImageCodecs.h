// Decoding and encoding PNG and JPEG in memory, through libpng and libjpeg.
//
// The only place with setjmp and longjmp: both libraries leave a failing call by longjmp, and every such
// jump starts and lands inside one function of these files, so that none crosses a frame of Swift. There is
// no global state; a decoder belongs to its caller and different decoders may run in different threads.

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

/// What came of a call.
typedef enum CODEC_CLOSED_ENUM CodecStatus {
  CodecStatusSuccess = 0,
  /// More pixels than the caller allows.
  CodecStatusTooLarge,
  /// The bytes end before the picture does.
  CodecStatusTruncated,
  /// The bytes contradict the format or a checksum.
  CodecStatusDamaged,
  /// A legal file of a kind that these functions don't read.
  CodecStatusUnsupported,
  /// The system refused memory.
  CodecStatusOutOfMemory,
} CodecStatus;

/// What went wrong, and where.
typedef struct CodecReport {
  CodecStatus status;
  /// Bytes read when it happened.
  size_t offset;
  /// The row being decoded, or -1 before the first.
  int64_t row;
  /// The library's words, or ours.
  char message[256];
} CodecReport;

typedef struct CodecOptions {
  /// Width times height above this is refused, before anything of that size is allocated.
  uint64_t pixelLimit;
  /// Decode what can be decoded instead of stopping at the first contradiction.
  bool toleratesWarnings;
} CodecOptions;

/// The picture as codec_read will deliver it: rows from the top, 8 bits a sample, interleaved.
typedef struct CodecHeader {
  uint32_t width;
  uint32_t height;
  /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
  int channels;
} CodecHeader;

typedef struct CodecDecoder CodecDecoder;

/// Reads up to where the pixels begin. `bytes` must stay where they are until codec_close.
///
/// Returns a decoder that the caller hands to codec_close, or null with the reason in `report`.
CodecDecoder *codec_open_png(const uint8_t *bytes, size_t count, CodecOptions options,
                             CodecHeader *header, CodecReport *report);
CodecDecoder *codec_open_jpeg(const uint8_t *bytes, size_t count, CodecOptions options,
                              CodecHeader *header, CodecReport *report);

/// Decodes into `pixels`, which holds width · height · channels bytes. To be called once.
///
/// Memory is written row by row as the data arrives, so that a short file which declares a large picture
/// never touches the pages of rows it doesn't have.
void codec_read(CodecDecoder *decoder, uint8_t *pixels, CodecReport *report);

/// Frees the decoder and all its library held; null is allowed.
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
