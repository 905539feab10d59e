package register

import (
	"net/url"
	"strconv"

	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// Fields are what a list can be narrowed by, and the filters of the address that have no field, sent along unseen.
func (l Lister) Fields(f suggestion.Filter) (fields []templates.Field, values url.Values, hidden []templates.Pair) {
	values = f.Values()
	if f.Session == 0 {
		values.Set("session", "all")
	}
	fields = []templates.Field{
		{Name: "q", Label: l.P.T("lists.q"), Max: 100},
		l.choice("session", l.sessions()), l.choice("state", l.caseStates()), l.choice("unit", l.units()), l.choice("class", l.classes()),
		l.choice("category", l.categories()), l.choice("key", l.keys()), l.choice("contact", l.contacts(suggestion.Contacts)),
		{Name: "due_from", Label: l.P.T("param.due_from"), Kind: templates.InputDay},
		{Name: "due_to", Label: l.P.T("param.due_to"), Kind: templates.InputDay},
	}
	if l.followsInstructions() {
		fields = append(fields, l.choice("instruction", l.instructions()))
	}
	if len(f.States) > 1 {
		fields = append(fields[:2], fields[3:]...)
	}
	shown := map[string]bool{}
	for _, k := range fields {
		shown[k.Name] = true
	}
	for _, name := range append(words, "sort") {
		if v := values.Get(name); v != "" && !shown[name] {
			hidden = append(hidden, templates.Pair{Name: name, Value: v})
		}
	}
	return fields, values, hidden
}

func (l Lister) choice(name string, options []templates.Option) templates.Field {
	return templates.Field{Name: name, Label: l.P.T("param." + name), Kind: templates.InputSelect, Options: options}
}

func (l Lister) any() []templates.Option { return []templates.Option{{Text: l.P.T("lists.any")}} }

func (l Lister) sessions() []templates.Option {
	out := []templates.Option{{Value: "all", Text: l.P.T("lists.all_sessions")}}
	for _, s := range l.Sessions {
		out = append(out, templates.Option{Value: strconv.FormatInt(s.ID, 10), Text: l.SessionName(s.ID)})
	}
	return out
}

func (l Lister) caseStates() []templates.Option {
	out := l.any()
	for _, s := range append(append(append([]string{}, names(open)...), names(over)...), names([]flow.State{"returned", "refused", "letter", "withdrawn", "merged", "offline"})...) {
		out = append(out, templates.Option{Value: s, Text: l.P.T("state.case." + s)})
	}
	return out
}

func (l Lister) contacts(offered []string) []templates.Option {
	out := l.any()
	for _, c := range offered {
		out = append(out, templates.Option{Value: c, Text: l.P.T("lists.word_contact_" + c)})
	}
	return out
}

func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

func (l Lister) units() []templates.Option {
	out := l.any()
	for _, o := range l.Dir.Orgs {
		if o.Handles() {
			out = append(out, templates.Option{Value: strconv.FormatInt(o.ID, 10), Text: l.Dir.OrgShort(o.ID)})
		}
	}
	return out
}

func (l Lister) classes() []templates.Option {
	out := l.any()
	for _, c := range []string{"A", "B", "C", "D"} {
		out = append(out, templates.Option{Value: c, Text: l.P.T("case.class", "class", c)})
	}
	return out
}

func (l Lister) categories() []templates.Option {
	out := l.any()
	for _, c := range l.Dir.Categories {
		if c.Parent == 0 {
			out = append(out, templates.Option{Value: strconv.FormatInt(c.ID, 10), Text: c.Name})
		}
	}
	return out
}

// leads reports whether the reader is one of those who lead or supervise key suggestions.
func (l Lister) leads() bool {
	return l.Actor.Post.Role == org.CongressLeader || l.Actor.Post.Role == org.GovLeader
}

func (l Lister) keys() []templates.Option {
	out := l.any()
	for _, k := range suggestion.KeyLevels {
		if k == "own" && !l.leads() {
			continue
		}
		out = append(out, templates.Option{Value: k, Text: l.P.T("lists.key_" + k)})
	}
	return out
}

// followsInstructions reports whether the reader is one of those who find instructions by how they stand: who gives them, who reports on them, and
// the committee.
func (l Lister) followsInstructions() bool {
	switch l.Actor.Post.Role {
	case org.CommitteeClerk, org.CommitteeHead, org.GovOffice, org.UnitClerk, org.UnitHead:
		return true
	}
	return l.leads()
}

func (l Lister) instructions() []templates.Option {
	out := l.any()
	for _, k := range suggestion.InstructionStandings {
		out = append(out, templates.Option{Value: string(k), Text: l.P.T("lists.instruction_" + string(k))})
	}
	return out
}
