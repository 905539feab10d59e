package casefile

import (
	"slices"

	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// starts are the pages on which cases begin.
var starts = map[flow.Action]string{"start_draft": "/suggestions", "enter_secret": "/suggestions/secret"}

// StartPage asks for what a case begins with; the text of a suggestion is written on the next page, a secret one has none.
func (m Maker) StartPage() templates.ActPage {
	p := templates.ActPage{Action: starts[m.Do], Hint: m.P.T("action." + string(m.Do) + ".hint"), Button: m.P.T("case.start")}
	p.Title = m.P.T("action." + string(m.Do))
	p.Head = templates.CaseHead{Href: "/"}
	cmd, _, _ := suggestion.NewCommand(m.Do)
	if m.Do == "enter_secret" {
		p.Button = p.Title
		p.Fields = m.Widgets(suggestion.Inputs(cmd))
		return p
	}
	wanted := []string{"title"}
	switch m.Actor.Post.Role {
	case "deputy":
	case "delegation":
		wanted = append(wanted, "deputy")
	default:
		p.Hint = m.P.T("case.start_for_deputy")
		p.Next = []templates.Link{{Href: starts["enter_secret"], Text: m.P.T("action.enter_secret")}}
		wanted = append(wanted, "kind", "deputy", "entered_how")
	}
	for _, in := range suggestion.Inputs(cmd) {
		if slices.Contains(wanted, in.Name) {
			in.Required = in.Name != "kind"
			w, _ := m.widget(in)
			p.Fields = append(p.Fields, w)
		}
	}
	return p
}
