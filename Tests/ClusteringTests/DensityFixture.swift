import Artifacts
import Clustering
import LinearAlgebra

/// A case of density-cases.tsv: points, options, and what hdbscan makes of them. See
/// Tests/References/density_clusters.py.
struct DensityFixture {
  let name: String
  let points: Matrix
  let options: HDBSCAN.Options
  /// By hdbscan's functions, from edges in our order.
  let labels: [Int]
  let strengths: [Double]
  let outliers: [Double]
  /// By hdbscan and by fast_hdbscan.
  let plain: [Int]
  let fast: [Int]
  /// DBCV, or nil if there are fewer than two clusters.
  let validity: Double?
  /// The adjusted Rand index of hdbscan and fast_hdbscan.
  let agreement: Double
  /// The number of clusters of the condensed tree, and the sum of their λ at birth times their size.
  let clusters: Int
  let births: Double

  static func all() throws -> [DensityFixture] {
    let table = try Table(contentsOf: fixture("density-cases.tsv"))
    return try (0..<table.count).compactMap { row in
      try table.column("points")[row] == "pendigits" ? nil : DensityFixture(table, row)
    }
  }

  private init(_ cases: Table, _ row: Int) throws {
    let name = try cases.column("points")[row]
    let number = try cases.integers("case")[row]
    self.name = "\(name) \(number)"
    points = try VectorFile(fixture("density-\(name).npy")).matrix()
    options = try Self.options(cases, row)
    let table = try Table(contentsOf: fixture("density-\(name).tsv"))
    labels = try table.integers("label\(number)")
    strengths = try table.numbers("strength\(number)")
    outliers = try table.numbers("outlier\(number)")
    plain = try table.integers("plain\(number)")
    fast = try table.integers("fast\(number)")
    validity = try Double(cases.column("validity")[row])
    agreement = try cases.numbers("agreement")[row]
    clusters = try cases.integers("clusters")[row]
    births = try cases.numbers("births")[row]
  }

  static func options(_ cases: Table, _ row: Int) throws -> HDBSCAN.Options {
    var options = HDBSCAN.Options()
    options.minimumClusterSize = try cases.integers("size")[row]
    options.minimumSamples = try cases.integers("samples")[row]
    options.selection = try HDBSCAN.Selection(rawValue: cases.column("selection")[row]) ?? .leaf
    options.selectionEpsilon = try cases.numbers("epsilon")[row]
    let maximum = try cases.integers("maximum")[row]
    options.maximumClusterSize = maximum > 0 ? maximum : nil
    options.allowsSingleCluster = try cases.integers("single")[row] == 1
    return options
  }
}
