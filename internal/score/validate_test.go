package score

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/fault"
)

// edit changes one shipped scheme as JSON: each pair of a path and a raw value; a path that ends in + appends to a list.
func edit(t *testing.T, id string, edits ...string) []byte {
	t.Helper()
	var doc any
	raw := book()[id]
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(edits); i += 2 {
		var v any
		if err := json.Unmarshal([]byte(edits[i+1]), &v); err != nil {
			t.Fatalf("%s: %v", edits[i+1], err)
		}
		doc = put(t, doc, strings.Split(edits[i], "."), v)
	}
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func put(t *testing.T, doc any, path []string, v any) any {
	t.Helper()
	if len(path) == 0 {
		return v
	}
	switch d := doc.(type) {
	case map[string]any:
		d[path[0]] = put(t, d[path[0]], path[1:], v)
		return d
	case []any:
		if path[0] == "+" {
			return append(d, v)
		}
		i := slices.Index([]string{"0", "1", "2", "3", "4", "5", "6"}, path[0])
		d[i] = put(t, d[i], path[1:], v)
		return d
	case nil:
		if path[0] == "+" {
			return []any{v}
		}
		return map[string]any{path[0]: put(t, nil, path[1:], v)}
	}
	t.Fatalf("no way %v", path)
	return nil
}

func TestSchemeComplaints(t *testing.T) {
	const points, grades = "four-looks", "shenzhen-2007"
	for _, c := range []struct {
		name, scheme string
		edits        []string
		field, key   string
	}{
		{"an id with capitals", points, []string{"id", `"Four Looks"`}, "id", "score.bad.id"},
		{"no name", points, []string{"name", `""`}, "name", "score.bad.required"},
		{"version nought", points, []string{"version", `0`}, "version", "score.bad.version"},
		{"a version that is text", points, []string{"version", `"two"`}, "version", "score.bad.kind"},
		{"neither source nor default", points, []string{"source", `""`, "default", `false`}, "source", "score.bad.source"},
		{"an unknown outcome", points, []string{"outcome", `"stars"`}, "outcome", "score.bad.choice"},
		{"an unknown role", points, []string{"population.roles.+", `"helper"`}, "population.roles.3", "score.bad.choice"},
		{"a stream that is not", points, []string{"population.streams.+", `"summer"`}, "population.streams.0", "score.bad.choice"},
		{"a negative sample", points, []string{"min_sample", `-1`}, "min_sample", "score.bad.whole"},
		{"a group twice", points, []string{"groups.1.code", `"department"`}, "groups.1.code", "score.bad.twice"},
		{"an open point without decision", points, []string{"decisions.0.choice", `""`}, "decisions.0.choice", "score.bad.required"},

		{"a weight that is text", points, []string{"rules.0.amount", `"half"`}, "rules.0.amount", "score.bad.number"},
		{"a weight with three decimals", points, []string{"rules.0.amount", `0.125`}, "rules.0.amount", "score.bad.number"},
		{"a weight beyond bounds", points, []string{"rules.0.amount", `1e300`}, "rules.0.amount", "score.bad.number"},
		{"a negative weight", points, []string{"rules.0.amount", `-1`}, "rules.0.amount", "score.bad.negative"},
		{"no weight", points, []string{"rules.0.amount", `""`}, "rules.0.amount", "score.bad.required"},
		{"a base that is text", points, []string{"blocks.1.base", `"thirty"`}, "blocks.1.base", "score.bad.number"},
		{"a block whose cap lies below its floor", points, []string{"blocks.0.floor", `10`, "blocks.0.cap", `5`}, "blocks.0.cap", "score.bad.cap_below_floor"},
		{"a rule whose cap lies below its floor", points, []string{"rules.0.floor", `20`}, "rules.0.cap", "score.bad.cap_below_floor"},
		{"a code twice", points, []string{"rules.1.code", `"reply_rate"`}, "rules.1.code", "score.bad.twice"},
		{"a code with spaces", points, []string{"rules.1.code", `"reply rate"`}, "rules.1.code", "score.bad.code"},
		{"a block twice", points, []string{"blocks.1.code", `"look_one"`}, "blocks.1.code", "score.bad.twice"},
		{"a rule of no block", points, []string{"rules.2.block", `"look_five"`}, "rules.2.block", "score.bad.block"},
		{"an unknown direction", points, []string{"rules.2.direction", `"up"`}, "rules.2.direction", "score.bad.choice"},
		{"an unknown unit", points, []string{"rules.2.unit", `"per_day"`}, "rules.2.unit", "score.bad.choice"},
		{"unknown evidence", points, []string{"rules.2.evidence", `"hearsay"`}, "rules.2.evidence", "score.bad.choice"},
		{"a threshold above a hundred percent", points, []string{"rules.0.threshold", `101`}, "rules.0.threshold", "score.bad.percent"},
		{"points of a share without a threshold", points, []string{"rules.0.threshold", `""`}, "rules.0.threshold", "score.bad.required"},
		{"points of a share by hand", points, []string{"rules.0.evidence", `"manual"`, "rules.0.figure", `""`}, "rules.0.evidence", "score.bad.share_by_hand"},
		{"a figure by hand", points, []string{"rules.5.evidence", `"manual"`}, "rules.5.figure", "score.bad.figure_by_hand"},
		{"documents from the log", points, []string{"rules.5.unit", `"per_document"`}, "rules.5.evidence", "score.bad.document_by_log"},
		{"documents that are not named", points, []string{"rules.5.unit", `"per_document"`, "rules.5.evidence", `"manual"`, "rules.5.figure", `""`}, "rules.5.documents", "score.bad.required"},
		{"all or nothing of what", points, []string{"rules.5.unit", `"once"`}, "rules.5.when", "score.bad.required"},
		{"all or nothing with a threshold", points, []string{"rules.5.unit", `"once"`, "rules.5.threshold", `3`}, "rules.5.threshold", "score.bad.no_threshold"},
		{"a missing figure", points, []string{"rules.0.figure", `"reply_speed"`}, "rules.0.figure", "score.bad.figure"},
		{"no figure", points, []string{"rules.0.figure", `""`}, "rules.0.figure", "score.bad.required"},
		{"a fact that asks for days", points, []string{"rules.0.figure", `"signed_within"`}, "rules.0.figure", "score.bad.fact_needs_days"},
		{"a condition by text", points, []string{"rules.5.unit", `"once"`, "rules.5.when.+", `{"figure":"met","as":"percent","above":"most"}`}, "rules.5.when.0.above", "score.bad.number"},
		{"a condition without bound", points, []string{"rules.5.unit", `"once"`, "rules.5.when.+", `{"figure":"met","as":"percent"}`}, "rules.5.when.0.from", "score.bad.no_bound"},
		{"a condition that nothing meets", points, []string{"rules.5.unit", `"once"`, "rules.5.when.+", `{"figure":"met","as":"percent","above":90,"to":90}`}, "rules.5.when.0.from", "score.bad.empty_range"},
		{"a condition above a hundred percent", points, []string{"rules.5.unit", `"once"`, "rules.5.when.+", `{"figure":"met","as":"percent","from":120}`}, "rules.5.when.0.from", "score.bad.percent"},

		{"an unknown fact", points, []string{"figures.0.fact", `"smiled"`}, "figures.0.fact", "score.bad.fact"},
		{"a fact without its days", points, []string{"figures.0.days", `0`}, "figures.0.days", "score.bad.days"},
		{"days for a fact that asks for none", points, []string{"figures.0.fact", `"met"`}, "figures.0.days", "score.bad.no_days"},
		{"a figure with the name of a fact", points, []string{"figures.0.code", `"met"`}, "figures.0.code", "score.bad.fact_name"},
		{"a figure of nothing", points, []string{"figures.+", `{"code":"x","name":"x"}`}, "figures.1.fact", "score.bad.empty_figure"},
		{"a figure both ways", points, []string{"figures.+", `{"code":"x","name":"x","fact":"met","plus":["met"]}`}, "figures.1.plus", "score.bad.fact_and_figures"},
		{"a figure twice", points, []string{"figures.+", `{"code":"ledger_in_time","name":"x","fact":"met"}`}, "figures.1.code", "score.bad.twice"},
		{"a figure of a missing one", points, []string{"figures.+", `{"code":"x","name":"x","plus":["met","y"]}`}, "figures.1.plus.1", "score.bad.figure"},
		{"a base that is missing", points, []string{"figures.+", `{"code":"x","name":"x","fact":"met","of":"y"}`}, "figures.1.of", "score.bad.figure"},
		{"a figure of itself", points, []string{"figures.+", `{"code":"x","name":"x","plus":["met","x"]}`}, "figures.1.plus", "score.bad.circle"},
		{"figures in a circle of three", points, []string{
			"figures.+", `{"code":"x","name":"x","plus":["y"]}`, "figures.+", `{"code":"y","name":"y","plus":["met"],"minus":["z"]}`,
			"figures.+", `{"code":"z","name":"z","fact":"met","of":"x"}`,
		}, "figures.3.plus", "score.bad.circle"},
		{"a tower of figures", points, []string{
			"figures.+", `{"code":"a","name":"a","plus":["met","met"]}`, "figures.+", `{"code":"b","name":"b","plus":["a","a"]}`,
			"figures.+", `{"code":"c","name":"c","plus":["b","b"]}`, "figures.+", `{"code":"d","name":"d","plus":["c","c"]}`,
			"figures.+", `{"code":"e","name":"e","plus":["d","d"]}`,
		}, "figures.5.plus", "score.bad.deep"},
		{"a figure of many", points, []string{"figures.+", `{"code":"a","name":"a","plus":["met","met","met","met","met","met","met","met","met","met","met"]}`}, "figures.1.plus", "score.bad.deep"},

		{"steps that overlap", "shijiazhuang", []string{"workload.0.below", `101`}, "workload.1.from", "score.bad.overlap"},
		{"a step that overlaps for lack of an end", "shijiazhuang", []string{"workload.0.below", `""`}, "workload.1.from", "score.bad.overlap"},
		{"a step that holds nothing", "shijiazhuang", []string{"workload.0.below", `50`}, "workload.0.from", "score.bad.empty_range"},
		{"a step with the code of a rule", "shijiazhuang", []string{"workload.0.code", `"early"`}, "workload.0.code", "score.bad.twice"},
		{"levels that overlap", points, []string{"levels.1.below", `90.01`}, "levels.1.from", "score.bad.overlap"},
		{"levels with a gap", points, []string{"levels.1.below", `89.99`}, "levels", "score.bad.gap"},
		{"no level for the lowest", points, []string{"levels.3.from", `0`}, "levels", "score.bad.gap"},

		{"bands that overlap", grades, []string{"indicators.0.bands.1.when.0.below", `""`, "indicators.0.bands.1.when.0.to", `100`}, "indicators.0.bands.1.when", "score.bad.overlap_at"},
		{"bands that overlap in a corner", grades, []string{"indicators.1.bands.2.when.1.from", `0`}, "indicators.1.bands.2.when", "score.bad.overlap_at"},
		{"bands with a gap", grades, []string{"indicators.0.bands.2.when.0.below", `89`}, "indicators.0.bands", "score.bad.gap"},
		{"the gap of the source: 80 % in time, but one overdue", grades, []string{"indicators.1.bands.2.when.1.from", `2`}, "indicators.1.bands", "score.bad.gap"},
		{"bands without conditions", grades, []string{"indicators.0.bands", `[{"grade":"good","when":[]}]`}, "indicators.0.bands", "score.bad.figures_of_bands"},
		{"a band of no grade", grades, []string{"indicators.0.bands.0.grade", `"super"`}, "indicators.0.bands.0.grade", "score.bad.grade"},
		{"a grade twice", grades, []string{"grades.1.code", `"good"`}, "grades.1.code", "score.bad.twice"},
		{"one grade", grades, []string{"grades", `[{"code":"good","name":"g"}]`}, "grades", "score.bad.two_grades"},
		{"a last line with a condition", grades, []string{"final.2.of", `"pass"`, "final.2.least", `1`}, "final.2.of", "score.bad.last_line"},
		{"a line behind one that always fits", grades, []string{"final.0.of", `""`}, "final.0.of", "score.bad.never_reached"},
		{"a condition on no indicator", grades, []string{"final.1.least", `0`}, "final.1.least", "score.bad.whole"},
		{"blocks in a scheme by grade", grades, []string{"blocks.+", `{"code":"a","name":"a","base":1}`}, "blocks", "score.bad.other_outcome"},
		{"indicators in a scheme by points", points, []string{"indicators.+", `{"code":"a","name":"a"}`}, "indicators", "score.bad.other_outcome"},
		{"no blocks", points, []string{"blocks", `[]`}, "blocks", "score.bad.required"},
		{"no indicators", grades, []string{"indicators", `[]`}, "indicators", "score.bad.required"},
	} {
		_, err := Parse(edit(t, c.scheme, c.edits...))
		got := complaints(err)
		if got[c.field] != c.key {
			t.Errorf("%s: got %v, want %s %s", c.name, got, c.field, c.key)
		}
	}
}

// An unchanged scheme has no complaint, and the figures of one circle are named on the way round.
func TestCircleIsNamed(t *testing.T) {
	_, err := Parse(edit(t, "four-looks", "figures.+", `{"code":"x","name":"x","plus":["y"]}`, "figures.+", `{"code":"y","name":"y","plus":["x"]}`))
	f, ok := fault.As(err)
	if !ok || len(f.Fields) != 2 || !slices.Contains(f.Fields[0].Args, any("x → y → x")) || !slices.Contains(f.Fields[1].Args, any("y → x → y")) {
		t.Errorf("got %+v", f)
	}
	if got := slices.Sorted(maps.Keys(complaints(err))); !slices.Equal(got, []string{"figures.1.plus", "figures.2.plus"}) {
		t.Errorf("complaints beside %v", got)
	}
}

func TestGarbageIsNoScheme(t *testing.T) {
	for _, raw := range []string{``, `[]`, `{`, `null`, `"x"`, `{"id":7}`, `{"rules":{"a":1}}`, `{"rules":[7]}`, `{"rulez":[]}`} {
		if _, err := Parse([]byte(raw)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", raw, err)
		}
	}
}

func TestShippedSchemesAreValid(t *testing.T) {
	for _, s := range Shipped() {
		if err := s.Validate(); err != nil {
			t.Errorf("%s: %v", s.ID, err)
		}
		if len(s.Decisions) == 0 {
			t.Errorf("%s says nothing of its open points", s.ID)
		}
	}
}

// What a copy of a shipped scheme goes through stays with the copy.
func TestShippedSchemesAreCopies(t *testing.T) {
	a := shippedScheme(t, "shijiazhuang")
	a.Rules[0].Amount, a.Population.Roles[0] = "99", "co"
	b := shippedScheme(t, "shijiazhuang")
	if b.Rules[0].Amount != "1" || b.Population.Roles[0] != "sole" {
		t.Errorf("a change reached the shipped scheme: %+v", b.Rules[0])
	}
	if _, ok := ShippedScheme("none"); ok {
		t.Error("an unknown scheme was found")
	}
}
