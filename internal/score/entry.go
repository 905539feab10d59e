package score

import (
	"regexp"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// Entry is something that the log cannot tell and a person enters with its proof (人工计分项).
type Entry struct {
	No         int          `json:"no"`
	Unit       int64        `json:"unit"`
	Rule       string       `json:"rule"`
	Case       int64        `json:"case,omitempty"`
	Assignment int          `json:"assignment,omitempty"`
	Document   string       `json:"document,omitempty"` // per_document: which one is there
	Count      int          `json:"count"`
	Words      string       `json:"words"`
	Proof      []Proof      `json:"proof"`
	By         int64        `json:"by"` // person
	On         calendar.Day `json:"on"`
}

// Proof is a file that shows an entry to be true.
type Proof struct {
	Hash string `json:"hash"` // SHA-256 of the file, in hexadecimal
	Name string `json:"name"`
}

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (s *Scheme) rule(code string) (Rule, bool) {
	i := slices.IndexFunc(s.Rules, func(r Rule) bool { return r.Code == code })
	if i < 0 {
		return Rule{}, false
	}
	return s.Rules[i], true
}

// check complains about an entry that no rule asks for, that names what the unit does not have, or that nothing proves.
func (e Entry) check(p string, in *Inputs, f *fault.Fields) {
	r, ok := in.Scheme.rule(e.Rule)
	if !ok || r.Evidence != Manual {
		f.Add(p+".rule", "score.bad.rule", "text", e.Rule)
	}
	u := in.unit(e.Unit)
	if u == nil {
		f.Add(p+".unit", "score.bad.unit", "unit", e.Unit)
	}
	switch it := u.item(e.Case, e.Assignment); {
	case r.OfCase && e.Case == 0:
		f.Add(p+".case", "score.bad.required")
	case e.Case != 0 && u != nil && (it == nil || !in.Scheme.Population.keeps(it, in.CutOff) || !r.Filter.keeps(it, in.CutOff)):
		f.Add(p+".case", "score.bad.case", "unit", u.Name)
	}
	if e.Count < 1 || e.Count > 1000 {
		f.Add(p+".count", "score.bad.whole", "least", 1, "most", 1000)
	}
	has := slices.ContainsFunc(r.Documents, func(d Named) bool { return d.Code == e.Document })
	if ok && has != (r.Unit == PerDocument) || ok && !has && e.Document != "" {
		f.Add(p+".document", "score.bad.document", "text", e.Document)
	}
	if e.Words == "" {
		f.Add(p+".words", "score.bad.required")
	}
	if len(e.Proof) == 0 {
		f.Add(p+".proof", "score.bad.no_proof")
	}
	for i, x := range e.Proof {
		if !hashForm.MatchString(x.Hash) {
			f.Add(at(p+".proof", i, "hash"), "score.bad.hash")
		}
	}
	if e.On == "" || e.On > in.CutOff && in.PublishedOn == "" {
		f.Add(p+".on", "score.bad.after_cut_off", "day", in.CutOff)
	}
}

// sameMatter reports whether two entries would count one thing twice.
func (e Entry) sameMatter(o Entry) bool {
	return e.Unit == o.Unit && e.Rule == o.Rule && e.Document == o.Document && e.Case == o.Case && e.Assignment == o.Assignment &&
		(e.Case != 0 || e.Document != "")
}

func (f *Facts) item(caseID int64, assignment int) *Item {
	if f == nil {
		return nil
	}
	for i := range f.Items {
		if it := &f.Items[i]; it.Case == caseID && it.Assignment == assignment {
			return it
		}
	}
	return nil
}
