import LinearAlgebra
import Reporting

/// The contents of a small report: clusters of points around the corners of a square, with all parts.
func sampleReport(clusters: Int = 4, pointsPerCluster: Int = 30) -> ReportContents {
  var generator = KeyedGenerator(seed: 5, purpose: "sample report")
  var contents = ReportContents()
  contents.flow = "sample"
  contents.date = "2026-11-20"
  for number in 0..<clusters {
    for index in 0..<pointsPerCluster {
      contents.points.append(
        MapPoint(
          name: "item-\(number)-\(index)", x: Double(number % 2) * 10 + generator.gaussian(),
          y: Double(number / 2) * 10 + generator.gaussian(), cluster: number))
    }
    contents.clusters.append(sampleCluster(number, size: pointsPerCluster))
  }
  contents.measures = [Measure(name: "davies_bouldin", value: 0.8126)]
  contents.similar = [
    SimilarItem(
      id: "a", name: "War and Peace", neighbors: [("Anna Karenina", 0.9312), ("Emma", 0.5)])
  ]
  var axis = ReportAxis(number: 1, variance: 0.4)
  (axis.low.words, axis.low.names) = (["bread", "oven"], ["author1"])
  (axis.high.words, axis.high.names) = (["guitar"], ["author2", "author3"])
  contents.axes = [axis]
  contents.changes = [
    ClusterChangeRow(number: 1, change: "split", related: [2, 3], size: 30, previousSize: 60)
  ]
  contents.stages = [
    StageRun(
      name: "clean", input: 1500, output: 1200, rejected: 100, merged: 200,
      quality: [Measure(name: "languages", value: 3)])
  ]
  return contents
}

private func sampleCluster(_ number: Int, size: Int) -> ReportCluster {
  var cluster = ReportCluster(number: number, size: size)
  cluster.label = "first\(number) · second\(number)"
  cluster.documents = 2 * size
  (cluster.silhouette, cluster.npmi, cluster.diversity) = (0.51, -0.25, 1)
  cluster.terms = [.init(word: "first\(number)", weight: 0.2), .init(word: "half", weight: 0.1)]
  cluster.topics = [
    .init(label: "Main topic", documents: 45), .init(label: "Side topic", documents: 15),
  ]
  cluster.contrasts = [
    .init(other: (number + 1) % 4, shared: ["half", "third"], own: ["first\(number)"])
  ]
  cluster.attributes = [
    .init(field: "language", value: "vi", share: 0.5, overall: 0.125),
    .init(field: "language", value: "ko", share: 0.25, overall: 0.1),
    .init(field: "place", value: "Hanoi", share: 0.1, overall: 0.01),
  ]
  cluster.representatives = [.init(text: "A typical text of \(number).", source: "author\(number)")]
  cluster.suggestions = [
    .init(
      product: "p\(number)", title: "Product \(number)", category: "kitchen", score: 0.618,
      because: "shares oven, dough")
  ]
  return cluster
}
