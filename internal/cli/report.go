package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/indicator"
	"huiyin/internal/org"
	"huiyin/internal/report"
	"huiyin/internal/stats"
	"huiyin/internal/store"
)

// figures prints figures. They come from the same catalogue as the pages.
type figures struct {
	Year reportYear `cmd:"" help:"cli.help.report_year"`
}

// reportYear prints one year of a congress.
type reportYear struct {
	database
	Year     int    `help:"cli.help.year" required:""`
	Congress string `help:"cli.help.congress" placeholder:"CODE"`
	By       string `help:"cli.help.by" placeholder:"unit"`
	Of       string `help:"cli.help.of" default:"solved_or_planned"`
	Decimals int    `help:"cli.help.decimals" default:"1"`
	CutOff   string `help:"cli.help.cut_off" placeholder:"DAY"`
	Recorded string `help:"cli.help.recorded" placeholder:"DAY"`
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
	if indicator.Decimals(r.Decimals) != r.Decimals {
		return fault.OnField("decimals", "field.number")
	}
	if r.CutOff != "" || r.Recorded != "" {
		past, done, err := r.asOf(env, s, g)
		if err != nil {
			return err
		}
		defer done()
		s = past
	}
	var y stats.Year
	var b stats.Breakdown
	err = inYear(env, s, g, r.Year, func(tx *store.Tx, scope access.Scope, session int64) (err error) {
		if r.By != "" {
			b, err = stats.BreakDown(env.Ctx, tx, scope, session, r.Of, indicator.Dimension(r.By))
			return err
		}
		y, err = stats.OfYear(env.Ctx, tx, scope, session)
		return err
	})
	if err != nil {
		return err
	}
	pack, _ := s.Packs().Latest(g.Pack)
	say := answer.Under(env.Say, pack)
	write := func(out io.Writer) error {
		if r.By != "" {
			return writeBreakdown(out, b, r.Format, r.Decimals, say)
		}
		return r.write(out, y, say)
	}
	if r.Out != "" {
		return wholeFile(r.Out, 0o666, write)
	}
	return write(env.Out)
}

func (r *reportYear) write(out io.Writer, y stats.Year, say *i18n.Printer) error {
	switch r.Format {
	case "json":
		return reportJSON(out, y)
	case "xlsx":
		return stats.WriteYear(out, y, r.Decimals, say)
	}
	return reportText(out, y, r.Decimals, say)
}

// asOf returns the record as it stood: done up to one day, recorded up to another. A day of which there is no record is refused. The function ends it.
func (r *reportYear) asOf(env *Env, s *store.Store, g org.Congress) (past *store.Store, done func(), err error) {
	var days [2]calendar.Day
	for i, d := range []struct{ name, text string }{{"cut_off", r.CutOff}, {"recorded", r.Recorded}} {
		if days[i] = calendar.DayOf(env.Now().In(time.FixedZone("CST", 8*60*60))); d.text != "" {
			if days[i], err = calendar.ParseDay(d.text); err != nil {
				return nil, nil, fault.OnField(d.name, "field.day")
			}
		}
	}
	err = inYear(env, s, g, r.Year, func(tx *store.Tx, _ access.Scope, session int64) error {
		var bad fault.Fields
		for _, day := range days {
			if err := report.Asked(env.Ctx, tx, g.ID, session, day, &bad); err != nil {
				return err
			}
		}
		return bad.Err()
	})
	if err != nil {
		return nil, nil, err
	}
	past, err = s.Past(env.Ctx, g.ID, 0, store.CutOff{Effective: days[0], Recorded: days[1]})
	if err != nil {
		return nil, nil, err
	}
	return past, func() { _ = past.Close() }, nil // it is in memory only
}

// inYear reads a congress's year as its committee sees it.
func inYear(env *Env, s *store.Store, g org.Congress, year int, do func(*store.Tx, access.Scope, int64) error) error {
	return s.View(env.Ctx, func(tx *store.Tx) error {
		sessions, err := tx.Sessions(env.Ctx, g.ID)
		if err != nil {
			return err
		}
		for _, x := range sessions {
			if x.Year == year {
				return do(tx, access.Of(org.Actor{Post: org.Post{Congress: g.ID, Role: org.CommitteeClerk}}), x.ID)
			}
		}
		return fault.OnField("year", "cli.no_year", "year", year)
	})
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

func reportText(out io.Writer, y stats.Year, decimals int, say *i18n.Printer) error {
	fmt.Fprintln(out, say.T("report.year.title", "congress", y.Congress.Name, "year", y.Session.Year))
	fmt.Fprintln(out, say.T("report.year.cut_off", "day", say.LongDay(y.CutOff)))
	for _, row := range stats.Rows(y, say) {
		figure := row.Count
		if row.Share != "" {
			figure += " / " + row.Share
		}
		if row.Told {
			figure += "\t" + row.Of
		}
		fmt.Fprintf(out, "%s\t%s\n", row.Name, figure)
	}
	for _, row := range stats.RateRows(y, decimals, say) {
		fmt.Fprintf(out, "%s\t%d/%d %s\t%s\t%s\n", row.Name, row.Num, row.Den, row.Unit, row.Share, row.Last)
	}
	for _, row := range stats.WorkRows(y, say) {
		fmt.Fprintf(out, "%s\t%d\n", row.Name, row.Count)
	}
	return nil
}

// writeBreakdown prints one figure by its groups.
func writeBreakdown(out io.Writer, b stats.Breakdown, format string, decimals int, say *i18n.Printer) error {
	switch format {
	case "json":
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(struct {
			Code string `json:"congress"`
			Year int    `json:"year"`
			stats.Breakdown
		}{b.Congress.Code, b.Session.Year, b})
	case "xlsx":
		return stats.WriteBreakdown(out, b, decimals, say)
	}
	fmt.Fprintln(out, stats.BreakdownTitle(b, say))
	for _, row := range stats.BreakdownRows(b, decimals, say) {
		fmt.Fprintf(out, "%s\t%d/%d %s\t%s\t%s\n", row.Name, row.Num, row.Den, row.Unit, row.Share, row.Last)
	}
	if b.Overlaps {
		fmt.Fprintln(out, say.T("figures.overlaps"))
	}
	return nil
}
