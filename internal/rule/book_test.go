package rule

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// draft copies a shipped pack as the next version, deep enough to be spoiled.
func draft(t *testing.T, id string) *Pack {
	t.Helper()
	p, ok := Shipped().Latest(id)
	if !ok {
		t.Fatal(id)
	}
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	next, err := Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	next.Version++
	return next
}

func TestWithAddsVersionAndKeepsTheOld(t *testing.T) {
	p := draft(t, "hunan-city")
	p.Clocks[0].Term = calendar.Term{N: 5, Unit: calendar.WorkingDays}
	book, err := Shipped().With(p)
	if err != nil {
		t.Fatal(err)
	}
	if now, _ := book.Latest("hunan-city"); now.Version != 2 || now.Clocks[0].Term.N != 5 {
		t.Errorf("latest is %+v", now)
	}
	if old, ok := book.At("hunan-city", 1); !ok || old.Clocks[0].Term.N != 7 {
		t.Errorf("version 1 is %+v", old)
	}
	if now, _ := Shipped().Latest("hunan-city"); now.Version != 1 {
		t.Error("With changed the book it was asked of")
	}
	for _, id := range []string{"mars", ""} {
		if _, ok := book.Latest(id); ok {
			t.Errorf("there is no pack %q", id)
		}
	}
	for _, v := range []int{0, 3, -1} {
		if _, ok := book.At("hunan-city", v); ok {
			t.Errorf("there is no version %d", v)
		}
	}
}

func TestWithTakesANewPlaceLast(t *testing.T) {
	p := draft(t, "hunan-city")
	p.ID, p.Version = "a-city", 1
	book, err := Shipped().With(p)
	if err != nil {
		t.Fatal(err)
	}
	if ids := book.IDs(); ids[len(ids)-1] != "a-city" || ids[0] != "law" {
		t.Errorf("got %v", ids)
	}
}

func TestPackSurvivesJSON(t *testing.T) {
	for _, id := range Shipped().IDs() {
		p := draft(t, id)
		p.Version--
		was, _ := Shipped().Latest(id)
		a, _ := json.Marshal(was)
		b, _ := json.Marshal(p)
		if string(a) != string(b) {
			t.Errorf("%s changed", id)
		}
	}
}

func TestBadPacksAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil      func(*Pack)
		field, key string
	}{
		"same version":       {func(p *Pack) { p.Version = 1 }, "version", "rule.version_order"},
		"skipped version":    {func(p *Pack) { p.Version = 3 }, "version", "rule.version_order"},
		"earlier day":        {func(p *Pack) { p.ValidFrom = "2020-01-01" }, "valid_from", "rule.valid_from_order"},
		"no day":             {func(p *Pack) { p.ValidFrom = "" }, "valid_from", "date.bad_form"},
		"bad id":             {func(p *Pack) { p.ID = "Hunan City" }, "id", "rule.id_form"},
		"no name":            {func(p *Pack) { p.Name = "" }, "name", "fault.required"},
		"no source, no mark": {func(p *Pack) { p.Clocks[0].Source, p.Clocks[0].Default = "", false }, "clocks.0.source", "rule.no_source"},
		"unknown clock":      {func(p *Pack) { p.Clocks[0].Clock = "lunch" }, "clocks.0.clock", "rule.unknown"},
		"unknown stream":     {func(p *Pack) { p.Clocks[0].Stream = "night" }, "clocks.0.stream", "rule.unknown"},
		"unknown start":      {func(p *Pack) { p.Clocks[0].Start = "someday" }, "clocks.0.start", "rule.unknown"},
		"no term":            {func(p *Pack) { p.Clocks[0].Term = calendar.Term{} }, "clocks.0.term", "rule.no_term"},
		"a clock twice":      {func(p *Pack) { p.Clocks = append(p.Clocks, p.Clocks[1]) }, "clocks.13.clock", "rule.twice"},
		"max below reply": {func(p *Pack) {
			i := slices.IndexFunc(p.Clocks, func(r ClockRule) bool { return r.Clock == ReplyMax })
			p.Clocks[i].Term.N = 2
		}, "clocks", "rule.max_below_reply"},
		"setting missing":    {func(p *Pack) { delete(p.Policies, Withdraw) }, "policies.withdraw", "fault.required"},
		"setting unknown":    {func(p *Pack) { p.Policies["colour"] = Param{Value: "red", Default: true} }, "policies.colour", "rule.unknown"},
		"value unknown":      {func(p *Pack) { p.Policies[Withdraw] = Param{Value: "never", Default: true} }, "policies.withdraw", "rule.unknown"},
		"value not a day":    {func(p *Pack) { p.Policies[UnitReport] = Param{Value: "02-30", Default: true} }, "policies.unit_report", "rule.unknown"},
		"value not a term":   {func(p *Pack) { p.Policies[OralOpinion] = Param{Value: "soon", Default: true} }, "policies.oral_opinion", "rule.unknown"},
		"account not a term": {func(p *Pack) { p.Policies[TermAccount] = Param{Value: "soon", Default: true} }, "policies.term_account", "rule.unknown"},
		"setting, no mark":   {func(p *Pack) { p.Policies[Withdraw] = Param{Value: "any_time"} }, "policies.withdraw", "rule.no_source"},
		"exclusion unknown":  {func(p *Pack) { p.Exclusions.Codes[0] = "weather" }, "exclusions.codes.0", "rule.unknown"},
		"one class":          {func(p *Pack) { p.Scheme.Classes = p.Scheme.Classes[:1] }, "scheme.classes", "rule.too_few_classes"},
		"code twice":         {func(p *Pack) { p.Scheme.Classes[1].Code = "A" }, "scheme.classes.1.code", "rule.twice"},
		"class order":        {func(p *Pack) { p.Scheme.Classes[1].Order = 7 }, "scheme.classes.1.order", "rule.class_order"},
		"outcome unknown":    {func(p *Pack) { p.Scheme.Classes[1].Outcome = "DONE" }, "scheme.classes.1.outcome", "rule.unknown"},
		"class unexplained":  {func(p *Pack) { p.Scheme.Classes[1].Definition = "" }, "scheme.classes.1.label", "fault.required"},
	} {
		p := draft(t, "hunan-city")
		c.spoil(p)
		book, err := Shipped().With(p)
		f, ok := fault.As(err)
		if !ok || book != nil || !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Name == c.field && x.Key == c.key }) {
			t.Errorf("%s: %v, want %s %s", name, err, c.field, c.key)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for in, key := range map[string]string{
		"":                                     "rule.not_json",
		"[]":                                   "rule.not_json",
		"{}":                                   "rule.id_form",
		`{"clocks":[{"term":"-3m"}]}`:          "date.term_sign",
		`{"clocks":[{"term":"three months"}]}`: "date.term_form",
	} {
		if _, err := Parse([]byte(in)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v, want %s", in, err, key)
		}
	}
}

// A pack that somebody wrote when the limit for deciding was a setting keeps it, as the clock that it is now.
func TestALimitAmongTheSettingsOfAnOlderPackIsAClock(t *testing.T) {
	shipped, _ := Shipped().Latest("shanghai")
	for value, want := range map[string]string{"7wd": "7wd", "soon": ""} {
		older := *shipped
		older.Policies = maps.Clone(shipped.Policies)
		older.Policies["redo_decide_within"] = Param{Value: value, Source: "主任会议决定"}
		raw, err := json.Marshal(&older)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Parse(raw)
		if want == "" {
			if err == nil || !strings.Contains(err.Error(), "rule.unknown") {
				t.Errorf("%s: %v", value, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if k, ok := p.ClockFor(RedoDecide, Between); !ok || k.Term.String() != want || k.Start != FromRefusal || k.Source != "主任会议决定" {
			t.Errorf("%s: %+v", value, k)
		}
	}
}

func TestTermOf(t *testing.T) {
	p, _ := Shipped().Latest("hunan-city")
	if term, ok := p.TermOf(TermAccount); !ok || term.String() != "2m" {
		t.Errorf("%s, %v", term, ok)
	}
	if _, ok := p.TermOf(OralOpinion); ok {
		t.Error("the pack has no limit for oral opinions")
	}
	if !p.RatesBoth() || !p.Is(Withdraw, "any_time") || p.Is(Escalation, "assessment") {
		t.Error("settings of the pack are read wrongly")
	}
}
