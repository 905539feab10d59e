package i18n

import (
	"strconv"
	"strings"

	"huiyin/internal/calendar"
)

// Reasons writes each step of a derivation as a clause, in the order of its steps, such as 三个月至5月3日. A date names its year when the
// date before it in the text lay in another one.
func (p *Printer) Reasons(d calendar.Derivation) []string {
	out := make([]string, len(d.Steps))
	teller := teller{p: p}
	for i, s := range d.Steps {
		out[i] = teller.tell(s)
	}
	return out
}

// Why writes a derivation as one sentence with its source in brackets:
// 2026年2月3日交办起算，三个月至5月3日，在劳动节假期内，顺延至5月6日（《代表法》第五十一条）。
// It is empty for a derivation without steps.
func (p *Printer) Why(d calendar.Derivation) string {
	var clauses []string
	source := ""
	for i, text := range p.Reasons(d) {
		if isSource(d.Steps[i].Key) {
			source = text
		} else {
			clauses = append(clauses, text)
		}
	}
	if clauses == nil {
		return source
	}
	whole := strings.Join(clauses, p.T("date.clause_separator"))
	if source == "" {
		return p.T("date.sentence_plain", "clauses", whole)
	}
	return p.T("date.sentence", "clauses", whole, "source", source)
}

// isSource tells the steps that name where the limit comes from: they stand in brackets after the others.
func isSource(key string) bool {
	return key == "date.step.rule" || key == "date.step.rule_start" || key == "date.step.default"
}

// Term writes a length of time: 三个月, 十日, 七个工作日; "3 months" in English.
func (p *Printer) Term(t calendar.Term) string {
	if t.IsZero() {
		return ""
	}
	key := "date.term." + string(t.Unit)
	if p.lang == Chinese {
		return p.T(key, "n", p.numeral(t.N, t.Unit != calendar.Days))
	}
	return p.T(key, "n", t.N)
}

// Numeral writes the number of a heading as the language does: 十二 or 12.
func (p *Printer) Numeral(n int) string { return p.numeral(n, false) }

// numeral writes numbers below a hundred with Chinese numerals, as statutes do; before a measure word two is 两.
func (p *Printer) numeral(n int, measured bool) string {
	digit := []rune(p.T("date.number.digits"))
	switch {
	case n > 99 || len(digit) < 11:
		return strconv.Itoa(n)
	case n == 2 && measured:
		return p.T("date.number.pair")
	case n <= 10:
		return string(digit[n])
	}
	var b strings.Builder
	if n >= 20 {
		b.WriteRune(digit[n/10])
	}
	b.WriteRune(digit[10])
	if n%10 > 0 {
		b.WriteRune(digit[n%10])
	}
	return b.String()
}

// Holiday writes the name of a holiday, which data carry in Chinese, in the printer's language; an unknown name stays as it is.
func (p *Printer) Holiday(name string) string {
	if p.lang == Chinese {
		return name
	}
	words := strings.Split(name, For(Chinese).T("list.separator"))
	for i, word := range words {
		for _, code := range holidays {
			if For(Chinese).T("date.holiday."+code) == word {
				words[i] = p.T("date.holiday." + code)
			}
		}
	}
	return p.List(words)
}

var holidays = []string{"new_year", "spring", "qingming", "labour", "dragon_boat", "mid_autumn", "national"}

// teller remembers the date last written, so that the next one can be short.
type teller struct {
	p    *Printer
	last calendar.Day
}

func (t *teller) tell(s calendar.Step) string {
	key, args := s.Key, []any{}
	if day := calendar.Day(s.Args["day"]); day != "" {
		if day == t.last && t.p.Has(key+"_same") {
			key += "_same"
		}
		weekday := t.p.T("date.weekday." + strconv.Itoa(int(day.Weekday())))
		args = append(args, "day", t.day(day), "weekday", weekday)
	}
	if from, to := calendar.Day(s.Args["from"]), calendar.Day(s.Args["to"]); from != "" {
		args = append(args, "range", t.span(from, to))
	}
	if term, err := calendar.ParseTerm(s.Args["term"]); err == nil {
		args = append(args, "term", t.p.Term(term))
		if term.N == 1 && t.p.Has(key+"_one") {
			key += "_one"
		}
	}
	if years := s.Args["years"]; years != "" {
		args = append(args, "years", t.p.List(strings.Fields(years)))
	}
	source := s.Args["source"]
	if source == "" && key == "date.step.default" {
		key = "date.step.default_own"
	}
	return t.p.T(key, append(args, "holiday", t.p.Holiday(s.Args["holiday"]), "source", source)...)
}

// day writes a date, without its year when the date before it was of the same year.
func (t *teller) day(d calendar.Day) string {
	q := t.p
	if t.last != "" {
		q = t.p.On(t.last)
	}
	t.last = d
	return q.Day(d)
}

func (t *teller) span(from, to calendar.Day) string {
	if from == to {
		return t.day(from)
	}
	if from[:7] == to[:7] && t.last != "" && t.last[:4] == from[:4] {
		t.last = to
		return t.p.T("date.range_in_month", "month", t.p.month(from.Time().Month()), "first", from.Time().Day(), "last", to.Time().Day())
	}
	return t.p.T("date.range", "from", t.day(from), "to", t.day(to))
}
