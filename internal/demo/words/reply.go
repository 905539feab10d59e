package words

import (
	"strings"
	"time"

	"huiyin/internal/calendar"
)

// Ask says which reply is wanted.
type Ask struct {
	Outcome Outcome
	Round   int          // 1 for the first reply; more after 重新办理
	On      calendar.Day // day of the reply
	Unit    string       // unit key; empty for the lead of the subject
	Months  int          // months until the commitments fall due; 0 lets the case choose 2 to 9
	Single  bool         // no more than one commitment
}

// Reply is what a unit answers: an opening, one part per request, a closing.
type Reply struct {
	Opening     string
	Parts       []string
	Closing     string
	Commitments []Commitment // outcome B: at least one
	Reason      string       // outcome C
	Basis       string       // outcome C: the document or fact on which the reason rests
}

// Commitment is a promise (承诺事项) inside a reply.
type Commitment struct {
	Request int          // index of the request that it answers
	Words   string       // exact words, as they stand in the part
	Result  string       // measurable result
	Due     calendar.Day // last day of a month
	Owner   string       // who is responsible inside the unit
}

// Text joins the reply as the letter prints it.
func (r Reply) Text() string {
	return r.Opening + "\n" + strings.Join(r.Parts, "\n") + "\n" + r.Closing
}

// ReplyText writes the reply to the i-th suggestion.
func ReplyText(seed uint64, i int, a Ask) Reply {
	s := sceneOf(seed, i, a.On)
	unit := a.Unit
	if unit == "" {
		unit = s.lead
	}
	round := max(a.Round, 1)
	w := replier{s: s, f: stock().frames, ask: a, unit: unit, salt: round*8 + int(a.Outcome[0])}
	var r Reply
	p := w.pen("opening", 0)
	if round > 1 {
		p.pick(w.f.of("open.again"))
	} else {
		p.pick(w.f.of("open"))
	}
	r.Opening = p.String()
	for n, x := range s.asks {
		switch {
		case a.Outcome == Infeasible, n == 0 && s.hard:
			w.cannot(&r, n, x)
		case a.Outcome == Promised && (n == 0 || n == 1 && s.hard || !a.Single && s.dice.word("promise").salt(uint64(n)).below(2) == 0):
			w.plan(&r, n, x)
		default:
			w.done(&r, n, x)
		}
	}
	p = w.pen("closing", 0)
	if round > 1 {
		p.pick(w.f.of("close.again"))
	}
	p.pick(w.f.of("close." + string(a.Outcome)))
	p.pick(w.f.of("close"))
	r.Closing = p.String()
	return r
}

type replier struct {
	s    *scene
	f    frames
	ask  Ask
	unit string
	salt int
}

func (w replier) pen(part string, n int) *pen {
	p := w.s.pen("reply."+part, w.salt*16+n)
	p.dice = p.dice.word(w.unit) // separate units (分办) must not answer in the same words
	p.unit, p.round = selfName(w.unit), w.ask.Round
	if strings.HasPrefix(w.unit, "gov_") { // 我县会同某县 would be the same county twice
		p.local = strings.TrimPrefix(p.unit, "我") + "直有关部门"
	}
	return p
}

// begin opens the part that answers a request.
func (w replier) begin(n int, x ask) *pen {
	p := w.pen("part", n)
	p.head = x.head
	if w.ask.Round > 1 {
		w.deal(p, "part.again", n)
	} else {
		w.deal(p, "part", n)
	}
	return p
}

// deal writes the n-th sentence of a kind; each letter goes through a kind in an order of its own.
func (w replier) deal(p *pen, key string, n int) {
	p.deal(w.s.dice.salt(uint64(w.salt)).word(w.unit), key, n)
}

// tell writes what was done on the way, one sentence or more, as the part is to be short or long.
func (w replier) tell(p *pen, key string, n int) {
	for k := range w.more() {
		w.deal(p, key, n*w.more()+k)
	}
}

// more is how many sentences of work done a part gets: fewer parts are longer.
func (w replier) more() int { return max(1, 4-len(w.s.asks)) }

func (w replier) done(r *Reply, n int, x ask) {
	p := w.begin(n, x)
	p.matter(x.done)
	w.tell(p, "work", n)
	w.deal(p, "done", n)
	r.Parts = append(r.Parts, p.String())
}

func (w replier) plan(r *Reply, n int, x ask) {
	p := w.begin(n, x)
	p.matter(x.plan)
	w.tell(p, "work", n)
	c := w.commitment(n, x)
	w.deal(p, "promise", n)
	p.WriteString(c.Words)
	p.WriteString("。")
	w.deal(p, "keep", n)
	r.Commitments = append(r.Commitments, c)
	r.Parts = append(r.Parts, p.String())
}

func (w replier) commitment(n int, x ask) Commitment {
	months := w.ask.Months
	if months == 0 {
		months = w.s.dice.word("due").salt(uint64(n)).between(2, 9)
	}
	first := time.Date(w.s.on.Year(), w.s.on.Month()+time.Month(months)+1, 1, 0, 0, 0, 0, time.UTC)
	due := day(first.AddDate(0, 0, -1))
	p := w.pen("measure", n)
	p.matter(x.bring)
	owners := []string{"分管负责人", "业务科室负责人", "主要负责人"}
	return Commitment{
		Request: n, Result: p.String(), Due: due, Words: monthEnd(due) + "前，" + p.String(),
		Owner: shortName(w.unit) + owners[w.s.dice.word("owner").salt(uint64(n)).below(len(owners))],
	}
}

// cannot answers the first request with the reason and its basis, the others in its light.
func (w replier) cannot(r *Reply, n int, x ask) {
	p := w.begin(n, x)
	switch {
	case n == 0:
		r.Reason, r.Basis = w.reason("reason", w.s.matter.reason), w.reason("basis", w.s.matter.basis)
		w.deal(p, "cannot", n)
		p.WriteString(r.Reason)
		p.WriteString("依据是：")
		p.WriteString(r.Basis)
		w.tell(p, "study", n)
		w.deal(p, "later", n)
	case x.common || p.dice.word("partly").below(2) == 0:
		p.matter(x.plan)
		w.tell(p, "work", n)
		w.deal(p, "partly", n)
	default:
		w.deal(p, "wait", n)
		w.tell(p, "study", n)
		w.deal(p, "later", n)
	}
	r.Parts = append(r.Parts, p.String())
}

func (w replier) reason(part string, t template) string {
	p := w.pen(part, 0)
	p.matter(t)
	return p.String()
}
