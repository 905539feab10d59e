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
	List  string // query of the list behind it
}

// Rows puts a year into words. Classes follow the figure of what was handed over, because they are its parts.
func Rows(y Year, say *i18n.Printer) []Row {
	var out []Row
	handed := y.Value("solved").Denominator // the base of every share of classes: handed over, and the class not 未载
	for _, v := range y.Values {
		out = append(out, row(v, say))
		if v.Code == "replied" {
			for _, k := range y.Classes {
				r := Row{
					Code: "class_" + k.Name, Name: say.T("figure.class", "class", k.Name), Count: strconv.Itoa(k.N),
					Of: say.T("figure.handed"), List: k.List,
				}
				if handed > 0 {
					r.Share = say.Percent(int64(k.N), int64(handed))
				}
				out = append(out, r)
			}
		}
	}
	return append(out, Row{Code: "commended_units", Name: say.T("figure.commended_units"), Count: strconv.Itoa(y.Commended)})
}

func row(v Value, say *i18n.Printer) Row {
	r := Row{Code: v.Code, Name: say.T("figure." + v.Code), Count: strconv.Itoa(v.Numerator), List: v.List}
	if v.Of != "" {
		r.Of = say.T("figure." + v.Of)
		if v.Denominator > 0 {
			r.Share = say.Percent(int64(v.Numerator), int64(v.Denominator))
		}
	}
	return r
}
