package reading

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Real texts, measured where they are at hand: make coach TEXTS=folder, for docs/coach.md. They are not ours and stay outside.
func TestCoachMeasured(t *testing.T) {
	folder := os.Getenv("COACH_TEXTS")
	if folder == "" {
		t.Skip("COACH_TEXTS names no folder")
	}
	for _, set := range []struct{ name, file, title, situation, request string }{
		{"wenzheng_hot", "wenzheng_hot/dev.jsonl", "title", "content", ""},
		{"wenzheng_class", "wenzheng_class/dev.jsonl", "title", "content", ""},
		{"tw_council", "tw_council/dev.jsonl", "title", "reason", "methods"},
		{"tw_council suggestions", "tw_council/dev_suggestions.jsonl", "suggestion", "", ""},
	} {
		n, total := map[string]int{}, 0
		for row := range rows(t, filepath.Join(folder, set.file)) {
			d := Draft{Level: "city", Title: row[set.title], Situation: row[set.situation]}
			if set.request != "" {
				d.Requests = []string{row[set.request]}
			}
			total++
			var seen []string
			for _, f := range Coach(d, pack(t, "hunan-city")) {
				if !slices.Contains(seen, f.Key) {
					seen = append(seen, f.Key)
					n[f.Key]++
				}
			}
		}
		t.Logf("%s: %d texts", set.name, total)
		for _, k := range Keys() {
			if n[k] > 0 {
				t.Logf("  %-18s %5d  %5.2f%%", k, n[k], 100*float64(n[k])/float64(total))
			}
		}
	}
}

func rows(t *testing.T, file string) func(func(map[string]string) bool) {
	return func(yield func(map[string]string) bool) {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<24)
		for s.Scan() {
			var raw map[string]any
			if err := json.Unmarshal(s.Bytes(), &raw); err != nil {
				t.Fatal(err)
			}
			row := map[string]string{}
			for k, v := range raw {
				row[k], _ = v.(string)
			}
			if !yield(row) {
				return
			}
		}
	}
}
