package store

import (
	"context"
	"encoding/json"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// CommitmentFilter narrows the ledger of promises (承诺台账).
type CommitmentFilter = suggestion.PromiseFilter

// CommitmentRow is one promise of the ledger with its case.
type CommitmentRow struct {
	Case     int64
	Part     int
	Number   string
	Title    string
	Session  int64
	Unit     int64
	State    flow.State
	Words    string
	Start    calendar.Day // from which its time counts
	Due      calendar.Day
	FirstDue calendar.Day
	DoneOn   calendar.Day
	Made     int                // year in which it entered the ledger; 0 when unknown
	Year     int                // in whose account it stands, or stood when it was settled
	Term     int                // into which it was carried; 0 when it was not
	MadeBy   int64              // unit that made it, where bodies were reformed since
	Percent  int                // as reported; 100 once the unit has declared it done
	ReportBy calendar.Day       // by when its unit is to speak of it again; empty when nothing is owed
	Files    []suggestion.File  // that show how it is kept
	Earlier  []suggestion.Claim // claims that it is kept which failed
	failed   bool               // there are such claims
}

// filesIn reads a list of files that a row keeps in JSON.
type filesIn struct{ to *[]suggestion.File }

// fileList is such a list as the row keeps it.
func fileList(files []suggestion.File) string {
	if len(files) == 0 {
		return ""
	}
	b, err := json.Marshal(files)
	if err != nil {
		return "" // plain words and numbers cannot fail to marshal
	}
	return string(b)
}

// Scan takes no text as no files.
func (f filesIn) Scan(src any) error {
	var text string
	if err := (nullText{&text}).Scan(src); err != nil || text == "" {
		return err
	}
	return json.Unmarshal([]byte(text), f.to)
}

// owed adds what a filter of the ledger asks of the promise k and its case s.
func owed(w *Where, sc access.Scope, f CommitmentFilter) {
	w.AndIf(f.Session != 0, "k.session_id = ?", f.Session)
	w.AndIf(f.Year != 0, "k.made_year = ?", f.Year)
	w.AndIf(f.Carried != 0, "k.congress_id = ? AND k.made_year < ? AND k.year >= ?", sc.Congress, f.Carried, f.Carried)
	w.AndIf(f.Term != 0, "k.term >= ? AND k.session_id IN (SELECT o.id FROM session o WHERE o.term < ?)", f.Term, f.Term)
	w.AndIf(f.Of != 0, "k.session_id IN (SELECT o.id FROM session o WHERE o.term = ?)", f.Of)
	w.AndIf(f.Unit != 0, "k.unit_id = ?", f.Unit)
	oneOf(w, "k.state", f.States)
	oneOf(w, "k.rated", f.Rated)
	w.AndIf(f.DueFrom != "", "k.due_on >= ?", f.DueFrom)
	w.AndIf(f.DueTo != "", "k.due_on <> '' AND k.due_on <= ?", f.DueTo)
	w.AndIf(f.Told != 0, "(k.suggestion_id, k.part) IN (SELECT n.suggestion_id, n.part FROM notice_promise n WHERE n.notice_id = ?)", f.Told)
	w.AndIf(f.ReportTo != "", "k.report_by <> '' AND k.report_by <= ?", f.ReportTo)
	filtered(w, sc, f.Case)
}

// Protected are those of the cases whose author's identity is kept from units and the public.
func (t *Tx) Protected(ctx context.Context, ids []int64) ([]int64, error) {
	var w Where
	w.And("s.protected = ?", true)
	In(&w, "s.id", ids)
	return Column[int64](ctx, t, "SELECT s.id FROM suggestion s"+w.String()+" ORDER BY s.id", w.Args()...)
}

// Commitments lists the promises on the cases that a scope sees, the earliest due first, with the cursor of the next page and
// the exact number of all.
func (t *Tx) Commitments(ctx context.Context, s access.Scope, f CommitmentFilter) (rows []CommitmentRow, next string, total int, err error) {
	var w Where
	scoped(&w, s)
	owed(&w, s, f)
	rows, next, total, err = listParts(ctx, t, w, partList{
		table: "commitment", short: "k", order: "k.due_on", after: f.After, limit: f.Limit,
		columns: `k.suggestion_id, k.part, s.number, s.title, k.session_id, k.unit_id, k.state, k.words, k.start_on, k.due_on, k.first_due_on, k.done_on, k.report_by,
			k.made_year, k.year, k.term, k.made_by, k.files,
			CASE WHEN k.state IN ('claimed', 'kept') THEN 100 ELSE k.percent END, ` + claimFailed,
	}, func(r *CommitmentRow) []any {
		return []any{&r.Case, &r.Part, nullText{&r.Number}, &r.Title, &r.Session, &r.Unit, &r.State, &r.Words, &r.Start, &r.Due, &r.FirstDue, &r.DoneOn, &r.ReportBy, &r.Made, &r.Year, &r.Term, &r.MadeBy, filesIn{&r.Files}, &r.Percent, &r.failed}
	}, func(r *CommitmentRow) (string, int64, int) { return string(r.Due), r.Case, r.Part })
	if err == nil {
		err = t.earlierClaims(ctx, rows)
	}
	return rows, next, total, err
}

// claimFailed holds of a promise k that was declared done and was not: one step in an index of few entries, whose condition it repeats.
const claimFailed = `EXISTS (SELECT 1 FROM event e
	WHERE e.kind = 'suggestion' AND e.action IN ('not_kept', 'overturn') AND e.aggregate_id = k.suggestion_id AND e.part = k.part)`

// earlierClaims reads the claims that failed from the logs of the promises that have any.
func (t *Tx) earlierClaims(ctx context.Context, rows []CommitmentRow) error {
	var of []int64
	for _, r := range rows {
		if r.failed {
			of = append(of, r.Case)
		}
	}
	slices.Sort(of)
	told := map[int64]map[int][]suggestion.Claim{}
	for ids := range slices.Chunk(slices.Compact(of), 500) {
		var w Where
		w.And("kind = ? AND machine = 'commitment'", caseKind)
		In(&w, "aggregate_id", ids)
		log, err := All(ctx, t, func(e *eventRow) []any {
			return []any{&e.Case, &e.Machine, &e.Part, &e.Action, &e.On, &e.Org, &e.payload}
		}, "SELECT aggregate_id, machine, part, action, effective_on, org_id, payload FROM event"+w.String()+" ORDER BY aggregate_id, seq", w.Args()...)
		if err != nil {
			return err
		}
		logs := map[int64][]suggestion.Event{}
		for _, e := range log {
			if e.payload != nil {
				e.Payload = json.RawMessage(*e.payload)
			}
			logs[e.Case] = append(logs[e.Case], e.Event)
		}
		for id, log := range logs {
			told[id] = suggestion.FailedClaims(log)
		}
	}
	for i, r := range rows {
		rows[i].Earlier = told[r.Case][r.Part]
	}
	return nil
}

// CasesToCarry lists the suggestions of a congress on which a promise is still open that was made in a term before this one and has not been carried
// into it. On most days there is none, and that is one step in an index for each session of an earlier term.
func (t *Tx) CasesToCarry(ctx context.Context, congress int64, term int) ([]int64, error) {
	return Column[int64](ctx, t, `
		SELECT DISTINCT k.suggestion_id FROM session o
		JOIN commitment k ON k.session_id = o.id AND k.state IN ('promised', 'claimed') AND k.term < $2
		JOIN suggestion s ON s.id = k.suggestion_id
		WHERE o.congress_id = $1 AND o.term < $2 AND `+visible+` ORDER BY k.suggestion_id`, congress, term)
}

// PromisesOf are promises of one unit on one suggestion that share a day: that on which they are due, or by which the unit was to speak of them.
type PromisesOf struct {
	Case, Congress, Unit int64
	Key                  bool         // on a key suggestion
	Start                calendar.Day // of the one that counts longest
	Day                  calendar.Day
	Parts                []int
}

// together joins the promises of a unit on a suggestion that share a day. The lines come in that order.
func together(lines []PromisesOf) []PromisesOf {
	var out []PromisesOf
	for _, k := range lines {
		if n := len(out) - 1; n >= 0 && out[n].Case == k.Case && out[n].Unit == k.Unit && out[n].Day == k.Day {
			out[n].Parts = append(out[n].Parts, k.Parts...)
			out[n].Start = min(out[n].Start, k.Start)
			continue
		}
		out = append(out, k)
	}
	return out
}

func (t *Tx) promisesBy(ctx context.Context, day, cond string, args ...any) ([]PromisesOf, error) {
	lines, err := All(ctx, t, func(k *PromisesOf) []any {
		k.Parts = []int{0}
		return []any{&k.Case, &k.Congress, &k.Unit, &k.Key, &k.Start, &k.Day, &k.Parts[0]}
	}, `
		SELECT k.suggestion_id, k.congress_id, k.unit_id, s.key_level <> '', k.start_on, k.`+day+`, k.part
		FROM commitment k JOIN suggestion s ON s.id = k.suggestion_id
		WHERE k.state = 'promised' AND `+cond+` AND `+visible+` ORDER BY k.suggestion_id, k.`+day+`, k.unit_id, k.part`, args...)
	return together(lines), err
}

// OwedPromises lists what the units of the installation owe by a day or later and have not declared done.
func (t *Tx) OwedPromises(ctx context.Context, from calendar.Day) ([]PromisesOf, error) {
	return t.promisesBy(ctx, "due_on", "k.due_on >= $1", from)
}

// SilentPromises lists the promises of the installation that somebody was to speak of between two days, the second not among them.
func (t *Tx) SilentPromises(ctx context.Context, from, before calendar.Day) ([]PromisesOf, error) {
	return t.promisesBy(ctx, "report_by", "k.report_by >= $1 AND k.report_by < $2", from, before)
}

// CasesOf returns the rows of the named cases that a scope sees, by number.
func (t *Tx) CasesOf(ctx context.Context, s access.Scope, ids []int64) ([]CaseRow, error) {
	var w Where
	scoped(&w, s)
	In(&w, "s.id", ids)
	return All(ctx, t, caseRowPlaces, "SELECT "+caseRowColumns+" FROM suggestion s"+w.String()+" ORDER BY "+numberColumn+", s.id", w.Args()...)
}
