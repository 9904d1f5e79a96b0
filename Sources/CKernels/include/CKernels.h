// The inner loops of the numeric modules, behind one header.
//
// plain.c says in simple loops what each function means. The other sets compute the same with the
// vectors of one kind of processor each; choose.c picks one, once, and callers see only what is
// declared here. Numbers are 32-bit floats, row-major; inputs never overlap outputs.
#ifndef CKERNELS_H
#define CKERNELS_H
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
} Product;

/// Works a product out. Each sum is taken in the order of `inner`.
void kernel_product(const Product *product);

// MARK: Rows of numbers

/// out[i] += factor · values[i · stride] for i < count.
void kernel_multiply_add(const float *values, size_t stride, float factor, float *out,
                         size_t count);

/// best[i] = max(best[i], values[i]) for i < count; a NaN on either side stays.
void kernel_maximum(const float *values, float *best, size_t count);

/// Copies `count` blocks of `length` floats each: they begin `from_step` apart in `from` and are put
/// `to_step` apart in `to`.
void kernel_copy_blocks(const float *from, size_t from_step, float *to, size_t to_step,
                        size_t length, size_t count);

/// sums[j] += Σ values[i · columns + j] over i < rows, for j < columns.
void kernel_add_rows(const float *values, size_t rows, size_t columns, float *sums);

/// Whether none of the values is infinite or NaN.
bool kernel_is_finite(const float *values, size_t count);

/// values[i] = max(0, values[i]) for i < count; a NaN stays.
void kernel_rectify(float *values, size_t count);

/// gradient[i] = 0 where values[i] is not above 0, for i < count.
void kernel_rectify_gradient(const float *values, float *gradient, size_t count);

/// Slides one filter (filter_height × filter_width) along one channel: for y < rows, x < columns
/// out[y · columns + x] = Σ filter[fy · filter_width + fx] · input[(y + fy) · input_step + x + fx].
void kernel_slide(const float *input, size_t input_step, const float *filter, size_t filter_height,
                  size_t filter_width, float *out, size_t rows, size_t columns);

/// One step of Adam on `count` numbers; `rate` has the correction of both moments in it.
void kernel_adam(float *values, const float *gradient, float *first, float *second, float rate,
                 float beta1, float beta2, float epsilon, size_t count);

// MARK: Pooling by two

/// The largest of each 2 × 2 window of two lines of `width` pixels of `channels` numbers; `lower` is
/// NULL when the picture ends before it, and an odd last column stands alone.
/// out and winners have ⌈width / 2⌉ · channels numbers. A winner is 0, 1, 2 or 3 in reading order,
/// the first of equals, or 4 when the largest is not above 0 and `rectifies`; then out is 0.
void kernel_pool(const float *upper, const float *lower, size_t width, size_t channels,
                 bool rectifies, float *out, uint8_t *winners);

/// The way back: each gradient goes to its window's winner; the rest of both lines becomes 0.
void kernel_unpool(const float *gradient, const uint8_t *winners, size_t width, size_t channels,
                   float *upper, float *lower);

// MARK: Winograd's convolution with 3 × 3 filters

/// The pictures of a 3 × 3 convolution of stride 1, cut into tiles of 4 × 4 outputs.
///
/// A tile is computed at 36 points, where convolution is multiplication. Points lie outermost:
/// (36, tiles, channels) with the channels filled up to whole vectors, see `kernel_lanes`.
/// Source: Lavin and Gray, "Fast algorithms for convolutional neural networks" (2015), F(4×4, 3×3).
typedef struct {
  size_t height, width, channels;              // of the input
  size_t output_height, output_width, filters;  // of the output
  size_t top, left;                            // rows and columns of padding before the input
} Winograd;

/// Whether the set in use has the functions below.
bool kernel_has_winograd(void);
/// How many floats a vector of the set in use holds.
size_t kernel_lanes(void);
/// filters (3, 3, C, K) to points (36, C, K′), and when `turned` is not NULL to (36, K, C′).
void kernel_winograd_filters(const Winograd *pictures, const float *filters, float *points,
                             float *turned);
/// Tiles first... of the input to points (36, count, C′).
void kernel_winograd_inputs(const Winograd *pictures, const float *input, size_t first, size_t count,
                            float *points);
/// Points (36, count, K′) to tiles of the output.
void kernel_winograd_outputs(const Winograd *pictures, const float *points, size_t first,
                             size_t count, const float *bias, float *output);
/// Tiles of the output's gradient to points (36, count, K′).
void kernel_winograd_output_gradients(const Winograd *pictures, const float *gradient, size_t first,
                                      size_t count, float *points);
/// Points (36, count, C′), added to tiles of the input's gradient.
void kernel_winograd_input_gradients(const Winograd *pictures, const float *points, size_t first,
                                     size_t count, float *gradient);
/// Points (36, C, K′) to the gradient of the filters (3, 3, C, K).
void kernel_winograd_filter_gradients(const Winograd *pictures, const float *points,
                                      float *gradient);

// MARK: Which set, and threads

/// The name of the set in use: "plain", "vectors of 4", "AVX2" or "AVX-512".
const char *kernel_name(void);
/// The names of the sets that run on this processor, from the plainest to the fastest; NULL after
/// the last.
const char *kernel_available(size_t index);
/// Uses another set from now on, for tests; false when there is none of that name here.
/// Not while another thread computes.
bool kernel_use(const char *name);

/// How many threads may work at once: the processor's cores, or CONVBOOK_THREADS.
size_t kernel_threads(void);
/// Another number from now on, for tests and measurements.
void kernel_set_threads(size_t count);
/// Counts up by one, from any thread, and returns the count before.
size_t kernel_next(size_t *counter);
/// Whether this thread works on a part of something already.
bool kernel_is_inside(void);
void kernel_set_inside(bool inside);
#endif
