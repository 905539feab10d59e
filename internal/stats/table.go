package stats

import (
	"io"
	"strconv"
	"strings"

	"huiyin/internal/i18n"
	"huiyin/internal/indicator"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/look"
)

// RateRow is one line of the catalogue, or of a breakdown, in words.
type RateRow struct {
	Name     string
	Num, Den int
	Unit     string // 件, 件次, 份, 人, 项
	Share    string
	Last     string // last session's share, or its number for a plain count
}

func rateRow(name, unit string, now Share, last *Share, plain bool, decimals int, say *i18n.Printer) RateRow {
	r := RateRow{Name: name, Num: now.Num.N, Den: now.Den.N, Unit: say.T("figures.unit_" + unit), Share: now.Percent(decimals)}
	switch {
	case plain:
		r.Share = ""
		if last != nil {
			r.Last = strconv.Itoa(last.Num.N)
		}
	case last != nil:
		r.Last = last.Percent(decimals)
	}
	return r
}

// RateRows puts the catalogue of a year into words.
func RateRows(y Year, decimals int, say *i18n.Printer) []RateRow {
	var out []RateRow
	for _, r := range y.Rates {
		out = append(out, rateRow(say.T("rate."+r.Code), r.Unit, r.Now, r.Last, false, decimals, say))
	}
	return out
}

// WorkRow is one line of what was done beside the suggestions, in words.
type WorkRow struct {
	Name  string
	Count int
	List  string
}

// WorkRows puts a year's works into words, then the numbers of the found lists, one line for each number.
func WorkRows(y Year, say *i18n.Printer) []WorkRow {
	var out []WorkRow
	for _, w := range y.Works {
		out = append(out, WorkRow{WorkName(w.Code, say), w.N, w.List})
	}
	for _, f := range y.Found {
		fates := look.Fates
		if f.Line.Found == 0 {
			fates = fates[:1] // nothing can have become of nothing
		}
		for _, fate := range fates {
			out = append(out, WorkRow{WorkName(foundCode(f.List, fate), say), f.N(fate), f.Lists[fate]})
		}
	}
	return out
}

// WorkName is the name of a work, or of a number of the found lists, in words.
func WorkName(code string, say *i18n.Printer) string {
	if parts := strings.Split(code, "."); len(parts) == 3 {
		return say.T("figures.found_number", "list", say.T("look.list."+parts[1]), "fate", say.T("look.year."+parts[2]))
	}
	return say.T("proof." + code)
}

// FigureName is a figure's name in words, whether a count of the year or a rate of the catalogue.
func FigureName(code string, say *i18n.Printer) string {
	if say.Has("rate." + code) {
		return say.T("rate." + code)
	}
	return say.T("figure." + code)
}

// LineName names a group of a breakdown: by the directory, or by the words for streams and outcomes.
func LineName(by indicator.Dimension, l Line, say *i18n.Printer) string {
	switch {
	case l.Name != "":
		return l.Name
	case l.Key == "":
		return say.T("figures.nobody")
	case by == indicator.ByStream:
		return say.T("lists.stream_" + l.Key)
	case by == indicator.ByOutcome:
		return say.T("lists.outcome_" + l.Key)
	}
	return l.Key
}

// BreakdownTitle is the heading of a breakdown.
func BreakdownTitle(b Breakdown, say *i18n.Printer) string {
	return say.T("figures.breakdown_title", "year", b.Session.Year, "figure", FigureName(b.Code, say), "by", i18n.Key("figures.by_"+string(b.By)))
}

// BreakdownRows puts a breakdown into words, the whole last.
func BreakdownRows(b Breakdown, decimals int, say *i18n.Printer) []RateRow {
	var out []RateRow
	for _, l := range b.Lines {
		out = append(out, rateRow(LineName(b.By, l, say), b.Unit, l.Now, l.Last, b.Plain, decimals, say))
	}
	return append(out, rateRow(say.T("figures.all"), b.Unit, b.All, b.AllOfLast, b.Plain, decimals, say))
}

// WriteYear writes a year as a spreadsheet: the counts, below them the rates.
func WriteYear(out io.Writer, y Year, decimals int, say *i18n.Printer) error {
	heads := []sheet.Head{
		{Title: say.T("report.column.figure"), Width: 36},
		{Title: say.T("report.column.count"), Width: 10},
		{Title: say.T("report.column.share"), Width: 10},
		{Title: say.T("report.column.of"), Width: 24},
		{Title: say.T("figures.denominator"), Width: 10},
		{Title: say.T("figures.counted"), Width: 10},
		{Title: say.T("figures.last_session"), Width: 12},
	}
	return sheet.WriteList(out, strconv.Itoa(y.Session.Year), heads, func(yield func([]any, error) bool) {
		for _, r := range Rows(y, say) {
			den := any("")
			if r.Den > 0 {
				den = r.Den
			}
			if !yield([]any{r.Name, sheet.Number(r.Count), sheet.Share(r.Share), r.Of, den, say.T("figures.unit_item"), ""}, nil) {
				return
			}
		}
		for _, r := range RateRows(y, decimals, say) {
			if !yield([]any{r.Name, r.Num, sheet.Share(r.Share), "", r.Den, r.Unit, sheet.Number(r.Last)}, nil) {
				return
			}
		}
		for _, r := range WorkRows(y, say) {
			if !yield([]any{r.Name, r.Count, "", "", "", "", ""}, nil) {
				return
			}
		}
	})
}

// WriteBreakdown writes a breakdown as a spreadsheet.
func WriteBreakdown(out io.Writer, b Breakdown, decimals int, say *i18n.Printer) error {
	heads := []sheet.Head{
		{Title: say.T("figures.by_" + string(b.By)), Width: 36},
		{Title: say.T("figures.numerator"), Width: 10},
		{Title: say.T("figures.denominator"), Width: 10},
		{Title: say.T("figures.counted"), Width: 10},
		{Title: say.T("figures.share"), Width: 10},
		{Title: say.T("figures.last_session"), Width: 12},
	}
	return sheet.WriteList(out, FigureName(b.Code, say), heads, func(yield func([]any, error) bool) {
		for _, r := range BreakdownRows(b, decimals, say) {
			if !yield([]any{r.Name, r.Num, r.Den, r.Unit, sheet.Share(r.Share), sheet.Number(r.Last)}, nil) {
				return
			}
		}
		if b.Overlaps {
			yield([]any{say.T("figures.overlaps")}, nil)
		}
	})
}
