/// The colors of clusters, told apart by color-blind eyes too.
///
/// The first six are those of [Okabe and Ito], less the black and the yellow, which vanish on a dark or
/// a light page. Each further one is the color, of a grid of those that show on both, whose least
/// difference to all before is largest, for normal eyes and for those without green or red cones
/// (after [Glasbey and others 2007]). After ``limit`` colors they begin again.
///
/// [Okabe and Ito]: https://jfly.uni-koeln.de/color/
/// [Glasbey and others 2007]: https://doi.org/10.1002/col.20327
public struct Palette: Sendable {
  /// The number of different colors.
  public static let limit = 40
  /// The color of noise.
  public static let noise = Color(0x8A8A8A)

  private static let okabeIto = [0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0x56B4E9, 0xCC79A7]

  private let colors: [Color]

  /// Chooses the colors of `count` clusters.
  ///
  /// - Complexity: O(*count*), for up to ``limit`` clusters.
  public init(count: Int) {
    var colors = Self.okabeIto.prefix(count).map { Color($0) }
    let candidates = count > colors.count ? Self.candidates() : []
    var distances = candidates.map { candidate in
      colors.map { Self.difference(candidate, $0) }.min() ?? 0
    }
    while colors.count < min(count, Self.limit), let farthest = distances.max(),
      let index = distances.firstIndex(of: farthest)
    {
      colors.append(candidates[index])
      for (position, candidate) in candidates.enumerated() {
        distances[position] = min(
          distances[position], Self.difference(candidate, candidates[index]))
      }
    }
    self.colors = colors
  }

  /// The color of a cluster; gray for noise.
  public subscript(cluster: Int) -> Color {
    cluster < 0 || colors.isEmpty ? Self.noise : colors[cluster % colors.count]
  }

  /// How different two colors look to the eye that tells them apart worst.
  private static func difference(_ a: Color, _ b: Color) -> Double {
    ColorVision.allCases.map { $0.difference(a, b) }.min() ?? 0
  }

  /// Colors that are neither gray nor glaring, and show on a light and on a dark page.
  private static func candidates() -> [Color] {
    let steps = stride(from: 0, through: 255, by: 36)
    let grid = steps.flatMap { red in
      steps.flatMap { green in steps.map { Color(red << 16 | green << 8 | $0) } }
    }
    return grid.filter { color in
      let lab = ColorVision.normal.oklab(color)
      let chroma = (lab[1] * lab[1] + lab[2] * lab[2]).squareRoot()
      return (0.48...0.78).contains(lab[0]) && (0.07...0.21).contains(chroma)
    }
  }
}
