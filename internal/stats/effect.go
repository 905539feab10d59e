package stats

import (
	"context"

	"huiyin/internal/dossier"
	"huiyin/internal/look"
	"huiyin/internal/question"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Effect is what was said of one case after fulfilment was claimed (效果满意). Asked is false where nobody was asked since: such a case
// belongs to no base.
type Effect struct {
	Case  *suggestion.Case
	Last  question.Dated
	Asked bool
}

// Effects tells of every accepted case of a session what was said last after fulfilment was claimed: by the deputy rating a promise, or in
// answer to questions two, three and four.
func Effects(ctx context.Context, tx *store.Tx, congress, session int64) ([]Effect, error) {
	cases, err := tx.WholeCases(ctx, session)
	if err != nil {
		return nil, err
	}
	answers, err := answersOf(ctx, tx, congress)
	if err != nil {
		return nil, err
	}
	var out []Effect
	for _, c := range cases {
		log, err := tx.Events(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		e := Effect{Case: c}
		e.Last, e.Asked = question.Effect(c, log, answers[c.ID])
		out = append(out, e)
	}
	return out, nil
}

// answersOf are the records of the sheets of a congress, by case.
func answersOf(ctx context.Context, tx *store.Tx, congress int64) (map[int64][]*question.Record, error) {
	docs, err := tx.DossiersOf(ctx, congress, "question", 0)
	out := map[int64][]*question.Record{}
	for _, d := range docs {
		if s, ok := d.(*question.Sheet); ok {
			out[s.Case] = append(out[s.Case], s.Records...)
		}
	}
	return out, err
}

// Questions is the table of the four questions over the cases of a session; every line adds up to the cases.
func Questions(ctx context.Context, tx *store.Tx, congress, session int64) ([]question.Line, error) {
	cases, err := tx.WholeCases(ctx, session)
	if err != nil {
		return nil, err
	}
	answers, err := answersOf(ctx, tx, congress)
	list := make([][]*question.Record, len(cases))
	for i, c := range cases {
		list[i] = append(question.Forms(c), answers[c.ID]...)
	}
	return question.Year(list), err
}

// Found is the table of the found lists of a year: found, released, done again, still open.
func Found(ctx context.Context, tx *store.Tx, congress int64, year int) ([]look.Line, error) {
	docs, err := tx.DossiersOf(ctx, congress, "found", 0)
	return look.Year(entries(docs), year), err
}

func entries(docs []dossier.Doc) []*look.Entry {
	var out []*look.Entry
	for _, d := range docs {
		if e, ok := d.(*look.Entry); ok {
			out = append(out, e)
		}
	}
	return out
}
