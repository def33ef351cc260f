import Database
import Foundation
import class Office.Operation
import Office
import Vocabulary

/// Takes the events of an adopted draft into the plan, and hangs its tasks on them as the paper says.
enum EventAdoption {
    /// The part of the reader's answer that is needed here.
    private struct Reading: Decodable {
        struct Event: Decodable {
            let name: String
            let type: String
            let start: String?
            let venue: String?
            let taskRef: String?
            let sourceLines: [Int]?
        }
        let events: [Event]
    }

    private enum Place {
        case event(ID<PlannedEvent>)
        case task(ID<Task>)
    }

    static func take(_ draft: ID<Draft>, into plan: ID<Plan>, _ operation: Operation) throws {
        let text: String = try operation.value("SELECT reading FROM plan_draft WHERE id = \(draft)")
        let events = try reading(text)
        var register = try Register(of: plan, before: draft, operation)
        let places = try events.map { event in
            try register.place(event, operation).map { (name: event.name, place: $0) }
        }
        try hang(plan, places, operation)
        for event in register.moved { try EventMove.follow(event, by: operation) }
    }

    private static func reading(_ text: String) throws -> [Reading.Event] {
        try JSONDecoder().decode(Reading.self, from: Data(text.utf8)).events
    }

    /// What a plan has already when a version of it is taken in.
    private struct Register {
        private let plan: ID<Plan>
        private let tasks: [Task]
        private let known: [PlannedEvent]
        /// When each event was, by the version before.
        private let starts: [String: String?]
        /// Events to which this version gives another time.
        private(set) var moved: [ID<PlannedEvent>] = []

        init(of plan: ID<Plan>, before draft: ID<Draft>, _ db: any Reader) throws {
            self.plan = plan
            tasks = try db.all(
                "SELECT \(sql: Task.columns) FROM task t WHERE t.plan = \(plan) AND t.state <> 'dropped' ORDER BY t.id"
            ).map(Task.init)
            known = try PlannedEvents.all(of: plan, db)
            let earlier = try db.first(
                """
                SELECT reading FROM plan_draft WHERE plan = \(plan) AND id <> \(draft) AND state = 'adopted'
                ORDER BY id DESC LIMIT 1
                """)
            starts = try Dictionary(
                earlier.map { try reading($0("reading")) }?.map { ($0.name.nfc.trimmed.folded, $0.start) } ?? [],
                uniquingKeysWith: { first, _ in first })
        }

        mutating func place(_ event: Reading.Event, _ operation: Operation) throws -> Place? {
            // An event that is a row of the plan is that task.
            if let reference = event.taskRef { return tasks.first { $0.reference == reference }.map { .task($0.id) } }
            let name = event.name.nfc.trimmed
            guard !name.isEmpty else { return nil }
            let time = EventAdoption.time(of: event.start)
            let words = time.kind == .unstated ? "chưa định ngày" : time.words
            guard let known = known.first(where: { $0.name.folded == name.folded }) else {
                return .event(
                    try PlannedEvents.insert(
                        name, kind: event.type, time: time, words: words, venue: event.venue,
                        lines: event.sourceLines, to: plan, operation))
            }
            try operation.run(
                """
                UPDATE plan_event SET venue = COALESCE(\(event.venue), venue), first_line = \(event.sourceLines?.first),
                    last_line = \(event.sourceLines?.last), changed = \(operation.now)
                WHERE id = \(known.id)
                """)
            // A day to which it was moved by hand holds until the plan itself says another.
            if let before = starts[name.folded], before == event.start { return .event(known.id) }
            try PlannedEvents.setTime(of: known.id, to: time, words, operation)
            moved.append(known.id)
            return .event(known.id)
        }
    }

    /// `events[0]`, or words that only one event bears: `lớp tập huấn`.
    private static func place(named anchor: String, _ places: [(name: String, place: Place)?]) -> Place? {
        if let number = anchor.firstMatch(of: /^events\[(\d+)\]$/).flatMap({ Int($0.1) }) {
            return places.indices.contains(number) ? places[number]?.place : nil
        }
        let words = anchor.folded.split(separator: " ")
        guard !words.isEmpty else { return nil }
        let found = places.compactMap(\.self).filter { place in
            let name = place.name.folded.split(separator: " ")
            return words.allSatisfy(name.contains)
        }
        return found.count == 1 ? found[0].place : nil
    }

    private static func time(of start: String?) -> PlannedTime {
        guard let start, PlannedTime.span(of: start) != nil else { return .unstated }
        if start.contains("-Q") { return PlannedTime(.quarter, start) }
        return PlannedTime(start.count == 7 ? .month : start.count == 4 || start.contains("/") ? .period : .date, start)
    }

    /// Tasks whose words name an event, and those that wait for another body's plan. What was hung by hand stays.
    private static func hang(_ plan: ID<Plan>, _ places: [(name: String, place: Place)?], _ operation: Operation) throws
    {
        try operation.run(
            """
            DELETE FROM task_anchor WHERE origin = 'read' AND settled IS NULL
                AND task IN (SELECT id FROM task WHERE plan = \(plan))
            """)
        let rows = try operation.all(
            """
            SELECT t.id, t.time FROM task t WHERE t.plan = \(plan) AND t.state IN ('toDo', 'doing')
                AND NOT EXISTS (SELECT 1 FROM task_anchor a WHERE a.task = t.id) ORDER BY t.id
            """)
        for row in rows {
            let (id, time): (ID<Task>, PlannedTime) = (try row("id"), try PlannedTime(stored: row("time")))
            if let relative = time.relative {
                guard let place = place(named: relative.anchor, places) else { continue }
                let target: TaskAnchor.Target
                switch place {
                case .event(let event): target = .event(event)
                case .task(let other) where other != id: target = .task(other)
                case .task: continue
                }
                let distance = TaskAnchor.Distance(
                    days: relative.offsetWorkingDays ?? relative.offsetDays ?? 0,
                    isWorking: relative.offsetWorkingDays != nil)
                try TaskAnchors.write(id, target, distance, time.words, isRead: true, operation)
                let due: Day? = try operation.value("SELECT due_day FROM task WHERE id = \(id)")
                // A day that was read or put off by hand stays; one that the reader could not tell is told now.
                if due == nil, let found = try EventMove.due(of: id, operation) {
                    try TaskAnchors.set(id, time, due: found, words: nil, operation)
                }
            } else if let body = time.external, time.dueDay == nil {
                try TaskAnchors.write(
                    id, .body(body, settled: nil), .init(days: 0), time.words, isRead: true, operation)
            }
        }
    }
}
