import LinearAlgebra
import NearestNeighbors

/// A map of UMAP with what it was made from, on which other points can be placed.
public struct UMAPModel: Sendable {
  /// The points of the map, of shape (landmarks, dimensions); no two are equal.
  public let landmarks: PointSource
  /// Their places, of shape (landmarks, dimensions of the map).
  public let places: Matrix
  /// The mean distance of the landmarks from their neighbors.
  public let meanDistance: Double
  /// What shaped the map.
  public let options: UMAP.Options
  /// The seed of the map.
  public let seed: UInt64

  /// Creates a model from its parts.
  ///
  /// - Precondition: There is a place for each landmark.
  public init(
    landmarks: PointSource, places: Matrix, meanDistance: Double, options: UMAP.Options,
    seed: UInt64
  ) {
    precondition(
      landmarks.rows == places.rows, "\(landmarks.rows) landmarks, \(places.rows) places")
    self.landmarks = landmarks
    self.places = places
    self.meanDistance = meanDistance
    self.options = options
    self.seed = seed
  }
}
