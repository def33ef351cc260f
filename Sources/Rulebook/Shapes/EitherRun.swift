/// One of several runs of years is enough.
struct EitherRun: RuleShape {
    static let name = "eitherRun"
    static let keys: Set = ["runs"]
    let runs: [YearsInARow]

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        var runs: [YearsInARow] = []
        for run in try parameters.objects("runs", allowed: YearsInARow.keys) ?? [] {
            runs.append(try YearsInARow(run, awards))
        }
        guard runs.count >= 2 else { throw parameters.refusal("runs", "cần ít nhất hai cách") }
        self.runs = runs
    }

    func words(_ names: AwardNames) -> String {
        let ways = zip("abcdefgh", runs).map { "\($0)) \($1.asked(names))" }.joined(separator: "; ")
        let ends = Set(runs.map(\.behind)).sorted()
        let end = ends.count == 1 ? YearsInARow.ending(ends[0]) : ""
        let each = ends.count == 1 ? "" : runs.map { YearsInARow.ending($0.behind) }.joined(separator: "; ")
        return "Một trong các cách: \(ways); \(end)\(each)."
    }

    func judge(_ question: Question) -> Judgement? {
        runs.compactMap { $0.judge(question) }.reduce(nil as Judgement?) { $0?.or($1) ?? $1 }
    }
}
