package words

import (
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
)

// Talk is one contact with the deputy (联系代表): When is before, during or after; How is phone, visit, meeting or site.
type Talk struct{ When, How, Note string }

// Channels of contact.
var Channels = []string{"phone", "visit", "meeting", "site"}

// Contact writes the note of the n-th contact of a case; a channel without sentences for the stage becomes a phone call.
func Contact(seed uint64, i, n int, when, how string, on calendar.Day) Talk {
	f := stock().frames
	key := "contact." + when + "." + how
	if len(f[key]) == 0 {
		how = "phone"
		key = "contact." + when + ".phone"
	}
	return Talk{When: when, How: how, Note: note(seed, i, n, key, on)}
}

// CoOpinion writes the opinion (会办意见) of a co-handling unit.
func CoOpinion(seed uint64, i int, unit string, on calendar.Day) string {
	s := sceneOf(seed, i, on)
	p := s.pen("co", 0)
	p.dice = p.dice.word(unit)
	p.other, p.unit = shortName(unit), selfName(unit)
	list := stock().frames["co."+unit]
	if len(list) == 0 {
		list = stock().frames.of("co")
	}
	p.pick(list)
	return p.String()
}

// EmptyOpinion writes a co-handling opinion without substance, which the lead may send back.
func EmptyOpinion(seed uint64, i int, unit string, on calendar.Day) string {
	s := sceneOf(seed, i, on)
	p := s.pen("co.empty", 0)
	p.other = shortName(unit)
	p.pick(stock().frames.of("co.none"))
	return p.String()
}

// EmptyReply writes a reply that says nothing (官样文章): general words in place of an answer to each request.
func EmptyReply(seed uint64, i int, on calendar.Day) Reply {
	s := sceneOf(seed, i, on)
	w := replier{s: s, f: stock().frames, ask: Ask{Outcome: Solved, Round: 1, On: on}, unit: s.lead, salt: 99}
	var r Reply
	p := w.pen("empty.open", 0)
	p.pick(w.f.of("empty.open"))
	r.Opening = p.String()
	for n := range s.asks {
		p = w.pen("empty", n)
		p.head = s.asks[n].head
		p.pick(w.f.of("empty.part"))
		p.pickSome(w.f.of("empty"), 2)
		r.Parts = append(r.Parts, p.String())
	}
	p = w.pen("empty.close", 0)
	p.pick(w.f.of("close"))
	r.Closing = p.String()
	return r
}

// Verdict is what a deputy says of a reply (评价): reasons for result and attitude.
type Verdict struct{ Result, Attitude string }

// Unhappy gives the reasons of a deputy who is not satisfied; the attitude is blamed in every other case.
func Unhappy(seed uint64, i, round int, on calendar.Day) Verdict {
	v := Verdict{Result: note(seed, i, round, "unhappy.result", on)}
	if i%2 == 1 {
		v.Attitude = note(seed, i, round, "unhappy.attitude", on)
	}
	return v
}

// ReturnReason writes why a text goes back for change (退回修改); code is a reason for which the rule packs send texts back.
func ReturnReason(seed uint64, i int, code string, on calendar.Day) string {
	return note(seed, i, 0, "return."+code, on)
}

// Objection is a request to be relieved (申请调整承办单位) with the unit proposed instead.
type Objection struct{ Reason, Proposed string }

// Object writes the objection of a unit; times counts the objections that the case has seen, for ping-pong.
func Object(seed uint64, i, times int, unit string, on calendar.Day) Objection {
	s := sceneOf(seed, i, on)
	other := s.lead
	if other == unit {
		other = s.other(unit)
	}
	p := s.pen("object", times)
	p.unit, p.other = selfName(unit), shortName(other)
	p.head = s.asks[0].head
	if times > 0 {
		p.pick(stock().frames.of("object.again"))
	} else {
		p.pick(stock().frames.of("object"))
	}
	return Objection{Reason: p.String(), Proposed: other}
}

// other is a unit that may be proposed instead of the lead.
func (s *scene) other(unit string) string {
	if len(s.co) > 0 && s.co[0] != unit {
		return s.co[0]
	}
	two := []string{"fgw", "czj"}
	switch s.home.Level {
	case org.County:
		two = []string{s.home.Key + "_fgj", s.home.Key + "_czj"}
	case org.Township:
		two = []string{s.home.Key + "_shehui", s.home.Key + "_nongye"}
	}
	if two[0] == unit {
		return two[1]
	}
	return two[0]
}

// Rule writes the decision on an objection: granted to the other unit, refused, or settled by arbitration (协调裁定).
// Kind is grant, refuse or arbitrate.
func Rule(seed uint64, i int, kind, unit, other string, on calendar.Day) string {
	key := "arbitrate"
	if kind != "arbitrate" {
		key = "object." + kind
	}
	s := sceneOf(seed, i, on)
	p := s.pen(key, 0)
	p.unit, p.other, p.head = shortName(unit), shortName(other), s.asks[0].head
	p.pick(stock().frames.of(key))
	return p.String()
}

// Extension writes why a unit asks for more time to reply (申请延期).
func Extension(seed uint64, i int, on calendar.Day) string { return note(seed, i, 0, "extend", on) }

// CommitmentExtension writes why a promise needs more time.
func CommitmentExtension(seed uint64, i int, c Commitment, on calendar.Day) string {
	s := sceneOf(seed, i, on)
	p := s.pen("extend.commitment", c.Request)
	p.measure = c.Result
	p.pick(stock().frames.of("extend.commitment"))
	return p.String()
}

// Progress writes a note about a promise (承诺进展) and the evidence that goes with it; step is start, half, slow, done or broken.
func Progress(seed uint64, i int, c Commitment, step string, on calendar.Day) (text, evidence string) {
	s := sceneOf(seed, i, on)
	p := s.pen("progress."+step, c.Request)
	p.measure = c.Result
	p.pick(stock().frames.of("progress." + step))
	text, evidence, _ = strings.Cut(p.String(), "|")
	return text, evidence
}

// Note writes a sentence that needs nothing but the case; kinds: instruct (批示), instruct.report (批示落实情况), instruct.more (退回再落实), urge (催办), visit (督办走访), survey.good and
// survey.bad (第三方回访), plan (办理方案), merge (并案理由), letter (转来信理由), withdraw (撤回理由).
func Note(seed uint64, i, n int, kind string, on calendar.Day) string {
	return note(seed, i, n, kind, on)
}

func note(seed uint64, i, n int, key string, on calendar.Day) string {
	s := sceneOf(seed, i, on)
	p := s.pen(key, n)
	p.head = s.asks[n%len(s.asks)].head
	if strings.HasPrefix(key, "instruct") || key == "urge" || key == "visit" {
		p.unit = shortName(s.lead)
	}
	p.pick(stock().frames.of(key))
	return p.String()
}
