import Foundation
import Rulebook
import Vocabulary

/// Everybody of a province against the titles of a year: `bench law LAW COUNT`, one JSON object on standard output.
struct ManyCases {
    let law: Law
    let people: [Proposal]
    let titles: [Award.Slug]
    let accepted: Day

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
            person.year = AchievementYear(2025)
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
        (self.law, self.accepted) = (law, accepted)
    }

    private var examination: Examination { Examination(law, of: titles, acceptedOn: accepted, checks: Self.checks) }

    /// Seconds for the verdicts of every person and every title on one core, and how many are met.
    func counted() -> (seconds: Double, met: Int) {
        let start = ProcessInfo.processInfo.systemUptime
        let examination = examination
        var met = 0
        for person in people {
            for verdict in examination.verdicts(of: person) where verdict == .met { met += 1 }
        }
        return (ProcessInfo.processInfo.systemUptime - start, met)
    }

    /// The same with explanations, on one core or on all.
    func told(onAllCores: Bool) -> (seconds: Double, met: Int) {
        let start = ProcessInfo.processInfo.systemUptime
        let examination = examination
        @Sendable func count(_ answers: [Answer]) -> Int { answers.count { $0.verdict == .met } }
        let met =
            onAllCores
            ? examination.answers(of: people, count).reduce(0, +)
            : people.reduce(0) { $0 + count(examination.answers(of: $1)) }
        return (ProcessInfo.processInfo.systemUptime - start, met)
    }

    /// Seconds for a roll of everybody on all cores, as the page of a whole unit asks: nothing before 2019 was entered, so that what
    /// is not met is asked once more with the best that the gaps could hold.
    func rolled() -> (seconds: Double, met: Int) {
        let whole = WholeFrom(honours: 2019, ratings: 2019, initiatives: 2019, discipline: 2019, matters: 2019)
        let cases = people.map { Prospects.Case($0, whole) }
        let start = ProcessInfo.processInfo.systemUptime
        let prospects = Prospects(law, year: AchievementYear(2025), acceptedOn: accepted)
        let met = prospects.verdicts(of: titles, cases).reduce(0) { $0 + $1.count { $0 == .met } }
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
        func best(_ run: () -> (seconds: Double, met: Int)) -> (seconds: Double, met: Int) {
            (0..<3).map { _ in run() }.min { $0.seconds < $1.seconds } ?? (0, 0)
        }
        let counted = best(cases.counted)
        let rolled = best(cases.rolled)
        let (alone, told) = (best { cases.told(onAllCores: false) }, best { cases.told(onAllCores: true) })
        let line: [String: Any] = [
            "people": count, "titles": cases.titles.count, "met": counted.met, "seconds": counted.seconds,
            "toldSeconds": told.seconds, "toldAloneSeconds": alone.seconds,
            "rolledSeconds": rolled.seconds, "walkSeconds": cases.walk(),
        ]
        let data = try JSONSerialization.data(withJSONObject: line, options: .sortedKeys)
        FileHandle.standardOutput.write(data + Data("\n".utf8))
        return counted.met == told.met && alone.met == told.met ? 0 : 1
    }
}
