package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

// CaseRow is one line of a list: what the lists of every role show.
type CaseRow struct {
	ID          int64
	Session     int64
	State       flow.State
	Stream      suggestion.Stream
	Kind        suggestion.Kind
	Number      string
	Title       string
	Lead        int64
	Delegation  int64
	Category    int64
	Unit        int64
	Class       string
	Outcome     rule.Outcome
	Result      suggestion.Rating
	Round       int
	SubmittedOn calendar.Day
	AssignedOn  calendar.Day
	RepliedOn   calendar.Day
	DueOn       calendar.Day // of the limit by which a list is put in order; empty when nothing runs
	DueStart    calendar.Day
	DueClock    rule.Clock
	DueTask     string        // the task whose limit it is, in a list of what waits
	Waits       []access.Task // for the reader, in a list of what waits
	Provisional bool
	Protected   bool
	Escalated   bool
	KeyLevel    string
	PingPong    int
	Promises    int
	Version     int
	ChangedAt   int64
}

const caseRowColumns = `s.id, s.session_id, s.state, s.stream, s.kind, s.number, s.title, s.lead_post, s.delegation_id, s.category_id,
	s.lead_unit, s.class, s.outcome, s.result, s.round, s.submitted_on, s.assigned_on, s.replied_on, s.due_on, s.due_start, s.due_clock,
	s.provisional, s.protected, s.escalated, s.key_level, s.ping_pong, s.open_promises, s.version, s.changed_at`

type nullText struct{ to *string }

// Scan takes NULL as the empty text.
func (n nullText) Scan(src any) error {
	switch v := src.(type) {
	case string:
		*n.to = v
	case []byte:
		*n.to = string(v)
	default:
		*n.to = ""
	}
	return nil
}

func caseRowPlaces(r *CaseRow) []any {
	return []any{
		&r.ID, &r.Session, &r.State, &r.Stream, &r.Kind,
		nullText{&r.Number},
		&r.Title, Zero(&r.Lead), Zero(&r.Delegation),
		Zero(&r.Category), Zero(&r.Unit), &r.Class, &r.Outcome, &r.Result, &r.Round, &r.SubmittedOn, &r.AssignedOn, &r.RepliedOn,
		&r.DueOn, &r.DueStart, &r.DueClock, &r.Provisional, &r.Protected, &r.Escalated, &r.KeyLevel, &r.PingPong, &r.Promises,
		&r.Version, &r.ChangedAt,
	}
}

// scoped adds the rule of what a scope sees. It is the same rule as access.Scope.Sees, and a property test proves it.
func scoped(w *Where, s access.Scope) { within(w, s, false) }

// wanted is what a scope sees and a filter keeps.
func wanted(s access.Scope, f suggestion.Filter) (w Where) {
	within(&w, s, namesFew(f))
	filtered(&w, s, f)
	return w
}

// listed is the same for a list: what it goes through, and the column of the day by which it is put in order. A list of what waits begins with
// what waits.
func listed(s access.Scope, f suggestion.Filter) (w Where, from, day string) {
	from, day = "suggestion s", dueColumn(f)
	if len(f.Tasks) > 0 {
		from, day = from+" JOIN ("+firstLimits(&w, s, f)+") q ON q.suggestion_id = s.id", "q.due_on"
	}
	within(&w, s, namesFew(f))
	besides(&w, s, f)
	return w, from, day
}

// namesFew reports whether a filter names few cases by their ids.
func namesFew(f suggestion.Filter) bool {
	return len(f.Tasks) > 0 || f.UnitStates != nil && f.Unit != 0 || byOwnLimits(f)
}

// within is scoped for those who know whether the filter beside it names fewer cases by their ids than the scope sees. Then the scope is asked
// of these alone: the plus keeps SQLite, which has no figures about its tables, from going through the congress by an index.
func within(w *Where, s access.Scope, fewer bool) {
	if fewer {
		w.And("+s.congress_id = ?", s.Congress)
	} else {
		w.And("s.congress_id = ?", s.Congress)
	}
	w.And(visible)
	switch s.Reach {
	case access.Filed:
		w.And("s.filed = ?", true)
	case access.Accepted:
		w.And("s.accepted = ?", true)
	case access.Public:
		w.And("s.accepted = ? AND s.protected = ? AND s.consent = ?", true, false, "full")
		In(w, "s.published", suggestion.Publishing)
		In(w, "s.state", suggestion.Concluded)
	case access.ByParty, access.Owed:
		if s.Reach == access.Owed {
			In(w, "s.state", access.Unfinished)
		}
		if fewer {
			w.And("EXISTS (SELECT 1 FROM party p WHERE p.suggestion_id = s.id AND p.holder IN ("+marks(len(s.Keys))+"))", anys(s.Keys)...)
			return
		}
		// An uncorrelated list lets both databases start from the few cases of a party instead of asking row by row.
		w.And("s.id IN (SELECT p.suggestion_id FROM party p WHERE p.holder IN ("+marks(len(s.Keys))+"))", anys(s.Keys)...)
	default:
		w.And("1 = 0")
	}
}

