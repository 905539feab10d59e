package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"huiyin/internal/org"
	"huiyin/internal/store"
)

// The page of a list behind a unit's sheet is called by the unit and by what it lists, in both languages.
func TestTheListBehindASheetIsCalledByItsUnit(t *testing.T) {
	town := shownCity(t)
	for _, g := range town.signedIn(t) {
		if g.Post.Congress != 1 || g.Post.Role != org.CommitteeHead {
			continue
		}
		var run int64
		var unit org.Org
		var orgs []org.Org
		err := town.store.View(t.Context(), func(tx *store.Tx) (err error) {
			if run, err = store.Value[int64](t.Context(), tx, "SELECT MIN(id) FROM dossier WHERE kind = 'scoring' AND congress_id = 1"); err != nil {
				return err
			}
			dir, err := tx.Directory(t.Context(), 1)
			orgs = dir.Orgs
			return err
		})
		for _, o := range orgs {
			if unit.ID == 0 && o.Handles() && g.get(fmt.Sprintf("/scoring/%d/units/%d", run, o.ID)).Code == http.StatusOK {
				unit = o
			}
		}
		if err != nil || unit.ID == 0 {
			t.Fatalf("no sheet of run %d: %v", run, err)
		}
		w := g.get(fmt.Sprintf("/scoring/%d/units/%d/lists/items", run, unit.ID))
		if want := "<title>" + unit.Name + "：承办件数 · "; w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			title, _, _ := strings.Cut(w.Body.String(), "</title>")
			t.Errorf("answers %d, called %s", w.Code, title[strings.LastIndex(title, "<title>")+1:])
		}
		return
	}
	t.Fatal("no head of the committee")
}
