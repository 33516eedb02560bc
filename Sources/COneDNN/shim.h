// Matrix products of oneDNN with weights that stay the same: y = x · Wᵀ + b.
//
// The calls of oneDNN 2 (Debian 12) and oneDNN 3 (Debian 13, Ubuntu) differ where this file says
// DNNL_VERSION_MAJOR; products and biases both compute alike. Nothing else is asked for: scales the
// two apply at different places, and a GELU behind the product takes oneDNN 2.6 three times as long
// as a pass of our own over a block that is still in the cache.
//
// oneDNN divides a call among OpenMP threads, and may add in another order for another number of
// them. Every function here runs on the calling thread alone. (Debian and Ubuntu build with OpenMP.
// Other runtimes have no switch in C; there the environment has to limit them.)
#pragma once
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <oneapi/dnnl/dnnl.h>
#include <oneapi/dnnl/dnnl_version.h>

#if DNNL_VERSION_MAJOR >= 3
typedef dnnl_memory_desc_t kindred_layout;
typedef const_dnnl_memory_desc_t kindred_layout_view;
#else
typedef dnnl_memory_desc_t kindred_layout;
typedef const dnnl_memory_desc_t *kindred_layout_view;
#endif

/// The types of numbers.
typedef enum { kindred_f32, kindred_bf16, kindred_u8, kindred_s8, kindred_s32 } kindred_number;

/// A product with fixed weights for blocks of a fixed number of rows.
typedef struct {
  dnnl_engine_t engine;
  dnnl_primitive_desc_t descriptor;
  dnnl_primitive_t primitive;
  dnnl_memory_t weights;  // (k, n) in the layout that the primitive asked for
  dnnl_memory_t bias;     // (1, n), or NULL
  size_t scratch_bytes;
} kindred_product;

// ------------------------------------------------------------------------------------ one thread

typedef struct {
  int (*get)(void);
  void (*set)(int);
} kindred_openmp;

/// OpenMP's functions, of whichever OpenMP library oneDNN has brought along; NULL without one.
static inline kindred_openmp kindred_find_openmp(void) {
  static kindred_openmp found;
  static int done;
  if (!__atomic_load_n(&done, __ATOMIC_ACQUIRE)) {
    // Two threads that come here at once find, and store, the same.
    kindred_openmp new_found;
    *(void **)&new_found.get = dlsym(RTLD_DEFAULT, "omp_get_max_threads");
    *(void **)&new_found.set = dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    __atomic_store_n(&found.get, new_found.get, __ATOMIC_RELAXED);
    __atomic_store_n(&found.set, new_found.set, __ATOMIC_RELAXED);
    __atomic_store_n(&done, 1, __ATOMIC_RELEASE);
  }
  return found;
}

/// Keeps OpenMP on the calling thread; returns the number of threads to give back afterwards.
static inline int kindred_enter_one_thread(void) {
  kindred_openmp openmp = kindred_find_openmp();
  int before = openmp.get ? openmp.get() : 1;
  if (openmp.set && before != 1) openmp.set(1);
  return before;
}

static inline void kindred_leave_one_thread(int before) {
  kindred_openmp openmp = kindred_find_openmp();
  if (openmp.set && before != 1) openmp.set(before);
}

// --------------------------------------------------------------------------------------- layouts

static inline dnnl_data_type_t kindred_data_type(kindred_number number) {
  switch (number) {
    case kindred_bf16: return dnnl_bf16;
    case kindred_u8: return dnnl_u8;
    case kindred_s8: return dnnl_s8;
    case kindred_s32: return dnnl_s32;
    default: return dnnl_f32;
  }
}

/// Describes a matrix; tag is dnnl_ab row by row, dnnl_ba column by column, or dnnl_format_tag_any.
static inline dnnl_status_t kindred_layout_create(kindred_layout *layout, int64_t rows,
                                                  int64_t columns, kindred_number number,
                                                  dnnl_format_tag_t tag) {
  dnnl_dims_t sizes = {rows, columns};
#if DNNL_VERSION_MAJOR >= 3
  return dnnl_memory_desc_create_with_tag(layout, 2, sizes, kindred_data_type(number), tag);
#else
  return dnnl_memory_desc_init_by_tag(layout, 2, sizes, kindred_data_type(number), tag);
#endif
}

static inline kindred_layout_view kindred_view(const kindred_layout *layout) {
#if DNNL_VERSION_MAJOR >= 3
  return *layout;
#else
  return layout;
#endif
}

