/// What the lists of neighbors say in a round of ``Boruvka``: the first edge of each point to one
/// that is listed, and bounds from these.
struct BoruvkaLists {
  let view: KDTreeView
  let lists: NearestLists
  let state: BoruvkaState

  /// Reads the lists of some points.
  func read(_ positions: Range<Int>) {
    for position in positions {
      let component = state.component(position)
      if component == state.largest { continue }
      let known = state.candidate(position)
      if known >= 0, state.component(Int(known)) == component { state.clear(position) }
      if !state.isExhausted(position) { read(position, component) }
      if state.candidate(position) >= 0 {
        state.bounds.lower(component, to: state.weight(position))
      }
    }
  }

  private func read(_ position: Int, _ component: Int32) {
    var isExhausted = true
    let first = position * lists.count
    for place in first..<first + lists.count {
      let other = Int(lists.neighbors[place])
      guard state.component(other) != component else { continue }
      isExhausted = false
      // A listed neighbor is no farther than the core distance.
      let weight = max(lists.cores[position], lists.cores[other])
      guard weight <= state.weight(position) else { continue }
      state.offer(position, other, weight, view.squaredDistance(position, other), view)
    }
    if isExhausted { state.exhaust(position) }
  }
}
