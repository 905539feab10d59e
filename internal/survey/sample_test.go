package survey_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
)

// people is a population of sizes: so many cases of unit 1, of unit 2 and so on.
func people(sizes ...int) []survey.Item {
	var out []survey.Item
	for u, n := range sizes {
		for i := range n {
			class := "SOLVED"
			if i%3 == 0 {
				class = "IN_PROGRESS"
			}
			out = append(out, survey.Item{Case: int64(1000*(u+1) + i), Unit: int64(u + 1), Class: class, Topic: int64(i % 2)})
		}
	}
	return out
}

func takes(s survey.Sample) string {
	var out []string
	for _, k := range s.Strata {
		out = append(out, fmt.Sprintf("%d/%d", k.Take, k.Size))
	}
	return strings.Join(out, " ")
}

func TestDraw(t *testing.T) {
	unit := []survey.By{survey.ByUnit}
	for name, c := range map[string]struct {
		plan survey.Plan
		of   []survey.Item
		want string // shares, or field and key of the complaint
	}{
		"in proportion": {survey.Plan{Seed: "s", By: unit, Size: 10}, people(50, 30, 20), "5/50 3/30 2/20"},
		"the largest remainders get what is left": {survey.Plan{Seed: "s", By: unit, Size: 10}, people(47, 33, 20), "5/47 3/33 2/20"},
		"equal remainders go to the larger":       {survey.Plan{Seed: "s", By: unit, Size: 3}, people(3, 1, 2), "2/3 0/1 1/2"},
		"a small one may get nothing":             {survey.Plan{Seed: "s", By: unit, Size: 4}, people(50, 45, 1), "2/50 2/45 0/1"},
		"at least one where asked":                {survey.Plan{Seed: "s", By: unit, Size: 4, Floor: true}, people(50, 45, 1), "2/50 1/45 1/1"},
		"everybody":                               {survey.Plan{Seed: "s", By: unit, Size: 6}, people(3, 2, 1), "3/3 2/2 1/1"},
		"without strata":                          {survey.Plan{Seed: "s", Size: 2}, people(3, 2), "2/5"},
		"two kinds of strata":                     {survey.Plan{Seed: "s", By: []survey.By{survey.ByUnit, survey.ByClass}, Size: 4}, people(6, 6), "1/2 1/4 1/2 1/4"},
		"sizes by hand":                           {survey.Plan{Seed: "s", By: unit, Sizes: map[string]int{"unit=1": 2, "unit=2": 0}}, people(3, 2), "2/3 0/2"},
		"larger than its stratum":                 {survey.Plan{Seed: "s", By: unit, Sizes: map[string]int{"unit=1": 4}}, people(3, 2), "sizes.unit=1 survey.larger_than_stratum"},
		"a stratum that is not there":             {survey.Plan{Seed: "s", By: unit, Sizes: map[string]int{"unit=9": 1}}, people(3, 2), "sizes survey.unknown_stratum"},
		"less than nothing":                       {survey.Plan{Seed: "s", By: unit, Sizes: map[string]int{"unit=1": -1}}, people(3, 2), "sizes.unit=1 field.number"},
		"none, and at least one":                  {survey.Plan{Seed: "s", By: unit, Floor: true, Sizes: map[string]int{"unit=1": 1, "unit=2": 0}}, people(3, 2), "sizes.unit=2 survey.floor_of_one"},
		"larger than the population":              {survey.Plan{Seed: "s", By: unit, Size: 6}, people(3, 2), "size survey.larger_than_population"},
		"fewer than the strata":                   {survey.Plan{Seed: "s", By: unit, Size: 2, Floor: true}, people(3, 2, 1), "size survey.fewer_than_strata"},
		"no size":                                 {survey.Plan{Seed: "s", By: unit}, people(3, 2), "size field.required"},
		"no seed":                                 {survey.Plan{Seed: " ", By: unit, Size: 1}, people(3, 2), "seed field.required"},
		"nobody":                                  {survey.Plan{Seed: "s", By: unit, Size: 1}, nil, "size survey.nobody_to_ask"},
		"a case twice":                            {survey.Plan{Seed: "s", By: unit, Size: 1}, append(people(1), people(1)...), "size survey.case_twice"},
		"strata of nothing known":                 {survey.Plan{Seed: "s", By: []survey.By{"mood"}, Size: 1}, people(3), "by.0 field.choice"},
		"the same strata twice":                   {survey.Plan{Seed: "s", By: []survey.By{survey.ByUnit, survey.ByUnit}, Size: 1}, people(3), "by.1 field.choice"},
	} {
		s, err := survey.Draw(c.plan, c.of)
		got := takes(s)
		if f, ok := fault.As(err); ok {
			got = f.Fields[0].Name + " " + f.Fields[0].Key
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// The published rule, worked out by hand once: anybody with the seed gets this order.
func TestRankIsThePublishedHash(t *testing.T) {
	// printf '%s' '2026-邵衡|1001' | sha256sum
	if got := survey.Rank("2026-邵衡", 1001); got != "11720337e94d84627d14bb3a1f741ed2aea96f8adcfb95eaa837ee751bcea4cc" {
		t.Errorf("rank %s", got)
	}
}

func plans(t *rapid.T) (survey.Plan, []survey.Item) {
	of := people(rapid.SliceOfN(rapid.IntRange(0, 40), 1, 8).Draw(t, "sizes")...)
	if len(of) == 0 {
		of = people(1)
	}
	by := [][]survey.By{nil, {survey.ByUnit}, {survey.ByUnit, survey.ByClass}, {survey.ByTopic, survey.ByClass, survey.ByUnit}}
	p := survey.Plan{
		Seed: rapid.StringMatching(`[a-z0-9]{1,12}`).Draw(t, "seed"), By: rapid.SampledFrom(by).Draw(t, "by"),
		Size: rapid.IntRange(1, len(of)).Draw(t, "size"), Floor: rapid.Bool().Draw(t, "floor"),
	}
	return p, of
}

func TestSamplesKeepTheirPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, of := plans(t)
		s, err := survey.Draw(p, of)
		if err != nil {
			if f, _ := fault.As(err); f.Fields[0].Key != "survey.fewer_than_strata" {
				t.Fatal(err)
			}
			return
		}
		taken, size, seen := 0, 0, map[int64]bool{}
		for _, k := range s.Strata {
			taken += k.Take
			size += k.Size
			if k.Take > k.Size || len(k.Order) != k.Size || p.Floor && k.Take == 0 {
				t.Fatalf("stratum %+v", k)
			}
			// no stratum is further than one from its exact share, when nobody asked for a floor
			if exact := p.Size * k.Size / len(of); !p.Floor && (k.Take < exact || k.Take > exact+1) {
				t.Fatalf("%s: %d taken, exact share %d", k.Name, k.Take, exact)
			}
			for _, id := range k.Order {
				if seen[id] {
					t.Fatalf("case %d twice", id)
				}
				seen[id] = true
			}
		}
		if taken != p.Size || taken != s.Size || size != len(of) || len(seen) != len(of) {
			t.Fatalf("%d taken of %d wanted; %d cases of %d", taken, p.Size, size, len(of))
		}
		again, err := survey.Draw(p, rapid.Permutation(of).Draw(t, "order"))
		if err != nil || fmt.Sprint(again) != fmt.Sprint(s) {
			t.Fatalf("another order of the population drew another sample: %v", err)
		}
	})
}

