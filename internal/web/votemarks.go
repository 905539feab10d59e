package web

import (
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/document"

	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/poll"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// lineTitle names a line; a suggestion that its author does not make public is named by its number where everybody reads.
func lineTitle(p *i18n.Printer, l *poll.Line) string {
	switch {
	case l.Title == "":
		return p.T("vote.hidden_item", "number", l.Number)
	case l.Number != "":
		return l.Number + " " + l.Title
	}
	return l.Title
}

func unitNames(p *i18n.Printer, dir *store.Directory, l *poll.Line) string {
	if l.Sort == "unit" {
		return ""
	}
	names := make([]string, len(l.Units))
	for i, u := range l.Units {
		names[i] = dir.OrgShort(u)
	}
	return p.List(names)
}

// levelText writes a level.
func levelText(p *i18n.Printer, level suggestion.Rating) string {
	switch level {
	case "":
		return ""
	case poll.Abstained:
		return p.T("vote.abstained")
	}
	return p.T("option.level." + string(level))
}

// markSection lists what is voted on, with the marks once they may be known.
func markSection(r folder.Reader, v *poll.Vote) templates.DossierSection {
	p := r.P
	s := templates.DossierSection{Title: p.T("fact.vote.lines")}
	s.Table = templates.Table{Caption: p.T("vote.result_caption"), Columns: []templates.Column{
		{Text: p.T("fact.vote.no"), Kind: templates.ColKey}, {Text: p.T("fact.vote.title"), Kind: templates.ColTitle}, {Text: p.T("fact.vote.vote_sort")}, {Text: p.T("fact.vote.units")},
	}}
	counted := len(v.Lines) > 0 && v.Lines[0].Counts != nil
	if counted {
		s.Title = p.T("vote.result")
		for _, level := range append(append([]suggestion.Rating{}, poll.Levels...), poll.Abstained) {
			s.Table.Columns = append(s.Table.Columns, templates.Column{Text: levelText(p, level), Kind: templates.ColNum})
		}
		if v.Rule != poll.OnlyMarks {
			s.Table.Columns = append(s.Table.Columns, templates.Column{Text: p.T("fact.vote.outcome"), Kind: templates.ColKey})
		}
	}
	for _, l := range v.Lines {
		row := templates.Row{Cells: []templates.Cell{
			{Text: strconv.Itoa(l.No)}, {Text: lineTitle(p, l)}, {Text: p.T("option.vote_sort." + l.Sort)}, {Text: unitNames(p, r.Dir, l)},
		}}
		if counted && l.Counts != nil {
			for _, level := range append(append([]suggestion.Rating{}, poll.Levels...), poll.Abstained) {
				row.Cells = append(row.Cells, templates.Cell{Text: p.Number(int64(l.Counts.Of(level)))})
			}
			if v.Rule != poll.OnlyMarks {
				row.Cells = append(row.Cells, templates.Cell{Text: levelText(p, l.Outcome)})
			}
		}
		s.Table.Rows = append(s.Table.Rows, row)
	}
	return s
}

// memberSection lists who may vote and, once the vote has been opened, who is there.
func memberSection(r folder.Reader, v *poll.Vote) templates.DossierSection {
	s := templates.DossierSection{Title: r.P.T("fact.vote.member_count")}
	s.Table = templates.Table{Caption: s.Title, Dense: true, Columns: []templates.Column{{Text: r.P.T("vote.who"), Kind: templates.ColTitle}}}
	if v.OpenedBy != 0 {
		s.Table.Columns = append(s.Table.Columns, templates.Column{Text: r.P.T("fact.vote.present_n")})
	}
	for _, m := range v.Members {
		row := templates.Row{Cells: []templates.Cell{{Text: r.PostLabel(m)}}}
		if v.OpenedBy != 0 {
			there := ""
			if slices.Contains(v.Present, m) {
				there = r.P.T("case.yes")
			}
			row.Cells = append(row.Cells, templates.Cell{Text: there})
		}
		s.Table.Rows = append(s.Table.Rows, row)
	}
	return s
}

// voteLetter is the letter to the organisation department, to be printed.
func (s *Server) voteLetter(w http.ResponseWriter, r *http.Request) error {
	d, err := s.openedDossier(r)
	if err != nil {
		return err
	}
	v, ok := d.Doc.(*poll.Vote)
	if !ok || v.LetterOn == "" {
		return errMissing
	}
	p := d.P
	issuer, to := "", p.T("role.org_dept")
	for _, o := range d.Dir.Orgs {
		if o.Kind == org.PersonnelOffice && o.Ended == "" {
			to = o.Name
		}
	}
	for _, e := range d.Events {
		if e.Action == "send_vote_letter" {
			issuer = d.Dir.OrgName(e.Org)
		}
	}
	paper := document.Paper{
		Mark: issuer, Number: v.LetterNo, Heading: p.T("vote.letter_heading", "title", v.Title), To: p.T("vote.letter_to", "to", to),
		Sign: []string{issuer, p.LongDay(v.LetterOn)},
	}
	say := func(text string) { paper.Blocks = append(paper.Blocks, document.Text(text)) }
	say(p.T("vote.letter_body", "day", p.LongDay(v.AnnouncedOn), "meeting", v.Meeting, "title", v.Title,
		"members", v.MemberCount, "present", v.PresentN, "cast", v.Cast))
	if v.LetterText != "" {
		say(v.LetterText)
	}
	paper.Blocks = append(paper.Blocks, document.Head(1, p.T("vote.result")))
	for _, l := range v.Lines {
		text := p.T("vote.letter_line", "no", l.No, "title", lineTitle(p, l), "satisfied", l.Counts.Satisfied, "basically", l.Counts.Basically, "not", l.Counts.Not, "abstained", l.Counts.Abstained)
		if l.Outcome != "" {
			text += p.T("vote.letter_outcome", "outcome", levelText(p, l.Outcome))
		}
		say(text + p.T("vote.letter_stop"))
	}
	if r.URL.Query().Get("as") == "word" {
		return s.sendWord(w, r, paper, paper.Heading)
	}
	page := templates.OfficialPage{Page: s.page(w, r, paper.Heading, templates.Link{Href: folder.Href(v.ID), Text: v.Title}), Paper: paper, Word: "?as=word"}
	return s.render(w, r, http.StatusOK, templates.Official(page))
}
