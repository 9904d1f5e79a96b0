// The sets there are, for the files in this folder only.
#ifndef KERNELS_H
#define KERNELS_H
#include "CKernels.h"

extern const KernelSet plain_kernels;
extern const KernelSet small_kernels;
#if defined(__x86_64__)
extern const KernelSet avx2_kernels;
extern const KernelSet avx512_kernels;
#endif
#endif
