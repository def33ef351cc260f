import Foundation
import Rulebook
import Vocabulary

/// Everybody of a province against the titles of a year: `bench law LAW COUNT`, one JSON object on standard output.
struct ManyCases {
    let law: Law
    let people: [Proposal]
    let titles: [Award.Slug]

    /// What can be told of a person before there is a dossier.
    static let checks = Checks([.subject, .streak, .initiatives, .wait, .thematic, .double, .pending])

    init(folder: String, count: Int) throws {
        let law = try Law(folder: folder)
        titles = ["ldtt", "cstd-co-so", "cstd-tinh", "cstd-toan-quoc"].compactMap { law.awards.slug(written: $0) }
        guard titles.count == 4, let accepted = Day(iso: "2026-01-15"), let recognised = Day(iso: "2025-12-20") else {
            throw CocoaError(.fileReadUnknown)
        }
        let titles = titles
        people = (0..<count).map { number in
            var person = Proposal()
            person.only = Self.checks
            person.year = AchievementYear(2025)
            person.acceptedOn = accepted
            person.subject = .init(
                kind: .individual, group: number % 10 == 0 ? .worker : .official,
                joined: AchievementYear(2000 + number % 26).firstDay)
            person.ratings = (2019...2025).map { year in
                .init(
                    AchievementYear(year),
                    (number + year) % 7 == 0 ? .completed : (number + year) % 3 == 0 ? .excellent : .good)
            }
            person.history = (2019...2024).flatMap { year -> [Proposal.Honour] in
                guard (number + year) % 7 != 0 else { return [] }
                let decided = AchievementYear(year).lastDay
                var honours = [Proposal.Honour(award: titles[0], year: AchievementYear(year), decidedOn: decided)]
                if (number + year) % 2 == 0 {
                    honours.append(.init(award: titles[1], year: AchievementYear(year), decidedOn: decided))
                }
                return honours
            }
            person.initiatives =
                number % 3 == 0
                ? [.init(year: AchievementYear(2025), kind: .sangKien, scope: .coSo, recognisedOn: recognised)] : []
            person.discipline = []
            person.pending = []
            return person
        }
        self.law = law
    }

    /// Seconds for every person and every title, and how many are met.
    func run(tells: Bool) -> (seconds: Double, met: Int) {
        let start = ProcessInfo.processInfo.systemUptime
        var met = 0
        for person in people {
            for title in titles {
                var proposal = person
                proposal.award = title
                if law.answer(proposal, tells: tells).verdict == .met { met += 1 }
            }
        }
        return (ProcessInfo.processInfo.systemUptime - start, met)
    }

    /// The reference: reading the facts of each person once for each title, without any law.
    func walk() -> Double {
        let start = ProcessInfo.processInfo.systemUptime
        var seen = 0
        for person in people {
            for title in titles {
                for honour in person.history ?? [] where honour.award == title { seen += 1 }
                for rated in person.ratings ?? [] where rated.rating == .good { seen += 1 }
            }
        }
        return ProcessInfo.processInfo.systemUptime - start + Double(seen & 1) * 1e-12
    }

    static func run(_ arguments: [String]) throws -> Int32 {
        guard arguments.count == 2, let count = Int(arguments[1]) else { return 2 }
        let cases = try ManyCases(folder: arguments[0], count: count)
        _ = cases.run(tells: false)
        let counted = (0..<3).map { _ in cases.run(tells: false) }.min { $0.seconds < $1.seconds } ?? (0, 0)
        let told = (0..<3).map { _ in cases.run(tells: true) }.min { $0.seconds < $1.seconds } ?? (0, 0)
        let line: [String: Any] = [
            "people": count, "titles": cases.titles.count, "met": counted.met, "seconds": counted.seconds,
            "toldSeconds": told.seconds, "walkSeconds": cases.walk(),
        ]
        let data = try JSONSerialization.data(withJSONObject: line, options: .sortedKeys)
        FileHandle.standardOutput.write(data + Data("\n".utf8))
        return counted.met == told.met ? 0 : 1
    }
}
