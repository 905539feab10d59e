package intake_test

import (
	"testing"

	"huiyin/internal/intake"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/intake/sheet/sheettest"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
)

type row map[string]any

// written makes a workbook of the sheet of suggestions alone.
func written(t *testing.T, rows ...row) []byte {
	t.Helper()
	return book(t, map[string][]row{sheet.Suggestions: rows})
}

func line(number string, pairs ...string) row {
	r := row{"term": 16, "session": 2, "stream": "会议期间", "number": number, "title": "关于某事的建议", "cert": "S0001", "outcome": "办理"}
	for i := 0; i < len(pairs); i += 2 {
		r[pairs[i]] = pairs[i+1]
	}
	return r
}

// What a sheet lacks is neither yes nor no: the case leaves the base of the figures that need it, and no others.
func TestUnknownFactsLeaveTheirBases(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s, with(sheettest.Hengyang()))
		r, err := o.year(t, written(t,
			line("1", "meeting", "是", "class", "A", "attitude", "满意", "result", "满意", "key", "主任会议成员督办", "excellent", "是"),
			line("2", "meeting", "否", "class", "B", "attitude", "不满意", "result", "基本满意", "key", "非重点", "excellent", "否"),
			line("3", "class", "C", "result", "未评价"),
			line("4"),
			line("5", "outcome", "退回"),
			line("6", "outcome", "并案", "into", "1"),
			line("1", "stream", "闭会期间", "class", "A"),
		), intake.Request{})
		if err != nil || r.New != 7 || !r.Written {
			t.Fatalf("%+v %v", r, err)
		}
		expect(t, o.figures(t, second), map[string]string{
			"received": "7", "returned": "1", "merged": "1", "accepted": "5", "handed": "5",
			"at_meeting":        "1 50.0%", // of two that tell
			"replied":           "4 100%",  // a class tells of an answer without its day
			"class_A":           "2 50.0%",
			"solved":            "2 50.0%",
			"solved_or_planned": "3 75.0%",
			"rated":             "2 66.7%", // the third is known to be silent, the others lack it
			"escalated":         "未载",      // no sheet tells of a second evaluation
			"attitude_content":  "1 50.0%",
			"result_content":    "2 100%",
			"key_leader":        "1 50.0%",
			"excellent":         "1 50.0%",
			"promises_open":     "未载", // no promise is told of any
		})
		err = s.View(t.Context(), func(tx *store.Tx) error {
			yes := true
			rows, _, n, err := tx.Cases(t.Context(), o.scope(), suggestion.Filter{Session: second, AtMeeting: &yes})
			if n != 1 || rows[0].Number != "1" {
				t.Errorf("%d at the meeting", n)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestOnlyGoodRowsWhenChosen(t *testing.T) {
	o := open(t, storetest.SQLite(t), with(sheettest.Hengyang()))
	file := written(t, line("1", "class", "A"), line("2", "class", "D"), line("3", "session", "9"), line("4", "outcome", "并案", "into", "2"))
	r, err := o.year(t, file, intake.Request{})
	if err != nil || r.Written || r.Read != 4 || r.Good != 1 || r.Wrong != 3 {
		t.Fatalf("%+v %v", r, err)
	}
	expect(t, o.figures(t, second), map[string]string{"received": "0"})
	r, err = o.year(t, file, intake.Request{GoodOnly: true})
	if err != nil || !r.Written || r.New != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	expect(t, o.figures(t, second), map[string]string{"received": "1"})
}
