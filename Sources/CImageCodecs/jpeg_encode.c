// Encodes JPEG: baseline, optimised Huffman tables, colour at full resolution so that thin
// coloured lines keep their colour.

#include <stdio.h>

#include <jpeglib.h>

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "codec.h"

typedef struct {
  GrowingBuffer buffer;
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  CodecReport *report;
  jmp_buf failed;
} JPEGEncoder;

static void on_error(j_common_ptr jpeg) {
  JPEGEncoder *encoder = jpeg->client_data;
  char message[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, message);
  report_failure(encoder->report, CodecStatusUnsupported, encoder->buffer.count, -1, message);
  longjmp(encoder->failed, 1);
}

static void on_message(j_common_ptr jpeg, int level) {
  (void)jpeg;
  (void)level;
}

static void on_output(j_common_ptr jpeg) { (void)jpeg; }

// Hands libjpeg the free end of the buffer. It asks again only when all of it is full.
static void offer_room(JPEGEncoder *encoder) {
  if (!buffer_reserve(&encoder->buffer, 65536)) {
    report_failure(encoder->report, CodecStatusOutOfMemory, encoder->buffer.count, -1,
                   "no memory for the encoded picture");
    longjmp(encoder->failed, 1);
  }
  encoder->destination.next_output_byte = encoder->buffer.bytes + encoder->buffer.count;
  encoder->destination.free_in_buffer = encoder->buffer.capacity - encoder->buffer.count;
}

static void on_start(j_compress_ptr jpeg) { offer_room(jpeg->client_data); }

static boolean on_full(j_compress_ptr jpeg) {
  JPEGEncoder *encoder = jpeg->client_data;
  encoder->buffer.count = encoder->buffer.capacity;
  offer_room(encoder);
  return TRUE;
}

static void on_end(j_compress_ptr jpeg) {
  JPEGEncoder *encoder = jpeg->client_data;
  encoder->buffer.count = encoder->buffer.capacity - encoder->destination.free_in_buffer;
}

static bool encode(JPEGEncoder *encoder, const uint8_t *pixels, uint32_t width, uint32_t height,
                   int channels, int quality) {
  struct jpeg_compress_struct *jpeg = &encoder->jpeg;
  jpeg->err = jpeg_std_error(&encoder->errors);
  encoder->errors.error_exit = on_error;
  encoder->errors.emit_message = on_message;
  encoder->errors.output_message = on_output;
  jpeg->client_data = encoder;
  if (setjmp(encoder->failed)) return false;
  jpeg_create_compress(jpeg);
  encoder->destination = (struct jpeg_destination_mgr){
      .init_destination = on_start, .empty_output_buffer = on_full, .term_destination = on_end};
  jpeg->dest = &encoder->destination;

  jpeg->image_width = width;
  jpeg->image_height = height;
  jpeg->input_components = channels;
  jpeg->in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(jpeg);
  jpeg_set_quality(jpeg, quality, TRUE);
  // Optimal Huffman tables need all coefficients in memory, twice the picture's size, to save 2 to
  // 5 %.
  jpeg->optimize_coding = (uint64_t)width * height <= 16000000;
  jpeg->comp_info[0].h_samp_factor = 1;
  jpeg->comp_info[0].v_samp_factor = 1;
  jpeg_start_compress(jpeg, TRUE);
  size_t stride = (size_t)width * (size_t)channels;
  while (jpeg->next_scanline < jpeg->image_height) {
    // libjpeg's rows are not const, but it only reads them.
    JSAMPROW rows[1] = {(JSAMPROW)(pixels + stride * jpeg->next_scanline)};
    jpeg_write_scanlines(jpeg, rows, 1);
  }
  jpeg_finish_compress(jpeg);
  return true;
}

CodecBytes codec_encode_jpeg(const uint8_t *pixels, uint32_t width, uint32_t height, int channels,
                             int quality, CodecReport *report) {
  report_clear(report);
  CodecBytes result = {NULL, 0};
  // On the heap, because local variables that change after setjmp are indeterminate after longjmp.
  JPEGEncoder *encoder = calloc(1, sizeof *encoder);
  if (!encoder) {
    report_failure(report, CodecStatusOutOfMemory, 0, -1, "no memory for a JPEG encoder");
    return result;
  }
  encoder->report = report;
  if (encode(encoder, pixels, width, height, channels, quality)) {
    result = (CodecBytes){encoder->buffer.bytes, encoder->buffer.count};
  } else {
    free(encoder->buffer.bytes);
  }
  jpeg_destroy_compress(&encoder->jpeg);
  free(encoder);
  return result;
}
