// The dispatch from a decoder to its format, and what the codec files share.

#include "codec.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void codec_read(CodecDecoder *decoder, uint8_t *pixels, CodecReport *report) {
  report_clear(report);
  decoder->read(decoder, pixels, report);
  memcpy(report->notes, decoder->notes, sizeof report->notes);
}

void codec_close(CodecDecoder *decoder) {
  if (decoder) decoder->close(decoder);
}

void codec_free(CodecBytes bytes) { free(bytes.bytes); }

void report_clear(CodecReport *report) {
  memset(report, 0, sizeof *report);
  report->row = -1;
}

void report_failure(CodecReport *report, CodecStatus status, size_t offset, int64_t row,
                    const char *message) {
  if (report->status != CodecStatusSuccess) return;
  report->status = status;
  report->offset = offset;
  report->row = row;
  snprintf(report->message, sizeof report->message, "%s", message ? message : "");
}

void add_note(CodecDecoder *decoder, const char *note) {
  size_t used = strlen(decoder->notes), length = strlen(note);
  if (strstr(decoder->notes, note) || used + length + 2 > sizeof decoder->notes) return;
  memcpy(decoder->notes + used, note, length);
  memcpy(decoder->notes + used + length, "\n", 2);
}

bool size_is_allowed(uint64_t width, uint64_t height, CodecOptions options, size_t offset,
                     CodecReport *report) {
  // Both sides fit 32 bits, so that the product can't overflow 64.
  if (width * height <= options.pixelLimit) return true;
  char message[128];
  snprintf(message, sizeof message, "%" PRIu64 " × %" PRIu64 " pixels", width, height);
  report_failure(report, CodecStatusTooLarge, offset, -1, message);
  return false;
}

bool memory_is_allowed(CodecHeader header, uint64_t extra, CodecOptions options, size_t offset,
                       CodecReport *report) {
  uint64_t bytes = (uint64_t)header.width * header.height * (uint64_t)header.channels + extra;
  if (bytes <= options.byteLimit) return true;
  char message[160];
  snprintf(message, sizeof message,
           "%" PRIu32 " × %" PRIu32 " pixels, which take %" PRIu64 " bytes to decode, of %" PRIu64
           " allowed", header.width, header.height, bytes, options.byteLimit);
  report_failure(report, CodecStatusTooLarge, offset, -1, message);
  return false;
}

bool buffer_reserve(GrowingBuffer *buffer, size_t extra) {
  if (extra <= buffer->capacity - buffer->count) return true;
  if (extra > SIZE_MAX / 2 - buffer->count) return false;
  size_t capacity = buffer->capacity ? buffer->capacity * 2 : 65536;
  if (capacity < buffer->count + extra) capacity = buffer->count + extra;
  uint8_t *bytes = realloc(buffer->bytes, capacity);
  if (!bytes) return false;
  buffer->bytes = bytes;
  buffer->capacity = capacity;
  return true;
}
