package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/appraise"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/reading"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/form"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// act is one action on a case as a form brings it, or as its page is about to offer it.
type act struct {
	casefile.Maker
	id      int64
	seq     int    // last event when the person looked; 0 unknown
	version int    // of the part when the person looked
	once    string // key of the form
	auto    bool   // saved by the page itself while the person writes
}

// readAct reads what a form says, apart from the command.
func (s *Server) readAct(r *http.Request) (act, error) {
	var a act
	var err error
	if a.Reader, err = s.opened(r); err != nil {
		return a, err
	}
	if err := s.receive(r); err != nil {
		return a, err
	}
	a.Do = flow.Action(r.PathValue("action"))
	a.take(r)
	return a, s.choices(r, &a)
}

func (a *act) take(r *http.Request) {
	a.id = a.Case.ID
	a.Values = form.Compact(r.Form, "answers")
	number := func(name string) int { n, _ := strconv.Atoi(a.Values.Get(name)); return n }
	a.Part, a.version, a.seq = number("part"), number("version"), number("seq")
	a.once, a.More, a.auto = a.Values.Get("once"), a.Values.Get("_more"), a.Values.Get("auto") != ""
}

// choices loads what a form offers or tells from outside its case: the cases that a merge may choose from, the number given last, the runs of
// scoring that a correction does not move.
func (s *Server) choices(r *http.Request, a *act) error {
	var f suggestion.Filter
	switch a.Do {
	case "merge":
		f = suggestion.Filter{Session: a.Case.Session, States: merging, Sort: "number", Limit: 200}
	case "accept":
		f = suggestion.Filter{Session: a.Case.Session, Stream: a.Case.Stream, Sort: "-number", Limit: 1}
	case "propose_correction", "correct":
		if !datesBack(a.Actor.Post.Role) {
			return nil
		}
		runs, err := s.frozenRuns(r, a.Reader, func(appraise.FrozenRun) bool { return true })
		a.Frozen = runs
		return err
	default:
		return nil
	}
	return s.Desk.Store.View(r.Context(), func(tx *store.Tx) (err error) {
		a.Cases, _, _, err = tx.Cases(r.Context(), access.Of(a.Actor), f)
		return err
	})
}

// merging are the states in which a case may take another one in.
var merging = []flow.State{suggestion.Reviewing, suggestion.Pending, suggestion.Assigned, suggestion.Handling}

// command decodes the form into the command of its action.
func (s *Server) command(r *http.Request, a *act) (any, error) {
	cmd, _, ok := suggestion.NewCommand(a.Do)
	if !ok {
		return nil, errMissing
	}
	names := casefile.Names{Dir: a.Dir, Label: a.PostLabel, Author: a.AuthorLabel, Cases: s.numbered(r, a), Offered: a.Offered}
	if err := form.Decode(a.Values, cmd, names.Resolve); err != nil {
		return nil, err
	}
	return cmd, answer.TakeFiles(r.Context(), s.Files, r.MultipartForm, cmd)
}

// numbered finds a case of the same session by its number.
func (s *Server) numbered(r *http.Request, a *act) func(string) (int64, bool) {
	return func(number string) (id int64, ok bool) {
		f := suggestion.Filter{Session: a.Case.Session, Number: number, Limit: 1}
		err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
			rows, _, _, err := tx.Cases(r.Context(), access.Of(a.Actor), f)
			if err == nil && len(rows) == 1 {
				id, ok = rows[0].ID, true
			}
			return err
		})
		return id, ok && err == nil
	}
}

// propose adds to the promises of a reply the sentences of its answers that read like one. Nothing is saved: a person confirms them.
func (a *act) propose() {
	var text strings.Builder
	for n := 0; a.Values.Has("answers." + strconv.Itoa(n)); n++ {
		text.WriteString(a.Values.Get("answers."+strconv.Itoa(n)) + "\n")
	}
	row := form.Rows(a.Values, "promises")
	known := map[string]bool{}
	for i := range row {
		known[strings.TrimSpace(a.Values.Get("promises."+strconv.Itoa(i)+".words"))] = true
	}
	for _, p := range reading.Promises(text.String(), a.Today) {
		if known[p.Words] {
			continue
		}
		at := "promises." + strconv.Itoa(row)
		a.Values.Set(at+".words", p.Words)
		a.Values.Set(at+".due", string(p.Due))
		row++
	}
}

