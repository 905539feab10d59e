package assess_test

import (
	"testing"

	"huiyin/internal/assess"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/survey"
)

// A stratum is called by what it is made of. One of which nothing bears a name has a label that is said in words.
func TestLabelsOfStrata(t *testing.T) {
	pack, _ := rule.Shipped().Latest("hunan-city")
	for _, row := range []struct {
		by   []survey.By
		of   survey.Item
		want string
	}{
		{nil, survey.Item{Case: 1, Unit: 4, Class: "SOLVED", Topic: 5}, survey.Undivided},
		{[]survey.By{survey.ByClass}, survey.Item{Case: 1, Unit: 4, Class: "SOLVED"}, "A"},
		{[]survey.By{survey.ByClass}, survey.Item{Case: 1, Unit: 4}, survey.NoClass},
		{[]survey.By{survey.ByTopic}, survey.Item{Case: 1, Unit: 4}, survey.NoTopic},
		{[]survey.By{survey.ByClass, survey.ByTopic}, survey.Item{Case: 1, Unit: 4, Class: "SOLVED"}, "A"},
	} {
		drawn, err := survey.Draw(survey.Plan{Seed: "甲市", By: row.by, Size: 1}, []survey.Item{row.of})
		if err != nil {
			t.Fatal(err)
		}
		if got := assess.Label(drawn.Strata[0], &store.Directory{}, pack); got != row.want {
			t.Errorf("by %v of %+v: %q, want %q", row.by, row.of, got, row.want)
		}
	}
}
