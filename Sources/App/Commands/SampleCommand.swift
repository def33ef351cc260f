import Foundation
import Office
import Vocabulary

/// `sample`: a fictional province, so that a newcomer can try everything and tests have a world.
struct SampleCommand: Command {
    let name = "sample"
    let arguments = "[--units N] [--people N] [--years N] [--seed S] [--json]"
    let summary = (
        vietnamese: "tạo tỉnh mẫu (hư cấu) với tài khoản cho mỗi vai trò",
        english: "makes a fictional province with an account for each role"
    )
    let options = [
        Option("--units", takesValue: true, "số xã, phường (mặc định 12)"),
        Option("--people", takesValue: true, "số cá nhân trong danh sách (mặc định 240)"),
        Option("--years", takesValue: true, "số năm có kế hoạch (mặc định 1)"),
        Option("--seed", takesValue: true, "cùng số cho cùng dữ liệu"),
        Option("--assets", takesValue: true, "thư mục tệp giao diện và văn bản mẫu"),
        Option("--json", "in một giá trị JSON"),
    ]

    private struct Line: Encodable {
        let login: String
        let password: String
        let role: String
        let name: String
    }

    func run(_ call: CommandCall) throws {
        var size = SampleProvince.Size()
        size.communes = try call.number("--units", 1...20_000) ?? size.communes
        size.people = try call.number("--people", 0...1_000_000) ?? size.people
        size.years = try call.number("--years", 1...50) ?? size.years
        size.seed = UInt64(try call.number("--seed", 0...Int(Int32.max)) ?? 1)
        let installation = try Installation.open(call, creating: true)
        let accounts: Int = try installation.office.read { try $0.value("SELECT count(*) FROM account") }
        guard accounts == 0 else { throw InstallationRefusal.notEmpty(call.dataFolder) }
        try SampleProvince(
            installation.office, assets: Assets.folder(asked: call[option: "--assets"], environment: call.environment),
            size: size,
            actor: Installation.systemActor(call.environment)
        ).make()
        let lines = SampleProvince.logins.map {
            Line(login: $0.login, password: SampleProvince.password, role: $0.role.vietnamese, name: $0.name)
        }
        if call.isJSON { return try call.output.json(lines) }
        call.output.line("Đã tạo tỉnh mẫu Hoàng Giang (hư cấu). Tài khoản, mật khẩu chung \(SampleProvince.password):")
        for line in lines { call.output.line("  \(line.login)\t\(line.role)\t\(line.name)") }
    }
}
