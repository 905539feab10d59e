package store

import (
	"context"
	"encoding/json"
	"fmt"

	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/look"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
)

// DossiersAbout loads every dossier of a kind that is about a suggestion, oldest first.
func (t *Tx) DossiersAbout(ctx context.Context, kind string, id int64) ([]dossier.Doc, error) {
	rows, err := All(ctx, t, func(r *storedDoc) []any { return []any{&r.kind, &r.doc} }, `
		SELECT d.kind, d.doc FROM dossier d JOIN dossier_case c ON c.dossier_id = d.id WHERE c.suggestion_id = $1 AND d.kind = $2 ORDER BY d.id`, id, kind)
	if err != nil {
		return nil, err
	}
	return readDocs(rows)
}

// DossiersAboutSession loads every dossier of a kind that is about a suggestion of a session, whenever it was begun, oldest first.
func (t *Tx) DossiersAboutSession(ctx context.Context, kind string, session int64) ([]dossier.Doc, error) {
	rows, err := All(ctx, t, func(r *storedDoc) []any { return []any{&r.kind, &r.doc} }, `
		SELECT d.kind, d.doc FROM suggestion s JOIN dossier_case c ON c.suggestion_id = s.id JOIN dossier d ON d.id = c.dossier_id
		WHERE s.session_id = $1 AND d.kind = $2 ORDER BY d.id`, session, kind)
	if err != nil {
		return nil, err
	}
	return readDocs(rows)
}

// WholeCases loads every numbered suggestion of a session whole, in order of id: for what must be read of all of them together.
func (t *Tx) WholeCases(ctx context.Context, session int64) ([]*suggestion.Case, error) {
	docs, err := Column[string](ctx, t, `SELECT d.doc FROM suggestion_doc d JOIN suggestion s ON s.id = d.suggestion_id
		WHERE s.session_id = $1 AND s.accepted = $2 AND `+visible+` ORDER BY s.id`, session, true)
	if err != nil {
		return nil, err
	}
	return decodeCases(docs)
}

// PromisingCases loads every suggestion of a congress on which a promise is open.
func (t *Tx) PromisingCases(ctx context.Context, congress int64) ([]*suggestion.Case, error) {
	docs, err := Column[string](ctx, t, `SELECT d.doc FROM suggestion_doc d JOIN suggestion s ON s.id = d.suggestion_id
		WHERE s.congress_id = $1 AND s.open_promises > 0 AND `+visible+` ORDER BY s.id`, congress)
	if err != nil {
		return nil, err
	}
	return decodeCases(docs)
}

// CheckedCases loads the suggestions of a session that a county was to check, returned and refused ones too.
func (t *Tx) CheckedCases(ctx context.Context, session int64) ([]*suggestion.Case, error) {
	docs, err := Column[string](ctx, t, `SELECT d.doc FROM suggestion_doc d JOIN suggestion s ON s.id = d.suggestion_id
		WHERE s.session_id = $1 AND s.county_id IS NOT NULL AND s.filed = $2 AND `+visible+` ORDER BY s.id`, session, true)
	if err != nil {
		return nil, err
	}
	return decodeCases(docs)
}

func decodeCases(docs []string) ([]*suggestion.Case, error) {
	out := make([]*suggestion.Case, len(docs))
	for i, doc := range docs {
		out[i] = &suggestion.Case{}
		if err := json.Unmarshal([]byte(doc), out[i]); err != nil {
			return nil, fmt.Errorf("store: a suggestion that cannot be read: %w", err)
		}
	}
	return out, nil
}

// ActsOf returns, of the logs of suggestions of a session, the events of certain actions.
func (t *Tx) ActsOf(ctx context.Context, session int64, actions []flow.Action) (map[int64][]suggestion.Event, error) {
	var w Where
	w.And("s.session_id = ? AND e.kind = ?", session, caseKind)
	In(&w, "e.action", actions)
	rows, err := All(ctx, t, func(e *suggestion.Event) []any { return []any{&e.Case, &e.Seq, &e.Part, &e.Action, &e.On} },
		`SELECT e.aggregate_id, e.seq, e.part, e.action, e.effective_on FROM event e JOIN suggestion s ON s.id = e.aggregate_id`+w.String()+` ORDER BY e.aggregate_id, e.seq`, w.Args()...)
	out := map[int64][]suggestion.Event{}
	for _, e := range rows {
		out[e.Case] = append(out[e.Case], e)
	}
	return out, err
}

// Titles lists every accepted suggestion of a congress as the search for similar ones knows it.
func (t *Tx) Titles(ctx context.Context, congress int64) ([]look.Named, error) {
	type row struct {
		look.Named
		outcome rule.Outcome
	}
	rows, err := All(ctx, t, func(r *row) []any { return []any{&r.Case, &r.Year, &r.Title, &r.outcome} }, `
		SELECT s.id, y.year, s.title, s.outcome FROM suggestion s JOIN session y ON y.id = s.session_id
		WHERE s.congress_id = $1 AND s.accepted = $2 AND `+visible+` ORDER BY s.id`, congress, true)
	out := make([]look.Named, len(rows))
	for i, r := range rows {
		out[i] = r.Named
		out[i].Solved = r.outcome == rule.Solved
	}
	return out, err
}

// AddSurveyLinks notes which survey links belong to.
func (t *Tx) AddSurveyLinks(ctx context.Context, id int64, links []*survey.Link) error {
	return Insert(ctx, t, "survey_link", "hash, dossier_id", len(links), func(i int) []any { return []any{links[i].Hash, id} })
}

// SurveyOfLink returns the survey that a link belongs to. For a hash that is no link's it returns the survey of a neighbour, so that asking for
// an unknown link is the same work as asking for a known one; whether the survey has the link its document says. A fault of kind NotFound when
// there are no links at all.
func (t *Tx) SurveyOfLink(ctx context.Context, hash string) (int64, error) {
	return Value[int64](ctx, t, `
		SELECT dossier_id FROM survey_link
		WHERE hash = COALESCE((SELECT MIN(hash) FROM survey_link WHERE hash >= $1), (SELECT MIN(hash) FROM survey_link))`, hash)
}
