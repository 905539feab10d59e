package suggestion_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// The time for publishing an answer is over once the answer is handled again; the one that replaces it has its own. The record says nothing of that,
// so that logs of every age replay to what they told: no clock is ended or voided.
func TestAnAnswerHandledAgainIsNotToBePublished(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	for _, step := range []struct {
		name, script string
		waits        []int // rounds of which the answer is still to be published
	}{
		{"answered", replied, []int{1}},
		{"evaluated", "lead rates not_satisfied to assignment1", []int{1}},
		{"handled again", `head does redo to assignment1 {"decision":"重新办理"}`, nil},
		{"answered again", "health replies A to assignment1", []int{2}},
	} {
		w.Run(step.script)
		var waits []int
		for _, k := range w.Case.Clocks {
			if k.Name != rule.Publish {
				continue
			}
			if k.Stopped != "" || k.Void {
				t.Errorf("%s: the record ends the clock of round %d", step.name, k.Round)
			}
			if !w.Case.Superseded(k) {
				waits = append(waits, k.Round)
			}
		}
		if !slices.Equal(waits, step.waits) {
			t.Errorf("%s: waits for %v, want %v", step.name, fmt.Sprint(waits), step.waits)
		}
	}
	again, err := w.Replayed()
	if err != nil || !bytes.Equal(suggestiontest.Stored(again), w.JSON()) {
		t.Errorf("the log tells another case: %v", err)
	}
	if slices.ContainsFunc(w.Case.Clocks, func(k *suggestion.Clock) bool { return k.Name != rule.Publish && w.Case.Superseded(k) }) {
		t.Error("another limit than that for publishing is superseded")
	}
}
