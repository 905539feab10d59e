package stats

import (
	"strconv"

	"huiyin/internal/i18n"
)

// Row is one line of the year's table in words: pages, text and spreadsheet print the same.
type Row struct {
	Code  string
	Name  string
	Count string
	Share string // 41.2%, or empty for a plain count
	Of    string // what the share is of, in words
	Den   int    // how many that is; 0 for a plain count, or when there is nothing to share
	Told  bool   // the share is of those alone that tell the fact: others of the same base lack it (未载)
	List  string // query of the list behind it
	n     int
}

// Rows puts a year into words. Classes follow the figure of what was handed over, because they are its parts.
func Rows(y Year, say *i18n.Printer) []Row {
	var out []Row
	handed := y.Value("solved").Denominator // the base of every share of classes: handed over, and the class not 未载
	for _, v := range y.Values {
		out = append(out, row(v.Code, say.T("figure."+v.Code), v.Numerator, v.List).of(y, v.Of, v.Denominator, say))
		if v.Code == "replied" {
			for _, k := range y.Classes {
				out = append(out, row("class_"+k.Name, say.T("figure.class", "class", k.Name), k.N, k.List).of(y, "handed", handed, say))
			}
		}
	}
	return append(out, row("commended_units", say.T("figure.commended_units"), y.Commended, ""))
}

func row(code, name string, n int, list string) Row {
	return Row{Code: code, Name: name, Count: strconv.Itoa(n), List: list, n: n}
}

// of makes a count a share of the figure whole, or of those among its cases that tell the fact, which are den.
func (r Row) of(y Year, whole string, den int, say *i18n.Printer) Row {
	if whole == "" {
		return r
	}
	r.Of, r.Den, r.Told = say.T("figure."+whole), den, den > 0 && den < y.Value(whole).Numerator
	if r.Told {
		r.Of = say.T("figure.of_told", "what", r.Of, "n", den)
	}
	switch {
	case den > 0:
		r.Share = say.Percent(int64(r.n), int64(den))
	case r.n == 0 && y.Value(whole).Numerator > 0: // not one of them tells it: none is not known to be none
		r.Count = say.T("case.untold")
	}
	return r
}
