package suggestion_test

import (
	"bytes"
	"testing"

	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// What was entered before a scan was asked for stands in its log without one: it is replayed, and decided, as it is.
func TestWhatWasEnteredWithoutAScanIsReplayed(t *testing.T) {
	for name, script := range map[string]string{
		"a paper evaluation": replied + `
			clerk does enter_evaluation to assignment1 {"attitude":"satisfied","result":"basically","on":"2026-03-02","scan":"s"}
			clerk2 does confirm_evaluation to evaluation1
		`,
		"a suggestion on paper": `
			clerk does start_draft {"title":"某建议","situation":"情况","requests":["一"],"origin":"visit","publish":"full","deputy":1,"entered_how":"paper"}
			clerk does submit {"scan":"p"}
			county does pass_check
		`,
	} {
		w := suggestiontest.New(t, "hunan-city")
		w.Run(script)
		prev, scans := "", 0
		for i := range w.Log {
			e := &w.Log[i]
			for scan, none := range map[string]string{`"scan":"s"`: `"scan":""`, `,"scan":"p"`: ``} {
				scans += bytes.Count(e.Payload, []byte(scan))
				e.Payload = bytes.ReplaceAll(e.Payload, []byte(scan), []byte(none))
			}
			e.Seal(prev)
			prev = e.Hash
		}
		back, err := w.Replayed()
		if err != nil || scans != 1 {
			t.Fatalf("%s: %d scans, %v", name, scans, err)
		}
		if back.State != w.Case.State || back.ScanOf(w.Part("case")) != "" || len(back.Evaluations) > 0 && back.ScanOf(back.Evaluations[0].No) != "" {
			t.Errorf("%s: %s, wanted %s without a scan", name, back.State, w.Case.State)
		}
	}
}

// What is split off comes from the same paper.
func TestAPieceKeepsThePaper(t *testing.T) {
	w := suggestiontest.New(t, "hunan-city")
	w.Run(`
		clerk does start_draft {"title":"某建议","situation":"情况","requests":["一","二"],"origin":"visit","publish":"full","deputy":1,"entered_how":"paper"}
		clerk does submit {"scan":"p"}
		county does pass_check
	`)
	born := w.Case.Pieces(&suggestion.Split{Pieces: []suggestion.SplitPiece{{Title: "其一", Requests: []int{1}}}})
	piece := &suggestion.Case{ID: 8}
	if _, err := suggestion.Apply(piece, suggestion.Step{Do: "born_of_split", Cmd: born[0], Env: w.Env()}); err != nil {
		t.Fatal(err)
	}
	if piece.ScanOf(0) != "p" || piece.EnteredHow != "paper" {
		t.Errorf("entered from %q with scan %q", piece.EnteredHow, piece.Scan)
	}
}
