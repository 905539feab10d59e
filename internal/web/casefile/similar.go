package casefile

import (
	"net/url"
	"slices"
	"strings"

	"huiyin/internal/i18n"
	"huiyin/internal/similar"
	"huiyin/internal/store"
	"huiyin/internal/web/templates"
)

// SimilarHref is the address of the suggestions that are possibly about the same as one.
func SimilarHref(id int64) string { return Href(id) + "/similar" }

// Similar writes what was found to be possibly about the same.
func (r Reader) Similar(list []similar.Match) templates.Similar {
	out := templates.Similar{Title: r.P.T("similar.title"), Hint: r.P.T("similar.hint"), None: r.P.T("similar.none")}
	for _, m := range list {
		line := templates.SimilarLine{
			Link: templates.Link{Text: m.Row.Title}, Number: NumberIn(r.P, r.Dir, m.Row), Came: strings.Join(r.came(m), " · "),
		}
		if !m.Public {
			line.Href = Href(m.Row.ID)
		}
		if line.Text == "" {
			line.Text = Untitled(r.P, m.Row.State)
		}
		if len(m.Shared) > 0 {
			line.Why = r.P.T("similar.shared", "words", strings.Join(m.Shared, r.P.T("similar.between")))
		}
		switch {
		case m.SameLead && m.Case.LeadPerson == r.Actor.Person.ID:
			line.Own = r.P.T("similar.own")
		case m.SameLead:
			line.Own = r.P.T("similar.same_lead")
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// came tells what came of a suggestion: where it stands, how it was answered and by whom, what was promised, and how the deputy judged it, in the words
// of the lists.
func (r Reader) came(m similar.Match) []string {
	out := []string{r.P.T("state.case." + string(m.Row.State))}
	if m.Row.Class != "" {
		out = append(out, r.P.T("case.class", "class", m.Row.Class))
	}
	if m.Promises != "" {
		out = append(out, r.P.T("similar.promises_"+string(m.Promises)))
	}
	if m.Row.Unit != 0 {
		out = append(out, r.P.T("similar.by", "unit", r.Dir.OrgShort(m.Row.Unit)))
	}
	if m.Row.Result != "" {
		out = append(out, r.P.T("similar.result", "result", r.rating(m.Row.Result)))
	}
	return out
}

// SimilarLater is the list as a page leaves it to be fetched when it comes into view.
func (r Reader) SimilarLater() *templates.Similar {
	if r.Case.Text.Title == "" {
		return nil
	}
	return &templates.Similar{
		Title: r.P.T("similar.title"), Fill: SimilarHref(r.Case.ID) + "?only=list",
		All: &templates.Link{Href: SimilarHref(r.Case.ID), Text: r.P.T("similar.see")},
	}
}

// NumberIn writes a number with its year: numbers begin again every year.
func NumberIn(p *i18n.Printer, dir *store.Directory, row store.CaseRow) string {
	number := p.T("case.no_number")
	if row.Number != "" {
		number = p.T("case.number", "number", row.Number)
	}
	if s, ok := dir.Session(row.Session); ok {
		return p.T("similar.number_in", "year", s.Year, "number", number)
	}
	return number
}

// OfferFirst moves those that are similar to the head of what a merge may choose from, and lets each line take its number over into the form.
func (m *Maker) OfferFirst(list []similar.Match, s *templates.Similar) {
	var first []store.CaseRow
	for i, k := range list {
		text := k.Row.Number
		if text == "" {
			text = m.chosen(k.Row)
		}
		first = append(first, k.Row)
		s.Lines[i].Choose = &templates.Link{
			Href: ActionHref(m.Case.ID, m.Do, m.Part) + "?into=" + url.QueryEscape(text), Text: m.P.T("similar.choose"),
		}
	}
	rest := slices.DeleteFunc(m.Cases, func(r store.CaseRow) bool {
		return slices.ContainsFunc(first, func(k store.CaseRow) bool { return k.ID == r.ID })
	})
	m.Cases = append(first, rest...)
}
