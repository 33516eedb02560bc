/// Calls `body` with each index at which `products` − `offsets` is `floor` or more, in ascending
/// order; it returns the floor from there on.
///
/// Once the neighbors of a query are nearly known, hardly any point passes, so 32 are compared at a
/// time, and 8 where one of them passes.
///
/// - Precondition: Both spans are of the same length.
/// - Complexity: O(*n*), vectorized where nothing passes.
@inline(__always)
func scan(
  _ products: Span<Float>, _ offsets: Span<Float>, floor: Float,
  _ body: (_ index: Int, _ cost: Float) -> Float
) {
  precondition(products.count == offsets.count, "\(products.count) and \(offsets.count) numbers")
  var floor = floor
  var index = 0
  while index < products.count {
    if index + wide <= products.count,
      !reaches(products, offsets, index, count: wide, floor)
    {
      index += wide
      continue
    }
    let end = min(index + wide, products.count)
    while index < end {
      let stop = min(index + narrow, end)
      if stop - index < narrow
        || reaches(products, offsets, index, count: narrow, floor)
      {
        for index in index..<stop where products[index] - offsets[index] >= floor {
          floor = body(index, offsets[index] - products[index])
        }
      }
      index = stop
    }
  }
}

/// Calls `row` with each index at which `products` − `offsets` is `floor` or more, and `column`
/// with each at which `products` − `offset` is the number of `floors` there or more; they return
/// the floors from there on.
///
/// It is ``scan(_:_:floor:_:)`` for the lists of both points of each product.
///
/// - Precondition: All spans are of the same length.
/// - Complexity: O(*n*), vectorized where nothing passes.
@inline(__always)
func scan(
  _ products: Span<Float>, _ offsets: Span<Float>, floor: Float, offset: Float,
  _ floors: inout [Float],
  row: (_ index: Int, _ product: Float) -> Float,
  column: (_ index: Int, _ product: Float) -> Float
) {
  precondition(products.count == offsets.count && products.count == floors.count)
  var floor = floor
  var index = 0
  while index < products.count {
    if index + wide <= products.count,
      !reaches(products, offsets, index, count: wide, floor, offset, floors.span)
    {
      index += wide
      continue
    }
    let end = min(index + wide, products.count)
    while index < end {
      let stop = min(index + narrow, end)
      if stop - index < narrow
        || reaches(products, offsets, index, count: narrow, floor, offset, floors.span)
      {
        for index in index..<stop {
          let product = products[index]
          if product - offsets[index] >= floor { floor = row(index, product) }
          if product - offset >= floors[index] { floors[index] = column(index, product) }
        }
      }
      index = stop
    }
  }
}

private let wide = 32
private let narrow = 8

// A difference is negative where a number stays below its floor, and its first bit is then 1. The
// conjunction of all bits, which compilers vectorize where they leave comparisons of SIMD types lane
// by lane, begins with 0 if one of them is not negative.

/// Whether one of the next `count` numbers reaches the floor.
@inline(__always)
private func reaches(
  _ products: Span<Float>, _ offsets: Span<Float>, _ start: Int, count: Int, _ floor: Float
) -> Bool {
  precondition(start >= 0 && start + count <= min(products.count, offsets.count))
  return unsafe products.withUnsafeBufferPointer { products in
    unsafe offsets.withUnsafeBufferPointer { offsets in
      var bits = UInt32.max
      for index in start..<start + count {
        bits &= unsafe (products[index] - offsets[index] - floor).bitPattern
      }
      return bits >> 31 == 0
    }
  }
}

/// Whether one of the next `count` numbers reaches its floor in one of the two ways.
@inline(__always)
private func reaches(
  _ products: Span<Float>, _ offsets: Span<Float>, _ start: Int, count: Int, _ floor: Float,
  _ offset: Float, _ floors: Span<Float>
) -> Bool {
  precondition(start >= 0 && start + count <= min(products.count, offsets.count, floors.count))
  return unsafe products.withUnsafeBufferPointer { products in
    unsafe offsets.withUnsafeBufferPointer { offsets in
      unsafe floors.withUnsafeBufferPointer { floors in
        var bits = UInt32.max
        for index in start..<start + count {
          bits &= unsafe (products[index] - offsets[index] - floor).bitPattern
          bits &= unsafe (products[index] - offset - floors[index]).bitPattern
        }
        return bits >> 31 == 0
      }
    }
  }
}
