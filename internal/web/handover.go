package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/handover"
	"huiyin/internal/i18n"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

func (s *Server) handoverRoutes() []Route {
	office := answer.Office
	return []Route{
		{Method: "GET", Pattern: "/handover", Name: "handover", Enter: office, Nav: true, Asks: append(aNumber("from"), suggestion.SessionParam), List: nothingElse, handle: s.handoverList},
		{Method: "POST", Pattern: "/handover/new", Name: "begin_handover", Enter: office, handle: s.beginHandover},
		{Method: "GET", Pattern: "/handover/{id}", Name: "handover_list", Enter: office, handle: s.handoverPage},
		{Method: "GET", Pattern: "/handover/{id}/print", Name: "handover_paper", Enter: office, handle: s.handoverPaper},
		{Method: "GET", Pattern: "/handover/{id}/word", Name: "handover_word", Enter: office, File: true, handle: s.handoverWord},
		{Method: "GET", Pattern: "/handover/{id}/excel", Name: "handover_excel", Enter: office, File: true, handle: s.handoverExcel},
		{Method: "POST", Pattern: "/handover/{id}", Name: "act_on_handover", Enter: office, handle: s.actOnHandover},
	}
}

// handoverList lists the hand-over lists, those that wait for the reader first. Unlike other lists it shows every session unless one is asked for: a
// list in preparation is still to be handed over when the next session has opened.
func (s *Server) handoverList(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.HandoversPage{Page: s.page(w, r, v.T("app.nav_handover"))}
	p.Form = templates.Form{Printer: v.Printer, Once: s.NewID()}
	from, session := offset(r.URL.Query()), suggestion.AskedSession(r.URL.Query(), 0)
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		waiting, err := tx.HandoversWaiting(r.Context(), l.Actor)
		if err != nil {
			return err
		}
		rows, total, err := tx.HandoverPage(r.Context(), l.Actor.Post.Congress, session, from, perPage)
		if err != nil {
			return err
		}
		if len(rows) == 0 && from > 0 {
			return errMissing
		}
		l.FillHandovers(&p, session, waiting, rows, total)
		p.Pager = pagerFrom(v, r, "lists.page_said", from, from+len(rows), total)
		return nil
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Handovers(p))
}

// beginHandover opens a list with the chosen cases and goes on to it.
func (s *Server) beginHandover(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	meeting := r.PostFormValue("meeting") != ""
	on, err := s.Desk.ListDay(r.Context(), v.actor(), meeting)
	var l desk.ListReceipt
	if err == nil {
		cmd := &handover.Begin{Title: listTitle(on), On: on, Meeting: meeting, Cases: chosen(r.PostForm)}
		l, err = s.Desk.Handover(r.Context(), v.actor(), 0, desk.ListRequest{Do: "begin_list", Cmd: cmd, Key: r.PostFormValue("once")})
	}
	if err != nil {
		return s.listAgain(w, r, r.PostFormValue("back"), err)
	}
	s.say(w, nil, "action.begin_list.done")
	return see(w, r, "/handover/"+strconv.FormatInt(l.List.ID, 10))
}

// listTitle names a new list in the language of official papers, whoever begins it: the list is printed, and others read it.
func listTitle(on calendar.Day) string {
	p := i18n.For(i18n.Chinese).On(on)
	return p.T("lists.handover_title", "day", p.LongDay(on))
}

