import Fixtures
import Foundation
import Testing
import Vocabulary

@testable import Office

@Suite("Secrets at rest") struct SealingTests {
    private let secret = Array("mật khẩu máy chủ thư".utf8)

    private func folder() throws -> String {
        let path = TestFolder.newPath("sealing")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test("open with the key of the folder, for their purpose only, and whole only")
    func sealed() throws {
        let sealing = Sealing(key: World.real.randomBytes(32))
        let sealed = sealing.seal(secret, for: "mail", chance: .real)
        #expect(sealing.open(sealed, for: "mail") == secret)
        #expect(sealing.open(sealed, for: "totp/17") == nil)
        #expect(Sealing(key: World.real.randomBytes(32)).open(sealed, for: "mail") == nil)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(sealing.open(changed, for: "mail") == nil)
        }
        #expect(sealing.open(Array(sealed.prefix(39)), for: "mail") == nil)
        #expect(sealing.open(sealing.seal([], for: "mail", chance: .real), for: "mail") == [])
        #expect(sealing.seal(secret, for: "mail", chance: .real) != sealed)
    }

    @Test("have a key file that is made once, for its owner only")
    func keyFile() throws {
        let folder = try folder()
        let sealed = try Sealing(folder: folder, world: .real).seal(secret, for: "mail", chance: .real)
        #expect(try Sealing(folder: folder, world: .real).open(sealed, for: "mail") == secret)
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(Sealing.fileName)")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [Sealing.fileName])
    }

    @Test("are refused with words when the key file is damaged or cannot be made")
    func damaged() throws {
        let folder = try folder()
        let path = "\(folder)/\(Sealing.fileName)"
        try Data("ngắn".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: SealingRefusal.badKeyFile(path)) { try Sealing(folder: folder, world: .real) }
        let nowhere = "\(folder)/khong-co"
        #expect(throws: SealingRefusal.keyFileNotMade("\(nowhere)/\(Sealing.fileName)")) {
            try Sealing(folder: nowhere, world: .real)
        }
    }
}
