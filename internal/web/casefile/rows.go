package casefile

import (
	"strconv"

	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// list makes the widgets of lists.
func (m Maker) list(in suggestion.Input, f templates.Field) (templates.Widget, bool) {
	w := templates.Widget{Name: in.Name, Title: f.Label, Hint: f.Hint, Field: f}
	switch in.Kind {
	case "shares":
		m.repeat(&w, m.rows(in.Name, 3, 2), m.share)
	case "promises":
		w.Propose = m.P.T("case.propose_promises")
		m.repeat(&w, m.rows(in.Name, 1, 1), m.promise)
	case "duties":
		m.repeat(&w, m.rows(in.Name, 4, 1), m.duty)
	case "splits":
		m.repeat(&w, m.rows(in.Name, 1, 1), m.piece)
	case "lines":
		m.repeat(&w, m.rows(in.Name, 2, 1), func(at string, n int) templates.WidgetRow {
			label := m.P.T("case.line_no", "label", f.Label, "n", n+1)
			if in.Name == "requests" {
				label = m.P.T("case.request_no", "n", n+1)
			}
			area := templates.Field{Name: at, Label: label, Kind: templates.InputArea, Rows: 3, Max: in.Max, Optional: n > 0 || f.Optional}
			return templates.WidgetRow{Fields: []templates.PickField{{Field: area}}}
		})
	case "deputies":
		w.Picks = m.deputies()
		m.repeat(&w, m.rows(in.Name, 3, 3), func(at string, n int) templates.WidgetRow {
			field := templates.Field{Name: at, Label: m.P.T("case.deputy_no", "n", n+1), Optional: n > 0 || f.Optional}
			return templates.WidgetRow{Fields: []templates.PickField{{Field: field, Picks: "f-" + in.Name + "-list"}}}
		})
	case "units":
		m.repeat(&w, m.rows(in.Name, 2, 1), func(at string, n int) templates.WidgetRow {
			field := templates.Field{Name: at, Label: m.P.T("case.line_no", "label", f.Label, "n", n+1), Kind: templates.InputSelect, Optional: true}
			field.Options = append([]templates.Option{{Text: m.P.T("case.choose")}}, m.units()...)
			return templates.WidgetRow{Fields: []templates.PickField{{Field: field}}}
		})
	case "answers":
		m.answers(&w)
	default:
		return w, false
	}
	return w, true
}

func (m Maker) repeat(w *templates.Widget, n int, row func(at string, n int) templates.WidgetRow) {
	for i := range n {
		w.Rows = append(w.Rows, row(w.Name+"."+strconv.Itoa(i), i))
	}
	w.More = m.P.T("case.more_rows", "what", w.Title)
	if key := "case.more_" + w.Name; m.P.Has(key) {
		w.More = m.P.T(key)
	}
}

func (m Maker) plain(at, list, name, kind string, rows, most int, optional bool) templates.PickField {
	return templates.PickField{Field: templates.Field{Name: at + "." + name, Label: m.P.T("input." + list + "." + name), Kind: kind, Rows: rows, Max: most, Optional: optional}}
}

func (m Maker) share(at string, n int) templates.WidgetRow {
	unit := m.plain(at, "shares", "unit", templates.InputSelect, 0, 0, false)
	unit.Options = append([]templates.Option{{Text: m.P.T("case.choose")}}, m.units()...)
	role := m.plain(at, "shares", "role", templates.InputSelect, 0, 0, false)
	roles := []string{"sole", "lead", "co", "separate"}
	if m.Do == "add_units" {
		roles = []string{"co", "separate"}
	} else if n > 0 {
		roles = []string{"co", "lead", "separate"}
	}
	for _, code := range roles {
		role.Options = append(role.Options, templates.Option{Value: code, Text: m.P.T("share." + code)})
	}
	row := templates.WidgetRow{Legend: m.P.T("case.row", "n", n+1), Inline: true, Fields: []templates.PickField{unit, role}}
	row.Fields = append(row.Fields, m.plain(at, "shares", "part", "", 0, 200, true))
	if m.Do != "add_units" {
		row.Fields = append(row.Fields, m.plain(at, "shares", "reason", "", 0, 200, true))
	}
	return row
}

func (m Maker) promise(at string, n int) templates.WidgetRow {
	return templates.WidgetRow{Legend: m.P.T("case.row", "n", n+1), Inline: true, Fields: []templates.PickField{
		m.plain(at, "promises", "words", templates.InputArea, 2, 500, false), m.plain(at, "promises", "result", "", 0, 200, false),
		m.plain(at, "promises", "owner", "", 0, 60, true), m.plain(at, "promises", "due", templates.InputDay, 0, 0, false),
	}}
}

func (m Maker) duty(at string, n int) templates.WidgetRow {
	level := m.plain(at, "people", "level", templates.InputSelect, 0, 0, false)
	ranks := []string{"head", "deputy_head", "section", "clerk"}
	for i := range ranks {
		code := ranks[(i+n)%len(ranks)]
		level.Options = append(level.Options, templates.Option{Value: code, Text: m.option("rank", code)})
	}
	return templates.WidgetRow{Inline: true, Fields: []templates.PickField{
		level, m.plain(at, "people", "name", "", 0, 60, true), m.plain(at, "people", "phone", "", 0, 40, true),
	}}
}

// piece is one new case taken out of a text: its title and which numbered requests go with it.
func (m Maker) piece(at string, n int) templates.WidgetRow {
	boxes := m.plain(at, "pieces", "requests", templates.InputBoxes, 0, 0, false)
	for i, text := range m.Case.Text.Requests {
		boxes.Options = append(boxes.Options, templates.Option{Value: strconv.Itoa(i + 1), Text: strconv.Itoa(i+1) + ". " + text})
	}
	return templates.WidgetRow{Legend: m.P.T("case.piece", "n", n+1), Fields: []templates.PickField{m.plain(at, "pieces", "title", "", 0, 100, false), boxes}}
}

// answers is one box per numbered request, the request above it.
func (m Maker) answers(w *templates.Widget) {
	for i, text := range m.Case.Text.Requests {
		at := w.Name + "." + strconv.Itoa(i)
		area := templates.Field{Name: at, Label: m.P.T("case.answer_no", "n", i+1), Kind: templates.InputArea, Rows: 6}
		w.Rows = append(w.Rows, templates.WidgetRow{Said: strconv.Itoa(i+1) + ". " + text, Fields: []templates.PickField{{Field: area}}})
	}
}
