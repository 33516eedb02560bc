import ArgumentParser
import Artifacts
import Glibc
import LinearAlgebra
import NeuralNetworks

/// Measures an encoder on texts whose tokens are given, so that others can compute the very same.
@main
struct EncoderBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-encoder", abstract: "Measure an encoder.",
    discussion: """
      EXAMPLE
        bench-encoder models/minilm tokens.tsv --precision int8

      Prints a line of JSON as the peers do: the seconds of the computation alone, the processor \
      time, the memory, and the share of the time that the matrix products alone take.
      """)

  @Argument(help: "The folder of the model.")
  var model: String

  @Argument(help: "A table with a column `tokens`: the numbers of a text's tokens.")
  var tokens: String

  @Option(help: "float32, bfloat16 or int8.")
  var precision = "float32"

  @Option(help: "The number of threads.")
  var threads = 2

  @Option(help: "Where to write the vectors (.npy).")
  var output: String?

  @Option(help: "Vectors to compare with (.npy).")
  var reference: String?

  @Flag(help: "Measure the matrix products of the model alone: what the machine can do.")
  var products = false

  @Option(help: "Measure steps of training instead, with so many pairs in a batch.")
  var train: Int?

  func run() throws {
    guard let precision = EncoderPrecision(rawValue: precision) else {
      throw ValidationError("There is no precision \(precision)")
    }
    let texts = try Table(contentsOf: tokens).column("tokens").map {
      $0.split(separator: " ").compactMap { Int32($0) }
    }
    if let train { return try measureTraining(texts, pairs: train) }
    let loading = Clock()
    let encoder = try Encoder(model, precision: precision)
    let load = loading.seconds
    let shape = Shape(encoder.configuration, texts)
    if products {
      let count = texts.reduce(0) { $0 + $1.count }
      let clock = Clock()
      shape.multiply(tokens: count, precision: precision, threads: threads)
      clock.report("products", "products \(precision.rawValue)", shape, [])
      return
    }
    _ = try encoder.encode(Array(texts.prefix(64)), threads: threads)
    let clock = Clock()
    let vectors = try encoder.encode(texts, threads: threads)
    var more = [("load_seconds", load)]
    let seconds = clock.lap()
    if let output { try VectorFile.write(vectors, to: output) }
    if let reference {
      let cosines = try cosines(vectors, VectorFile(reference).matrix())
      more.append(("cosine_mean", cosines.reduce(0, +) / Double(max(1, cosines.count))))
      more.append(("cosine_min", cosines.min() ?? 1))
    }
    seconds.report("encode", "kindred \(precision.rawValue)", shape, more)
  }

  /// Measures the steps that the texts are enough for; loading and a first step are left out.
  private func measureTraining(_ texts: [[Int32]], pairs: Int) throws {
    let steps = TrainingSteps(texts: texts, pairs: pairs, threads: threads)
    guard pairs >= 2, steps.batches > 0 else {
      throw ValidationError("\(texts.count) texts fill no batch of \(pairs) pairs")
    }
    var encoder = try TunableEncoder(model)
    var copy = encoder
    _ = TrainingSteps(texts: Array(texts.prefix(2 * pairs)), pairs: pairs, threads: threads)
      .run(&copy)
    let used = Array(texts.prefix(steps.batches * 2 * pairs))
    let clock = Clock()
    let losses = steps.run(&encoder)
    clock.lap().report(
      "tune", "kindred", Shape(encoder.configuration, used),
      [("first_loss", losses.first ?? 0), ("last_loss", losses.last ?? 0)])
  }

  private func cosines(_ a: Matrix, _ b: Matrix) -> [Double] {
    (0..<min(a.rows, b.rows)).map { i in
      Reference.dot(a[row: i], b[row: i])
        / (Reference.norm(a[row: i]) * Reference.norm(b[row: i]))
    }
  }
}

/// The wall and processor time from its creation on.
struct Clock {
  private let start = ContinuousClock.now
  private let startOfWork = Clock.processorSeconds
  private var ended: (seconds: Double, work: Double)?

  /// The wall time.
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// The clock, stopped.
  func lap() -> Clock {
    var copy = self
    copy.ended = (seconds, Self.processorSeconds - startOfWork)
    return copy
  }

  private static var processorSeconds: Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static var peakMegabytes: Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }

  /// Prints the measurement.
  func report(_ workload: String, _ peer: String, _ shape: Shape, _ more: [(String, Double)]) {
    let (seconds, work) = ended ?? (seconds, Self.processorSeconds - startOfWork)
    let figures =
      [
        ("seconds", seconds), ("cpu_seconds", work),
        ("other_cpu_seconds", 0), ("peak_rss_mb", Self.peakMegabytes),
        ("per_second", Double(shape.texts) / seconds),
        ("gflops", shape.operations / seconds / 1e9),
        ("gflops_a_core", shape.operations / work / 1e9),
      ] + more
    let fields = figures.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
    let names = "\"workload\": \"\(workload)\", \"peer\": \"\(peer)\", \"ours\": true"
    print("{\(names), \"n\": \(shape.texts), \"tokens\": \(shape.tokens), \(fields)}")
  }
}
