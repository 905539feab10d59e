package desk

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// keyOf returns what identifies a request: its key with a digest of the command, so that the same key with another command
// is recognised as a mistake.
func keyOf(r Request, a org.Actor, id int64) *store.Once {
	if r.Key == "" {
		return nil
	}
	return &store.Once{Post: a.Post.ID, Key: r.Key, Case: id, Action: string(r.Do), Digest: store.Digest(r.Cmd, r.Part, r.On, r.Why)}
}

// first finds the request that carried a key before; false when none did. The same key with another command is a mistake.
func (s *step) first(ctx context.Context, k *store.Once) (was store.Once, ok bool, err error) {
	if k == nil {
		return was, false, nil
	}
	was, err = s.tx.Once(ctx, k.Post, k.Key)
	if fault.Is(err, fault.NotFound) {
		return was, false, nil
	}
	if err == nil && (was.Case != k.Case || was.Action != k.Action || was.Digest != k.Digest) {
		err = fault.New(fault.Invalid, "fault.key_reused")
	}
	return was, err == nil, err
}

// repeated returns the first answer when the request was carried out before.
func (s *step) repeated(ctx context.Context, k *store.Once) (*Receipt, error) {
	was, ok, err := s.first(ctx, k)
	if err != nil || !ok {
		return nil, err
	}
	return s.answered(ctx, was)
}

// answered tells how the case of an act that was carried out before stands now. An act may take the case out of the actor's own sight, as a draft
// that is discarded: then its answer is given again as long as nothing has happened since.
func (s *step) answered(ctx context.Context, was store.Once) (*Receipt, error) {
	c, err := s.tx.ReadCase(ctx, was.AnswerID)
	if err != nil {
		return nil, err
	}
	if !access.Of(s.actor).Sees(c) && c.Seq != was.AnswerSeq {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	env, _, err := Env(ctx, s.tx, c.Congress, c, s.tx.Today())
	if err != nil {
		return nil, err
	}
	pack, _ := env.PackOf(c)
	return &Receipt{Case: c, Repeated: true, Pack: pack}, nil
}

// Again is what an act answered that the same post carried out on a case under this key; a fault of kind NotFound when there was none. It is for a
// door that cannot read the command a second time, since the case is out of sight.
func (d *Desk) Again(ctx context.Context, a org.Actor, id int64, do flow.Action, key string) (Receipt, error) {
	var out Receipt
	err := d.Store.View(ctx, func(tx *store.Tx) error {
		was, err := tx.Once(ctx, a.Post.ID, key)
		if err == nil && (was.Case != id || was.Action != string(do)) {
			err = fault.New(fault.NotFound, "fault.not_found")
		}
		if err != nil {
			return err
		}
		s := step{tx: tx, desk: d, actor: a}
		again, err := s.answered(ctx, was)
		out = deref(again)
		return err
	})
	return out, err
}

func (s *step) remember(ctx context.Context, k *store.Once, c *suggestion.Case) error {
	if k == nil {
		return nil
	}
	k.AnswerID, k.AnswerSeq = c.ID, c.Seq
	return s.tx.SaveOnce(ctx, *k)
}

func deref(r *Receipt) Receipt {
	if r == nil {
		return Receipt{}
	}
	return *r
}
