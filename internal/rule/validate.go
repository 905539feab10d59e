package rule

import (
	"regexp"
	"slices"
	"strconv"
	"time"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

var idForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// Validate checks a pack and returns every complaint at once, the field names being those of the JSON: clocks.3.term,
// policies.withdraw, scheme.classes.0.code.
func (p *Pack) Validate() error {
	var bad fault.Fields
	if !idForm.MatchString(p.ID) {
		bad.Add("id", "rule.id_form")
	}
	if p.Version < 1 {
		bad.Add("version", "rule.version_order", "want", 1)
	}
	if p.Name == "" {
		bad.Add("name", "fault.required")
	}
	if _, err := calendar.ParseDay(string(p.ValidFrom)); err != nil {
		bad.Add("valid_from", "date.bad_form", "text", string(p.ValidFrom))
	}
	p.checkClocks(&bad)
	p.checkPolicies(&bad)
	for i, code := range p.Exclusions.Codes {
		if !slices.Contains(AllExclusions, code) {
			bad.Add("exclusions.codes."+strconv.Itoa(i), "rule.unknown", "text", string(code))
		}
	}
	p.Scheme.check(&bad)
	return bad.Err()
}

func (p *Pack) checkClocks(bad *fault.Fields) {
	type place struct {
		clock  Clock
		stream Stream
	}
	seen := map[place]bool{}
	for i, r := range p.Clocks {
		at := "clocks." + strconv.Itoa(i)
		switch {
		case !slices.Contains(Clocks, r.Clock):
			bad.Add(at+".clock", "rule.unknown", "text", string(r.Clock))
		case r.Stream != "" && r.Stream != InSession && r.Stream != Between:
			bad.Add(at+".stream", "rule.unknown", "text", string(r.Stream))
		case seen[place{r.Clock, r.Stream}]:
			bad.Add(at+".clock", "rule.twice", "text", string(r.Clock))
		}
		seen[place{r.Clock, r.Stream}] = true
		if r.Term.N < 1 {
			bad.Add(at+".term", "rule.no_term")
		}
		if !slices.Contains(StartEvents, r.Start) {
			bad.Add(at+".start", "rule.unknown", "text", string(r.Start))
		}
		if r.Source == "" && !r.Default {
			bad.Add(at+".source", "rule.no_source")
		}
	}
	for _, s := range []Stream{InSession, Between} {
		short, ok1 := p.ClockFor(Reply, s)
		long, ok2 := p.ClockFor(ReplyMax, s)
		if ok1 && ok2 && short.Term.Unit == long.Term.Unit && long.Term.N < short.Term.N {
			bad.Add("clocks", "rule.max_below_reply")
		}
	}
}

func (p *Pack) checkPolicies(bad *fault.Fields) {
	for _, name := range Required {
		if _, ok := p.Policies[name]; !ok {
			bad.Add("policies."+string(name), "fault.required")
		}
	}
	names := slices.Concat(Required, Optional)
	for name, v := range p.Policies {
		at := "policies." + string(name)
		if !slices.Contains(names, name) || !fits(name, v.Value) {
			bad.Add(at, "rule.unknown", "text", v.Value)
		}
		if v.Source == "" && !v.Default {
			bad.Add(at, "rule.no_source")
		}
	}
}

// fits reports whether a setting may have the value.
func fits(name Policy, value string) bool {
	if list, ok := Values[name]; ok {
		return slices.Contains(list, value)
	}
	var err error
	switch name {
	case UnitReport:
		_, err = time.Parse("01-02", value)
	case KeyVote:
		_, err = time.Parse("01", value)
	case OralOpinion, TermAccount:
		_, err = calendar.ParseTerm(value)
	}
	return err == nil
}

func (s Scheme) check(bad *fault.Fields) {
	if s.Source == "" && !s.Default {
		bad.Add("scheme.source", "rule.no_source")
	}
	if len(s.Classes) < 2 {
		bad.Add("scheme.classes", "rule.too_few_classes")
	}
	codes := map[string]bool{}
	for i, c := range s.Classes {
		at := "scheme.classes." + strconv.Itoa(i)
		switch {
		case c.Code == "" || codes[c.Code]:
			bad.Add(at+".code", "rule.twice", "text", c.Code)
		case c.Label == "" || c.Definition == "":
			bad.Add(at+".label", "fault.required")
		case c.Order != i+1:
			bad.Add(at+".order", "rule.class_order", "want", i+1)
		case !slices.Contains(Outcomes, c.Outcome):
			bad.Add(at+".outcome", "rule.unknown", "text", string(c.Outcome))
		}
		codes[c.Code] = true
	}
}
