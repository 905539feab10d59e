package intake

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
)

// text is one line of a file of real texts: the fields under which the public collections keep title, body, advice, answer
// and day.
type text struct {
	Title, Suggestion, Content, Reason, Methods, Reply, Execution, Date string
}

// ImportTexts records the texts of every .jsonl file below a folder, at most most of each file, as past suggestions of a
// session, so that pages can be looked at with Chinese of real length. Deputies and units are dealt out in turn: nothing
// about who said or answered what is real. It is for development alone.
func (im *Importer) ImportTexts(ctx context.Context, dir fs.FS, session org.Session, most int, r Request) (Result, error) {
	if err := mayRecord(r.Actor); err != nil {
		return Result{}, err
	}
	w, err := im.look(ctx, r.Actor.Post.Congress)
	if err != nil {
		return Result{}, err
	}
	rows, err := readTexts(dir, most)
	if err != nil {
		return Result{}, err
	}
	y := &year{Importer: im, world: w, Request: r, ids: map[key]int64{}}
	good := &sheet.Year{Suggestions: w.deal(rows, session)}
	y.result.Read, y.result.Good = len(rows), len(rows)
	if err := y.compare(ctx, good); err != nil {
		return Result{}, err
	}
	if err := y.stage(ctx, nil); err != nil {
		return Result{}, err
	}
	y.result.Written = true
	return y.result, nil
}

func readTexts(dir fs.FS, most int) ([]text, error) {
	var out []text
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".jsonl" {
			return err
		}
		f, err := dir.Open(name)
		if err != nil {
			return err
		}
		defer f.Close() //nolint:errcheck // read only
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 16<<20)
		for n := 0; n < most && lines.Scan(); {
			var t text
			if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
				continue // a file of another kind: pairs, clusters
			}
			if t.Title+t.Suggestion == "" || t.Content+t.Reason+t.Suggestion == "" {
				continue
			}
			out, n = append(out, t), n+1
		}
		return lines.Err()
	})
	if err == nil && len(out) == 0 {
		err = fault.New(fault.Invalid, "import.no_rows")
	}
	return out, err
}

// deal makes suggestions of texts, giving the deputies and units of the congress their turns.
func (w world) deal(rows []text, session org.Session) []sheet.Suggestion {
	var deputies []org.Post
	for _, p := range w.dir.Posts {
		if p.Role == org.Deputy {
			deputies = append(deputies, p)
		}
	}
	var units []org.Org
	for _, o := range w.dir.Orgs {
		if o.Handles() && o.Ended == "" {
			units = append(units, o)
		}
	}
	out := make([]sheet.Suggestion, 0, len(rows))
	for i, t := range rows {
		s := sheet.Suggestion{
			Key:   sheet.Key{Term: session.Term, Session: session.Number, Stream: sheet.Between, Number: fmt.Sprintf("T%05d", i+1)},
			Title: shorten(t.Title+t.Suggestion, 100), Text: t.Content + t.Reason, Requests: t.Methods, Outcome: sheet.Handled,
		}
		if d, err := calendar.ParseDay(t.Date); err == nil && d <= w.env.Today {
			s.Submitted = d
		}
		if len(deputies) > 0 {
			s.Lead.ID = deputies[i%len(deputies)].ID
		}
		if len(units) > 0 {
			s.Assignments = []sheet.Assignment{{Unit: sheet.Ref{ID: units[i%len(units)].ID}, Role: sheet.Sole, Reply: sheet.Reply{Text: t.Reply + t.Execution}}}
		}
		out = append(out, s)
	}
	return out
}

func shorten(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}
