package appraisal

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// OpenAward begins a commendation.
type OpenAward struct {
	Title string       `json:"title" form:"line,required" max:"100"`
	Sort  string       `json:"sort" form:"choice,required" options:"excellent,unit,person"`
	Of    int64        `json:"of" form:"offer,required"`
	Quota int          `json:"quota" form:"percent"`
	Until calendar.Day `json:"until" form:"day,required"`
	Year  int          `json:"year" form:"-"`
}

// Check refuses a day that is over.
func (c *OpenAward) Check(x *dossier.X[*Award], f *fault.Fields) {
	if c.Until < x.Env.Today {
		f.Add("until", "field.day_past")
	}
}

// NominateCase puts a suggestion forward.
type NominateCase struct {
	Case   int64  `json:"case" form:"case,required"`
	Reason string `json:"reason" form:"text,required" max:"2000"`
}

// NominateUnit puts a unit forward.
type NominateUnit struct {
	Unit     int64  `json:"unit" form:"unit,required"`
	Reason   string `json:"reason" form:"text,required" max:"2000"`
	Standing string `json:"standing" form:"-"`
}

// NominatePerson puts somebody forward who handles suggestions.
type NominatePerson struct {
	Post   int64  `json:"post" form:"handler,required"`
	Reason string `json:"reason" form:"text,required" max:"2000"`
	Unit   int64  `json:"unit" form:"-"`
}

// twice complains about what stands in the list already.
func twice(w *Award, field string, f *fault.Fields, same func(n *Nominee) bool) {
	if slices.ContainsFunc(w.Nominees, same) {
		f.Add(field, "appraisal.nominated_already")
	}
}

// Check refuses a suggestion that stands in the list already.
func (c *NominateCase) Check(x *dossier.X[*Award], f *fault.Fields) {
	twice(x.Doc, "case", f, func(n *Nominee) bool { return n.Case == c.Case })
}

// Check refuses a unit that stands in the list already.
func (c *NominateUnit) Check(x *dossier.X[*Award], f *fault.Fields) {
	twice(x.Doc, "unit", f, func(n *Nominee) bool { return n.Unit == c.Unit })
}

// Check refuses a person who stands in the list already.
func (c *NominatePerson) Check(x *dossier.X[*Award], f *fault.Fields) {
	twice(x.Doc, "post", f, func(n *Nominee) bool { return n.Post == c.Post })
}

// RateNominee is the criteria sheet: five criteria of up to twenty points each.
type RateNominee struct {
	Research    int `json:"research" form:"number"`
	Pertinence  int `json:"pertinence" form:"number"`
	Feasibility int `json:"feasibility" form:"number"`
	Effect      int `json:"effect" form:"number"`
	Response    int `json:"response" form:"number"`
}

// Check refuses more than twenty points for one criterion, and a sheet on which nothing stands.
func (c *RateNominee) Check(_ *dossier.X[*Award], f *fault.Fields) {
	sum := 0
	for _, k := range []struct {
		name string
		n    int
	}{{"research", c.Research}, {"pertinence", c.Pertinence}, {"feasibility", c.Feasibility}, {"effect", c.Effect}, {"response", c.Response}} {
		sum += k.n
		if k.n > 20 {
			f.Add(k.name, "appraisal.most_points", "most", 20)
		}
	}
	if sum == 0 {
		f.Add("research", "field.required")
	}
}

// ProposeAward puts the shortlist before the chairman's meeting.
type ProposeAward struct {
	OverQuota  string `json:"over_quota" form:"text" max:"1000"`
	Population int    `json:"population" form:"-"`
}

// Check asks for the reason when the shortlist is longer than the quota.
func (c *ProposeAward) Check(x *dossier.X[*Award], f *fault.Fields) {
	w := *x.Doc
	w.Population = c.Population
	if n := len(w.In(Shortlisted)); w.Quota > 0 && n > w.Most() && c.OverQuota == "" {
		f.Add("over_quota", "appraisal.over_quota", "n", n, "most", w.Most(), "quota", w.Quota, "all", c.Population)
	}
}

// DecideAward records the chairman's meeting that decided.
type DecideAward struct {
	MeetingOn calendar.Day `json:"meeting_on" form:"day,required"`
	Meeting   string       `json:"meeting" form:"line,required" max:"100"`
}

// Check refuses a meeting that is still to come.
func (c *DecideAward) Check(x *dossier.X[*Award], f *fault.Fields) {
	if c.MeetingOn > x.Env.Today {
		f.Add("meeting_on", "field.day_future")
	}
}

