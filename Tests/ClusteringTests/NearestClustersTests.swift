import Clustering
import LinearAlgebra
import Testing

@Suite struct NearestClustersTests {
  @Test func `noise is nearest to the cluster of the point that all pairs say`() throws {
    let fixture = try #require(try DensityFixture.all().first)
    let model = try HDBSCAN.fit(fixture.points, options: fixture.options)
    let nearest = model.nearestClusters(of: fixture.points, model.assignments, threads: 3)
    #expect(model.labels.contains(-1))
    for row in fixture.labels.indices {
      guard model.labels[row] < 0 else {
        #expect(nearest[row] == nil)
        continue
      }
      let distances = fixture.labels.indices.filter { model.labels[$0] >= 0 }.map { other in
        let square = HDBSCANReference.square(fixture.points, row, other)
        return (max(square.squareRoot(), model.cores[row], model.cores[other]), square, other)
      }
      let least = try #require(distances.min { $0 < $1 })
      #expect(nearest[row]?.label == model.labels[least.2])
      #expect(abs((nearest[row]?.distance ?? 0) - least.0) <= 1e-12 * least.0)
      #expect((0...1).contains(nearest[row]?.strength ?? -1))
    }
  }

  @Test func `without clusters there is no nearest one`() throws {
    let points = Matrix(rows: 3, columns: 1, elements: [0, 1, 2])
    let model = try HDBSCAN.fit(points)
    #expect(model.nearestClusters(of: points, model.assignments, threads: 1) == [nil, nil, nil])
  }
}
