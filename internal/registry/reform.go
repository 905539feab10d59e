package registry

import (
	"context"

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

// follow does what a change brings with it.
func (s *step) follow(ctx context.Context, x *roster.X) error {
	switch c := x.Cmd.(type) {
	case *roster.EndOrg:
		return s.endOrg(ctx, *x.Org, c)
	case *roster.EndPost:
		if err := s.readerLeft(ctx, *x.Post); err != nil {
			return err
		}
		return s.noteMandate(ctx, *x.Post)
	case *roster.SetMandate:
		return s.noteMandate(ctx, *x.Post)
	case *roster.HandPost:
		return s.succeedPost(ctx, *x.Post, c)
	case *roster.ImportPack:
		p, err := readPack(s.tx.Packs(), c)
		if err != nil {
			return err
		}
		s.rules = true
		return s.tx.AddPack(ctx, p, x.Actor.Post.ID)
	case *roster.ImportYear:
		y, _, err := readYear(s.tx.Calendar(), c)
		if err != nil {
			return err
		}
		s.rules = true
		return s.tx.AddCalendarYear(ctx, y, x.Actor.Post.ID)
	}
	return nil
}

// succeedPost gives the successor a post like the one that ended.
func (s *step) succeedPost(ctx context.Context, old org.Post, c *roster.HandPost) error {
	x, e, err := s.load(ctx, roster.Posts, 0)
	if err != nil {
		return err
	}
	var bad fault.Fields
	if err := s.person(ctx, x, c.Person, &bad, "successor_person"); err != nil {
		return err
	}
	x.Cmd = &roster.GivePost{Person: c.Person, Org: old.Org, Role: old.Role, Title: old.Title, Rank: old.Rank, County: old.County, From: c.From}
	if err := s.apply(ctx, x, &e, "give_post"); err != nil {
		return err
	}
	return s.succeedReader(ctx, old, x.Post.ID)
}

// succeedReader lets the successor of a leader read what is reported on the instructions of the one before: other work belongs to a body, instructions to a post.
func (s *step) succeedReader(ctx context.Context, old org.Post, to int64) error {
	return s.ofReader(ctx, old, "succeed_reader", &suggestion.SucceedReader{To: to})
}

// readerLeft leaves what is reported on a leader's instructions to the office, when the leader's post ends and nobody takes it over.
func (s *step) readerLeft(ctx context.Context, old org.Post) error {
	if old.Role != org.CongressLeader && old.Role != org.GovLeader {
		return nil
	}
	return s.ofReader(ctx, old, "reader_left", &suggestion.Nothing{})
}

// ofReader orders an act on every instruction that a leader's post is to read.
func (s *step) ofReader(ctx context.Context, old org.Post, do flow.Action, cmd any) error {
	refs, err := s.tx.InstructionsRead(ctx, old.Congress, old.ID)
	if err != nil {
		return err
	}
	for _, r := range refs {
		events, err := s.desk.Order(ctx, s.tx, r.Case, r.Part, do, cmd)
		if err != nil {
			return err
		}
		s.events = append(s.events, events...)
		s.out.Cases++
	}
	return nil
}

// endOrg carries the reform out: cases, people and matched bodies go over to the successor, all or nothing.
func (s *step) endOrg(ctx context.Context, old org.Org, c *roster.EndOrg) error {
	d, err := s.tx.Directory(ctx, old.Congress)
	if err != nil {
		return err
	}
	if c.Successor != 0 {
		if err := s.succeed(ctx, d, old, c); err != nil {
			return err
		}
	}
	for _, p := range d.Posts {
		if p.To != "" && p.To < s.tx.Today() {
			continue
		}
		if err := s.reformPost(ctx, p, old, c); err != nil {
			return err
		}
	}
	for _, o := range d.Orgs {
		if o.Special != old.ID || o.Ended != "" {
			continue
		}
		cmd := &roster.ChangeOrg{Parent: o.Parent, Special: c.Successor, Home: o.Home, Government: o.Government, Position: o.Position}
		if err := s.also(ctx, roster.Orgs, o.ID, "change_org", cmd); err != nil {
			return err
		}
	}
	return nil
}

// succeed puts the successor into every open case that names the old body.
func (s *step) succeed(ctx context.Context, d *store.Directory, old org.Org, c *roster.EndOrg) error {
	to, _ := d.Org(c.Successor)
	ids, err := s.concerned(ctx, old.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		events, err := s.desk.Order(ctx, s.tx, id, 0, "succeed_unit", &suggestion.SucceedUnit{
			From: old.ID, To: to.ID, Government: to.Government, Special: to.Special, Basis: c.Basis,
		})
		if err != nil {
			return err
		}
		s.events = append(s.events, events...)
		s.out.Cases++
	}
	return nil
}

func (s *step) reformPost(ctx context.Context, p org.Post, old org.Org, c *roster.EndOrg) error {
	move := &roster.MovePost{}
	if p.County == old.ID {
		move.County = c.Successor
	}
	switch {
	case p.Org == old.ID && c.People == "move":
		move.Org = c.Successor
	case p.Org == old.ID:
		return s.also(ctx, roster.Posts, p.ID, "end_post", &roster.EndPost{Last: max(s.tx.Today().AddDays(-1), p.From), Why: c.Basis})
	}
	if *move == (roster.MovePost{}) {
		return nil
	}
	return s.also(ctx, roster.Posts, p.ID, "move_post", move)
}

// also carries out a change that another brings with it.
func (s *step) also(ctx context.Context, kind string, id int64, do flow.Action, cmd any) error {
	x, e, err := s.load(ctx, kind, id)
	if err != nil {
		return err
	}
	x.Cmd = cmd
	return s.apply(ctx, x, &e, do)
}

// concerned lists the open cases that name a body.
func (s *step) concerned(ctx context.Context, body int64) ([]int64, error) {
	ids, err := s.tx.CasesConcerning(ctx, s.actor().Post.Congress, body)
	if err != nil {
		return nil, err
	}
	var out []int64
	for _, id := range ids {
		c, err := s.tx.ReadCase(ctx, id)
		if err != nil {
			return nil, err
		}
		if c.Concerns(body) {
			out = append(out, id)
		}
	}
	return out, nil
}

// Affected is one open share in the preview of a reform: what the administrator must know without seeing the case.
type Affected struct {
	Number string
	State  flow.State // of the case
	Role   suggestion.Role
	Share  flow.State   // of the share; empty when the body is named otherwise
	Due    calendar.Day // of the reply; kept
}

// Reform lists what would go over when a body ends. Titles and texts stay hidden: the administrator sees no cases.
func (r *Registry) Reform(ctx context.Context, who identity.Who, body int64) (list []Affected, posts []org.Post, err error) {
	if err := mayLook(who); err != nil {
		return nil, nil, err
	}
	err = r.Store.View(ctx, func(tx *store.Tx) error {
		s := step{tx: tx, who: who}
		x, _, err := s.load(ctx, roster.Orgs, body)
		if err != nil {
			return err
		}
		ids, err := s.concerned(ctx, x.Org.ID)
		if err != nil {
			return err
		}
		list = nil
		for _, id := range ids {
			c, err := tx.ReadCase(ctx, id)
			if err != nil {
				return err
			}
			list = append(list, affected(c, body))
		}
		posts, err = tx.Posts(ctx, x.Org.Congress, body, "")
		return err
	})
	return list, posts, err
}

func affected(c *suggestion.Case, body int64) Affected {
	out := Affected{Number: c.Number, State: c.State}
	for _, a := range c.Live() {
		if a.Unit != body {
			continue
		}
		out.Role, out.Share = a.Role, a.State
		for _, name := range []rule.Clock{"redo", "reply", "co_opinion"} {
			if k := c.Clock(name, a.No); k != nil && k.Running() {
				out.Due = k.Due
				break
			}
		}
	}
	return out
}

// noteMandate tells every open case that a deputy has signed how the mandate stands now.
func (s *step) noteMandate(ctx context.Context, p org.Post) error {
	if p.Role != org.Deputy {
		return nil
	}
	ids, err := s.tx.CasesSigned(ctx, p.Congress, p.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		c, err := s.tx.ReadCase(ctx, id)
		if err != nil {
			return err
		}
		if c.Standing(p.ID) == p.Mandate || c.Standing(p.ID) == org.Active && p.Mandate == org.Former {
			continue
		}
		events, err := s.desk.Order(ctx, s.tx, id, 0, "note_mandate", &suggestion.NoteMandate{Post: p.ID, Standing: p.Mandate})
		if err != nil {
			return err
		}
		s.events = append(s.events, events...)
		s.out.Cases++
	}
	return nil
}
