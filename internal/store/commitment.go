package store

import (
	"context"
	"encoding/json"

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
	Due      calendar.Day
	FirstDue calendar.Day
	DoneOn   calendar.Day
	Made     int               // year in which it entered the ledger; 0 when unknown
	Year     int               // in whose account it stands, or stood when it was settled
	Term     int               // into which it was carried; 0 when it was not
	MadeBy   int64             // unit that made it, where bodies were reformed since
	Percent  int               // as reported; 100 once the unit has declared it done
	ReportBy calendar.Day      // by when its unit is to speak of it again; empty when nothing is owed
	Files    []suggestion.File // that show how it is kept
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
	return listParts(ctx, t, w, partList{
		table: "commitment", short: "k", order: "k.due_on", after: f.After, limit: f.Limit,
		columns: `k.suggestion_id, k.part, s.number, s.title, k.session_id, k.unit_id, k.state, k.words, k.due_on, k.first_due_on, k.done_on, k.report_by,
			k.made_year, k.year, k.term, k.made_by, k.files,
			CASE WHEN k.state IN ('claimed', 'kept') THEN 100 ELSE k.percent END`,
	}, func(r *CommitmentRow) []any {
		return []any{&r.Case, &r.Part, nullText{&r.Number}, &r.Title, &r.Session, &r.Unit, &r.State, &r.Words, &r.Due, &r.FirstDue, &r.DoneOn, &r.ReportBy, &r.Made, &r.Year, &r.Term, &r.MadeBy, filesIn{&r.Files}, &r.Percent}
	}, func(r *CommitmentRow) (string, int64, int) { return string(r.Due), r.Case, r.Part })
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

// OwedPromises are the promises that one unit owes on a suggestion by the same day.
type OwedPromises struct {
	Case, Congress, Unit int64
	Start, Due           calendar.Day // Start is that of the one that counts longest
}

// OwedPromises lists what the units of the installation owe by a day or later and have not declared done.
func (t *Tx) OwedPromises(ctx context.Context, from calendar.Day) ([]OwedPromises, error) {
	return All(ctx, t, func(k *OwedPromises) []any { return []any{&k.Case, &k.Congress, &k.Unit, &k.Start, &k.Due} }, `
		SELECT k.suggestion_id, k.congress_id, k.unit_id, MIN(k.start_on), k.due_on
		FROM commitment k JOIN suggestion s ON s.id = k.suggestion_id
		WHERE k.state = 'promised' AND k.due_on >= $1 AND `+visible+` GROUP BY k.suggestion_id, k.congress_id, k.unit_id, k.due_on ORDER BY k.suggestion_id, k.due_on, k.unit_id`, from)
}

// SilentPromise is a promise that its unit was to speak of by a day and did not.
type SilentPromise struct {
	Case, Congress, Unit int64
	Part                 int
	By                   calendar.Day
}

// SilentPromises lists the promises of the installation that somebody was to speak of between two days, the second not among them.
func (t *Tx) SilentPromises(ctx context.Context, from, before calendar.Day) ([]SilentPromise, error) {
	return All(ctx, t, func(k *SilentPromise) []any { return []any{&k.Case, &k.Congress, &k.Unit, &k.Part, &k.By} }, `
		SELECT k.suggestion_id, k.congress_id, k.unit_id, k.part, k.report_by
		FROM commitment k JOIN suggestion s ON s.id = k.suggestion_id
		WHERE k.state = 'promised' AND k.report_by >= $1 AND k.report_by < $2 AND `+visible+` ORDER BY k.suggestion_id, k.part`, from, before)
}

// CasesOf returns the rows of the named cases that a scope sees, by number.
func (t *Tx) CasesOf(ctx context.Context, s access.Scope, ids []int64) ([]CaseRow, error) {
	var w Where
	scoped(&w, s)
	In(&w, "s.id", ids)
	return All(ctx, t, caseRowPlaces, "SELECT "+caseRowColumns+" FROM suggestion s"+w.String()+" ORDER BY "+numberColumn+", s.id", w.Args()...)
}
