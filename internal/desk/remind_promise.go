package desk

import (
	"context"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// newsFor is for how many days a stage that a promise has reached is news. Promises stand in the ledger for years, and an upgrade or an import
// brings many at once whose day is long over: nobody is told of those again. The job runs every hour, and no office is closed for so long.
const newsFor = 14

// promiseNews is what is to be said of promises and was not said yet, by reader, day and stage: of one suggestion a notice that opens it, of several one
// that opens the list of these promises.
type promiseNews struct {
	said  map[string]bool // marks of what was
	order []promiseTale
	about map[promiseTale][]promiseMarks
}

// promiseTale is one thing said to one reader about promises.
type promiseTale struct {
	congress  int64
	holder    string
	one, many string // keys of the notice, about one suggestion and about several
	clock     string // what the notice of one suggestion calls the limit
	day       calendar.Day
}

// promiseMarks are promises with the marks under which they are told of once: the first alone, the others among several.
type promiseMarks struct {
	store.PromisesOf
	alone string
	each  []string
}

func (p *promiseNews) add(t promiseTale, k promiseMarks) {
	for _, m := range append([]string{k.alone}, k.each...) {
		if p.said[m] {
			return
		}
	}
	if p.about[t] == nil {
		p.order = append(p.order, t)
	}
	p.about[t] = append(p.about[t], k)
}

// notices stores what was found.
func (p *promiseNews) notices(ctx context.Context) []func(*store.Tx) error {
	var out []func(*store.Tx) error
	for _, t := range p.order {
		n := suggestion.Notice{Holder: t.holder, Key: t.one, Due: t.day}
		about := p.about[t]
		if len(about) == 1 {
			k := about[0]
			args := map[string]string{}
			if t.clock != "" {
				args["clock"] = t.clock
			}
			out = append(out, func(tx *store.Tx) error { return tx.AddNoticeOnce(ctx, t.congress, k.Case, n, args, k.alone) })
			continue
		}
		n.Key = t.many
		var list []store.PromiseMark
		for _, k := range about {
			for i, part := range k.Parts {
				list = append(list, store.PromiseMark{Case: k.Case, Part: part, Mark: k.each[i]})
			}
		}
		out = append(out, func(tx *store.Tx) error { return tx.AddPromisesNotice(ctx, t.congress, n, list) })
	}
	return out
}

// promisesToTell finds what is to be said of promises today.
func promisesToTell(ctx context.Context, tx *store.Tx, said map[string]bool) ([]func(*store.Tx) error, error) {
	p := &promiseNews{said: said, about: map[promiseTale][]promiseMarks{}}
	if err := p.due(ctx, tx); err != nil {
		return nil, err
	}
	if err := p.silent(ctx, tx); err != nil {
		return nil, err
	}
	return p.notices(ctx), nil
}

// due reminds the units of what they have promised. When the day has passed the committee's office hears of it, and of a key suggestion the special committee
// that supervises it.
func (p *promiseNews) due(ctx context.Context, tx *store.Tx) error {
	today, before := tx.Today(), tx.Today().AddDays(-newsFor)
	owed, err := tx.OwedPromises(ctx, before)
	if err != nil {
		return err
	}
	for _, k := range owed {
		stage := reached(k.Start, k.Day, k.Day, today)
		if stage == reached(k.Start, k.Day, k.Day, before) {
			continue
		}
		say := func(one, many, holder string) {
			m := promiseMarks{PromisesOf: k, alone: limitMark(one, k.Case, "promise", 0, k.Day, holder)}
			for _, part := range k.Parts {
				m.each = append(m.each, limitMark(one, k.Case, "promise", part, k.Day, holder))
			}
			p.add(promiseTale{k.Congress, holder, one, many, "promise", k.Day}, m)
		}
		n := strconv.Itoa(stage)
		say("clock_"+n, "promises_"+n, access.Body("unit", k.Unit))
		if stage <= 100 {
			continue
		}
		say("promise_late", "promises_late", access.Body("office", k.Congress))
		if !k.Key {
			continue
		}
		c, err := tx.ReadCase(ctx, k.Case)
		if err != nil {
			return err
		}
		if c.KeyBody != 0 {
			say("promise_late", "promises_late", access.Body("special", c.KeyBody))
		}
	}
	return nil
}

// silent asks the units for word of the promises that they have not spoken of for a month, once for each month.
func (p *promiseNews) silent(ctx context.Context, tx *store.Tx) error {
	silent, err := tx.SilentPromises(ctx, tx.Today().AddDays(-newsFor), tx.Today())
	for _, k := range silent {
		m := promiseMarks{PromisesOf: k}
		for _, part := range k.Parts {
			m.each = append(m.each, "progress:"+strconv.FormatInt(k.Case, 10)+":"+strconv.Itoa(part)+":"+string(k.Day))
		}
		m.alone = m.each[0]
		p.add(promiseTale{k.Congress, access.Body("unit", k.Unit), "progress_due", "promises_silent", "", k.Day}, m)
	}
	return err
}
