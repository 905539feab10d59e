// Package lifecycle writes the documents that are made from the tables: the life of a suggestion with its diagrams, who may do
// what in which state, and the sentences of every refusal. Nothing in them is typed by hand, so they cannot be out of date
// without a test saying so.
package lifecycle

import (
	"strings"

	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/i18n"
	"huiyin/internal/suggestion"
)

// Machines returns every machine of the program, the case first.
func Machines() []flow.Outline {
	var out []flow.Outline
	for _, t := range suggestion.Tables {
		out = append(out, t.Outline())
	}
	out = append(out, handover.Table.Outline())
	for _, k := range docket.Kinds {
		out = append(out, k.Machines()...)
	}
	return out
}

// Relations lists every relation of every machine, in the order of the documents.
func Relations() []flow.Relation {
	return append(append([]flow.Relation{}, suggestion.Relations...), dossier.Relations...)
}

// stages maps the states of the field's rules, S1 to S15 and the exits X1 to X4, to the program's states.
var stages = []struct {
	code   string
	states []string
}{
	{"S1", []string{"case.draft"}},
	{"S2", []string{"case.cosigning"}},
	{"S3", []string{"case.submitted"}},
	{"S4", []string{"case.checking", "case.reviewing"}},
	{"S5", []string{"case.pending"}},
	{"S6", []string{"case.assigned", "assignment.to_sign"}},
	{"S7", []string{"assignment.objecting"}},
	{"S8", []string{"case.handling", "assignment.working"}},
	{"S9", []string{"reply.in_review", "reply.to_issue", "reply.prechecking"}},
	{"S10", []string{"case.replied", "assignment.answered"}},
	{"S11", []string{"case.evaluated", "assignment.content", "assignment.dissatisfied", "assignment.unrated", "assignment.settled"}},
	{"S12", []string{"case.redoing", "assignment.reworking"}},
	{"S13", []string{"case.follow_up", "commitment.promised", "commitment.claimed"}},
	{"S14", []string{"case.closed"}},
	{"S15", []string{"case.archived"}},
	{"X1", []string{"case.withdrawn"}},
	{"X2", []string{"case.returned", "case.refused"}},
	{"X3", []string{"case.letter"}},
	{"X4", []string{"case.merged"}},
}

// page collects a Markdown document.
type page struct {
	strings.Builder
	p *i18n.Printer
}

func (w *page) line(s ...string) { w.WriteString(strings.Join(s, "") + "\n") }

func (w *page) head(level int, text string) {
	w.line()
	w.line(strings.Repeat("#", level), " ", text)
	w.line()
}

func (w *page) row(cells ...string) {
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(c, "|", `\|`)
	}
	w.line("| ", strings.Join(cells, " | "), " |")
}

func (w *page) columns(keys ...string) {
	cells := make([]string, len(keys))
	for i, k := range keys {
		cells[i] = w.p.T(k)
	}
	w.row(cells...)
	w.line("|", strings.Repeat("---|", len(keys)))
}

func (w *page) state(machine string, s flow.State) string {
	if s == "" {
		return w.p.T("life.doc.start")
	}
	return w.p.T("state." + machine + "." + string(s))
}

func (w *page) states(machine string, list []flow.State) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = w.state(machine, s)
	}
	return w.p.List(out)
}

func (w *page) words(prefix string, list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = w.p.T(prefix + s)
	}
	return w.p.List(out)
}

func relations(list []flow.Relation) []string {
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = string(r)
	}
	return out
}