// mergedTicks is a list that somebody else has changed meanwhile, with what the reader put on it and took off it: neither undoes the other.
func mergedTicks(now, was, ticked []int64) []int64 {
	out := slices.DeleteFunc(slices.Clone(now), func(id int64) bool { return slices.Contains(was, id) && !slices.Contains(ticked, id) })
	for _, id := range ticked {
		if !slices.Contains(was, id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// chosen reads the ticked cases.
func chosen(form url.Values) []int64 { return caseIDs(form["case"]) }

// caseIDs reads numbers of cases; what is not a number is no case.
func caseIDs(raw []string) []int64 {
	var out []int64
	for _, s := range raw {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			out = append(out, n)
		}
	}
	return out
}

func (s *Server) handoverPage(w http.ResponseWriter, r *http.Request) error {
	return s.showHandover(w, r, http.StatusOK, nil)
}

// showHandover shows a list with what can be done now; f is why the last act was refused.
func (s *Server) showHandover(w http.ResponseWriter, r *http.Request, code int, f *fault.Error) error {
	v := visit(r)
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return errMissing
	}
	list, offers, err := s.Desk.OpenHandover(r.Context(), v.actor(), id)
	if err != nil {
		return err
	}
	p := templates.HandoverPage{Page: s.page(w, r, list.Title)}
	values := url.Values{"title": {list.Title}, "on": {string(list.On)}}
	if list.Meeting {
		values.Set("meeting", "yes")
	}
	ticked := list.Cases
	if f != nil && r.PostForm.Has("title") { // what was typed and ticked stays
		values, ticked = r.PostForm, chosen(r.PostForm)
		if f.Kind == fault.Conflict {
			ticked, p.Merged = mergedTicks(list.Cases, caseIDs(r.PostForm["was"]), ticked), true
		}
	} else if f != nil {
		values["note"], values["attendance"], values["minutes"] = r.PostForm["note"], r.PostForm["attendance"], r.PostForm["minutes"]
	}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		pool := *list
		if list.State == handover.Open {
			if pool.Cases, p.Elsewhere, err = listable(r.Context(), tx, l, list, ticked); err != nil {
				return err
			}
		}
		lines, err := tx.HandoverLines(r.Context(), access.Of(l.Actor), &pool)
		l.FillHandover(&p, list, ticked, offers, lines)
		return err
	})
	if err != nil {
		return err
	}
	p.Form = templates.Form{Printer: v.Printer, Values: values, Fault: f, Once: s.NewID()}
	return s.render(w, r, code, templates.Handover(p))
}

// listable are the cases that may stand on a list in preparation: its own, those ticked, and those ready to be handed over that stand on no other;
// others says how many do.
func listable(ctx context.Context, tx *store.Tx, l register.Lister, k *handover.List, ticked []int64) (cases []int64, others int, err error) {
	ready, err := allRows(ctx, tx, l, suggestion.Filter{Tasks: []string{access.DoHandOver}, Sort: "number"})
	if err != nil {
		return nil, 0, err
	}
	lists, err := tx.HandoversPrepared(ctx, k.Congress)
	if err != nil {
		return nil, 0, err
	}
	cases, elsewhere := append(slices.Clone(k.Cases), ticked...), k.Others(lists)
	for _, r := range ready {
		if elsewhere[r.ID] == nil {
			cases = append(cases, r.ID)
		}
	}
	return cases, len(elsewhere), nil
}

// actOnHandover carries out one act on a list: the page again with what is wrong, or the list as it then is.
func (s *Server) actOnHandover(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	do := flow.Action(r.PostFormValue("do"))
	cmd, ok := handover.NewCommand(do)
	if err != nil || !ok || do == "begin_list" {
		return errMissing
	}
	fillList(cmd, r.PostForm)
	version, _ := strconv.Atoi(r.PostFormValue("version"))
	key := r.PostFormValue("once")
	if do == "propose_list" && r.PostForm.Has("title") { // pressed beside the ticks: what is proposed is the list as it stands on the page
		var change handover.Change
		fillList(&change, r.PostForm)
		var saved desk.ListReceipt
		if len(change.Cases) == 0 {
			err = fault.OnField("case", handover.Unfilled)
		} else if saved, err = s.Desk.Handover(r.Context(), v.actor(), id, desk.ListRequest{Do: "change_list", Cmd: &change, Version: version, Key: saving(key)}); err == nil {
			version = saved.List.Version
		}
	}
	var done desk.ListReceipt
	if err == nil {
		done, err = s.Desk.Handover(r.Context(), v.actor(), id, desk.ListRequest{Do: do, Cmd: cmd, Version: version, Key: key})
	}
	if f, ok := fault.As(err); ok && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		return s.showHandover(w, r, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	s.say(w, []string{"count", strconv.Itoa(len(done.List.Cases))}, "action."+string(do)+".done")
	return see(w, r, "/handover/"+strconv.FormatInt(id, 10))
}

// saving is the key of the change that goes before a proposal: a proposal sent twice changes the list once.
func saving(key string) string {
	if key == "" {
		return ""
	}
	return key + "/change"
}

// fillList reads a form into the command of an act on a list.
func fillList(cmd any, form url.Values) {
	text := func(name string) string { return strings.TrimSpace(form.Get(name)) }
	switch c := cmd.(type) {
	case *handover.Change:
		c.Title, c.On, c.Meeting, c.Cases = text("title"), calendar.Day(form.Get("on")), form.Get("meeting") != "", chosen(form)
	case *handover.SendBack:
		c.Note = text("note")
	case *handover.Record:
		c.Attendance, c.Minutes = text("attendance"), text("minutes")
	}
}
