import RealModule

/// The derivative of a function of doubles in each number, by central differences.
func centralDifferences(of x: [Double], step: Double = 1e-5, _ loss: ([Double]) -> Double)
  -> [Double]
{
  x.indices.map { i in
    var (above, below) = (x, x)
    above[i] += step
    below[i] -= step
    return (loss(above) - loss(below)) / (2 * step)
  }
}

/// The length of the difference of two lists, relative to that of the second.
func relativeError(_ a: [Float], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "\(a.count) and \(b.count) numbers")
  let difference = zip(a, b).reduce(0.0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
  let length = b.reduce(0.0) { $0 + $1 * $1 }
  return difference.squareRoot() / max(1e-12, length.squareRoot())
}

/// The sum of products of two lists.
func product(_ a: [Double], _ b: [Float]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0 * Double($1.1) }
}
