package suggestion_test

import (
	"testing"

	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// Nobody answers a merged suggestion but its main case's unit: a round of its own would have no one to handle it. Under a pack that
// handles again by itself and under one where the committee decides alike, it waits for a decision, and the decision is made on the
// main case.
func TestAMergedAuthorsDissatisfactionWaitsForTheMainCase(t *testing.T) {
	for _, pack := range []string{"hunan-city", "shandong", "henan"} {
		t.Run(pack, func(t *testing.T) {
			w := suggestiontest.New(t, pack)
			w.Run(accepted + `
				clerk does merge {"into":99}
				on 2026-03-02
			`)
			letter := suggestion.Step{Actor: org.Actor{}, Do: "deliver_letter", Cmd: &suggestion.LetterOf{Main: 99, Reply: 3, Unit: suggestiontest.Health, Class: "A", Number: "1"}, Env: w.Env()}
			events, err := suggestion.Apply(w.Case, letter)
			if err != nil {
				t.Fatal(err)
			}
			w.Log = append(w.Log, events...)
			w.Run(`
				lead rates not_satisfied to assignment1
				expect assignment1 dissatisfied
				clerk cannot advise_redo to assignment1 guard.own_reply {"text":"宜重办"}
				head cannot redo to assignment1 guard.own_reply {"decision":"重办"}
				head does settle to assignment1 {"decision":"在主件上重新办理"}
			`)
			if _, err := w.Replayed(); err != nil {
				t.Error(err)
			}
		})
	}
}

// What came with the text comes with each part of it.
func TestASplitKeepsTheAttachments(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	w.Run(submitted)
	w.Case.Files = []suggestion.File{{Hash: "h", Name: "图.pdf", Mime: "application/pdf", Size: 3, Of: "text"}, {Hash: "r", Of: "reply", Part: 9}}
	parts := w.Case.Pieces(&suggestion.Split{Pieces: []suggestion.SplitPiece{{Title: "另一件", Requests: []int{2}}}})
	child := &suggestion.Case{ID: 8, Congress: 1}
	if _, err := suggestion.Apply(child, suggestion.Step{Do: "born_of_split", Cmd: parts[0], Env: w.Env()}); err != nil {
		t.Fatal(err)
	}
	if len(child.Files) != 1 || child.Files[0].Hash != "h" || child.Files[0].Of != "text" {
		t.Errorf("got %+v", child.Files)
	}
}
