import Artifacts
import ModelHub
import Testing
import TestSupport

@Suite struct ModelNameTests {
  @Test(arguments: [
    ("e5-small-v2", "e5-small-v2", "intfloat/e5-small-v2"),
    ("E5-Small-V2", "e5-small-v2", "intfloat/e5-small-v2"),
    ("intfloat/e5-small-v2", "e5-small-v2", "intfloat/e5-small-v2"),
    ("BAAI/bge-small-en-v1.5", "BAAI/bge-small-en-v1.5", "BAAI/bge-small-en-v1.5"),
    ("_x/y_", "_x/y_", "_x/y_"),
  ])
  func `a name is a short one or a repository`(
    text: String, name: String, repository: String
  ) throws {
    let model = try ModelName(text)
    #expect(model.description == name)
    #expect(model.repository == repository)
  }

  @Test(arguments: [
    "", "/", "a/", "/b", "a/b/c", "../b", "a/..", "a/b..c", "a/b--c", "a/-b", "a/b.", "a b/c",
    "a/b?c", "ä/b", "a/b\n", "a/" + String(repeating: "b", count: 97),
  ])
  func `anything else is refused`(text: String) {
    let error = fileError { _ = try ModelName(text) }
    #expect(error?.kind == .configuration)
  }

  @Test func `a typing error gets a suggestion`() {
    let error = fileError { _ = try ModelName("e5-smal-v2") }
    #expect(
      error?.description
        == "e5-smal-v2: no model is called that; did you mean e5-small-v2? `embed models` lists "
        + "names; any other is OWNER/REPOSITORY")
  }

  @Test func `the names of the catalogue are names, and differ`() throws {
    for model in ModelCatalogue.models {
      #expect(try ModelName(model.name).repository == model.repository)
      #expect(try ModelName(model.repository).description == model.name)
      #expect(model.repository.hasSuffix("/" + model.name))
    }
    #expect(Set(ModelCatalogue.models.map(\.name)).count == ModelCatalogue.models.count)
  }
}
