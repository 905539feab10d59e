package web

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/form"
	"huiyin/internal/web/templates"
)

// change is one change of the registry as its page offers it and its form brings it.
type change struct {
	registry.Sheet
	kind string
	id   int64
	do   flow.Action
	cmd  any
	v    *Visit
}

// weighty are the changes that are shown before they are done: what goes over, what moves, what comes in.
var weighty = []flow.Action{"end_org", "hand_post", "import_year", "import_pack"}

// readChange finds what the address names; a change that the kind does not know is not there.
func (s *Server) readChange(r *http.Request) (change, error) {
	c := change{kind: r.PathValue("kind"), do: flow.Action(r.PathValue("do")), v: visit(r)}
	cmd, kind, ok := roster.NewCommand(c.do)
	if !ok || kind != c.kind || c.do == "move_post" {
		return c, errMissing
	}
	c.cmd = cmd
	if raw := r.PathValue("id"); raw != "new" {
		id, err := strconv.ParseInt(raw, 10, 64)
		if err != nil {
			return c, errMissing
		}
		c.id = id
	}
	var err error
	c.Sheet, err = s.Registry.Open(r.Context(), c.v.Session.Who, c.kind, c.id)
	return c, err
}

func (s *Server) adminActPage(w http.ResponseWriter, r *http.Request) error {
	c, err := s.readChange(r)
	if err != nil {
		return err
	}
	values := c.present()
	for name, v := range r.URL.Query() {
		values[name] = v
	}
	return s.showChange(w, r, http.StatusOK, c, values, nil)
}

// showChange is the page of one change: what it does, and the form made from the command.
func (s *Server) showChange(w http.ResponseWriter, r *http.Request, code int, c change, values url.Values, f *fault.Error) error {
	fields, err := s.changeFields(r, c)
	if err != nil {
		return err
	}
	v := c.v
	p := templates.AdminPage{Page: s.page(w, r, v.T("action."+string(c.do)), c.crumbs()...), Intro: v.T("action." + string(c.do) + ".hint")}
	af := templates.AdminForm{
		Form: templates.Form{Printer: v.Printer, Values: values, Fault: f, Once: s.NewID()}, Action: r.URL.Path, Back: c.back(),
		Button: v.T("action." + string(c.do)), Fields: fields, Hidden: c.hidden(values), Files: len(fields) > 0 && hasFile(fields),
	}
	if slices.Contains(weighty, c.do) {
		af.Button = v.T("admin.preview")
	}
	p.Blocks = []templates.AdminBlock{{Form: &af}}
	return s.render(w, r, code, templates.Admin(p))
}

func hasFile(fields []templates.Field) bool {
	return slices.ContainsFunc(fields, func(f templates.Field) bool { return f.Kind == templates.InputFile })
}

// hidden carries what was seen, so that who was quicker is noticed, and the person of a new post.
func (c change) hidden(values url.Values) []templates.Pair {
	out := []templates.Pair{{Name: "v", Value: strconv.Itoa(c.Version())}}
	if c.do == "give_post" {
		out = append(out, templates.Pair{Name: "person", Value: values.Get("person")})
	}
	return out
}

// adminAct carries a change out: 303 to what was changed, the preview of a weighty one, or the form again with what is wrong.
func (s *Server) adminAct(w http.ResponseWriter, r *http.Request) error {
	c, err := s.readChange(r)
	if err != nil {
		return err
	}
	if err := s.receive(r); err != nil {
		return err
	}
	var done registry.Receipt
	var shown bool
	if err = takeData(r); err == nil {
		done, shown, err = s.carryOut(w, r, c)
	}
	if f, ok := mendable(err); ok {
		return s.showChange(w, r, answer.Status[f.Kind], c, r.Form, f)
	}
	if err != nil || shown {
		return err
	}
	s.say(w, []string{"n", strconv.Itoa(done.Cases)}, c.said(done)...)
	return see(w, r, c.landing(done.ID))
}

func (s *Server) carryOut(w http.ResponseWriter, r *http.Request, c change) (done registry.Receipt, shown bool, err error) {
	if err := form.Decode(r.Form, c.cmd, nil); err != nil {
		return done, false, err
	}
	if g, ok := c.cmd.(*roster.GivePost); ok {
		g.Person, _ = strconv.ParseInt(r.Form.Get("person"), 10, 64)
	}
	if r.Form.Get("sure") == "" {
		if shown, err = s.weighs(r, c); err != nil || shown {
			if err == nil {
				err = s.previewChange(w, r, c)
			}
			return done, shown, err
		}
	}
	version, _ := strconv.Atoi(r.Form.Get("v"))
	done, err = s.Registry.Do(r.Context(), c.v.Session.Who, origin(r), registry.Request{
		Kind: c.kind, ID: c.id, Do: c.do, Cmd: c.cmd, Version: version, Key: r.Form.Get("once"),
	})
	return done, false, err
}

// weighs reports whether a change is shown before it is done. The days of a session are when dates count from its close.
func (s *Server) weighs(r *http.Request, c change) (bool, error) {
	if slices.Contains(weighty, c.do) {
		return true, nil
	}
	if c.kind != roster.Sessions || c.id == 0 || c.do == "plan_handover" {
		return false, nil
	}
	moves, err := s.Registry.PreviewClose(r.Context(), c.v.Session.Who, c.id, c.do, c.cmd)
	return len(moves) > 0, err
}

