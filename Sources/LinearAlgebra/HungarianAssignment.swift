/// Pairs rows with columns, each at most once, such that the costs of the pairs add up to as little
/// as possible: the assignment problem.
///
///     let columns = HungarianAssignment.minimizing([4, 1, 3, 2, 0, 5], rows: 2, columns: 3)
///     // [1, 0]: row 0 with column 1, row 1 with column 0
///
/// Rows are added one by one, each along a shortest augmenting path with respect to reduced costs
/// ([Jonker and Volgenant 1987], without its initialization). Where several assignments cost the
/// same, lower columns are tried first, so the answer depends on the numbers alone.
///
/// [Jonker and Volgenant 1987]: https://doi.org/10.1007/BF02278710
public enum HungarianAssignment {
  /// Finds the cheapest assignment.
  ///
  /// - Parameters:
  ///   - costs: The cost of each pair, of shape (`rows`, `columns`), row after row; finite.
  ///   - rows: The number of rows.
  ///   - columns: The number of columns.
  /// - Returns: The column of each row, or −1 for the rows that are left over where there are fewer
  ///   columns: min(`rows`, `columns`) rows have one.
  /// - Precondition: There is a cost for each pair.
  /// - Complexity: O(*s*² × *l*), *s* the smaller and *l* the larger of `rows` and `columns`.
  public static func minimizing(_ costs: [Double], rows: Int, columns: Int) -> [Int] {
    precondition(
      rows >= 0 && columns >= 0 && costs.count == rows * columns,
      "\(costs.count) costs for \(rows) × \(columns) pairs")
    guard rows > columns else {
      var search = AugmentingPaths(costs, rows: rows, columns: columns)
      return search.run()
    }
    let transposed = (0..<costs.count).map { costs[$0 % rows * columns + $0 / rows] }
    var search = AugmentingPaths(transposed, rows: columns, columns: rows)
    var result = [Int](repeating: -1, count: rows)
    for (column, row) in search.run().enumerated() { result[row] = column }
    return result
  }

  /// Finds the assignment whose gains add up to the most; see ``minimizing(_:rows:columns:)``.
  public static func maximizing(_ gains: [Double], rows: Int, columns: Int) -> [Int] {
    minimizing(gains.map { -$0 }, rows: rows, columns: columns)
  }
}

/// The state of the search, for no more rows than columns.
private struct AugmentingPaths {
  private let costs: [Double]
  private let rows: Int
  private let columns: Int
  /// The dual variables: `costs` − rowPotentials − columnPotentials is never negative, and 0 for
  /// assigned pairs.
  private var rowPotentials: [Double]
  private var columnPotentials: [Double]
  private var rowOfColumn: [Int]

  init(_ costs: [Double], rows: Int, columns: Int) {
    self.costs = costs
    self.rows = rows
    self.columns = columns
    rowPotentials = [Double](repeating: 0, count: rows)
    columnPotentials = [Double](repeating: 0, count: columns)
    rowOfColumn = [Int](repeating: -1, count: columns)
  }

  mutating func run() -> [Int] {
    for row in 0..<rows { assign(row) }
    var result = [Int](repeating: -1, count: rows)
    for (column, row) in rowOfColumn.enumerated() where row >= 0 { result[row] = column }
    return result
  }

  /// Gives `row` a column, by Dijkstra's search for the nearest free one.
  private mutating func assign(_ row: Int) {
    var distances = [Double](repeating: .infinity, count: columns)
    var previous = [Int](repeating: -1, count: columns)  // the column before, or −1 at the start
    var isDone = [Bool](repeating: false, count: columns)
    var done: [Int] = []
    var (current, last, reached) = (row, -1, 0.0)
    while true {
      var nearest = -1
      for column in 0..<columns where !isDone[column] {
        let reduced =
          costs[current * columns + column] - rowPotentials[current] - columnPotentials[column]
        if reached + reduced < distances[column] {
          distances[column] = reached + reduced
          previous[column] = last
        }
        if nearest < 0 || distances[column] < distances[nearest] { nearest = column }
      }
      (last, reached) = (nearest, distances[nearest])
      guard rowOfColumn[last] >= 0 else { break }
      isDone[last] = true
      done.append(last)
      current = rowOfColumn[last]
    }
    rowPotentials[row] += reached
    for column in done {
      rowPotentials[rowOfColumn[column]] += reached - distances[column]
      columnPotentials[column] -= reached - distances[column]
    }
    augment(from: last, previous, to: row)
  }

  /// Moves each column of the path to the row before it.
  private mutating func augment(from last: Int, _ previous: [Int], to row: Int) {
    var column = last
    while previous[column] >= 0 {
      rowOfColumn[column] = rowOfColumn[previous[column]]
      column = previous[column]
    }
    rowOfColumn[column] = row
  }
}