func marks(n int) string {
	if n == 0 {
		return "NULL"
	}
	return strings.TrimSuffix(strings.Repeat("?,", n), ",")
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

func oneOf[T any](w *Where, column string, values []T) {
	if len(values) > 0 {
		In(w, column, values)
	}
}

func flag(w *Where, cond string, v *bool) {
	if v != nil {
		w.And(cond, *v)
	}
}

// zeros is as long as the longest number. With it before a number, and only as many characters kept, texts sort as numbers do:
// 1000 after 999.
const zeros = "00000000000000000000"

const numberColumn = "substr('" + zeros + "' || coalesce(s.number, ''), length(coalesce(s.number, '')) + 1)"

// sortable is what numberColumn gives for a number.
func sortable(number string) string {
	r := []rune(zeros + number)
	return string(r[len(r)-len(zeros):])
}

// sorts maps the name of an order to its column.
var sorts = map[string]string{"number": numberColumn, "submitted": "s.submitted_on", "changed": "s.changed_at"}

// Cases lists the cases that a scope sees and a filter keeps, with the cursor of the next page (empty on the last) and the
// exact number of all.
func (t *Tx) Cases(ctx context.Context, s access.Scope, f suggestion.Filter) (rows []CaseRow, next string, total int, err error) {
	if err := t.askable(f); err != nil {
		return nil, "", 0, err
	}
	if total, err = t.CountCases(ctx, s, f); err != nil {
		return nil, "", 0, err
	}
	rows, next, err = t.CasePage(ctx, s, f)
	return rows, next, total, err
}

// CasePage lists what Cases lists, for those who know the number of all already.
func (t *Tx) CasePage(ctx context.Context, s access.Scope, f suggestion.Filter) (rows []CaseRow, next string, err error) {
	w, from, day := listed(s, f)
	name, dir, cmp := strings.TrimPrefix(f.Sort, "-"), "ASC", ">"
	if strings.HasPrefix(f.Sort, "-") {
		dir, cmp = "DESC", "<"
	}
	col, ok := sorts[name]
	if !ok {
		col = day
	}
	if f.After != "" {
		at, id, ok := parseCursor(f.After)
		value, fits := cursorValue(name, at)
		if !ok || !fits {
			return nil, "", fault.OnField("after", "field.cursor")
		}
		w.And("("+col+", s.id) "+cmp+" (?, ?)", value, id)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	q := "SELECT " + caseRowColumns + " FROM " + from + w.String() + " ORDER BY " + col + " " + dir + ", s.id " + dir + " LIMIT " + strconv.Itoa(limit+1)
	p, err := kept(ctx, t, s.Congress, f.Session, q, w.Args(), func() (p casePage, lines int, err error) {
		p.rows, err = All(ctx, t, caseRowPlaces, q, w.Args()...)
		if err == nil {
			err = t.ownDue(ctx, p.rows, f.Own)
		}
		if err == nil {
			err = t.waitingDue(ctx, p.rows, s, f)
		}
		if len(p.rows) > limit {
			p.rows = p.rows[:limit]
			p.next = cursorOf(name, p.rows[limit-1])
		}
		for i := range p.rows {
			if p.rows[i].DueOn == never {
				p.rows[i].DueOn = ""
			}
		}
		return p, len(p.rows), err
	})
	return slices.Clone(p.rows), p.next, err
}

// casePage is one page of a list, and the cursor of the next.
type casePage struct {
	rows []CaseRow
	next string
}

// askable refuses words of a filter that name nothing: a task that there is not, a class of no pack.
func (t *Tx) askable(f suggestion.Filter) error {
	var bad fault.Fields
	if slices.ContainsFunc(f.Tasks, func(name string) bool { return !slices.Contains(access.TaskNames, name) }) {
		bad.Add("task", "field.choice")
	}
	if f.Class != "" && !t.Packs().HasClass(f.Class) {
		bad.Add("class", "field.choice")
	}
	return bad.Err()
}

// CountCases counts what a scope sees and a filter keeps.
func (t *Tx) CountCases(ctx context.Context, s access.Scope, f suggestion.Filter) (int, error) {
	w := wanted(s, f)
	n, err := counting(ctx, t, s.Congress, f.Session, self[int], "SELECT COUNT(*) FROM suggestion s"+w.String(), w.Args()...)
	if err != nil {
		return 0, err
	}
	return n[0], nil
}

// CountApart counts what each of several filters keeps, each by the index that suits it: for filters that keep little of
// much, where CountEach would pass over everything. Those that ask for tasks alone are counted from the tasks, gone through once.
func (t *Tx) CountApart(ctx context.Context, s access.Scope, each []suggestion.Filter) ([]int, error) {
	out := make([]int, len(each))
	var q apart
	for _, f := range each {
		if ofTasks(f) {
			q.kinds = append(q.kinds, f.Tasks...)
		}
	}
	if len(q.kinds) > 0 {
		q.tasks(s)
	}
	for i, f := range each {
		switch {
		case ofTasks(f) && len(f.Tasks) == 1: // among the kinds
		case ofTasks(f):
			var w Where
			In(&w, "name", f.Tasks)
			q.add(i, "waiting", "COUNT(DISTINCT id)", &w)
		case f.Session == 0: // asked together with its like
			w := wanted(s, f)
			q.add(i, "suggestion s", "COUNT(*)", &w)
		default:
			n, err := t.CountCases(ctx, s, f)
			if err != nil {
				return nil, err
			}
			out[i] = n
		}
	}
	n, err := q.ask(ctx, t, s.Congress)
	for i, f := range each {
		if ofTasks(f) && len(f.Tasks) == 1 {
			out[i] = n[f.Tasks[0]]
		} else if f.Session == 0 {
			out[i] = n[strconv.Itoa(i)]
		}
	}
	return out, err
}

// ofTasks reports whether a filter asks for nothing else than tasks.
func ofTasks(f suggestion.Filter) bool {
	if len(f.Tasks) == 0 {
		return false
	}
	f.Tasks, f.Own, f.Sort, f.After, f.Limit = nil, 0, "", "", 0
	return reflect.ValueOf(f).IsZero()
}

// apart collects counts to be asked in one statement, each under a key.
type apart struct {
	kinds []string
	with  string
	parts []string
	args  []any
}

// tasks begins with the cases that wait under each kind of task.
func (q *apart) tasks(s access.Scope) {
	var w Where
	within(&w, s, true)
	cond, args := waits(s, q.kinds)
	w.And(cond, args...)
	q.with = "WITH waiting AS (SELECT DISTINCT t.name, s.id FROM task t JOIN suggestion s ON s.id = t.suggestion_id" + w.String() + ") "
	q.parts, q.args = []string{"SELECT name, COUNT(*) FROM waiting GROUP BY name"}, w.Args()
}

func (q *apart) add(key int, from, count string, w *Where) {
	q.parts = append(q.parts, "SELECT '"+strconv.Itoa(key)+"', "+count+" FROM "+from+shift(w.String(), len(q.args)))
	q.args = append(q.args, w.Args()...)
}

func (q *apart) ask(ctx context.Context, t *Tx, congress int64) (map[string]int, error) {
	if len(q.parts) == 0 {
		return nil, nil
	}
	type counted struct {
		key string
		n   int
	}
	rows, err := counting(ctx, t, congress, 0, func(c *counted) []any { return []any{&c.key, &c.n} }, q.with+strings.Join(q.parts, " UNION ALL "), q.args...)
	n := make(map[string]int, len(rows))
	for _, c := range rows {
		n[c.key] = c.n
	}
	return n, err
}

// CountBy counts what a scope sees and a filter keeps, by the values of one column: class, outcome, stream, category_id, lead_unit, state.
// What tells of an author is counted by CountGroups alone, which knows who may not be named.
func (t *Tx) CountBy(ctx context.Context, s access.Scope, f suggestion.Filter, column string) (map[string]int, error) {
	if !slices.Contains([]string{"class", "outcome", "stream", "category_id", "lead_unit", "state"}, column) {
		return nil, fmt.Errorf("count by %q", column)
	}
	var w Where
	scoped(&w, s)
	filtered(&w, s, f)
	type pair struct {
		key string
		n   int
	}
	rows, err := counting(ctx, t, s.Congress, f.Session, func(p *pair) []any { return []any{nullText{&p.key}, &p.n} },
		"SELECT CAST(s."+column+" AS TEXT), COUNT(*) FROM suggestion s"+w.String()+" GROUP BY s."+column, w.Args()...)
	out := map[string]int{}
	for _, p := range rows {
		out[p.key] = p.n
	}
	return out, err
}

func cursorOf(sort string, r CaseRow) string {
	at := string(r.DueOn)
	switch sort {
	case "number":
		at = sortable(r.Number)
	case "submitted":
		at = string(r.SubmittedOn)
	case "changed":
		at = strconv.FormatInt(r.ChangedAt, 10)
	}
	return cursor(at, r.ID)
}

// cursorValue is what a cursor holds of the column of an order; false when it cannot come from it.
func cursorValue(sort, at string) (any, bool) {
	switch sort {
	case "changed":
		n, err := strconv.ParseInt(at, 10, 64)
		return n, err == nil
	case "number":
		return at, true
	}
	_, err := calendar.ParseDay(at)
	return at, err == nil || at == string(never) || at == "" && sort == "submitted"
}

// cursor names the place of a row in a list: what it is put in order by, and its number. parseCursor reads it.
func cursor(at string, id int64) string { return at + "~" + strconv.FormatInt(id, 10) }

func parseCursor(s string) (at string, id int64, ok bool) {
	i := strings.LastIndexByte(s, '~')
	if i < 0 {
		return "", 0, false
	}
	id, err := strconv.ParseInt(s[i+1:], 10, 64)
	return s[:i], id, err == nil
}
