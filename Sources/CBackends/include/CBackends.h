// The SIMD backends: the inner loops of Tensors.
//
// plain.c defines each function in simple loops. The other backends compute the same with vectors
// of one instruction set each, and choose_backend.c chooses one at the start. Numbers are 32-bit
// floats in row-major order; inputs never overlap outputs.
#ifndef CBACKENDS_H
#define CBACKENDS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Matrix products

/// An indirect matrix product, out(rows × columns) = left(rows × inner) · right(inner × columns).
///
/// A row of `left` is made of pieces of equal length anywhere in memory, so that the overlapping
/// patches of a convolution need not be copied. Number i of piece p in row r is
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
  /// The distance between rows of `out`.
  float *out;
  size_t out_step;
  size_t rows, columns;
  /// Whether the product is added to `out`, or replaces it.
  bool adds;
  /// NULL, or one number for each column, added to the sums.
  const float *bias;
  /// Whether ReLU is applied after the bias.
  bool rectifies;
} IndirectGEMM;

// MARK: Winograd convolution

/// The shapes of a 3 × 3 convolution of stride 1 in tiles of 4 × 4 outputs.
///
/// Tiles are transformed to 36 points, at which convolution is multiplication. At each point there
/// is a matrix, (tiles, channels) with the channels rounded up to whole vectors of `Backend.lanes`,
/// C′ and K′; `step` is the distance between the matrices of two points.
/// Source: Lavin and Gray, "Fast algorithms for convolutional neural networks" (2015), F(4×4, 3×3).
typedef struct {
  size_t height, width, channels;              // of the input
  size_t output_height, output_width, filters;  // of the output
  size_t top, left;                            // rows and columns of padding before the input
} Winograd;

// MARK: Backends

/// A backend: one version of every inner loop, for one instruction set.
typedef struct {
  /// "plain", "sse2" or "neon", "avx2", "avx512".
  const char *name;
  /// The number of floats in a vector.
  size_t lanes;
  /// The number of columns that `indirect_gemm` computes at once.
  size_t panel_columns;

  /// Computes an indirect matrix product, each sum in the order of `inner`.
  void (*indirect_gemm)(const IndirectGEMM *product);

  /// out[i] += factor · values[i · stride] for i < count.
  void (*multiply_add)(const float *values, size_t stride, float factor, float *out,
                       size_t count);

  /// out[j] += Σ row[i] · matrix[i · step + j] over i < inner, in this order, for j < count.
  void (*add_row_product)(const float *row, size_t inner, const float *matrix, size_t step,
                          float *out, size_t count);

  /// best[i] = max(best[i], values[i]) for i < count; a NaN on either side stays.
  void (*maximum)(const float *values, float *best, size_t count);

  /// Copies `count` blocks of `length` floats each, `from_step` apart in `from` and `to_step` apart
  /// in `to`.
  void (*copy_blocks)(const float *from, size_t from_step, float *to, size_t to_step,
                      size_t length, size_t count);

  /// sums[j] += Σ values[i · columns + j] over i < rows, for j < columns.
  void (*add_column_sums)(const float *values, size_t rows, size_t columns, float *sums);

  /// Whether none of the values is infinite or NaN.
  bool (*is_finite)(const float *values, size_t count);

  /// values[i] = max(0, values[i]) for i < count; a NaN stays.
  void (*rectify)(float *values, size_t count);

  /// gradient[i] = 0 where values[i] is not above 0, for i < count.
  void (*rectify_gradient)(const float *values, float *gradient, size_t count);

  /// Convolves one channel with one filter (filter_height × filter_width): for y < rows, x <
  /// columns out[y · columns + x] = Σ filter[fy · filter_width + fx] · input[(y + fy) · input_step
  /// + x + fx].
  void (*sliding_filter)(const float *input, size_t input_step, const float *filter,
                         size_t filter_height, size_t filter_width, float *out, size_t rows,
                         size_t columns);

  /// Computes 2 × 2 max pooling of two lines of `width` pixels of `channels` numbers; `lower` is
  /// NULL below the picture, and an odd last column is a window of its own. out and argmax have
  /// ⌈width / 2⌉ · channels numbers. The index of a maximum is 0, 1, 2 or 3 in row-major order, the
  /// first of equals, or 4 when it is not above 0 and `rectifies`; then out is 0.
  void (*max_pool)(const float *upper, const float *lower, size_t width, size_t channels,
                   bool rectifies, float *out, uint8_t *argmax);

  /// Computes the gradient of `max_pool`: that of each maximum, and 0 in the rest of both lines.
  void (*max_pool_gradient)(const float *gradient, const uint8_t *argmax, size_t width,
                            size_t channels, float *upper, float *lower);

  // Winograd convolution; NULL in the plain backend, which convolves directly.

  /// Transforms filters (3, 3, C, K) to points (36, C, K′), for `count` channels from `first` on.
  /// A matrix (C, K′) lies in panels of `panel_columns` columns, one whole panel after the other.
  void (*winograd_filters)(const Winograd *pictures, const float *filters, size_t first,
                           size_t count, float *points, size_t step);
  /// Transforms `count` tiles of the input, from `first` on, to points (36, count, C′).
  void (*winograd_inputs)(const Winograd *pictures, const float *input, size_t first,
                          size_t count, float *points, size_t step);
  /// Transforms points (36, count, K′) to tiles of the output, with bias and ReLU. Returns whether
  /// all numbers before ReLU are finite.
  bool (*winograd_outputs)(const Winograd *pictures, const float *points, size_t step,
                           size_t first, size_t count, const float *bias, bool rectifies,
                           float *output);
  /// Transforms tiles of the output's gradient to points (36, count, K′).
  void (*winograd_output_gradients)(const Winograd *pictures, const float *gradient,
                                    size_t first, size_t count, float *points, size_t step);
  /// Transforms points (36, count, C′) and adds them to tiles of the input's gradient.
  void (*winograd_input_gradients)(const Winograd *pictures, const float *points, size_t step,
                                   size_t first, size_t count, float *gradient);
  /// Transforms points (36, C, K′), not in panels, to the gradient of the filters (3, 3, C, K).
  void (*winograd_filter_gradients)(const Winograd *pictures, const float *points, size_t step,
                                    float *gradient);
} Backend;

/// The backend in use: the fastest for this processor, or the one named by CONVBOOK_BACKEND.
const Backend *backend_chosen(void);
/// The backends for this processor, from plain to the fastest; NULL after the last.
const Backend *backend_available(size_t index);

// MARK: Threads

/// The number of threads: that of cores, or CONVBOOK_THREADS.
size_t backend_threads(void);
/// Changes the number of threads, for tests and benchmarks.
void backend_set_threads(size_t count);
/// Increments a counter atomically and returns its old value.
size_t backend_next(size_t *counter);
/// Whether this thread is inside a parallel loop.
bool backend_is_inside(void);
/// Calls `body` once in the caller, as worker 0, and at the same time in other threads, as workers
/// 1 to `workers` − 1, and returns when all have. A thread that is not free is not waited for, and
/// its worker never called: the others must do all there is to do. Inside a parallel loop, or while
/// another runs, the caller is alone.
void backend_run(size_t workers, void *context, void (*body)(void *context, size_t worker));
#endif