static inline void kindred_layout_free(kindred_layout *layout) {
#if DNNL_VERSION_MAJOR >= 3
  if (*layout) dnnl_memory_desc_destroy(*layout);
#else
  (void)layout;
#endif
}

// -------------------------------------------------------------------------------------- products

static inline void kindred_product_free(kindred_product *product) {
  if (!product) return;
  if (product->weights) dnnl_memory_destroy(product->weights);
  if (product->bias) dnnl_memory_destroy(product->bias);
  if (product->primitive) dnnl_primitive_destroy(product->primitive);
  if (product->descriptor) dnnl_primitive_desc_destroy(product->descriptor);
  if (product->engine) dnnl_engine_destroy(product->engine);
  free(product);
}

/// Copies a matrix into another layout.
static inline dnnl_status_t kindred_reorder(dnnl_engine_t engine, kindred_layout_view from_layout,
                                            const void *from, kindred_layout_view to_layout,
                                            dnnl_memory_t to) {
  dnnl_memory_t source = NULL;
  dnnl_primitive_desc_t descriptor = NULL;
  dnnl_primitive_t primitive = NULL;
  dnnl_stream_t stream = NULL;
  dnnl_status_t status = dnnl_memory_create(&source, from_layout, engine, (void *)from);
  if (status == dnnl_success)
    status =
        dnnl_reorder_primitive_desc_create(&descriptor, from_layout, engine, to_layout, engine, NULL);
  if (status == dnnl_success) status = dnnl_primitive_create(&primitive, descriptor);
  if (status == dnnl_success) status = dnnl_stream_create(&stream, engine, dnnl_stream_default_flags);
  if (status == dnnl_success) {
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, source}, {DNNL_ARG_TO, to}};
    status = dnnl_primitive_execute(primitive, stream, 2, arguments);
    if (status == dnnl_success) status = dnnl_stream_wait(stream);
  }
  if (stream) dnnl_stream_destroy(stream);
  if (primitive) dnnl_primitive_destroy(primitive);
  if (descriptor) dnnl_primitive_desc_destroy(descriptor);
  if (source) dnnl_memory_destroy(source);
  return status;
}

/// Asks oneDNN for its fastest code for this product, on this processor.
static inline dnnl_status_t kindred_product_choose(kindred_product *product,
                                                   kindred_layout_view source,
                                                   kindred_layout_view weights,
                                                   kindred_layout_view bias,
                                                   kindred_layout_view result) {
  // The scratch memory is the caller's, so that threads can share the primitive.
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_status_t status = dnnl_primitive_attr_create(&attributes);
  if (status == dnnl_success)
    status = dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user);
  if (status == dnnl_success) {
#if DNNL_VERSION_MAJOR >= 3
    status = dnnl_matmul_primitive_desc_create(&product->descriptor, product->engine, source,
                                               weights, bias, result, attributes);
#else
    dnnl_matmul_desc_t operation;
    status = dnnl_matmul_desc_init(&operation, source, weights, bias, result);
    if (status == dnnl_success)
      status = dnnl_primitive_desc_create(&product->descriptor, &operation, attributes,
                                          product->engine, NULL);
#endif
  }
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  if (status != dnnl_success) return status;
  return dnnl_primitive_create(&product->primitive, product->descriptor);
}

