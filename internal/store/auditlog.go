package store

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/suggestion"
)

// LogFilter chooses lines of the event log of one congress; zero fields choose all.
type LogFilter struct {
	Congress int64
	Kind     string
	Action   string
	Number   string  // of a case
	People   []int64 // who acted
	From, To int64   // Unix milliseconds, inclusive and exclusive
	After    LogKey  // the last line of the page before
	Limit    int
}

// LogKey is the place of a line: newest first, then by aggregate and number.
type LogKey struct{ At, ID, Seq int64 }

// LogLine is one event as the auditor sees it: who did what when, never what the case says.
type LogLine struct {
	suggestion.Event
	Kind   string
	Number string // of the case; empty for other kinds
	Hidden bool   // who acted is kept secret: the deputy's identity is protected
}

func (f LogFilter) where() *Where {
	var w Where
	w.And(`e.congress_id = ?`, f.Congress)
	// What a deputy reports in confidence is the committee head's alone; the chains cover it all the same.
	w.And(`e.machine <> 'report' AND e.action <> 'report_pressure'`)
	w.AndIf(f.Kind != "", `e.kind = ?`, f.Kind)
	w.AndIf(f.Action != "", `e.action = ?`, f.Action)
	w.AndIf(f.Number != "", `s.number = ?`, f.Number)
	if f.People != nil {
		In(&w, `e.person_id`, f.People)
		w.And(`NOT (COALESCE(s.protected, ?) AND e.relation IN (`+marks(len(access.Telling))+`))`, append([]any{false}, anys(access.Telling)...)...)
	}
	w.AndIf(f.From != 0, `e.recorded_at >= ?`, f.From)
	w.AndIf(f.To != 0, `e.recorded_at < ?`, f.To)
	w.And(`s.id IS NULL OR ` + visible)
	return &w
}

const logFrom = ` FROM event e LEFT JOIN suggestion s ON e.kind = 'suggestion' AND s.id = e.aggregate_id`

// CountEventLog counts all lines that the filter chooses.
func (t *Tx) CountEventLog(ctx context.Context, f LogFilter) (int64, error) {
	w := f.where()
	return Value[int64](ctx, t, `SELECT COUNT(*)`+logFrom+w.String(), w.Args()...)
}

// EventLog lists a page of lines, newest first.
func (t *Tx) EventLog(ctx context.Context, f LogFilter) ([]LogLine, error) {
	w := f.where()
	w.AndIf(f.After.At != 0, `(e.recorded_at, e.aggregate_id, e.seq) < (?, ?, ?)`, f.After.At, f.After.ID, f.After.Seq)
	limit := w.Arg(f.Limit)
	lines, err := All(ctx, t, func(l *LogLine) []any {
		return []any{
			&l.Kind, &l.Case, &l.Seq, &l.Machine, &l.Part, &l.Action, &l.From, &l.To, &l.By, &l.Post, &l.Person, &l.Org, &l.At, &l.On,
			&l.Hash, &l.Number, &l.Hidden,
		}
	}, `SELECT e.kind, e.aggregate_id, e.seq, e.machine, e.part, e.action, e.from_state, e.to_state, e.relation, e.post_id, e.person_id,
		e.org_id, e.recorded_at, e.effective_on, e.hash, COALESCE(s.number, ''),
		COALESCE(s.protected, FALSE)`+logFrom+w.String()+`
		ORDER BY e.recorded_at DESC, e.aggregate_id DESC, e.seq DESC LIMIT `+limit, w.Args()...)
	for i, l := range lines {
		if l.Hidden {
			lines[i].Hash = "" // which of some hundred deputies it was made with can be tried out
			lines[i].Hidden = slices.Contains(access.Telling, l.By)
		}
	}
	return lines, err
}

// SecurityFilter chooses lines of the security log; zero fields but Limit choose all.
type SecurityFilter struct {
	Account  int64
	Action   string
	From, To int64 // Unix milliseconds, inclusive and exclusive
	Limit    int
}

// securityOf chooses lines of the people of one congress; all also those that belong to no account.
func (f SecurityFilter) securityOf(congress int64, all bool) *Where {
	var w Where
	const ours = `EXISTS (SELECT 1 FROM account a JOIN post p ON p.person_id = a.person_id WHERE a.id = l.account_id AND p.congress_id = ?)`
	w.AndIf(!all, ours, congress)
	w.AndIf(all, `(l.account_id = 0 OR `+ours+`)`, congress)
	w.AndIf(f.Account != 0, `l.account_id = ?`, f.Account)
	w.AndIf(f.Action != "", `l.action = ?`, f.Action)
	w.AndIf(f.From != 0, `l.at >= ?`, f.From)
	w.AndIf(f.To != 0, `l.at < ?`, f.To)
	return &w
}

// CountSecurityLines counts all lines that SecurityLines goes through.
func (t *Tx) CountSecurityLines(ctx context.Context, congress int64, all bool, f SecurityFilter) (int64, error) {
	w := f.securityOf(congress, all)
	return Value[int64](ctx, t, `SELECT COUNT(*) FROM security_log l`+w.String(), w.Args()...)
}

// SecurityLines lists a page of the security log of the people of one congress, newest first; all also gives the lines that belong to no account.
// After is the place of the last line of the page before: instant, account, number.
func (t *Tx) SecurityLines(ctx context.Context, congress int64, all bool, f SecurityFilter, after LogKey) ([]SecurityEntry, error) {
	w := f.securityOf(congress, all)
	w.AndIf(after.At != 0, `(l.at, l.account_id, l.seq) < (?, ?, ?)`, after.At, after.ID, after.Seq)
	limit := w.Arg(f.Limit)
	return All(ctx, t, securityPlaces, `SELECT l.account_id, l.seq, l.at, l.action, l.post_id, l.subject, l.detail, l.ip, l.prev_hash, l.hash
		FROM security_log l`+w.String()+` ORDER BY l.at DESC, l.account_id DESC, l.seq DESC LIMIT `+limit, w.Args()...)
}
