package polling_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/polling"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// first is the post of the first member; a person's id is 10000 more.
const first = 2001

// chamber is the small congress with members who vote. Its first member heads the health commission as well.
type chamber struct {
	testkit.Office
	kind    string
	id      int64
	members []int64
}

func seat(t *testing.T, s *store.Store, members int) *chamber {
	t.Helper()
	c := &chamber{Office: testkit.Open(t, s), kind: "vote"}
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		var people []org.Person
		var posts []org.Post
		for i := range members {
			p := org.Post{ID: first + int64(i), Congress: 1, Org: testkit.DelegationOrg, Person: 10000 + first + int64(i), Role: org.Deputy, Mandate: org.Active}
			who := org.Person{ID: p.Person, Name: "委员" + strconv.Itoa(i+1)}
			people, posts = append(people, who), append(posts, p)
			c.Actors[p.ID] = org.Actor{Person: who, Post: p}
			c.members = append(c.members, p.ID)
		}
		posts = append(posts, org.Post{ID: 1999, Congress: 1, Org: testkit.HealthOrg, Person: 10000 + first, Role: org.UnitHead})
		if err := tx.InsertPeople(t.Context(), people); err != nil {
			return err
		}
		return errors.Join(tx.InsertPosts(t.Context(), posts), storetest.Unlogged(t.Context(), tx))
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// command decodes the body of an action.
func (c *chamber) command(do flow.Action, body string) any {
	c.T.Helper()
	k, _ := c.kindOf()
	cmd, ok := k.NewCommand(do)
	if !ok {
		c.T.Fatalf("no action %s", do)
	}
	if err := json.Unmarshal([]byte(body), cmd); err != nil {
		c.T.Fatal(err)
	}
	return cmd
}

func (c *chamber) kindOf() (dossier.Kind, bool) {
	for _, k := range poll.Kinds {
		if k.Name() == c.kind {
			return k, true
		}
	}
	return nil, false
}

func (c *chamber) do(post int64, do flow.Action, cmd any) error {
	d, err := c.Dossier(c.T.Context(), c.Actors[post], c.kind, c.id, desk.DossierRequest{Do: do, Cmd: cmd})
	if err == nil {
		c.id = d.Top().ID
	}
	return err
}

func (c *chamber) step(post int64, do flow.Action, body string) error {
	c.T.Helper()
	return c.do(post, do, c.command(do, body))
}

func (c *chamber) must(post int64, do flow.Action, body string) {
	c.T.Helper()
	if err := c.step(post, do, body); err != nil {
		c.T.Fatalf("%s: %v", do, err)
	}
}

// prepared is the body of a vote on the suggestion and on two units by all members.
func (c *chamber) prepared(cases string) string {
	return `{"title":"满意度测评","on":"2030-01-01","vote_rule":"members","cases":[` + cases + `],"units":[13,14],"members":` + list(c.members) + `}`
}

func list(ids []int64) string {
	b, _ := json.Marshal(ids)
	return string(b)
}

// opened is a vote on two units, open, with these present.
func (c *chamber) opened(present []int64) {
	c.T.Helper()
	c.must(testkit.Clerk, "prepare_vote", c.prepared(""))
	c.must(testkit.Head, "open_vote", `{"present":`+list(present)+`}`)
}

func (c *chamber) cast(post int64, marks map[int]suggestion.Rating) error {
	return polling.Cast(c.T.Context(), c.Desk, c.Actors[post], c.id, marks)
}

// vote reads the document.
func (c *chamber) vote() *poll.Vote {
	c.T.Helper()
	sheet, err := c.OpenDossier(c.T.Context(), c.Actors[testkit.Clerk], c.id)
	if err != nil {
		c.T.Fatal(err)
	}
	return sheet.Doc.(*poll.Vote)
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// column reads one column of any statement.
func column[T any](t *testing.T, s *store.Store, query string, args ...any) (out []T) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) (err error) {
		out, err = store.Column[T](t.Context(), tx, query, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
