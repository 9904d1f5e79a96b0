// What a set of kernels consists of, for the files in this folder only.
#ifndef KERNELS_H
#define KERNELS_H
#include "CKernels.h"

/// One version of every function in CKernels.h, for one kind of processor.
typedef struct {
  const char *name;
  size_t lanes;
  void (*product)(const Product *product);
  void (*multiply_add)(const float *values, size_t stride, float factor, float *out, size_t count);
  void (*maximum)(const float *values, float *best, size_t count);
  void (*copy_blocks)(const float *from, size_t from_step, float *to, size_t to_step,
                      size_t length, size_t count);
  void (*add_rows)(const float *values, size_t rows, size_t columns, float *sums);
  bool (*is_finite)(const float *values, size_t count);
  void (*rectify)(float *values, size_t count);
  void (*rectify_gradient)(const float *values, float *gradient, size_t count);
  void (*slide)(const float *input, size_t input_step, const float *filter, size_t filter_height,
                size_t filter_width, float *out, size_t rows, size_t columns);
  void (*adam)(float *values, const float *gradient, float *first, float *second, float rate,
               float beta1, float beta2, float epsilon, size_t count);
  void (*pool)(const float *upper, const float *lower, size_t width, size_t channels,
               bool rectifies, float *out, uint8_t *winners);
  void (*unpool)(const float *gradient, const uint8_t *winners, size_t width, size_t channels,
                 float *upper, float *lower);
  // NULL in the plain set, which convolves directly.
  void (*winograd_filters)(const Winograd *pictures, const float *filters, float *points,
                           float *turned);
  void (*winograd_inputs)(const Winograd *pictures, const float *input, size_t first, size_t count,
                          float *points);
  void (*winograd_outputs)(const Winograd *pictures, const float *points, size_t first,
                           size_t count, const float *bias, float *output);
  void (*winograd_output_gradients)(const Winograd *pictures, const float *gradient, size_t first,
                                    size_t count, float *points);
  void (*winograd_input_gradients)(const Winograd *pictures, const float *points, size_t first,
                                   size_t count, float *gradient);
  void (*winograd_filter_gradients)(const Winograd *pictures, const float *points,
                                    float *gradient);
} KernelSet;

extern const KernelSet plain_kernels;
extern const KernelSet small_kernels;
#if defined(__x86_64__)
extern const KernelSet avx2_kernels;
extern const KernelSet avx512_kernels;
#endif
#endif
