/// Events in the order in which they happened.
struct EventQueue {
  private var events: [FetchEvent] = []
  private var taken = 0

  var isEmpty: Bool { taken == events.count }

  mutating func append(_ event: FetchEvent) { events.append(event) }

  mutating func next() -> FetchEvent? {
    guard taken < events.count else {
      events.removeAll(keepingCapacity: true)
      taken = 0
      return nil
    }
    taken += 1
    return events[taken - 1]
  }
}