func (a *act) request(cmd any) desk.Request {
	return desk.Request{
		Part: a.Part, Do: a.Do, Cmd: cmd, Version: a.version, Key: a.once,
		On: calendar.Day(a.Values.Get("effective_on")), Why: strings.TrimSpace(a.Values.Get("effective_why")),
	}
}

// act carries an action out: 303 to the case, or the form again with what is wrong or what has changed.
func (s *Server) act(w http.ResponseWriter, r *http.Request) error {
	a, err := s.readAct(r)
	if fault.Is(err, fault.NotFound) {
		return s.actAgain(w, r, err)
	}
	if err != nil {
		return err
	}
	if a.Values.Get("_propose") != "" {
		a.propose()
	}
	if a.More != "" || a.Values.Get("_propose") != "" {
		return s.showAct(w, r, http.StatusOK, a, answer.ChooseAgain(r, nil))
	}
	cmd, err := s.command(r, &a)
	var done desk.Receipt
	if err == nil {
		done, err = s.Desk.Do(r.Context(), a.Actor, a.id, a.request(cmd))
	}
	if a.auto {
		return s.answerSaved(w, r, a, err)
	}
	if err != nil {
		return s.refuseAct(w, r, a, err)
	}
	return s.land(w, r, a, done)
}

// actAgain answers a form sent twice whose act took the case out of sight, as the discarding of a draft: what happened is said again. Anything
// else stays missing.
func (s *Server) actAgain(w http.ResponseWriter, r *http.Request, missing error) error {
	if answer.InParts(r) {
		if err := answer.ReadTexts(r); err != nil {
			return err
		}
	}
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	v, do := visit(r), flow.Action(r.PathValue("action"))
	done, err := s.Desk.Again(r.Context(), v.actor(), id, do, r.FormValue("once"))
	if fault.Is(err, fault.NotFound) {
		return missing
	}
	if err != nil {
		return err
	}
	p := answer.Under(v.Printer, done.Pack)
	key, due := answer.Done(p, do, 0, done.Case)
	s.sayAll(w, Said{Keys: []string{key}, Args: []string{"due", p.Day(due), "what", p.T("action." + string(do))}})
	return see(w, r, "/")
}

// refuseAct shows the form again with everything typed: complaints beside fields, or what has changed meanwhile.
func (s *Server) refuseAct(w http.ResponseWriter, r *http.Request, a act, err error) error {
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Invalid && f.Kind != fault.Conflict && f.Kind != fault.TooLarge {
		return err
	}
	if f.Kind == fault.Conflict {
		fresh, openErr := s.opened(r)
		if openErr != nil {
			return err
		}
		a.Reader = fresh
	}
	return s.showAct(w, r, answer.Status[f.Kind], a, answer.ChooseAgain(r, f))
}

// land says what happened, what is next and by when, and goes on to the page where that is.
func (s *Server) land(w http.ResponseWriter, r *http.Request, a act, done desk.Receipt) error {
	if to := a.GoOn(a.Values.Get("_next"), a.Part); to != "" {
		return see(w, r, to)
	}
	key, due := answer.Done(a.P, a.Do, a.Part, done.Case)
	next, err := s.nextUp(r, a, done.Case)
	if err != nil {
		return err
	}
	s.sayAll(w, Said{Keys: []string{key}, Args: []string{"due", a.P.Day(due), "what", a.P.T("action." + string(a.Do))}, Next: next})
	return see(w, r, a.Landing(a.Do, done.Case))
}

// nextUp is what waits for the person in the way in which this case no longer does: a clerk with forty of them goes from one to the next.
// Nil when the case still waits as it did, or was the last.
func (s *Server) nextUp(r *http.Request, a act, done *suggestion.Case) (*NextUp, error) {
	was, waits := tasksFor(a.Case, a.Actor), tasksFor(done, a.Actor)
	was = slices.DeleteFunc(was, func(task string) bool { return slices.Contains(waits, task) })
	if len(was) == 0 {
		return nil, nil
	}
	var next *NextUp
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		f := suggestion.Filter{Tasks: was[:1], Own: register.Own(a.Actor), Limit: 1}
		rows, _, total, err := tx.Cases(r.Context(), access.Of(a.Actor), f)
		if err == nil && len(rows) > 0 {
			next = &NextUp{Case: rows[0].ID, Title: rows[0].Title, Task: was[0], Left: total}
		}
		return err
	})
	return next, err
}

func tasksFor(c *suggestion.Case, a org.Actor) []string {
	var out []string
	for _, k := range access.Tasks(c) {
		if k.For(a) {
			out = append(out, k.Name)
		}
	}
	return out
}

