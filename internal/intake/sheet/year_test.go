package sheet_test

import (
	"bytes"
	"testing"

	"huiyin/internal/i18n"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/intake/sheet/sheettest"
)

func promisesB(code string) bool { return code == "B" }

func TestYearsAddUp(t *testing.T) {
	for name, m := range map[string]sheettest.Makeup{"376": sheettest.Hengyang(), "391": sheettest.Other()} {
		t.Run(name, func(t *testing.T) {
			var file bytes.Buffer
			if err := sheettest.Generate(&file, m); err != nil {
				t.Fatal(err)
			}
			y, problems, err := sheet.ReadYear(t.Context(), bytes.NewReader(file.Bytes()), int64(file.Len()),
				sheet.Options{Directory: m.Directory(), Promises: promisesB})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range problems {
				t.Errorf("%s %s %s", p.Sheet, p.Cell, p.Sentence(i18n.For(i18n.Chinese)))
			}
			got := m
			got.N, got.AtMeeting, got.Between, got.KeyLeader, got.KeyCommittee, got.Excellent = len(y.Suggestions), 0, 0, 0, 0, 0
			got.Commended = len(y.Commended)
			classes := map[string]int{}
			for _, s := range y.Suggestions {
				classes[s.Reply.Class]++
				if s.AtMeeting == sheet.Yes {
					got.AtMeeting++
				}
				if s.Stream == sheet.Between {
					got.Between++
				}
				if s.KeyLevel == sheet.KeyLeader {
					got.KeyLeader++
				}
				if s.KeyLevel == sheet.KeyCommittee {
					got.KeyCommittee++
				}
				if s.Excellent == sheet.Yes {
					got.Excellent++
				}
				if s.Reply.Result != sheet.Satisfied || s.Reply.Attitude != sheet.Satisfied || s.Lead.ID == 0 || len(s.Assignments) == 0 ||
					s.Assignments[0].Reply != s.Reply || s.Reply.Class == "B" != (len(s.Commitments) == 1) {
					t.Errorf("suggestion %s: facts lost: %+v", s.Number, s)
				}
			}
			for _, c := range m.Classes {
				if classes[c.Class] != c.N {
					t.Errorf("class %s: %d, want %d", c.Class, classes[c.Class], c.N)
				}
			}
			if got.N != m.N || got.AtMeeting != m.AtMeeting || got.Between != m.Between || got.KeyLeader != m.KeyLeader ||
				got.KeyCommittee != m.KeyCommittee || got.Excellent != m.Excellent || got.Commended != m.Commended {
				t.Errorf("got %+v, want %+v", got, m)
			}
			if good, left := y.Good(); left != 0 || len(good.Suggestions) != m.N || len(good.Commended) != m.Commended {
				t.Errorf("good: %d suggestions, %d left out", len(good.Suggestions), left)
			}
		})
	}
}
