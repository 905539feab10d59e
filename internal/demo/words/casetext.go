package words

import (
	"strings"
	"time"

	"huiyin/internal/calendar"
)

// CaseText is what a deputy writes. Paragraphs inside a part are separated by a line feed.
type CaseText struct {
	Title     string
	Situation string   // 情况
	Analysis  string   // 分析
	Requests  []string // 建议, two to four, numbered by the form
	Category  string   // second-level code
	Origin    string   // research 专题调研, seminar 座谈, visit 走访, other 其他形式
	Matter    string   // key of the subject
	Lead      string   // unit key
	Co        []string // unit keys
	Congress  string   // key of the congress to which it is submitted
	County    string   // congress key of the county where it happens: the proposer's delegation is "dl_" + County
	Place     string   // township or street
	Hard      bool     // asks first for something that cannot be met: such cases suit outcome C, others do not
	Repeated  string   // years for which the deputy says to have raised it: 2, 3 or more; empty when new
}

// scene is the fixed part of a case: where it happens and what it is about.
type scene struct {
	dice                    dice
	home                    Congress
	matter                  *Matter
	place                   place
	village, village2, road string
	title                   string
	asks                    []ask
	hard                    bool
	lead                    string
	co                      []string
	on                      time.Time
}

// sceneOf sets the stage of a case. Subjects go round in a new order each time; the same subject goes from place to
// place, so that two cases of one subject happen in different places.
func sceneOf(seed uint64, i int, on calendar.Day) *scene {
	lib := stock()
	home := tenants()[i/perCongress%len(tenants())]
	n := len(lib.matters)
	turn := i % perCongress / n
	which := dice(seed).word("order").word(home.Key).salt(uint64(turn)).shuffle(n)[i%perCongress%n]
	m := &lib.matters[which]
	s := &scene{home: home, matter: m, dice: dice(seed).word("case").salt(uint64(i)), on: parse(on)}
	places := placesOf(home, m.Urban)
	start := dice(seed).word("start").word(home.Key).word(m.Key).below(len(places))
	s.place = places[(start+turn*stride(len(places)))%len(places)]
	s.village = s.place.village(s.dice.word("v"))
	s.village2 = s.place.village(s.dice.word("w"))
	if s.village2 == s.village {
		s.village2 = s.place.village(s.dice.word("w2"))
	}
	s.road = s.place.road(s.dice.word("l"))
	s.hard = s.dice.word("hard").below(hardIn) == 0
	s.asks = s.chooseAsks()
	s.chooseUnits()
	s.title = s.makeTitle(turn)
	return s
}

// stride is a step that visits all of n places before it returns.
func stride(n int) int {
	for _, k := range []int{37, 41, 43, 47} {
		if n%k != 0 {
			return k
		}
	}
	return 1
}

// hardIn is how rare cases are that ask for something impossible: one in so many.
const hardIn = 7

// chooseAsks takes two or three requests of the subject and sometimes one that fits all subjects.
func (s *scene) chooseAsks() []ask {
	m, d := s.matter, s.dice.word("asks")
	k := 2 + min(1, d.salt(1).below(3))
	var out []ask
	if s.hard {
		out = append(out, m.hard)
		k = 1 + d.salt(1).below(2)
	}
	for _, j := range d.salt(2).choose(len(m.asks), k) {
		out = append(out, m.asks[j])
	}
	if len(out) == 2 && !s.hard || (len(out) == 2 || !s.hard) && d.salt(3).below(3) == 0 {
		c := stock().common.asks
		out = append(out, c[d.salt(4).below(len(c))])
	}
	if len(out) == 3 && !s.hard && d.salt(5).below(6) == 0 {
		out = out[:2]
	}
	return out
}

// chooseUnits takes the subject's units; now and then the county's government leads or helps.
func (s *scene) chooseUnits() {
	if s.home.Key != CityKey {
		s.localUnits()
		return
	}
	s.lead, s.co = s.matter.Lead, s.matter.Co
	gov := "gov_" + s.place.countyKey
	switch s.dice.word("county").below(11) {
	case 0:
		if !s.matter.Urban {
			s.lead, s.co = gov, []string{s.matter.Lead}
		}
	case 1, 2:
		s.co = append(append([]string{}, s.co[:min(1, len(s.co))]...), gov)
	}
}

func (s *scene) makeTitle(turn int) string {
	if turn == 0 && s.dice.salt(77).below(3) == 0 {
		verb := "加强"
		for _, end := range []string{"改造", "加固", "建设", "一体化", "电梯", "提升", "覆盖"} {
			if strings.HasSuffix(s.matter.Object, end) {
				verb = "加快推进"
			}
		}
		return "关于" + verb + s.home.whole() + s.matter.Object + "的建议"
	}
	p := s.pen("title", 0)
	p.pick(s.matter.titles)
	return p.String()
}

// pen starts a paragraph of the case.
func (s *scene) pen(part string, n int) *pen {
	p := &pen{scene: s, dice: s.dice.word(part).salt(uint64(n)), unit: selfName(s.lead)}
	p.Grow(1024)
	return p
}

func (s *scene) coNames() string {
	if len(s.co) == 0 {
		return s.place.county + "有关部门"
	}
	var b strings.Builder
	for i, k := range s.co {
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(shortName(k))
	}
	return b.String()
}

var origins = []string{"research", "visit", "seminar", "research", "visit", "other"}

// Case writes the i-th suggestion as submitted on a day; the day only fills in years and dates. Number cases through over
// all sessions and congresses: two cases with one number have one text.
func Case(seed uint64, i int, on calendar.Day) CaseText {
	s := sceneOf(seed, i, on)
	f := stock().frames
	m := s.matter
	c := CaseText{
		Congress: s.home.Key, Title: s.title, Category: m.Category, Matter: m.Key, Lead: s.lead, Co: s.co, County: s.place.countyKey, Place: s.place.name,
		Hard: s.hard, Origin: origins[s.dice.word("origin").below(len(origins))],
	}
	if s.dice.word("repeated").below(9) == 0 {
		c.Repeated = []string{"2", "3", "more"}[s.dice.word("years").below(3)]
	}
	p := s.pen("situation", 0)
	p.pick(f.of("place"))
	picks := p.dice.word("s").choose(len(m.situation), 4)
	p.write(m.situation[picks[0]])
	p.write(m.situation[picks[1]])
	p.WriteString("\n")
	p.pick(f.of("origin." + c.Origin))
	for _, j := range picks[2:] {
		p.write(m.situation[j])
	}
	if c.Repeated != "" {
		p.pick(f.of("repeated"))
	}
	c.Situation = p.String()

	p = s.pen("analysis", 0)
	p.pick(f.of("why"))
	for n, j := range p.dice.word("a").choose(len(m.analysis), 3) {
		p.WriteString([]string{"一是", "二是", "三是"}[n])
		p.write(m.analysis[j])
	}
	p.pick(f.of("urgent"))
	c.Analysis = p.String()

	hopes := 1
	if len(s.asks) == 2 {
		hopes = 2
	}
	for n, a := range s.asks {
		p = s.pen("request", n)
		p.WriteString(a.head)
		p.WriteString("。")
		p.write(a.detail)
		for k := range hopes {
			p.deal(s.dice, "hope", n*hopes+k)
		}
		c.Requests = append(c.Requests, p.String())
	}
	return c
}
