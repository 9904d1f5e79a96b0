// The inner loops of the numeric modules, behind one header.
//
// plain.c says in simple loops what each function means. The other sets compute the same with the
// vectors of one kind of processor each, and choose.c picks one, once. Numbers are 32-bit floats, row-major; inputs never overlap outputs.
#ifndef CBACKENDS_H
#define CBACKENDS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Products

/// A product of two matrices, out(rows × columns) = left(rows × inner) · right(inner × columns).
///
/// The rows of `left` are gathered: a row is made of pieces of equal length that lie anywhere, so
/// that the windows of a convolution, which overlap, can be read where they are and never copied.
/// The number in row r and place i of piece p is
/// left[left_rows[r] + left_pieces[p] + i · left_step], and inner is piece_count · piece_length.
typedef struct {
  const float *left;
  const ptrdiff_t *left_rows;    // `rows` of them
  const ptrdiff_t *left_pieces;  // `piece_count` of them
  size_t piece_count, piece_length;
  ptrdiff_t left_step;
  /// The number in row k and column j is right[k · right_row_step + j · right_column_step].
  const float *right;
  ptrdiff_t right_row_step, right_column_step;
  /// Rows of `out` begin `out_step` apart.
  float *out;
  size_t out_step;
  size_t rows, columns;
  /// Whether the products are added to what is in `out`, or replace it.
  bool adds;
  /// NULL, or one number for each column, added at the end.
  const float *bias;
  /// Whether negative results become 0, at the very end.
  bool rectifies;
} IndirectGEMM;

// MARK: Winograd's convolution

/// The pictures of a 3 × 3 convolution of stride 1, cut into tiles of 4 × 4 outputs.
///
/// A tile is computed at 36 points, where convolution is multiplication. Points lie outermost:
/// (36, tiles, channels) with the channels filled up to whole vectors, see `Backend.lanes`.
/// Source: Lavin and Gray, "Fast algorithms for convolutional neural networks" (2015), F(4×4, 3×3).
typedef struct {
  size_t height, width, channels;              // of the input
  size_t output_height, output_width, filters;  // of the output
  size_t top, left;                            // rows and columns of padding before the input
} Winograd;

// MARK: Sets

/// One version of every inner loop, for one kind of processor.
typedef struct {
  /// "plain", "sse2" or "neon", "avx2", "avx512".
  const char *name;
  /// How many floats a vector holds.
  size_t lanes;

  /// Works a product out. Each sum is taken in the order of `inner`.
  void (*indirect_gemm)(const IndirectGEMM *product);

  /// out[i] += factor · values[i · stride] for i < count.
  void (*multiply_add)(const float *values, size_t stride, float factor, float *out,
                       size_t count);

  /// best[i] = max(best[i], values[i]) for i < count; a NaN on either side stays.
  void (*maximum)(const float *values, float *best, size_t count);

  /// Copies `count` blocks of `length` floats each: they begin `from_step` apart in `from` and are put
  /// `to_step` apart in `to`.
  void (*copy_blocks)(const float *from, size_t from_step, float *to, size_t to_step,
                      size_t length, size_t count);

  /// sums[j] += Σ values[i · columns + j] over i < rows, for j < columns.
  void (*add_rows)(const float *values, size_t rows, size_t columns, float *sums);

  /// Whether none of the values is infinite or NaN.
  bool (*is_finite)(const float *values, size_t count);

  /// values[i] = max(0, values[i]) for i < count; a NaN stays.
  void (*rectify)(float *values, size_t count);

  /// gradient[i] = 0 where values[i] is not above 0, for i < count.
  void (*rectify_gradient)(const float *values, float *gradient, size_t count);

  /// Slides one filter (filter_height × filter_width) along one channel: for y < rows, x < columns
  /// out[y · columns + x] = Σ filter[fy · filter_width + fx] · input[(y + fy) · input_step + x + fx].
  void (*slide)(const float *input, size_t input_step, const float *filter, size_t filter_height,
                size_t filter_width, float *out, size_t rows, size_t columns);

  /// The largest of each 2 × 2 window of two lines of `width` pixels of `channels` numbers; `lower` is
  /// NULL when the picture ends before it, and an odd last column stands alone.
  /// out and winners have ⌈width / 2⌉ · channels numbers. A winner is 0, 1, 2 or 3 in reading order,
  /// the first of equals, or 4 when the largest is not above 0 and `rectifies`; then out is 0.
  void (*pool)(const float *upper, const float *lower, size_t width, size_t channels,
               bool rectifies, float *out, uint8_t *winners);

  /// The way back: each gradient goes to its window's winner; the rest of both lines becomes 0.
  void (*unpool)(const float *gradient, const uint8_t *winners, size_t width, size_t channels,
                 float *upper, float *lower);

  // Winograd's convolution with 3 × 3 filters; NULL in the plain set, which convolves directly.

  /// filters (3, 3, C, K) to points (36, C, K′), those of `count` channels from the `first` on.
  void (*winograd_filters)(const Winograd *pictures, const float *filters, size_t first,
                           size_t count, float *points);
  /// Tiles first... of the input to points (36, count, C′).
  void (*winograd_inputs)(const Winograd *pictures, const float *input, size_t first,
                          size_t count, float *points);
  /// Points (36, count, K′) to tiles of the output.
  void (*winograd_outputs)(const Winograd *pictures, const float *points, size_t first,
                           size_t count, const float *bias, float *output);
  /// Tiles of the output's gradient to points (36, count, K′).
  void (*winograd_output_gradients)(const Winograd *pictures, const float *gradient,
                                    size_t first, size_t count, float *points);
  /// Points (36, count, C′), added to tiles of the input's gradient.
  void (*winograd_input_gradients)(const Winograd *pictures, const float *points, size_t first,
                                   size_t count, float *gradient);
  /// Points (36, C, K′) to the gradient of the filters (3, 3, C, K).
  void (*winograd_filter_gradients)(const Winograd *pictures, const float *points,
                                    float *gradient);
} Backend;

/// The set in use: the fastest this processor has, or the one CONVBOOK_BACKEND names.
const Backend *backend_chosen(void);
/// The sets that run on this processor, from the plainest to the fastest; NULL after the last.
const Backend *backend_available(size_t index);

// MARK: Threads

/// How many threads may work at once: the processor's cores, or CONVBOOK_THREADS.
size_t backend_threads(void);
/// Another number from now on, for tests and measurements.
void backend_set_threads(size_t count);
/// Counts up by one, from any thread, and returns the count before.
size_t backend_next(size_t *counter);
/// Whether this thread works on a part of something already.
bool backend_is_inside(void);
void backend_set_inside(bool inside);
#endif
