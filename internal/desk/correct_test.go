package desk_test

import (
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// With the name of who made a suggestion of a past year go the sight of it and the figures.
func TestTheAuthorOfAPastYearIsCorrected(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := testkit.Open(t, s)
		c := o.Must(testkit.Clerk, 0, 0, "record_history", `{"number":"0009","kind":"single","lead_id":`+itoa(testkit.Deputy)+`,"session":21,"stream":"session",
			"text":{"title":"关于某事的建议","situation":"","analysis":"","requests":null},"shares":[{"unit":13,"role":"sole","class":"A"}]}`)
		expect := func(when string, deputy int64, want int) {
			t.Helper()
			a := o.Actors[deputy]
			err := s.View(t.Context(), func(tx *store.Tx) error {
				seen, err := tx.CountCases(t.Context(), access.Of(a), suggestion.Filter{})
				if err != nil {
					return err
				}
				counted, err := tx.CountCases(t.Context(), access.Of(o.Actors[testkit.Clerk]), suggestion.Filter{Lead: deputy})
				if seen != want || counted != want {
					t.Errorf("%s: %d sees %d and has %d, want %d", when, deputy, seen, counted, want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		expect("as the sheet told it", testkit.Deputy, 1)
		expect("as the sheet told it", testkit.Cosigner, 0)
		c = o.Must(testkit.Clerk, c.ID, 0, "propose_correction", `{"field":"lead","lead":`+itoa(testkit.Cosigner)+`,"why":"表册与原件不符"}`)
		expect("proposed", testkit.Deputy, 1)
		c = o.Must(testkit.Head, c.ID, c.Corrections[0].No, "correct", `{}`)
		expect("corrected", testkit.Deputy, 0)
		expect("corrected", testkit.Cosigner, 1)
		if c.LeadPerson != o.Actors[testkit.Cosigner].Person.ID {
			t.Errorf("made by person %d", c.LeadPerson)
		}
		check(t, s, c.ID)
		if _, err := o.Try(testkit.Foreign, c.ID, 0, "propose_correction", `{"field":"lead","lead":`+itoa(testkit.Deputy)+`,"why":"x"}`); err == nil {
			t.Error("a committee of another congress corrects it")
		}
	})
}
