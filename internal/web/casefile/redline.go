package casefile

import (
	"strconv"
	"strings"

	"huiyin/internal/reading"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// Redline fills the page that compares the n-th submitted text with the one after it, the present one at the end.
func (r Reader) Redline(n int) (templates.RedlinePage, bool) {
	c := r.Case
	if n < 1 || n > len(c.Versions) {
		return templates.RedlinePage{}, false
	}
	before, after := c.Versions[n-1], c.Text
	if n < len(c.Versions) {
		after = c.Versions[n]
	}
	p := templates.RedlinePage{Head: r.Head(), Said: r.P.T("case.redline_same")}
	p.Title = r.P.T("case.redline", "n", n)
	part := func(key, a, b string) {
		pieces := reading.Redline(a, b)
		if len(pieces) == 0 {
			return
		}
		if reading.Changed(pieces) {
			p.Said = r.P.T("case.redline_said")
		}
		p.Parts = append(p.Parts, templates.RedPart{Head: r.P.T(key), Pieces: red(pieces)})
	}
	part("input.title", before.Title, after.Title)
	part("input.situation", before.Situation, after.Situation)
	part("input.analysis", before.Analysis, after.Analysis)
	part("case.requests", numbered(before), numbered(after))
	for _, k := range r.checks() {
		if k.Href == Href(c.ID)+"/versions/"+strconv.Itoa(n) {
			p.Facts = append(p.Facts, k.Facts...)
		}
	}
	for i := range c.Versions {
		if i+1 != n {
			p.Other = append(p.Other, templates.Link{Href: Href(c.ID) + "/versions/" + strconv.Itoa(i+1), Text: r.P.T("case.redline", "n", i+1)})
		}
	}
	return p, true
}

func numbered(t suggestion.Text) string {
	var b strings.Builder
	for i, s := range t.Requests {
		b.WriteString(strconv.Itoa(i+1) + ". " + s + "\n")
	}
	return b.String()
}

func red(in []reading.Piece) []templates.RedPiece {
	var out []templates.RedPiece
	for _, p := range in {
		op := string(p.Op)
		if p.Op == reading.Same {
			op = ""
		}
		out = append(out, templates.RedPiece{Op: op, Text: p.Text})
	}
	return out
}
