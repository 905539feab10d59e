package registry

import (
	"context"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/store"
)

var errMissing = fault.New(fault.NotFound, "fault.not_found")

// load reads the row under change and where its log stands; id 0 begins a new one. What another congress has is not found.
func (s *step) load(ctx context.Context, kind string, id int64) (*roster.X, roster.Entry, error) {
	x := &roster.X{Actor: s.actor(), Today: s.tx.Today()}
	home := x.Actor.Post.Congress
	fresh := id == 0
	if fresh && kind != roster.Packs && kind != roster.Calendars {
		var err error
		if id, err = s.tx.NewID(); err != nil {
			return nil, roster.Entry{}, err
		}
	}
	if kind == roster.Packs || kind == roster.Calendars {
		id, fresh = home, false
	}
	e, err := s.tx.Entry(ctx, kind, id)
	if err != nil {
		return nil, e, err
	}
	congress, err := s.row(ctx, x, &e, fresh)
	if err != nil {
		return nil, e, err
	}
	if congress != home {
		return nil, e, errMissing
	}
	if e.Seq == 0 && !fresh {
		e.State = x.Stands()
	}
	e.Congress = congress
	return x, e, s.facts(ctx, x)
}

// row loads the row of an entry, or makes an empty one, and returns the congress that has it.
func (s *step) row(ctx context.Context, x *roster.X, e *roster.Entry, fresh bool) (congress int64, err error) {
	home := x.Actor.Post.Congress
	switch e.Kind {
	case roster.Orgs:
		x.Org = &org.Org{ID: e.ID, Congress: home}
		if !fresh {
			*x.Org, err = s.tx.Org(ctx, e.ID)
		}
		return x.Org.Congress, err
	case roster.People:
		x.Person = &org.Person{ID: e.ID}
		if fresh {
			return home, nil
		}
		if *x.Person, err = s.tx.Person(ctx, e.ID); err != nil {
			return 0, err
		}
		return s.congressOf(ctx, e.ID, home)
	case roster.Posts:
		x.Post = &org.Post{ID: e.ID, Congress: home}
		if !fresh {
			*x.Post, err = s.tx.Post(ctx, e.ID)
		}
		return x.Post.Congress, err
	case roster.Sessions:
		x.Session = &org.Session{ID: e.ID, Congress: home}
		if !fresh {
			*x.Session, err = s.tx.Session(ctx, e.ID)
		}
		return x.Session.Congress, err
	case roster.Categories:
		x.Category = &org.Category{ID: e.ID, Congress: home}
		if !fresh {
			*x.Category, err = s.tx.Category(ctx, e.ID)
		}
		return x.Category.Congress, err
	case roster.Packs, roster.Calendars:
		x.Congress = &org.Congress{}
		*x.Congress, err = s.tx.Congress(ctx, home)
		return home, err
	}
	return 0, errMissing
}

// congressOf answers home when a person holds or held a post there, or was added there and holds none yet.
func (s *step) congressOf(ctx context.Context, person, home int64) (int64, error) {
	d, err := s.tx.Directory(ctx, home)
	if err != nil {
		return 0, err
	}
	if _, ok := d.Person(person); ok {
		return home, nil
	}
	e, err := s.tx.Entry(ctx, roster.People, person)
	return e.Congress, err
}

// facts gathers what guards ask for.
func (s *step) facts(ctx context.Context, x *roster.X) error {
	d, err := s.tx.Directory(ctx, x.Actor.Post.Congress)
	if err != nil {
		return err
	}
	x.Facts.Highest = d.Congress.Parent == 0
	switch {
	case x.Org != nil:
		for _, o := range d.Orgs {
			if o.Parent == x.Org.ID && o.Ended == "" {
				x.Facts.Below++
			}
		}
		open, err := s.concerned(ctx, x.Org.ID)
		x.Facts.Open = len(open)
		return err
	case x.Category != nil:
		for _, k := range d.Categories {
			if k.Parent == x.Category.ID && k.Ended == "" {
				x.Facts.Below++
			}
		}
	case x.Post != nil:
		x.Facts.Others = others(d, *x.Post, x.Today)
	}
	return nil
}

// others counts the other people who hold a post's role in the congress today.
func others(d *store.Directory, p org.Post, today calendar.Day) int {
	n := 0
	for _, o := range d.Posts {
		if o.Role == p.Role && o.Person != p.Person && (o.To == "" || o.To >= today) {
			n++
		}
	}
	return n
}
