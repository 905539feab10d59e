package rule

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

//go:embed packs/*.json
var shipped embed.FS

// order is the sequence in which packs are offered: the law first, then places, then townships.
var order = []string{"law", "hunan-city", "shanghai", "beijing", "zhejiang", "shandong", "qingdao", "henan", "chongqing", "township"}

// Book holds every version of every pack. It never changes: With returns another one.
type Book struct {
	packs map[string][]*Pack // by id, in order of version
}

// Shipped returns the packs that come with the program.
var Shipped = sync.OnceValue(func() *Book {
	b := &Book{}
	names, err := fs.Glob(shipped, "packs/*.json")
	if err != nil {
		panic("rule: " + err.Error())
	}
	for _, name := range names {
		raw, err := fs.ReadFile(shipped, name)
		if err != nil {
			panic("rule: " + err.Error())
		}
		p, err := Parse(raw)
		if err == nil {
			b, err = b.With(p)
		}
		if err != nil {
			panic(fmt.Sprintf("rule: %s: %v", name, err)) // embedded data: the tests of this package load it first
		}
	}
	return b
})

// Parse reads and validates a pack written as JSON. Faults are those of Validate, or rule.not_json.
func Parse(raw []byte) (*Pack, error) {
	var p Pack
	if err := json.Unmarshal(raw, &p); err != nil {
		if f, ok := fault.As(err); ok {
			return nil, f
		}
		return nil, fault.New(fault.Invalid, "rule.not_json", "detail", err.Error())
	}
	p.decideByClock()
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &p, nil
}

// decideByClock makes the limit for deciding on another handling a clock: packs that were written before it was one have it among the
// settings.
func (p *Pack) decideByClock() {
	const was Policy = "redo_decide_within"
	v, ok := p.Policies[was]
	term, err := calendar.ParseTerm(v.Value)
	if !ok || err != nil {
		return
	}
	delete(p.Policies, was)
	p.Clocks = append(p.Clocks, ClockRule{Clock: RedoDecide, Term: term, Start: FromRefusal, StartDefault: !v.Default, Source: v.Source, Default: v.Default, Note: v.Note})
}

// IDs lists the packs in the order in which they are offered.
func (b *Book) IDs() []string {
	ids := slices.Sorted(maps.Keys(b.packs))
	rank := func(id string) int {
		if i := slices.Index(order, id); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(ids, func(a, c string) int { return rank(a) - rank(c) })
	return ids
}

// HasClass reports whether any version of any pack has a class of this code.
func (b *Book) HasClass(code string) bool {
	for _, all := range b.packs {
		for _, p := range all {
			if _, ok := p.Class(code); ok {
				return true
			}
		}
	}
	return false
}

// CountedFrom lists the clocks that any version of any pack counts from an event, in the order of a case's life.
func (b *Book) CountedFrom(event StartEvent) []Clock {
	return slices.DeleteFunc(slices.Clone(Clocks), func(c Clock) bool {
		for _, all := range b.packs {
			for _, p := range all {
				if slices.ContainsFunc(p.Clocks, func(r ClockRule) bool { return r.Clock == c && r.Start == event }) {
					return false
				}
			}
		}
		return true
	})
}

// Latest returns the newest version of a pack.
func (b *Book) Latest(id string) (*Pack, bool) {
	all := b.packs[id]
	if len(all) == 0 {
		return nil, false
	}
	return all[len(all)-1], true
}

// At returns one version of a pack: the one that a case keeps.
func (b *Book) At(id string, version int) (*Pack, bool) {
	for _, p := range b.packs[id] {
		if p.Version == version {
			return p, true
		}
	}
	return nil, false
}

// With returns a book that also holds the pack, which must be valid and the next version of its id: versions are never replaced,
// since cases point at them.
func (b *Book) With(p *Pack) (*Book, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	next := 1
	if last, ok := b.Latest(p.ID); ok {
		next = last.Version + 1
		if p.ValidFrom < last.ValidFrom {
			return nil, fault.OnField("valid_from", "rule.valid_from_order", "day", last.ValidFrom)
		}
	}
	if p.Version != next {
		return nil, fault.OnField("version", "rule.version_order", "want", next)
	}
	packs := maps.Clone(b.packs)
	if packs == nil {
		packs = map[string][]*Pack{}
	}
	packs[p.ID] = append(slices.Clone(packs[p.ID]), p)
	return &Book{packs: packs}, nil
}
