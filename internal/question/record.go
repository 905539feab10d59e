// Package question holds the four questions asked about a case (四问): whether the form was handed over and signed with the reply, what
// the deputy says when the committee asks again, what a third party hears, and how last year's class B went on. The four are independent
// of each other; where they contradict, a review is opened. It is pure.
package question

import (
	"cmp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// Wave is one of the four questions.
type Wave string

// The four questions.
const (
	Form     Wave = "form"      // 一问 答复时是否提供反馈意见表, 代表是否签字满意
	Again    Wave = "again"     // 二问 落实承诺过程中再问代表
	Third    Wave = "third"     // 三问 第三方问
	LastYear Wave = "last_year" // 四问 上一年度B类件后续办理
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

// States of a record. A form that the committee has not checked yet is entered; it stands on the case, not on the sheet.
const (
	Entered flow.State = "entered" // 一问, 待人大核对
	Valid   flow.State = "valid"
	Void    flow.State = "void" // 已作废, 留痕
)

// Record is one answer to one of the four questions. Those of question one are read from the case's forms (see Forms).
type Record struct {
	dossier.Part
	Wave       Wave              `json:"wave" show:"option:wave"`
	Share      int               `json:"share,omitempty" show:"-"` // the assignment asked about; 0 for the case as a whole
	Unit       int64             `json:"unit,omitempty" show:"unit"`
	Asker      Asker             `json:"asker" show:"option:asker"`
	Person     int64             `json:"person,omitempty" show:"person"` // who asked, or registered the form
	Post       int64             `json:"post,omitempty" show:"-"`
	Org        int64             `json:"org,omitempty" show:"-"`
	On         calendar.Day      `json:"on"`                    // the day on which the deputy said it
	Way        string            `json:"way" show:"option:way"` // form, meeting, phone, county, link
	HandedOver bool              `json:"handed_over,omitempty"`
	Signed     bool              `json:"signed,omitempty"`
	SawForm    string            `json:"saw_form,omitempty" show:"option:saw_form"` // what the deputy says of the form: yes, no
	Attitude   suggestion.Rating `json:"attitude,omitempty" show:"option:attitude"`
	Result     suggestion.Rating `json:"result,omitempty" show:"option:result"`
	Comment    string            `json:"comment,omitempty"`
	CheckedBy  int64             `json:"checked_by,omitempty" show:"-"` // person
	Why        string            `json:"why,omitempty"`                 // why it was made void
}

// Forms reads question one from the case, the one place where it is kept: what the unit registered and the committee checked.
func Forms(c *suggestion.Case) []*Record {
	var out []*Record
	for _, k := range c.Forms {
		r := &Record{
			Wave: Form, Share: k.Assignment, Asker: ByUnit, Person: k.By, On: k.On, Way: "form", HandedOver: k.Handed, Signed: k.Signed,
			Result: k.Level, Comment: k.Found, CheckedBy: k.Checked,
		}
		r.No, r.Version, r.State = k.No, k.Version, Entered
		switch k.State {
		case suggestion.Confirmed:
			r.State = Valid
		case suggestion.Disputed:
			r.State = Void
		}
		if a := c.Assignment(k.Assignment); a != nil {
			r.Unit, r.Org = a.Unit, a.Unit
		}
		out = append(out, r)
	}
	return out
}

// All lists the answers to all four questions: those of the case's forms, then those of its sheet, which may be nil.
func All(c *suggestion.Case, s *Sheet) []*Record {
	out := Forms(c)
	if s != nil {
		out = append(out, s.Records...)
	}
	return out
}

// Counts reports whether the record may stand for what the deputy thinks. The form of question one passed through the unit's hands: it
// is compared with the others and is never an evaluation that counts.
func (r *Record) Counts() bool { return r.State == Valid && r.Wave != Form && r.Result != "" }

// Heard lists what was answered on the sheet as figures of the effect take it: every answer that counts, not only the newest of each
// question, for they are dated.
func (s *Sheet) Heard() []suggestion.DatedRating {
	var out []suggestion.DatedRating
	for _, r := range s.Records {
		if r.Counts() {
			out = append(out, suggestion.DatedRating{Source: string(r.Wave), Assignment: r.Share, On: r.On, Level: r.Result})
		}
	}
	return out
}

// InForce lists the valid records, one for each question and share: the newest. They are in the order of their days. A form that the
// committee has not checked yet is not among them.
func InForce(records []*Record) []*Record {
	type key struct {
		w Wave
		p int
	}
	last := map[key]*Record{}
	for _, r := range records {
		k := key{r.Wave, r.Share}
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
	return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(slices.Index(Waves, a.Wave), slices.Index(Waves, b.Wave)), cmp.Compare(a.No, b.No))
}

func before(a, b *Record) bool { return order(a, b) < 0 }

func content(r suggestion.Rating) bool { return r == suggestion.Satisfied || r == suggestion.Basically }
