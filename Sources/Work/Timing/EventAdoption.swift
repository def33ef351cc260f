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
        let reading = try JSONDecoder().decode(Reading.self, from: Data(text.utf8))
        let places = try reading.events.map { event in
            try place(event, in: plan, operation).map { (name: event.name, place: $0) }
        }
        try hang(plan, places, operation)
    }

    private static func place(_ event: Reading.Event, in plan: ID<Plan>, _ operation: Operation) throws -> Place? {
        // An event that is a row of the plan is that task.
        if let reference = event.taskRef {
            let tasks = try operation.all(
                "SELECT \(sql: Task.columns) FROM task t WHERE t.plan = \(plan) AND t.state <> 'dropped' ORDER BY t.id"
            ).map(Task.init)
            return tasks.first { $0.reference == reference }.map { .task($0.id) }
        }
        let name = event.name.nfc.trimmed
        guard !name.isEmpty else { return nil }
        let time = time(of: event.start)
        let words = time.kind == .unstated ? "chưa định ngày" : time.words
        let known = try PlannedEvents.all(of: plan, operation).first { $0.name.folded == name.folded }
        guard let known else {
            return .event(
                try PlannedEvents.insert(
                    name, kind: event.type, time: time, words: words, venue: event.venue, lines: event.sourceLines,
                    to: plan, operation))
        }
        try operation.run(
            """
            UPDATE plan_event SET time = \(try time.stored), time_words = \(words), first_day = \(time.firstDay),
                last_day = \(time.dueDay), venue = COALESCE(\(event.venue), venue), first_line = \(event.sourceLines?.first),
                last_line = \(event.sourceLines?.last), changed = \(operation.now)
            WHERE id = \(known.id)
            """)
        return .event(known.id)
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