// PublishAward makes the list known, under the number of the document.
type PublishAward struct {
	Number string `json:"number" form:"line" max:"60"`
}

func nominee(x *dossier.X[*Award]) *Nominee {
	if n := x.Doc.Nominee(x.Part); n != nil {
		return n
	}
	return &Nominee{}
}

func put(x *dossier.X[*Award], n Nominee) {
	n.Part, n.By, n.On = x.Add(Nominated), x.Actor.Post.ID, x.Env.Today
	x.Doc.Nominees = append(x.Doc.Nominees, &n)
}

func nominateCase(x *dossier.X[*Award], c *NominateCase) {
	put(x, Nominee{Case: c.Case, Reason: c.Reason})
}

func nominateUnit(x *dossier.X[*Award], c *NominateUnit) {
	put(x, Nominee{Unit: c.Unit, Reason: c.Reason, Standing: c.Standing})
}

func nominatePerson(x *dossier.X[*Award], c *NominatePerson) {
	put(x, Nominee{Post: c.Post, Unit: c.Unit, Reason: c.Reason})
}

func openAward(x *dossier.X[*Award], c *OpenAward) {
	w := x.Doc
	w.Title, w.Sort, w.Of, w.Quota, w.Until, w.Year = c.Title, c.Sort, c.Of, c.Quota, c.Until, c.Year
	if w.Sort == ExcellentSuggestions && w.Quota == 0 {
		w.Quota = usualQuota
	}
}

type (
	awardRule  = flow.Rule[*dossier.X[*Award]]
	awardGuard = []flow.Guard[*dossier.X[*Award]]
)

func sorted(name, sort string) awardGuard {
	return awardGuard{dossier.Guard(name, func(x *dossier.X[*Award]) bool { return x.Doc.Sort == sort })}
}

var (
	whileOpen         = dossier.Guard("award_open", func(x *dossier.X[*Award]) bool { return x.Doc.State == AwardOpen })
	before            = dossier.Guard("award_undecided", func(x *dossier.X[*Award]) bool { return x.Doc.State == AwardOpen || x.Doc.State == AwardProposed })
	afterwards        = dossier.Guard("award_decided", func(x *dossier.X[*Award]) bool { return x.Doc.State == AwardDecided })
	rated             = dossier.Guard("nominee_unrated", func(x *dossier.X[*Award]) bool { return x.Doc.Sort != ExcellentSuggestions || nominee(x).Total > 0 })
	listed            = dossier.Guard("award_empty", func(x *dossier.X[*Award]) bool { return len(x.Doc.In(Shortlisted)) > 0 })
	notLate           = dossier.Guard("award_late", func(x *dossier.X[*Award]) bool { return x.Env.Today <= x.Doc.Until })
	otherThanProposed = dossier.SecondPerson(func(w *Award) int64 { return w.ProposedBy })

	nominators = []flow.Relation{suggestion.Special, suggestion.UnitClerk, suggestion.UnitHead, suggestion.Aide}
)

// invited lets units, special committees and deputies' groups put forward while a commendation is open to them: they are named nowhere.
func invited(w *Award, a org.Actor, _ int) []flow.Relation {
	if w.State != AwardOpen {
		return nil
	}
	switch a.Post.Role {
	case org.UnitClerk, org.GovOffice:
		return []flow.Relation{suggestion.UnitClerk}
	case org.UnitHead:
		return []flow.Relation{suggestion.UnitHead}
	case org.SpecialClerk:
		return []flow.Relation{suggestion.Special}
	case org.DelegationAide:
		return []flow.Relation{suggestion.Aide}
	}
	return nil
}

