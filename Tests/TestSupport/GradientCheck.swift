/// The derivatives of a function in each of its numbers, by central differences:
/// (*f*(*x* + *h*) - *f*(*x* - *h*)) / 2*h* in double precision, right to about *h*².
///
/// The function is to be a naive one in double precision, of a layer and a loss behind it; what is
/// compared is what the layer computes in single precision.
///
/// - Complexity: two calls for each number.
public func centralDifferences(
  at x: [Float], step: Double = 1e-4, _ function: ([Double]) -> Double
) -> [Double] {
  var numbers = x.map(Double.init)
  return numbers.indices.map { index in
    let here = numbers[index]
    numbers[index] = here + step
    let after = function(numbers)
    numbers[index] = here - step
    let before = function(numbers)
    numbers[index] = here
    return (after - before) / (2 * step)
  }
}

/// The length of the difference of two gradients, compared with the longer one; 0 if both are zeros.
public func relativeError(_ gradient: [Float], _ expected: [Double]) -> Double {
  precondition(gradient.count == expected.count, "\(gradient.count), not \(expected.count)")
  let squares = zip(gradient, expected).reduce(into: (difference: 0.0, a: 0.0, b: 0.0)) {
    sums, pair in
    let (a, b) = (Double(pair.0), pair.1)
    sums.difference += (a - b) * (a - b)
    sums.a += a * a
    sums.b += b * b
  }
  let longer = max(squares.a, squares.b)
  return longer > 0 ? (squares.difference / longer).squareRoot() : 0
}
