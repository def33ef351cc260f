import Testing
import Vocabulary

@testable import Office

@Suite("Which units' things a visitor sees") struct ScopeTests {
    private func visitor(_ grants: Grant...) -> Visitor {
        Visitor(account: ID(1), name: "A", login: "a", grants: grants, unit: nil, province: nil)
    }

    @Test("a role reaches its province or its unit, and a named branch instead where one is given")
    func reach() {
        #expect(Grant(.leader, home: "/1/4/").scope(.readAllTasks) == .branches(["/1/"]))
        #expect(Grant(.unitOfficer, home: "/1/4/").scope(.workOnTasks) == .branches(["/1/4/"]))
        #expect(Grant(.leader, branch: "/1/7/", home: "/1/4/").scope(.readAllTasks) == .branches(["/1/7/"]))
        #expect(Grant(.unitOfficer, home: "/1/4/").scope(.readAllTasks) == .nothing)
        // Accounts of a province-wide kind see the tasks of their own unit alone where the role does not read all.
        #expect(Grant(.accountant, home: "/1/4/").scope(.readProgramme) == .branches(["/1/4/"]))
        #expect(Grant(.administrator, home: "/1/4/").scope(.readProgramme) == .branches(["/1/4/"]))
        #expect(Grant(.administrator, home: "/1/4/").scope(.manageAccounts) == .branches(["/1/"]))
    }

    @Test("who reads what people were given reads these people, and who reads conduct reads both")
    func honours() {
        for role in Role.allCases {
            let grant = Grant(role, home: "/1/4/")
            if role.permissions.contains(.readConduct) {
                #expect(grant.scope(.readHonours).covers(grant.scope(.readConduct)), "\(role)")
            }
            if role.permissions.contains(.readHonours) {
                #expect(grant.scope(.readPeople).covers(grant.scope(.readHonours)), "\(role)")
            }
        }
    }

    @Test("everybody in a province may look up its units, councils and blocs")
    func directory() {
        #expect(Grant(.unitOfficer, home: "/1/4/").scope(.readUnits) == .branches(["/1/"]))
        #expect(Grant(.unitOfficer, home: "/1/4/").scope(.readBlocs) == .branches(["/1/"]))
        #expect(Grant(.unitOfficer, home: "/1/4/").scope(.readPeople) == .branches(["/1/4/"]))
    }

    @Test("who works in no unit has the whole installation, and no tasks of their own")
    func installation() {
        #expect(Grant(.administrator, home: nil).scope(.manageUnits) == .everything)
        #expect(Grant(.administrator, home: nil).scope(.readProgramme) == .nothing)
    }

    @Test("rights are the union of all grants, and only where each of them holds")
    func union() {
        let visitor = visitor(
            Grant(.specialist, branch: "/1/7/", home: "/1/4/"), Grant(.unitOfficer, home: "/1/4/"))
        #expect(visitor.roles == [.specialist, .unitOfficer])
        #expect(visitor.scope(.workOnTasks) == .branches(["/1/4/", "/1/7/"]))
        #expect(visitor.scope(.manageTasks) == .branches(["/1/7/"]))
        #expect(visitor.may(.manageTasks, at: "/1/7/9/"))
        #expect(!visitor.may(.manageTasks, at: "/1/4/"))
        #expect(visitor.scope(.manageAccounts) == .nothing)
    }

    @Test("a branch within another adds nothing, and a path is no prefix of its neighbour's")
    func branches() {
        let both = Scope.branches(["/1/4/"]).union(.branches(["/1/4/9/", "/1/40/"]))
        #expect(both == .branches(["/1/4/", "/1/40/"]))
        #expect(!Scope.branches(["/1/4/"]).contains("/1/40/"))
        #expect(Scope.branches(["/1/"]).covers(.branches(["/1/4/"])))
        #expect(!Scope.branches(["/1/4/"]).covers(.branches(["/1/"])))
        #expect(Scope.everything.covers(both) && both.covers(.nothing))
        #expect(Scope.nothing.union(.everything) == .everything)
    }
}
