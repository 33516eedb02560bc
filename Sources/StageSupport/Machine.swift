import Foundation

/// Stops with a clear message if this machine lacks the instructions that the program was built for.
///
/// `make` builds for x86-64-v3 and says so with the condition X86_64_V3; without this check an older
/// machine would die of an illegal instruction.
func requireMachine() {
  #if X86_64_V3
    let needed = ["avx2", "bmi2", "fma", "f16c", "movbe"]
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let flags = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
    else { return }
    let present = Set(flags.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == ":" }))
    let missing = needed.filter { !present.contains(Substring($0)) }
    guard missing.isEmpty else {
      let message =
        "This machine lacks \(missing.joined(separator: ", ")), which the program was built for; "
        + "build it again with: make ARCH=x86-64\n"
      FileHandle.standardError.write(Data(message.utf8))
      exit(ExitStatus.failure.rawValue)
    }
  #endif
}
