package desk

import (
	"context"

	"huiyin/internal/access"
	"huiyin/internal/fault"
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
	c, err := s.tx.ReadCase(ctx, was.AnswerID)
	if err != nil {
		return nil, err
	}
	if !access.Of(s.actor).Sees(c) {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	env, _, err := Env(ctx, s.tx, c.Congress, c, s.tx.Today())
	if err != nil {
		return nil, err
	}
	pack, _ := env.PackOf(c)
	return &Receipt{Case: c, Repeated: true, Pack: pack}, nil
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
