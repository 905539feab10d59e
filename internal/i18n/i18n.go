// Package i18n turns message keys into sentences. The catalogues are embedded, one JSON file per language and area; Chinese
// (zh-CN) is the reference and English the second language of the interface. It knows no page, no request and no clock: whoever
// prints tells it what day it is.
package i18n

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// The languages of the interface. Chinese is the reference: a language that is not listed falls back to it.
const (
	Chinese = "zh-CN"
	English = "en"
)

// Languages lists every language in the order in which a person is offered them.
var Languages = []string{Chinese, English}

// Key is an argument that is itself a message key: T translates it before putting it into the sentence.
type Key = fault.Word

// Printer writes sentences, dates and numbers in one language. It is safe for use by many goroutines.
type Printer struct {
	lang  string
	texts map[string]message
	own   []map[string]message // what goes before texts: see Calling
	today calendar.Day         // decides whether a date needs its year; empty: always with the year
}

// variants are the messages that stand beside another as <key>.<value>: by language, value, and the key that they go before.
var variants = sync.OnceValue(func() map[string]map[string]map[string]message {
	out := map[string]map[string]map[string]message{}
	for lang, p := range printers() {
		out[lang] = map[string]map[string]message{}
		for key, m := range p.texts {
			i := strings.LastIndexByte(key, '.')
			if _, ok := p.texts[key[:max(i, 0)]]; !ok {
				continue
			}
			of := out[lang][key[i+1:]]
			if of == nil {
				of = map[string]message{}
				out[lang][key[i+1:]] = of
			}
			of[key[:i]] = m
		}
	}
	return out
})

var printers = sync.OnceValue(func() map[string]*Printer {
	out := make(map[string]*Printer, len(Languages))
	for _, lang := range Languages {
		texts, err := load(files, lang)
		if err != nil {
			panic("i18n: " + err.Error()) // embedded data: the tests of this package load it first
		}
		out[lang] = &Printer{lang: lang, texts: texts}
	}
	return out
})

// For returns the printer of a language tag such as "zh-CN" or "en-GB"; an unknown language gets Chinese.
func For(lang string) *Printer {
	all := printers()
	if p, ok := all[lang]; ok {
		return p
	}
	if base, _, _ := strings.Cut(lang, "-"); base == English {
		return all[English]
	}
	return all[Chinese]
}

// On returns a printer that writes days of today's year without the year.
func (p *Printer) On(today calendar.Day) *Printer {
	q := *p
	q.today = today
	return &q
}

// Calling returns a printer that, for the key of any sentence or word, takes <key>.<value> where the catalogue has it for one of the values. What was
// said to Calling before is forgotten.
func (p *Printer) Calling(values ...string) *Printer {
	q := *p
	q.own = nil
	for _, v := range values {
		if m := variants()[p.lang][v]; m != nil {
			q.own = append(q.own, m)
		}
	}
	return &q
}

// Lang returns the language tag, as the lang attribute of a page wants it.
func (p *Printer) Lang() string { return p.lang }

// Has reports whether the catalogue holds the key.
func (p *Printer) Has(key string) bool { _, ok := p.texts[key]; return ok }

// T returns the sentence of a key with its {name} places filled from name, value pairs. A value may be a string, an integer,
// a calendar.Day (written as a date), a Key (translated) or a list of strings or Keys (joined as the language does). The pair "n" counts: it
// chooses the plural form. A missing key returns the key in brackets, so that it is seen.
func (p *Printer) T(key string, args ...any) string {
	m, ok := p.texts[key]
	if !ok {
		return "[" + key + "]"
	}
	for _, own := range p.own {
		if said, ok := own[key]; ok {
			m = said
		}
	}
	parts := m.other
	if m.one != nil {
		if n, ok := lookup(args, "n"); ok && p.text(n) == "1" {
			parts = m.one
		}
	}
	if len(parts) == 1 && !parts[0].place {
		return parts[0].text
	}
	var b strings.Builder
	for _, s := range parts {
		if !s.place {
			b.WriteString(s.text)
			continue
		}
		if v, ok := lookup(args, s.text); ok && s.text == "number" {
			b.WriteString(p.numbered(s, p.text(v)))
		} else if ok && s.text == "n" {
			b.WriteString(p.count(v))
		} else if ok {
			b.WriteString(p.text(v))
		} else {
			b.WriteString("{" + s.text + "}")
		}
	}
	return b.String()
}

// count writes what stands in the place {n}, which counts: an integer with its separators.
func (p *Printer) count(v any) string {
	switch v := v.(type) {
	case int:
		return p.Number(int64(v))
	case int64:
		return p.Number(v)
	}
	return p.text(v)
}

func lookup(args []any, name string) (any, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return nil, false
}

func (p *Printer) text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case calendar.Day:
		return p.Day(v)
	case Key:
		return p.T(string(v))
	case fault.Field:
		return p.T(v.Key, v.Args...)
	case fault.Words:
		words := make([]string, len(v))
		for i, w := range v {
			words[i] = p.T(string(w))
		}
		return p.List(words)
	case []string:
		return p.List(v)
	case []Key:
		words := make([]string, len(v))
		for i, k := range v {
			words[i] = p.T(string(k))
		}
		return p.List(words)
	case interface{ String() string }:
		return v.String()
	}
	return "?"
}

// Day writes a date as officials do: 3月2日 in the printer's year, 2026年3月2日 otherwise. The empty day is empty.
func (p *Printer) Day(d calendar.Day) string {
	if len(p.today) >= 4 && len(d) >= 4 && d[:4] == p.today[:4] {
		return p.date(d, "date.short")
	}
	return p.date(d, "date.long")
}

// LongDay writes a date with its year always, as documents and tables across years need it.
func (p *Printer) LongDay(d calendar.Day) string { return p.date(d, "date.long") }

func (p *Printer) date(d calendar.Day, key string) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return p.T(key, "year", t.Year(), "month", p.month(t.Month()), "day", t.Day())
}

func (p *Printer) month(m time.Month) string {
	if p.lang == English {
		return m.String()[:3]
	}
	return strconv.Itoa(int(m))
}

// zone is the legal time of the whole country; it has no daylight saving time.
var zone = time.FixedZone("CST", 8*60*60)

// Instant writes Unix milliseconds as date and minute in the legal time of China.
func (p *Printer) Instant(ms int64) string {
	t := time.UnixMilli(ms).In(zone)
	return p.T("date.instant", "day", p.Day(calendar.Day(t.Format(time.DateOnly))), "time", t.Format("15:04"))
}

// Percent writes num of den with one decimal, half up: 41.2%. All and nothing are written as officials write them, 100% and 0%;
// what is only nearly so keeps its decimal. Without a denominator there is no share, and it writes a dash.
func (p *Printer) Percent(num, den int64) string {
	switch {
	case den <= 0:
		return "—"
	case num == den:
		return "100%"
	case num == 0:
		return "0%"
	}
	tenths := (2*1000*num + den) / (2 * den)
	return strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10) + "%"
}

// Number writes an integer: plain in Chinese, with thousands separators in English.
func (p *Printer) Number(n int64) string {
	s := strconv.FormatInt(n, 10)
	if p.lang != English {
		return s
	}
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// Count writes a number with its measure word: Count(376, "item") is 376件. The measures are the keys unit.* of the catalogue.
func (p *Printer) Count(n int64, unit string) string {
	return p.T("unit."+unit, "n", p.Number(n))
}

// List joins words as the language does: 甲、乙、丙 or "a, b, c".
func (p *Printer) List(words []string) string {
	return strings.Join(words, p.T("list.separator"))
}
