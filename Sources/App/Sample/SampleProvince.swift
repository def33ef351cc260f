import Foundation
import class HTTP.PassingFile
import Office
import struct Office.Unit
import PlanReader
import Vocabulary
import Work

/// Tỉnh Hoàng Giang: a fictional province with units, people, blocs, councils, accounts for each role, two adopted plans,
/// tasks in every state and a draft that waits. The same seed gives the same data.
public struct SampleProvince: Sendable {
    public struct Size: Equatable, Sendable {
        /// Communes and wards.
        public var communes = 12
        /// People of the register beside the named accounts.
        public var people = 240
        /// Years with an adopted plan, the current one included.
        public var years = 1
        public var seed: UInt64 = 1

        public init() {}
    }

    /// An account of the sample and what it is for.
    public struct Login: Equatable, Sendable {
        public let login: String
        public let role: Role
        public let name: String
        public let unit: String?
    }

    /// One password for all, since the sample holds nothing that anyone else must not see.
    public static let password = "hoanggiang2026"

    public static let logins = [
        Login(login: "quantri", role: .administrator, name: "Quản trị hệ thống", unit: nil),
        Login(login: "hanh", role: .specialist, name: "Đặng Hạnh Nguyên", unit: "HG-BTDKT"),
        Login(login: "dung", role: .leader, name: "Phan Trí Dũng", unit: "HG-SNV"),
        Login(login: "bao", role: .unitOfficer, name: "Vi Thục Khoa", unit: "HG-BPTTH"),
        Login(login: "tam", role: .unitOfficer, name: "Lục Minh Tâm", unit: "HG-STC"),
        Login(login: "thuky", role: .secretary, name: "Vũ Thị Thu Hiền", unit: "HG-BTDKT"),
        Login(login: "lan", role: .councilMember, name: "Ma Thị Lan", unit: "HG-SGDDT"),
        Login(login: "phapche", role: .legalOfficer, name: "Hà Quốc Luật", unit: "HG-VP"),
        Login(login: "ketoan", role: .accountant, name: "Lý Bích Ngọc", unit: "HG-STC"),
        Login(login: "phongvien", role: .reporter, name: "Triệu Đăng Sơn", unit: "HG-BPTTH"),
        Login(login: "thanhtra", role: .observer, name: "Cao Xuân Trường", unit: "HG-TTR"),
    ]

    private let office: Office
    private let folder: String
    private let size: Size
    private let today: Day
    private let actor: Actor

    public init(_ office: Office, assets: String, size: Size = Size(), actor: Actor) {
        self.office = office
        self.folder = assets + "/sample"
        self.size = size
        self.today = office.world.today
        self.actor = actor
    }

    /// Makes everything. Each unit, account and plan is an operation of its own, as if people had done it.
    public func make() throws {
        let units = try office.write(by: actor) {
            try SampleUnits.add(communes: size.communes, seed: size.seed, by: $0)
        }
        let province = units.province
        let hash = try Password.hash(Self.password)
        try office.write(by: actor) { operation in
            try SignInPolicy.set(.sample, by: operation)
            for login in Self.logins {
                let unit = try login.unit.map { try Organisations.unit(codeOrName: $0, operation).id }
                _ = try Accounts.add(
                    login: login.login, name: login.name, unit: unit, roles: [login.role], passwordHash: hash,
                    mustChange: false,
                    by: operation)
            }
        }
        try addPeople()
        var honours = SampleHonours(office, seed: size.seed, actor: actor)
        try honours.add()
        try office.write(by: actor) { operation in
            let blocs = try SampleBlocs(units, by: operation).make()
            try SampleCouncils(province.id, blocs, by: operation).make()
        }
        try SampleRegulations(office: office, year: today.year, province: province.id).make()
        try SampleLibrary(office: office, year: today.year, province: province.id).make(by: actor)
        for back in (0..<size.years).reversed() {
            try adopt("ke-hoach-nam", year: today.year - back, province, carriesOut: nil)
        }
        try adopt("ke-hoach-hoi-nghi", year: today.year, province, carriesOut: "IV.6")
        try SampleWork(office: office, year: today.year, today: today).live()
        try SampleUnitPlans(office: office, year: today.year, today: today).make()
        _ = try open("du-thao-nam-sau", year: today.year + 1, of: today.year, province)
        try SampleWriting(office: office, year: today.year).begin(of: province)
    }

