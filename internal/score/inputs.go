package score

import (
	"cmp"
	"encoding/json"
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// Inputs are everything that a run rests on. Nothing else may move a sheet.
type Inputs struct {
	Title       string       `json:"title"`
	Congress    int64        `json:"congress"`
	Year        int          `json:"year"`
	CutOff      calendar.Day `json:"cut_off"`
	Scheme      Scheme       `json:"scheme"`
	Units       []Facts      `json:"units"`
	Entries     []Entry      `json:"entries,omitempty"`
	PublishedOn calendar.Day `json:"published_on,omitempty"` // when the sheet was first shown to the units: time for objections counts from it
	Appeals     []Appeal     `json:"appeals,omitempty"`
}

// Check returns every complaint about the inputs at once.
func (in *Inputs) Check() error {
	if err := in.Scheme.Validate(); err != nil {
		return err
	}
	var f fault.Fields
	if !in.CutOff.Valid() {
		f.Add("cut_off", "date.bad_form", "text", string(in.CutOff))
	}
	for i, u := range in.Units {
		in.checkUnit(i, u, &f)
	}
	for i, e := range in.Entries {
		p := at("entries", i, "")
		e.check(p, in, &f)
		for _, o := range in.Entries[:i] {
			if e.No == o.No || e.sameMatter(o) {
				f.Add(p+".no", "score.bad.entry_twice", "no", o.No)
			}
		}
	}
	for i, a := range in.Appeals {
		p := at("appeals", i, "")
		a.check(p, in, &f)
		for _, o := range in.Appeals[:i] {
			if a.No == o.No || a.settles(o) {
				f.Add(p+".no", "score.bad.appeal_twice", "no", o.No)
			}
		}
	}
	return f.Err()
}

func (in *Inputs) checkUnit(i int, u Facts, f *fault.Fields) {
	p := at("units", i, "")
	for _, o := range in.Units[:i] {
		if o.Unit == u.Unit {
			f.Add(p+".unit", "score.bad.unit_twice", "unit", u.Name)
		}
	}
	known := func(g Named) bool { return g.Code == u.Group }
	if len(in.Scheme.Groups) > 0 && !slices.ContainsFunc(in.Scheme.Groups, known) {
		f.Add(p+".group", "score.bad.group", "text", u.Group, "unit", u.Name)
	}
	seen := map[[2]int64]bool{}
	for j, it := range u.Items {
		k := [2]int64{it.Case, int64(it.Assignment)}
		if seen[k] {
			f.Add(at(p+".items", j, ""), "score.bad.item_twice", "case", it.Case)
		}
		seen[k] = true
	}
}

func (in *Inputs) unit(id int64) *Facts {
	for i := range in.Units {
		if in.Units[i].Unit == id {
			return &in.Units[i]
		}
	}
	return nil
}

// frozen returns a copy that shares nothing with the original, in the one order in which inputs are kept.
func (in Inputs) frozen() (Inputs, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return Inputs{}, err
	}
	var out Inputs
	if err := json.Unmarshal(raw, &out); err != nil {
		return Inputs{}, err
	}
	if out.Units == nil {
		out.Units = []Facts{}
	}
	sortFacts(out.Units)
	slices.SortFunc(out.Entries, func(a, b Entry) int { return cmp.Compare(a.No, b.No) })
	slices.SortFunc(out.Appeals, func(a, b Appeal) int { return cmp.Compare(a.No, b.No) })
	return out, nil
}
