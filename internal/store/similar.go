package store

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/reading"
	"huiyin/internal/suggestion"
)

// leastShared is what the sketches of two texts must have in common, in millionths, before they are compared whole: more than one term of many.
const leastShared = 35_000

// termsAsked is how many terms one question about the vocabulary names; the last one is repeated to fill it up, so that there is one text to compile.
const termsAsked = 100

// Vocabulary returns in how many texts each term of some texts stands.
func (t *Tx) Vocabulary(ctx context.Context, texts ...reading.Terms) (reading.Vocabulary, error) {
	out := reading.Vocabulary{Of: map[reading.Term]int{}}
	w, err := t.Walk(ctx)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return out, err
	}
	out.Texts = int(w.Texts)
	all := map[reading.Term]bool{}
	for _, terms := range texts {
		for k := range terms {
			all[k] = true
		}
	}
	type row struct {
		term reading.Term
		n    int
	}
	for part := range slices.Chunk(sorted(all), termsAsked) {
		args := make([]any, termsAsked)
		for i := range args {
			args[i] = int64(part[min(i, len(part)-1)])
		}
		rows, err := All(ctx, t, func(r *row) []any { return []any{&r.term, &r.n} }, vocabularySQL, args...)
		if err != nil {
			return out, err
		}
		for _, r := range rows {
			out.Of[r.term] = r.n
		}
	}
	return out, nil
}

var vocabularySQL = func() string {
	var w Where
	In(&w, "term", make([]int64, termsAsked))
	return `SELECT term, texts FROM search_term` + w.String()
}()

// SimilarRow is a suggestion whose text has much in common with another, with its text.
type SimilarRow struct {
	CaseRow
	Length float64
	Case   *suggestion.Case
}

// The cross joins say in which order SQLite, which has no figures about its tables, is to look: from the few terms to the few suggestions.

// Similar lists, of what a scope sees and a filter keeps, those whose sketches have most in common with one, without the suggestion except.
func (t *Tx) Similar(ctx context.Context, sc access.Scope, f suggestion.Filter, sketch []reading.Weighed, except int64, limit int) ([]SimilarRow, error) {
	if len(sketch) == 0 {
		return nil, nil
	}
	var w Where
	values := make([]string, len(sketch))
	for i, k := range sketch {
		values[i] = "(CAST(" + w.Arg(int64(k.Term)) + " AS BIGINT), CAST(" + w.Arg(int64(math.Round(k.Weight*thousandths))) + " AS BIGINT))"
	}
	of, least := w.Arg(sc.Congress), w.Arg(leastShared)
	within(&w, sc, true)
	filtered(&w, sc, f)
	w.And("s.id = g.suggestion_id AND s.id <> ?", except)
	type row struct {
		SimilarRow
		length, shared int64
		doc            string
	}
	rows, err := All(ctx, t, func(r *row) []any { return append(caseRowPlaces(&r.CaseRow), &r.length, &r.shared, &r.doc) },
		`WITH q (term, weight) AS (VALUES `+strings.Join(values, ", ")+`),
		g AS (SELECT p.suggestion_id, CAST(SUM(p.weight * q.weight) AS BIGINT) AS shared FROM q CROSS JOIN search_posting p
			WHERE p.congress_id = `+of+` AND p.term = q.term GROUP BY p.suggestion_id HAVING SUM(p.weight * q.weight) >= `+least+`),
		b AS (SELECT s.id, g.shared FROM g CROSS JOIN suggestion s`+w.String()+` ORDER BY g.shared DESC, s.id LIMIT `+strconv.Itoa(limit)+`)
		SELECT `+caseRowColumns+`, k.length, b.shared, d.doc FROM b CROSS JOIN suggestion s CROSS JOIN search_case k CROSS JOIN suggestion_doc d
			WHERE s.id = b.id AND k.suggestion_id = s.id AND d.suggestion_id = s.id ORDER BY b.shared DESC, s.id`, w.Args()...)
	if err != nil {
		return nil, err
	}
	var out []SimilarRow
	for _, r := range rows {
		if r.Case, err = readDoc(r.ID, r.doc); err != nil {
			return nil, err
		}
		if !isSaid(said(r.Case)) { // withdrawn since it was read
			continue
		}
		r.Length = float64(r.length) / thousandths
		if r.DueOn == never {
			r.DueOn = ""
		}
		out = append(out, r.SimilarRow)
	}
	return out, nil
}
