package sheettest

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/i18n"
	"huiyin/internal/intake/sheet"
)

const lang = i18n.Chinese

// Generate writes a whole year as a workbook of the import template. The same make-up gives the same rows.
func Generate(w io.Writer, m Makeup) (err error) {
	m = m.withDefaults()
	book, err := sheet.NewWorkbook()
	if err != nil {
		return err
	}
	defer func() {
		if closed := book.Close(); err == nil {
			err = closed
		}
	}()
	for _, s := range []struct {
		key  string
		rows iter.Seq[row]
	}{
		{sheet.Suggestions, m.suggestions()},
		{sheet.Assignments, m.assignments()},
		{sheet.Commitments, m.commitments()},
		{sheet.Commended, m.commended()},
		{sheet.Totals, m.totals()},
	} {
		if err := write(book, sheet.YearTables, s.key, s.rows); err != nil {
			return err
		}
	}
	_, err = book.WriteTo(w)
	return err
}

// GeneratePeople writes the workbook from which the deputies and units of a make-up can be brought in first.
func GeneratePeople(w io.Writer, m Makeup) (err error) {
	m = m.withDefaults()
	book, err := sheet.NewWorkbook()
	if err != nil {
		return err
	}
	defer func() {
		if closed := book.Close(); err == nil {
			err = closed
		}
	}()
	if err := write(book, sheet.PeopleTables, sheet.Deputies, func(yield func(row) bool) {
		for _, d := range m.Deputies {
			if !yield(row{"cert": d.Cert, "name": d.Name, "delegation": d.Delegation, "mandate": sheet.Word("mandate", "active", lang)}) {
				return
			}
		}
	}); err != nil {
		return err
	}
	if err := write(book, sheet.PeopleTables, sheet.Units, func(yield func(row) bool) {
		for _, g := range []struct {
			names []string
			kind  string
			gov   string
		}{{m.Units, "department", "yes"}, {m.Committees, "special_committee", "no"}, {m.Delegations, "delegation", "no"}} {
			for _, name := range g.names {
				if !yield(row{"name": name, "kind": sheet.Word("kind", g.kind, lang), "government": sheet.Word("yesno", g.gov, lang)}) {
					return
				}
			}
		}
	}); err != nil {
		return err
	}
	_, err = book.WriteTo(w)
	return err
}

type row map[string]any

func write(book *sheet.Workbook, tables []sheet.Table, key string, rows iter.Seq[row]) error {
	for _, t := range tables {
		if t.Key != key {
			continue
		}
		return book.Sheet(sheet.SheetName(t, lang), sheet.Heads(t, lang), func(yield func([]any, error) bool) {
			for r := range rows {
				cells := make([]any, len(t.Columns))
				for i, c := range t.Columns {
					cells[i] = r[c.Key]
				}
				if !yield(cells, nil) {
					return
				}
			}
		})
	}
	return fmt.Errorf("sheettest: no sheet %q", key)
}

// Case facts depend on its place alone: i counts from 0.
func (m Makeup) number(i int) string {
	if i >= m.AtMeeting {
		return fmt.Sprintf("B%03d", i-m.AtMeeting+1)
	}
	return strconv.Itoa(i + 1)
}

func (m Makeup) class(i int) string {
	// Spread the classes over the numbers: 7 has no factor in common with the usual sizes, and a remainder is mended below.
	at := i * 7 % m.N
	if m.N%7 == 0 {
		at = i
	}
	for _, c := range m.Classes {
		if at < c.N {
			return c.Class
		}
		at -= c.N
	}
	return ""
}

func (m Makeup) unit(i int) string { return m.Units[i*5%len(m.Units)] }

func (m Makeup) handover(i int) calendar.Day {
	if i < m.AtMeeting {
		return m.Handover
	}
	return after(m.Handover, 20+(i-m.AtMeeting)*9%200)
}

func after(d calendar.Day, days int) calendar.Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		panic("sheettest: " + err.Error())
	}
	return calendar.Day(t.AddDate(0, 0, days).Format(time.DateOnly))
}

func (m Makeup) replied(i int) calendar.Day { return after(m.handover(i), 40+i*3%45) }

func (m Makeup) documentNumber(i int) string {
	return strings.NewReplacer("{year}", strconv.Itoa(m.Year), "{n}", strconv.Itoa(i+1)).Replace(words.Document)
}

func (m Makeup) suggestions() iter.Seq[row] {
	return func(yield func(row) bool) {
		for i := range m.N {
			if !yield(m.suggestion(i)) {
				return
			}
		}
	}
}

