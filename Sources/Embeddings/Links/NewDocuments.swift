import DocumentTerms
import LinearAlgebra

extension LinkSpace {
  /// Places documents, those of the space and others.
  ///
  /// A document of the space has its trained row, whatever it links to now: so what was fitted gets
  /// exactly the fitted vector. The row of any other is trained alone, the targets staying where they
  /// are; it depends on its id, its links and the seed, and on no other document.
  ///
  /// - Parameters:
  ///   - ids: The id of each document.
  ///   - links: What each document links to, unknown targets included.
  ///   - negatives: Made-up pairs for each link.
  ///   - seed: The seed of the made-up pairs.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: Vectors of shape (documents, dimensions) and length 1; zeros for a document that is not
  ///   of the space and links to none of its targets.
  /// - Complexity: O(*n* × *d*) for *n* links of documents that are not of the space, times 300 steps.
  public func vectors(
    ids: [String], _ links: DocumentTermMatrix, negatives: Int, seed: UInt64, threads: Int
  ) -> Matrix {
    precondition(ids.count == links.count, "\(ids.count) ids of \(links.count) documents")
    let rows = Dictionary(documents.enumerated().map { ($1, $0) }) { first, _ in first }
    let known = documentVectors(threads: threads)
    let targets = targetVectors(threads: threads)
    let numbers = numbers(of: links)
    var vectors = means(of: links, threads: threads)
    vectors.forEachRow(threads: threads) { index, vector in
      if let row = rows[ids[index]] {
        for column in vector.indices { vector[column] = known[row: row][column] }
        return
      }
      let terms = links.counts.columnIndexes(inRow: index)
      let repeats = links.counts.values(inRow: index)
      var examples: [(target: Int32, weight: Float)] = []
      for place in terms.indices {
        guard let number = numbers[Int(terms[place])] else { continue }
        examples.append((number, repeats[place]))
      }
      guard !examples.isEmpty else { return }
      let generator = KeyedGenerator(seed: seed, purpose: "new document \(ids[index])")
      var fit = NewDocumentFit(
        examples, targets: targets, objective, negatives: negatives, generator)
      fit.run(&vector)
      normalize(&vector)
    }
    return vectors
  }
}

/// Trains the row of one document, the targets staying where they are.
private struct NewDocumentFit {
  private static let steps = 300
  /// Higher than in training, as the row begins near its place: at the mean of its targets.
  private static let rate: Float = 0.01

  private let examples: [(target: Int32, weight: Float)]
  private let targets: Matrix
  private let objective: LinkObjective
  /// Made-up pairs in a step.
  private let others: Int
  private let linked: Set<Int32>
  private var generator: KeyedGenerator

  init(
    _ examples: [(target: Int32, weight: Float)], targets: Matrix, _ objective: LinkObjective,
    negatives: Int, _ generator: KeyedGenerator
  ) {
    (self.examples, self.targets, self.objective) = (examples, targets, objective)
    (linked, self.generator) = (Set(examples.map(\.target)), generator)
    let weight = examples.reduce(0) { $0 + Int($1.weight) }
    others = linked.count < targets.rows ? weight * negatives : 0
  }

  /// Moves `row` by Adam, whose steps grow shorter so that the made-up pairs of the last do not count
  /// for more than others.
  mutating func run(_ row: inout MutableSpan<Float>) {
    let (first, second): (Float, Float) = (0.9, 0.999)
    var moments = Matrix(rows: 2, columns: row.count)
    var (firstPower, secondPower): (Float, Float) = (1, 1)
    for step in 0..<Self.steps {
      let gradient = gradient(row.span)
      firstPower *= first
      secondPower *= second
      let left = 1 - Float(step) / Float(Self.steps)
      let rate = Self.rate * left * (1 - secondPower).squareRoot() / (1 - firstPower)
      let columns = row.count
      moments.withMutableElements { moments in
        for column in 0..<columns {
          let g = gradient[column]
          let m = first * moments[column] + (1 - first) * g
          let v = second * moments[columns + column] + (1 - second) * g * g
          (moments[column], moments[columns + column]) = (m, v)
          row[column] -= rate * m / (v.squareRoot() + AdamSchedule.epsilon)
        }
      }
    }
  }

  /// The gradient of the mean loss of its links and of fresh made-up pairs.
  private mutating func gradient(_ row: Span<Float>) -> [Float] {
    let length = max(norm(row), 1e-6)
    var gradient = [Float](repeating: 0, count: row.count)
    var (pull, weights): (Float, Float) = (0, 0)
    func add(_ target: Int32, isLink: Bool, weight: Float) {
      let other = targets[row: Int(target)]
      let cosine = dot(row, other) / length
      let factor = weight * objective.scale * objective.slope(cosine, isLink: isLink)
      pull += factor * cosine
      weights += weight
      var span = gradient.mutableSpan
      addScaled(other, times: factor, to: &span)
    }
    for example in examples { add(example.target, isLink: true, weight: example.weight) }
    for _ in 0..<others { add(unlinked(), isLink: false, weight: 1) }
    let scale = 1 / (length * weights)
    for column in row.indices {
      gradient[column] = (gradient[column] - pull * row[column] / length) * scale
    }
    return gradient
  }

  /// A random target that the document does not link to.
  private mutating func unlinked() -> Int32 {
    while true {
      let target = Int32(generator.below(targets.rows))
      if !linked.contains(target) { return target }
    }
  }
}
