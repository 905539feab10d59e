package registry

import (
	"context"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/rule"
	"huiyin/internal/store"
)

// known checks what a command refers to against the directory, and adds the facts about the person who is to get a post.
func (s *step) known(ctx context.Context, x *roster.X, q Request) error {
	d, err := s.tx.Directory(ctx, x.Actor.Post.Congress)
	if err != nil {
		return err
	}
	var bad fault.Fields
	k := refs{d: d, bad: &bad, today: x.Today}
	switch c := q.Cmd.(type) {
	case *roster.AddOrg:
		k.org("parent", c.Parent)
		k.org("special", c.Special)
		if err := s.home(ctx, k, 0, c.Home); err != nil {
			return err
		}
		k.fresh(c.Name, 0)
	case *roster.RenameOrg:
		k.fresh(c.Name, x.Org.ID)
	case *roster.ChangeOrg:
		k.org("parent", c.Parent)
		k.org("special", c.Special)
		if err := s.home(ctx, k, x.Org.ID, c.Home); err != nil {
			return err
		}
		if k.ring(x.Org.ID, c.Parent) {
			bad.Add("parent", "roster.ring")
		}
	case *roster.EndOrg:
		k.successor(*x.Org, c.Successor)
	case *roster.GivePost:
		k.org("org", c.Org)
		k.org("county", c.County)
		if err := s.person(ctx, x, c.Person, &bad, "person"); err != nil {
			return err
		}
	case *roster.HandPost:
		if err := s.person(ctx, x, c.Person, &bad, "successor_person"); err != nil {
			return err
		}
	case *roster.WriteCategory:
		k.category("parent", c.Parent)
	case *roster.ChoosePack:
		if _, ok := s.tx.Packs().Latest(c.Pack); !ok {
			bad.Add("pack", "field.choice")
		}
	case *roster.ImportPack:
		_, err := readPack(s.tx.Packs(), c)
		return err
	case *roster.ImportYear:
		_, _, err := readYear(s.tx.Calendar(), c)
		return err
	}
	return bad.Err()
}

// home checks that a congress is one level down and that no other living organisation is its body here already: what it is asked must
// reach it once.
func (s *step) home(ctx context.Context, k refs, self, id int64) error {
	if id == 0 {
		return nil
	}
	list, err := lower(ctx, s.tx, k.d.Congress.ID)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(list, func(g org.Congress) bool { return g.ID == id }) {
		k.bad.Add("home", "field.choice")
	}
	for _, o := range k.d.Orgs {
		if o.Home == id && o.ID != self && o.Ended == "" {
			k.bad.Add("home", "roster.home_taken", "name", o.Name)
		}
	}
	return nil
}

// person checks that somebody is on record here and gathers the roles held today.
func (s *step) person(ctx context.Context, x *roster.X, id int64, bad *fault.Fields, field string) error {
	if id == 0 {
		return nil // the command's own shape complains
	}
	home, err := s.congressOf(ctx, id, x.Actor.Post.Congress)
	if err != nil {
		return err
	}
	if home != x.Actor.Post.Congress {
		bad.Add(field, "roster.unknown_person")
		return nil
	}
	posts, err := s.tx.PostsOf(ctx, id)
	for _, p := range posts {
		x.Facts.Roles = append(x.Facts.Roles, p.Role)
	}
	return err
}

// refs looks references up.
type refs struct {
	d     *store.Directory
	bad   *fault.Fields
	today calendar.Day
}

func (k refs) org(field string, id int64) {
	if id == 0 {
		return
	}
	if o, ok := k.d.Org(id); !ok || o.Ended != "" {
		k.bad.Add(field, "roster.unknown_org")
	}
}

func (k refs) category(field string, id int64) {
	if id == 0 {
		return
	}
	switch c, ok := k.d.Category(id); {
	case !ok || c.Ended != "":
		k.bad.Add(field, "field.choice")
	case c.Parent != 0:
		k.bad.Add(field, "roster.two_levels")
	}
}

// fresh refuses the name of another living organisation: two bodies of one name cannot be told apart in a list.
func (k refs) fresh(name string, self int64) {
	for _, o := range k.d.Orgs {
		if o.ID != self && o.Ended == "" && o.Name == name && name != "" {
			k.bad.Add("name", "roster.name_taken")
			return
		}
	}
}

func (k refs) ring(self, parent int64) bool {
	for range k.d.Orgs {
		if parent == self {
			return true
		}
		o, ok := k.d.Org(parent)
		if !ok {
			return false
		}
		parent = o.Parent
	}
	return false
}

// successor must be able to do what the ended body did.
func (k refs) successor(old org.Org, id int64) {
	k.org("successor", id)
	o, ok := k.d.Org(id)
	if !ok || id == old.ID {
		return
	}
	if old.Handles() != o.Handles() || !old.Handles() && old.Kind != o.Kind {
		k.bad.Add("successor", "roster.other_kind")
	}
}

// readPack parses a new version of a pack and checks that it follows those that are there.
func readPack(b *rule.Book, c *roster.ImportPack) (*rule.Pack, error) {
	p, err := rule.Parse([]byte(c.Data))
	if err == nil {
		_, err = b.With(p)
	}
	return p, onData(err)
}

// readYear parses a year of the calendar and returns the calendar as it will be.
func readYear(cal *calendar.Calendar, c *roster.ImportYear) (calendar.YearData, *calendar.Calendar, error) {
	rows, err := calendar.ParseRows(c.Data)
	if err != nil {
		return calendar.YearData{}, nil, onData(err)
	}
	y := calendar.YearOf(rows, c.Notice)
	y.Expect = c.Expect
	next, err := cal.With(y)
	return y, next, onData(err)
}

// onData puts the complaints about a file beside the field that holds it.
func onData(err error) error {
	f, ok := fault.As(err)
	if !ok {
		return err
	}
	var bad fault.Fields
	if len(f.Fields) == 0 {
		bad.Add("data", f.Key, f.Args...)
	}
	for _, w := range f.Fields {
		field := "data"
		if w.Name == "notice" {
			field = w.Name
		}
		bad.Add(field, w.Key, w.Args...)
	}
	return bad.Err()
}
