import ArgumentParser
import Artifacts
import LinearAlgebra
import NearestNeighbors
import Reduction
import StageSupport

/// What shapes a reduction by PCA.
struct PCAArguments: ParsableArguments {
  @Flag(help: "Give all principal components the same variance, so that small ones weigh as much.")
  var whiten = false
}

/// `reduce --method pca`.
struct PCARun: MethodRun {
  let arguments: PCAArguments

  func places(of input: ReduceInput, _ output: inout StageOutput) throws -> Matrix {
    let pca = try fitted(input, &output)
    try pca.write { try output.file("\(input.modelFolder)/\($0)") }
    output.quality["explained"] = pca.shares.reduce(0, +)
    return pca.project(input.table.points, threads: input.threads)
  }

  private func fitted(_ input: ReduceInput, _ output: inout StageOutput) throws -> PCA {
    guard let folder = input.model else {
      let fitted = PCA(input.table.points, components: input.dimensions, threads: input.threads)
      return arguments.whiten ? fitted.whitened() : fitted
    }
    guard !arguments.whiten else {
      throw UsageError("reduce: leave out --whiten: the model says whether it whitens")
    }
    for name in ["pca.npy", "pca.tsv"] { _ = try output.input("\(folder)/\(name)", name) }
    let pca = try PCA(folder: folder)
    try input.requireDimensions(pca.mean.count)
    return pca
  }
}
