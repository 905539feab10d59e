package suggestion_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// bodies gives random walks something to say. DAY is today, LATER a day some weeks on.
var bodies = map[flow.Action][]string{
	"start_draft":        {draftText},
	"write":              {draftText, strings.Replace(draftText, `"b"`, `"b","c"`, 1), `{"title":"y"}`},
	"invite":             {`{"deputies":[2]}`, `{"deputies":[2,3],"until":"LATER"}`},
	"return":             {`{"reasons":["other"],"note":"x"}`},
	"return_check":       {`{"reasons":["other"],"note":"x"}`},
	"refuse":             {`{"reasons":["other"],"note":"x"}`},
	"to_letter":          {`{"reasons":["other"],"note":"x"}`},
	"accept":             {`{"number":"1","category":5}`},
	"split":              {`{"pieces":[{"title":"z","requests":[2]}]}`},
	"merge":              {`{"into":99}`},
	"unmerge":            {`{"reason":"x"}`},
	"withdraw":           {`{"reason":"x"}`},
	"propose_units":      {`{"shares":[{"unit":4,"role":"sole"}]}`, `{"shares":[{"unit":4,"role":"lead"},{"unit":5,"role":"co"}]}`, `{"shares":[{"unit":4,"role":"separate"},{"unit":6,"role":"separate"}],"precheck":true}`, `{"shares":[{"unit":7,"role":"lead"},{"unit":5,"role":"co"}]}`},
	"add_units":          {`{"shares":[{"unit":6,"role":"co"}],"reason":"x"}`, `{"shares":[{"unit":6,"role":"separate"}],"reason":"x"}`},
	"reopen":             {`{"reason":"x"}`},
	"urge":               {`{"text":"x"}`},
	"instruct":           {`{"text":"x"}`, `{"text":"x","to":"office"}`, `{"text":"x","to":"gov","until":"LATER"}`},
	"pass_instruction":   {`{"unit":4}`, `{"unit":6}`},
	"report_instruction": {`{"text":"x"}`},
	"return_instruction": {`{"reason":"x"}`},
	"enter_reading":      {`{"text":"x"}`},
	"propose_correction": {`{"field":"assigned_on","to":"DAY","why":"x"}`, `{"field":"submitted_on","to":"DAY","why":"x"}`, `{"field":"replied_on","to":"DAY","why":"x"}`, `{"field":"class","class":"C","why":"x"}`, `{"field":"result","rating":"basically","why":"x"}`, `{"field":"at_meeting","yes":"yes","why":"x"}`, `{"field":"number","to":"2","why":"x"}`, `{"field":"stream","stream":"between","why":"x"}`, `{"field":"stream","stream":"session","why":"x"}`, `{"field":"roles","shares":[{"unit":5,"role":"lead"},{"unit":4,"role":"co"}],"why":"x"}`},
	"report_pressure":    {`{"text":"x"}`},
	"protect":            {`{"on":true}`, `{}`},
	"object":             {`{"reason":"x","proposes":6}`},
	"distribute":         {`{"shares":[{"unit":6,"role":"sole"}]}`},
	"plan":               {`{"plan":"x"}`},
	"instruct_unit":      {`{"text":"x"}`},
	"note_contact":       {`{"phase":"before","way":"visit","on":"DAY","who":"x","rank":"section","text":"x"}`},
	"ask_extension":      {`{"until":"LATER","reason":"x"}`},
	"interim_reply":      {`{"text":"x"}`},
	"give_opinion":       {`{"text":"x"}`},
	"mend_opinion":       {`{"text":"x"}`},
	"consider":           {`{"text":"x"}`},
	"draft_reply":        {replyText, replyPromise},
	"write_reply":        {replyText, replyPromise, `{"answers":["a"]}`},
	"evaluate":           {`{"result":"satisfied"}`, `{"result":"not_satisfied","reasons":"x"}`, `{"attitude":"satisfied","result":"satisfied"}`, `{"attitude":"satisfied","result":"not_satisfied","reasons":"x"}`},
	"enter_evaluation":   {`{"result":"basically","on":"DAY","scan":"s"}`, `{"attitude":"basically","result":"basically","on":"DAY","scan":"s"}`},
	"reject_evaluation":  {`{"reason":"x"}`},
	"enter_withdrawal":   {`{"reason":"x","on":"DAY","scan":"s"}`},
	"reject_withdrawal":  {`{"reason":"x"}`},
	"hold_meeting":       {`{"text":"x"}`},
	"redo":               {`{"decision":"x"}`},
	"advise_redo":        {`{"text":"x"}`},
	"settle":             {`{"decision":"x"}`},
	"grant_objection":    {`{"unit":6,"decision":"x"}`, `{"unit":5,"decision":"x"}`},
	"refuse_objection":   {`{"decision":"x"}`},
	"refuse_extension":   {`{"decision":"x"}`},
	"send_back_opinion":  {`{"reason":"x"}`},
	"send_back_reply":    {`{"reason":"x"}`},
	"fail_precheck":      {`{"reason":"x"}`},
	"issue":              {`{"number":"1"}`},
	"note_progress":      {`{"text":"x","percent":40}`},
	"move_date":          {`{"until":"LATER","reason":"x"}`, `{"until":"2026-12-30","reason":"x"}`},
	"claim_done":         {`{"on":"DAY","evidence":"x"}`},
	"give_up":            {`{"reason":"x"}`},
	"rate_fulfilment":    {`{"rating":"satisfied"}`, `{"rating":"not_satisfied","note":"x"}`},
	"overturn":           {`{"reason":"x"}`},
	"dispute_contact":    {`{"reason":"x"}`},
	"refuse_correction":  {`{"decision":"x"}`},
	"answer_report":      {`{"text":"x"}`},
	"register_form":      {`{}`, `{"handed":true}`, `{"handed":true,"signed":true,"level":"satisfied"}`},
	"doubt_form":         {`{"reason":"x"}`},
	"enter_secret":       {`{"number":"9","on":"DAY"}`},
}