func (m Makeup) suggestion(i int) row {
	lead := m.Deputies[i*3%len(m.Deputies)]
	stream, meeting := "session", "yes"
	if i >= m.AtMeeting {
		stream, meeting = "between", "no"
	}
	key, leader, committee := "none", "", ""
	switch {
	case i < m.KeyLeader:
		key, leader = "leader", words.Leader
		committee = m.Committees[i%len(m.Committees)]
	case i < m.KeyLeader+m.KeyCommittee:
		key, committee = "committee", m.Committees[i%len(m.Committees)]
	}
	excellent := "no"
	if i%7 == 3 && i/7 < m.Excellent || m.N < 7*m.Excellent && i < m.Excellent {
		excellent = "yes"
	}
	var cosigners []string
	for k := range i % 4 {
		d := m.Deputies[(i*3+k+1)%len(m.Deputies)]
		cosigners = append(cosigners, d.Name)
	}
	title := strings.NewReplacer("{place}", words.Places[i%len(words.Places)], "{matter}", words.Matters[i/3%len(words.Matters)]).Replace(words.Title)
	r := row{
		"congress": m.Congress, "term": m.Term, "session": m.Session, "stream": sheet.Word("stream", stream, lang), "number": m.number(i), "title": title,
		"situation": strings.Repeat(words.Situation, m.TextFactor), "analysis": strings.Repeat(words.Analysis, m.TextFactor),
		"requests": strings.Repeat(words.Requests, m.TextFactor), "lead": lead.Name, "cert": lead.Cert, "cosigners": strings.Join(cosigners, "\u3001"),
		"category": m.Categories[i%len(m.Categories)], "origin": sheet.Word("origin", "research", lang), "publication": sheet.Word("publication", "full", lang),
		"submitted": after(m.handover(i), -46), "accepted": after(m.handover(i), -40), "handover": m.handover(i), "meeting": sheet.Word("yesno", meeting, lang),
		"outcome": sheet.Word("outcome", "handled", lang), "class": m.class(i), "reply_number": m.documentNumber(i), "replied": m.replied(i),
		"reply_text": strings.Repeat(words.Reply, m.TextFactor), "attitude": sheet.Word("level", "satisfied", lang), "result": sheet.Word("level", "satisfied", lang),
		"evaluated": after(m.replied(i), 8), "key": sheet.Word("key", key, lang), "key_leader": leader, "key_committee": committee,
		"excellent": sheet.Word("yesno", excellent, lang),
	}
	return r
}

func (m Makeup) assignments() iter.Seq[row] {
	return func(yield func(row) bool) {
		for i := range m.N {
			role := "sole"
			if i%3 == 0 {
				role = "lead"
			}
			if !yield(row{"number": m.number(i), "unit": m.unit(i), "role": sheet.Word("role", role, lang), "assigned": m.handover(i), "signed": after(m.handover(i), 2)}) {
				return
			}
			if role == "lead" && !yield(row{
				"number": m.number(i), "unit": m.unit(i + 1), "role": sheet.Word("role", "co", lang), "assigned": m.handover(i),
				"signed": after(m.handover(i), 3), "co_opinion": words.Analysis, "co_day": after(m.handover(i), 25),
			}) {
				return
			}
		}
	}
}

func (m Makeup) commitments() iter.Seq[row] {
	return func(yield func(row) bool) {
		for i := range m.N {
			if m.class(i) != m.Promises {
				continue
			}
			state, done := "kept", after(m.replied(i), 120)
			if i%5 == 0 {
				state, done = "open", ""
			}
			if !yield(row{
				"number": m.number(i), "unit": m.unit(i), "words": words.Promise, "result": words.Result,
				"due": calendar.Day(strconv.Itoa(m.Year) + "-12-31"), "state": sheet.Word("state", state, lang), "done": done,
			}) {
				return
			}
		}
	}
}

func (m Makeup) commended() iter.Seq[row] {
	return func(yield func(row) bool) {
		for i := range min(m.Commended, len(m.Units)) {
			if !yield(row{"unit": m.Units[i], "award": words.Award}) {
				return
			}
		}
	}
}

func (m Makeup) totals() iter.Seq[row] {
	return func(yield func(row) bool) {
		if !m.Totals || !yield(row{"item": words.Total, "count": m.N}) {
			return
		}
		for _, c := range m.Classes {
			if !yield(row{"item": c.Class, "count": c.N}) {
				return
			}
		}
		p := i18n.For(lang)
		for _, t := range []struct {
			item  string
			count int
		}{
			{"session", m.AtMeeting},
			{"between", m.Between},
			{"meeting", m.AtMeeting},
			{"excellent", m.Excellent},
			{"key_leader", m.KeyLeader},
			{"key_committee", m.KeyCommittee},
			{"commended", m.Commended},
		} {
			if !yield(row{"item": p.T("import.total." + t.item), "count": t.count}) {
				return
			}
		}
	}
}
