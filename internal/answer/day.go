package answer

import (
	"net/url"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/rule"
)

// CountDay counts a due day for anybody who asks: of a term, or else of a pack's clock, whose rule it then returns too. Every complaint stands
// beside its input: from, term, pack, clock, stream. Page and API answer by it.
func CountDay(q url.Values, book *rule.Book, days *calendar.Calendar, say *i18n.Printer) (calendar.Derivation, rule.ClockRule, error) {
	var bad fault.Fields
	from, err := calendar.ParseDay(q.Get("from"))
	if q.Get("from") == "" {
		bad.Add("from", "fault.required")
	} else {
		beside(&bad, "from", err)
	}
	if text := q.Get("term"); text != "" {
		term, err := calendar.ParseTerm(text)
		beside(&bad, "term", err)
		return calendar.Due(from, term, days), rule.ClockRule{}, bad.Err()
	}
	k, none := book.Named(q.Get("pack"), q.Get("clock"), q.Get("stream"))
	if none.Pack {
		bad.Add("pack", missing(q.Get("pack")))
	}
	if none.Clock {
		bad.Add("clock", missing(q.Get("clock")))
	}
	if none.Stream {
		bad.Add("stream", "field.choice")
	}
	if err := bad.Err(); err != nil {
		return calendar.Derivation{}, rule.ClockRule{}, err
	}
	if none.Limit {
		return calendar.Derivation{}, rule.ClockRule{}, fault.OnField("clock", "calculator.no_clock", "pack", PackName(say, k.Pack), "clock", i18n.Key("rule.clock."+string(k.Limit.Clock)))
	}
	d, _ := k.Pack.DueFor(k.Limit.Clock, k.Stream, from, days)
	return d, k.Limit, nil
}

// beside puts a fault that names no input beside one.
func beside(bad *fault.Fields, name string, err error) {
	if f, ok := fault.As(err); ok {
		bad.Add(name, f.Key, f.Args...)
	}
}

// missing says what is wrong with a choice that is none.
func missing(text string) string {
	if text == "" {
		return "fault.required"
	}
	return "field.choice"
}

// PackName is a pack's name in the reader's language.
func PackName(say *i18n.Printer, p *rule.Pack) string {
	if say.Lang() == i18n.English && p.NameEN != "" {
		return p.NameEN
	}
	return p.Name
}
