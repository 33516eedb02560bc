import Artifacts
import Embeddings
import LinearAlgebra
import Testing

@Suite struct LinkTrainerTests {
  /// Rows that many steps do not touch, moved by the definition and at once.
  @Test(arguments: LinkObjective.Kind.allCases)
  func `missed steps are made up for as if all rows moved in every step`(
    kind: LinkObjective.Kind
  ) {
    let graph = groupedGraph()
    var options = LinkTrainer.Options()
    (options.dimensions, options.objective, options.learningRate) = (11, kind, 0.02)
    let documents = options.startOfDocuments(graph.documents)
    let targets = options.startOfTargets(graph.targets)
    var trainer = LinkTrainer(graph, options, documents: documents, targets: targets)
    var reference = ReferenceLinkTrainer(
      documents: documents, targets: targets, kind, rate: options.learningRate)
    let batches = LinkBatches(graph, size: 3, negatives: 2, seed: 2)
    let order = batches.order(ofEpoch: 0)
    for step in 0..<400 {
      // The first document appears in every 130th step and in the last, others at random.
      let batch = batches.batch(step % batches.steps, ofEpoch: 0, order: order).pairs
        .filter { $0.document > 0 || step % 130 == 7 || step == 399 }
      let links = batch.filter(graph.contains)
      let others = batch.filter { !graph.contains($0) }
      let loss = trainer.step(links: links, others: others, threads: 1)
      let expected = reference.step(links: links, others: others)
      #expect(abs(loss - expected) < 2e-5, "step \(step): \(loss), not \(expected)")
    }
    // Each number has moved by up to 8, and Adam divides small gradients by their size: what rounding
    // leaves of one that is nearly 0 is not small any more.
    expectEqual(trainer.documents(threads: 1), reference.documents, mean: 1e-5, most: 1e-3)
    expectEqual(trainer.targets(threads: 1), reference.targets, mean: 1e-5, most: 1e-3)
    #expect(abs(Double(trainer.objective.scale) - reference.scalars[0]) < 1e-4)
    #expect(abs(Double(trainer.objective.bias) - reference.scalars[1]) < 1e-4)
  }

  /// Forty steps that `Tests/References/links.py` took with PyTorch.
  @Test(arguments: LinkObjective.Kind.allCases)
  func `PyTorch takes the same steps`(kind: LinkObjective.Kind) throws {
    let start = (try vectors("start-documents"), try vectors("start-targets"))
    let all = (0..<start.0.rows).map { _ in (0..<start.1.rows).map { "t\(100 + $0)" } }
    var options = LinkTrainer.Options()
    (options.dimensions, options.objective, options.learningRate) = (10, kind, 0.01)
    var trainer = LinkTrainer(
      linkGraph((0..<start.0.rows).map { "d\(100 + $0)" }, all), options, documents: start.0,
      targets: start.1)
    let batches = try Table(contentsOf: fixture("links/batches.tsv"))
    let columns = try ["step", "document", "target", "link"].map { try batches.integers($0) }
    let losses = try Table(contentsOf: fixture("links/losses.tsv"))
    let rows = try losses.column("kind").indices.filter {
      try losses.column("kind")[$0] == kind.rawValue
    }
    for (step, row) in rows.enumerated() {
      let places = columns[0].indices.filter { columns[0][$0] == step }
      func pairs(_ link: Int) -> [LinkPair] {
        places.filter { columns[3][$0] == link }
          .map { LinkPair(document: Int32(columns[1][$0]), target: Int32(columns[2][$0])) }
      }
      let loss = trainer.step(links: pairs(1), others: pairs(0), threads: 1)
      #expect(abs(loss - (try losses.numbers("loss")[row])) < 1e-5, "step \(step)")
    }
    let last = try #require(rows.last)
    #expect(abs(Double(trainer.objective.scale) - (try losses.numbers("scale")[last])) < 1e-5)
    #expect(abs(Double(trainer.objective.bias) - (try losses.numbers("bias")[last])) < 1e-5)
    for (trained, name) in [
      (trainer.documents(threads: 1), "documents"), (trainer.targets(threads: 1), "targets"),
    ] {
      let expected = try vectors("\(kind.rawValue)-\(name)")
      for (a, b) in zip(trained.elements, expected.elements) { #expect(abs(a - b) < 3e-6) }
    }
  }

  @Test(arguments: LinkObjective.Kind.allCases)
  func `groups come apart and the loss falls`(kind: LinkObjective.Kind) throws {
    let graph = groupedGraph()
    var trainer = linkTrainer(graph) { $0.objective = kind }
    #expect(trainer.steps == 30 * (graph.pairCount / 64))
    while trainer.stepsLeft > 0 { trainer.run(steps: 5, threads: 1) }
    #expect(trainer.losses.count == 30)
    let (first, last) = (try #require(trainer.losses.first), try #require(trainer.losses.last))
    #expect(last < 0.7 * first && trainer.loss == last, "\(first) → \(last)")
    let space = LinkSpace(trainer, of: graph, threads: 1)
    let vectors = space.documentVectors(threads: 1)
    for row in 0..<vectors.rows {
      let nearest = (0..<vectors.rows).filter { $0 != row }
        .max { dot(vectors[row: row], vectors[row: $0]) < dot(vectors[row: row], vectors[row: $1]) }
      let neighbor = try #require(nearest)
      #expect(group(graph.documents[row]) == group(graph.documents[neighbor]))
    }
  }

  @Test func `the numbers are the same for any threads and parts of an epoch`() {
    let graph = groupedGraph(groups: 12, documents: 40)
    func trained(_ threads: Int, _ steps: Int) -> (LinkSpace, [Double]) {
      var trainer = linkTrainer(graph) {
        ($0.batch, $0.epochs, $0.objective) = (256, 3, .classification)
      }
      while trainer.stepsLeft > 0 { trainer.run(steps: steps, threads: threads) }
      return (LinkSpace(trainer, of: graph, threads: threads), trainer.losses)
    }
    let (one, losses) = trained(1, 1000)
    for (threads, steps) in [(2, 1), (4, 5)] {
      let (other, otherLosses) = trained(threads, steps)
      #expect(other.documentRows == one.documentRows && other.targetRows == one.targetRows)
      #expect(other.objective == one.objective && otherLosses == losses)
    }
  }

  @Test func `another seed gives other vectors`() {
    let graph = groupedGraph()
    #expect(linkSpace(graph).documentRows != linkSpace(graph) { $0.seed = 7 }.documentRows)
  }

  private func vectors(_ name: String) throws -> Matrix {
    try VectorFile(fixture("links/\(name).npy")).matrix()
  }

  private func expectEqual(
    _ rows: Matrix, _ expected: [[Double]], mean: Double, most: Double
  ) {
    let errors = zip(rows.elements, expected.flatMap(\.self)).map { abs(Double($0) - $1) }
    #expect(errors.count == rows.rows * rows.columns)
    #expect(errors.reduce(0, +) / Double(errors.count) < mean)
    #expect(errors.allSatisfy { $0 < most })
  }
}
