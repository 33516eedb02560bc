import LinearAlgebra
import Synchronization

/// Consecutive points with their lists, which several threads add to in turns.
final class ListBlock: Sendable {
  let rows: Range<Int>
  private let lists: Mutex<[CandidateList]>

  init(_ rows: Range<Int>, neighbors: Int) {
    self.rows = rows
    lists = Mutex(rows.map { _ in CandidateList(count: neighbors) })
  }

  /// Enters the products of this block with some points of its own, for this block's lists alone:
  /// those of the other points come when they are rows.
  func enter(
    _ products: [Float], _ tile: Range<Int>, _ points: PreparedPoints, excludingSelf: Bool
  ) {
    let side = TileSide(points, tile, opposite: rows)
    lists.withLock { lists in
      for query in lists.indices {
        let row = rows.lowerBound + query
        let error = points.error(points.length(row), side.longest)
        scan(
          products.span.extracting(query * tile.count..<(query + 1) * tile.count),
          side.offsets.span, floor: -(lists[query].bound + error)
        ) { index, cost in
          if !excludingSelf || tile.lowerBound + index != row {
            lists[query].insert(tile.lowerBound + index, cost: cost, error: error)
          }
          return -(lists[query].bound + error)
        }
        if lists[query].isFull { lists[query].measure(row, points) }
      }
    }
  }

  /// Enters the products of this block with some points of a later one, for the lists of both.
  func enter(
    _ products: [Float], _ tile: Range<Int>, of other: ListBlock, _ points: PreparedPoints
  ) {
    let side = TileSide(points, tile, opposite: rows)
    let first = tile.lowerBound - other.rows.lowerBound
    // Always the earlier block first, so that no two threads wait for each other.
    lists.withLock { lists in
      other.lists.withLock { others in
        var floors = tile.indices.map { index in
          -(others[first + index - tile.lowerBound].bound + side.errors[index - tile.lowerBound])
        }
        for query in lists.indices {
          let row = rows.lowerBound + query
          let error = points.error(points.length(row), side.longest)
          let offset = points.offset(row)
          scan(
            products.span.extracting(query * tile.count..<(query + 1) * tile.count),
            side.offsets.span, floor: -(lists[query].bound + error), offset: offset, &floors
          ) { index, product in
            lists[query].insert(
              tile.lowerBound + index, cost: side.offsets[index] - product, error: error)
            return -(lists[query].bound + error)
          } column: { index, product in
            others[first + index].insert(row, cost: offset - product, error: side.errors[index])
            return -(others[first + index].bound + side.errors[index])
          }
          if lists[query].isFull { lists[query].measure(row, points) }
        }
        for index in tile where others[first + index - tile.lowerBound].isFull {
          others[first + index - tile.lowerBound].measure(index, points)
        }
      }
    }
  }

  /// The lists with all candidates measured.
  func measured(_ points: PreparedPoints) -> [CandidateList] {
    lists.withLock { lists in
      for query in lists.indices { lists[query].measure(rows.lowerBound + query, points) }
      return lists
    }
  }
}

/// What is known of the points of a tile.
private struct TileSide {
  let offsets: [Float]
  let longest: Double
  /// The errors of the costs of points of the opposite side, for each point of the tile.
  let errors: [Float]

  init(_ points: PreparedPoints, _ tile: Range<Int>, opposite: Range<Int>) {
    offsets = tile.map { points.offset($0) }
    longest = points.longest(tile)
    let other = points.longest(opposite)
    errors = tile.map { points.error(points.length($0), other) }
  }
}

extension CandidateList {
  /// Measures the candidates of a point among the points themselves.
  fileprivate mutating func measure(_ row: Int, _ points: PreparedPoints) {
    measure(of: row, points, among: points, sign: 1)
  }
}
