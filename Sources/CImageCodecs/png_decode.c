// PNG to pixels, through libpng's low-level interface with every transform stated: palettes and low depths
// expanded, 16 bits scaled to 8, tRNS to alpha, no gamma. (The simplified interface changes values silently.)

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "codec.h"

typedef struct {
  CodecDecoder common;
  png_structp png;
  png_infop info;
  size_t position;
  int64_t row;
  CodecReport *report;  // of the call that is under way
  jmp_buf failed;       // of the call that is under way
} PNGDecoder;

// Leaves for the setjmp of the call under way. libpng must not be returned to.
static void stop(PNGDecoder *decoder, CodecStatus status, const char *message) {
  report_failure(decoder->report, status, decoder->position, decoder->row, message);
  longjmp(decoder->failed, 1);
}

static void on_error(png_structp png, png_const_charp message) {
  PNGDecoder *decoder = png_get_error_ptr(png);
  bool memory = strstr(message, "memory") || strstr(message, "Memory");
  stop(decoder, memory ? CodecStatusOutOfMemory : CodecStatusDamaged, message);
}

static void on_warning(png_structp png, png_const_charp message) {
  PNGDecoder *decoder = png_get_error_ptr(png);
  if (!decoder->common.options.toleratesWarnings) stop(decoder, CodecStatusDamaged, message);
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

// The signature, then IHDR with its width and height, lie at fixed places, so that the size can be judged
// before libpng sees the file. What is not there is left to libpng's own words.
static bool declared_size_is_allowed(const uint8_t *bytes, size_t count, CodecOptions options,
                                     CodecReport *report) {
  if (count < 24 || memcmp(bytes + 12, "IHDR", 4) != 0) return true;
  return size_is_allowed(png_get_uint_32(bytes + 16), png_get_uint_32(bytes + 20), options, 16,
                         report);
}

static void set_strictness(PNGDecoder *decoder) {
  png_structp png = decoder->png;
  bool tolerant = decoder->common.options.toleratesWarnings;
  png_set_benign_errors(png, tolerant);
  int action = tolerant ? PNG_CRC_WARN_USE : PNG_CRC_ERROR_QUIT;
  png_set_crc_action(png, action, action);
#ifdef PNG_IGNORE_ADLER32
  if (tolerant) png_set_option(png, PNG_IGNORE_ADLER32, PNG_OPTION_ON);
#endif
  // All ancillary chunks but tRNS are passed over, still checked for their CRC: no colour profile, comment
  // or other compressed text is ever inflated, so none can be a bomb and none can be wrong. As nothing is
  // stored, they may be as long as they like.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_chunk_malloc_max(png, 0);
  // libpng asks for IDAT in pieces of 8 KB, and a piece that is cut is lost.
  if (tolerant) png_set_compression_buffer_size(png, 64);
}

static void set_transforms(PNGDecoder *decoder) {
  png_structp png = decoder->png;
  int colour = png_get_color_type(png, decoder->info);
  int depth = png_get_bit_depth(png, decoder->info);
  if (colour == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
  if (colour == PNG_COLOR_TYPE_GRAY && depth < 8) png_set_expand_gray_1_2_4_to_8(png);
  if (png_get_valid(png, decoder->info, PNG_INFO_tRNS)) png_set_tRNS_to_alpha(png);
  if (depth == 16) png_set_scale_16(png);
}

static void read_png(CodecDecoder *common, uint8_t *pixels, CodecReport *report) {
  PNGDecoder *decoder = (PNGDecoder *)common;
  decoder->report = report;
  size_t stride = (size_t)common->header.width * (size_t)common->header.channels;
  uint32_t height = common->header.height;
  bool interlaced = png_get_interlace_type(decoder->png, decoder->info) != PNG_INTERLACE_NONE;

  // Asked to be tolerant, we give the rows there are. What never arrived is zero: black, or transparent.
  if (common->options.toleratesWarnings && interlaced) memset(pixels, 0, stride * height);
  if (setjmp(decoder->failed)) {
    if (!common->options.toleratesWarnings) return;
    if (!interlaced && decoder->row < height) {
      memset(pixels + stride * (size_t)decoder->row, 0, stride * (height - (size_t)decoder->row));
    }
    report_clear(report);
    return;
  }
  decoder->row = 0;
  int passes = png_set_interlace_handling(decoder->png);
  png_start_read_image(decoder->png);
  for (int pass = 0; pass < passes; pass++) {
    for (decoder->row = 0; decoder->row < height; decoder->row++) {
      png_read_row(decoder->png, pixels + stride * (size_t)decoder->row, NULL);
    }
  }
  // Up to IEND, whose absence means that the file was cut.
  png_read_end(decoder->png, NULL);
}

// What libpng allocates lives in the decoder, so that the landing can free it all.
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
  set_transforms(decoder);

  CodecHeader *header = &decoder->common.header;
  header->width = png_get_image_width(decoder->png, decoder->info);
  header->height = png_get_image_height(decoder->png, decoder->info);
  int colour = png_get_color_type(decoder->png, decoder->info);
  bool alpha = (colour & PNG_COLOR_MASK_ALPHA) != 0 ||
               png_get_valid(decoder->png, decoder->info, PNG_INFO_tRNS) != 0;
  header->channels = (colour & PNG_COLOR_MASK_COLOR ? 3 : 1) + (alpha ? 1 : 0);
  return size_is_allowed(header->width, header->height, decoder->common.options, 16, report);
}

CodecDecoder *codec_open_png(const uint8_t *bytes, size_t count, CodecOptions options,
                             CodecHeader *header, CodecReport *report) {
  report_clear(report);
  if (!declared_size_is_allowed(bytes, count, options, report)) return NULL;
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
