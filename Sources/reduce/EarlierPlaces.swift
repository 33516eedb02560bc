import Artifacts
import LinearAlgebra
import NearestNeighbors
import Reduction
import StageSupport

/// The places of an earlier run that the points of this one had.
struct EarlierPlaces {
  /// The places, of shape (ids, dimensions); zeros for those that are new.
  let places: Matrix
  /// The rows of the ids that were there, ascending.
  let shared: [Int]

  /// Reads the places of `ids` from `path`: a `.npy` file with its `.tsv` beside it, or a table of
  /// id, x and y.
  ///
  /// - Throws: ``FileError`` if the file is missing or malformed, or has other dimensions.
  init(path: String, ids: [String], dimensions: Int) throws {
    let (earlierIDs, earlier) = try Self.read(path)
    guard earlier.columns == dimensions else {
      throw FileError(
        .malformed, path, "has places of \(earlier.columns) dimensions, not \(dimensions)",
        remedy: "give the places of a run with the same --dimensions, or of its map")
    }
    let rows = Dictionary(uniqueKeysWithValues: zip(earlierIDs, earlierIDs.indices))
    var (places, shared) = (Matrix(rows: ids.count, columns: dimensions), [Int]())
    for (row, id) in ids.enumerated() {
      guard let from = rows[id] else { continue }
      shared.append(row)
      for column in 0..<dimensions { places[row, column] = earlier[from, column] }
    }
    self.places = places
    self.shared = shared
  }

  private init(places: Matrix, shared: [Int]) {
    self.places = places
    self.shared = shared
  }

  /// Whether each row was there.
  var isShared: [Bool] {
    shared.reduce(into: [Bool](repeating: false, count: places.rows)) { $0[$1] = true }
  }

  /// The places of distinct vectors: each that of its first row that was there.
  func of(_ distinct: DistinctRows) -> EarlierPlaces {
    var rows = [Int?](repeating: nil, count: distinct.firstRows.count)
    for row in shared where rows[distinct.indexes[row]] == nil {
      rows[distinct.indexes[row]] = row
    }
    return EarlierPlaces(
      places: places.rows(zip(rows, distinct.firstRows).map { $0 ?? $1 }),
      shared: rows.indices.filter { rows[$0] != nil })
  }

  /// New places laid upon these, to be as close to them as turning and mirroring allow; how far the
  /// shared points moved goes into the record.
  func align(_ places: Matrix, _ output: inout StageOutput) -> Matrix {
    let alignment = MapAlignment(places, upon: self.places, shared: shared)
    output.quality["displacement_median"] = alignment.medianDisplacement
    output.quality["displacement_95"] = alignment.largeDisplacement
    output.quality["carried"] = Double(shared.count)
    return alignment.places
  }

  private static func read(_ path: String) throws -> (ids: [String], places: Matrix) {
    if path.hasSuffix(".npy") {
      let table = try VectorTable(contentsOf: path)
      return (table.ids, table.vectors)
    }
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    let (ids, x, y) = (try table.keys("id"), try table.numbers("x"), try table.numbers("y"))
    let places = Matrix(
      rows: ids.count, columns: 2, elements: zip(x, y).flatMap { [Float($0), Float($1)] })
    guard let row = ids.indices.first(where: { !places[$0, 0].isFinite || !places[$0, 1].isFinite })
    else { return (ids, places) }
    throw table.error(row: row, "the place is too large", remedy: "correct the field")
  }
}

extension ReduceInput {
  /// The places that the file of `--start` gives to distinct vectors, all of which must have one.
  ///
  /// - Throws: ``FileError`` if the file is missing or malformed, or lacks some.
  func startingPlaces(
    _ path: String, of distinct: DistinctRows, _ output: inout StageOutput
  ) throws -> Matrix {
    let path = try output.input(path, "places to start from")
    let given = try EarlierPlaces(path: path, ids: table.ids, dimensions: dimensions)
    guard given.shared.count == table.ids.count else {
      throw FileError(
        .malformed, path,
        "has places for \(given.shared.count) of the \(table.ids.count) vectors",
        remedy: "give --start-from for places of some")
    }
    return given.of(distinct).places
  }

  /// The places that `--start-from` gives to the points, or nil if it is not given or these are not the
  /// places that people see.
  func earlierPlaces(
    _ startFrom: String?, of method: Reduce.Method, _ output: inout StageOutput
  ) throws -> EarlierPlaces? {
    guard let startFrom, isMap else { return nil }
    var path = startFrom
    if startFrom == "previous" {
      // A map of another method lies elsewhere and is of another size.
      guard output.previous("\(modelFolder)/\(method.rawValue).tsv") != nil,
        let previous = output.previous(dimensions == 2 ? "map.tsv" : "reduced.npy")
      else { return nil }
      path = previous
    }
    path = try output.input(path, "places to start from")
    let earlier = try EarlierPlaces(path: path, ids: table.ids, dimensions: dimensions)
    if earlier.shared.isEmpty {
      output.log.warning("\(path) has none of the ids of \(self.path); the map starts anew")
      return nil
    }
    return earlier
  }
}
