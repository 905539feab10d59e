package dossier

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
)

// Ref is an id that a command names: a unit, a deputy, a case.
type Ref struct {
	Field string
	List  string // the list of ids that it stands in; empty for a field of its own and for one of a row
	Kind  string
	Of    string // kind of dossier that may stand there
	ID    int64
}

// refKinds are the kinds of inputs that name something of the congress.
var refKinds = map[string]string{
	"unit": "unit", "units": "unit", "deputy": "deputy", "deputies": "deputy", "case": "case", "cases": "case", "special": "special",
	"leader": "leader", "gov_leader": "gov_leader", "org": "org", "orgs": "org", "staff": "staff", "category": "category", "surveyor": "surveyor",
	"county": "county", "lower": "lower", "reporter": "reporter", "group": "group", "members": "members", "handler": "handler", "dossier": "dossier",
}

// Refs lists every id that a command names, with the field to complain beside.
func Refs(cmd any) []Ref {
	var out []Ref
	v := reflect.ValueOf(cmd)
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct {
		collect(v, "", &out)
	}
	return out
}

func collect(v reflect.Value, prefix string, out *[]Ref) {
	for i := range v.NumField() {
		sf, f := v.Type().Field(i), v.Field(i)
		if sf.Anonymous && f.Kind() == reflect.Struct {
			collect(f, prefix, out)
			continue
		}
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		form, _, _ := strings.Cut(sf.Tag.Get("form"), ",")
		kind := refKinds[form]
		switch {
		case f.Kind() == reflect.Int64 && kind != "" && f.Int() != 0:
			*out = append(*out, Ref{Field: prefix + name, Kind: kind, Of: sf.Tag.Get("options"), ID: f.Int()})
		case f.Kind() == reflect.Slice:
			for j := range f.Len() {
				at := prefix + name + "." + strconv.Itoa(j)
				if e := f.Index(j); e.Kind() == reflect.Struct {
					collect(e, at+".", out)
				} else if e.Kind() == reflect.Int64 && kind != "" {
					*out = append(*out, Ref{Field: at, List: prefix + name, Kind: kind, ID: e.Int()})
				}
			}
		}
	}
}

// Known complains about references that the actor's congress does not have, and about what a list names twice. Cases and dossiers are the
// desk's matter.
func Known(refs []Ref, p suggestion.Place, f *fault.Fields) {
	for i, r := range refs {
		if r.List != "" && slices.ContainsFunc(refs[:i], func(o Ref) bool { return o.List == r.List && o.ID == r.ID }) {
			f.Add(r.Field, "field.named_twice")
			continue
		}
		switch r.Kind {
		case "case", "dossier": // the desk alone reads them
		case "deputy", "leader", "gov_leader", "staff", "members", "handler":
			a, ok := p.Dir.Actor(r.ID)
			if !ok || a.Post.Congress != p.Actor.Post.Congress || !Fits(r.Kind, a.Post.Role) {
				f.Add(r.Field, "field.unknown_person")
			}
		case "category": // the form offers those of the congress; a category of elsewhere counts nowhere
		default:
			o, ok := p.Dir.Org(r.ID)
			if !ok || o.Congress != p.Actor.Post.Congress || !FitsBody(r.Kind, o) {
				f.Add(r.Field, "field.unknown_unit")
			}
		}
	}
}

// FitsSome reports whether somebody in a post of this role may stand in a field of any kind.
func FitsSome(role org.Role) bool {
	return slices.ContainsFunc([]string{"deputy", "members", "leader", "gov_leader", "staff", "handler"}, func(kind string) bool { return Fits(kind, role) })
}

// Fits reports whether somebody in a post of this role may stand in a field of a kind.
func Fits(kind string, role org.Role) bool {
	switch kind {
	case "deputy":
		return role == org.Deputy
	case "members": // of a standing committee
		return role == org.Deputy || role == org.CongressLeader
	case "leader":
		return role == org.CongressLeader
	case "gov_leader":
		return role == org.GovLeader
	case "handler":
		return role == org.UnitClerk || role == org.UnitHead
	}
	return role == org.CommitteeClerk || role == org.CommitteeHead || role == org.SpecialClerk || role == org.CongressLeader || role == org.GovOffice
}

// FitsBody reports whether an organisation may stand in a field of a kind.
func FitsBody(kind string, o org.Org) bool {
	switch kind {
	case "unit":
		return o.Handles()
	case "special":
		return o.Kind == org.SpecialCommittee || o.Kind == org.Committee
	case "surveyor":
		return o.Kind == org.SurveyFirm
	case "county":
		return o.Kind == org.CountyCongress
	case "lower": // a congress one level down, by its body that is known here
		return o.Kind == org.CountyCongress || o.Kind == org.Presidium && o.Home != 0
	case "reporter": // somebody there can report on what was asked
		return o.Handles() || o.Kind == org.SpecialCommittee || o.RunsProcess()
	case "group":
		return o.Kind == org.Group || o.Kind == org.Delegation
	}
	return true
}
