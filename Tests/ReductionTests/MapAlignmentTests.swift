import LinearAlgebra
import Reduction
import Testing

@Suite struct MapAlignmentTests {
  /// The points turned by 0.8 and −0.6, mirrored and shifted.
  private func moved(_ points: Matrix) -> Matrix {
    var moved = points
    for row in 0..<points.rows {
      let (x, y) = (points[row, 0], points[row, 1])
      (moved[row, 0], moved[row, 1]) = (0.8 * x - 0.6 * y + 100, -(0.6 * x + 0.8 * y) - 50)
    }
    return moved
  }

  @Test func `a turned, mirrored and shifted map is laid back`() {
    let earlier = randomPoints(200, 2)
    let alignment = MapAlignment(moved(earlier), upon: earlier, shared: Array(0..<150))
    for (ours, theirs) in zip(alignment.places.elements, earlier.elements) {
      #expect(abs(ours - theirs) < 1e-3)
    }
    #expect(alignment.medianDisplacement < 1e-4 && alignment.largeDisplacement < 1e-4)
  }

  @Test func `displacement is a part of the extent`() {
    // Two of four corners of a square of side 3 and 4 change places along its first side.
    let earlier = Matrix(rows: 4, columns: 2, elements: [0, 0, 3, 0, 0, 4, 3, 4])
    var places = earlier
    (places[0, 0], places[1, 0]) = (0.5, 2.5)
    let alignment = MapAlignment(places, upon: earlier, shared: [0, 1, 2, 3])
    #expect(abs(alignment.largeDisplacement - 0.1) < 0.03)
    #expect(alignment.medianDisplacement < alignment.largeDisplacement + 1e-9)
  }

  @Test func `the identity stands where points leave the turn open`() {
    let earlier = Matrix(rows: 2, columns: 2, elements: [0, 0, 1, 1])
    let alignment = MapAlignment(earlier, upon: earlier, shared: [0, 1])
    #expect(alignment.places == earlier)
    let one = MapAlignment(earlier, upon: earlier, shared: [1])
    #expect(one.places == earlier && one.largeDisplacement == 0)
  }
}
