// Decodes JPEG through libjpeg with its defaults (accurate integer DCT, smooth upsampling), which
// are the defaults of djpeg and Pillow too. Grey stays grey, everything else becomes RGB.

#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "codec.h"

// Common encoders write 10 scans, the cleverest a few dozen. Every scan walks over the whole
// picture however few bytes it holds, so that a small file with thousands of them would take hours.
static const int scan_limit = 100;

typedef struct {
  CodecDecoder common;
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  bool started;         // past the header
  bool ended;           // the bytes ran out, and an end marker was made up
  CodecReport *report;  // of the current call
  jmp_buf failed;       // of the current call
} JPEGDecoder;

// The first row of the block row being read, or -1 before the first.
static int64_t current_row(const JPEGDecoder *decoder) {
  const struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  if (!decoder->started) return -1;
  int64_t row = (int64_t)jpeg->input_iMCU_row * jpeg->max_v_samp_factor * DCTSIZE;
  return row < jpeg->image_height ? row : (int64_t)jpeg->image_height - 1;
}

// Jumps to the setjmp of the current call: libjpeg must not be returned to after an error.
static void stop(JPEGDecoder *decoder, CodecStatus status, const char *message) {
  size_t rest = decoder->ended ? 0 : decoder->source.bytes_in_buffer;
  report_failure(decoder->report, status, decoder->common.count - rest, current_row(decoder),
                 message);
  longjmp(decoder->failed, 1);
}

// The coding process of a start-of-frame marker SOF0 to SOF15 (ITU-T T.81, table B.1).
static const char *process_name(int marker) {
  static const char *const names[16] = {
      [3] = "lossless coding",
      [5] = "hierarchical coding",
      [6] = "hierarchical progressive coding",
      [7] = "hierarchical lossless coding",
      [9] = "arithmetic coding",
      [10] = "progressive arithmetic coding",
      [11] = "lossless arithmetic coding",
      [13] = "hierarchical arithmetic coding",
      [14] = "hierarchical progressive arithmetic coding",
      [15] = "hierarchical lossless arithmetic coding"};
  const char *name = names[marker & 15];
  return name ? name : "an unknown coding process";
}

static void on_error(j_common_ptr jpeg) {
  JPEGDecoder *decoder = jpeg->client_data;
  char message[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, message);
  CodecStatus status = CodecStatusUnsupported;
  int number = jpeg->err->msg_parm.i[0];
  switch (jpeg->err->msg_code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE: status = CodecStatusOutOfMemory; break;
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW:
      status = CodecStatusTooLarge;
      snprintf(message, sizeof message, "%u × %u pixels, with a side above %d",
               decoder->jpeg.image_width, decoder->jpeg.image_height, codec_jpeg_side_limit);
      break;
    case JERR_SOF_UNSUPPORTED:
      snprintf(message, sizeof message, "%s", process_name(number));
      break;
    case JERR_ARITH_NOTIMPL: snprintf(message, sizeof message, "arithmetic coding"); break;
    case JERR_BAD_PRECISION: snprintf(message, sizeof message, "%d bits a sample", number); break;
    case JERR_FRACT_SAMPLE_NOTIMPL:
      snprintf(message, sizeof message, "fractional chroma sampling factors");
      break;
    case JERR_EMPTY_IMAGE:
      snprintf(message, sizeof message, "a height given behind the data (a DNL marker), or zero");
      break;
    case JERR_BAD_STRUCT_SIZE:
    case JERR_COMPONENT_COUNT:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOTIMPL:
    case JERR_NOT_COMPILED: break;
    default: status = CodecStatusDamaged; break;
  }
  stop(decoder, status, message);
}

// Whether all samples are decoded although libjpeg warns: of a marker's content, or of bytes
// between the last scan's data and the end marker.
static bool samples_are_intact(JPEGDecoder *decoder, int code) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  switch (code) {
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_NOT_SEQUENTIAL: return true;
    // Between the markers of the header, or behind all rows of a scan; elsewhere data was skipped.
    case JWRN_EXTRANEOUS_DATA:
      return !decoder->started || jpeg->input_iMCU_row >= jpeg->total_iMCU_rows;
    default: return false;
  }
}

