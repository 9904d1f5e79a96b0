// What the four codec files share: the decoder's common part, reports, and a buffer that grows.

#ifndef CODEC_H
#define CODEC_H

#include "CImageCodecs.h"

/// A decoder begins with this; png_decode.c and jpeg_decode.c add their library's state behind it.
struct CodecDecoder {
  const uint8_t *bytes;
  size_t count;
  CodecOptions options;
  CodecHeader header;
  void (*read)(CodecDecoder *, uint8_t *pixels, CodecReport *);
  void (*close)(CodecDecoder *);
};

/// Clears a report: success, at byte 0, before the first row.
void report_clear(CodecReport *report);

/// Fills in what happened; the first failure stays, later ones are its consequences.
void report_failure(CodecReport *report, CodecStatus status, size_t offset, int64_t row,
                    const char *message);

/// True if the size is allowed; fills in the report if it isn't.
bool size_is_allowed(uint64_t width, uint64_t height, CodecOptions options, size_t offset,
                     CodecReport *report);

/// Bytes being written.
typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
} GrowingBuffer;

/// Makes room for `extra` more bytes; false when the system refuses, with the old bytes still there.
bool buffer_reserve(GrowingBuffer *buffer, size_t extra);

#endif
