// Decodes PNG through libpng's low-level interface with every transform stated: palettes and low
// depths expanded, 16 bits scaled to 8, tRNS to alpha, no gamma. (The simplified interface changes
// values.)

#include <inttypes.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec.h"

typedef struct {
  CodecDecoder common;
  png_structp png;
  png_infop info;
  size_t position;
  int64_t row;
  int passes;  // 7 for an interlaced picture, else 1
  CodecReport *report;  // of the current call
  jmp_buf failed;       // of the current call
} PNGDecoder;

// Jumps to the setjmp of the current call: libpng must not be returned to after an error.
static void stop(PNGDecoder *decoder, CodecStatus status, const char *message) {
  report_failure(decoder->report, status, decoder->position, decoder->row, message);
  longjmp(decoder->failed, 1);
}

static void on_error(png_structp png, png_const_charp message) {
  PNGDecoder *decoder = png_get_error_ptr(png);
  CodecStatus status = CodecStatusDamaged;
  if (strstr(message, "memory") || strstr(message, "Memory")) {
    status = CodecStatusOutOfMemory;
  } else if (strstr(message, "unhandled critical chunk")) {
    status = CodecStatusUnsupported;
  }
  stop(decoder, status, message);
}

// Whether all samples are intact although libpng warns: its words concern an ancillary chunk, whose
// name begins with a lower case letter, or data behind the last row.
static bool samples_are_intact(const char *message) {
  static const char *const harmless[] = {"tRNS chunk has", "IDAT: Extra compressed data",
                                         "IDAT: Too much image data", "IDAT: .Too many IDATs",
                                         "IDAT: Too many IDATs", "IEND: invalid"};
  bool is_lower = message[0] >= 'a' && message[0] <= 'z';
  if (is_lower && strlen(message) > 5 && message[4] == ':') return true;
  for (size_t index = 0; index < sizeof harmless / sizeof *harmless; index++) {
    if (strncmp(message, harmless[index], strlen(harmless[index])) == 0) return true;
  }
  return false;
}

static void on_warning(png_structp png, png_const_charp message) {
  PNGDecoder *decoder = png_get_error_ptr(png);
  if (!decoder->common.options.toleratesDamage && !samples_are_intact(message)) {
    bool unknown = strncmp(message, "Unknown ", 8) == 0;  // compression, filter or interlace method
    stop(decoder, unknown ? CodecStatusUnsupported : CodecStatusDamaged, message);
  }
  char note[256];
  snprintf(note, sizeof note, "libpng warns: %s", message);
  add_note(&decoder->common, note);
}

static void on_read(png_structp png, png_bytep destination, size_t count) {
  PNGDecoder *decoder = png_get_io_ptr(png);
  if (count > decoder->common.count - decoder->position) {
    decoder->position = decoder->common.count;
    stop(decoder, CodecStatusTruncated, "the file ends too early");
  }
  memcpy(destination, decoder->common.bytes + decoder->position, count);
  decoder->position += count;
}

static void close_png(CodecDecoder *common) {
  PNGDecoder *decoder = (PNGDecoder *)common;
  png_destroy_read_struct(&decoder->png, &decoder->info, NULL);
  free(decoder);
}

// The signature and IHDR with its width and height lie at fixed offsets, so that the size is
// checked before libpng sees the file. Files without them are left to libpng's error messages.
static bool start_is_allowed(const uint8_t *bytes, size_t count, CodecOptions options,
                             CodecReport *report) {
  if (count < 24) return true;
  if (memcmp(bytes + 12, "CgBI", 4) == 0) {
    report_failure(report, CodecStatusUnsupported, 12, -1,
                   "Apple's CgBI variant for iOS apps "
                   "(pngcrush -revert-iphone-optimizations undoes it)");
    return false;
  }
  if (memcmp(bytes + 12, "IHDR", 4) != 0) return true;
  uint32_t width = png_get_uint_32(bytes + 16), height = png_get_uint_32(bytes + 20);
  if (width > codec_png_side_limit || height > codec_png_side_limit) {
    char message[128];
    snprintf(message, sizeof message, "%" PRIu32 " × %" PRIu32 " pixels, with a side above %d",
             width, height, codec_png_side_limit);
    report_failure(report, CodecStatusTooLarge, 16, -1, message);
    return false;
  }
  return size_is_allowed(width, height, options, 16, report);
}