// answerSaved answers the page's own saving in JSON.
func (s *Server) answerSaved(w http.ResponseWriter, r *http.Request, a act, err error) error {
	out := map[string]any{"time": s.Now().In(china).Format("15:04:05")}
	code := http.StatusOK
	switch f, ok := fault.As(err); {
	case ok:
		code, out["say"] = answer.Status[f.Kind], a.P.T(f.Key, f.Args...)
	case err != nil:
		return err
	default:
		fresh, err := s.opened(r) // what the person may see of it, numbered as the page numbers it
		if err != nil {
			return err
		}
		casefile.Saved(out, fresh.Case, a.Do, a.Part)
		if h := fresh.Hints(""); h != nil && a.Do == "write" {
			var b strings.Builder
			if err := templates.HintsPart(fresh.P, *h).Render(r.Context(), &b); err != nil {
				return err
			}
			out["hints"] = b.String()
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	return json.NewEncoder(w).Encode(out)
}

// actAtOnce carries out an act that asks nothing, from the button on the case page.
func (s *Server) actAtOnce(w http.ResponseWriter, r *http.Request) error {
	var a act
	var err error
	if a.Reader, err = s.opened(r); err != nil {
		return err
	}
	a.take(r)
	var ok bool
	if a.Do, a.Part, a.version, ok = casefile.ParseAct(r.PostFormValue("act")); !ok {
		return errMissing
	}
	cmd, _, _ := suggestion.NewCommand(a.Do)
	done, err := s.Desk.Do(r.Context(), a.Actor, a.id, a.request(cmd))
	if err != nil {
		return s.refuseAct(w, r, a, err)
	}
	return s.land(w, r, a, done)
}

// actPage shows what an act does and asks for what it needs.
func (s *Server) actPage(w http.ResponseWriter, r *http.Request) error {
	return s.openAct(w, r, flow.Action(r.PathValue("action")))
}

// writePage is the page on which a suggestion is written.
func (s *Server) writePage(w http.ResponseWriter, r *http.Request) error {
	return s.openAct(w, r, "write")
}

func (s *Server) openAct(w http.ResponseWriter, r *http.Request, do flow.Action) error {
	var a act
	var err error
	if a.Reader, err = s.opened(r); err != nil {
		return err
	}
	a.id, a.Do = a.Case.ID, do
	a.Part, _ = strconv.Atoi(r.URL.Query().Get("part"))
	a.Values = a.Prefill(do, a.Part)
	if field := r.URL.Query().Get("field"); field != "" && do == "propose_correction" {
		a.Values.Set("field", field)
	}
	if number := r.URL.Query().Get("into"); number != "" && do == "merge" {
		a.Values.Set("into", number)
	}
	if do == "return" || do == "return_check" {
		a.Values = a.SendBack(r.URL.Query().Get("hint"))
	}
	if err := s.choices(r, &a); err != nil {
		return err
	}
	a.SuggestNumber()
	return s.showAct(w, r, http.StatusOK, a, nil)
}

// beside is what a form says of a fault itself. Of a conflict its page says what has changed instead; that the files have to be chosen again is left.
func beside(f *fault.Error) *fault.Error {
	if f == nil || f.Kind != fault.Conflict {
		return f
	}
	var files fault.Fields
	for _, c := range f.Fields {
		if c.Key == answer.FilesAgain {
			files.Add(c.Name, c.Key)
		}
	}
	left, _ := fault.As(files.Err())
	return left
}

// showAct writes the page of an act, with a fault when it was refused.
func (s *Server) showAct(w http.ResponseWriter, r *http.Request, code int, a act, f *fault.Error) error {
	alike, err := s.similarForAct(r.Context(), &a)
	if err != nil {
		return err
	}
	a.Pictured = s.pictured
	p, ok := a.ActPage(f, casefile.Seen{Seq: a.seq, Version: a.version})
	if !ok {
		return errMissing
	}
	p.Similar = alike
	p.Page = s.page(w, r, p.Title)
	p.Form = templates.Form{Printer: p.Printer, Values: a.Values, Fault: beside(f), Once: s.NewID()}
	if f == nil { // what has to be done again is read first
		p.Grown = a.More
	}
	if datesBack(a.Actor.Post.Role) && p.Button != "" {
		p.Past = &templates.PastDay{Open: a.Values.Get("effective_on") != ""}
	}
	return s.render(w, r, code, templates.Act(p))
}
