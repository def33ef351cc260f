import Foundation
import Glibc

/// A program that reads a file for us: in a folder of its own, without a network where the system allows that, with limits on
/// time, memory, files and output, and nothing of ours but its arguments.
package struct ChildProcess {
    package enum Fault: Error, Equatable {
        case notStarted(Int32)
        case tookTooLong
        case toldTooMuch
        case failed(status: Int32, errors: String)
    }

    let program: String
    let arguments: [String]
    /// Working folder, home and place for temporary files.
    let folder: String
    package var seconds: Int
    var outputBytes: Int
    var memoryBytes: Int
    package var fileBytes: Int
    /// What the program finds in its environment besides the little that all have.
    package var environment: [String: String] = [:]
    /// For a program that must talk to a server.
    package var hasNetwork = false

    package init(
        program: String, arguments: [String], folder: String, seconds: Int = 60, outputBytes: Int = 256 << 20,
        memoryBytes: Int = 3 << 30, fileBytes: Int = 512 << 20
    ) {
        (self.program, self.arguments, self.folder, self.seconds) = (program, arguments, folder, seconds)
        (self.outputBytes, self.memoryBytes, self.fileBytes) = (outputBytes, memoryBytes, fileBytes)
    }

    /// What the program wrote to its standard output.
    package func run(_ tools: PaperTools) throws(Fault) -> [UInt8] {
        var output: (read: Int32, write: Int32) = (-1, -1), errors: (read: Int32, write: Int32) = (-1, -1)
        defer { for end in [output.read, output.write, errors.read, errors.write] where end >= 0 { close(end) } }
        guard let first = Self.pipe(), let second = Self.pipe() else { throw .notStarted(errno) }
        (output, errors) = (first, second)
        let child = try start(output: output.write, errors: errors.write, tools)
        close(output.write)
        close(errors.write)
        (output.write, errors.write) = (-1, -1)
        // The whole group: a program may leave children of its own behind.
        defer { kill(-child, SIGKILL) }

        let deadline = ContinuousClock.now + .seconds(seconds)
        var told: [UInt8] = [], complained: [UInt8] = []
        var open = [
            pollfd(fd: output.read, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors.read, events: Int16(POLLIN), revents: 0),
        ]
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while open.contains(where: { $0.fd >= 0 }) {
            let left = deadline - ContinuousClock.now
            if left <= .zero {
                Self.end(child)
                throw .tookTooLong
            }
            let ready = poll(&open, 2, Int32(clamping: left.components.seconds * 1000 + 100))
            if ready < 0, errno != EINTR { break }
            for place in open.indices where open[place].revents != 0 {
                let count = read(open[place].fd, &buffer, buffer.count)
                if count <= 0 {
                    open[place].fd = -1
                } else if place == 0 {
                    told.append(contentsOf: buffer[..<count])
                } else if complained.count < 4096 {
                    complained.append(contentsOf: buffer[..<count])
                }
            }
            if told.count > outputBytes {
                Self.end(child)
                throw .toldTooMuch
            }
        }
        var status: Int32 = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            if ContinuousClock.now > deadline {
                Self.end(child)
                throw .tookTooLong
            }
            usleep(2_000)
        }
        guard status == 0 else { throw .failed(status: status, errors: String(decoding: complained, as: UTF8.self)) }
        return told
    }

    private static func end(_ child: pid_t) {
        kill(-child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
    }

    private static func pipe() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private func start(output: Int32, errors: Int32, _ tools: PaperTools) throws(Fault) -> pid_t {
        var line = [program] + arguments
        if !hasNetwork, let unshare = tools.unshare, Seclusion.works(unshare) { line = Seclusion.line(unshare) + line }
        if let prlimit = tools.prlimit {
            line =
                [
                    prlimit, "--cpu=\(seconds)", "--as=\(memoryBytes)", "--fsize=\(fileBytes)", "--nofile=256",
                    "--core=0", "--",
                ] + line
        }
        let environment =
            [
                "PATH=/usr/bin:/bin", "HOME=\(folder)", "TMPDIR=\(folder)", "LANG=C.UTF-8", "LC_ALL=C.UTF-8",
                "SAL_USE_VCLPLUGIN=svp",
            ] + self.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        guard let closeFrom = GNUSpawn.closeFrom, let changeFolder = GNUSpawn.changeFolder else {
            throw .notStarted(ENOSYS)
        }
        _ = closeFrom(&actions, 3)
        _ = folder.withCString { changeFolder(&actions, $0) }
        var none = sigset_t(), all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var child: pid_t = 0
        let path = line[0]
        let failure = Self.withStrings(line) { line in
            Self.withStrings(environment) { environment in
                posix_spawn(&child, path, &actions, &attributes, line, environment)
            }
        }
        if failure != 0 { throw .notStarted(failure) }
        return child
    }

    private static func withStrings<T>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> T) -> T {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}

/// Two GNU additions to posix_spawn that Swift's face of the C library leaves out.
private enum GNUSpawn {
    typealias Actions = UnsafeMutablePointer<posix_spawn_file_actions_t>

    static let closeFrom = symbol("posix_spawn_file_actions_addclosefrom_np").map {
        unsafeBitCast($0, to: (@convention(c) (Actions, Int32) -> Int32).self)
    }
    static let changeFolder = symbol("posix_spawn_file_actions_addchdir_np").map {
        unsafeBitCast($0, to: (@convention(c) (Actions, UnsafePointer<CChar>) -> Int32).self)
    }

    private static func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(nil, name) }
}

/// A network of its own that holds nothing. Some systems forbid it: tried once.
private enum Seclusion {
    static func line(_ unshare: String) -> [String] { [unshare, "--map-root-user", "--net", "--"] }

    private static let standard: Bool = tried("/usr/bin/unshare")

    static func works(_ unshare: String) -> Bool { unshare == "/usr/bin/unshare" ? standard : tried(unshare) }

    private static func tried(_ unshare: String) -> Bool {
        let line = line(unshare)
        let trial = ChildProcess(program: unshare, arguments: line.dropFirst() + ["/bin/true"], folder: "/", seconds: 5)
        var alone = PaperTools(folders: [])
        alone.unshare = nil
        return (try? trial.run(alone)) != nil
    }
}

/// A folder for one reading, empty at first and gone afterwards.
struct WorkFolder {
    let path: String

    static func with<T>(_ source: SourceFile, _ body: (WorkFolder) throws(PaperRefusal) -> T) throws(PaperRefusal) -> T
    {
        let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(place)/vinhdanh-paper-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw source.refusal(.unreadable) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(WorkFolder(path: path))
    }

    /// The source under a plain name: what a user calls a file never becomes an argument.
    func place(_ source: SourceFile, as name: String) throws(PaperRefusal) -> String {
        let whole =
            source.path.hasPrefix("/") ? source.path : FileManager.default.currentDirectoryPath + "/" + source.path
        guard symlink(whole, "\(path)/\(name)") == 0 else { throw source.refusal(.unreadable) }
        return "\(path)/\(name)"
    }
}
