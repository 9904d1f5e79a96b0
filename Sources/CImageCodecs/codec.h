// Shared by the codec files: the common part of decoders, reports, limits, a growing buffer.

#ifndef CODEC_H
#define CODEC_H

#include "CImageCodecs.h"

/// The first member of each decoder; png_decode.c and jpeg_decode.c add their library's state.
struct CodecDecoder {
  const uint8_t *bytes;
  size_t count;
  CodecOptions options;
  CodecHeader header;
  char notes[sizeof((CodecReport *)0)->notes];
  void (*read)(CodecDecoder *, uint8_t *pixels, CodecReport *);
  void (*close)(CodecDecoder *);
};

/// Clears a report: success, at byte 0, before the first row.
void report_clear(CodecReport *report);

/// Fills in an error; the first one stays, because later ones are its consequences.
void report_failure(CodecReport *report, CodecStatus status, size_t offset, int64_t row,
                    const char *message);

/// Adds a line to the notes, unless it is there already or there is no room.
void add_note(CodecDecoder *decoder, const char *note);

/// Checks width · height against the pixel limit; fills in the report if it is exceeded.
bool size_is_allowed(uint64_t width, uint64_t height, CodecOptions options, size_t offset,
                     CodecReport *report);

/// Checks the pixels' bytes plus `extra` against the byte limit; fills in the report if exceeded.
bool memory_is_allowed(CodecHeader header, uint64_t extra, CodecOptions options, size_t offset,
                       CodecReport *report);

/// Bytes being written.
typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
} GrowingBuffer;

/// Makes room for `extra` more bytes; false when the system refuses, with the old bytes still
/// there.
bool buffer_reserve(GrowingBuffer *buffer, size_t extra);

#endif
