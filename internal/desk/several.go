package desk

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// before prepares acts that concern more than one case.
func (s *step) before(ctx context.Context, c *store.Loaded, r Request) error {
	if k := c.Asks(r.Part); k != nil && r.Do == "correct" { // the number may have been given since
		return s.free(ctx, c.Case, k, func(_, number string) error {
			return fault.New(fault.Invalid, "fault.correction_number_taken", "number", number)
		})
	}
	switch k := r.Cmd.(type) {
	case *suggestion.Merge:
		main, err := s.tx.ReadCase(ctx, k.Into)
		if fault.Is(err, fault.NotFound) || err == nil && (!access.Of(s.actor).Sees(main) || main.Session != c.Session) {
			return fault.OnField("into", "field.unknown_case")
		}
		if err != nil {
			return err
		}
		switch {
		case main.MergedInto != 0:
			return fault.OnField("into", "field.merged_itself")
		case slices.ContainsFunc(main.Replies, func(r *suggestion.Reply) bool { return r.State == suggestion.Delivered }):
			return fault.OnField("into", "field.merge_answered")
		case !main.In(suggestion.Reviewing, suggestion.Pending, suggestion.Assigned, suggestion.Handling):
			return fault.OnField("into", "field.merge_stage", "state", fault.Word("state.case."+string(main.State)))
		}
	case *suggestion.Correct:
		return s.free(ctx, c.Case, k, func(field, _ string) error { return fault.OnField(field, "field.number_taken") })
	case *suggestion.Split:
		k.Children = nil
		for range k.Pieces {
			id, err := s.tx.NewID()
			if err != nil {
				return err
			}
			k.Children = append(k.Children, id)
		}
	}
	return nil
}

// free refuses a correction by which two cases of a stream would bear one number.
func (s *step) free(ctx context.Context, c *suggestion.Case, k *suggestion.Correct, refused func(field, number string) error) error {
	as, field := *c, "to"
	number := c.Number
	switch {
	case k.Field == "number":
		number = k.To
	case k.Stream != "" && k.Stream != c.Stream:
		as.Stream, field = k.Stream, "stream"
	default:
		return nil
	}
	if number == "" {
		return nil
	}
	taken, err := s.tx.NumberTaken(ctx, &as, number)
	if taken {
		return refused(field, number)
	}
	return err
}

// after carries an act on to the other cases that it concerns: a merge links, a split gives birth, a delivered reply goes
// to every merged author. All of it is one transaction.
func (s *step) after(ctx context.Context, was, now *suggestion.Case, cmd any, env suggestion.Env) error {
	if now.In(suggestion.Withdrawn, suggestion.Letter, suggestion.Refused) {
		if err := s.letGo(ctx, was, env); err != nil {
			return err
		}
	}
	_, reason := cmd.(*suggestion.Reason)
	if left := was.MergedInto != 0 && now.MergedInto == 0; left && (reason || now.In(suggestion.Withdrawn)) {
		return s.link(ctx, was.MergedInto, "release", now.ID, env)
	}
	switch k := cmd.(type) {
	case *suggestion.Merge:
		return s.link(ctx, k.Into, "absorb", now.ID, env)
	case *suggestion.Split:
		for i, born := range was.Pieces(k) {
			child := store.NewCase(k.Children[i])
			child.Congress = now.Congress
			if err := s.apply(ctx, child, suggestion.Step{Do: "born_of_split", Cmd: born, Env: env}); err != nil {
				return err
			}
		}
	case *suggestion.SignReply, *suggestion.Note:
		return s.letters(ctx, now, env)
	}
	return nil
}

// letGo lets the cases merged into one that ended unanswered stand alone again, with their own dates.
func (s *step) letGo(ctx context.Context, was *suggestion.Case, env suggestion.Env) error {
	for _, id := range was.Absorbed {
		c, err := s.tx.Case(ctx, id)
		if err != nil {
			return err
		}
		if err := s.apply(ctx, c, suggestion.Step{Do: "main_ended", Cmd: &suggestion.Nothing{}, Env: env}); err != nil {
			return err
		}
	}
	return nil
}

