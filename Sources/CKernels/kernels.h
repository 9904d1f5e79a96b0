// What a set of kernels consists of, for the files in this folder only.
#ifndef KERNELS_H
#define KERNELS_H
#include <stddef.h>

/// One version of every function in CKernels.h, for one kind of processor.
typedef struct {
  const char *name;
  void (*matmul)(const float *left, const float *right, float *out, size_t rows, size_t inner,
                 size_t columns);
  void (*multiply_add)(const float *values, size_t stride, float factor, float *out, size_t count);
  void (*maximum)(const float *values, float *best, size_t count);
} KernelSet;

extern const KernelSet plain_kernels;
#endif