// Negative levels are warnings (corrupt data that libjpeg would hide), the others traces.
static void on_message(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  jpeg->err->num_warnings++;
  JPEGDecoder *decoder = jpeg->client_data;
  char message[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, message);
  bool intact = samples_are_intact(decoder, jpeg->err->msg_code);
  if (!intact && !decoder->common.options.toleratesDamage) {
    stop(decoder, CodecStatusDamaged, message);
  }
  if (decoder->ended) return;  // the note on the end of the file says it all
  char note[JMSG_LENGTH_MAX + 64];
  if (intact || !decoder->started) {
    snprintf(note, sizeof note, "libjpeg warns: %s", message);
  } else if (jpeg->err->num_warnings < 3) {
    snprintf(note, sizeof note, "the data is damaged from row %lld of %u on: %s",
             (long long)current_row(decoder) + 1, decoder->jpeg.image_height, message);
  } else {
    return;
  }
  add_note(&decoder->common, note);
}

static void on_output(j_common_ptr jpeg) { (void)jpeg; }

static void on_start(j_decompress_ptr jpeg) { (void)jpeg; }

static void note_what_was_read(JPEGDecoder *decoder) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  char note[160];
  long long rows = current_row(decoder);
  if (jpeg->input_iMCU_row >= jpeg->total_iMCU_rows) rows = jpeg->image_height;
  // The last row below a cut is interpolated with chroma that is missing.
  else if (jpeg->max_v_samp_factor > 1 && rows > 0) rows--;
  if (jpeg_has_multiple_scans(jpeg)) {
    snprintf(note, sizeof note,
             "the file ends in scan %d, behind row %lld of %u: details are missing, most below it",
             jpeg->input_scan_number, rows, jpeg->image_height);
  } else {
    snprintf(note, sizeof note, "rows 1 to %lld of %u were read: the file ends too early", rows,
             jpeg->image_height);
  }
  add_note(&decoder->common, note);
}

// All bytes are there from the start, so a request for more means that the file was cut. In
// tolerant mode an end marker is made up, after which libjpeg fills the rest with grey.
static boolean on_fill(j_decompress_ptr jpeg) {
  static const JOCTET end[2] = {0xFF, JPEG_EOI};
  JPEGDecoder *decoder = jpeg->client_data;
  decoder->source.bytes_in_buffer = 0;
  if (!decoder->common.options.toleratesDamage) {
    stop(decoder, CodecStatusTruncated, "the file ends too early");
  }
  if (decoder->started && !decoder->ended) note_what_was_read(decoder);
  decoder->ended = true;
  decoder->source.next_input_byte = end;
  decoder->source.bytes_in_buffer = sizeof end;
  return TRUE;
}

static void on_skip(j_decompress_ptr jpeg, long count) {
  struct jpeg_source_mgr *source = jpeg->src;
  if (count <= 0) return;
  if ((size_t)count > source->bytes_in_buffer) {
    on_fill(jpeg);
    return;
  }
  source->next_input_byte += count;
  source->bytes_in_buffer -= (size_t)count;
}

static void on_end(j_decompress_ptr jpeg) { (void)jpeg; }

static void on_progress(j_common_ptr jpeg) {
  JPEGDecoder *decoder = jpeg->client_data;
  if (decoder->jpeg.input_scan_number > scan_limit) {
    stop(decoder, CodecStatusUnsupported, "more than 100 scans");
  }
}

static void close_jpeg(CodecDecoder *common) {
  JPEGDecoder *decoder = (JPEGDecoder *)common;
  jpeg_destroy_decompress(&decoder->jpeg);
  free(decoder);
}

// `ink` holds a row of CMYK. Adobe's programs, which leave their marker, store it inverted: 255 is
// no ink.
static void rgb_from_cmyk(const uint8_t *ink, uint8_t *rgb, size_t width, bool inverted) {
  unsigned flip = inverted ? 0 : 255;
  for (size_t x = 0; x < width; x++) {
    unsigned black = ink[4 * x + 3] ^ flip;
    for (size_t channel = 0; channel < 3; channel++) {
      rgb[3 * x + channel] = (uint8_t)(((ink[4 * x + channel] ^ flip) * black + 127) / 255);
    }
  }
}

