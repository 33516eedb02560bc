import LinearAlgebra
import RealModule

/// The training of links by the definition, in doubles: every step goes through every row, as Keras
/// does. Tests compare with it.
package struct ReferenceLinkTrainer {
  package private(set) var documents: [[Double]]
  package private(set) var targets: [[Double]]
  /// Scale and bias of the objective.
  package private(set) var scalars = [1.0, 0.0]
  private let kind: LinkObjective.Kind
  private let rate: Double
  private var moments: [[(m: Double, v: Double)]]
  private var steps = 0

  package init(documents: Matrix, targets: Matrix, _ kind: LinkObjective.Kind, rate: Double) {
    func rows(_ matrix: Matrix) -> [[Double]] {
      (0..<matrix.rows).map { row in (0..<matrix.columns).map { Double(matrix[row, $0]) } }
    }
    (self.documents, self.targets) = (rows(documents), rows(targets))
    (self.kind, self.rate) = (kind, rate)
    moments = (self.documents + self.targets + [scalars]).map { $0.map { _ in (0, 0) } }
  }

  /// Takes a step and returns the mean loss before it.
  package mutating func step(links: [LinkPair], others: [LinkPair]) -> Double {
    var gradients = (documents + targets + [scalars]).map { $0.map { _ in 0.0 } }
    let pairs = links.map { ($0, 1.0) } + others.map { ($0, 0.0) }
    var loss = 0.0
    for (pair, label) in pairs {
      let (row, other) = (Int(pair.document), documents.count + Int(pair.target))
      let (a, b) = (documents[row], targets[Int(pair.target)])
      let (lengthA, lengthB) = (dot(a, a).squareRoot(), dot(b, b).squareRoot())
      let cosine = dot(a, b) / (lengthA * lengthB)
      let slope: Double
      switch kind {
      case .regression:
        let error = cosine - (2 * label - 1)
        (loss, slope) = (loss + error * error, 2 * error)
      case .classification:
        let probability = 1 / (1 + Double.exp(-(scalars[0] * cosine + scalars[1])))
        loss -= Double.log(label == 1 ? probability : 1 - probability)
        slope = probability - label
        gradients[gradients.count - 1][0] += slope * cosine / Double(pairs.count)
        gradients[gradients.count - 1][1] += slope / Double(pairs.count)
      }
      let factor = slope * scalars[0] / Double(pairs.count)
      for i in a.indices {
        gradients[row][i] += factor * (b[i] / lengthB - cosine * a[i] / lengthA) / lengthA
        gradients[other][i] += factor * (a[i] / lengthA - cosine * b[i] / lengthB) / lengthB
      }
    }
    apply(gradients)
    return loss / Double(pairs.count)
  }

  private mutating func apply(_ gradients: [[Double]]) {
    steps += 1
    let corrected =
      rate * (1 - Double.pow(0.999, steps)).squareRoot() / (1 - Double.pow(0.9, steps))
    for row in gradients.indices {
      for i in gradients[row].indices {
        let g = gradients[row][i]
        moments[row][i].m = 0.9 * moments[row][i].m + 0.1 * g
        moments[row][i].v = 0.999 * moments[row][i].v + 0.001 * g * g
        let move = corrected * moments[row][i].m / (moments[row][i].v.squareRoot() + 1e-7)
        if row < documents.count {
          documents[row][i] -= move
        } else if row < documents.count + targets.count {
          targets[row - documents.count][i] -= move
        } else if kind == .classification {
          scalars[i] -= move
        }
      }
    }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
