import Foundation

/// A color of the sRGB space.
public struct Color: Equatable, Sendable {
  /// The red part, 0...255.
  public var red: Int
  /// The green part, 0...255.
  public var green: Int
  /// The blue part, 0...255.
  public var blue: Int

  /// Creates a color from `0xRRGGBB`.
  public init(_ rgb: Int) {
    (red, green, blue) = (rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)
  }

  /// The color as CSS writes it: `#0072b2`.
  public var hex: String {
    "#"
      + [red, green, blue].map { part in
        (part < 16 ? "0" : "") + String(part, radix: 16)
      }.joined()
  }

  /// The amounts of red, green and blue light, 0...1.
  var linear: [Double] {
    [red, green, blue].map { part in
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// The relative luminance of the Web Content Accessibility Guidelines, 0...1.
  public var luminance: Double {
    let light = linear
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
  }

  /// The contrast with another color by the same guidelines, 1...21.
  public func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}

/// An eye that sees colors: normal, or without the cones for green or for red.
public enum ColorVision: CaseIterable, Sendable {
  /// All three cones.
  case normal
  /// No cones for green, the commonest of the strong color blindnesses.
  case deuteranopia
  /// No cones for red.
  case protanopia

  /// What this eye makes of light ([Machado, Oliveira and Fernandes 2009], severity 1).
  ///
  /// [Machado, Oliveira and Fernandes 2009]: https://doi.org/10.1109/TVCG.2009.113
  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    }
  }

  /// Lightness (0...1) and two color axes of a color as this eye sees it, in the [Oklab] space, where
  /// equal distances look about equally different.
  ///
  /// [Oklab]: https://bottosson.github.io/posts/oklab/
  public func oklab(_ color: Color) -> [Double] {
    let light = times(matrix, color.linear).map { min(max($0, 0), 1) }
    let cones = times(
      [
        [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
      ], light)
    return times(
      [
        [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
      ], cones.map { cbrt($0) })
  }

  /// How different two colors look to this eye: 0 if alike, 1 for black and white.
  public func difference(_ a: Color, _ b: Color) -> Double {
    zip(oklab(a), oklab(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}

private func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
  matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
}
