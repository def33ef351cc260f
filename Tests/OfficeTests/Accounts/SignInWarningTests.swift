import Database
import Fixtures
import HTTP
import Testing
import Vocabulary

@testable import Office

@Suite("Warnings about one's account") struct SignInWarningTests {
    private func told(_ role: Role, _ province: TestProvince) throws -> [String] {
        guard let account = province.accounts[role] else { return [] }
        return try province.read { try NoticeList.page(.init(), of: account, $0).lines.map(\.words).reversed() }
    }

    private func signIn(
        _ role: Role, _ province: TestProvince, device: UInt8? = nil, origin: String = "10.0.0.7",
        password: String = TestProvince.password
    ) throws {
        let token = device.map { String(repeating: Digest.hex([$0]), count: 32) }
        _ = try SignIn.attempt(
            login: role.code, password: password,
            from: SignInPlace(origin: origin, device: "Firefox trên Windows", deviceToken: token), in: province.office)
    }

    @Test(
        "a sign-in from a new device is told, but the first of all and a known device are not",
        arguments: Engine.available)
    func devices(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try signIn(.leader, province, device: 1)
        try signIn(.leader, province, device: 1)
        #expect(try told(.leader, province) == [])
        try signIn(.leader, province, device: 2)
        let words = "Đăng nhập từ thiết bị mới: Firefox trên Windows, địa chỉ 10.0.0.7"
        #expect(try told(.leader, province) == [words])
        try signIn(.leader, province, device: 2)
        // Neighbours behind the same address are strangers all the same.
        try signIn(.leader, province, origin: "10.0.0.7")
        #expect(try told(.leader, province) == [words, words])
        let detail = try #require(province.accounts[.leader])
        let line = try province.read { try NoticeList.page(.init(), of: detail, $0).lines.first }
        #expect(line?.detail == "Nếu không phải ông/bà làm, hãy đổi mật khẩu và báo quản trị ngay.")
    }

    @Test("a changed password and a second factor put on and off are told, whoever did it", arguments: Engine.available)
    func changes(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let leader = try #require(province.accounts[.leader])
        try province.write(as: .leader) {
            try Accounts.setPassword(of: leader, hash: "x", mustChange: false, by: $0)
        }
        try province.write(as: .administrator) {
            try Accounts.reset(leader, hash: "y", within: .everything, by: $0)
        }
        try province.office.store.write { db in
            _ = try db.run(
                "INSERT INTO second_factor (account, secret, begun, confirmed, last_step) VALUES (\(leader), \([UInt8]([1])), 1, 1, 1)"
            )
        }
        try province.write(as: .leader) { _ = try SecondFactor.renewCodes(leader, by: $0) }
        try province.write(as: .leader) { try SecondFactor.remove(leader, by: $0) }
        #expect(
            try told(.leader, province) == [
                "Mật khẩu vừa được đổi", "Mật khẩu của ông/bà đã được đặt lại",
                "Đã lấy mã dự phòng mới, mã cũ không dùng được nữa", "Xác thực hai bước đã bị tắt",
            ])
        #expect(try told(.administrator, province) == [])
    }

    @Test("wrong passwords until an address is shut out are told once a day", arguments: Engine.available)
    func guessed(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let runner = JobRunner(province.office, [SignInWarnings.job]) { job, error in Issue.record("\(job): \(error)") }
        func guess(_ login: String, _ times: Int) {
            for _ in 0..<times {
                _ = try? SignIn.attempt(login: login, password: "sai", origin: "10.0.0.66", in: province.office)
            }
        }
        guess(Role.leader.code, 4)
        #expect(runner.runDue() == [])
        guess(Role.leader.code, 3)
        guess("khong.co.ai", 7)
        let told = try province.read { try SignInWarnings.guessed(at: province.office.world.now(), $0) }
        #expect(told.map(\.account) == [province.accounts[.leader]])
        #expect(runner.runDue() == ["accounts.guessed"])
        #expect(
            try self.told(.leader, province) == [
                "Có 5 lần nhập sai mật khẩu của ông/bà; địa chỉ gây ra tạm thời không được thử nữa"
            ])
        #expect(try province.read { try SignInWarnings.guessed(at: province.office.world.now(), $0) } == [])
        #expect(try self.told(.specialist, province) == [])
    }
}
