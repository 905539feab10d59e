package intake_test

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/i18n"
	"huiyin/internal/intake"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/intake/sheet/sheettest"
	"huiyin/internal/score"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

// book makes a workbook of several sheets.
func book(t *testing.T, sheets map[string][]row) []byte {
	t.Helper()
	w, err := sheet.NewWorkbook()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, table := range sheet.YearTables {
		rows, ok := sheets[table.Key]
		if !ok {
			continue
		}
		err := w.Sheet(sheet.SheetName(table, i18n.Chinese), sheet.Heads(table, i18n.Chinese), func(yield func([]any, error) bool) {
			for _, r := range rows {
				cells := make([]any, len(table.Columns))
				for i, c := range table.Columns {
					cells[i] = r[c.Key]
				}
				if !yield(cells, nil) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bases are the denominators of every indicator: of a session those of its year, of last year's those that the year after shows.
func (o office) bases(t *testing.T) map[string]int {
	t.Helper()
	out := map[string]int{}
	err := o.store.View(t.Context(), func(tx *store.Tx) error {
		for _, session := range []int64{third, second} {
			y, err := stats.OfYear(t.Context(), tx, access.Of(o.clerk), session)
			if err != nil {
				return err
			}
			for _, r := range y.Rates {
				if last := r.Now.Year != y.Session.Year; last == (session == third) {
					out[r.Code] = r.Now.Den.N
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// untold is never told of a past year: no sheet has it.
const untold = "untold"

// asks are the facts of a sheet that each indicator's denominator asks for.
var asks = map[string][]string{
	"completion": nil, "completion_strict": nil,
	"reply": {"answer"}, "reply_shares": {"answer"}, "adoption": {"answer", "class"},
	"solved": {"class"}, "planned": {"class"}, "in_progress": {"class"}, "planned_only": {"class"}, "solved_or_planned": {"class"},
	"solved_shares": {"class"}, "solved_or_planned_shares": {"class"}, "b_to_a": {"class", "promise"}, "b_to_a_same_year": {"class", "promise"},
	"attitude": {"attitude"}, "attitude_strict": {"attitude"}, "attitude_of_handed": {"attitude"},
	"satisfaction": {"result"}, "satisfaction_strict": {"result"}, "satisfaction_of_handed": {"result"}, "first_satisfaction": {"result"}, "satisfaction_shares": {"result"},
	"implementation": {"promise"}, "implementation_all": {"promise"}, "implementation_last_year": {"promise"}, "implemented_cases": {"promise"},
	"effect_unmeasured": {"promise"}, "effect_unmeasured_shares": {"promise"},
	"completion_due": {untold}, "on_time": {untold}, "on_time_original": {untold}, "on_time_shares": {untold}, "rehandling": {untold}, "rehandling_unsatisfied": {untold},
	"rehandling_shares": {untold}, "rehandling_on_time": {untold}, "sign_for": {untold}, "signed": {untold}, "co_opinion": {untold},
	"contact": {untold}, "meeting": {untold}, "visit": {untold}, "instruction": {untold}, "contact_shares": {untold}, "meeting_shares": {untold}, "visit_shares": {untold},
	"instruction_shares": {untold}, "contact_deputies": {untold}, "meeting_deputies": {untold}, "visit_deputies": {untold},
	"effect": {untold}, "effect_strict": {untold}, "effect_reply": {untold}, "effect_fell": {untold}, "effect_shares": {untold}, "effect_fell_shares": {untold},
	"satisfaction_forms": {untold}, "satisfied_forms": {untold}, "first_satisfaction_forms": {untold}, "attitude_forms": {untold}, "attitude_satisfied_forms": {untold},
	"fulfilment_rating": {untold}, "carried_kept": {untold}, "carried_owed": {untold}, "carried_overdue": {untold}, "carried_broken": {untold},
	"accomplished": {untold}, "publication": {untold}, "publication_of_texts": {untold}, "publication_texts": {untold},
}

// A suggestion of a past year whose sheet lacks a fact leaves the denominators of the indicators that ask for it, and no others.
func TestWhatASheetLacksLeavesTheDenominators(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s, with(sheettest.Hengyang()))
		was := o.bases(t)
		for code := range was {
			if _, ok := asks[code]; !ok {
				t.Errorf("nobody says what %s asks for", code)
			}
		}
		for i, k := range []struct {
			name  string
			lacks []string
		}{
			{"everything is told", nil},
			{"whether it was handed over at the meeting", []string{"meeting"}},
			{"the class, and with it what is promised", []string{"class", "promise"}},
			{"the answer, and with it what hangs on it", []string{"answer", "replied", "class", "attitude", "result", "promise"}},
			{"the attitude", []string{"attitude"}},
			{"the result", []string{"result"}},
			{"whether it was a key suggestion", []string{"key"}},
			{"whether it was commended", []string{"excellent"}},
			{"what was promised", []string{"promise"}},
		} {
			r, err := o.year(t, toldBut(t, strconv.Itoa(i+1), k.lacks), intake.Request{})
			if err != nil || !r.Written {
				t.Fatalf("%s: %+v %v", k.name, r, err)
			}
			now := o.bases(t)
			for code, needs := range asks {
				want := 1
				for _, n := range needs {
					if n == untold || slices.Contains(k.lacks, n) {
						want = 0
					}
				}
				if grew := now[code] - was[code]; grew != want {
					t.Errorf("the sheet lacks %s: the denominator of %s grows by %d, want %d", k.name, code, grew, want)
				}
			}
			was = now
		}
	})
}

// toldBut is the sheet of a suggestion that one unit answered, without what it lacks.
func toldBut(t *testing.T, number string, lacks []string) []byte {
	t.Helper()
	unit := row{"term": 16, "session": 2, "stream": "会议期间", "number": number, "unit": "市教育局"}
	promise := maps.Clone(unit)
	maps.Copy(promise, row{"words": "年内建成", "due": "2023-10-31", "state": "已兑现", "done": "2023-09-01"})
	unit["role"] = "独办"
	r := line(number, "meeting", "是", "key", "非重点", "excellent", "否")
	for key, value := range map[string]string{"class": "B", "replied": "2023-05-05", "attitude": "满意", "result": "满意"} {
		r[key], unit[key] = value, value
	}
	for _, key := range lacks {
		delete(r, key)
		delete(unit, key)
	}
	sheets := map[string][]row{sheet.Suggestions: {r}, sheet.Assignments: {unit}}
	if !slices.Contains(lacks, "promise") {
		sheets[sheet.Commitments] = []row{promise}
	}
	return book(t, sheets)
}

// Of two units of which one tells, the other leaves the denominators in unit-times.
func TestAShareThatIsNotToldLeavesTheDenominators(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s, with(sheettest.Hengyang()))
		of := func(unit string, pairs ...string) row {
			r := row{"term": 16, "session": 2, "stream": "会议期间", "number": "1", "unit": unit, "role": "分办"}
			for i := 0; i < len(pairs); i += 2 {
				r[pairs[i]] = pairs[i+1]
			}
			return r
		}
		r, err := o.year(t, book(t, map[string][]row{
			sheet.Suggestions: {line("1", "class", "B")},
			sheet.Assignments: {of("市教育局", "class", "A", "replied", "2023-05-05"), of("市财政局", "replied", "2023-05-06"), of("市水利局")},
		}), intake.Request{})
		if err != nil || !r.Written {
			t.Fatalf("%+v %v", r, err)
		}
		got := o.bases(t)
		for code, want := range map[string]int{"solved": 1, "reply": 1, "solved_shares": 1, "solved_or_planned_shares": 1, "reply_shares": 2} {
			if got[code] != want {
				t.Errorf("%s is a share of %d, want %d", code, got[code], want)
			}
		}
	})
}

// An answer of which a sheet tells the words or the number alone is an answer: it counts in the rates of answers, above the line and below it, and in
// the facts of scoring.
func TestAnAnswerToldByItsWordsAloneCounts(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s, with(sheettest.Hengyang()))
		for i, k := range []struct {
			name               string
			column, value      string
			reply, replyShares int
		}{
			{"words", "reply_text", "已列入明年计划。", 1, 1},
			{"a number", "reply_number", "衡教函〔2023〕1号", 1, 0},
			{"nothing", "meeting", "否", 0, 0},
		} {
			was := o.rates(t, "reply", "reply_shares")
			n := strconv.Itoa(i + 1)
			unit := row{"term": 16, "session": 2, "stream": "会议期间", "number": n, "unit": "市教育局", "role": "独办", k.column: k.value}
			r, err := o.year(t, book(t, map[string][]row{sheet.Suggestions: {line(n, k.column, k.value)}, sheet.Assignments: {unit}}), intake.Request{})
			if err != nil || !r.Written {
				t.Fatalf("%s: %+v %v", k.name, r, err)
			}
			now := o.rates(t, "reply", "reply_shares")
			for j, want := range []int{k.reply, k.replyShares} {
				if num, den := now[j].Num.N-was[j].Num.N, now[j].Den.N-was[j].Den.N; num != want || den != want {
					t.Errorf("the sheet tells %s: %d more are answered of %d more, want %d of %d", k.name, num, den, want, want)
				}
			}
			if got := o.facts(t, n).Answered; got != (k.replyShares == 1) {
				t.Errorf("the sheet tells %s: answered %v in the facts of scoring", k.name, got)
			}
		}
	})
}

// rates are indicators of the second session as they stand.
func (o office) rates(t *testing.T, codes ...string) []stats.Share {
	t.Helper()
	out := make([]stats.Share, len(codes))
	err := o.store.View(t.Context(), func(tx *store.Tx) error {
		y, err := stats.OfYear(t.Context(), tx, access.Of(o.clerk), second)
		for i, code := range codes {
			if err == nil {
				out[i] = y.Rate(code).Now
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// facts are what scoring reads of the one share of a suggestion.
func (o office) facts(t *testing.T, number string) score.Item {
	t.Helper()
	var of score.Item
	err := o.store.View(t.Context(), func(tx *store.Tx) error {
		rows, _, _, err := tx.Cases(t.Context(), access.Of(o.clerk), suggestion.Filter{Session: second, Number: number})
		if err != nil || len(rows) != 1 {
			return err
		}
		c, err := tx.ReadCase(t.Context(), rows[0].ID)
		if err == nil {
			of = score.FactsOf([]*suggestion.Case{c}, func(int64) (string, string) { return "", "" }, nil)[0].Items[0]
		}
		return err
	})
	if err != nil || of.Number != number {
		t.Fatalf("%+v %v", of, err)
	}
	return of
}
