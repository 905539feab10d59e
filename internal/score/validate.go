package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"

	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

// How a range reads its figure.
const (
	AsPercent = "percent"
	AsCount   = "count"
)

var (
	idForm   = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	codeForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

	roles   = []suggestion.Role{suggestion.Sole, suggestion.LeadRole, suggestion.Separate, suggestion.Co}
	streams = []suggestion.Stream{suggestion.InSession, suggestion.Between}
)

// Parse reads and validates a scheme written as JSON.
func Parse(raw []byte) (Scheme, error) {
	var s Scheme
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields() // a slip in a name must not drop what stands under it
	if err := dec.Decode(&s); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) && wrong.Field != "" {
			return Scheme{}, fault.OnField(wrong.Field, "score.bad.kind", "text", wrong.Value)
		}
		return Scheme{}, fault.New(fault.Invalid, "score.not_json", "detail", err.Error())
	}
	return s, s.Validate()
}

// checker collects complaints about a scheme; names of fields are those of the JSON, such as rules.3.amount.
type checker struct {
	fault.Fields
	*Scheme
}

// Validate checks a scheme and returns every complaint at once.
func (s *Scheme) Validate() error {
	c := &checker{Scheme: s}
	if !idForm.MatchString(s.ID) {
		c.Add("id", "score.bad.id")
	}
	if s.Version < 1 {
		c.Add("version", "score.bad.version")
	}
	c.required("name", s.Name)
	c.required("name_en", s.NameEN)
	if s.Source == "" && !s.Default {
		c.Add("source", "score.bad.source")
	}
	for i, d := range s.Decisions {
		c.required(at("decisions", i, "point"), d.Point)
		c.required(at("decisions", i, "choice"), d.Choice)
	}
	c.filter("population", s.Population)
	c.atLeast("min_sample", s.MinSample, 0)
	c.atLeast("appeal_days", s.AppealDays, 0)
	c.named("groups", s.Groups)
	c.figures()
	switch s.Outcome {
	case ByPoints:
		c.byPoints()
		c.absent("indicators", len(s.Indicators))
		c.absent("final", len(s.Final))
		c.absent("grades", len(s.Grades))
	case ByGrade:
		c.byGrade()
		c.absent("blocks", len(s.Blocks))
		c.absent("rules", len(s.Rules))
		c.absent("workload", len(s.Workload))
		c.absent("levels", len(s.Levels))
	default:
		c.Add("outcome", "score.bad.choice", "text", string(s.Outcome))
	}
	return c.Err()
}

func at(list string, i int, field string) string {
	s := list + "." + strconv.Itoa(i)
	if field != "" {
		s += "." + field
	}
	return s
}

func (c *checker) required(name, value string) {
	if value == "" {
		c.Add(name, "score.bad.required")
	}
}

func (c *checker) absent(name string, n int) {
	if n > 0 {
		c.Add(name, "score.bad.other_outcome")
	}
}

func (c *checker) atLeast(name string, n, least int) {
	if n < least || n > most {
		c.Add(name, "score.bad.whole", "least", least, "most", most)
	}
}

// choice complains unless the value is one of the list.
func choice[T ~string](c *checker, name string, v T, list ...T) bool {
	if !slices.Contains(list, v) {
		c.Add(name, "score.bad.choice", "text", string(v))
		return false
	}
	return true
}

// unique complains about a code that is not in form or was there before.
func (c *checker) unique(name, code string, seen map[string]bool) {
	switch {
	case !codeForm.MatchString(code):
		c.Add(name, "score.bad.code", "text", code)
	case seen[code]:
		c.Add(name, "score.bad.twice", "text", code)
	}
	seen[code] = true
}

func (c *checker) named(list string, all []Named) {
	seen := map[string]bool{}
	for i, n := range all {
		c.unique(at(list, i, "code"), n.Code, seen)
		c.required(at(list, i, "name"), n.Name)
	}
}

func (c *checker) filter(name string, f Filter) {
	for i, r := range f.Roles {
		choice(c, at(name+".roles", i, ""), r, roles...)
	}
	for i, s := range f.Streams {
		choice(c, at(name+".streams", i, ""), s, streams...)
	}
}

// amount complains about a number that is missing, is text, or is negative where it may not be.
func (c *checker) amount(name string, a Amount, must, negative bool) {
	n, ok := a.hundredths()
	switch {
	case a == "" && must:
		c.Add(name, "score.bad.required")
	case a == "":
	case !ok:
		c.Add(name, "score.bad.number", "text", string(a), "most", most)
	case n < 0 && !negative:
		c.Add(name, "score.bad.negative")
	}
}

// ordered complains about a cap that lies below its floor.
func (c *checker) ordered(at string, floor, ceiling Amount) {
	lo, ok1 := floor.hundredths()
	hi, ok2 := ceiling.hundredths()
	if ok1 && ok2 && hi < lo {
		c.Add(at+".cap", "score.bad.cap_below_floor", "cap", string(ceiling), "floor", string(floor))
	}
}
