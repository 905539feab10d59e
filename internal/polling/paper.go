package polling

import (
	"context"
	"slices"
	"strconv"

	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Papers is the field of a count that says how many papers there are.
const Papers = "papers"

// LineField names the field of a line.
func LineField(no int) string { return "line." + strconv.Itoa(no) }

// UnitField names a field of a unit in a deputy's sheet.
func UnitField(unit int64, name string) string {
	return "unit." + strconv.FormatInt(unit, 10) + "." + name
}

// MarkField names the field of one level of a line in a count of papers.
func MarkField(no int, level suggestion.Rating) string { return LineField(no) + "." + string(level) }

// papers take what two people counted. The figures travel beside the command and stand in no event: few papers would tell their voters.
var papers = map[flow.Action]desk.Hook{
	"enter_paper": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		v, c := d.(*poll.Vote), cmd.(*poll.Paper)
		if v.State != poll.VoteOpen {
			return nil // the table says so
		}
		rows, err := checked(ctx, w.Tx(), v, c.Figures)
		if err != nil {
			return err
		}
		return w.Tx().SavePaper(ctx, v.ID, rows)
	}},
	"check_paper": {Before: func(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
		v, c := d.(*poll.Vote), cmd.(*poll.Paper)
		if v.State != poll.VoteOpen || v.PaperBy == 0 || v.PaperBy == w.Actor().Person.ID {
			return nil // the table says so
		}
		rows, err := checked(ctx, w.Tx(), v, c.Figures)
		if err != nil {
			return err
		}
		first, err := w.Tx().Paper(ctx, v.ID)
		if err != nil {
			return err
		}
		return differ(v, first, rows)
	}},
}

// differ names every mark in which the second count is not the first.
func differ(v *poll.Vote, first, second []store.SlipCount) error {
	of := func(list []store.SlipCount, line int, level suggestion.Rating) int {
		for _, c := range list {
			if c.Line == line && c.Level == string(level) {
				return c.N
			}
		}
		return 0
	}
	var f fault.Fields
	for _, l := range v.Lines {
		for _, level := range append(slices.Clone(poll.Levels), poll.Abstained) {
			if a, b := of(first, l.No, level), of(second, l.No, level); a != b {
				f.Add(MarkField(l.No, level), "vote.counts_differ", "first", a, "second", b)
			}
		}
	}
	return f.Err()
}

// checked refuses more papers than were handed out and more marks than papers, and works out who marked nothing.
func checked(ctx context.Context, tx *store.Tx, v *poll.Vote, c *poll.Figures) ([]store.SlipCount, error) {
	if c == nil {
		return nil, fault.OnField(Papers, "field.required")
	}
	voters, err := tx.Voters(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	dir, err := tx.Directory(ctx, v.Congress)
	if err != nil {
		return nil, err
	}
	var holders []int64
	for _, m := range v.Members {
		if p, ok := dir.Post(m); ok && voters[p.Person] == store.OnPaper {
			holders = append(holders, m)
		}
	}
	var f fault.Fields
	switch {
	case c.Papers > len(v.Present):
		f.Add(Papers, "vote.more_than_present", "papers", c.Papers, "present", len(v.Present))
	case c.Papers != len(holders): // a paper that was not given back is a ballot that marks nothing, or is taken back first
		f.Add(Papers, "vote.not_handed_out", "papers", c.Papers, "out", len(holders))
	case c.Papers == 0:
		f.Add(Papers, "field.required")
	}
	var rows []store.SlipCount
	for _, l := range v.Lines {
		most := len(holders)
		for _, h := range holders {
			if v.IsBarred(h, l.No) {
				most--
			}
		}
		n := c.Lines[l.No]
		if n.Satisfied < 0 || n.Basically < 0 || n.Not < 0 || n.Marked() > most {
			f.Add(MarkField(l.No, suggestion.Satisfied), "vote.more_than_papers", "marks", n.Marked(), "papers", most)
		}
		n.Abstained = max(0, most-n.Marked())
		for _, level := range append(slices.Clone(poll.Levels), poll.Abstained) {
			rows = append(rows, store.SlipCount{Slip: store.Slip{Line: l.No, Level: string(level)}, N: n.Of(level)})
		}
	}
	return rows, f.Err()
}

// HandOut gives a member who is there a paper: from then on the member cannot vote on screen. Back takes it back unused. Neither is an event.
func HandOut(ctx context.Context, d *desk.Desk, a org.Actor, id, member int64, back bool) error {
	if a.Post.Role != org.CommitteeClerk && a.Post.Role != org.CommitteeHead {
		return fault.New(fault.Forbidden, "fault.not_yours")
	}
	return d.Store.Do(ctx, func(tx *store.Tx) error {
		v, err := seen[*poll.Vote](ctx, tx, "vote", id, a)
		if err != nil {
			return err
		}
		switch {
		case v.State != poll.VoteOpen:
			return fault.New(fault.Conflict, "vote.not_open")
		case v.PaperBy != 0:
			return fault.New(fault.Conflict, "vote.papers_counted")
		case !slices.Contains(v.Present, member):
			return fault.New(fault.Invalid, "vote.no_member")
		}
		who, err := tx.Actor(ctx, member)
		if err != nil {
			return err
		}
		if !back {
			return tx.MarkVoter(ctx, id, who.Person.ID, store.OnPaper)
		}
		ok, err := tx.UnmarkPaper(ctx, id, who.Person.ID)
		if err == nil && !ok {
			err = fault.New(fault.Conflict, "vote.no_paper")
		}
		return err
	})
}
