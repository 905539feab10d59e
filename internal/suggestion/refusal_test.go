package suggestion_test

import (
	"bytes"
	"strings"
	"testing"

	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// Wherever a walk ends, everybody tries everything on every part: what is not offered is refused, and a refusal leaves no trace.
func TestEveryRefusalLeavesTheCaseAlone(t *testing.T) {
	tried, refused := 0, 0
	for i, c := range walks {
		if i%4 != 0 {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, c.pack)
			w.Run(c.script)
			w.Pass()
			if w.Case.State == "" {
				return // what does not exist yet is begun by a page of its own and offers nothing
			}
			before := w.JSON()
			for part := range w.Case.LastPart + 1 {
				machine, _, ok := w.Case.Part(part)
				if !ok {
					continue
				}
				table, _ := suggestion.Machine(machine)
				for _, name := range suggestiontest.Names() {
					may := map[string]bool{}
					for _, o := range suggestion.Offers(w.Case, w.Actor(name), w.Env()) {
						if o.Part == part && o.Reason == "" {
							may[string(o.Do)] = true
						}
					}
					for _, do := range table.Actions() {
						tried++
						if may[string(do)] {
							continue
						}
						cmd, _, _ := suggestion.NewCommand(do)
						_, err := suggestion.Apply(w.Case, suggestion.Step{Actor: w.Actor(name), Part: part, Do: do, Cmd: cmd, Env: w.Env()})
						refused++
						if err == nil {
							t.Fatalf("%s did %s on %s without being offered it", name, do, machine)
						}
						if key := suggestiontest.KeyOf(err); strings.HasPrefix(key, "internal") {
							t.Errorf("%s %s on %s: %s", name, do, machine, key)
						}
						if !bytes.Equal(before, w.JSON()) {
							t.Fatalf("%s %s on %s was refused and changed the case", name, do, machine)
						}
					}
				}
			}
		})
	}
	t.Logf("%d acts tried, %d refused", tried, refused)
}
