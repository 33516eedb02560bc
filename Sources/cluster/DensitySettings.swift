import Artifacts
import Clustering

/// What `model/options.tsv` tells of a fit: an option and its value by row, as on the command line.
struct DensitySettings {
  let options: HDBSCAN.Options
  /// Whether vectors are brought to length 1.
  let isUnit: Bool
  private static let columns = ["option", "value"]

  init(options: HDBSCAN.Options, isUnit: Bool) {
    (self.options, self.isUnit) = (options, isUnit)
  }

  /// Reads the table at `path`.
  init(contentsOf path: String) throws {
    let table = try Table(contentsOf: path)
    let values = try table.column("value")
    var options = HDBSCAN.Options()
    var isUnit = false
    for (row, name) in try table.column("option").enumerated() {
      let value = values[row]
      switch name {
      case "min-cluster-size": options.minimumClusterSize = try number(value, 2, row, table)
      case "min-samples": options.minimumSamples = try number(value, 1, row, table)
      case "max-cluster-size": options.maximumClusterSize = try number(value, 1, row, table)
      case "selection":
        options.selection = try known(HDBSCAN.Selection(rawValue: value), row, table)
      case "selection-epsilon": options.selectionEpsilon = try known(Double(value), row, table)
      case "allow-single-cluster": options.allowsSingleCluster = value == "true"
      case "normalize": isUnit = value == "true"
      default: _ = try known(nil as Int?, row, table)
      }
    }
    (self.options, self.isUnit) = (options, isUnit)
  }

  /// Writes the table to `path`.
  func write(to path: String) throws {
    var records = [
      ["min-cluster-size", "\(options.minimumClusterSize)"],
      ["min-samples", "\(options.minimumSamples ?? options.minimumClusterSize)"],
      ["selection", options.selection.rawValue],
      ["selection-epsilon", decimal(options.selectionEpsilon)],
      ["allow-single-cluster", "\(options.allowsSingleCluster)"], ["normalize", "\(isUnit)"],
    ]
    if let maximum = options.maximumClusterSize {
      records.append(["max-cluster-size", "\(maximum)"])
    }
    try writeTable(path, columns: Self.columns, records)
  }
}

private func number(_ value: String, _ least: Int, _ row: Int, _ table: Table) throws -> Int {
  try known(Int(value).flatMap { $0 >= least ? $0 : nil }, row, table)
}

private func known<Value>(_ value: Value?, _ row: Int, _ table: Table) throws -> Value {
  guard let value else {
    throw table.error(
      row: row, "the option is not one of a model of hdbscan", remedy: "fit the model again")
  }
  return value
}
