/// The distances of all points from one.
struct PointDistances {
  /// A number for each point that grows with its distance.
  let values: [Double]
  /// The point they are measured from.
  let point: Int

  /// The nearest other points, ties by index.
  ///
  /// - Complexity: O(*points*), and O(`count`) for each that is nearer than all before but `count`.
  func nearest(_ count: Int) -> [Int] {
    let values = values.span
    var list: [Int] = []
    var worst = Double.infinity
    for other in values.indices where values[other] < worst || list.count < count {
      guard other != point else { continue }
      if list.count == count { list.removeLast() }
      var place = list.count
      while place > 0, values[other] < values[list[place - 1]] { place -= 1 }
      list.insert(other, at: place)
      if list.count == count { worst = values[list[count - 1]] }
    }
    return list
  }

  /// The places of other points among all others by distance, ties by index: 1 for the nearest.
  ///
  /// - Complexity: O(*points*), and O(`others`) for each point as near as the farthest of those.
  func ranks(of others: [Int]) -> [Int] {
    let values = values.span
    let farthest = others.reduce(-Double.infinity) { max($0, values[$1]) }
    var near: [(index: Int, distance: Double)] = []
    for index in values.indices where values[index] <= farthest && index != point {
      near.append((index, values[index]))
    }
    return others.map { other in
      let distance = values[other]
      return near.reduce(0) { rank, item in
        item.distance < distance || (item.distance == distance && item.index <= other)
          ? rank + 1 : rank
      }
    }
  }
}
