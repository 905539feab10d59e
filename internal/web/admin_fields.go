package web

import (
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/answer"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// shapeField gives a field its input and its choices.
func (s *Server) shapeField(r *http.Request, c change, in suggestion.Input, f *templates.Field) error {
	switch in.Kind {
	case "text":
		f.Kind = templates.InputArea
	case "day":
		f.Kind = templates.InputDay
	case "number":
		f.Kind = templates.InputNumber
	case "flag":
		f.Kind, f.Label = templates.InputBoxes, ""
		f.Options = []templates.Option{{Value: "true", Text: c.v.Input(string(c.do), in.Name)}}
		f.Label, f.Optional = c.v.T("admin.flag"), true
	case "choice":
		f.Kind = templates.InputSelect
		if len(in.Options) <= 4 {
			f.Kind = templates.InputRadio
		} else if !in.Required || c.Entry.Seq == 0 {
			f.Options = []templates.Option{{Text: c.v.T("admin.choose")}}
		}
		for _, o := range in.Options {
			f.Options = append(f.Options, templates.Option{Value: o, Text: c.v.Option(in.Name, o)})
		}
	case "person":
		f.Kind = templates.InputSelect
		return s.peopleOptions(r, c, f)
	case "pack":
		f.Kind = templates.InputRadio
		return s.packOptions(c, f)
	case "congress":
		f.Kind = templates.InputSelect
		f.Options = []templates.Option{{Text: c.v.T("admin.none")}}
		for _, g := range c.Lower {
			f.Options = append(f.Options, templates.Option{Value: strconv.FormatInt(g.ID, 10), Text: g.Name})
		}
	case "org", "special", "county", "category":
		f.Kind = templates.InputSelect
		f.Options = append([]templates.Option{{Text: c.v.T("admin.none")}}, refOptions(c, in.Kind)...)
	}
	return nil
}

// refOptions lists what a field of a kind may point at.
func refOptions(c change, kind string) []templates.Option {
	if kind == "category" {
		return categoryOptions(c.Dir)
	}
	var out []templates.Option
	for _, o := range c.Dir.Orgs {
		if o.Ended != "" || c.Org != nil && o.ID == c.Org.ID || !fits(c, kind, o) {
			continue
		}
		out = append(out, templates.Option{Value: strconv.FormatInt(o.ID, 10), Text: o.Name})
	}
	return out
}

// fits keeps a list to what makes sense: special committees, county committees, successors of the same nature.
func fits(c change, kind string, o org.Org) bool {
	switch {
	case kind == "special":
		return o.Kind == org.SpecialCommittee
	case kind == "county":
		return o.Kind == org.CountyCongress
	case c.do == "end_org":
		return o.Handles() && c.Org.Handles() || o.Kind == c.Org.Kind
	}
	return true
}

func categoryOptions(d *store.Directory) []templates.Option {
	var out []templates.Option
	for _, k := range d.Categories {
		if k.Parent == 0 && k.Ended == "" {
			out = append(out, templates.Option{Value: strconv.FormatInt(k.ID, 10), Text: k.Name})
		}
	}
	return out
}

// peopleOptions offers everybody on record, with where they serve: for a post that is handed over first the people of its organisation, then those
// without a post, who are mostly new. Whoever holds it is not their own successor.
func (s *Server) peopleOptions(r *http.Request, c change, f *templates.Field) error {
	people, err := s.Registry.People(r.Context(), c.v.Session.Who, "", 2000)
	if err != nil {
		return err
	}
	at := map[int64]org.Post{}
	for _, p := range c.Dir.Posts {
		if k, ok := at[p.Person]; p.To == "" && (!ok || c.Post == nil || k.Org != c.Post.Org) {
			at[p.Person] = p
		}
	}
	if c.Post != nil {
		people = slices.DeleteFunc(people, func(p org.Person) bool { return p.ID == c.Post.Person })
		far := func(p org.Person) int {
			switch k, serves := at[p.ID]; {
			case !serves:
				return 1
			case k.Org == c.Post.Org:
				return 0
			}
			return 2
		}
		slices.SortStableFunc(people, func(a, b org.Person) int { return far(a) - far(b) })
	}
	f.Options = []templates.Option{{Text: c.v.T("admin.choose")}}
	for _, p := range people {
		text := p.Name
		if k, serves := at[p.ID]; serves {
			text += " · " + c.Dir.OrgShort(k.Org)
		}
		f.Options = append(f.Options, templates.Option{Value: strconv.FormatInt(p.ID, 10), Text: text})
	}
	return nil
}

func (s *Server) packOptions(c change, f *templates.Field) error {
	book, err := s.Registry.Packs(c.v.Session.Who)
	if err != nil {
		return err
	}
	for _, id := range book.IDs() {
		p, _ := book.Latest(id)
		f.Options = append(f.Options, templates.Option{Value: id, Text: answer.PackName(c.v.Printer, p), Hint: c.v.T("admin.pack_version", "n", p.Version)})
	}
	return nil
}
