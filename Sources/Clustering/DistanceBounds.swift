/// What turns the costs of a point into bounds of its distances.
struct DistanceBounds {
  private let square: Float
  /// How far a cost can be from the true one.
  let error: Float
  /// How far a squared distance can be from the true one.
  private let squareError: Float

  init(_ square: Float, _ search: CentroidSearch) {
    self.square = square
    error = search.costError(square)
    squareError = 2 * error + search.lengthError(square)
  }

  /// What the distance of this cost is at least, plus *S*.
  @inline(__always)
  func lower(_ cost: Float, _ moved: Float) -> Float {
    let least = square + 2 * cost - squareError
    let distance = (least > 0 ? least : 0).squareRoot() * 0.999_999
    return (distance + moved) * 0.999_999_8
  }

  /// What the distance of this cost is at most.
  func upper(_ cost: Float) -> Float {
    max(0, square + 2 * cost + squareError).squareRoot() * 1.000_001
  }
}
