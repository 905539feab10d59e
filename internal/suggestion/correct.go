package suggestion

import (
	"encoding/json"
	"slices"

	"huiyin/internal/fault"
)

// maxNumber is the longest number of a suggestion, in characters: see Accept.
const maxNumber = 20

// Correct proposes to mend the record (提出更正). Field says what is meant, and with it which of the other fields: see Correctables.
type Correct struct {
	Field      string  `json:"field" form:"choice,required" options:"number,title,lead,stream,category,delegation,submitted_on,accepted_on,assigned_on,closed_on,at_meeting,roles,unit,replied_on,class,attitude,result,rated_on,key_level,excellent"`
	To         string  `json:"to" form:"line" max:"60"` // a number or a day; of a category also its id
	Why        string  `json:"why" form:"text,required" max:"2000"`
	Stream     Stream  `json:"stream,omitempty" form:"choice" options:"session,between"`
	Category   int64   `json:"category,omitempty" form:"category"`
	Delegation int64   `json:"delegation,omitempty" form:"delegation"`
	Lead       int64   `json:"lead,omitempty" form:"author"`                                                    // post of a deputy, in office or not
	Shares     []Share `json:"shares,omitempty" form:"shares"`                                                  // every unit that handles the case, with its role
	Party      int64   `json:"party,omitempty" form:"party"`                                                    // whose share; 0 for the only one that answers, or for a past answer as told of the whole case
	Unit       int64   `json:"unit,omitempty" form:"unit"`                                                      // that handled it
	Class      string  `json:"class,omitempty" form:"class" max:"10"`                                           // of the answer
	Rating     Rating  `json:"rating,omitempty" form:"choice" options:"satisfied,basically,not_satisfied,none"` // none: no rating was given
	Yes        string  `json:"yes,omitempty" form:"choice" options:"yes,no"`
	Key        string  `json:"key,omitempty" form:"choice" options:"leader,committee,none"`
	Title      string  `json:"title,omitempty" form:"line" max:"200"`
	Source     string  `json:"source,omitempty" form:"line" max:"200"` // the paper that tells it; asked for where the record said nothing

	Met        bool  `json:"met,omitempty" form:"-"` // limits that were met move too; what was proposed before they did lacks it
	Government bool  `json:"government,omitempty" form:"-"`
	Special    int64 `json:"special,omitempty" form:"-"`
	LeadPerson int64 `json:"lead_person,omitempty" form:"-"`
}

// value is the right one, as an input of the command brings it.
func (c *Correct) value(input string) string {
	switch input {
	case "stream":
		return string(c.Stream)
	case "category":
		return number(c.category())
	case "delegation":
		return number(c.Delegation)
	case "lead":
		return number(c.Lead)
	case "unit":
		return number(c.Unit)
	case "class":
		return c.Class
	case "rating":
		return string(c.Rating)
	case "yes":
		return c.Yes
	case "key":
		return c.Key
	case "title":
		return c.Title
	case "shares":
		return rolesOf(c.Shares)
	}
	return c.To
}

// category is the one proposed, as a program or an earlier page wrote it.
func (c *Correct) category() int64 {
	if c.Category != 0 {
		return c.Category
	}
	return atoi(c.To)
}

// asks offers what the record of the case holds, and only the inputs that it is mended with.
func (c *Correct) asks(x *X, in Input) (Input, bool) {
	switch in.Name {
	case "field":
		in.Options = nil
		for _, k := range x.Correctable() {
			in.Options = append(in.Options, k.Field)
		}
		return in, true
	case "why":
		return in, true
	case "source":
		return in, x.History
	case "class":
		in.Options = x.classes()
	}
	return in, slices.ContainsFunc(Correctables, func(k Correctable) bool { return slices.Contains(k.Inputs, in.Name) && k.of(x.Case) })
}

func (c *Correct) check(x *X, f *fault.Fields) {
	k, ok := correctableAs(c.Field)
	if !ok {
		return // a choice that is none is complained about already
	}
	if !k.within(x.Case) {
		f.Add("field", "field.nothing_to_correct")
		return
	}
	a, ok := x.mended(k, c, f)
	if !ok {
		return
	}
	input, was, unsaid := k.Inputs[0], k.now(x.Case, a), k.unsaid(x.Case, a)
	if unsaid && !k.open(x.Case, a) {
		f.Add("field", "field.nothing_to_correct")
		return
	}
	if unsaid && x.History && c.Source == "" {
		f.Add("source", "field.source_required")
	}
	switch c.value(input) {
	case "":
		f.Add(input, "field.required")
	case was:
		f.Add(input, "field.nothing_changes")
	}
	if k.check != nil {
		k.check(x, a, c, f)
	}
}

