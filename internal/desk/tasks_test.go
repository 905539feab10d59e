package desk_test

import (
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// A database of a program that did not know of second persons is brought up to date when it is opened.
func TestTasksOfAnEarlierProgramAreMadeAnew(t *testing.T) {
	for name, url := range map[string]string{"sqlite": storetest.SQLiteURL(t), "postgres": storetest.PostgresURL(t)} {
		t.Run(name, func(t *testing.T) {
			s := storetest.Open(t, url, storetest.NewClock())
			o := testkit.Open(t, s)
			c := o.Handled("0001")
			o.Must(testkit.Clerk, c.ID, 0, "propose_correction", `{"field":"number","to":"0002","why":"笔误"}`)
			waits := func(s *store.Store, who int64) (n int) {
				err := s.View(t.Context(), func(tx *store.Tx) (err error) {
					_, _, n, err = tx.Cases(t.Context(), access.Of(o.Actors[who]), suggestion.Filter{Tasks: []string{access.DoCorrect}})
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				return n
			}
			err := s.Do(t.Context(), func(tx *store.Tx) error {
				_, err := tx.Exec(t.Context(), `UPDATE task SET except_person = -1`)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			again := storetest.Open(t, url, storetest.NewClock())
			if first, second := waits(again, testkit.Clerk), waits(again, testkit.Head); first != 0 || second != 1 {
				t.Errorf("waits for whoever proposed it: %d, for the head: %d", first, second)
			}
		})
	}
}
