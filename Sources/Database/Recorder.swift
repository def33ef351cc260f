/// Notes the statements of a piece of code: a list page asks as often for three rows as for one.
public enum Recorder {
    /// What `body` returns, and the statements that this thread issued meanwhile, in order, without BEGIN and COMMIT.
    public static func recording<T>(_ body: () throws -> T) rethrows -> (T, [String]) {
        let notes = ThreadNotes.current
        notes.recordings.append([])
        let result: T
        do {
            result = try body()
        } catch {
            notes.recordings.removeLast()
            throw error
        }
        let statements = notes.recordings.removeLast()
        if let outer = notes.recordings.indices.last { notes.recordings[outer] += statements }
        return (result, statements)
    }

    static func note(_ statement: @autoclosure () -> String) {
        let notes = ThreadNotes.current
        guard let last = notes.recordings.indices.last else { return }
        notes.recordings[last].append(statement())
    }
}
