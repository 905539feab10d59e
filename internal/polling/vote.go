package polling

import (
	"context"
	"slices"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// votes gather what is voted on, who heads it, and what came out.
var votes = map[flow.Action]desk.Hook{
	"prepare_vote": {Before: gather},
	"change_vote":  {Before: gather},
	"open_vote": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		v, c := d.(*poll.Vote), cmd.(*poll.OpenVote)
		dir, err := w.Tx().Directory(ctx, v.Congress)
		if err != nil {
			return err
		}
		c.Barred = nil
		for _, m := range v.Members {
			p, _ := dir.Post(m)
			c.Barred = append(c.Barred, poll.Heads(v, m, p.Person, dir.Posts)...)
		}
		return nil
	}},
	"close_vote": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		v, c := d.(*poll.Vote), cmd.(*poll.CloseVote)
		if v.State != poll.VoteOpen || v.PaperBy != 0 && v.PaperCheck == 0 {
			return nil // the table says so
		}
		voters, err := w.Tx().Voters(ctx, v.ID)
		if err != nil {
			return err
		}
		for _, way := range voters {
			if way == store.OnPaper && v.PaperBy == 0 {
				return fault.New(fault.Conflict, "vote.papers_uncounted")
			}
		}
		if err := w.Tx().SealUrn(ctx, v.ID); err != nil {
			return err
		}
		c.Counts, c.Cast, err = count(ctx, w.Tx(), v)
		return err
	}},
	"void_vote": {After: func(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
		if err := w.Tx().SealUrn(ctx, d.Top().ID); err != nil { // so that the engine's leavings are cleared away as well
			return err
		}
		return w.Tx().EmptyUrn(ctx, d.Top().ID)
	}},
}

// count adds up the urn: the marks of each line, and how many have voted.
func count(ctx context.Context, tx *store.Tx, v *poll.Vote) (map[int]poll.Counts, int, error) {
	rows, err := tx.CountSlips(ctx, v.ID)
	if err != nil {
		return nil, 0, err
	}
	out := map[int]poll.Counts{}
	for _, l := range v.Lines {
		out[l.No] = poll.Counts{}
	}
	for _, r := range rows {
		c := out[r.Line]
		c.Add(suggestion.Rating(r.Level), r.N)
		out[r.Line] = c
	}
	voters, err := tx.Voters(ctx, v.ID)
	return out, len(voters), err
}

// gather makes the lines of a vote: key suggestions, further suggestions, units.
func gather(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	v, c := d.(*poll.Vote), cmd.(*poll.PrepareVote)
	congress, session := w.Actor().Post.Congress, v.Session
	if session == 0 {
		session = w.Session.ID
	}
	dir, err := w.Tx().Directory(ctx, congress)
	if err != nil {
		return err
	}
	c.Lines = nil
	if c.AllKeys {
		if err := keyLines(ctx, w, congress, session, c); err != nil {
			return err
		}
	}
	for _, id := range c.Cases {
		l, err := itemLine(ctx, w, []int64{id}, "")
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(c.Lines, func(o poll.Line) bool { return slices.Contains(o.Cases, id) }) {
			c.Lines = append(c.Lines, l)
		}
	}
	for i, u := range c.Units {
		if slices.Index(c.Units, u) == i {
			c.Lines = append(c.Lines, poll.Line{Sort: "unit", Title: dir.OrgName(u), Units: []int64{u}})
		}
	}
	return nil
}

// decided are the states of a key item that the chairman's meeting has chosen.
var decided = []flow.State{supervision.KeyDecided, supervision.KeySupervised, supervision.KeyReported, supervision.KeyConcluded}

func keyLines(ctx context.Context, w *desk.Work, congress, session int64, c *poll.PrepareVote) error {
	keys, err := w.Tx().DossiersOf(ctx, congress, "key", session)
	if err != nil {
		return err
	}
	for _, d := range keys {
		k, ok := d.(*supervision.Key)
		if !ok || !slices.Contains(decided, k.State) {
			continue
		}
		l, err := itemLine(ctx, w, k.Cases, k.Title)
		if err != nil {
			return err
		}
		c.Lines = append(c.Lines, l)
	}
	if len(keys) > 0 && len(c.Lines) == 0 && len(c.Cases)+len(c.Units) == 0 {
		return fault.OnField("all_keys", "vote.no_keys")
	}
	return nil
}

// itemLine is the line of one matter. Its title stays out of public when one of its suggestions does.
func itemLine(ctx context.Context, w *desk.Work, cases []int64, title string) (poll.Line, error) {
	l := poll.Line{Sort: "item", Title: title, Cases: cases}
	for _, id := range cases {
		s, err := w.Tx().ReadCase(ctx, id)
		if err != nil {
			return l, err
		}
		if l.Title == "" {
			l.Title = s.Text.Title
		}
		if l.Number == "" {
			l.Number = s.Number
		}
		l.Hidden = l.Hidden || s.About.Protected || s.About.Publish == "none"
		for _, a := range s.Live() {
			if !slices.Contains(l.Units, a.Unit) {
				l.Units = append(l.Units, a.Unit)
			}
		}
	}
	return l, nil
}

