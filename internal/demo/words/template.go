package words

import (
	"strconv"
	"strings"
	"time"

	"huiyin/internal/calendar"
)

// segment is a literal followed by a slot; op 0 means that nothing follows.
type segment struct {
	lit    string
	op     byte // a slot letter, '#' for a number, or an upper-case letter for a named number
	lo, hi int
	tenths bool // the number has one decimal
}

// template is a sentence with slots: {z} 乡镇, {v} {w} villages, {l} road, {x} county, {h} river, {y} this year,
// {p} last year, {d} a day some weeks back, {u} the unit about itself, {o} the matter's object, {q} the request's
// head, {t} the title, {e} the due month, {m} the measurable result, {c} the co-handlers, {f} another unit, {r} the
// round; {3-9} a number, {A:3-9} a number that {A} repeats anywhere in the same case.
type template []segment

// compile cuts a sentence into segments once, at load. Faulty slots panic: the lists are embedded and tested.
func compile(s string) template {
	var out template
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			return append(out, segment{lit: s})
		}
		end := open + strings.IndexByte(s[open:], '}')
		seg := segment{lit: s[:open]}
		slot := s[open+1 : end]
		s = s[end+1:]
		switch {
		case len(slot) == 1:
			seg.op = slot[0]
		default:
			seg.op = '#'
			if slot[1] == ':' {
				seg.op, slot = slot[0], slot[2:]
			}
			lo, hi, ok := strings.Cut(slot, "-")
			if !ok {
				panic("bad slot {" + slot + "}")
			}
			if strings.Contains(slot, ".") {
				seg.tenths = true
				lo, hi = tenths(lo), tenths(hi)
			}
			var err1, err2 error
			seg.lo, err1 = strconv.Atoi(lo)
			seg.hi, err2 = strconv.Atoi(hi)
			if err1 != nil || err2 != nil || seg.hi < seg.lo {
				panic("bad slot {" + slot + "}")
			}
		}
		out = append(out, seg)
	}
}

// tenths writes a bound in tenths: 1.2 is 12, 3 is 30.
func tenths(s string) string {
	whole, part, ok := strings.Cut(s, ".")
	if !ok {
		part = "0"
	}
	return whole + part
}

// pen writes one paragraph: it knows the case, and its dice are those of the paragraph.
type pen struct {
	strings.Builder
	scene *scene
	dice  dice
	n     uint64
	// what only some paragraphs have
	unit, head, due, measure, other string
	round                           int
	local                           string // what a county government says instead of its own name
	back                            int    // days before the letter of the last date written
}

// daysBack gives dates that move forward within a paragraph, so that nothing is finished before it began.
func (p *pen) daysBack() int {
	p.n++
	if p.back == 0 {
		p.back = p.dice.salt(p.n).between(26, 48)
	} else {
		p.back = max(3, p.back-p.dice.salt(p.n).between(5, 14))
	}
	return p.back
}

// write renders a sentence.
func (p *pen) write(t template) {
	s := p.scene
	for _, seg := range t {
		p.WriteString(seg.lit)
		switch seg.op {
		case 0:
		case 'z':
			p.WriteString(s.place.name)
		case 'x':
			if p.local != "" {
				p.WriteString(p.local)
			} else {
				p.WriteString(s.place.county)
			}
		case 'h':
			p.WriteString(s.place.river)
		case 'v':
			p.WriteString(s.village)
		case 'w':
			p.WriteString(s.village2)
		case 'l':
			p.WriteString(s.road)
		case 'y':
			p.WriteString(strconv.Itoa(s.on.Year()))
			p.WriteString("年")
		case 'p':
			p.WriteString(strconv.Itoa(s.on.Year() - 1))
			p.WriteString("年")
		case 'd':
			p.WriteString(longDay(s.on.AddDate(0, 0, -p.daysBack())))
		case 'u':
			p.WriteString(p.unit)
		case 'o':
			p.WriteString(s.matter.Object)
		case 'q':
			p.WriteString(p.head)
		case 't':
			p.WriteString(s.title)
		case 'e':
			p.WriteString(p.due)
		case 'm':
			p.WriteString(p.measure)
		case 'c':
			p.WriteString(s.coNames())
		case 'f':
			p.WriteString(p.other)
		case 'r':
			p.WriteString([]string{"首", "二", "三", "四"}[min(max(p.round, 1), 4)-1])
		case '#':
			p.n++
			p.number(seg, p.dice.salt(p.n))
		default:
			if seg.hi == 0 {
				seg = s.matter.named[seg.op]
			}
			p.number(seg, s.dice.salt(uint64(seg.op)))
		}
	}
}

func (p *pen) number(seg segment, d dice) {
	n := d.between(seg.lo, seg.hi)
	if !seg.tenths {
		p.WriteString(strconv.Itoa(n))
		return
	}
	p.WriteString(strconv.Itoa(n / 10))
	if n%10 != 0 {
		p.WriteString(".")
		p.WriteString(strconv.Itoa(n % 10))
	}
}

// matter writes a sentence of the subject, where a county is called by its name by everybody.
func (p *pen) matter(t template) {
	local := p.local
	p.local = ""
	p.write(t)
	p.local = local
}

// pick writes one of several sentences.
func (p *pen) pick(list []template) {
	p.n++
	p.write(list[p.dice.salt(p.n).below(len(list))])
}

// pickSome writes k of several sentences in an order of their own.
func (p *pen) pickSome(list []template, k int) {
	p.n++
	for _, i := range p.dice.salt(p.n).shuffle(len(list))[:min(k, len(list))] {
		p.write(list[i])
	}
}

// deal writes the n-th card of a deck shuffled once per case and key, so that one letter does not say a thing twice.
func (p *pen) deal(d dice, key string, n int) {
	list := stock().frames.of(key)
	p.write(list[d.word(key).shuffle(len(list))[n%len(list)]])
}

// frames holds the sentences that fit every matter, by key.
type frames map[string][]template

func (f frames) of(key string) []template {
	if len(f[key]) == 0 {
		panic("no frame " + key)
	}
	return f[key]
}

// longDay writes a date as letters do: 2026年3月5日.
func longDay(t time.Time) string { return t.Format("2006年1月2日") }

// monthEnd writes the month of a due day as promises do: 2026年9月底.
func monthEnd(d calendar.Day) string { return parse(d).Format("2006年1月") + "底" }