// takeData puts the contents of an uploaded file where the text of the form stands.
func takeData(r *http.Request) error {
	if r.MultipartForm == nil {
		return nil
	}
	f, head, err := r.FormFile("file")
	if err != nil {
		return nil // no file: what was pasted counts
	}
	defer f.Close()
	if !answer.Whole(head) {
		return &fault.Error{Kind: fault.TooLarge, Key: "fault.check_fields", Fields: []fault.Field{{Name: "file", Key: "fault.too_large"}}}
	}
	raw, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	if !utf8.Valid(raw) || bytes.ContainsFunc(raw, suggestion.Unreadable) { // shown in the form it would not be what was chosen
		return fault.OnField("file", "admin.file_no_text")
	}
	if len(bytes.TrimSpace(raw)) > 0 {
		r.Form.Set("data", string(raw))
	}
	return nil
}

func (c change) said(done registry.Receipt) []string {
	keys := []string{"action." + string(c.do) + ".done"}
	if done.Cases > 0 {
		keys = append(keys, "admin.cases_changed")
	}
	return keys
}

// back is the page from which the change was chosen.
func (c change) back() string {
	if c.id != 0 && c.kind != roster.Packs && c.kind != roster.Calendars {
		return recordPath(c.kind, c.id)
	}
	return listPath[c.kind]
}

func (c change) landing(id int64) string {
	switch c.kind {
	case roster.Posts:
		if g, ok := c.cmd.(*roster.GivePost); ok {
			return recordPath(roster.People, g.Person)
		}
		if c.Post != nil {
			return recordPath(roster.People, c.Post.Person)
		}
		return recordPath(roster.Posts, id)
	case roster.Orgs, roster.People:
		return recordPath(c.kind, id)
	}
	return listPath[c.kind]
}

// listPath is the list of each kind.
var listPath = map[string]string{
	roster.Orgs: "/admin/orgs", roster.People: "/admin/people", roster.Posts: "/admin/people", roster.Sessions: "/admin/sessions",
	roster.Categories: "/admin/categories", roster.Packs: "/admin/packs", roster.Calendars: "/admin/calendar",
}

func recordPath(kind string, id int64) string {
	return "/admin/" + kind + "/" + strconv.FormatInt(id, 10)
}

func (c change) crumbs() []templates.Link {
	out := []templates.Link{{Href: listPath[c.kind], Text: c.v.T(listName[c.kind])}}
	if c.id != 0 && c.kind != roster.Packs && c.kind != roster.Calendars {
		out = append(out, templates.Link{Href: recordPath(c.kind, c.id), Text: nameOf(c.Sheet)})
	}
	return out
}

// listName is the message key of each kind's list.
var listName = map[string]string{
	roster.Orgs: "app.nav_admin_orgs", roster.People: "app.nav_admin_people", roster.Posts: "app.nav_admin_people", roster.Sessions: "app.nav_admin_sessions",
	roster.Categories: "app.nav_admin_categories", roster.Packs: "app.nav_admin_packs", roster.Calendars: "app.nav_admin_calendar",
}

// present are the values that stand now, for changing them.
func (c change) present() url.Values {
	var cmd any
	switch {
	case c.do == "rename_org":
		cmd = roster.RenameOrg{Name: c.Org.Name, Short: c.Org.ShortName}
	case c.do == "change_org":
		cmd = roster.ChangeOrg{Parent: c.Org.Parent, Special: c.Org.Special, Home: c.Org.Home, Government: c.Org.Government, Position: c.Org.Position}
	case c.do == "change_person":
		cmd = roster.WritePerson{Name: c.Person.Name, Gender: c.Person.Gender, Phone: c.Person.Phone, Address: c.Person.Address}
	case c.do == "set_mandate":
		cmd = roster.SetMandate{State: c.Post.Mandate}
	case c.do == "change_session":
		s := c.Session
		cmd = roster.WriteSession{Term: s.Term, Number: s.Number, Year: s.Year, Opens: s.Opens, Closes: s.Closes, Handover: s.Handover}
	case c.do == "close_session", c.do == "correct_closing":
		cmd = roster.CloseSession{Closes: c.Session.Closes}
	case c.do == "plan_handover":
		cmd = roster.PlanHandover{Handover: c.Session.Handover}
	case c.do == "rename_category":
		cmd = roster.RenameCategory{Name: c.Category.Name, Position: c.Category.Position}
	case c.do == "end_post":
		cmd = roster.EndPost{Last: c.Today}
	case c.do == "hand_post":
		cmd = roster.HandPost{From: c.Today}
	case c.do == "choose_pack":
		cmd = roster.ChoosePack{Pack: c.Congress.Pack}
	default:
		return url.Values{}
	}
	return form.Encode(cmd)
}

// changeFields makes the fields of a command.
func (s *Server) changeFields(r *http.Request, c change) ([]templates.Field, error) {
	var out []templates.Field
	for _, in := range suggestion.Inputs(c.cmd) {
		if in.Kind == "congress" && (len(c.Lower) == 0 || c.Org != nil && c.id != 0 && !c.Org.Kind.Below()) {
			continue
		}
		f := templates.Field{
			Name: in.Name, Label: c.v.Input(string(c.do), in.Name), Optional: !in.Required, Max: in.Max, Hint: c.hint(in.Name),
		}
		if err := s.shapeField(r, c, in, &f); err != nil {
			return nil, err
		}
		if in.Name == "data" {
			out = append(out, templates.Field{
				Name: "file", Label: c.v.T("admin.file"), Kind: templates.InputFile, Accept: ".csv,.json,.txt", Optional: true, Hint: c.v.T("admin.file_hint"),
			})
			f.Optional, f.Rows = true, 8
		}
		out = append(out, f)
	}
	return out, nil
}

// hint explains a field where the label does not.
func (c change) hint(name string) string {
	for _, key := range []string{"admin.hint." + string(c.do) + "." + name, "admin.hint." + name} {
		if c.v.Has(key) {
			return c.v.T(key)
		}
	}
	return ""
}
