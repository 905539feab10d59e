package suggestion_test

import (
	"strings"
	"testing"

	"huiyin/internal/flow"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// consenting is a handled suggestion whose author agrees to another publication than that of the whole text.
func consenting(to string) string {
	return strings.Replace(replied, "lead does submit", `lead does write {"title":"某建议","situation":"情况","requests":["一","二"],"origin":"visit","publish":"`+to+`"}
		lead does submit`, 1)
}

// The time for publishing an answer ends with the act that settles it, and the log says why. A log of the time before it was ended replays as it was
// written; its clock reads as over, and the next act ends it.
func TestTheTimeForPublishingEnds(t *testing.T) {
	const silently = `
		health replies A to assignment1
		water does draft_reply to assignment2 {"answers":["答一","答二"],"class":"A","contact":"某科","phone":"0000","publish":"none"}
		water does send_for_review to reply2
		waterhead does approve_reply to reply2
	`
	for _, c := range []struct {
		name, script, act string
		runs              bool // before the act
		by                flow.Action
		clock             string // what is left of the first answer's clock: runs, void, or the day on which it was met
	}{
		{"answered, and not yet decided", alone + "on 2026-03-02", "health replies A to assignment1", false, "", "runs"},
		{"decided: there is nothing to follow", replied + "on 2026-03-05", "lead rates satisfied to assignment1", true, "publish_answer", "2026-03-05"},
		{"decided: a promise is followed", alone + "on 2026-03-02\nhealth replies B to assignment1 [{promise}]\non 2026-03-05", "lead rates satisfied to assignment1", true, "publish_answer", "2026-03-05"},
		{"decided: nobody evaluated it", replied + "on 2026-12-31", "time passes", true, "publish_answer", ""},
		{"not satisfied, and not yet decided", replied, "lead rates not_satisfied to assignment1", true, "", "runs"},
		{"handled again", replied + "lead rates not_satisfied to assignment1", `head does redo to assignment1 {"decision":"重新办理"}`, true, "publish_replaced", "void"},
		{"the author becomes protected", replied, `lead does protect {"on":true}`, true, "publish_protected", "void"},
		{"the author agreed to the title alone", strings.Split(consenting("title"), "on 2026-03-02")[0] + "on 2026-03-02", "health replies A to assignment1", false, "publish_not_agreed", "void"},
		{"the author agreed to nothing", strings.Split(consenting("none"), "on 2026-03-02")[0] + "on 2026-03-02", "health replies A to assignment1", false, "publish_not_agreed", "void"},
		{"another unit does not publish", separate + "on 2026-03-02" + silently, `waterhead does issue to reply2 {"number":"某函〔2026〕2号"}`, true, "publish_declined", "void"},
		{"withdrawn", replied, `lead does withdraw {"reason":"已解决"}`, true, "", "void"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := suggestiontest.New(t, "hunan-city")
			w.Run(c.script)
			first := func(k *suggestion.Case) *suggestion.Clock { return k.Clock(rule.Publish, w.Part("assignment1")) }
			if k := first(w.Case); c.runs != (k != nil && k.Running() && !w.Case.PublishingOver(k)) {
				t.Fatalf("before the act the clock is %+v", k)
			}
			before := len(w.Log)
			w.Run(c.act)
			var ended []flow.Action
			for _, e := range w.Log[before:] {
				if strings.HasPrefix(string(e.Action), "publish_") {
					ended = append(ended, e.Action)
				}
			}
			if len(ended) > 1 || (len(ended) == 1) != (c.by != "") || c.by != "" && ended[0] != c.by {
				t.Fatalf("ended by %v, want %q", ended, c.by)
			}
			k := first(w.Case)
			switch {
			case c.clock == "runs" && k.Running() && !w.Case.PublishingOver(k), c.clock == "void" && k.Void:
			case !k.Void && k.Stopped != "" && (c.clock == "" || string(k.Stopped) == c.clock):
			default:
				t.Fatalf("the clock is %+v, want %s", k, c.clock)
			}
			w.Replays()
			if c.by == "" || w.Log[len(w.Log)-1].Action != c.by {
				return
			}
			stopped := k.Stopped
			w.Log = w.Log[:len(w.Log)-1]
			var err error
			if w.Case, err = w.Replayed(); err != nil {
				t.Fatalf("an old log: %v", err)
			}
			if k = first(w.Case); !k.Running() || !w.Case.PublishingOver(k) {
				t.Errorf("in an old log the clock is %+v", k)
			}
			w.Day = "2027-01-04"
			w.Pass()
			if k = first(w.Case); k.Running() || k.Stopped != stopped {
				t.Errorf("taken up again the clock is %+v, want %s", k, stopped)
			}
		})
	}
}