/// Makes a product for blocks of `rows` rows and copies its weights, of shape (n, k), row by row,
/// and its bias of n numbers, which may be NULL. The status is dnnl_unimplemented where the
/// processor or the library cannot multiply these types.
static inline dnnl_status_t kindred_product_create(
    kindred_product **made, int64_t rows, int64_t k, int64_t n, kindred_number source_number,
    kindred_number weights_number, kindred_number result_number, const void *weights, const float *bias) {
  *made = NULL;
  kindred_product *product = (kindred_product *)calloc(1, sizeof *product);
  if (!product) return dnnl_out_of_memory;
  int threads = kindred_enter_one_thread();
  // source, wanted weights, bias, result, given weights
  kindred_layout layouts[5] = {0};
  kindred_layout_view wanted = NULL, scratch;
  dnnl_status_t status = dnnl_engine_create(&product->engine, dnnl_cpu, 0);
  if (status == dnnl_success)
    status = kindred_layout_create(&layouts[0], rows, k, source_number, dnnl_ab);
  if (status == dnnl_success)
    status = kindred_layout_create(&layouts[1], k, n, weights_number, dnnl_format_tag_any);
  if (status == dnnl_success) status = kindred_layout_create(&layouts[2], 1, n, kindred_f32, dnnl_ab);
  if (status == dnnl_success)
    status = kindred_layout_create(&layouts[3], rows, n, result_number, dnnl_ab);
  if (status == dnnl_success)
    status = kindred_layout_create(&layouts[4], k, n, weights_number, dnnl_ba);
  if (status == dnnl_success)
    status = kindred_product_choose(product, kindred_view(&layouts[0]), kindred_view(&layouts[1]),
                                    bias ? kindred_view(&layouts[2]) : NULL,
                                    kindred_view(&layouts[3]));
  if (status == dnnl_success) {
    wanted = dnnl_primitive_desc_query_md(product->descriptor, dnnl_query_weights_md, 0);
    scratch = dnnl_primitive_desc_query_md(product->descriptor, dnnl_query_scratchpad_md, 0);
    product->scratch_bytes = scratch ? dnnl_memory_desc_get_size(scratch) : 0;
    status = dnnl_memory_create(&product->weights, wanted, product->engine, DNNL_MEMORY_ALLOCATE);
  }
  if (status == dnnl_success)
    status = kindred_reorder(product->engine, kindred_view(&layouts[4]), weights, wanted,
                             product->weights);
  if (status == dnnl_success && bias) {
    kindred_layout_view view = kindred_view(&layouts[2]);
    status = dnnl_memory_create(&product->bias, view, product->engine, DNNL_MEMORY_ALLOCATE);
    if (status == dnnl_success)
      status = kindred_reorder(product->engine, view, bias, view, product->bias);
  }
  for (int i = 0; i < 5; i++) kindred_layout_free(&layouts[i]);
  kindred_leave_one_thread(threads);
  if (status == dnnl_success)
    *made = product;
  else
    kindred_product_free(product);
  return status;
}

/// Multiplies one block of rows; `scratch` has `scratch_bytes` and is this call's alone.
static inline dnnl_status_t kindred_product_run(const kindred_product *product, const void *source,
                                                void *result, void *scratch) {
  dnnl_primitive_desc_t descriptor = product->descriptor;
  const dnnl_query_t queries[] = {dnnl_query_src_md, dnnl_query_dst_md, dnnl_query_scratchpad_md};
  const int names[] = {DNNL_ARG_SRC, DNNL_ARG_DST, DNNL_ARG_SCRATCHPAD};
  void *const blocks[] = {(void *)source, result, scratch};
  dnnl_memory_t memories[3] = {NULL, NULL, NULL};
  dnnl_exec_arg_t arguments[5];
  dnnl_stream_t stream = NULL;
  int threads = kindred_enter_one_thread();
  dnnl_status_t status = dnnl_stream_create(&stream, product->engine, dnnl_stream_default_flags);
  for (int i = 0; i < 3 && status == dnnl_success; i++) {
    kindred_layout_view view = dnnl_primitive_desc_query_md(descriptor, queries[i], 0);
    status = dnnl_memory_create(&memories[i], view, product->engine, blocks[i]);
    arguments[i] = (dnnl_exec_arg_t){names[i], memories[i]};
  }
  if (status == dnnl_success) {
    arguments[3] = (dnnl_exec_arg_t){DNNL_ARG_WEIGHTS, product->weights};
    arguments[4] = (dnnl_exec_arg_t){DNNL_ARG_BIAS, product->bias};
    status = dnnl_primitive_execute(product->primitive, stream, product->bias ? 5 : 4, arguments);
    if (status == dnnl_success) status = dnnl_stream_wait(stream);
  }
  for (int i = 0; i < 3; i++)
    if (memories[i]) dnnl_memory_destroy(memories[i]);
  if (stream) dnnl_stream_destroy(stream);
  kindred_leave_one_thread(threads);
  return status;
}

static inline int kindred_has_instructions(dnnl_cpu_isa_t instructions) {
  return (dnnl_get_effective_cpu_isa() & instructions) == instructions;
}

/// Whether products of bytes are added exactly: without VNNI, oneDNN adds the products of two pairs
/// in 16 bits, which unsigned numbers above 127 could overflow.
static inline int kindred_adds_bytes_exactly(void) {
#if defined(__x86_64__)
  return kindred_has_instructions(dnnl_cpu_isa_avx512_core_vnni) ||
         kindred_has_instructions(dnnl_cpu_isa_avx2_vnni);
#else
  return 1;
#endif
}

/// Whether the processor multiplies bfloat16 numbers itself.
static inline int kindred_has_bfloat16(void) {
#if defined(__x86_64__)
  return kindred_has_instructions(dnnl_cpu_isa_avx512_core_bf16);
#else
  return 0;
#endif
}
