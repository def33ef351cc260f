import HTTP
import Markup
import Paper
import Rulebook
import Vocabulary

/// The answers of the pages of the law.
enum LawAnswers {
    static func start(_ call: Call) throws -> Response {
        let law = try call.office.law
        let ways = LawPages.ways.filter { way in
            let segments = way.path.split(separator: "/")
            let page = call.rooms.lazy.compactMap { $0.recognise(.get, segments) }.first
            return page.map { Router.permits($0.needs, call.visitor) } ?? false
        }
        return call.page("Luật thi đua, khen thưởng", LawPages.start(law, ways, on: call.today))
    }

    /// The day asked for, today where none is; with what was wrong about it.
    private static func day(_ call: Call) -> (day: Day, refusal: LawRefusal?) {
        do {
            return (try LawRefusal.day(call.request.query["ngay"]) ?? call.today, nil)
        } catch {
            return (call.today, error as? LawRefusal)
        }
    }

    static func awards(_ call: Call) throws -> Response {
        let law = try call.office.law
        let query = call.request.query
        let (day, refusal) = day(call)
        let catalogue = AwardCatalogue(
            law, on: day, kind: query["doi-tuong"].flatMap { SubjectKind(rawValue: $0) }, words: query["tim"] ?? "")
        return call.page(
            "Danh hiệu, hình thức khen thưởng",
            AwardPages.catalogue(catalogue, refusal, typed: query["ngay"] ?? "", today: call.today),
            status: refusal == nil ? 200 : 422)
    }

    private static func reading(_ slug: String, on day: Day, _ law: Law) throws -> AwardReading {
        guard let slug = law.awards.slug(written: slug), let reading = AwardReading(slug, law, on: day) else {
            throw FrameRefusal.notFound
        }
        return reading
    }

    static func award(_ slug: String, _ call: Call) throws -> Response {
        let (day, refusal) = day(call)
        let reading = try reading(slug, on: day, call.office.law)
        return call.page(
            reading.version.name,
            AwardPages.one(reading, refusal, typed: call.request.query["ngay"] ?? "", now: call.office.world.now()),
            status: refusal == nil ? 200 : 422)
    }

    static func awardFile(_ slug: String, _ file: PaperFile, _ call: Call) throws -> Response {
        let day = try LawRefusal.day(call.request.query["ngay"]) ?? call.today
        let reading = try reading(slug, on: day, call.office.law)
        let name = "\(reading.version.name) - ngày \(day.vietnamese)".replacing("/", with: "-")
        return try file.response(named: name, AwardPaper.annex(reading))
    }
}
