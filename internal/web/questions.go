package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/assess"
	"huiyin/internal/dossier"
	"huiyin/internal/org"
	"huiyin/internal/question"
	"huiyin/internal/store"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// askers may read the four questions of a suggestion that they see: the committee all of them, the others what concerns them.
var askers = only(org.CommitteeClerk, org.CommitteeHead, org.SpecialClerk, org.CountyClerk, org.Deputy)

// assessRoutes are the pages of what the committee learns about the handling, beside those that every dossier has.
func (s *Server) assessRoutes() []Route {
	committee := answer.Office
	overseers := only(org.CommitteeClerk, org.CommitteeHead, org.CongressLeader, org.SpecialClerk, org.GovOffice, org.GovLeader, org.UnitClerk, org.UnitHead)
	counties := only(org.CommitteeClerk, org.CommitteeHead, org.CongressLeader, org.CountyClerk)
	return []Route{
		{Method: "GET", Pattern: "/suggestions/{id}/questions", Name: "questions", Enter: askers, handle: s.questionsPage},
		{Method: "POST", Pattern: "/suggestions/{id}/questions", Name: "questions", Enter: only(org.CommitteeClerk, org.CommitteeHead, org.SpecialClerk), handle: s.beginAsking},
		{Method: "GET", Pattern: "/questions", Name: "question_year", Enter: committee, Asks: aNumber("year"), List: nothingElse, handle: s.questionYear},
		{Method: "GET", Pattern: "/questions/{wave}/{fate}", Name: "question_list", Enter: committee, Asks: append(aNumber("year"), questionRest...), List: nothingElse, handle: s.questionList},
		{Method: "GET", Pattern: "/questions/{wave}/{fate}/excel", Name: "question_excel", Enter: committee, File: true, Asks: aNumber("year"), List: nothingElse, handle: s.exportQuestions},
		{Method: "GET", Pattern: "/found", Name: "found", Enter: only(org.CommitteeClerk, org.CommitteeHead, org.CongressLeader), Asks: aNumber("year"), List: nothingElse, handle: s.foundPage},
		{Method: "GET", Pattern: "/commitments/report", Name: "promise_report", Enter: answer.Readers, handle: s.promiseReport},
		{Method: "GET", Pattern: "/commitments/report.xlsx", Name: "promise_report_export", Enter: answer.Readers, File: true, handle: s.exportPromiseReport},
		{Method: "GET", Pattern: "/looks", Name: "looks", Enter: overseers, Asks: aNumber("year"), List: nothingElse, handle: s.looksPage},
		{Method: "GET", Pattern: "/looks/{unit}/{figure}", Name: "look", Enter: overseers, Asks: aNumber("year"), List: nothingElse, handle: s.lookPage},
		{Method: "GET", Pattern: "/county-checks", Name: "county_checks", Enter: counties, Asks: aNumber("year"), List: nothingElse, handle: s.countiesPage},
		{Method: "GET", Pattern: "/county-checks/{county}/{figure}", Name: "county_check", Enter: counties, Asks: aNumber("year"), List: nothingElse, handle: s.countyPage},
		{Method: "GET", Pattern: "/dossiers/{id}/sheet", Name: "phone_sheet", Enter: only(org.CommitteeClerk, org.CommitteeHead, org.Surveyor), handle: s.phoneSheet},
		{Method: "GET", Pattern: "/dossiers/{id}/results", Name: "survey_results", Enter: committee, handle: s.surveyResults},
		{Method: "GET", Pattern: "/answer/{token}", Name: "answer_link", Enter: anyone, handle: s.answerPage},
		{Method: "POST", Pattern: "/answer/{token}", Name: "answer_link", Enter: anyone, handle: s.answer},
	}
}

