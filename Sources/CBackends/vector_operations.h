// Vectors of LANES floats, by clang's vector extensions: one source for all instruction sets.
// The including file defines LANES and chooses the instruction set.
#include <string.h>
#if LANES == 16
#include <immintrin.h>
#endif

#include "backend.h"

#define INLINE static inline __attribute__((always_inline, unused))
// For loops with few, constant iterations, whose arrays are then in registers.
#define UNROLLED _Pragma("clang loop unroll(full)")

typedef float Vector __attribute__((ext_vector_type(LANES)));
typedef int32_t IntVector __attribute__((ext_vector_type(LANES)));
typedef uint8_t ByteVector __attribute__((ext_vector_type(LANES)));
// The same for unaligned memory.
typedef Vector UnalignedVector __attribute__((aligned(4), may_alias));
typedef ByteVector UnalignedByteVector __attribute__((aligned(1), may_alias));

INLINE Vector load(const float *from) { return *(const UnalignedVector *)from; }
INLINE void store(float *to, Vector values) { *(UnalignedVector *)to = values; }
INLINE Vector broadcast(float value) { return (Vector)value; }

// Loads or stores the first `count` floats, fewer than LANES, and no memory beyond.
INLINE Vector load_partial(const float *from, size_t count) {
#if LANES == 16
  return (Vector)_mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), from);
#else
  Vector values = {0};
  for (size_t i = 0; i < count; i++) values[i] = from[i];
  return values;
#endif
}

INLINE void store_partial(float *to, Vector values, size_t count) {
#if LANES == 16
  _mm512_mask_storeu_ps(to, (__mmask16)((1u << count) - 1), (__m512)values);
#else
  for (size_t i = 0; i < count; i++) to[i] = values[i];
#endif
}

INLINE Vector load_up_to(const float *from, size_t count) {
  return count >= LANES ? load(from) : load_partial(from, count);
}

INLINE void store_up_to(float *to, Vector values, size_t count) {
  if (count >= LANES)
    store(to, values);
  else
    store_partial(to, values, count);
}

// Selects each lane from one vector where the mask is set, else from the other.
INLINE Vector blend(IntVector mask, Vector one, Vector other) {
  return (Vector)((mask & (IntVector)one) | (~mask & (IntVector)other));
}

// ReLU; a NaN stays, as it is not less than 0.
INLINE Vector rectified(Vector values) {
  return blend(values < broadcast(0), broadcast(0), values);
}

INLINE size_t minimum(size_t one, size_t other) { return one < other ? one : other; }
INLINE size_t round_up_to_lanes(size_t count) { return (count + LANES - 1) / LANES * LANES; }
