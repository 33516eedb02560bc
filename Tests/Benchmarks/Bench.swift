import ArgumentParser

/// Measures what the programs are built on, on one core.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the scan of a table, cleaning, near duplicates and kernels.",
    discussion: """
      EXAMPLE
        bench --table documents.tsv

      Prints a line for each measurement: what, the median figure, its unit, and how many times
      faster it is than the obvious loop of Reference, where there is one.
      """)

  @Option(help: "The table to scan, of some tens of megabytes.")
  var table: String

  @Option(help: "Search near duplicates among so many documents, made from those of the table.")
  var documents = 0

  @Option(help: "The number of runs; the median counts.")
  var runs = 7

  @Flag(help: "Print the cleaning as a line of JSON, as the peers do.")
  var json = false

  @Option(help: "Measure nothing else.")
  var only: Measurement?

  /// What is measured.
  enum Measurement: String, CaseIterable, ExpressibleByArgument {
    case cleaning, kernels, kmeans
    case nearDuplicates = "near-duplicates"
    case scan
    case staticEncoding = "static"
  }

  @Option(help: "Turn the texts of the table into token ids by the tokenizer of this folder.")
  var tokenizer: String?

  @Option(help: "Turn the texts of the table into vectors by the static model of this folder.")
  var staticModel: String?

  @Option(help: "Cluster the vectors of this file (.npy) on two cores.")
  var vectors: String?

  @Option(help: "The centroids (.npy) that k-means starts from.")
  var firstCentroids: String?

  @Option(help: "The iterations of k-means.")
  var iterations = 25

  func run() throws {
    if let tokenizer { return try TokenEncoding.measure(tokenizer, table, runs: runs) }
    for measurement in only.map({ [$0] }) ?? Measurement.allCases {
      switch measurement {
      case .cleaning: try DocumentCleaning.measure(table, runs: runs, isJSON: json)
      case .kernels: Kernels.measure(runs: runs)
      case .kmeans:
        guard let vectors, let firstCentroids else { continue }
        try KMeansFit.measure(vectors, first: firstCentroids, iterations: iterations, threads: 2)
      case .nearDuplicates: try NearDuplicateSearch.measure(table, count: documents, runs: runs)
      case .staticEncoding: try StaticEncoding.measure(staticModel, table, runs: runs)
      case .scan: try TableScan.measure(table, runs: runs)
      }
    }
  }
}

/// Prints a measurement.
func report(_ what: String, _ figure: Double, _ unit: String, timesReference: Double? = nil) {
  func rounded(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
  let reference = timesReference.map { rounded($0) + "x" } ?? ""
  print("\(what)\t\(rounded(figure))\t\(unit)\t\(reference)")
}

/// The median wall time of `runs` calls, in seconds.
func medianSeconds(runs: Int, _ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  var seconds: [Double] = []
  for _ in 0..<max(1, runs) { seconds.append(try clock.measure(body) / .seconds(1)) }
  return seconds.sorted()[seconds.count / 2]
}
