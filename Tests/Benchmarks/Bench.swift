import ArgumentParser
import Artifacts

/// Measures what the programs are built on, on one core: prints a line of workload, figure and unit.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure the scan of a table.",
    discussion: "EXAMPLE\n  bench --table documents.tsv")

  @Option(help: "The table to scan, of some tens of megabytes.")
  var table: String

  @Option(help: "The number of runs; the median counts.")
  var runs = 7

  func run() throws {
    let bytes = try MappedFile(table).count
    let clock = ContinuousClock()
    var seconds: [Double] = []
    for _ in 0..<max(1, runs) {
      var records = 0
      let time = try clock.measure { records = try Table(contentsOf: table).count }
      precondition(records > 0, "an empty table measures nothing")
      seconds.append(time / .seconds(1))
    }
    let median = seconds.sorted()[seconds.count / 2]
    print("table-scan\t\(decimal((Double(bytes) / median / 1e6).rounded()))\tMB/s")
  }
}
