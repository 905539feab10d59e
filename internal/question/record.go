// Package question holds the four questions asked about a case (四问): whether the form was handed over and signed with the reply, what
// the deputy says when the committee asks again, what a third party hears, and how last year's class B went on. The four are independent
// of each other; where they contradict, a review is opened. It is pure.
package question

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// Wave is one of the four questions.
type Wave int

// The four questions.
const (
	Form     Wave = 1 // 一问 答复时是否提供反馈意见表, 代表是否签字满意
	Again    Wave = 2 // 二问 落实承诺过程中再问代表
	Third    Wave = 3 // 三问 第三方问
	LastYear Wave = 4 // 四问 上一年度B类件后续办理
)

// Waves lists the four.
var Waves = []Wave{Form, Again, Third, LastYear}

// Asker says who asked.
type Asker string

// The askers.
const (
	ByUnit      Asker = "unit"        // 承办单位(仅一问)
	ByCommittee Asker = "committee"   // 代表工作机构
	ByCounty    Asker = "county"      // 受委托的县市区人大
	BySpecial   Asker = "special"     // 对口专门委员会
	ByThird     Asker = "third_party" // 第三方
)

// States of a record.
const (
	Entered flow.State = "entered" // 一问, 待人大核对
	Valid   flow.State = "valid"
	Void    flow.State = "void" // 已作废, 留痕
)

// Record is one answer to one of the four questions.
type Record struct {
	No         int               `json:"no"`
	Wave       Wave              `json:"wave"`
	Part       int               `json:"part,omitempty"` // the assignment asked about; 0 for the case as a whole
	State      flow.State        `json:"state"`
	Asker      Asker             `json:"asker"`
	Person     int64             `json:"person,omitempty"` // who asked, or registered the form
	Post       int64             `json:"post,omitempty"`
	Org        int64             `json:"org,omitempty"`
	On         calendar.Day      `json:"on"`  // the day on which the deputy said it
	Way        string            `json:"way"` // form, meeting, phone, county, link
	HandedOver bool              `json:"handed_over,omitempty"`
	Signed     bool              `json:"signed,omitempty"`
	SawForm    string            `json:"saw_form,omitempty"` // what the deputy says of the form: yes, no
	Attitude   suggestion.Rating `json:"attitude,omitempty"`
	Result     suggestion.Rating `json:"result,omitempty"`
	Comment    string            `json:"comment,omitempty"`
	Scan       string            `json:"scan,omitempty"`
	CheckedBy  int64             `json:"checked_by,omitempty"` // person
	Why        string            `json:"why,omitempty"`        // why it was rejected or made void
}

// Counts reports whether the record may stand for what the deputy thinks. The form of question one passed through the unit's hands: it
// is compared with the others and is never an evaluation that counts.
func (r *Record) Counts() bool { return r.State == Valid && r.Wave != Form && r.Result != "" }

// InForce lists the valid records, one for each question and share: the newest. They are in the order of their days. A form that the
// committee has not checked yet is not among them.
func InForce(records []*Record) []*Record {
	type key struct {
		w Wave
		p int
	}
	last := map[key]*Record{}
	for _, r := range records {
		k := key{r.Wave, r.Part}
		if r.State != Valid || last[k] != nil && before(r, last[k]) {
			continue
		}
		last[k] = r
	}
	var out []*Record
	for _, r := range last {
		out = append(out, r)
	}
	slices.SortFunc(out, order)
	return out
}

func order(a, b *Record) int {
	return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Wave, b.Wave), cmp.Compare(a.No, b.No))
}

func before(a, b *Record) bool { return order(a, b) < 0 }

// Of returns the record in force of a question about a share; a record about the case as a whole stands for each share.
func Of(records []*Record, w Wave, part int) *Record {
	var whole *Record
	for _, r := range InForce(records) {
		if r.Wave == w && r.Part == part {
			return r
		}
		if r.Wave == w && r.Part == 0 {
			whole = r
		}
	}
	return whole
}

// Line is one question's row of the year table.
type Line struct {
	Wave         Wave `json:"wave"`
	Satisfied    int  `json:"satisfied"`
	Basically    int  `json:"basically"`
	NotSatisfied int  `json:"not_satisfied"`
	Unrated      int  `json:"unrated"` // asked, and no level: the form not handed over or not signed
	NotAsked     int  `json:"not_asked"`
	Total        int  `json:"total"`
}

// Difference is how much the row is off: 0 when it adds up.
func (l Line) Difference() int {
	return l.Total - l.Satisfied - l.Basically - l.NotSatisfied - l.Unrated - l.NotAsked
}

// Year is the table of the four questions over the sheets of a year, by what they say of results. Where several shares of a case were
// asked about, the least favourable stands for the case.
func Year(sheets []*Sheet) []Line {
	out := make([]Line, len(Waves))
	for i, w := range Waves {
		l := &out[i]
		l.Wave, l.Total = w, len(sheets)
		for _, s := range sheets {
			asked, worst := false, suggestion.Rating("")
			for _, r := range InForce(s.Records) {
				if r.Wave == w {
					asked = true
					if level(r.Result) > level(worst) {
						worst = r.Result
					}
				}
			}
			switch {
			case !asked:
				l.NotAsked++
			case worst == suggestion.Satisfied:
				l.Satisfied++
			case worst == suggestion.Basically:
				l.Basically++
			case worst == suggestion.NotSatisfied:
				l.NotSatisfied++
			default:
				l.Unrated++
			}
		}
	}
	return out
}

// level orders ratings from none to the least favourable.
func level(r suggestion.Rating) int {
	return slices.Index([]suggestion.Rating{"", suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied}, r)
}

func content(r suggestion.Rating) bool { return r == suggestion.Satisfied || r == suggestion.Basically }
