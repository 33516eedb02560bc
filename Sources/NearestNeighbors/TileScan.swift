/// Calls `body` with each index at which `products` − `offsets` is `floor` or more, in ascending
/// order; it returns the floor from there on.
///
/// Once the neighbors of a query are nearly known, hardly any point passes, so 32 are compared at a
/// time.
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
  while index + width <= products.count {
    if passes(products, offsets, index, floor) {
      for index in index..<index + width where products[index] - offsets[index] >= floor {
        floor = body(index, offsets[index] - products[index])
      }
    }
    index += width
  }
  while index < products.count {
    if products[index] - offsets[index] >= floor {
      floor = body(index, offsets[index] - products[index])
    }
    index += 1
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
    let end = min(index + width, products.count)
    if end - index < width || passes(products, offsets, index, floor, offset, floors.span) {
      for index in index..<end {
        let product = products[index]
        if product - offsets[index] >= floor { floor = row(index, product) }
        if product - offset >= floors[index] { floors[index] = column(index, product) }
      }
    }
    index = end
  }
}

private let width = 32

/// Whether one of the next 32 numbers reaches its floor in one of the two ways.
@inline(__always)
private func passes(
  _ products: Span<Float>, _ offsets: Span<Float>, _ start: Int, _ floor: Float, _ offset: Float,
  _ floors: Span<Float>
) -> Bool {
  precondition(
    start + width <= products.count && start + width <= offsets.count
      && start + width <= floors.count)
  return unsafe products.withUnsafeBytes { products in
    unsafe offsets.withUnsafeBytes { offsets in
      unsafe floors.withUnsafeBytes { floors in
        var reached = SIMDMask<SIMD8<Int32>>(repeating: false)
        let (rowFloor, rowOffset) = (
          SIMD8<Float>(repeating: floor), SIMD8<Float>(repeating: offset)
        )
        for group in 0..<4 {
          let place = 4 * start + 32 * group
          let product = unsafe products.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
          let offset = unsafe offsets.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
          let floor = unsafe floors.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
          reached =
            reached .| (product - offset .>= rowFloor) .| (product - rowOffset .>= floor)
        }
        return any(reached)
      }
    }
  }
}

/// Whether one of the next 32 numbers reaches the floor.
@inline(__always)
private func passes(
  _ products: Span<Float>, _ offsets: Span<Float>, _ start: Int, _ floor: Float
) -> Bool {
  precondition(start + width <= products.count && start + width <= offsets.count)
  return unsafe products.withUnsafeBytes { products in
    unsafe offsets.withUnsafeBytes { offsets in
      var reached = SIMDMask<SIMD8<Int32>>(repeating: false)
      let floors = SIMD8<Float>(repeating: floor)
      for group in 0..<4 {
        let place = 4 * start + 32 * group
        let product = unsafe products.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
        let offset = unsafe offsets.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
        reached = reached .| (product - offset .>= floors)
      }
      return any(reached)
    }
  }
}
