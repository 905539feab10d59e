package suggestion_test

import (
	"slices"
	"strings"
	"testing"

	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// Who hears of what becomes of a promise: the deputy, the unit, the committee's office and, of a key suggestion, the special committee that supervises it,
// which may also verify. The water unit stands under no special committee.
func TestWhoIsToldOfAPromise(t *testing.T) {
	const promised = accepted + `
		clerk does propose_units {"shares":[{"unit":6,"role":"sole"}]}
	` + assign + `
		water does sign_for to assignment1
		water does note_contact to assignment1 {contact}
		on 2026-03-02
		water replies B to assignment1 [{promise}]
		lead rates satisfied to assignment1
	`
	const claimed = `water does claim_done to commitment1 {"on":"2026-03-02","evidence":"已验收"}
	`
	for _, c := range []struct {
		name, script, key string
		told              []string // lead is post:1, the office office:1, the special committee special:8
	}{
		{"its day is moved", `water does move_date to commitment1 {"until":"2026-11-30","reason":"汛期停工"}`, "promise_moved", []string{"post:1", "office:1", "special:8"}},
		{"given up", `waterhead does give_up to commitment1 {"reason":"资金未到位"}`, "promise_broken", []string{"post:1", "office:1", "special:8"}},
		{"declared done", claimed, "claimed", []string{"office:1", "special:8"}},
		{"the deputy says that it is not", claimed + `lead does rate_fulfilment to commitment1 {"rating":"not_satisfied","note":"未见完工"}`, "promise_unkept", []string{"unit:6", "office:1", "special:8"}},
		{"found untrue", claimed + `clerk does overturn to commitment1 {"reason":"未见完工"}`, "promise_unkept", []string{"unit:6", "post:1"}},
	} {
		for key, mark := range map[bool]suggestion.MarkKey{false: {}, true: {Level: "committee", Body: suggestiontest.SpecialA}} {
			w := suggestiontest.New(t, "hunan-city")
			w.Run(promised)
			if key {
				w.Order(0, "mark_key", &mark)
			}
			w.Run(c.script)
			var got []string
			for _, n := range w.Notices {
				if n.Key == c.key {
					got = append(got, n.Holder)
					if moved := c.key == "promise_moved"; moved != (n.Due == "2026-11-30") {
						t.Errorf("%s: %s is told of the day %q", c.name, n.Holder, n.Due)
					}
				}
			}
			want := slices.DeleteFunc(slices.Clone(c.told), func(h string) bool { return !key && strings.HasPrefix(h, "special") })
			if !slices.Equal(got, want) {
				t.Errorf("%s, key %v: %v are told, want %v", c.name, key, got, want)
			}
		}
	}
	w := suggestiontest.New(t, "hunan-city")
	w.Run(promised + claimed + `
		special cannot verify_fulfilment to commitment1 fault.not_yours {"text":"已到现场"}
	`)
	w.Order(0, "mark_key", &suggestion.MarkKey{Level: "committee", Body: suggestiontest.SpecialA})
	w.Run(`special does verify_fulfilment to commitment1 {"text":"已到现场"}
		lead does rate_fulfilment to commitment1 {"rating":"satisfied"}
		expect commitment1 kept
		special does overturn to commitment1 {"reason":"实地查看未建成"}
		told office:1 promise_unkept`)
}
