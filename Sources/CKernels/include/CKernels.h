// The inner loops of the numeric modules, behind one header.
//
// Each function is plain C in plain.c. A faster set for one kind of processor is another file with
// the same functions, and choose.c picks a set once; callers see only what is declared here.
// Matrices are row-major and lie without gaps; inputs never overlap outputs.
#ifndef CKERNELS_H
#define CKERNELS_H
#include <stddef.h>

/// out(rows × columns) += left(rows × inner) · right(inner × columns).
void kernel_matmul(const float *left, const float *right, float *out, size_t rows, size_t inner,
                   size_t columns);

/// out[i] += factor · values[i · stride] for i < count.
void kernel_multiply_add(const float *values, size_t stride, float factor, float *out,
                         size_t count);

/// best[i] = max(best[i], values[i]) for i < count; a NaN on either side stays.
void kernel_maximum(const float *values, float *best, size_t count);

/// The name of the set in use, as "plain C".
const char *kernel_name(void);
#endif
