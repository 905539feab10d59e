package web

import (
	"bytes"
	"errors"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/intake"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// importers may bring workbooks in, each their own kind: the committee past suggestions, the system administrator
// organisations and deputies, the security officer accounts.
var importers = only(org.CommitteeClerk, org.CommitteeHead, org.Admin, org.Security)

func kindsFor(role org.Role) []string {
	switch role {
	case org.Admin:
		return []string{sheet.Units, sheet.Deputies}
	case org.Security:
		return []string{sheet.Accounts}
	}
	return []string{sheet.Suggestions}
}

// importRoutes are the pages by which workbooks come in.
func (s *Server) importRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/import", Name: "import", Enter: importers, Nav: true, handle: s.importPage},
		{Method: "POST", Pattern: "/import", Name: "import", Enter: importers, Body: answer.OneFile, handle: s.importUpload},
		{Method: "GET", Pattern: "/import/template", Name: "import_template", Enter: importers, File: true, handle: s.importTemplate},
		{Method: "GET", Pattern: "/import/{ticket}", Name: "import_check", Enter: importers, handle: s.importCheck},
		{Method: "POST", Pattern: "/import/{ticket}", Name: "import_check", Enter: importers, handle: s.importRun},
	}
}

func (s *Server) importPage(w http.ResponseWriter, r *http.Request) error {
	return s.askWorkbook(w, r, http.StatusOK, s.form(r))
}

func (s *Server) askWorkbook(w http.ResponseWriter, r *http.Request, status int, form templates.Form) error {
	v := visit(r)
	p := templates.ImportPage{Page: s.page(w, r, v.T("intake.title")), Form: form}
	for _, k := range kindsFor(v.actor().Post.Role) {
		p.Kinds = append(p.Kinds, templates.Option{Value: k, Text: v.T("import.sheet." + k)})
	}
	return s.render(w, r, status, templates.Import(p))
}

func (s *Server) importTemplate(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	var b bytes.Buffer
	if err := sheet.WriteTemplate(&b, v.Lang()); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	h.Set("Content-Disposition", answer.Disposition(v.T("intake.template_file")))
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	_, err := b.WriteTo(w)
	return err
}

// workbook is the form with a workbook to import.
type workbook struct {
	File []suggestion.File `json:"file" form:"files,required" max:"1"`
}

// ofNoKind reports whether a file was refused for what it is: the product keeps none of its kind, as an .xls or .ods, or it is a text under the name of a
// workbook. Here it is told how to save it.
func ofNoKind(err error) bool {
	f, ok := fault.As(err)
	return ok && slices.ContainsFunc(f.Fields, func(c fault.Field) bool { return c.Key == "blob.type" || c.Key == "blob.lie" })
}

// noWorkbook says what was sent instead of a workbook.
func noWorkbook(r *http.Request) error {
	head := r.MultipartForm.File["file"][0]
	sent, err := head.Open()
	if err != nil {
		return err
	}
	defer sent.Close() //nolint:errcheck // read only
	return sheet.NoWorkbook(sent, head.Size)
}

// importUpload keeps the workbook and leads to what is in it. The ticket in the address belongs to the post that uploaded:
// nobody else can name the file.
func (s *Server) importUpload(w http.ResponseWriter, r *http.Request) error {
	if err := s.receive(r); err != nil {
		return err
	}
	v := visit(r)
	kind := r.FormValue("kind")
	if !slices.Contains(kindsFor(v.actor().Post.Role), kind) {
		return s.workbookAgain(w, r, fault.OnField("kind", "field.choice"))
	}
	var in workbook
	err := answer.TakeFiles(r.Context(), s.Files, r.MultipartForm, &in)
	if err == nil {
		err = suggestion.CheckShape(&in)
	}
	if err == nil && !strings.HasSuffix(in.File[0].Mime, "spreadsheetml.sheet") || ofNoKind(err) {
		err = noWorkbook(r)
	}
	if err != nil {
		return s.workbookAgain(w, r, err)
	}
	f := in.File[0]
	ticket := s.NewID()
	err = s.Desk.Store.Do(r.Context(), func(tx *store.Tx) error {
		if err := tx.HoldFile(r.Context(), f.Hash); err != nil {
			return err
		}
		return tx.SaveOnce(r.Context(), store.Once{Post: v.actor().Post.ID, Key: ticket, Action: "import_" + kind, Digest: f.Hash + " " + f.Name})
	})
	if err != nil {
		return err
	}
	return see(w, r, "/import/"+ticket)
}

