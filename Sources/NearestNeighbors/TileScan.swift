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
      !reaches(products, offsets, index, groups: 4, SIMD8(repeating: floor))
    {
      index += wide
      continue
    }
    let end = min(index + wide, products.count)
    while index < end {
      let stop = min(index + narrow, end)
      if stop - index < narrow
        || reaches(products, offsets, index, groups: 1, SIMD8(repeating: floor))
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
      !reaches(products, offsets, index, groups: 4, floor, offset, floors.span)
    {
      index += wide
      continue
    }
    let end = min(index + wide, products.count)
    while index < end {
      let stop = min(index + narrow, end)
      if stop - index < narrow
        || reaches(products, offsets, index, groups: 1, floor, offset, floors.span)
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

/// Whether one of the next 8 × `groups` numbers reaches the floor.
@inline(__always)
private func reaches(
  _ products: Span<Float>, _ offsets: Span<Float>, _ start: Int, groups: Int,
  _ floor: SIMD8<Float>
) -> Bool {
  var reached = SIMDMask<SIMD8<Int32>>(repeating: false)
  for group in 0..<groups {
    let place = start + narrow * group
    reached = reached .| (eight(products, place) - eight(offsets, place) .>= floor)
  }
  return any(reached)
}

/// Whether one of the next 8 × `groups` numbers reaches its floor in one of the two ways.
@inline(__always)
private func reaches(
  _ products: Span<Float>, _ offsets: Span<Float>, _ start: Int, groups: Int, _ floor: Float,
  _ offset: Float, _ floors: Span<Float>
) -> Bool {
  var reached = SIMDMask<SIMD8<Int32>>(repeating: false)
  for group in 0..<groups {
    let place = start + narrow * group
    let product = eight(products, place)
    let ofRow = product - eight(offsets, place) .>= SIMD8(repeating: floor)
    let ofColumn = product - SIMD8(repeating: offset) .>= eight(floors, place)
    reached = reached .| ofRow .| ofColumn
  }
  return any(reached)
}

/// The eight numbers from `start` on.
@inline(__always)
private func eight(_ numbers: Span<Float>, _ start: Int) -> SIMD8<Float> {
  precondition(start >= 0 && start + narrow <= numbers.count, "numbers from \(start) on")
  return unsafe numbers.withUnsafeBytes {
    unsafe $0.loadUnaligned(fromByteOffset: 4 * start, as: SIMD8<Float>.self)
  }
}
