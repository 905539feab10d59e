package web

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/store"
	"huiyin/internal/web/register"
)

// onWhat names what an entry of the event log is about: a suggestion by its number, an entry of the register by its name, anything else by the
// number under which it is kept.
func onWhat(v *Visit, d *store.Directory, l store.LogLine) string {
	what := v.T("machine." + l.Machine)
	switch name := registered(v, d, l.Kind, l.Case); {
	case l.Number != "":
		return v.T("admin.case_number", "number", l.Number) + " · " + what
	case name != "":
		return what + " · " + name
	case l.Kind == store.CaseKind:
		return v.T("admin.unnumbered", "what", what, "id", l.Case)
	}
	return v.T("admin.on_record", "what", what, "id", l.Case)
}

// registered names an entry of the congress's register; empty for what is none, and for one of another congress.
func registered(v *Visit, d *store.Directory, kind string, id int64) string {
	switch kind {
	case roster.Orgs:
		return d.OrgShort(id)
	case roster.People:
		return d.PersonName(id)
	case roster.Posts:
		if a, ok := d.Actor(id); ok {
			return v.T("case.actor", "name", a.Person.Name, "org", d.OrgShort(a.Post.Org), "role", v.T("role."+string(a.Post.Role)))
		}
	case roster.Sessions:
		if s, ok := d.Session(id); ok {
			return v.T("lists.session_name", "term", v.Ordinal(s.Term), "number", v.Ordinal(s.Number), "year", s.Year)
		}
	case roster.Categories:
		if c, ok := d.Category(id); ok {
			return c.Name
		}
	}
	return ""
}

// subjectText says in words on whom or what an entry of the security log acted. An own account is named by the line already.
func subjectText(v *Visit, d *store.Directory, l registry.SecurityLine) string {
	if rows, found := strings.CutPrefix(l.Detail, "rows="); found {
		return exportText(v, d, l.Subject, rows)
	}
	if strings.HasPrefix(l.Subject, "account:") && l.Detail != "" && !strings.Contains(l.Detail, ":") {
		return l.Detail // its name, which may be spelt as a role is
	}
	var out []string
	for _, word := range strings.Fields(l.Subject + " " + l.Detail) {
		noun, id, _ := strings.Cut(word, ":")
		n, _ := strconv.ParseInt(id, 10, 64)
		switch {
		case noun == "account" && n == l.Account, noun == "congress": // whose name follows
			continue
		case noun == "account" && l.On != "":
			word = l.On
		case noun == "login":
			word = id
		case noun == "session" && id != "":
			word = v.T("admin.one_session")
		case noun == "post" && registered(v, d, roster.Posts, n) != "":
			word = registered(v, d, roster.Posts, n)
		case noun == "account": // it is gone
			word = v.T("admin.on_record", "what", v.T("admin.login"), "id", n)
		case noun == "post" && id != "": // of another congress
			word = v.T("admin.on_record", "what", v.T("machine.post"), "id", n)
		case v.Has("action." + word):
			word = v.T("action." + word)
		case v.Has("role." + word):
			word = v.T("role." + word)
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

// exportText says what was taken out, how many rows of it, and what they were narrowed by.
func exportText(v *Visit, d *store.Directory, list, detail string) string {
	rows, query, _ := strings.Cut(detail, " ")
	what := list
	if key := "admin.taken_" + what; v.Has(key) {
		what = v.T(key)
	}
	out := []string{v.T("admin.taken", "what", what, "n", rows)}
	q, err := url.ParseQuery(query)
	if err != nil {
		return out[0]
	}
	for _, name := range slices.Sorted(maps.Keys(q)) {
		label := name
		if v.Has("param." + name) {
			label = v.T("param." + name)
		}
		var words []string
		for _, x := range strings.Split(strings.Join(q[name], ","), ",") {
			if x != "" {
				words = append(words, narrowed(v, d, list, name, x))
			}
		}
		if words != nil {
			out = append(out, v.T("case.line", "term", label, "value", words))
		}
	}
	return strings.Join(out, v.T("component.between_complaints"))
}

// narrowed says one value of a filter as the list that was taken out says it. What narrows a log or a report is no filter of a list, and a filter that is yes
// or no has nothing but its name there.
func narrowed(v *Visit, d *store.Directory, list, name, x string) string {
	switch {
	case name == "session" && x == "all":
		return v.T("lists.all_sessions")
	case name == "session":
		id, _ := strconv.ParseInt(x, 10, 64)
		return cmp.Or(registered(v, d, roster.Sessions, id), x)
	case name == "kind" && (x == store.CaseKind || v.Has("machine."+x)):
		return kindText(v, x)
	}
	if said := (register.Lister{P: v.Printer, Dir: d}).Value(list, name, x); said != x {
		return said
	}
	for _, key := range []string{"lists.yes_" + x, "option." + name + "." + x, name + "." + x} {
		if v.Has(key) {
			return v.T(key)
		}
	}
	return x
}
