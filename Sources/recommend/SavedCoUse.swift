import Artifacts
import Foundation
import LinearAlgebra
import Recommendation
import StageSupport

// The model folder of `recommend users`: `items.tsv` (id, users, factor), the items with the number of
// their users and what their scores are multiplied by; `options.tsv` (name, value); and by method
//
//     ease, knn    weights.npy, of shape (items, items); or for few pairs of many items weights.npy, of
//                  shape (pairs, 1), and pairs.npy, of shape (pairs, 2): the item used, the item weighed
//     als          factors.npy, of shape (items, factors)
//     vectors      vectors.npy, of shape (items, dimensions)

/// A model with its items, as a folder holds it.
struct SavedCoUse {
  let method: CoUseOptions.Method
  let weighting: Weighting
  let items: [String]
  /// The number of users of each item.
  let users: [Int]
  var emphasis: ItemEmphasis
  let model: any CoUseModel

  private static let itemColumns = ["id", "users", "factor"]

  init(
    _ options: CoUseOptions, items: [String], users: [Int], emphasis: ItemEmphasis,
    model: any CoUseModel
  ) {
    (method, weighting) = (options.method, options.weighting)
    (self.items, self.users, self.emphasis, self.model) = (items, users, emphasis, model)
  }

  /// Writes the folder `model`.
  ///
  /// - Throws: `FileError` if a file cannot be written.
  func write(_ output: borrowing StageOutput) throws {
    try writeTable(
      output.file("model/items.tsv"), columns: Self.itemColumns,
      items.indices.lazy.map {
        [items[$0], String(users[$0]), decimal(emphasis.factors[$0])]
      })
    var options = [["method", method.rawValue], ["weighting", weighting.rawValue]]
    switch model {
    case let model as ItemItemModel: try Self.write(model.weights, output)
    case let model as ImplicitALS:
      options += [
        ["alpha", decimal(model.alpha)], ["factor-penalty", decimal(model.regularization)],
      ]
      try VectorFile.write(model.factors, to: output.file("model/factors.npy"))
    case let model as VectorModel:
      try VectorFile.write(model.vectors, to: output.file("model/vectors.npy"))
    default: break
    }
    try writeTable(output.file("model/options.tsv"), columns: ["name", "value"], options)
  }

  private static func write(
    _ weights: ItemItemModel.Weights, _ output: borrowing StageOutput
  ) throws {
    switch weights {
    case .dense(let matrix): try VectorFile.write(matrix, to: output.file("model/weights.npy"))
    case .sparse(let matrix):
      var pairs: [Int32] = []
      pairs.reserveCapacity(2 * matrix.values.count)
      for item in 0..<matrix.rows {
        let others = matrix.columnIndexes(inRow: item)
        for k in others.indices { pairs += [Int32(item), others[k]] }
      }
      let count = matrix.values.count
      try VectorFile.write(pairs, rows: count, columns: 2, to: output.file("model/pairs.npy"))
      try VectorFile.write(
        Matrix(rows: count, columns: 1, elements: matrix.values),
        to: output.file("model/weights.npy"))
    }
  }

  /// Opens a folder, and notes its files as inputs.
  ///
  /// - Throws: `FileError` if a file is missing or does not fit the others.
  init(_ folder: String, _ output: inout StageOutput) throws {
    let table = try Table(contentsOf: output.input("\(folder)/items.tsv", ""))
    items = try table.keys("id")
    users = try table.integers("users")
    let factors = try table.numbers("factor").map { Float($0) }
    if let row = factors.firstIndex(where: { !($0 > 0) }) {
      throw table.error(row: row, "a factor is not positive", remedy: "learn the model again")
    }
    emphasis = ItemEmphasis(factors: factors)
    let options = try SavedOptions(output.input("\(folder)/options.tsv", ""))
    method = try options.value("method")
    weighting = try options.value("weighting")
    switch method {
    case .ease, .knn:
      model = ItemItemModel(try Self.weights(folder, items: items.count, &output))
    case .als:
      model = ImplicitALS(
        factors: try Self.matrix("\(folder)/factors.npy", items: items.count, &output),
        regularization: try options.number("factor-penalty"), alpha: try options.number("alpha"))
    case .vectors:
      model = VectorModel(
        unit: try Self.matrix("\(folder)/vectors.npy", items: items.count, &output))
    case .popularity: model = PopularityModel(users: users)
    }
  }

  private static func matrix(
    _ path: String, items: Int, _ output: inout StageOutput
  ) throws -> Matrix {
    let matrix = try VectorFile(output.input(path, "")).matrix()
    guard matrix.rows == items else { throw unfit(path, "has \(matrix.rows) rows", items) }
    return matrix
  }

  private static func weights(
    _ folder: String, items: Int, _ output: inout StageOutput
  ) throws -> ItemItemModel.Weights {
    let path = "\(folder)/weights.npy"
    let matrix = try VectorFile(output.input(path, "")).matrix()
    guard FileManager.default.fileExists(atPath: "\(folder)/pairs.npy") else {
      guard matrix.rows == items, matrix.columns == items else {
        throw unfit(path, "is of shape (\(matrix.rows), \(matrix.columns))", items)
      }
      return .dense(matrix)
    }
    let pairsPath = try output.input("\(folder)/pairs.npy", "")
    let pairs = try VectorFile(pairsPath).integers()
    guard matrix.columns == 1, pairs.count == 2 * matrix.rows,
      let sparse = sparse(pairs, matrix.elements, items: items)
    else { throw unfit(pairsPath, "does not hold pairs of items in order", items) }
    return .sparse(sparse)
  }

  /// The matrix of weights of pairs; nil unless the pairs are of items, and sorted by the first.
  private static func sparse(_ pairs: [Int32], _ weights: [Float], items: Int) -> SparseMatrix? {
    var offsets = [Int](repeating: 0, count: items + 1)
    var (columns, last) = ([Int32](), Int32(0))
    for place in weights.indices {
      let (used, weighed) = (pairs[2 * place], pairs[2 * place + 1])
      guard used >= last, used < items, weighed >= 0, weighed < items else { return nil }
      offsets[Int(used) + 1] += 1
      columns.append(weighed)
      last = used
    }
    for item in 0..<items { offsets[item + 1] += offsets[item] }
    return SparseMatrix(
      rows: items, columns: items, rowOffsets: offsets, columnIndexes: columns, values: weights)
  }

  private static func unfit(_ path: String, _ problem: String, _ items: Int) -> FileError {
    FileError(
      .malformed, path, "\(problem), beside \(items) items",
      remedy: "the files of a model belong together; learn it again")
  }
}

/// The options of a saved model.
private struct SavedOptions {
  private let path: String
  private let values: [String: String]

  init(_ path: String) throws {
    let table = try Table(contentsOf: path)
    self.path = path
    values = Dictionary(
      zip(try table.column("name"), try table.column("value")), uniquingKeysWith: { $1 })
  }

  func value<Value: RawRepresentable<String>>(_ name: String) throws(FileError) -> Value {
    guard let value = values[name].flatMap({ Value(rawValue: $0) }) else { throw unknown(name) }
    return value
  }

  func number(_ name: String) throws(FileError) -> Float {
    guard let number = values[name].flatMap(Float.init), number > 0, number.isFinite else {
      throw unknown(name)
    }
    return number
  }

  private func unknown(_ name: String) -> FileError {
    FileError(
      .malformed, path, "has no '\(name)' that this version knows",
      remedy: "the model may be another version's, or damaged; learn it again")
  }
}
