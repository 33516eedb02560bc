// swift-tools-version: 6.2
import PackageDescription

// The architecture, bottom layer first. A target may depend on what stands above it in this file
// and on nothing else; stage libraries never depend on each other.

/// Shared by every Swift target. `make test` sets KINDRED_WARNINGS=error; the manifest alone does
/// not, so that a newer compiler's warnings never break a user's build.
let settings: [SwiftSetting] =
  [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
  ] + (Context.environment["KINDRED_WARNINGS"] == "error" ? [.treatAllWarnings(as: .error)] : [])

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")

func library(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [])
  -> Target
{
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func command(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: ["StageSupport", "Artifacts", argumentParser] + dependencies,
    swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "TestSupport"] + dependencies, exclude: exclude,
    swiftSettings: settings)
}

let package = Package(
  name: "Kindred",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
  ],
  targets: [
    // C libraries of the system, each a module map and a shim.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(name: "CKissFFT", providers: [.apt(["libkissfft-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CProcessor"),
    // A shim for libcld2-dev, which is C++; and models that are data.
    .target(
      name: "CLanguageDetector", exclude: ["language-profiles.txt"],
      linkerSettings: [.linkedLibrary("cld2")]),
    .target(
      name: "CTaggerWeights",
      exclude: ["NOTICE", "english.weights", "korean.weights", "vietnamese.weights"]),
    .target(
      name: "CStaticModel", exclude: ["NOTICE", "minilm-tokenizer.json", "minilm.safetensors"]),

    // Arrays and files.
    library("LinearAlgebra", ["COpenBLAS", "CProcessor", realModule]),
    library("Artifacts", ["CLibcrypto", "CLinux", "LinearAlgebra"]),

    // Models that several stages share.
    library("DocumentTerms", ["LinearAlgebra"]),
    library("NearestNeighbors", ["Artifacts", "LinearAlgebra"]),
    library("Tokenization", ["Artifacts"]),
    library("ModelHub", ["Artifacts", "CLibcurl", "CLinux"]),
    library("NeuralNetworks", ["Artifacts", "COneDNN", "LinearAlgebra", realModule]),

    // A library a stage: values in, values out.
    library(
      "Crawling",
      [
        "Artifacts", "CArchive", "CISAL", "CLibcurl", "CLibXML2", "CLinux", "CZlib",
        "DocumentTerms", "LinearAlgebra", grdb,
      ]),
    library(
      "Cleaning",
      [
        "Artifacts", "CLanguageDetector", "CStemmer", "CTaggerWeights", "DocumentTerms",
        "LinearAlgebra",
      ],
      resources: [.embedInCode("Resources")]),
    library(
      "Embeddings",
      [
        "Artifacts", "CProcessor", "CStaticModel", "DocumentTerms", "LinearAlgebra",
        "NearestNeighbors", "NeuralNetworks", "Tokenization", realModule,
      ]),
    library(
      "Reduction", ["Artifacts", "CKissFFT", "LinearAlgebra", "NearestNeighbors", realModule]),
    library("Clustering", ["Artifacts", "LinearAlgebra", "NearestNeighbors", realModule]),
    library("TopicModeling", ["DocumentTerms", "LinearAlgebra", realModule]),
    library(
      "Recommendation",
      ["Artifacts", "DocumentTerms", "LinearAlgebra", "NearestNeighbors", realModule]),
    library("Reporting", ["LinearAlgebra", mustache], resources: [.embedInCode("Resources")]),
    library("VectorFormats", ["Artifacts", "LinearAlgebra", "NeuralNetworks"]),

    // What every command shares.
    library("StageSupport", ["Artifacts", argumentParser, yams]),

    // The commands.
    command("crawl", ["Crawling", "LinearAlgebra"]),
    command("clean", ["Cleaning"]),
    command(
      "embed",
      [
        "DocumentTerms", "Embeddings", "LinearAlgebra", "ModelHub", "NeuralNetworks",
        "Tokenization",
      ]),
    command("reduce", ["LinearAlgebra", "NearestNeighbors", "Reduction"]),
    command("cluster", ["Clustering", "LinearAlgebra", "NearestNeighbors"]),
    command("topics", ["DocumentTerms", "LinearAlgebra", "Reduction", "TopicModeling"]),
    command("recommend", ["LinearAlgebra", "NearestNeighbors", "Recommendation"]),
    command("report", ["LinearAlgebra", "Reporting"]),
    command("vectors", ["LinearAlgebra", "NearestNeighbors", "VectorFormats"]),

    // Tests.
    .target(
      name: "TestSupport", dependencies: ["Artifacts", "LinearAlgebra"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("LinearAlgebra", []),
    tests("Artifacts", ["LinearAlgebra"]),
    tests("StageSupport", ["Artifacts", argumentParser]),
    tests("DocumentTerms", ["LinearAlgebra"]),
    tests("NearestNeighbors", ["Artifacts", "LinearAlgebra"]),
    tests("Tokenization", ["Artifacts"], exclude: ["Fixtures"]),
    tests("ModelHub", ["Artifacts", "LinearAlgebra", "embed"]),
    tests("NeuralNetworks", ["Artifacts", "LinearAlgebra"], exclude: ["Fixtures"]),
    .executableTarget(
      name: "bench-encoder",
      dependencies: ["Artifacts", "LinearAlgebra", "NeuralNetworks", argumentParser],
      path: "Tests/EncoderBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "StoreProbe", dependencies: ["Artifacts", "Crawling"], path: "Tests/StoreProbe",
      swiftSettings: settings),
    .target(
      name: "Fuzzing",
      dependencies: [
        "Artifacts", "Crawling", "Embeddings", "LinearAlgebra", "NeuralNetworks", "TestSupport",
        "Tokenization",
      ],
      path: "Tests/Fuzzing", swiftSettings: settings),
    .executableTarget(
      name: "fuzz", dependencies: ["Fuzzing", argumentParser], path: "Tests/Fuzz",
      swiftSettings: settings),
    tests(
      "Crawling", ["Artifacts", "Fuzzing", "StoreProbe", "crawl", flyingFox, flyingSocks],
      exclude: ["Fixtures"]),
    .executableTarget(
      name: "train-tagger", dependencies: ["Artifacts", "Cleaning", argumentParser],
      path: "Tests/TaggerTraining", swiftSettings: settings),
    tests("Cleaning", ["Artifacts", "LinearAlgebra"], exclude: ["Fixtures"]),
    tests(
      "Embeddings",
      ["Artifacts", "DocumentTerms", "LinearAlgebra", "NeuralNetworks", "Tokenization"],
      exclude: ["Fixtures"]),
    tests("Reduction", ["Artifacts", "LinearAlgebra", "NearestNeighbors"], exclude: ["Fixtures"]),
    tests("Clustering", ["Artifacts", "LinearAlgebra", "NearestNeighbors"], exclude: ["Fixtures"]),
    tests(
      "TopicModeling", ["Artifacts", "DocumentTerms", "LinearAlgebra", realModule],
      exclude: ["Fixtures"]),
    tests("Recommendation", ["Artifacts", "LinearAlgebra", realModule], exclude: ["Fixtures"]),
    tests("Reporting", ["Artifacts", "LinearAlgebra", "report"]),
    tests("VectorFormats", ["Artifacts", "LinearAlgebra"], exclude: ["Fixtures"]),
    .executableTarget(
      name: "bench",
      dependencies: [
        "Artifacts", "Cleaning", "Clustering", "Embeddings", "LinearAlgebra", "NearestNeighbors",
        "Tokenization", argumentParser,
      ],
      path: "Tests/Benchmarks",
      exclude: [
        "README.md", "authors.sh", "clean.sh", "clicks.sh", "cluster.sh", "common.sh", "crawl.sh",
        "embed.sh",
        "encoder.sh", "encoders.sh", "flow.sh", "graph.sh", "hdbscan.sh", "lda.sh", "links.sh",
        "neighbors.sh",
        "peers", "posts.yaml",
        "recommend.sh", "reduce.sh", "run.sh", "scan.sh", "static.sh", "tokens.sh", "topics.sh",
        "tsne.sh", "tune.sh",
        "vectors.sh",
        "words.sh",
      ], swiftSettings: settings),
    .testTarget(
      name: "StageTests",
      dependencies: [
        "Artifacts", "Clustering", "LinearAlgebra", "TestSupport", "crawl", "clean", "embed",
        "reduce", "cluster", "topics", "recommend", "report", "vectors",
      ], swiftSettings: settings),
  ]
)
