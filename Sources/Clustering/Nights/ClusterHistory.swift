/// What became of the clusters of two nights whose numbers have been matched.
struct ClusterHistory {
  let before: ClusterNight
  let now: ClusterNight
  let overlap: NightOverlap
  /// The place of the previous cluster whose number each current one has.
  let partners: [Int?]
  /// The number of each current cluster.
  let numbers: [Int]

  /// The changes, by number.
  func changes() -> [ClusterChange] {
    let survivors = Set(partners.compactMap { $0 })
    let gone = before.numbers.indices.filter { !survivors.contains($0) }
    let absorbers = absorbers(gone)
    let origins = origins()
    let changes =
      numbers.indices.map { change($0, absorbers, origins) }
      + gone.map { place in
        let absorber = absorbers[place]
        return ClusterChange(
          number: before.numbers[place], absorber == nil ? .died : .merged,
          related: absorber.map { [numbers[$0]] } ?? [], previousSize: before.sizes[place])
      } + before.retired.map { ClusterChange(number: $0, .retired) }
    return changes.sorted { $0.number < $1.number }
  }

  /// Where at least half of each cluster that is gone went.
  private func absorbers(_ gone: [Int]) -> [Int: Int] {
    let pairs = overlap.pairs.filter { overlap.isSource($0) && gone.contains($0.previous) }
    return Dictionary(grouping: pairs, by: \.previous).compactMapValues { largest($0)?.current }
  }

  /// Where at least half of each new cluster came from.
  private func origins() -> [Int: Int] {
    let pairs = overlap.pairs.filter { overlap.isPart($0) && partners[$0.current] == nil }
    return Dictionary(grouping: pairs, by: \.current).compactMapValues { largest($0)?.previous }
  }

  private func largest(_ pairs: [NightOverlap.Pair]) -> NightOverlap.Pair? {
    pairs.min { ($1.rows, $0.previous, $0.current) < ($0.rows, $1.previous, $1.current) }
  }

  private func change(
    _ place: Int, _ absorbers: [Int: Int], _ origins: [Int: Int]
  ) -> ClusterChange {
    let (number, size) = (numbers[place], now.sizes[place])
    guard let partner = partners[place] else {
      let origin = origins[place].map { [before.numbers[$0]] } ?? []
      return ClusterChange(
        number: number, origin.isEmpty ? .born : .split, related: origin, size: size)
    }
    let absorbed = absorbers.filter { $0.value == place }.map { before.numbers[$0.key] }
    let parts = origins.filter { $0.value == partner }.map { numbers[$0.key] }
    let shared = overlap.pairs.first { $0.previous == partner && $0.current == place }
    let spread = before.spreads[partner]
    return ClusterChange(
      number: number, !absorbed.isEmpty ? .merged : !parts.isEmpty ? .split : .kept,
      related: (absorbed + parts).sorted(), size: size, previousSize: before.sizes[partner],
      shared: shared?.rows ?? 0,
      shift: spread > 0 ? now.distance(place, to: before, partner).map { $0 / spread } : nil)
  }
}
