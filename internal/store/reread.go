package store

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/reading"
	"huiyin/internal/suggestion"
)

// thousandths is how weights and lengths are kept.
const thousandths = 1000

// said is the text of a case by which others find it: none before it is handed in, after it was withdrawn, and where it is kept on paper alone.
func said(c *suggestion.Case) suggestion.Text {
	if !access.IsFiled(c) || c.In(suggestion.Draft, suggestion.Cosigning, suggestion.Withdrawn, suggestion.Offline) {
		return suggestion.Text{}
	}
	t := c.Text
	t.Requests = slices.Clone(t.Requests)
	return t
}

// isSaid reports whether there is something to find a case by.
func isSaid(t suggestion.Text) bool { return t.Title != "" || t.Situation != "" || len(t.Requests) > 0 }

// TermsOf reads what a suggestion says.
func TermsOf(t suggestion.Text) reading.Terms {
	return reading.TermsOf(t.Title, append([]string{t.Situation, t.Analysis}, t.Requests...)...)
}

// rereadIfChanged leaves a case to the job that reads texts when what it says has changed. Other acts cost nothing.
func (t *Tx) rereadIfChanged(ctx context.Context, id int64, before, after projection) error {
	if reflect.DeepEqual(before.said, after.said) {
		return nil
	}
	return t.reread(ctx, id)
}

func (t *Tx) reread(ctx context.Context, ids ...int64) error {
	return insert(ctx, t, "search_waiting", "suggestion_id", " ON CONFLICT DO NOTHING", len(ids), func(i int) []any { return []any{ids[i]} })
}

// Walk is how far the job has come that reads the texts of all suggestions.
type Walk struct {
	Upto  int64 // id of the last suggestion read
	Texts int64 // how many were counted for the vocabulary
	Began int64 // how many had been when this walk began: with a larger vocabulary other terms stand for a text
	Turn  int64 // how many batches were kept
}

// Walk returns how far the job has come; a fault of kind NotFound when nothing was read by this version of the reading.
func (t *Tx) Walk(ctx context.Context) (Walk, error) {
	return One(ctx, t, func(w *Walk) []any { return []any{&w.Upto, &w.Texts, &w.Began, &w.Turn} },
		`SELECT upto, texts, began, turn FROM search_walk WHERE version = $1`, reading.SimilarVersion)
}

