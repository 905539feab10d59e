package demo

import (
	"fmt"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/demo/words"
	"huiyin/internal/look"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Planted makes at least ten cases that belong on each list and ten that nearly do, each walked through the tables like every other
// case. Today must lie in December, since a year is judged at its end.
func Planted(w World) ([]Plant, error) {
	b := &builder{City: &City{}, world: w, next: w.First, texts: map[string]*pool{}}
	b.people(words.MakeCity(w.Seed))
	b.sessions()
	var out []Plant
	for _, list := range []struct {
		list  look.List
		plain seedling
		own   []variant // other ways to belong there
		near  []variant // one condition away from it
	}{
		{look.Solvable, solvable(b), solvableToo(b), nearlySolvable(b)},
		{look.Neglected, neglected(), neglectedToo(b), nearlyNeglected()},
		{look.Unadopted, unadopted(b), unadoptedToo(b), nearlyUnadopted(b)},
		{look.EmptyReply, emptied(), emptiedToo(), nearlyEmptied(b)},
		{look.Public, disliked(b), dislikedToo(b), nearlyDisliked(b)},
	} {
		grow := func(belongs bool, n int, v variant) {
			s := list.plain
			s.serial = len(out)
			if v.change != nil {
				v.change(&s)
			}
			p := b.plant(s)
			p.Name = fmt.Sprintf("%s %t %d %s", list.list, belongs, n, v.name)
			p.List, p.True, p.Differs = list.list, belongs, v.differs
			out = append(out, p)
		}
		for n := range plants {
			grow(true, n, list.own[n%len(list.own)])
			grow(false, n, list.near[n%len(list.near)])
		}
	}
	texts := make([]*suggestion.Case, len(out))
	for i := range out {
		texts[i] = out[i].Case
	}
	index := look.Index(texts)
	for i := range out {
		out[i].Context.Texts = index
	}
	return out, b.err
}

// plants is how many of each kind a list gets.
const plants = 12

// variant changes one thing of a seedling.
type variant struct {
	name    string
	differs []look.Code
	change  func(*seedling)
}

// plantedRequests are requests that say what to do, and ones that are only a wish.
var (
	plantedRequests = []string{"将建设资金列入下一年度财政预算并逐年安排", "由主管部门牵头编制专项规划并向社会公布"}
	plantedWishes   = []string{"将建设资金列入下一年度财政预算并逐年安排", "请予重视"}
)

const (
	plantedReason  = "受资金和用地条件限制，目前不具备实施条件"
	plantedBasis   = "目前的财力和用地情况"
	plantedGrounds = "《城乡规划法》和经批准的国土空间规划"
)

type codes = []look.Code

func (b *builder) year() int { return b.world.Today.Year() }

// inYear is a day of the year of the hand-over, or so many years later.
func (b *builder) inYear(monthDay string, later int) calendar.Day {
	return calendar.Day(strconv.Itoa(b.year()+later) + "-" + monthDay)
}

// solvable: promised for this year by the unit itself, and not kept.
func solvable(b *builder) seedling {
	s := sound()
	s.class, s.due = words.Promised, b.inYear("11-30", 0)
	return s
}

func solvableToo(b *builder) []variant {
	return []variant{
		{name: "promised for November"},
		{name: "promised for October", change: func(s *seedling) { s.due = b.inYear("10-30", 0) }},
		{name: "a similar case was solved", change: func(s *seedling) {
			s.due, s.context.Similar = b.inYear("06-30", 1), []look.Similar{{Case: 1, Year: b.year() - 1, Solved: true}}
		}},
		{name: "in this year's plan", change: func(s *seedling) {
			s.due, s.context.Plans = b.inYear("06-30", 1), []look.Plan{{ID: 1, Year: b.year()}}
		}},
		{name: "given up", change: func(s *seedling) { s.then = func(w *walk) { w.ago(30).giveUp() } }},
		{name: "moved into the next year", change: func(s *seedling) { s.then = func(w *walk) { w.ago(40).later(90) } }},
		{name: "a reason without grounds", change: func(s *seedling) { s.reason, s.basis = plantedReason, plantedBasis }},
	}
}

func nearlySolvable(b *builder) []variant {
	return []variant{
		{"promised for the next year", codes{look.DueUnkept, look.AlikeSolved, look.Planned}, func(s *seedling) { s.due = b.inYear("06-30", 1) }},
		{"its day has not come", codes{look.DueUnkept, look.AlikeSolved, look.Planned}, func(s *seedling) { s.due = b.inYear("12-30", 0) }},
		{"the similar case was not solved", codes{look.DueUnkept, look.AlikeSolved, look.Planned}, func(s *seedling) {
			s.due, s.context.Similar = b.inYear("06-30", 1), []look.Similar{{Case: 1, Year: b.year() - 1}}
		}},
		{"last year's plan", codes{look.DueUnkept, look.AlikeSolved, look.Planned}, func(s *seedling) {
			s.due, s.context.Plans = b.inYear("06-30", 1), []look.Plan{{ID: 1, Year: b.year() - 1}}
		}},
		{"a reason with grounds", codes{look.Grounds}, func(s *seedling) { s.reason, s.basis = plantedReason, plantedGrounds }},
		{"claimed done, not judged yet", codes{look.ClaimsWaiting}, func(s *seedling) { s.then = func(w *walk) { w.ago(20).claim(0) } }},
		{"the year is not over", codes{look.DaysLeft}, func(s *seedling) { s.due, s.context.On = b.inYear("10-30", 0), b.inYear("11-20", 0) }},
		{"handed over late in the year", codes{look.DaysGiven}, func(s *seedling) {
			s.assigned, s.contact, s.answered, s.due = 60, 55, 25, b.inYear("12-10", 0)
		}},
		{"solved", codes{look.Unsolved}, func(s *seedling) {
			s.class, s.due, s.context.Similar = words.Solved, "", []look.Similar{{Case: 1, Year: b.year() - 1, Solved: true}}
		}},
	}
}

func letters(n int) []look.Letter {
	return []look.Letter{{ID: 1, On: "2025-05-01", People: n - 1}, {ID: 2, On: "2025-05-02"}}
}

func neglectedToo(*builder) []variant {
	return []variant{
		{name: "in the papers"},
		{name: "more signed", change: func(s *seedling) { s.cosigners = 8 }},
		{name: "people wrote", change: func(s *seedling) { s.context.Press, s.context.Letters = nil, letters(10) }},
		{name: "the delegation spoke", change: func(s *seedling) { s.whole, s.cosigners = true, 0 }},
		{name: "three years", change: func(s *seedling) {
			s.context.Similar = append(s.context.Similar[:2:2], look.Similar{Case: 3, Year: 2025})
		}},
	}
}

func nearlyNeglected() []variant {
	press := codes{look.PressReports, look.PublicWeight}
	return []variant{
		{"four signed", codes{look.Cosigners, look.WholeTeam}, func(s *seedling) { s.cosigners = 4 }},
		{"one earlier year", codes{look.SimilarYears}, func(s *seedling) { s.context.Similar = []look.Similar{{Case: 1, Year: 2024}, {Case: 2, Year: 2024}} }},
		{"one report", press, func(s *seedling) { s.context.Press = s.context.Press[:1] }},
		{"nine people wrote", press, func(s *seedling) { s.context.Press, s.context.Letters = nil, letters(9) }},
		{"the head gave instructions", codes{look.Instructions}, func(s *seedling) { s.instruct = "unit" }},
		{"a leader gave instructions", codes{look.Instructions}, func(s *seedling) { s.instruct = "leader" }},
		{"they met", codes{look.FaceToFace}, func(s *seedling) { s.way = "meeting" }},
		{"they met on the spot", codes{look.FaceToFace}, func(s *seedling) { s.way = "site" }},
		{"telephoned in time", codes{look.ContactLate}, func(s *seedling) { s.contact = 175 }},
		{"reported after the cut-off", press, func(s *seedling) {
			s.context.Press = []look.Press{{ID: 1, On: "2024-06-01"}, {ID: 2, On: "2999-01-01"}}
		}},
	}
}

// unadopted: researched, says what to do, asked for in a plan, and answered "for reference".
func unadopted(b *builder) seedling {
	s := sound()
	s.origin, s.requests = "research", plantedRequests
	s.assigned, s.contact, s.answered = 60, 55, 20 // too late in the year to be on the list of what could be solved
	s.class, s.reason, s.basis = words.Infeasible, plantedReason, plantedBasis
	s.context.Plans = []look.Plan{{ID: 1, Year: b.year()}}
	return s
}

func unadoptedToo(b *builder) []variant {
	return []variant{
		{name: "in a plan"},
		{name: "a leader thought well of it", change: func(s *seedling) { s.context.Plans, s.instruct = nil, "leader" }},
		{name: "raised for years", change: func(s *seedling) {
			s.context.Plans, s.context.Similar = nil, []look.Similar{{Case: 1, Year: b.year() - 1}, {Case: 2, Year: b.year() - 2}}
		}},
		{name: "from a seminar", change: func(s *seedling) { s.origin = "seminar" }},
		{name: "from a visit", change: func(s *seedling) { s.origin = "visit" }},
	}
}

func nearlyUnadopted(b *builder) []variant {
	valued := codes{look.Valued, look.Planned, look.SimilarYears, look.Instructions}
	return []variant{
		{"not researched", codes{look.Researched}, func(s *seedling) { s.origin = "other" }},
		{"only a wish", codes{look.Operable}, func(s *seedling) { s.requests = plantedWishes }},
		{"in no plan", valued, func(s *seedling) { s.context.Plans = nil }},
		{"in next year's plan", valued, func(s *seedling) { s.context.Plans = []look.Plan{{ID: 1, Year: b.year() + 1}} }},
		{"raised once before", valued, func(s *seedling) {
			s.context.Plans, s.context.Similar = nil, []look.Similar{{Case: 1, Year: b.year() - 1}}
		}},
		{"adopted", codes{look.NotAdopted}, func(s *seedling) { s.class, s.reason, s.basis = words.Solved, "", "" }},
		{"against the law", codes{look.Grounds}, func(s *seedling) { s.basis = plantedGrounds }},
		{"a part is promised", codes{look.Promises}, func(s *seedling) { s.due = b.inYear("06-30", 1) }},
	}
}

func emptiedToo() []variant {
	return []variant{
		{name: "three words"},
		{name: "one text for several", change: func(s *seedling) { s.answers = plantedAnswers["copied"] }},
		{name: "fine words for several", change: func(s *seedling) { s.answers = plantedAnswers["hollow"] }},
		{name: "one box of two", change: func(s *seedling) {
			s.answers = []string{plantedAnswers["thin"][s.serial%3], plantedAnswers["vague"][0]}
		}},
	}
}

func nearlyEmptied(b *builder) []variant {
	thin := plantedAnswers["thin"]
	return []variant{
		{"a date", codes{look.Specifics}, func(s *seedling) { s.answers = []string{thin[0], "年底前办理。"} }},
		{"an amount", codes{look.Specifics}, func(s *seedling) { s.answers = []string{thin[0], "已拨款五十万元。"} }},
		{"a number", codes{look.Specifics}, func(s *seedling) { s.answers = []string{thin[1], "已修好8处。"} }},
		{"a person", codes{look.Specifics}, func(s *seedling) { s.answers = []string{thin[2], "由分管副局长负责。"} }},
		{"a promise", codes{look.Promises}, func(s *seedling) { s.class, s.due = words.Promised, b.inYear("12-30", 1) }},
		{"they met", codes{look.FaceToFace}, func(s *seedling) { s.way = "visit" }},
		{"they sat together", codes{look.FaceToFace}, func(s *seedling) { s.way = "meeting" }},
		{"long words of its own", codes{look.ThinAnswers, look.Copies}, func(s *seedling) { s.answers = []string{own(s.serial, 0), own(s.serial, 1)} }},
		{"other long words of its own", codes{look.ThinAnswers, look.Copies}, func(s *seedling) { s.answers = []string{own(s.serial, 2), own(s.serial, 3)} }},
	}
}

// own are long words without content that no other case gets.
func own(serial, n int) string {
	return plantedAnswers["vague"][0] + say("duty", serial) + say("duty", serial+n+1)
}

// disliked: solved on paper, and the people whom it concerns say otherwise.
func disliked(b *builder) seedling {
	s := sound()
	since := b.world.Today.AddDays(-60)
	s.context.Letters = []look.Letter{{ID: 1, On: since, People: 3, Unhappy: true}}
	return s
}

func dislikedToo(b *builder) []variant {
	since := b.world.Today.AddDays(-50)
	return []variant{
		{name: "three wrote"},
		{name: "they came one by one", change: func(s *seedling) {
			s.context.Letters = []look.Letter{{ID: 1, On: since, Unhappy: true}, {ID: 2, On: since, Unhappy: true}, {ID: 3, On: since, Unhappy: true}}
		}},
		{name: "a survey", change: func(s *seedling) {
			s.context.Letters, s.context.Survey = nil, []look.Survey{{ID: 1, On: since, Asked: 10, Unhappy: 3}}
		}},
		{name: "two surveys", change: func(s *seedling) {
			s.context.Letters, s.context.Survey = nil, []look.Survey{{ID: 1, On: since, Asked: 5, Unhappy: 2}, {ID: 2, On: since, Asked: 5, Unhappy: 1}}
		}},
	}
}

func nearlyDisliked(b *builder) []variant {
	unhappy := codes{look.PublicUnhappy, look.SurveyUnhappy}
	since := b.world.Today.AddDays(-50)
	return []variant{
		{"two wrote", unhappy, func(s *seedling) { s.context.Letters = []look.Letter{{ID: 1, On: since, People: 2, Unhappy: true}} }},
		{"they wrote before the reply", unhappy, func(s *seedling) {
			s.context.Letters = []look.Letter{{ID: 1, On: b.world.Today.AddDays(-150), People: 9, Unhappy: true}}
		}},
		{"they wrote to thank", unhappy, func(s *seedling) { s.context.Letters = []look.Letter{{ID: 1, On: since, People: 9}} }},
		{"too few were asked", unhappy, func(s *seedling) {
			s.context.Letters, s.context.Survey = nil, []look.Survey{{ID: 1, On: since, Asked: 9, Unhappy: 9}}
		}},
		{"less than a third", unhappy, func(s *seedling) {
			s.context.Letters, s.context.Survey = nil, []look.Survey{{ID: 1, On: since, Asked: 100, Unhappy: 29}}
		}},
		{"being handled again", codes{look.Reworking}, func(s *seedling) {
			s.then = func(w *walk) {
				w.ago(20).do(w.b.me[org.CommitteeHead].Post.ID, 0, "reopen", &suggestion.Reason{Reason: say("reopen", 0)})
			}
		}},
		{"its day has not come", codes{look.NotYetDue}, func(s *seedling) { s.class, s.due = words.Promised, b.inYear("06-30", 1) }},
	}
}