    /// Those who sign in are people of the register too; then as many more as asked for.
    private func addPeople() throws {
        try office.write(by: actor) { operation in
            for login in Self.logins {
                guard let code = login.unit else { continue }
                let unit = try Organisations.unit(codeOrName: code, operation)
                let isLeader = login.role == .leader
                let post = NewPost(
                    unit: unit.id, title: isLeader ? "Phó Giám đốc" : "Chuyên viên",
                    group: isLeader ? .departmentLeader : .direct)
                let person = try People.add(
                    NewPerson(PersonDetails(name: login.name), post: post), in: .everything, by: operation)
                try AccountPerson.link(
                    try Accounts.id(login: login.login, operation), to: person, .everything,
                    within: .everything, by: operation)
            }
        }
        var people = SamplePeople(office, seed: size.seed, actor: actor)
        try people.add(size.people)
    }

    /// The sample paper with its years filled in, as an upload of the specialist.
    private func open(_ name: String, year: Int, of base: Int, _ unit: Unit) throws -> ID<Draft> {
        let text = try String(contentsOfFile: "\(folder)/\(name).txt", encoding: .utf8)
        let conference = Day(year: base, month: 12, day: 18)?.weekdayName.replacing("thứ ", with: "") ?? ""
        let filled = text.replacing("{năm trước}", with: String(base - 1)).replacing(
            "{năm sau}", with: String(base + 1)
        )
        .replacing("{năm}", with: String(base)).replacing("{thứ 18/12}", with: conference)
        let (reading, hash) = try PassingFile(ending: "txt").hold { path in
            try Data(filled.utf8).write(to: URL(fileURLWithPath: path))
            let (reading, hash) = (
                try PlanReading(path: path, name: "\(name)-\(base).txt"), try FileDigest.sha256(path: path)
            )
            try office.shelf.keep(path, hash: hash)
            return (reading, hash)
        }
        return try office.write(by: specialist()) { operation in
            let file = try StoredFile.note(
                name: "\(name)-\(base).txt", sha256: hash, bytes: Int64(filled.utf8.count), by: operation)
            switch try Draft.open(reading, file: file, unit: unit, year: year, by: operation) {
            case .new(let id), .waiting(let id): return id
            }
        }
    }

    private func adopt(_ name: String, year: Int, _ unit: Unit, carriesOut reference: String?) throws {
        let draft = try open(name, year: year, of: year, unit)
        try office.write(by: specialist()) { operation in
            if let reference {
                let parts = reference.split(separator: ".").map(String.init)
                let parent = try operation.first(
                    "SELECT id FROM task WHERE year = \(year) AND section = \(parts[0]) AND ordinal = \(parts[1]) ORDER BY id LIMIT 1"
                )
                let read = try Draft.with(draft, operation)
                try Draft.setHeader(
                    of: draft, title: read.title, number: read.number, issuedOn: read.issuedOn, issuer: read.issuer,
                    year: year,
                    parentTask: parent.map { try $0("id") }, by: operation)
            }
            for finding in try DraftFinding.all(of: draft, operation) where finding.isWarning {
                try Draft.answer(finding.id, of: draft, .kept, reason: "Đã xem khi soạn kế hoạch mẫu.", by: operation)
            }
            _ = try Adoption.adopt(draft, settled: .asRead, by: operation)
        }
    }

    private func specialist() throws -> Actor {
        try office.read {
            Actor(account: try Accounts.id(login: "hanh", $0), name: "Đặng Hạnh Nguyên", origin: "127.0.0.1")
        }
    }
}
