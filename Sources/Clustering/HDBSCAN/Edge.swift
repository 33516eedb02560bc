/// An edge of the graph of mutual reachability, in which the distance of two points is the largest
/// of their distance and their core distances ([Campello, Moulavi and Sander 2013]).
///
/// Edges have a total order: by weight, then by the distance of the points, then by rows. The second
/// matters, for most points have several edges of the same weight, their core distance: where such a
/// point lies between two clusters, it joins the nearer one, and of equal rows none is ever joined
/// to another point before they are joined to each other.
///
/// [Campello, Moulavi and Sander 2013]: https://doi.org/10.1007/978-3-642-37456-2_14
package struct Edge: Sendable, Equatable, Comparable {
  /// The square of the mutual reachability distance.
  package let weight: Double
  /// The square of the distance.
  package let square: Double
  /// The lower row.
  package let low: Int32
  /// The higher row.
  package let high: Int32

  /// Creates the edge between two rows.
  package init(weight: Double, square: Double, _ a: Int32, _ b: Int32) {
    (self.weight, self.square) = (weight, square)
    (low, high) = (min(a, b), max(a, b))
  }

  package static func < (a: Edge, b: Edge) -> Bool {
    if a.weight != b.weight { return a.weight < b.weight }
    if a.square != b.square { return a.square < b.square }
    return a.low != b.low ? a.low < b.low : a.high < b.high
  }
}
