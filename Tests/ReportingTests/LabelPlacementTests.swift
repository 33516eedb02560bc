import LinearAlgebra
import Reporting
import Testing

@Suite struct LabelPlacementTests {
  private func box(_ x: Double, _ y: Double, width: Double = 100) -> Box {
    Box(center: Point(x, y), width: width, height: 20)
  }

  @Test func `labels that do not meet stay where they belong`() {
    let labels = [box(100, 100), box(100, 121), box(201, 100)]
    #expect(placedLabels(labels, width: 1000, height: 500) == labels)
  }

  @Test func `the label that comes later makes room`() {
    let placed = placedLabels([box(300, 300), box(310, 302)], width: 1000, height: 500)
    #expect(placed[0] == box(300, 300))
    #expect(placed[0].overlap(with: placed[1]) == 0)
    #expect(abs(placed[1].center.x - 310) < 60 && abs(placed[1].center.y - 302) < 60)
  }

  @Test func `no label leaves the frame`() {
    let labels = [box(-50, -50), box(2000, 10), box(500, 900), box(10, 250, width: 2000)]
    for label in placedLabels(labels, width: 1000, height: 500).dropLast() {
      #expect(label.center.x >= 50 && label.center.x <= 950)
      #expect(label.center.y >= 10 && label.center.y <= 490)
    }
  }

  @Test(arguments: 0..<50) func `many labels find places without covering one another`(seed: Int) {
    var generator = KeyedGenerator(seed: 4, purpose: "labels", index: seed)
    let labels = (0..<20).map { _ in
      box(
        generator.uniform() * 1000, generator.uniform() * 700, width: 60 + generator.uniform() * 140
      )
    }
    let placed = placedLabels(labels, width: 1000, height: 700)
    for a in placed.indices {
      for b in 0..<a { #expect(placed[a].overlap(with: placed[b]) == 0) }
    }
  }

  @Test func `overlap is the area that is shared`() {
    #expect(box(0, 0).overlap(with: box(90, 15)) == 50)
    #expect(box(0, 0).overlap(with: box(100, 0)) == 0)
    #expect(box(0, 0).overlap(with: box(0, 0, width: 10)) == 200)
  }
}
