package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/fault"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/report"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// figureRoutes are a year's figures and the lists that they open.
func (s *Server) figureRoutes() []Route {
	readers := answer.Readers
	return []Route{
		{Method: "GET", Pattern: "/years/{year}", Name: "year", Enter: readers, handle: s.yearPage},
		{Method: "GET", Pattern: "/years/{year}/by/{by}", Name: "breakdown", Enter: readers, handle: s.breakdownPage},
		{Method: "GET", Pattern: "/shares", Name: "shares", Enter: readers, List: suggestion.ShareParams(), handle: s.sharesPage},
		{Method: "GET", Pattern: "/forms", Name: "forms", Enter: readers, List: suggestion.FormParams(), handle: s.formsPage},
		{Method: "GET", Pattern: "/deputies", Name: "deputies", Enter: readers, List: suggestion.DeputyParams(), handle: s.deputiesPage},
		{Method: "GET", Pattern: "/deputies.xlsx", Name: "deputies_export", Enter: readers, File: true, List: suggestion.DeputyParams(), handle: s.exportDeputies},
		{Method: "GET", Pattern: "/forms.xlsx", Name: "forms_export", Enter: readers, File: true, List: suggestion.FormParams(), handle: s.exportForms},
		{Method: "GET", Pattern: "/shares.xlsx", Name: "shares_export", Enter: readers, File: true, List: suggestion.ShareParams(), handle: s.exportShares},
		{Method: "GET", Pattern: "/years", Name: "statistics", Enter: readers, Nav: true, Away: true, handle: s.thisYear},
	}
}

// thisYear leads to the figures of the current session.
func (s *Server) thisYear(w http.ResponseWriter, r *http.Request) error {
	l, err := s.listerNow(r)
	if err != nil {
		return err
	}
	return see(w, r, "/years/"+strconv.Itoa(l.Session.Year))
}

// yearPage shows a year's figures; every number opens its list.
func (s *Server) yearPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		return errMissing
	}
	p := templates.YearPage{Page: s.page(w, r, v.T("lists.year_title", "year", year))}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		session, ok := ofYear(l.Sessions, year)
		if !ok {
			return errMissing
		}
		decimals, err := askedDecimals(r)
		if err != nil {
			return err
		}
		y, err := stats.OfYear(r.Context(), tx, access.Of(v.actor()), session)
		l.FillYear(&p, y, decimals)
		if v.actor().Post.Role == org.UnitHead {
			for _, k := range report.Kinds { // the head of a court, say, has a report but no list of reports
				if _, ok := report.ForActor(k.Name, v.actor()); ok {
					p.Years = append(p.Years, templates.Link{Href: "/reports/" + k.Name, Text: v.T("report.kind_" + k.Name)})
				}
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.YearFigures(p))
}

func ofYear(list []org.Session, year int) (int64, bool) {
	for _, s := range list {
		if s.Year == year {
			return s.ID, true
		}
	}
	return 0, false
}

// askedDecimals reads how many decimals shares are shown with: one unless the address asks for another number.
func askedDecimals(r *http.Request) (int, error) {
	s := r.URL.Query().Get("decimals")
	if s == "" {
		return stats.Decimals, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || indicator.Decimals(n) != n {
		return 0, fault.OnField("decimals", "field.number")
	}
	return n, nil
}

// breakdownPage shows one figure of a year by unit, category, delegation, deputy, county, stream or outcome.
func (s *Server) breakdownPage(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	year, err := strconv.Atoi(r.PathValue("year"))
	by := indicator.Dimension(r.PathValue("by"))
	if err != nil || !slices.Contains(indicator.Dimensions, by) {
		return errMissing
	}
	decimals, err := askedDecimals(r)
	if err != nil {
		return err
	}
	p := templates.BreakdownPage{Page: s.page(w, r, "")}
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		session, ok := ofYear(l.Sessions, year)
		if !ok {
			return errMissing
		}
		b, err := stats.BreakDown(r.Context(), tx, access.Of(v.actor()), session, cmp.Or(r.URL.Query().Get("of"), "solved_or_planned"), by)
		if err == nil {
			l.FillBreakdown(&p, b, decimals)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, templates.Breakdown(p))
}
