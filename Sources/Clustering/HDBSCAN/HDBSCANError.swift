/// Why points cannot be clustered by density.
public enum HDBSCANError: Error, Equatable, CustomStringConvertible {
  /// A coordinate is not a number, or so large that distances overflow.
  case unusableCoordinate(row: Int, column: Int)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unusableCoordinate(let row, let column):
      "row \(row), column \(column) holds no number below 1e18; leave the row out or scale the rows"
    }
  }
}
