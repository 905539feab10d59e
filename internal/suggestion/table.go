package suggestion

import (
	"slices"
	"sync"

	"huiyin/internal/fault"
	"huiyin/internal/flow"
)

type (
	row    = flow.Rule[*X]
	states = []flow.State
	who    = []flow.Relation
	need   = []guard
	clocks = []flow.Clock
)

// Tables is the whole life of a suggestion. Documents, diagram, buttons, API actions, permission matrix and tests are made
// from it; nothing else decides who may do what when. The first table is the case's own; the others belong to its parts.
var Tables = []flow.Table[*X]{
	caseTable, signatureTable, assignmentTable, objectionTable, extensionTable, opinionTable, replyTable,
	evaluationTable, commitmentTable, contactTable, correctionTable, reportTable, formTable, withdrawalTable, instructionTable,
}

// Machine returns the table with this name.
func Machine(name string) (flow.Table[*X], bool) {
	for _, t := range Tables {
		if t.Name == name {
			return t, true
		}
	}
	return flow.Table[*X]{}, false
}

// machineOf maps each action to the one table that has it.
func machineOf(do flow.Action) (flow.Table[*X], bool) {
	w, ok := where()[do]
	if !ok {
		return flow.Table[*X]{}, false
	}
	return Tables[w.table], true
}

// NewCommand returns a fresh, empty command of an action and the machine it belongs to; false when there is no such action.
func NewCommand(do flow.Action) (cmd any, machine string, ok bool) {
	w, ok := where()[do]
	if !ok {
		return nil, "", false
	}
	t := &Tables[w.table]
	return t.Rules[w.row].Act.Command(), t.Name, true
}

// place is where an action stands first.
type place struct{ table, row int }

// where finds the rows of the tables by their actions: a page asks for each line of a history.
var where = sync.OnceValue(func() map[flow.Action]place {
	out := map[flow.Action]place{}
	for i := range Tables {
		for k := range Tables[i].Rules {
			do := Tables[i].Rules[k].Do
			if _, ok := out[do]; !ok {
				out[do] = place{i, k}
			}
		}
	}
	return out
})

// under puts one condition before all others of every row that a person can use.
func under(g guard, rows []row) []row {
	for i := range rows {
		if !has(rows[i].By, flow.System) {
			rows[i].If = append(need{g}, rows[i].If...)
		}
	}
	return rows
}

func clock(name, does string) flow.Clock { return flow.Clock{Name: name, Does: does} }

// ByPeople reports whether somebody other than time and completeness may take the action.
func ByPeople(do flow.Action) bool {
	t, ok := machineOf(do)
	if !ok {
		return false
	}
	for _, r := range t.Rules {
		if r.Do == do && (len(r.By) > 1 || r.By[0] != flow.System) {
			return true
		}
	}
	return false
}

// Moves reports whether an entry of the log moved the version of its part on.
func Moves(e Event) bool {
	t, ok := Machine(e.Machine)
	return ok && !slices.ContainsFunc(t.Rules, func(r row) bool { return r.Do == e.Action && has(r.From, e.From) && r.Still })
}

// MovedOn refuses an act on what has changed since the person looked, and says what was done meanwhile: the last n entries of the log that the person
// may know.
func MovedOn(machine string, now flow.State, log []Event, n int) error {
	state := fault.Word("state." + machine + "." + string(now))
	var done fault.Words
	for _, e := range log[min(len(log), max(0, len(log)-n)):] {
		done = append(done, fault.Word("action."+string(e.Action)))
	}
	if done = slices.Compact(done); len(done) == 0 { // a draft saved five times is one thing done
		return fault.New(fault.Conflict, "fault.moved_on", "state", state)
	}
	return fault.New(fault.Conflict, "fault.moved_on_by", "state", state, "done", done)
}
