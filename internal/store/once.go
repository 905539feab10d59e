package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Once remembers a request that carried an idempotency key, and its answer.
type Once struct {
	Post      int64
	Key       string
	Case      int64 // as asked; 0 for a new case
	Action    string
	Digest    string // of the command
	AnswerID  int64
	AnswerSeq int
}

// Digest tells one command from another: the command and all else that the request says of the act. Each is its own piece, so that no two
// requests say the same together.
func Digest(said ...any) string {
	h := sha256.New()
	for _, piece := range said {
		text, err := json.Marshal(piece)
		if err != nil {
			text = nil // what has no text cannot be carried out either, and says so itself
		}
		_, _ = h.Write(append(text, '\n'))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Once returns the request that a post made under a key; a fault of kind NotFound when there was none.
func (t *Tx) Once(ctx context.Context, post int64, key string) (Once, error) {
	return One(ctx, t, func(o *Once) []any {
		return []any{&o.Post, &o.Key, &o.Case, &o.Action, &o.Digest, &o.AnswerID, &o.AnswerSeq}
	}, `SELECT post_id, key, aggregate_id, action, digest, answer_id, answer_seq FROM idempotency WHERE post_id = $1 AND key = $2`, post, key)
}

// SaveOnce remembers a request in the transaction that carried it out.
func (t *Tx) SaveOnce(ctx context.Context, o Once) error {
	_, err := t.Exec(ctx, `
		INSERT INTO idempotency (post_id, key, aggregate_id, action, digest, answer_id, answer_seq, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		o.Post, o.Key, o.Case, o.Action, o.Digest, o.AnswerID, o.AnswerSeq, t.Now)
	return err
}
