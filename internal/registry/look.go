package registry

import (
	"context"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/identity"
	"huiyin/internal/org"
	"huiyin/internal/roster"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// mayLook admits the system administrator to the registry's pages.
func mayLook(who identity.Who) error {
	if who.Actor.Post.Role != org.Admin {
		return errMissing
	}
	return who.Ready()
}

// Sheet is one aggregate with what may be done with it and what has been done.
type Sheet struct {
	*roster.X
	Entry  roster.Entry
	Offers []flow.Offer
	Events []suggestion.Event
	Dir    *store.Directory
	Lower  []org.Congress // one level down, which organisations may be bodies of
}

// Version is what a form sends back to notice who was quicker.
func (s Sheet) Version() int { return s.Entry.Seq + 1 }

// Open reads one aggregate of the administrator's congress; id 0 gives an empty one for a form.
func (r *Registry) Open(ctx context.Context, who identity.Who, kind string, id int64) (out Sheet, err error) {
	if err := mayLook(who); err != nil {
		return out, err
	}
	err = r.Store.View(ctx, func(tx *store.Tx) error {
		s := step{tx: tx, who: who}
		if out.Dir, err = tx.Directory(ctx, who.Actor.Post.Congress); err != nil {
			return err
		}
		if kind == roster.Orgs {
			if out.Lower, err = lower(ctx, tx, who.Actor.Post.Congress); err != nil {
				return err
			}
		}
		if id == 0 && kind != roster.Packs && kind != roster.Calendars {
			out.Entry = roster.Entry{Kind: kind, Congress: who.Actor.Post.Congress}
			out.X = &roster.X{Actor: who.Actor, Today: tx.Today()}
			return nil
		}
		if out.X, out.Entry, err = s.load(ctx, kind, id); err != nil {
			return err
		}
		out.Offers = roster.Offers(out.Entry, out.X)
		out.Events, err = tx.EventsOf(ctx, kind, out.Entry.ID)
		return err
	})
	return out, err
}

// lower lists the congresses one level down that use this installation.
func lower(ctx context.Context, tx *store.Tx, congress int64) ([]org.Congress, error) {
	list, err := tx.Congresses(ctx)
	return slices.DeleteFunc(list, func(g org.Congress) bool { return g.Parent != congress }), err
}

// Directory returns who is who in the administrator's congress.
func (r *Registry) Directory(ctx context.Context, who identity.Who) (*store.Directory, error) {
	if err := mayLook(who); err != nil {
		return nil, err
	}
	return r.Store.Directory(ctx, who.Actor.Post.Congress)
}

// People finds people on record in the administrator's congress: those with a post there, and those added and without one yet. Names
// contain the text; at most limit.
func (r *Registry) People(ctx context.Context, who identity.Who, text string, limit int) (list []org.Person, err error) {
	if err := mayLook(who); err != nil {
		return nil, err
	}
	err = r.Store.View(ctx, func(tx *store.Tx) error {
		list, err = tx.PeopleOnRecord(ctx, who.Actor.Post.Congress, text, limit)
		return err
	})
	return list, err
}

// PostsOf lists every post that a person holds or held in the administrator's congress.
func PostsOf(d *store.Directory, person int64) []org.Post {
	return slices.DeleteFunc(slices.Clone(d.Posts), func(p org.Post) bool { return p.Person != person })
}

// SessionList lists the sessions of the administrator's congress, newest first.
func (r *Registry) SessionList(ctx context.Context, who identity.Who) (list []org.Session, err error) {
	if err := mayLook(who); err != nil {
		return nil, err
	}
	err = r.Store.View(ctx, func(tx *store.Tx) error {
		list, err = tx.Sessions(ctx, who.Actor.Post.Congress)
		return err
	})
	return list, err
}

// Packs returns every rule pack on the list.
func (r *Registry) Packs(who identity.Who) (*rule.Book, error) {
	return r.Store.Packs(), mayLook(who)
}

// Calendar returns the calendar in force.
func (r *Registry) Calendar(who identity.Who) (*calendar.Calendar, error) {
	return r.Store.Calendar(), mayLook(who)
}

// Work counts the open cases that a post's organisation has, for the preview before the post is handed over.
func (r *Registry) Work(ctx context.Context, who identity.Who, post org.Post) (list []Affected, err error) {
	if err := mayLook(who); err != nil {
		return nil, err
	}
	list, _, err = r.Reform(ctx, who, post.Org)
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	return list, err
}
