package web

import (
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/store"
)

// The four looks are read out of the suggestions of whoever is looked at, and out of none twice: a document that nobody has to read may be in any state.
func TestTheLooksReadWhatTheyNeed(t *testing.T) {
	c := newCity(t)
	ours := c.answered("0001").ID
	c.assigned("0002")
	other := c.pending("0003")
	c.must(clerk, other.ID, 0, "propose_units", `{"shares":[{"unit":14,"role":"sole"}]}`)
	c.must(head, other.ID, 0, "assign", `{}`)
	damage := func(id int64) {
		t.Helper()
		err := c.desk.Store.Do(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE suggestion_doc SET doc = 'x' WHERE suggestion_id = $1`, id)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	says := func(name string, post int64, path string, status int, want ...string) {
		t.Helper()
		resp, body := c.as(post).get(path)
		if resp.StatusCode != status {
			t.Errorf("%s: %d, want %d", name, resp.StatusCode, status)
		}
		for _, w := range want {
			if !strings.Contains(text(body), w) {
				t.Errorf("%s: does not say %q", name, w)
			}
		}
	}
	damage(other.ID)
	figure := "/looks/" + strconv.Itoa(13) + "/look_replied"
	says("all units need every suggestion", clerk, "/looks", 500)
	says("a unit needs its own", health, "/looks", 200, "卫生健康委员会50.0% (1/2)")
	says("so does a figure of it", clerk, figure, 200, "0001", "0002")
	damage(ours)
	says("what was read is not read again", health, "/looks", 200, "卫生健康委员会50.0% (1/2)")
	says("nor for what stands behind it", clerk, figure, 200, "0001", "0002")
	says("a unit that is not the reader's", health, "/looks/14/look_replied", 404)
	says("what is no figure", clerk, "/looks/13/look_nice", 404)
}