func (s *step) link(ctx context.Context, main int64, do string, other int64, env suggestion.Env) error {
	c, err := s.tx.Case(ctx, main)
	if err != nil {
		return err
	}
	cmd := &suggestion.Absorb{Other: other}
	if do == "absorb" {
		return s.apply(ctx, c, suggestion.Step{Do: "absorb", Cmd: cmd, Env: env})
	}
	return s.apply(ctx, c, suggestion.Step{Do: "release", Cmd: cmd, Env: env})
}

// letters gives every merged author an own letter for each reply delivered by this step.
func (s *step) letters(ctx context.Context, main *suggestion.Case, env suggestion.Env) error {
	for _, e := range s.events {
		if e.Case != main.ID || e.Machine != "reply" || e.To != suggestion.Delivered || e.From == suggestion.Delivered {
			continue
		}
		r := main.Reply(e.Part)
		a := main.Assignment(r.Assignment)
		for _, id := range main.Absorbed {
			c, err := s.tx.Case(ctx, id)
			if err != nil {
				return err
			}
			cmd := &suggestion.LetterOf{
				Main: main.ID, Reply: r.No, Unit: a.Unit, Class: r.Class, Number: r.Number, Government: a.Government, Special: a.Special,
				Follows: c.Rejoins(main, a.No),
			}
			if err := s.apply(ctx, c, suggestion.Step{Actor: org.Actor{}, Do: "deliver_letter", Cmd: cmd, Env: env}); err != nil {
				return err
			}
		}
	}
	return nil
}

// gather lets merged suggestions whose authors were not satisfied with a share's letter wait for that share, which begins to answer
// everybody anew: the next letter is their next round, whoever decided that there is one.
func (s *step) gather(ctx context.Context, main *suggestion.Case, events []suggestion.Event) error {
	for _, e := range events {
		if e.To != suggestion.Reworking || e.From == suggestion.Reworking || e.Action == "rework_for_author" { // whose author is on the way already
			continue
		}
		env, _, err := Env(ctx, s.tx, main.Congress, main, e.On)
		if err != nil {
			return err
		}
		for _, id := range main.Absorbed {
			c, err := s.tx.Case(ctx, id)
			if err != nil {
				return err
			}
			no := c.WaitsFor(main, e.Part)
			if no == 0 {
				continue
			}
			env.At = e.At
			if err := s.apply(ctx, c, suggestion.Step{Part: no, Do: "redo_on_main", Cmd: &suggestion.Nothing{}, Env: env}); err != nil {
				return err
			}
		}
	}
	return nil
}

// rejoin carries the "not satisfied" of a merged suggestion's author on to the main case, whose unit answers everybody anew. Where that
// case does not handle again by itself, or cannot any more, the merged one waits for the committee; after a second "not satisfied" it waits
// first for what the pack asks for then.
func (s *step) rejoin(ctx context.Context, c *store.Loaded, events []suggestion.Event) error {
	for _, e := range events {
		a := c.Assignment(e.Part)
		if e.Action != "discontent" && e.Action != "hold_meeting" || c.MergedInto == 0 || a == nil || a.State != suggestion.Dissatisfied {
			continue
		}
		if p, ok := s.tx.Packs().At(c.Pack.ID, c.Pack.Version); ok && !c.EscalationHeld(a, p) {
			continue
		}
		r := c.ReplyOf(a.No, a.Round)
		if r == nil || r.MainReply == 0 {
			continue
		}
		main, err := s.tx.Case(ctx, c.MergedInto)
		if err != nil {
			return err
		}
		env, _, err := Env(ctx, s.tx, c.Congress, main.Case, e.On)
		if err != nil {
			return err
		}
		env.At = e.At
		share := main.Assignment(main.Reply(r.MainReply).Assignment)
		if share.State != suggestion.Reworking {
			st := suggestion.Step{Part: share.No, Do: "rework_for_author", Cmd: &suggestion.OfMerged{Other: c.ID, Number: c.Number}, Env: env}
			if _, refused := fault.As(suggestion.Allowed(main.Case, st)); refused {
				continue
			}
			if err := s.apply(ctx, main, st); err != nil {
				return err
			}
		}
		if err := s.apply(ctx, c, suggestion.Step{Part: a.No, Do: "redo_on_main", Cmd: &suggestion.Nothing{}, Env: env}); err != nil {
			return err
		}
	}
	return nil
}
