// The inner loops of the numeric modules, behind one header.
#ifndef CKERNELS_H
#define CKERNELS_H
#include <stddef.h>

/// out(rows × columns) += left(rows × inner) · right(inner × columns), all row-major.
void kernel_matmul(const float *left, const float *right, float *out, size_t rows, size_t inner,
                   size_t columns);
#endif