const (
	draftText    = `{"title":"x","situation":"s","requests":["a","b"],"origin":"visit","publish":"full"}`
	replyText    = `{"answers":["a","b","c"],"class":"A","contact":"c","phone":"0","publish":"full"}`
	replyPromise = `{"answers":["a","b","c"],"class":"B","contact":"c","phone":"0","promises":[{"words":"w","result":"r","due":"2026-12-01"}]}`
)

// forward are the acts that carry a case on; a random walk prefers them, or it would hardly ever reach a reply.
var forward = []flow.Action{
	"submit", "pass_check", "start_review", "accept", "propose_units", "assign", "sign_for", "note_contact", "give_opinion", "draft_reply",
	"write_reply", "send_for_review", "approve_reply", "issue", "pass_precheck", "evaluate", "finish_evaluation", "redo", "claim_done",
	"rate_fulfilment", "verify_fulfilment", "take_opinion", "close_cosigning", "confirm", "distribute",
}

func TestRandomLives(t *testing.T) {
	reached := map[flow.State]bool{}
	rapid.Check(t, func(r *rapid.T) {
		pack := rapid.SampledFrom([]string{"hunan-city", "shanghai", "beijing", "zhejiang", "shandong", "henan", "chongqing", "township", "law"}).Draw(r, "pack")
		w := suggestiontest.New(r, pack)
		if err := act(r, w, "lead", 0, "start_draft"); err != nil {
			r.Fatalf("start: %v", err)
		}
		for range 60 {
			step(r, w)
			check(r, w)
			reached[w.Case.State] = true
		}
		w.Replays()
	})
	for _, s := range []flow.State{suggestion.Handling, suggestion.Withdrawn, suggestion.Replied} {
		if !reached[s] {
			t.Errorf("no walk reached %s: the walks are too weak", s)
		}
	}
	t.Log("reached:", slices.Sorted(maps.Keys(reached)))
}

// step lets days pass, does something possible, or tries something at random that mostly is not.
func step(r *rapid.T, w *suggestiontest.Walk) {
	switch kind := rapid.IntRange(0, 9).Draw(r, "kind"); {
	case kind == 0:
		w.Day = w.Day.AddDays(rapid.IntRange(1, 25).Draw(r, "days"))
		w.Pass()
	case kind < 8:
		list := open(w)
		if len(list) == 0 {
			return
		}
		o := rapid.SampledFrom(list).Draw(r, "offer")
		_ = act(r, w, o.who, o.Part, o.Do) // its words may still be refused
	default:
		name := rapid.SampledFrom(suggestiontest.Names()).Draw(r, "who")
		m := rapid.SampledFrom(suggestion.Tables).Draw(r, "machine")
		do := rapid.SampledFrom(m.Actions()).Draw(r, "do")
		part := rapid.IntRange(0, w.Case.LastPart+1).Draw(r, "part")
		refuse(r, w, name, part, do)
	}
}