// mended is the share whose entry is meant. Only of a past answer that is told of the whole case there is none.
func (x *X) mended(k Correctable, c *Correct, f *fault.Fields) (*Assignment, bool) {
	if !k.OfUnit {
		return nil, true
	}
	answers := x.Answering()
	switch a := x.ShareOf(c.Party); {
	case c.Party != 0 && a == nil:
		f.Add("party", "field.not_handling")
	case a != nil && k.Field != "unit" && !a.Role.Answers():
		f.Add("party", "field.gives_opinion_only")
	case a != nil:
		return a, true
	case len(answers) == 1 && k.Field != "unit":
		return answers[0], true
	case x.History && k.Field != "unit":
		return nil, true
	default:
		f.Add("party", "field.required")
	}
	return nil, false
}

func proposeCorrection(x *X, c *Correct) {
	k, _ := correctableAs(c.Field)
	var none fault.Fields
	a, _ := x.mended(k, c, &none)
	p := &Correction{Head: x.add(Waiting), Field: c.Field, Why: c.Why, By: x.Actor.Person.ID, Source: c.Source, Met: c.Met}
	switch c.Field {
	case "roles":
		p.To, p.Was = c.To, sharesOf(x.Live())
		for _, s := range c.Shares {
			p.Roles = append(p.Roles, Share{Unit: s.Unit, Role: s.Role})
		}
	default:
		p.From, p.To = k.now(x.Case, a), c.value(k.Inputs[0])
	}
	if a != nil {
		p.Share = a.No
	}
	switch c.Field {
	case "submitted_on":
		p.Stream = c.Stream
	case "unit":
		p.Government, p.Special = c.Government, c.Special
	case "lead":
		p.LeadPerson = c.LeadPerson
	}
	x.Corrections = append(x.Corrections, p)
}

// correct applies a correction.
func correct(x *X, _ *Nothing) {
	p := find(x.Corrections, x.Part)
	p.Decided = x.Actor.Person.ID
	k, _ := correctableAs(p.Field)
	k.mend(x, x.Assignment(p.Share), p)
	x.Missing = slices.DeleteFunc(slices.Clone(x.Missing), func(f Fact) bool { return slices.Contains(k.fills, f) })
}

// asked is the proposal as it was made.
func (k *Correction) asked(c *Case) *Correct {
	q := &Correct{
		Field: k.Field, To: k.To, Why: k.Why, Source: k.Source, Met: k.Met, Stream: k.Stream, Shares: slices.Clone(k.Roles), Government: k.Government, Special: k.Special,
		LeadPerson: k.LeadPerson,
	}
	if a := c.Assignment(k.Share); a != nil {
		q.Party = a.Unit
	}
	switch m, _ := correctableAs(k.Field); m.Inputs[0] {
	case "stream":
		q.Stream = Stream(k.To)
	case "category":
		q.Category = atoi(k.To)
	case "delegation":
		q.Delegation = atoi(k.To)
	case "lead":
		q.Lead = atoi(k.To)
	case "unit":
		q.Unit = atoi(k.To)
	case "class":
		q.Class = k.To
	case "rating":
		q.Rating = Rating(k.To)
	case "yes":
		q.Yes = k.To
	case "key":
		q.Key = k.To
	case "title":
		q.Title = k.To
	}
	return q
}

// stands reports whether a correction could be proposed today as it was: the record still says what it is to mend, and nothing that has happened
// since stands against it.
func (x *X) stands(p *Correction) bool {
	k, _ := correctableAs(p.Field)
	if p.Field == "roles" {
		if k.now(x.Case, nil) != rolesOf(p.Was) {
			return false
		}
	} else if k.now(x.Case, x.Assignment(p.Share)) != p.From {
		return false
	}
	var f fault.Fields
	p.asked(x.Case).check(x, &f)
	return f.Err() == nil
}

// Asks is what a correction asks for, for those who look beyond the case whether it is possible; nil when there is none with this number.
func (c *Case) Asks(correction int) *Correct {
	if k := find(c.Corrections, correction); k != nil {
		return k.asked(c)
	}
	return nil
}

// MovedByCorrection lists the limits that approving a correction would move, begin or end, for whoever decides.
func MovedByCorrection(c *Case, correction int, env Env) []Moving {
	raw, err := json.Marshal(c)
	then := &Case{}
	if err != nil || json.Unmarshal(raw, then) != nil || find(then.Corrections, correction) == nil {
		return nil
	}
	correct(&X{Case: then, Part: correction, Env: env}, nil)
	return movings(c.Clocks, then.Clocks)
}

func refuseCorrection(x *X, c *Decision) {
	k := find(x.Corrections, x.Part)
	k.Decided = x.Actor.Person.ID
	x.remark("correction_refused", c.Decision, 0)
}
