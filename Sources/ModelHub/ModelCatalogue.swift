/// A pretrained model that has a short name here, and what its authors published about it.
///
/// What its files weigh and contain is the hub's to say, and is asked when they are fetched.
public struct CatalogueModel: Hashable, Sendable {
  /// The name to fetch it by, which is also the name of its folder.
  public let name: String
  /// The repository on the hub, `owner/name`.
  public let repository: String
  /// The length of its vectors.
  public let dimensions: Int
  /// The number of its weights, to three digits.
  public let parameters: Int
  /// The longest text that it was made for, in tokens with the special ones; nil if there is no limit.
  public let tokens: Int?
  /// The licence of its weights, by its SPDX identifier.
  public let licence: String
  /// What it wants to stand before texts that are compared with each other.
  public let prefix: String
}

/// The models that have a short name here.
///
/// E5: [Wang et al. 2022](https://arxiv.org/abs/2212.03533) and
/// [2024](https://arxiv.org/abs/2402.05672). MiniLM:
/// [Wang et al. 2020](https://arxiv.org/abs/2002.10957), trained further by sentence-transformers.
/// Potion: static vectors of tokens, distilled by Model2Vec.
public enum ModelCatalogue {
  /// All of them, the suggested ones first.
  public static let models = [
    CatalogueModel(
      name: "e5-small-v2", repository: "intfloat/e5-small-v2", dimensions: 384,
      parameters: 33_400_000, tokens: 512, licence: "MIT", prefix: "query: "),
    CatalogueModel(
      name: "e5-base-v2", repository: "intfloat/e5-base-v2", dimensions: 768,
      parameters: 109_000_000, tokens: 512, licence: "MIT", prefix: "query: "),
    CatalogueModel(
      name: "e5-large-v2", repository: "intfloat/e5-large-v2", dimensions: 1024,
      parameters: 335_000_000, tokens: 512, licence: "MIT", prefix: "query: "),
    CatalogueModel(
      name: "multilingual-e5-small", repository: "intfloat/multilingual-e5-small", dimensions: 384,
      parameters: 118_000_000, tokens: 512, licence: "MIT", prefix: "query: "),
    CatalogueModel(
      name: "all-MiniLM-L6-v2", repository: "sentence-transformers/all-MiniLM-L6-v2",
      dimensions: 384, parameters: 22_700_000, tokens: 256, licence: "Apache-2.0", prefix: ""),
    CatalogueModel(
      name: "potion-base-8M", repository: "minishlab/potion-base-8M", dimensions: 256,
      parameters: 7_560_000, tokens: nil, licence: "MIT", prefix: ""),
  ]

  /// The model of a short name or of a repository, whatever the case of its letters; nil if there is
  /// none.
  public static func model(_ name: String) -> CatalogueModel? {
    let name = name.lowercased()
    return models.first { $0.name.lowercased() == name || $0.repository.lowercased() == name }
  }
}