type chance struct {
	who string
	suggestion.Offer
}

// open lists what anybody may do now; three times of four what leads forward alone, when there is any.
func open(w *suggestiontest.Walk) []chance {
	var all, on []chance
	for _, name := range suggestiontest.Names() {
		for _, o := range suggestion.Offers(w.Case, w.Actor(name), w.Env()) {
			if o.Reason != "" {
				continue
			}
			all = append(all, chance{name, o})
			if slices.Contains(forward, o.Do) {
				on = append(on, chance{name, o})
			}
		}
	}
	if len(on) > 0 && w.Case.Seq%4 != 0 {
		return on
	}
	return all
}

func body(r *rapid.T, w *suggestiontest.Walk, do flow.Action) string {
	list := bodies[do]
	if len(list) == 0 {
		return "{}"
	}
	text := rapid.SampledFrom(list).Draw(r, "body")
	return strings.NewReplacer("DAY", string(w.Day), "LATER", string(w.Day.AddDays(120))).Replace(text)
}

func act(r *rapid.T, w *suggestiontest.Walk, name string, part int, do flow.Action) error {
	return w.Do(name, part, do, body(r, w, do))
}

// refuse tries an act as the tables themselves see it: a refusal leaves even the case in memory as it was, apart from what time does.
func refuse(r *rapid.T, w *suggestiontest.Walk, name string, part int, do flow.Action) {
	w.Pass()
	c := w.Copy()
	before := suggestiontest.Stored(c)
	cmd, _, _ := suggestion.NewCommand(do)
	events, err := suggestion.Apply(c, suggestion.Step{Actor: w.Actor(name), Part: part, Do: do, Cmd: cmd, Env: w.Env()})
	if err == nil {
		if offered(w, name, part, do) {
			return
		}
		r.Fatalf("%s did %s on %d without being offered it (%d events)", name, do, part, len(events))
	}
	if strings.HasPrefix(suggestiontest.KeyOf(err), "internal") {
		r.Fatalf("%s %s on %d: %v", name, do, part, err)
	}
	if after := suggestiontest.Stored(c); !bytes.Equal(before, after) {
		r.Fatalf("refusing %s %s on %d changed the case:\n%s\n%s", name, do, part, before, after)
	}
}

func offered(w *suggestiontest.Walk, name string, part int, do flow.Action) bool {
	return suggestion.May(w.Case, w.Actor(name), w.Env(), part, do)
}

// check holds for every case at every moment.
func check(r *rapid.T, w *suggestiontest.Walk) {
	c := w.Case
	if c.Seq != len(w.Log) {
		r.Fatalf("case counts %d events, its log has %d", c.Seq, len(w.Log))
	}
	for i, e := range w.Log {
		if e.Seq != i+1 || !e.Intact() {
			r.Fatalf("event %d is not intact", i+1)
		}
	}
	sole := 0
	for _, a := range c.Live() {
		if a.Role == suggestion.Sole && c.MergedInto == 0 && !c.In(suggestion.Withdrawn, suggestion.Merged) {
			sole++
		}
	}
	if sole > 1 {
		r.Fatalf("%d units handle alone", sole)
	}
	for _, k := range c.Clocks {
		if k.Start > k.Due || k.Raw > k.Due && k.Was == "" || k.Was != "" && k.Due < k.Was && k.Running() {
			r.Fatalf("a clock runs backwards: %+v", k)
		}
		if k.Stopped != "" && k.Stopped > w.Day {
			r.Fatalf("a clock stopped tomorrow: %+v", k)
		}
	}
	for _, e := range c.Replies {
		if e.State == suggestion.Delivered && (e.DeliveredOn == "" || e.Class == "") {
			r.Fatalf("a delivered reply without day or class: %+v", e)
		}
	}
	if c.In(suggestion.Closed) && c.OpenCommitments() > 0 {
		r.Fatalf("closed with open promises")
	}
}
