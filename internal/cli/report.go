package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"huiyin/internal/access"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/org"
	"huiyin/internal/stats"
	"huiyin/internal/store"
)

// report prints figures. They come from the same catalogue as the pages.
type report struct {
	Year reportYear `cmd:"" help:"cli.help.report_year"`
}

// reportYear prints one year of a congress.
type reportYear struct {
	database
	Year     int    `help:"cli.help.year" required:""`
	Congress string `help:"cli.help.congress" placeholder:"CODE"`
	Format   string `help:"cli.help.format" enum:"text,json,xlsx" default:"text"`
	Out      string `help:"cli.help.out" type:"path"`
}

// Run prints the report to stdout, or to the file that --out names.
func (r *reportYear) Run(env *Env) error {
	if err := r.mustExist(); err != nil {
		return err
	}
	s, err := r.open(env)
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // read only
	g, err := congress(env, s, r.Congress)
	if err != nil {
		return err
	}
	y, err := yearOf(env, s, g, r.Year)
	if err != nil {
		return err
	}
	out := env.Out
	if r.Out != "" {
		f, err := os.Create(r.Out)
		if err != nil {
			return fault.New(fault.Unavailable, "cli.no_file", "file", r.Out)
		}
		defer f.Close() //nolint:errcheck // a failed write is seen by the writer
		out = f
	}
	switch r.Format {
	case "json":
		return reportJSON(out, y)
	case "xlsx":
		return stats.WriteYear(out, y, env.Say)
	}
	return reportText(out, y, env.Say)
}

// yearOf computes a congress's year as its committee sees it.
func yearOf(env *Env, s *store.Store, g org.Congress, year int) (y stats.Year, err error) {
	err = s.View(env.Ctx, func(tx *store.Tx) error {
		sessions, err := tx.Sessions(env.Ctx, g.ID)
		if err != nil {
			return err
		}
		for _, x := range sessions {
			if x.Year == year {
				scope := access.Of(org.Actor{Post: org.Post{Congress: g.ID, Role: org.CommitteeClerk}})
				y, err = stats.OfYear(env.Ctx, tx, scope, x.ID)
				return err
			}
		}
		return fault.OnField("year", "cli.no_year", "year", year)
	})
	return y, err
}

func reportJSON(out io.Writer, y stats.Year) error {
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Code string `json:"congress"`
		Of   int    `json:"year"`
		stats.Year
	}{y.Congress.Code, y.Session.Year, y})
}

func reportText(out io.Writer, y stats.Year, say *i18n.Printer) error {
	fmt.Fprintln(out, say.T("report.year.title", "congress", y.Congress.Name, "year", y.Session.Year))
	fmt.Fprintln(out, say.T("report.year.cut_off", "day", say.LongDay(y.CutOff)))
	for _, row := range stats.Rows(y, say) {
		figure := row.Count
		if row.Share != "" {
			figure += " / " + row.Share
		}
		fmt.Fprintf(out, "%s\t%s\n", row.Name, figure)
	}
	return nil
}