// BeginWalks forgets what was read by another version. It is also what a database needs that was restored from a backup.
func (t *Tx) BeginWalks(ctx context.Context) error {
	for _, table := range []string{"search_posting", "search_case", "search_term", "search_waiting", "search_walk"} {
		if _, err := t.Exec(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	return t.SaveWalk(ctx, Walk{})
}

// SaveWalk notes how far the job has come.
func (t *Tx) SaveWalk(ctx context.Context, w Walk) error {
	_, err := t.Exec(ctx, `INSERT INTO search_walk (version, upto, texts, began, turn) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (version) DO UPDATE SET upto = excluded.upto, texts = excluded.texts, began = excluded.began, turn = excluded.turn`,
		reading.SimilarVersion, w.Upto, w.Texts, w.Began, w.Turn)
	return err
}

// Unread is a suggestion whose text is to be read.
type Unread struct {
	ID, Congress int64
	Seq          int // it is read again when it has moved on meanwhile
	Text         suggestion.Text
	Said         bool // otherwise nothing of it is kept
	Known        bool // was counted for the vocabulary
	kept         string
}

// UnreadTexts lists up to limit suggestions, those that changed before those that the walk comes to, and returns how far it has come with them.
func (t *Tx) UnreadTexts(ctx context.Context, w Walk, limit int) ([]Unread, Walk, error) {
	// in the order of those that wait, and by them alone (the plus): otherwise SQLite walks through all suggestions to find that none waits
	ids, err := Column[int64](ctx, t, `SELECT q.suggestion_id FROM search_waiting q JOIN suggestion s ON s.id = +q.suggestion_id
		WHERE `+visible+` ORDER BY q.suggestion_id LIMIT $1`, limit)
	if err != nil {
		return nil, w, err
	}
	next, err := Column[int64](ctx, t, `SELECT s.id FROM suggestion s WHERE s.id > $1 AND `+visible+` ORDER BY s.id LIMIT $2`, w.Upto, limit-len(ids))
	if err != nil {
		return nil, w, err
	}
	if len(next) > 0 {
		ids, w.Upto = append(ids, next...), next[len(next)-1]
	}
	if len(ids) == 0 {
		return nil, w, nil
	}
	var c Where
	In(&c, "d.suggestion_id", ids)
	type row struct {
		Unread
		doc string
	}
	rows, err := All(ctx, t, func(r *row) []any { return []any{&r.ID, &r.doc, nullText{&r.kept}} }, `SELECT d.suggestion_id, d.doc, k.terms
		FROM suggestion_doc d LEFT JOIN search_case k ON k.suggestion_id = d.suggestion_id`+c.String()+` ORDER BY d.suggestion_id`, c.Args()...)
	if err != nil {
		return nil, w, err
	}
	out := make([]Unread, len(rows))
	for i, r := range rows {
		c, err := readDoc(r.ID, r.doc)
		if err != nil {
			return nil, w, err
		}
		r.Congress, r.Seq, r.Text, r.Known = c.Congress, c.Seq, said(c), r.kept != ""
		r.Said = isSaid(r.Text)
		out[i] = r.Unread
	}
	return out, w, nil
}

// ReadText is what is kept of a text.
type ReadText struct {
	Unread
	Sketch []reading.Weighed
	Length float64
	New    reading.Terms // to be counted for the vocabulary; none of a text that is not
}

// KeepTexts replaces what is kept of the suggestions that were read, counts the terms of those that are to be counted, and returns of how many
// texts. Whatever has moved on since it was read waits to be read again, and is counted then.
func (t *Tx) KeepTexts(ctx context.Context, list []ReadText) (texts int64, err error) {
	if len(list) == 0 {
		return 0, nil
	}
	ids := make([]int64, len(list))
	for i, r := range list {
		ids[i] = r.ID
	}
	seqs, err := t.seqsOf(ctx, ids)
	if err != nil {
		return 0, err
	}
	var was Where
	In(&was, "suggestion_id", ids)
	if _, err := t.Exec(ctx, `DELETE FROM search_waiting`+was.String(), was.Args()...); err != nil {
		return 0, err
	}
	var rows, postings [][]any
	counted := map[reading.Term]int{}
	for _, r := range list {
		if r.kept != "" {
			if err := t.forgetText(ctx, r.Unread); err != nil {
				return 0, err
			}
		}
		if seqs[r.ID] != r.Seq {
			if err := t.reread(ctx, r.ID); err != nil {
				return 0, err
			}
			continue
		}
		if !r.Said {
			continue
		}
		if len(r.New) > 0 {
			texts++
		}
		for k := range r.New {
			counted[k]++
		}
		terms := make([]string, len(r.Sketch))
		for i, k := range r.Sketch {
			terms[i] = strconv.FormatInt(int64(k.Term), 10)
			postings = append(postings, []any{r.Congress, int64(k.Term), r.ID, int64(math.Round(k.Weight * thousandths))})
		}
		rows = append(rows, []any{r.ID, r.Congress, int64(math.Round(r.Length * thousandths)), strings.Join(terms, ",") + ","})
	}
	if err := Insert(ctx, t, "search_case", "suggestion_id, congress_id, length, terms", len(rows), func(i int) []any { return rows[i] }); err != nil {
		return 0, err
	}
	if err := Insert(ctx, t, "search_posting", "congress_id, term, suggestion_id, weight", len(postings), func(i int) []any { return postings[i] }); err != nil {
		return 0, err
	}
	return texts, t.countTerms(ctx, counted)
}

// seqsOf returns how far the logs of suggestions have come.
func (t *Tx) seqsOf(ctx context.Context, ids []int64) (map[int64]int, error) {
	type at struct {
		id  int64
		seq int
	}
	var w Where
	In(&w, "id", ids)
	rows, err := All(ctx, t, func(r *at) []any { return []any{&r.id, &r.seq} }, `SELECT id, seq FROM suggestion`+w.String(), w.Args()...)
	out := make(map[int64]int, len(rows))
	for _, r := range rows {
		out[r.id] = r.seq
	}
	return out, err
}

// forgetText removes what is kept of a suggestion.
func (t *Tx) forgetText(ctx context.Context, r Unread) error {
	if _, err := t.Exec(ctx, `DELETE FROM search_case WHERE suggestion_id = $1`, r.ID); err != nil {
		return err
	}
	var terms []int64
	for _, s := range strings.Split(strings.TrimSuffix(r.kept, ","), ",") {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			terms = append(terms, n)
		}
	}
	var w Where
	w.And("congress_id = ? AND suggestion_id = ?", r.Congress, r.ID)
	In(&w, "term", terms)
	_, err := t.Exec(ctx, `DELETE FROM search_posting`+w.String(), w.Args()...)
	return err
}

// countTerms adds to how many texts contain each term, in the order of the terms, so that two who count do not block each other.
func (t *Tx) countTerms(ctx context.Context, counted map[reading.Term]int) error {
	terms := sorted(counted)
	return insert(ctx, t, "search_term", "term, texts", " ON CONFLICT (term) DO UPDATE SET texts = search_term.texts + excluded.texts", len(terms),
		func(i int) []any { return []any{int64(terms[i]), counted[terms[i]]} })
}

func sorted[V any](m map[reading.Term]V) []reading.Term {
	out := make([]reading.Term, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
