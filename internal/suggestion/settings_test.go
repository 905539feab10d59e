package suggestion_test

import (
	"testing"

	"huiyin/internal/suggestion/suggestiontest"
)

// What becomes of a matter unfit for a suggestion, and which matters are, is the pack's to say; a pack that says nothing leaves both exits.
func TestWhatIsNoSuggestionLeavesAsThePackSays(t *testing.T) {
	const (
		refuse = ` {"reasons":["other"],"note":"不属建议"}`
		away   = "\nexpect case "
	)
	for _, k := range []struct{ says, pack, script string }{
		{"Shanghai: returned or a letter, not refused", "shanghai", "clerk cannot refuse guard.may_refuse" + refuse + "\nclerk does to_letter" + refuse + away + "letter"},
		{"Qingdao: a letter or revised", "qingdao", "clerk cannot refuse guard.may_refuse" + refuse + "\nclerk does to_letter" + refuse + away + "letter"},
		{"Chongqing: passed on for reference", "chongqing", "clerk cannot refuse guard.may_refuse" + refuse + "\nclerk does to_letter" + refuse + away + "letter"},
		{"Zhejiang: not accepted, no letter", "zhejiang", "clerk cannot to_letter guard.may_be_letter" + refuse + "\nclerk does refuse" + refuse + away + "refused"},
		{"Beijing: sent back with the advice to withdraw, or not handed over", "beijing", "clerk cannot to_letter guard.may_be_letter" + refuse + "\nclerk does return" + refuse + "\nlead does withdraw {\"reason\":\"接受建议撤回\"}" + away + "withdrawn"},
		{"Hunan says nothing: refused", "hunan-city", "clerk does refuse" + refuse + away + "refused"},
		{"Hunan says nothing: a letter", "hunan-city", "clerk does to_letter" + refuse + away + "letter"},
		{"Henan does not list academic discussion", "henan", `clerk cannot return field.choice {"reasons":["unclear_facts","academic"],"note":"不属建议"}` + "\n" + `clerk does return {"reasons":["unclear_facts","bidding"],"note":"不属建议"}` + away + "returned"},
		{"Chongqing does not list tenders, and lists complaints", "chongqing", `clerk cannot to_letter field.choice {"reasons":["bidding"],"note":"不属建议"}` + "\n" + `clerk does to_letter {"reasons":["complaint"],"note":"不属建议"}` + away + "letter"},
	} {
		t.Run(k.says, func(t *testing.T) {
			w := suggestiontest.New(t, k.pack)
			w.Run(submitted + k.script)
			w.Replays()
		})
	}
}

// Who is told of the reply to a joint suggestion: every signer, or the lead deputy, who passes it on.
func TestTheReplyToAJointSuggestionGoesToWhomThePackSays(t *testing.T) {
	handled := joint + `
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
	` + assign + `
		health does sign_for to assignment1
		health does note_contact to assignment1 {contact}
	`
	for _, k := range []struct {
		pack, class string
		every       bool
	}{{"hunan-city", "A", true}, {"shanghai", "adopted", true}, {"shandong", "solved", true}, {"qingdao", "solved", false}} {
		t.Run(k.pack, func(t *testing.T) {
			w := suggestiontest.New(t, k.pack)
			w.Run(handled + "health replies " + k.class + " to assignment1")
			if got := w.Told("post:2", "replied_cosigner"); got != k.every {
				t.Errorf("the co-signer is told: %v", got)
			}
			if got := w.Told("post:1", "replied"); got != k.every {
				t.Errorf("the lead deputy is told for itself: %v", got)
			}
			if got := w.Told("post:1", "replied_relay"); got == k.every {
				t.Errorf("the lead deputy is asked to pass it on: %v", got)
			}
		})
	}
	t.Run("nobody co-signed: there is nobody to tell", func(t *testing.T) {
		w := suggestiontest.New(t, "qingdao")
		w.Run(alone + "health replies solved to assignment1")
		if !w.Told("post:1", "replied") || w.Told("post:1", "replied_relay") {
			t.Error("a sole author is asked to pass the reply on")
		}
	})
}
