import LinearAlgebra

/// A layer normalization of an encoder that is tuned: where its weights are among the parameters.
struct TunableNormalization: Sendable {
  /// The place of the scales.
  let scale: Int
  /// The place of the shifts.
  let shift: Int
  let epsilon: Float
  let width: Int

  /// Standardizes rows, of shape (rows, width), and keeps the factor of each.
  func standardize(_ rows: inout MutableSpan<Float>, factors: inout MutableSpan<Float>) {
    for index in factors.indices {
      var row = rows._mutatingExtracting(index * width..<(index + 1) * width)
      factors[index] = NeuralNetworks.standardize(&row, epsilon: epsilon)
    }
  }

  /// Scales and shifts standardized rows.
  func apply(_ rows: Span<Float>, _ parameters: [Parameter], into result: inout MutableSpan<Float>)
  {
    let (scales, shifts) = (parameters[scale].values, parameters[shift].values)
    let (a, b) = (scales.span, shifts.span)
    for start in stride(from: 0, to: rows.count, by: width) {
      let row = rows.extracting(start..<start + width)
      var target = result._mutatingExtracting(start..<start + width)
      for i in row.indices { target[i] = row[i] * a[i] + b[i] }
    }
  }

  /// What the weights get of some rows.
  struct Gradient: Sendable {
    var scale: [Float]
    var shift: [Float]
  }

  /// Replaces the gradient with respect to the result of rows by that with respect to what came in.
  ///
  /// - Parameters:
  ///   - gradient: The gradient, of shape (rows, width).
  ///   - rows: The standardized rows.
  ///   - factors: The factor of each row.
  ///   - parameters: All parameters.
  /// - Returns: What the weights get.
  func backpropagate(
    _ gradient: inout MutableSpan<Float>, rows: Span<Float>, factors: Span<Float>,
    _ parameters: [Parameter]
  ) -> Gradient {
    var scaleGradient = [Float](repeating: 0, count: width)
    var shiftGradient = scaleGradient
    var a = scaleGradient.mutableSpan
    var b = shiftGradient.mutableSpan
    let scales = parameters[scale].values
    for index in factors.indices {
      let part = index * width..<(index + 1) * width
      var row = gradient._mutatingExtracting(part)
      standardizationGradient(
        &row, x: rows.extracting(part), factor: factors[index], scale: scales.span,
        scaleGradient: &a, shiftGradient: &b)
    }
    return Gradient(scale: scaleGradient, shift: shiftGradient)
  }

  /// Adds what the weights get of each chunk of rows, in the order of the chunks.
  func add(_ parts: [Gradient], to gradients: [TokenRows]) {
    for (place, path) in [(scale, \Gradient.scale), (shift, \Gradient.shift)] {
      var sums = [Double](repeating: 0, count: width)
      for part in parts {
        for (i, number) in part[keyPath: path].enumerated() { sums[i] += Double(number) }
      }
      let rows = gradients[place]
      var result = rows.mutableRows(0..<width)
      for i in result.indices { result[i] += Float(sums[i]) }
    }
  }
}
