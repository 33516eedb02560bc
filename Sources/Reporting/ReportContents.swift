/// What a report shows, gathered from the tables of the stages. Whatever was not made is empty.
public struct ReportContents: Sendable {
  /// The name of the flow.
  public var flow = ""
  /// The day the data is of, such as `2026-11-20`.
  ///
  /// It comes from the data and never from a clock, so that equal inputs make equal pages.
  public var date = ""
  /// The places of what was clustered.
  public var points: [MapPoint] = []
  /// The clusters in ascending order.
  public var clusters: [ReportCluster] = []
  /// The principal axes of the space that was clustered, the largest first.
  public var axes: [ReportAxis] = []
  /// The measures of the whole clustering.
  public var measures: [Measure] = []
  /// What became of the clusters since the previous run; empty if there was none.
  public var changes: [ClusterChangeRow] = []
  /// The nearest neighbors of each item.
  public var similar: [SimilarItem] = []
  /// The stages that ran, in order.
  public var stages: [StageRun] = []

  /// Creates empty contents.
  public init() {}
}

/// A vector's place on the map.
public struct MapPoint: Sendable {
  /// What the point is.
  public var name: String
  /// The place from left to right, in any unit.
  public var x: Double
  /// The place from bottom to top, in the unit of ``x``.
  public var y: Double
  /// The cluster; below 0 for noise.
  public var cluster: Int

  /// Creates a point.
  public init(name: String, x: Double, y: Double, cluster: Int) {
    (self.name, self.x, self.y, self.cluster) = (name, x, y, cluster)
  }
}

/// What became of a cluster since the previous run.
public struct ClusterChangeRow: Sendable {
  /// The number of the cluster.
  public var number: Int
  /// What happened, such as `kept` or `split`.
  public var change: String
  /// The numbers of the other clusters that had a part in it.
  public var related: [Int]
  /// The number of members now; nil if it is gone.
  public var size: Int?
  /// The number of members before; nil if it was not there.
  public var previousSize: Int?

  /// Creates a change.
  public init(number: Int, change: String, related: [Int], size: Int?, previousSize: Int?) {
    (self.number, self.change, self.related) = (number, change, related)
    (self.size, self.previousSize) = (size, previousSize)
  }
}

/// A named number that says how good a result is.
public struct Measure: Sendable {
  /// The name, words joined by `_`.
  public var name: String
  /// The value.
  public var value: Double

  /// Creates a measure.
  public init(name: String, value: Double) { (self.name, self.value) = (name, value) }
}

/// An item with those nearest to it.
public struct SimilarItem: Sendable {
  /// The id, which orders the items.
  public var id: String
  /// What the item is.
  public var name: String
  /// The nearest items, nearest first, with their similarity.
  public var neighbors: [(name: String, similarity: Double)]

  /// Creates an item.
  public init(id: String, name: String, neighbors: [(name: String, similarity: Double)]) {
    (self.id, self.name, self.neighbors) = (id, name, neighbors)
  }
}

/// What came into a stage and what became of it.
public struct StageRun: Sendable {
  /// The name of the stage.
  public var name: String
  /// The rows that came in.
  public var input: Int
  /// The rows that went out.
  public var output: Int
  /// The rows that were left out for a reason.
  public var rejected: Int
  /// The rows that became part of another.
  public var merged: Int
  /// The quality measures of the stage, by name.
  public var quality: [Measure]

  /// Creates the counts of a stage.
  public init(
    name: String, input: Int, output: Int, rejected: Int, merged: Int, quality: [Measure] = []
  ) {
    (self.name, self.input, self.output) = (name, input, output)
    (self.rejected, self.merged, self.quality) = (rejected, merged, quality)
  }
}
