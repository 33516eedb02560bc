import Artifacts
import Foundation

/// What the hub says about one revision of a model: the commit, and the files to fetch.
struct ModelListing {
  /// The commit, 40 hexadecimal digits: what a branch points to may change, this does not.
  let commit: String
  /// The files of which a model folder is made, in bytewise order of their names.
  let files: [HubFile]

  /// Larger files are in no repository; sums of smaller ones do not overflow.
  private static let largestFile = 1 << 50

  private struct Answer: Decodable {
    var sha: String?
    var siblings: [Sibling]?
  }

  private struct Sibling: Decodable {
    var rfilename: String
    var size: Int?
    var blobId: String?
    var lfs: LFS?

    /// Large files are pointers in git, so that git's digest is not that of their contents.
    var digest: ContentDigest? {
      lfs == nil ? .gitBlob(of: blobId) : .sha256(of: lfs?.sha256)
    }
  }

  private struct LFS: Decodable {
    var sha256: String?
    var size: Int?
  }

  /// Reads the answer of `/api/models/REPOSITORY/revision/REVISION?blobs=true`.
  ///
  /// - Parameters:
  ///   - json: The body of the answer.
  ///   - place: The address to name in errors.
  /// - Throws: ``FileError`` if it is no such answer; if a name would lead out of the folder, or
  ///   stands there twice; if a file to be fetched has no size or digest.
  init(_ json: [UInt8], of place: String) throws(FileError) {
    func malformed(_ problem: String) -> FileError {
      FileError(
        .malformed, place, problem, remedy: "check HF_ENDPOINT; this does not speak as the hub does"
      )
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(json)),
      let siblings = answer.siblings
    else { throw malformed("the answer lists no files") }
    guard let commit = checkedDigits(answer.sha, count: 40) else {
      throw malformed("the answer names no commit")
    }
    var files: [String: Sibling] = [:]
    for sibling in siblings {
      let name = sibling.rfilename
      guard isSafeFileName(name), files.updateValue(sibling, forKey: name) == nil else {
        throw malformed("lists a file \(name.debugDescription), which may not be written")
      }
    }
    var wanted: [HubFile] = []
    for name in try wantedFiles(Set(files.keys), of: place) {
      guard let sibling = files[name],
        let digest = sibling.digest, let size = sibling.lfs?.size ?? sibling.size,
        (0...Self.largestFile).contains(size)
      else { throw malformed("lists \(name) without its size and digest") }
      wanted.append(HubFile(name: name, size: size, digest: digest))
    }
    self.commit = commit
    self.files = wanted
  }
}