// AwardKind is the life of a commendation.
var AwardKind = dossier.Sort[*Award]{
	Called: "award", Of: Theme, New: func() *Award { return &Award{} }, Relation: invited,
	Public: append(slices.Clone(congress), org.SpecialClerk, org.GovOffice, org.GovLeader, org.UnitClerk, org.UnitHead, org.DelegationAide),
	Tables: []flow.Table[*dossier.X[*Award]]{
		{Name: "award", Rules: []awardRule{
			{From: []flow.State{""}, Do: "open_award", By: staff, To: AwardOpen, Act: dossier.Act(openAward)},
			{From: []flow.State{AwardOpen}, Do: "nominate_case", By: staff, When: sorted("award_of_cases", ExcellentSuggestions), Act: dossier.Act(nominateCase)},
			{From: []flow.State{AwardOpen}, Do: "nominate_case", By: nominators, When: sorted("award_of_cases", ExcellentSuggestions), If: awardGuard{notLate}, Act: dossier.Act(nominateCase)},
			{From: []flow.State{AwardOpen}, Do: "nominate_unit", By: staff, When: sorted("award_of_units", AdvancedUnits), Act: dossier.Act(nominateUnit)},
			{From: []flow.State{AwardOpen}, Do: "nominate_unit", By: nominators, When: sorted("award_of_units", AdvancedUnits), If: awardGuard{notLate}, Act: dossier.Act(nominateUnit)},
			{From: []flow.State{AwardOpen}, Do: "nominate_person", By: staff, When: sorted("award_of_people", AdvancedPeople), Act: dossier.Act(nominatePerson)},
			{From: []flow.State{AwardOpen}, Do: "nominate_person", By: nominators, When: sorted("award_of_people", AdvancedPeople), If: awardGuard{notLate}, Act: dossier.Act(nominatePerson)},
			{From: []flow.State{AwardOpen}, Do: "propose_award", By: staff, If: awardGuard{listed}, To: AwardProposed, Act: dossier.Act(func(x *dossier.X[*Award], c *ProposeAward) {
				x.Doc.OverQuota, x.Doc.Population, x.Doc.ProposedBy, x.Doc.Why = c.OverQuota, c.Population, x.Actor.Person.ID, ""
			})},
			{From: []flow.State{AwardProposed}, Do: "decide_award", By: headOnly, If: awardGuard{otherThanProposed, listed}, To: AwardDecided, Act: dossier.Act(func(x *dossier.X[*Award], c *DecideAward) {
				x.Doc.MeetingOn, x.Doc.Meeting, x.Doc.DecidedBy = c.MeetingOn, c.Meeting, x.Actor.Person.ID
			})},
			{From: []flow.State{AwardProposed}, Do: "return_award", By: headOnly, To: AwardOpen, Act: dossier.Act(func(x *dossier.X[*Award], c *suggestion.Reason) { x.Doc.Why = c.Reason })},
			{From: []flow.State{AwardDecided}, Do: "publish_award", By: headOnly, To: AwardPublished, Act: dossier.Act(func(x *dossier.X[*Award], c *PublishAward) {
				x.Doc.Number, x.Doc.PublishedOn = c.Number, x.Env.Today
			})},
			{From: []flow.State{AwardOpen, AwardProposed}, Do: "drop_award", By: headOnly, To: AwardDropped, Act: dossier.Act(func(x *dossier.X[*Award], c *suggestion.Reason) { x.Doc.Why = c.Reason })},
		}},
		{Name: "nominee", Begins: []flow.State{Nominated}, Rules: []awardRule{
			{From: []flow.State{Nominated, Shortlisted}, Do: "rate_nominee", By: staff, If: awardGuard{whileOpen}, Act: dossier.Act(func(x *dossier.X[*Award], c *RateNominee) {
				n := nominee(x)
				n.Research, n.Pertinence, n.Feasibility, n.Effect, n.Response = c.Research, c.Pertinence, c.Feasibility, c.Effect, c.Response
				n.Total, n.RatedBy = c.Research+c.Pertinence+c.Feasibility+c.Effect+c.Response, x.Actor.Person.ID
			})},
			{From: []flow.State{Nominated}, Do: "shortlist_nominee", By: staff, If: awardGuard{whileOpen, rated}, To: Shortlisted, Act: dossier.Move[*Award]()},
			{From: []flow.State{Shortlisted}, Do: "unlist_nominee", By: staff, If: awardGuard{before}, To: Nominated, Act: dossier.Act(func(x *dossier.X[*Award], c *suggestion.Reason) {
				nominee(x).Why = c.Reason
			})},
			{From: []flow.State{Shortlisted}, Do: "choose_nominee", By: system, When: awardGuard{afterwards}, To: Chosen, Act: dossier.Move[*Award]()},
			{From: []flow.State{Nominated}, Do: "pass_nominee_over", By: system, When: awardGuard{afterwards}, To: PassedOver, Act: dossier.Move[*Award]()},
			{From: []flow.State{Chosen}, Do: "revoke_nominee", By: headOnly, To: Revoked, Act: dossier.Act(func(x *dossier.X[*Award], c *suggestion.Reason) {
				nominee(x).Why = c.Reason
			})},
		}},
	},
}