static void set_strictness(PNGDecoder *decoder) {
  png_structp png = decoder->png;
  bool tolerant = decoder->common.options.toleratesDamage;
  png_set_benign_errors(png, true);  // on_warning decides which of them are errors
  png_set_crc_action(png, tolerant ? PNG_CRC_WARN_USE : PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
#ifdef PNG_IGNORE_ADLER32
  if (tolerant) png_set_option(png, PNG_IGNORE_ADLER32, PNG_OPTION_ON);
#endif
  png_set_user_limits(png, codec_png_side_limit, codec_png_side_limit);
  // All ancillary chunks but tRNS are skipped, with their CRC checked: no colour profile, comment
  // or other compressed text is ever inflated, so none can be a bomb and none can be wrong. As
  // nothing is stored, their length is not limited.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_chunk_malloc_max(png, 0);
  // libpng asks for IDAT in pieces of 8 KB, and a piece that is cut is lost.
  if (tolerant) png_set_compression_buffer_size(png, 64);
}

// The channels are libpng's own count after its transforms: a tRNS chunk that it has discarded
// counts as valid in png_get_valid, and a count derived from that leaves samples uninitialised
// (a known defect of libpng).
static void set_transforms(PNGDecoder *decoder) {
  png_structp png = decoder->png;
  int colour = png_get_color_type(png, decoder->info);
  int depth = png_get_bit_depth(png, decoder->info);
  if (colour == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
  if (colour == PNG_COLOR_TYPE_GRAY && depth < 8) png_set_expand_gray_1_2_4_to_8(png);
  if (png_get_valid(png, decoder->info, PNG_INFO_tRNS)) png_set_tRNS_to_alpha(png);
  if (depth == 16) png_set_scale_16(png);
  decoder->passes = png_set_interlace_handling(png);
}

static void note_what_was_read(PNGDecoder *decoder, int pass) {
  char note[160];
  uint32_t height = decoder->common.header.height;
  const char *message = decoder->report->message;
  if (decoder->passes > 1) {
    snprintf(note, sizeof note, "%d of %d interlaced passes were read whole: %.96s", pass,
             decoder->passes, message);
  } else {
    snprintf(note, sizeof note, "rows 1 to %d of %" PRIu32 " were read: %.96s", (int)decoder->row,
             height, message);
  }
  add_note(&decoder->common, note);
}

static void read_png(CodecDecoder *common, uint8_t *pixels, CodecReport *report) {
  PNGDecoder *decoder = (PNGDecoder *)common;
  decoder->report = report;
  size_t stride = (size_t)common->header.width * (size_t)common->header.channels;
  uint32_t height = common->header.height;
  bool interlaced = decoder->passes > 1;
  bool tolerant = common->options.toleratesDamage;

  // In tolerant mode the rows there are, are given. What never arrived is zero: black, or
  // transparent.
  if (tolerant && interlaced) memset(pixels, 0, stride * height);
  volatile int pass = 0;
  decoder->row = 0;
  if (setjmp(decoder->failed)) {
    bool isData = report->status == CodecStatusTruncated || report->status == CodecStatusDamaged;
    if (!tolerant || !isData || (decoder->row == 0 && pass == 0)) return;
    if (pass < decoder->passes) note_what_was_read(decoder, pass);
    if (!interlaced && decoder->row < height) {
      memset(pixels + stride * (size_t)decoder->row, 0, stride * (height - (size_t)decoder->row));
    }
    report_clear(report);
    return;
  }
  for (; pass < decoder->passes; pass++) {
    for (decoder->row = 0; decoder->row < height; decoder->row++) {
      png_read_row(decoder->png, pixels + stride * (size_t)decoder->row, NULL);
    }
  }
  // Up to IEND, whose absence means that the file was cut. Without `info`, a second palette would
  // pass.
  png_read_end(decoder->png, decoder->info);
}

// What libpng allocates lives in the decoder, so that close_png frees it after a longjmp too.
static bool read_header(PNGDecoder *decoder, CodecReport *report) {
  decoder->report = report;
  decoder->row = -1;
  if (setjmp(decoder->failed)) return false;
  decoder->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder, on_error, on_warning);
  if (decoder->png) decoder->info = png_create_info_struct(decoder->png);
  if (!decoder->info) {
    report_failure(report, CodecStatusOutOfMemory, 0, -1, "libpng could not start");
    return false;
  }
  png_set_read_fn(decoder->png, decoder, on_read);
  set_strictness(decoder);
  png_read_info(decoder->png, decoder->info);
  CodecHeader *header = &decoder->common.header;
  header->width = png_get_image_width(decoder->png, decoder->info);
  header->height = png_get_image_height(decoder->png, decoder->info);
  if (!size_is_allowed(header->width, header->height, decoder->common.options, 16, report)) {
    return false;
  }
  set_transforms(decoder);
  png_read_update_info(decoder->png, decoder->info);
  header->channels = png_get_channels(decoder->png, decoder->info);
  size_t stride = (size_t)header->width * (size_t)header->channels;
  if (png_get_rowbytes(decoder->png, decoder->info) != stride) {
    stop(decoder, CodecStatusUnsupported, "samples that libpng doesn't bring to 8 bits");
  }
  return memory_is_allowed(*header, 0, decoder->common.options, 16, report);
}

CodecDecoder *codec_open_png(const uint8_t *bytes, size_t count, CodecOptions options,
                             CodecHeader *header, CodecReport *report) {
  report_clear(report);
  if (!start_is_allowed(bytes, count, options, report)) return NULL;
  PNGDecoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) {
    report_failure(report, CodecStatusOutOfMemory, 0, -1, "no memory for a PNG decoder");
    return NULL;
  }
  decoder->common = (CodecDecoder){
      .bytes = bytes, .count = count, .options = options, .read = read_png, .close = close_png};
  if (!read_header(decoder, report)) {
    close_png(&decoder->common);
    return NULL;
  }
  *header = decoder->common.header;
  return &decoder->common;
}