// questionsPage shows the four questions side by side, as far as the reader may know the answers.
func (s *Server) questionsPage(w http.ResponseWriter, r *http.Request) error {
	c, err := s.opened(r)
	if err != nil {
		return err
	}
	p := templates.QuestionsPage{Head: c.Head(), Hint: c.P.T("question.page_hint"), Action: casefile.Href(c.Case.ID) + "/questions"}
	p.Page = s.page(w, r, c.P.T("question.page"))
	p.Form = templates.Form{Printer: p.Printer, Once: s.NewID()}
	records := question.Forms(c.Case)
	committee := slices.Contains([]org.Role{org.CommitteeClerk, org.CommitteeHead}, c.Actor.Post.Role)
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		sheets, err := tx.DossiersAbout(r.Context(), "question", c.Case.ID)
		if err != nil {
			return err
		}
		for _, d := range sheets {
			if g, ok := d.(dossier.Guarded); ok && question.SheetKind.Sees(d, c.Actor) {
				records = append(records, g.Seen(c.Actor).(*question.Sheet).Records...)
				p.Sheet = &templates.Link{Href: folder.Href(d.Top().ID), Text: p.T("question.to_sheet")}
			}
		}
		reviews, err := tx.DossiersAbout(r.Context(), "review", c.Case.ID)
		for _, d := range reviews {
			if question.ReviewKind.Sees(d, c.Actor) {
				p.Reviews = append(p.Reviews, templates.Link{
					Href: folder.Href(d.Top().ID), Text: p.T("question.review_of", "day", p.Day(d.Face().On), "state", p.T("state.review."+string(d.Top().State))),
				})
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, wave := range question.Waves {
		p.Columns = append(p.Columns, questionColumn(c, wave, records))
	}
	askButtons(c, committee, &p)
	return s.render(w, r, http.StatusOK, templates.Questions(p))
}

// askButtons offers the acts by which the reader may ask, and says why one that the reader would expect is not among them.
func askButtons(c casefile.Reader, committee bool, p *templates.QuestionsPage) {
	known := question.Know(c.Case, 0, false, c.Today)
	special := c.Actor.Post.Role == org.SpecialClerk
	add := func(act string) { p.Asks = append(p.Asks, templates.Pair{Name: act, Value: p.T("action." + act)}) }
	if known.Delivered == "" {
		return
	}
	if committee {
		add("ask_deputy")
		if known.Protected {
			p.Why = p.T("question.no_county_asks")
		} else {
			add("delegate_county")
		}
	}
	if known.OldB && special && known.Protected {
		p.Why = p.T("question.committee_asks")
	} else if known.OldB && (committee || special) {
		add("ask_last_year")
	}
}

// questionColumn puts the answers to one question into words, the newest first.
func questionColumn(c casefile.Reader, wave question.Wave, records []*question.Record) templates.QuestionColumn {
	t := c.P
	col := templates.QuestionColumn{Title: t.T("option.wave." + string(wave)), Means: t.T("question.wave." + string(wave) + ".def"), None: t.T("question.nobody_asked")}
	for _, r := range slices.Backward(records) {
		if r.Wave != wave {
			continue
		}
		var facts []templates.Fact
		add := func(key, value string) {
			if value != "" {
				facts = append(facts, templates.Fact{Term: t.T(key), Value: value})
			}
		}
		option := func(name, code string) string {
			if code == "" {
				return ""
			}
			return t.T("option." + name + "." + code)
		}
		add("fact.question.on", t.Day(r.On))
		add("fact.question.asker", option("asker", string(r.Asker)))
		add("fact.question.unit", c.Dir.OrgShort(r.Unit))
		if wave == question.Form {
			add("question.form", t.T("question.form."+handed(r)))
		} else {
			add("fact.question.way", option("way", r.Way))
		}
		add("fact.question.saw_form", option("saw_form", r.SawForm))
		add("fact.question.attitude", option("attitude", string(r.Attitude)))
		add("fact.question.result", option("result", string(r.Result)))
		add("fact.question.comment", r.Comment)
		if r.State != question.Valid {
			add("dossier.state", t.T("question.record."+string(r.State)))
		}
		add("fact.question.why", r.Why)
		col.Answers = append(col.Answers, facts)
	}
	return col
}

func handed(r *question.Record) string {
	switch {
	case r.Signed:
		return "signed"
	case r.HandedOver:
		return "handed"
	}
	return "not_handed"
}

// beginAsking opens the sheet of a suggestion when nobody has asked before, and leads to the form of the question.
func (s *Server) beginAsking(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return errMissing
	}
	act := r.FormValue("act")
	if !slices.Contains([]string{"ask_deputy", "ask_last_year", "delegate_county"}, act) {
		return errMissing
	}
	sheet, err := assess.Sheet(r.Context(), s.Desk, visit(r).actor(), id)
	if err != nil {
		return err
	}
	return see(w, r, folder.Href(sheet)+"/do/"+act)
}

// themeLinks are the pages of a chapter of the year's work that are no dossiers.
func themeLinks(v *Visit, theme string, routes []Route) []templates.Link {
	names := map[string][]string{"look": {"looks", "county_checks", "found"}, "question": {"question_year", "promise_report"}}[theme]
	var out []templates.Link
	for _, name := range names {
		for _, route := range routes {
			if route.Name == name && route.Method == "GET" && !strings.Contains(route.Pattern, "{") && route.Enter.Admits(v.actor()) {
				out = append(out, templates.Link{Href: route.Pattern, Text: v.T("assess.link." + name)})
			}
		}
	}
	return out
}
