package lifecycle

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"huiyin/internal/campaign"
	"huiyin/internal/i18n"
	"huiyin/internal/indicator"
	"huiyin/internal/suggestion"
)

// cutOff is the day with which the catalogue is made for the document, which then names no day of its own.
const cutOff = "2000-03-02"

var anyDay = strings.NewReplacer(cutOff, "DAY", "2000-03-01", "DAY-1", "carried=2000", "carried=YEAR")

// Indicators writes docs/indicators.md: every figure with its one definition, in words and as the filters that count it.
func Indicators(p *i18n.Printer) string {
	w := &page{p: p}
	w.line("<!-- generated: huiyin gen indicators > docs/indicators.md -->")
	w.line("# ", p.T("figures.doc.title"))
	w.line()
	w.line(p.T("figures.doc.intro"))
	w.head(2, p.T("figures.doc.counts"))
	w.line(p.T("figures.doc.counts_intro", "handed", "`handed`", "states", "`"+handedOver+"`"))
	w.line()
	w.columns("figures.doc.name", "figures.doc.code", "figures.doc.of", "figures.doc.filter")
	for _, f := range indicator.Year {
		of, filter := "", words(f.Filter.Values())
		if base, ok := f.Base(); ok {
			of, filter = p.T("figure."+f.Of), filter+"; "+words(base.Values())
		}
		w.row(p.T("figure."+f.Code), "`"+f.Code+"`", of, filter)
	}
	w.head(2, p.T("figures.rates"))
	w.line(p.T("figures.doc.rates_intro", "day", "DAY", "year", "YEAR"))
	book := indicator.At(cutOff)
	for _, topic := range indicator.Topics {
		w.head(3, p.T("figures.topic_"+topic))
		w.columns("figures.doc.name", "figures.doc.code", "figures.counted", "figures.doc.means", "figures.doc.variant", "figures.doc.filter")
		rates(w, book.Cases, topic)
		rates(w, book.Shares, topic)
		rates(w, book.Forms, topic)
		rates(w, book.Deputies, topic)
		rates(w, book.Promises, topic)
	}
	works(w)
	w.head(2, p.T("figures.doc.sums"))
	w.line(p.T("figures.doc.sums_intro"))
	w.line()
	for _, s := range indicator.Sums {
		parts := make([]string, len(s.Parts))
		for i, code := range s.Parts {
			parts[i] = p.T("figure." + code)
		}
		w.line("- ", p.T("figure."+s.Whole), " = ", strings.Join(parts, " + "))
	}
	w.head(2, p.T("figures.doc.dimensions"))
	w.line(p.T("figures.doc.dimensions_intro"))
	w.line()
	for _, d := range indicator.Dimensions {
		w.line("- ", p.T("figures.by_"+string(d)), " `", string(d), "`")
	}
	return w.String()
}

// works are what a year's report counts beside the suggestions.
func works(w *page) {
	w.head(2, w.p.T("figures.works"))
	w.line(w.p.T("figures.doc.works_intro"))
	w.line()
	w.columns("figures.doc.name", "figures.doc.code", "figures.work_chapter", "figures.doc.kind", "figures.doc.filter_work")
	for _, k := range campaign.Works() {
		var parts []string
		for _, s := range k.States {
			parts = append(parts, w.p.T("state."+k.Kind+"."+string(s)))
		}
		for _, field := range slices.Sorted(maps.Keys(k.Where)) {
			parts = append(parts, "`"+field+"="+k.Where[field]+"`")
		}
		if k.Of == campaign.Distinct {
			parts = append(parts, w.p.T("figures.doc.distinct"))
		}
		w.row(w.p.T("proof."+k.What), "`"+k.What+"`", w.p.T("figures.chapter_"+k.Chapter), w.p.T("machine."+k.Kind), w.p.List(parts))
	}
}

func rates[F indicator.Population](w *page, list []indicator.Rate[F], topic string) {
	for _, r := range list {
		if r.Topic != topic {
			continue
		}
		of, filter := "", values(r.Num)+"; "+values(r.Den)
		if r.Of != "" {
			of = w.p.T("rate." + r.Of)
		}
		if r.Last {
			filter += " (" + w.p.T("figures.doc.last") + ")"
		}
		w.row(w.p.T("rate."+r.Code), "`"+r.Code+"`", w.p.T("figures.unit_"+indicator.Unit[F]()), w.p.T("rate."+r.Code+".means"), of, filter)
	}
}

func values(f any) string {
	switch f := f.(type) {
	case suggestion.Filter:
		return words(f.Values())
	case suggestion.ShareFilter:
		return words(f.Values())
	case suggestion.FormFilter:
		return words(f.Values())
	case suggestion.DeputyFilter:
		return words(f.Values())
	case suggestion.PromiseFilter:
		return words(f.Values())
	}
	return ""
}

// words writes a query as it can be read.
func words(v url.Values) string {
	text, err := url.QueryUnescape(v.Encode())
	if err != nil || text == "" {
		return "–"
	}
	return "`" + anyDay.Replace(strings.Replace(text, handedOver, "handed", 1)) + "`"
}

// handedOver is the part of most filters that is written short: the states of a case that was handed over.
var handedOver = func() string {
	text, _ := url.QueryUnescape(indicator.Handed().Values().Encode())
	return text
}()
