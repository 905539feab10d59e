package store

import (
	"context"
	"path/filepath"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// CutOff bounds a record by both of its dates: what was done on or before Effective, as far as it was recorded on or before Recorded.
// Every log is followed up to the first event beyond either.
type CutOff struct{ Effective, Recorded calendar.Day }

// within returns the events of a log that a cut-off keeps.
func (c CutOff) within(log []suggestion.Event) []suggestion.Event {
	for i, e := range log {
		if dayOf(e.At) > c.Recorded || e.On > c.Effective {
			return log[:i]
		}
	}
	return log
}

// AsOf plays the logs of a congress up to a cut-off into a store of its own in a file below dir, so that figures of an earlier day
// are counted by the same statements. The day of that store is the cut-off's. The caller closes it and removes the folder.
func (s *Store) AsOf(ctx context.Context, dir string, congress int64, cut CutOff) (*Store, error) {
	noon, err := time.Parse(time.RFC3339, string(cut.Effective)+"T12:00:00+08:00")
	if err != nil {
		return nil, err
	}
	past, err := Open(ctx, Options{URL: "sqlite:" + filepath.Join(dir, "asof.db"), Now: func() time.Time { return noon }, Readers: 1})
	if err != nil {
		return nil, err
	}
	past.rules.Store(s.rules.Load())
	if err = s.copyPlaces(ctx, past, congress); err == nil {
		err = s.replayInto(ctx, past, congress, cut)
	}
	if err != nil {
		_ = past.Close()
		return nil, err
	}
	return past, nil
}

// copyPlaces gives the past store what cases refer to and figures name. Names are those of today.
func (s *Store) copyPlaces(ctx context.Context, past *Store, congress int64) error {
	d, err := s.Directory(ctx, congress)
	if err != nil {
		return err
	}
	var sessions []org.Session
	var units []Award // undated: as of today
	err = s.View(ctx, func(t *Tx) (err error) {
		if sessions, err = t.Sessions(ctx, congress); err != nil {
			return err
		}
		for _, x := range sessions {
			list, err := t.Awards(ctx, x.ID)
			if err != nil {
				return err
			}
			for _, a := range list {
				if a.Person == 0 {
					units = append(units, a)
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	var posts []org.Post
	var people []org.Person
	known := map[int64]bool{}
	for _, p := range d.Posts {
		if _, ok := d.Org(p.Org); !ok || p.Role != org.Deputy {
			continue
		}
		posts = append(posts, p)
		if who, ok := d.Person(p.Person); ok && !known[p.Person] {
			known[p.Person] = true
			people = append(people, who)
		}
	}
	return past.Do(ctx, func(t *Tx) error {
		if err := t.deferReferences(ctx); err != nil {
			return err
		}
		if err := t.SaveCongress(ctx, d.Congress); err != nil {
			return err
		}
		for _, x := range sessions {
			if err := t.SaveSession(ctx, x); err != nil {
				return err
			}
		}
		if err := t.InsertOrgs(ctx, d.Orgs); err != nil {
			return err
		}
		if err := t.InsertCategories(ctx, d.Categories); err != nil {
			return err
		}
		if err := t.InsertPeople(ctx, people); err != nil {
			return err
		}
		if err := t.InsertPosts(ctx, posts); err != nil {
			return err
		}
		return t.InsertAwards(ctx, units)
	})
}

func (s *Store) replayInto(ctx context.Context, past *Store, congress int64, cut CutOff) error {
	world := suggestion.World{Packs: s.Packs(), Calendar: s.CalendarAt}
	for after, last := int64(0), false; !last; {
		var b Batch
		hidden := map[int64]bool{}
		err := s.View(ctx, func(t *Tx) (err error) {
			ids, err := Column[int64](ctx, t, `SELECT id FROM suggestion WHERE NOT (`+visible+`)`)
			for _, id := range ids {
				hidden[id] = true
			}
			if err == nil {
				b, err = t.Audit(ctx, after, 500)
			}
			return err
		})
		if err != nil {
			return err
		}
		var cases []*suggestion.Case
		for _, c := range b.Cases {
			log := cut.within(c.Events)
			if len(log) == 0 || log[0].Congress != congress || hidden[c.ID] {
				continue
			}
			k, err := suggestion.Replay(c.ID, log, world)
			if err != nil {
				return err
			}
			cases = append(cases, k)
		}
		err = past.Do(ctx, func(t *Tx) error { return t.InsertCases(ctx, cases, nil) })
		if err != nil {
			return err
		}
		after, last = b.Upto, b.Last
	}
	return nil
}