func TestAnotherSeedDrawsAnotherSample(t *testing.T) {
	a, _ := survey.Draw(survey.Plan{Seed: "1", Size: 20}, people(200))
	b, _ := survey.Draw(survey.Plan{Seed: "2", Size: 20}, people(200))
	if slices.Equal(a.Strata[0].Chosen(), b.Strata[0].Chosen()) {
		t.Error("two seeds drew the same twenty of two hundred")
	}
}

// Weights add up to the cases of the strata that answered: to the whole population when all did.
func TestWeightsSumToThePopulation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, of := plans(t)
		s, err := survey.Draw(p, of)
		if err != nil {
			return
		}
		var answers []survey.Answer
		levels := []suggestion.Rating{suggestion.Satisfied, suggestion.Basically, suggestion.NotSatisfied}
		for _, k := range s.Strata {
			for _, id := range k.Chosen() {
				if rapid.IntRange(0, 4).Draw(t, "answers") > 0 {
					answers = append(answers, survey.Answer{Case: id, Rating: rapid.SampledFrom(levels).Draw(t, "level")})
				}
			}
		}
		r, ok := survey.Estimate(s, answers, survey.Content)
		if !ok != (len(answers) == 0) {
			t.Fatalf("%d answers: ok %t", len(answers), ok)
		}
		stands := 0
		for _, w := range r.Weights {
			stands += w.Size
		}
		if stands != r.Covered {
			t.Fatalf("the weights stand for %d, the strata hold %d", stands, r.Covered)
		}
		if len(r.Silent) == 0 && r.Covered != len(of) {
			t.Fatalf("everybody answered for, %d covered of %d", r.Covered, len(of))
		}
		if r.Permille < 0 || r.Permille > 1000 || r.Replied != len(answers) {
			t.Fatalf("result %+v of %d answers", r, len(answers))
		}
		if r.Replied == len(of) && r.Margin != 0 {
			t.Fatalf("everybody was asked and answered, margin %d", r.Margin)
		}
	})
}

