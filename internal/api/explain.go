package api

import (
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/lifecycle"
	"huiyin/internal/suggestion"
)

// explain tells what the tables say of an action: from where, by whom, to where, and the keys with which it is refused. Empty for what is no action.
func (op operation) explain(say *i18n.Printer) string {
	do, ok := strings.CutPrefix(op.id, "do_")
	if !ok {
		return ""
	}
	var rows []string
	for _, m := range lifecycle.Machines() {
		for _, l := range m.Lines {
			if string(l.Do) == do {
				rows = append(rows, "- "+row(say, m.Name, l))
			}
		}
	}
	return strings.Join(rows, "\n")
}

func row(say *i18n.Printer, machine string, l flow.Line) string {
	to := say.T("api.stays")
	if l.To != "" {
		to = code(string(l.To))
	}
	text := say.T("api.row", "machine", code(machine), "from", listed(say, "", l.From), "to", to, "by", listed(say, "", l.By))
	if len(l.When) > 0 {
		text += say.T("api.row_when", "guards", listed(say, "guard.", l.When))
	}
	if len(l.If) > 0 {
		text += say.T("api.row_if", "guards", listed(say, "guard.", l.If))
	}
	return text
}

// listed writes codes as a program sees them; a case that does not exist yet has no state.
func listed[T ~string](say *i18n.Printer, prefix string, codes []T) string {
	var out []string
	for _, c := range codes {
		if c == "" {
			out = append(out, say.T("api.begins"))
			continue
		}
		out = append(out, code(prefix+string(c)))
	}
	return say.List(out)
}

func code(s string) string { return "`" + s + "`" }

// paramWords tells what a parameter means: what the API says of it, or what stands beside it on a page.
func paramWords(say *i18n.Printer, name string) string {
	for _, key := range []string{"api.param." + name, "param." + name} {
		if say.Has(key) {
			return say.T(key)
		}
	}
	return ""
}

// explainFields writes into the schema of a command, or of the rows of one of its lists, what its tags ask of each field: what it means, how long it may
// be, which words it takes.
func explainFields(say *i18n.Printer, do, list string, s *huma.Schema, inputs []suggestion.Input) {
	for _, in := range inputs {
		p := s.Properties[in.Name]
		if p == nil {
			continue
		}
		if p.Ref != "" { // words beside a reference stand in a schema of their own
			p = &huma.Schema{AllOf: []*huma.Schema{{Ref: p.Ref}}}
			s.Properties[in.Name] = p
		}
		p.Description = say.Input(do, join(list, in.Name))
		if key := "api.kind." + in.Kind; say.Has(key) {
			p.Description += say.T("api.field", "what", i18n.Key(key))
		}
		if in.Kind == "dossier" {
			p.Description += say.T("api.of_kind", "kinds", listed(say, "", in.Options))
		}
		at := p
		if p.Items != nil && p.Items.Ref == "" {
			at = p.Items
		}
		if at.Type != huma.TypeString {
			continue
		}
		if in.Max > 0 {
			at.MaxLength = &in.Max
		}
		at.Enum = nil // several actions may share a command
		for _, o := range in.Options {
			at.Enum = append(at.Enum, o)
		}
		if len(in.Options) > 0 && !in.Required && at == p {
			at.Enum = append(at.Enum, "")
		}
		if in.Kind == "day" && in.Required {
			at.Format = "date"
		}
	}
}
