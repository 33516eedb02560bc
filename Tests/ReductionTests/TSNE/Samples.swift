import Artifacts
import Foundation
import LinearAlgebra
import TestSupport

/// A matrix that `Tests/References/tsne.py` made.
func tsneFixture(_ name: String) throws -> Matrix {
  try VectorFile("\(projectFolder)/Tests/ReductionTests/Fixtures/tsne-\(name).npy").matrix()
}

/// The digits of scikit-learn, of shape (1797, 64), or the first of them.
func digits(_ count: Int = 1797) throws -> Matrix {
  let path = "\(projectFolder)/Tests/ReductionTests/Fixtures/digits.bytes"
  let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
  return Matrix(rows: count, columns: 64, elements: bytes.prefix(count * 64).map { Float($0) })
}

/// Places around the origin, denser in the middle, as on a finished map.
func randomMap(_ count: Int, width: Double, seed: UInt64 = 1) -> [SIMD2<Float>] {
  var generator = KeyedGenerator(seed: seed, purpose: "random map")
  return (0..<count).map { _ in
    SIMD2(Float(generator.gaussian() * width), Float(generator.gaussian() * width))
  }
}

/// The same as rows.
func rows(_ places: [SIMD2<Float>]) -> Matrix {
  Matrix(rows: places.count, columns: 2, elements: places.flatMap { [$0.x, $0.y] })
}
