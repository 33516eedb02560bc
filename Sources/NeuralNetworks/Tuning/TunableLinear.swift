import LinearAlgebra

/// A fully connected layer of an encoder that is tuned, *x* · *W*ᵀ + *b*: where its weights are among
/// the parameters.
///
/// Rows may be parts of longer ones, as queries, keys and values are.
struct TunableLinear: Sendable {
  /// The place of *W*, of shape (outputs, inputs).
  let weight: Int
  /// The place of *b*.
  let bias: Int
  let inputs: Int
  let outputs: Int

  /// Computes rows of the result.
  ///
  /// - Parameters:
  ///   - x: The rows that come in, of shape (rows, inputs).
  ///   - parameters: All parameters.
  ///   - factor: What the result is multiplied by.
  ///   - result: The rows that come out, of shape (rows, `stride`).
  ///   - stride: The length of a row of the result; nil for the outputs alone.
  ///   - column: The first column that is written.
  func apply(
    _ x: Span<Float>, _ parameters: [Parameter], factor: Float = 1,
    into result: inout MutableSpan<Float>, stride: Int? = nil, column: Int = 0
  ) {
    let rows = x.count / inputs
    let stride = stride ?? outputs
    let (weights, biases) = (parameters[weight].values, parameters[bias].values)
    let terms = biases.span
    for row in 0..<rows {
      let start = row * stride + column
      for i in terms.indices { result[start + i] = terms[i] * factor }
    }
    multiply(
      x, MatrixBlock(rows: rows, columns: inputs), by: weights.span, shape,
      transposingB: true, factor: factor, adding: true, into: &result,
      MatrixBlock(from: column, rows: rows, columns: outputs, stride: stride))
  }

  /// Adds the gradient with respect to rows that came in to `result`, of shape (rows, inputs), or
  /// stores it there.
  ///
  /// - Parameters:
  ///   - gradient: The gradient with respect to what came out, of shape (rows, `stride`).
  ///   - parameters: All parameters.
  ///   - stride: The length of a row of the gradient; nil for the outputs alone.
  ///   - column: The first column that is read.
  ///   - adding: Whether to add.
  ///   - result: The gradient with respect to what came in.
  func backpropagate(
    _ gradient: Span<Float>, _ parameters: [Parameter], stride: Int? = nil, column: Int = 0,
    adding: Bool = false, into result: inout MutableSpan<Float>
  ) {
    let rows = result.count / inputs
    let weights = parameters[weight].values
    multiply(
      gradient,
      MatrixBlock(from: column, rows: rows, columns: outputs, stride: stride ?? outputs),
      by: weights.span, shape, adding: adding, into: &result,
      MatrixBlock(rows: rows, columns: inputs))
  }

  private var shape: MatrixBlock { MatrixBlock(rows: outputs, columns: inputs) }
}

/// The gradients of the weights of fully connected layers, for all tokens of a group at once.
///
/// Each task computes some rows of one gradient, *G*ᵀ · *X*, so that no two threads write the same
/// numbers, and sums have the same order for any number of them.
struct WeightGradients {
  /// A layer, what came in, and the gradient with respect to what came out, in its columns from
  /// `column` on.
  struct Layer {
    let linear: TunableLinear
    let inputs: TokenRows
    let gradient: TokenRows
    var column = 0
  }

  private struct Task {
    let layer: Layer
    let outputs: Range<Int>
  }

  /// The most rows of a gradient that a task computes.
  private static let mostRows = 256

  private let tasks: [Task]

  init(_ layers: [Layer]) {
    tasks = layers.flatMap { layer in
      let outputs = layer.linear.outputs
      let parts = (outputs + Self.mostRows - 1) / Self.mostRows
      let size = (outputs + parts - 1) / parts
      return stride(from: 0, to: outputs, by: size).map {
        Task(layer: layer, outputs: $0..<min($0 + size, outputs))
      }
    }
  }

  /// Adds the gradients of `rows` tokens to `gradients`, a matrix for each of the parameters.
  func add(rows: Int, to gradients: [TokenRows], threads: Int) {
    let tasks = tasks
    parallelFor(count: tasks.count, chunk: 1, threads: threads) { range in
      for index in range { Self.add(tasks[index], rows, gradients) }
    }
  }

  private static func add(_ task: Task, _ rows: Int, _ gradients: [TokenRows]) {
    let (layer, outputs) = (task.layer, task.outputs)
    let (inputs, gradient) = (layer.inputs, layer.gradient)
    let (weights, biases) = (gradients[layer.linear.weight], gradients[layer.linear.bias])
    let source = gradient.rows(0..<rows)
    let block = MatrixBlock(
      from: layer.column + outputs.lowerBound, rows: rows, columns: outputs.count,
      stride: layer.gradient.width)
    var weight = weights.mutableRows(outputs)
    multiply(
      source, block, transposingA: true, by: inputs.rows(0..<rows),
      MatrixBlock(rows: rows, columns: layer.linear.inputs), adding: true, into: &weight,
      MatrixBlock(rows: outputs.count, columns: layer.linear.inputs))
    var bias = biases.mutableRows(outputs)
    addColumnSums(source, block, to: &bias)
  }

  /// Adds the sum of each column of a block, added up in double precision.
  private static func addColumnSums(
    _ x: Span<Float>, _ block: MatrixBlock, to result: inout MutableSpan<Float>
  ) {
    var sums = [Double](repeating: 0, count: block.columns)
    var all = sums.mutableSpan
    for row in 0..<block.rows {
      let start = block.start + row * block.stride
      let part = x.extracting(start..<start + block.columns)
      for i in part.indices { all[i] += Double(part[i]) }
    }
    for i in result.indices { result[i] += Float(sums[i]) }
  }
}
