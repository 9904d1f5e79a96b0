// The plain versions: what every faster one is held to.
#include "CKernels.h"

void kernel_matmul(const float *left, const float *right, float *out, size_t rows, size_t inner,
                   size_t columns) {
  for (size_t row = 0; row < rows; row++)
    for (size_t k = 0; k < inner; k++) {
      const float factor = left[row * inner + k];
      for (size_t column = 0; column < columns; column++)
        out[row * columns + column] += factor * right[k * columns + column];
    }
}