static void read_jpeg(CodecDecoder *common, uint8_t *pixels, CodecReport *report) {
  JPEGDecoder *decoder = (JPEGDecoder *)common;
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  decoder->report = report;
  if (setjmp(decoder->failed)) return;

  size_t width = common->header.width;
  size_t stride = width * (size_t)common->header.channels;
  bool ink = jpeg->out_color_space == JCS_CMYK;
  decoder->started = true;
  jpeg_start_decompress(jpeg);
  JSAMPARRAY inks =
      ink ? jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE, jpeg->output_width * 4, 1)
          : NULL;
  while (jpeg->output_scanline < jpeg->output_height) {
    uint8_t *row = pixels + stride * jpeg->output_scanline;
    if (ink) {
      jpeg_read_scanlines(jpeg, inks, 1);
      rgb_from_cmyk(inks[0], row, width, jpeg->saw_Adobe_marker);
    } else {
      JSAMPROW rows[1] = {row};
      jpeg_read_scanlines(jpeg, rows, 1);
    }
  }
  // Up to the end marker, whose absence means that the file was cut.
  jpeg_finish_decompress(jpeg);
}

// The coefficients of all blocks, which libjpeg keeps in memory when there is more than one scan.
static uint64_t coefficient_bytes(j_decompress_ptr jpeg) {
  if (!jpeg_has_multiple_scans(jpeg)) return 0;
  uint64_t blocks = 0;
  for (int index = 0; index < jpeg->num_components; index++) {
    const jpeg_component_info *component = &jpeg->comp_info[index];
    blocks += (uint64_t)component->width_in_blocks * component->height_in_blocks;
  }
  return blocks * sizeof(JBLOCK);
}

static bool read_header(JPEGDecoder *decoder, CodecReport *report) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  decoder->report = report;
  jpeg->err = jpeg_std_error(&decoder->errors);
  decoder->errors.error_exit = on_error;
  decoder->errors.emit_message = on_message;
  decoder->errors.output_message = on_output;
  jpeg->client_data = decoder;
  if (setjmp(decoder->failed)) return false;
  jpeg_create_decompress(jpeg);  // keeps err and client_data

  decoder->source = (struct jpeg_source_mgr){
      .next_input_byte = decoder->common.bytes,
      .bytes_in_buffer = decoder->common.count,
      .init_source = on_start,
      .fill_input_buffer = on_fill,
      .skip_input_data = on_skip,
      .resync_to_restart = jpeg_resync_to_restart,
      .term_source = on_end,
  };
  jpeg->src = &decoder->source;
  decoder->progress.progress_monitor = on_progress;
  jpeg->progress = &decoder->progress;
  jpeg_read_header(jpeg, TRUE);

  if (!size_is_allowed(jpeg->image_width, jpeg->image_height, decoder->common.options,
                       decoder->common.count - decoder->source.bytes_in_buffer, report)) {
    return false;
  }
  // Legal but hardly ever written, read by no browser, and without the redundancy that shows
  // damage.
  if (jpeg->arith_code) stop(decoder, CodecStatusUnsupported, "arithmetic coding");
  switch (jpeg->jpeg_color_space) {
    case JCS_GRAYSCALE: jpeg->out_color_space = JCS_GRAYSCALE; break;
    case JCS_RGB:
    case JCS_YCbCr: jpeg->out_color_space = JCS_RGB; break;
    case JCS_CMYK:
    case JCS_YCCK: jpeg->out_color_space = JCS_CMYK; break;
    default: {
      char message[64];
      snprintf(message, sizeof message, "%d colour components", jpeg->num_components);
      stop(decoder, CodecStatusUnsupported, message);
    }
  }
  bool is_grey = jpeg->out_color_space == JCS_GRAYSCALE;
  decoder->common.header = (CodecHeader){.width = jpeg->image_width,
                                         .height = jpeg->image_height,
                                         .channels = is_grey ? 1 : 3};
  return memory_is_allowed(decoder->common.header, coefficient_bytes(jpeg), decoder->common.options,
                           decoder->common.count - decoder->source.bytes_in_buffer, report);
}

CodecDecoder *codec_open_jpeg(const uint8_t *bytes, size_t count, CodecOptions options,
                              CodecHeader *header, CodecReport *report) {
  report_clear(report);
  JPEGDecoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) {
    report_failure(report, CodecStatusOutOfMemory, 0, -1, "no memory for a JPEG decoder");
    return NULL;
  }
  decoder->common = (CodecDecoder){
      .bytes = bytes, .count = count, .options = options, .read = read_jpeg, .close = close_jpeg};
  if (!read_header(decoder, report)) {
    close_jpeg(&decoder->common);
    return NULL;
  }
  *header = decoder->common.header;
  return &decoder->common;
}