// upload is a workbook that waits for a decision.
type upload struct {
	ticket, kind, hash, name string
}

func (s *Server) uploaded(r *http.Request) (upload, error) {
	u := upload{ticket: r.PathValue("ticket")}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		once, err := tx.Once(r.Context(), visit(r).actor().Post.ID, u.ticket)
		if err != nil {
			return err
		}
		var ok bool
		if u.kind, ok = strings.CutPrefix(once.Action, "import_"); !ok {
			return errMissing
		}
		u.hash, u.name, _ = strings.Cut(once.Digest, " ")
		return nil
	})
	if err == nil && s.Files == nil {
		err = errMissing
	}
	return u, err
}

// read reads the workbook, and writes what is in it unless it is only looked at.
func (s *Server) read(r *http.Request, u upload, dry, goodOnly bool) (intake.Result, error) {
	f, err := s.Files.Open(u.hash)
	if err != nil {
		return intake.Result{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return intake.Result{}, err
	}
	v := visit(r)
	im := &intake.Importer{Store: s.Desk.Store, Committed: s.Desk.Committed}
	if u.kind == sheet.Suggestions {
		return im.ImportYear(r.Context(), f, info.Size(), intake.Request{Actor: v.actor(), File: u.name, DryRun: dry, GoodOnly: goodOnly})
	}
	result, err := im.ImportPeople(r.Context(), s.Identity, f, info.Size(), intake.PeopleRequest{
		Who: v.Session.Who, From: origin(r), Congress: v.actor().Post.Congress, Sheet: u.kind, File: u.name, DryRun: dry, GoodOnly: goodOnly,
		Key: u.ticket,
	})
	return result, err
}

func (s *Server) importCheck(w http.ResponseWriter, r *http.Request) error {
	u, err := s.uploaded(r)
	if err != nil {
		return err
	}
	got, err := s.read(r, u, true, true)
	if err != nil {
		return s.workbookAgain(w, r, err)
	}
	return s.checked(w, r, u, got)
}

// workbookAgain asks for another file and says beside the field what is wrong with the one that came.
func (s *Server) workbookAgain(w http.ResponseWriter, r *http.Request, err error) error {
	f, ok := mendable(err)
	if !ok || errors.Is(err, os.ErrNotExist) {
		return err
	}
	form := s.form(r)
	form.Fault = f
	if len(f.Fields) == 0 {
		form.Fault = &fault.Error{Key: "fault.check_fields", Fields: []fault.Field{{Name: "file", Key: f.Key, Args: f.Args}}}
	}
	return s.askWorkbook(w, r, answer.Status[f.Kind], form)
}

// shown is how many problems one page lists.
const shown = 500

func (s *Server) checked(w http.ResponseWriter, r *http.Request, u upload, got intake.Result) error {
	v := visit(r)
	p := templates.ImportCheckPage{
		Page: s.page(w, r, v.T("intake.check_title", "kind", i18n.Key("import.sheet."+u.kind)), templates.Link{Href: "/import", Text: v.T("intake.title")}),
		Form: s.form(r), File: u.name, Href: "/import/" + u.ticket, All: got.Errors() == 0, Good: got.Good > 0, New: got.New, Accounts: u.kind == sheet.Accounts,
	}
	for _, f := range []struct {
		key string
		n   int
	}{{"read", got.Read}, {"new", got.New}, {"present", got.Present}, {"differing", got.Differing}, {"wrong", got.Wrong}, {"commended", got.Commended}} {
		if f.n > 0 || f.key == "read" || f.key == "new" || f.key == "wrong" {
			p.Facts = append(p.Facts, templates.Fact{Term: v.T("intake.count_" + f.key), Value: strconv.Itoa(f.n)})
		}
	}
	switch {
	case got.Errors() > 0 && got.New > 0:
		p.Says = v.T("intake.says_some", "n", got.Errors())
	case got.Errors() > 0:
		p.Says = v.T("intake.says_none", "n", got.Errors())
	case got.New == 0:
		p.Says = v.T("intake.says_nothing_new")
	case len(got.Problems) > 0:
		p.Says = v.T("intake.says_doubts")
	default:
		p.Says = v.T("intake.says_good")
	}
	var into []string
	for _, session := range got.Sessions {
		into = append(into, v.T("lists.session_name", "term", v.Ordinal(session.Term), "number", v.Ordinal(session.Number), "year", session.Year))
		p.Links = append(p.Links, templates.Link{
			Href: "/suggestions?session=" + strconv.FormatInt(session.ID, 10), Text: v.T("intake.to_list", "year", session.Year),
		})
	}
	if len(into) > 0 { // by name, before anything is written: it cannot be changed afterwards
		p.Facts = append([]templates.Fact{{Term: v.T("intake.sessions"), Value: strings.Join(into, "\n")}}, p.Facts...)
	}
	p.Table, p.Cut = problems(v, got.Problems)
	return s.render(w, r, http.StatusOK, templates.ImportCheck(p))
}

// problems is the table of what is wrong: errors before warnings, each with the address of its cell.
func problems(v *Visit, list []sheet.Problem) (*templates.Table, string) {
	if len(list) == 0 {
		return nil, ""
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b sheet.Problem) int { return strings.Compare(string(a.Severity), string(b.Severity)) })
	cut := ""
	if len(list) > shown {
		cut = v.T("intake.cut", "n", len(list)-shown)
		list = list[:shown]
	}
	t := &templates.Table{Caption: v.T("intake.problems"), Show: true, Columns: []templates.Column{
		{Text: v.T("intake.column_severity"), Kind: templates.ColKey},
		{Text: v.T("intake.column_sheet"), Kind: templates.ColKey},
		{Text: v.T("intake.column_cell"), Kind: templates.ColKey},
		{Text: v.T("intake.column_text")},
	}}
	for _, x := range list {
		at := x.Cell
		if at == "" && x.Row > 0 {
			at = v.T("intake.row", "n", x.Row)
		}
		t.Rows = append(t.Rows, templates.Row{Cells: []templates.Cell{
			{Text: v.T("intake.severity_" + string(x.Severity))}, {Text: x.Sheet}, {Text: at}, {Text: x.Sentence(v.Printer)},
		}})
	}
	return t, cut
}

// importRun carries the import out. Pressed twice it changes nothing more: what is there already is recognised.
func (s *Server) importRun(w http.ResponseWriter, r *http.Request) error {
	u, err := s.uploaded(r)
	if err != nil {
		return err
	}
	if batch, ok, err := s.Identity.Asked(r.Context(), visit(r).Session.Who, u.ticket); err != nil {
		return err
	} else if ok {
		return s.toSlips(w, r, batch)
	}
	got, err := s.read(r, u, false, r.PostForm.Get("rows") == "good")
	if err != nil {
		return s.workbookAgain(w, r, err)
	}
	if !got.Written {
		return s.checked(w, r, u, got) // the directory has changed since the person looked
	}
	if got.Batch != "" {
		return s.toSlips(w, r, got.Batch)
	}
	s.say(w, nil, "intake.done")
	return see(w, r, "/import/"+u.ticket)
}