func TestEstimate(t *testing.T) {
	draw := func(size int, of ...int) survey.Sample {
		s, err := survey.Draw(survey.Plan{Seed: "s", By: []survey.By{survey.ByUnit}, Size: size, Floor: true}, people(of...))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	// say answers for each stratum: so many satisfied, so many not.
	say := func(s survey.Sample, pairs ...int) []survey.Answer {
		var out []survey.Answer
		for i, k := range s.Strata {
			for j := range pairs[2*i] + pairs[2*i+1] {
				r := suggestion.Satisfied
				if j >= pairs[2*i] {
					r = suggestion.NotSatisfied
				}
				out = append(out, survey.Answer{Case: k.Order[j], Rating: r})
			}
		}
		return out
	}
	whole, halves, apart := draw(8, 8), draw(40, 100), draw(20, 90, 10)
	for name, c := range map[string]struct {
		s       survey.Sample
		answers []survey.Answer
		want    string
	}{
		"everybody: no margin":                       {whole, say(whole, 7, 1), "875 ±0 of 8"},
		"40 of 100, 30 content":                      {halves, say(halves, 30, 10), "750 ±105 of 40"}, // 1.96·√(0.6·0.75·0.25/39)
		"all content: nothing to spread":             {halves, say(halves, 40, 0), "1000 ±0 of 40"},
		"the large stratum weighs nine times":        {apart, say(apart, 18, 0, 0, 2), "900 ±0 of 20"},
		"one answer alone: the widest spread":        {draw(2, 2, 8), say(draw(2, 2, 8), 1, 0, 0, 0), "1000 ±693 of 1 without unit=2"}, // 1.96·√(½·¼)
		"a third of three, half up":                  {draw(3, 3), say(draw(3, 3), 1, 2), "333 ±0 of 3"},
		"an answer on a case not drawn":              {whole, append(say(whole, 7, 1), survey.Answer{Case: 99999, Rating: suggestion.NotSatisfied}), "875 ±0 of 8"},
		"a second answer on one case does not count": {whole, append(say(whole, 7, 1), say(whole, 0, 8)...), "875 ±0 of 8"},
	} {
		r, _ := survey.Estimate(c.s, c.answers, survey.Content)
		got := fmt.Sprintf("%d ±%d of %d", r.Permille, r.Margin, r.Replied)
		if len(r.Silent) > 0 {
			got += " without " + strings.Join(r.Silent, " ")
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if _, ok := survey.Estimate(whole, nil, survey.Content); ok {
		t.Error("nobody answered, and there is a result")
	}
}

func TestSheets(t *testing.T) {
	s, err := survey.Draw(survey.Plan{Seed: "s", By: []survey.By{survey.ByUnit}, Size: 10}, people(50, 12))
	if err != nil {
		t.Fatal(err)
	}
	sheets := survey.Sheets(s, 3)
	seen, first := map[int64]bool{}, 0
	for i, sheet := range sheets {
		for j, call := range sheet {
			if seen[call.Case] || call.No != j*3+i+1 {
				t.Errorf("sheet %d, line %d: %+v", i, j, call)
			}
			seen[call.Case] = true
			if call.Reserve == 0 {
				first++
			}
			if j > 0 && sheet[j-1].Reserve > 0 && call.Reserve == 0 {
				t.Errorf("sheet %d: a reserve before the sample", i)
			}
		}
	}
	if len(sheets) != 3 || first != 10 || len(seen) != 20 {
		t.Errorf("%d sheets, %d of the sample, %d calls", len(sheets), first, len(seen))
	}
	if survey.Sheets(s, 0) != nil {
		t.Error("nobody calls, and there are sheets")
	}
}
