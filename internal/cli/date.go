package cli

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/rule"
)

// date computes one due day and says why: huiyin date --pack hunan-city --clock reply --from 2025-11-15. It needs no data folder.
type date struct {
	Pack   string `help:"cli.help.date.pack" placeholder:"ID"`
	Clock  string `help:"cli.help.date.clock" placeholder:"NAME"`
	Term   string `help:"cli.help.date.term" placeholder:"3m|10d|7wd"`
	From   string `help:"cli.help.date.from" placeholder:"2006-01-02"`
	Stream string `help:"cli.help.date.stream" placeholder:"session|between"`
	JSON   bool   `name:"json" help:"cli.help.json"`
}

// counted is what --json prints.
type counted struct {
	Pack        string          `json:"pack,omitempty"`
	Version     int             `json:"version,omitempty"`
	Clock       rule.Clock      `json:"clock,omitempty"`
	Start       calendar.Day    `json:"start"`
	StartEvent  rule.StartEvent `json:"start_event,omitempty"`
	Term        string          `json:"term"`
	Raw         calendar.Day    `json:"raw"`
	Due         calendar.Day    `json:"due"`
	Provisional bool            `json:"provisional"`
	Calendar    string          `json:"calendar"`
	Source      string          `json:"source,omitempty"`
	Default     bool            `json:"default,omitempty"`
	Note        string          `json:"note,omitempty"`
	Why         string          `json:"why"`
	Steps       []reason        `json:"steps"`
}

type reason struct {
	Key  string            `json:"key"`
	Text string            `json:"text"`
	Args map[string]string `json:"args"`
}

// Run computes and prints.
func (c *date) Run(env *Env) error {
	if c.From == "" {
		return fault.New(fault.Invalid, "cli.date.no_from")
	}
	from, err := calendar.ParseDay(c.From)
	if err != nil {
		return err
	}
	if c.Term == "" {
		return c.byRule(env, from)
	}
	if c.Pack != "" || c.Clock != "" || c.Stream != "" {
		return fault.New(fault.Invalid, "cli.date.both")
	}
	term, err := calendar.ParseTerm(c.Term)
	if err != nil {
		return err
	}
	return c.print(env, calendar.Due(from, term, calendar.Shipped()), counted{})
}

func (c *date) byRule(env *Env, from calendar.Day) error {
	if c.Pack == "" || c.Clock == "" {
		return fault.New(fault.Invalid, "cli.date.neither")
	}
	book := rule.Shipped()
	k, none := book.Named(c.Pack, c.Clock, c.Stream)
	switch {
	case none.Pack:
		return fault.New(fault.NotFound, "rule.no_pack", "pack", c.Pack, "packs", book.IDs())
	case none.Clock:
		return fault.New(fault.Invalid, "rule.no_clock_name", "clock", c.Clock, "clocks", spaced(rule.Clocks))
	case none.Stream:
		return fault.New(fault.Invalid, "cli.date.stream", "text", c.Stream)
	case none.Limit:
		return fault.New(fault.Invalid, "rule.no_clock", "pack", answer.PackName(env.Say, k.Pack), "clock", i18n.Key("rule.clock."+c.Clock))
	}
	d, _ := k.Pack.DueFor(k.Limit.Clock, k.Stream, from, calendar.Shipped())
	return c.print(env, d, counted{
		Pack: k.Pack.ID, Version: k.Pack.Version, Clock: k.Limit.Clock, StartEvent: k.Limit.Start, Source: k.Limit.Source,
		Default: k.Limit.Default, Note: k.Limit.Note,
	})
}

func spaced[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return strings.Join(out, " ")
}

func (c *date) print(env *Env, d calendar.Derivation, a counted) error {
	a.Start, a.Term, a.Raw, a.Due = d.Start, d.Term.String(), d.Raw, d.Due
	a.Provisional, a.Calendar, a.Why = d.Provisional, d.Calendar, env.Say.Why(d)
	for i, text := range env.Say.Reasons(d) {
		a.Steps = append(a.Steps, reason{Key: d.Steps[i].Key, Text: text, Args: d.Steps[i].Args})
	}
	if c.JSON {
		enc := json.NewEncoder(env.Out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(a)
	}
	key := "cli.date.due"
	if d.Provisional {
		key = "cli.date.due_provisional"
	}
	weekday := i18n.Key("date.weekday." + strconv.Itoa(int(d.Due.Weekday())))
	text := env.Say.T(key, "due", string(d.Due), "weekday", weekday) + "\n" + a.Why + "\n"
	if a.Note != "" {
		text += env.Say.T("cli.date.note", "note", a.Note) + "\n"
	}
	_, err := fmt.Fprint(env.Out, text)
	return err
}