// Booth is what a member finds at the ballot box.
type Booth struct {
	Vote  *poll.Vote
	Lines []*poll.Line // that the member may mark
	Out   []*poll.Line // that the member is kept out of
	Voted bool
	Paper bool // the member holds a paper
}

// Enter opens the booth for a member. Whoever is no member of the vote finds none.
func Enter(ctx context.Context, d *desk.Desk, a org.Actor, id int64) (b Booth, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		v, err := seen[*poll.Vote](ctx, tx, "vote", id, a)
		if err != nil {
			return err
		}
		if !slices.Contains(v.Members, a.Post.ID) {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		voters, err := tx.Voters(ctx, id)
		b = Booth{Vote: v, Lines: v.MayMark(a.Post.ID), Voted: voters[a.Person.ID] == store.OnScreen, Paper: voters[a.Person.ID] == store.OnPaper}
		if v.State != poll.VoteOpen {
			_, b.Voted = voters[a.Person.ID]
		}
		for _, l := range v.Lines {
			if v.IsBarred(a.Post.ID, l.No) {
				b.Out = append(b.Out, l)
			}
		}
		return err
	})
	return b, err
}

// Check refuses marks that are none, and marks on lines that the member is kept out of. What is not marked abstains.
func (b Booth) Check(marks map[int]suggestion.Rating) error {
	var f fault.Fields
	for no, level := range marks {
		switch {
		case !slices.ContainsFunc(b.Lines, func(l *poll.Line) bool { return l.No == no }):
			f.Add(LineField(no), "vote.kept_out")
		case level != poll.Abstained && !slices.Contains(poll.Levels, level):
			f.Add(LineField(no), "field.choice")
		}
	}
	return f.Err()
}

// Open refuses whoever cannot vote now.
func (b Booth) Open(post int64) error {
	switch {
	case b.Vote.State != poll.VoteOpen:
		return fault.New(fault.Conflict, "vote.not_open")
	case b.Voted:
		return fault.New(fault.Conflict, "vote.already")
	case b.Paper:
		return fault.New(fault.Conflict, "vote.holds_paper")
	case !slices.Contains(b.Vote.Present, post):
		return fault.New(fault.Forbidden, "vote.not_present")
	}
	return nil
}

// Cast drops a member's ballot. It writes a mark that the person has voted and the slips, and nothing else: no event, no notice, no key of the
// form, no time.
func Cast(ctx context.Context, d *desk.Desk, a org.Actor, id int64, marks map[int]suggestion.Rating) error {
	return d.Store.Do(ctx, func(tx *store.Tx) error {
		v, err := seen[*poll.Vote](ctx, tx, "vote", id, a)
		if err != nil {
			return err
		}
		if !slices.Contains(v.Members, a.Post.ID) {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		b := Booth{Vote: v, Lines: v.MayMark(a.Post.ID)}
		if err := b.Open(a.Post.ID); err != nil {
			return err
		}
		if err := b.Check(marks); err != nil {
			return err
		}
		if err := tx.MarkVoter(ctx, id, a.Person.ID, store.OnScreen); err != nil {
			return err
		}
		slips := make([]store.Slip, 0, len(b.Lines))
		for _, l := range b.Lines {
			level := marks[l.No]
			if level == "" {
				level = poll.Abstained
			}
			slips = append(slips, store.Slip{Line: l.No, Level: string(level)})
		}
		return tx.DropBallot(ctx, id, slips)
	})
}

// Turnout is how far an open vote has come: who has voted, never what.
type Turnout struct {
	Vote   *poll.Vote
	Voted  []int64 // posts of members who have voted on screen
	Papers []int64 // posts of members who hold or gave a paper
	Owing  []int64 // posts of members who are there and have done neither
}

// Watch tells the office how far a vote has come.
func Watch(ctx context.Context, d *desk.Desk, a org.Actor, id int64) (t Turnout, err error) {
	if a.Post.Role != org.CommitteeClerk && a.Post.Role != org.CommitteeHead {
		return t, fault.New(fault.NotFound, "fault.not_found")
	}
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		v, err := seen[*poll.Vote](ctx, tx, "vote", id, a)
		if err != nil {
			return err
		}
		t = Turnout{Vote: v}
		dir, err := tx.Directory(ctx, v.Congress)
		if err != nil {
			return err
		}
		voters, err := tx.Voters(ctx, id)
		for _, m := range v.Present {
			p, _ := dir.Post(m)
			switch voters[p.Person] {
			case store.OnScreen:
				t.Voted = append(t.Voted, m)
			case store.OnPaper:
				t.Papers = append(t.Papers, m)
			default:
				t.Owing = append(t.Owing, m)
			}
		}
		return err
	})
	return t, err
}
